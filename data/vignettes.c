#include "data/caseload.h"
#include "data/means.h"
#include "data/slots.h"

#define YES     "yes"
#define NO      "no"
#define UNKNOWN "unknown"

/* The first is the plain case, and by far the most frequent. */
const struct vignette vignettes[] = {
    {
        .name = "plain",
        .weight = 8600,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .outcome = OUTCOME_VOLUNTARY,
    },
    {
        .name = "plain, means asked one by one",
        .weight = 1100,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .reported = "means.force: absent\n"
                    "means.coercion: absent\n"
                    "means.deception: absent\n",
        .text = {"The questions on the printed form were put one by one and each was answered "
                 "in the negative.",
                 "Force, coercion and deception were gone through in turn; no indication of "
                 "any was found."},
        .zh = {"按表格逐項查問有否武力、脅迫及欺騙，當事人均答沒有。"},
        .outcome = OUTCOME_VOLUNTARY,
    },
    {
        .name = "plain, nothing recorded of volition",
        .weight = 240,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .screened = YES,
        .replaces = PART_ASKED,
        .text = {"Asked about threats, debts and who kept the money, " SHE
                 " answered no to each; whether the trip was " HER
                 " own decision is not written down.",
                 "No complaint against anyone was made. The form has no entry under own will."},
        .outcome = OUTCOME_VOLUNTARY,
    },
    {
        .name = "screening not recorded",
        .weight = 150,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = YES,
        .replaces = PART_ASKED,
        .text = {"The note is short and does not say which questions were put.",
                 "What was asked beyond the immigration particulars is not recorded."},
        .outcome = OUTCOME_INSUFFICIENT,
        .rationale = {"The note does not show that force, deception or abuse were asked about.",
                      "Nothing on the record about means, either way."},
    },
    {
        .name = "not screened",
        .weight = 210,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = UNKNOWN,
        .screened = NO,
        .replaces = PART_ASKED | PART_INTERVIEW,
        .text = {"Only the immigration particulars were taken. Force, deception and abuse were "
                 "not asked about because the cells were full that night; a second interview "
                 "was marked for the morning and no record of it is on file.",
                 "The interview ended after ten minutes when the van left for the station. No "
                 "questions were put about how " SHE " came to the work.",
                 "The duty interviewer wrote that screening questions were left to the "
                 "Immigration Department. No later note is on file."},
        .zh = {"當晚羈留人數眾多，只記錄出入境資料，未有查問有否受武力、欺騙或其他手段控制。"},
        .outcome = OUTCOME_INSUFFICIENT,
        .rationale = {"Not screened: means were never asked about, so nothing can be said of them.",
                      "No screening and no second interview on file."},
    },
    {
        .name = "document held as a deposit",
        .weight = 85,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .reported = "sign.withholds_documents: present\n",
        .replaces = PART_MONEY | PART_ASKED,
        .text = {HER_ " " DOCUMENT " lay in a drawer at the counter. " SHE_
                      " said that the keeper takes every tenant's as a deposit for the key and "
                      "had given it back twice when " SHE
                      " asked. The keeper said the same when asked apart.",
                 "The landlord held " HER " " DOCUMENT " against the key deposit of $300. " SHE_
                 " had fetched it the day before to change money and had brought it back."},
        .zh = {"證件由業主代為保管作鎖匙按金，當事人稱隨時可取回，曾取回兩次。"},
        .outcome = OUTCOME_VOLUNTARY,
        .answers = NO_MEANS "sign.withholds_documents: present\n",
        .rationale = {"Document held as a key deposit and returned on request; both accounts "
                      "agree. No means found.",
                      "The sign is there, but the document was given back whenever asked for."},
    },
    {
        .name = "small debt, repaid",
        .weight = 80,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .reported = "sign.debt_bondage: present\n",
        .replaces = PART_MONEY | PART_ASKED,
        .text = {SHE_ " borrowed $" FARE
                      " for the journey from a cousin, without interest, and has since repaid "
                      "it. Nobody had tied the debt to the work.",
                 "There had been a loan of $" FARE " for the fare. " SHE_
                 " has paid it off and kept the receipt."},
        .zh = {"當事人曾向表親借旅費，無利息，已還清。"},
        .outcome = OUTCOME_VOLUNTARY,
        .answers = NO_MEANS "sign.debt_bondage: absent\n",
        .rationale =
            {"A family loan without interest, repaid; not used to keep the person at work.",
             "The reported debt was a plain loan and is settled."},
    },
    {
        .name = "brought across by a driver",
        .weight = 60,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .reported = "act.cross_border: present\n"
                    "purpose.prostitution: present\n",
        .text = {"The crossing was arranged with a driver, who knew what it was for, took $" FARE
                 " and was not seen again. " SHE_ " would, " SHE
                 " said, have taken the train as soon.",
                 "A woman who crosses often brought " OBJ
                 " along, knowing what for, and was paid $" FARE
                 " for the seat and nothing besides."},
        .zh = {"當事人由一名司機接送過關，司機知悉來意，只收車資" FARE "元，其後並無聯絡。"},
        .outcome = OUTCOME_VOLUNTARY,
        .answers = "act.cross_border: present\n"
                   "purpose.prostitution: present\n",
    },
    {
        .name = "share of earnings",
        .weight = 70,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .reported = "sign.takes_earnings: present\n",
        .replaces = PART_MONEY | PART_ASKED,
        .text = {"The keeper of the premises takes four parts in ten for the room, the "
                 "telephone and the advertisement; " SHE
                 " had agreed to that beforehand and counted the money with him each night.",
                 "Of what " SHE " earned a third went to the keeper for room and cleaning. " SHE_
                 " called it dear but as agreed, and could leave when " SHE " liked."},
        .zh = {"場所負責人按事前約定抽取四成作租金及廣告費，當事人稱可隨時離開。"},
        .outcome = OUTCOME_VOLUNTARY,
        .answers = NO_MEANS "sign.takes_earnings: present\n",
        .rationale = {"A share agreed beforehand for room and advertising; free to leave. No "
                      "means found.",
                      "Earnings were shared on terms known before arrival."},
    },
    {
        .name = "lock on the gate",
        .weight = 70,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .reported = "means.coercion: unknown\n"
                    "sign.restricts_movement: unknown\n",
        .text = {"The outer gate had a padlock. The officer did not note who held the key; " SHE
                 " said that each tenant had one and showed hers on a ring.",
                 "An officer saw a bolt on the outside of the gate and could not tell its use. "
                 "Asked, " SHE
                 " said that it was an old one and that the door was never locked on anyone."},
        .outcome = OUTCOME_VOLUNTARY,
        .answers = "means.coercion: absent\n"
                   "sign.restricts_movement: absent\n",
        .rationale = {"The person held a key to the gate, which answers the officer's question."},
    },
    {
        .name = "hardship at home",
        .weight = 95,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .reported = "means.abuse_of_vulnerability: unknown\n",
        .text = {"The factory where " SHE
                 " had worked closed in the spring and there was a parent's hospital bill. " SHE_
                 " said that nobody had proposed the trip because of that.",
                 "With two children at school and no work at home, " SHE
                 " decided to come for a month. No one had pressed " OBJ ", " SHE " said."},
        .zh = {"當事人稱工廠結業，家中有醫藥費要付，但無人因此游說其來港。"},
        .outcome = OUTCOME_VOLUNTARY,
        .answers = "means.abuse_of_vulnerability: absent\n",
    },
    {
        .name = "dearer room than promised",
        .weight = 60,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .reported = "sign.false_promises: present\n",
        .replaces = PART_MONEY | PART_ASKED,
        .text = {"The room had been promised at less and cost $" RENT " a day on arrival. " SHE_
                 " complained, looked at another place, and stayed.",
                 SHE_ " had been told that custom was better than it was. That apart, all was "
                      "as described, and " SHE " meant to go home at the end of the week."},
        .outcome = OUTCOME_VOLUNTARY,
        .answers = NO_MEANS "sign.false_promises: present\n",
        .rationale = {"Misled about the price of a room, not about the work; looked elsewhere "
                      "and chose to stay.",
                      "A broken promise about terms that did not bind the person. No deception "
                      "as to the work."},
    },
    {
        .name = "deceived, then agreed",
        .weight = 15,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .reported = "means.deception: present\n"
                    "sign.false_promises: present\n",
        .replaces = PART_WORK | PART_ASKED,
        .text = {"Through " CONTACT " " SHE " had been promised work in a restaurant. On arrival "
                 "there was no restaurant. After two days " SHE
                 " agreed to this work to earn the fare back. " SHE_
                 " would not say who had made the promise and asked that nothing be written to " HER
                 " family.",
                 SHE_ " came for a cleaning job that did not exist and was then told what the work "
                      "was. " SHE_ " said that " SHE
                      " agreed in the end and blamed nobody. The name given for the recruiter "
                      "matches no record."},
        .zh = {"當事人最初獲承諾到餐廳工作，抵港後並無此工作，兩日後同意從事現時工作，不願透露"
               "介紹人。"},
        .outcome = OUTCOME_INSUFFICIENT,
        .answers = "means.deception: unknown\n"
                   "sign.false_promises: present\n",
        .rationale =
            {"Agreeing afterwards does not answer the deception, but who deceived and to what "
             "end could not be established from this note. Statement to be sought again.",
             "Consent is irrelevant if the promise was made to get the person here; the "
             "account could not be checked and no statement was given."},
    },
    {
        .name = "robbed",
        .weight = 26,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .reported = "means.force: present\n",
        .replaces = PART_ASKED,
        .text = {"Two nights earlier a visitor to the flat had pushed " OBJ " and taken $" FARE
                 " and a telephone. " SHE_ " had not reported it. A robbery report was opened.",
                 "There was a bruise on one arm. " SHE_ " said that a man had robbed " OBJ
                 " on the stairs; the matter was passed to the district crime team."},
        .outcome = OUTCOME_NOT_TRAFFICKING,
        .answers = NO_MEANS,
        .rationale = {"The force reported was a robbery by a stranger, not a means of "
                      "recruiting or keeping the person.",
                      "Force by a robber only; referred as a crime against the person."},
    },
    {
        .name = "telephone kept ringing",
        .weight = 42,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = UNKNOWN,
        .screened = YES,
        .reported = "means.coercion: unknown\n"
                    "sign.psychological_abuse: unknown\n",
        .replaces = PART_ASKED | PART_INTERVIEW,
        .text = {"A mobile telephone rang " SMALL " times during the interview and " SHE
                 " would not say who was calling. " SHE_ " looked at the door before each answer.",
                 SHE_ " gave the same three sentences to every question and asked twice "
                      "whether someone was waiting outside."},
        .zh = {"會面期間當事人電話響起多次，不願說明來電者身分，回答前屢次望向門口。"},
        .outcome = OUTCOME_INSUFFICIENT,
        .answers = "means.coercion: unknown\n",
        .rationale = {"Coercion can be neither found nor excluded on this note; a second "
                      "interview is needed.",
                      "Demeanour suggests more than was said. Information insufficient."},
    },
    {
        .name = "account changed",
        .weight = 40,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = UNKNOWN,
        .screened = YES,
        .reported = "means.deception: unknown\n",
        .replaces = PART_WORK,
        .text = {"First " SHE " said that " CONTACT
                 " had arranged everything, then that nobody had. Which account is right was "
                 "not cleared up.",
                 "The account of how " SHE
                 " came to the premises changed twice. The second version names " CONTACT
                 " and the third nobody."},
        .outcome = OUTCOME_INSUFFICIENT,
        .answers = "means.deception: unknown\n",
        .rationale = {"Accounts conflict on who arranged the trip and what was promised."},
    },
    {
        .name = "cleaner",
        .weight = 46,
        .contexts = CONTEXT_RAID,
        .ages = AGE_ANY_ADULT,
        .prostitution = NO,
        .volition = YES,
        .screened = YES,
        .replaces = PART_WORK | PART_MONEY,
        .text = {"Arrested with the others, but " SHE
                 " was there to clean: two witnesses and a wage slip bear it out. " SHE_
                 " is paid $" RENT " a day and sleeps elsewhere.",
                 SHE_ " cooks for the tenants and was taken along in the arrest. No one "
                      "present said otherwise."},
        .outcome = OUTCOME_NOT_TRAFFICKING,
        .answers = NO_MEANS,
        .rationale = {"No prostitution and no means: employed as a cleaner, paid and free to "
                      "come and go.",
                      "Present as kitchen help; nothing found against anyone on " HER " account."},
    },
    {
        .name = "visiting a friend",
        .weight = 70,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = UNKNOWN,
        .volition = UNKNOWN,
        .screened = YES,
        .replaces = PART_WORK | PART_MONEY,
        .text = {SHE_ " said that " SHE " had come up to see a friend, whose surname " SHE
                      " did not know. What " SHE " did there is not established.",
                 "Found in the corridor; " SHE " said that " SHE " had the wrong floor."},
        .outcome = OUTCOME_INSUFFICIENT,
        .rationale = {"Whether there was prostitution at all is not established."},
    },
    {
        .name = "admitted later",
        .weight = 45,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = UNKNOWN,
        .volition = YES,
        .screened = YES,
        .replaces = PART_WORK,
        .text = {"At first " SHE " denied the offence. Later " SHE " said that it was " HER
                 " own affair, that nobody else was concerned in it, and that " SHE
                 " would be home by Friday."},
        .outcome = OUTCOME_VOLUNTARY,
        .rationale =
            {"The record leaves prostitution open; the person's own later account and the "
             "seized notebook settle it, and every question on means was answered no.",
             "Prostitution not entered by the officer but admitted; own will stated plainly."},
    },
    {
        .name = "declined to answer",
        .weight = 62,
        .contexts = CONTEXT_RAID,
        .ages = AGE_ANY_ADULT,
        .prostitution = YES,
        .volition = UNKNOWN,
        .screened = UNKNOWN,
        .replaces = PART_WORK | PART_MONEY | PART_ASKED | PART_INTERVIEW,
        .text = {SHE_ " declined to answer any question except name and date of birth.",
                 "After the caution " SHE " said nothing further. A card with the shelter's "
                 "telephone number was given and taken."},
        .zh = {"當事人警誡後拒絕回答問題，已獲發庇護中心電話卡。"},
        .outcome = OUTCOME_INSUFFICIENT,
        .rationale =
            {"No account was given; nothing on means either way.",
             "Declined to answer. The shelter card was given; no further interview on file."},
    },
    {
        .name = "no interpreter to be had",
        .weight = 30,
        .contexts = CONTEXT_RAID,
        .ages = AGE_ANY_ADULT,
        .prostitution = YES,
        .volition = UNKNOWN,
        .screened = UNKNOWN,
        .replaces = PART_INTERVIEW | PART_ASKED,
        .text = {"No interpreter for " LANGUAGE
                 " could be reached before midnight. What was understood through gestures and "
                 "a phrase list is that " SHE " wished to telephone home."},
        .outcome = OUTCOME_INSUFFICIENT,
        .rationale = {"No interview in a language that the person understands."},
    },
    {
        .name = "cheated by an advertiser",
        .weight = 4,
        .contexts = CONTEXT_RAID,
        .ages = AGE_ADULT,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .reported = "means.deception: present\n",
        .replaces = PART_MONEY | PART_ASKED,
        .text = {"A man had taken $" FARE " from " OBJ
                 " for an advertisement that never appeared. " SHE_
                 " had come by herself, rented by herself, and wanted the money back."},
        .outcome = OUTCOME_NOT_TRAFFICKING,
        .answers = ALL_BUT_DECEPTION "means.deception: present\n",
        .rationale = {"Deceived by an advertiser over a fee after the event; nobody recruited, "
                      "moved or kept the person by it. The definition's words are met on their "
                      "face, hence a departure."},
    },
    {
        .name = "officer reports abuse of vulnerability",
        .weight = 12,
        .contexts = CONTEXT_RAID,
        .ages = AGE_OF_AGE,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .reported = "means.abuse_of_vulnerability: present\n"
                    "sign.debt_bondage: unknown\n",
        .replaces = PART_MONEY | PART_ASKED,
        .text = {"The officer wrote that " SHE " seemed to depend on " CONTACT
                 " for room, food and return ticket. " SHE_
                 " said that this was a kindness. How much was owed is not recorded."},
        .outcome = OUTCOME_INSUFFICIENT,
        .answers = "means.abuse_of_vulnerability: unknown\n",
        .rationale =
            {"Dependence reported but not explored: no sums, no dates, no second witness."},
    },
    {
        .name = "age not known, own account",
        .weight = 70,
        .contexts = CONTEXT_RAID,
        .ages = AGE_UNKNOWN,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .text = {"No document was found and no date of birth was given. The officer judged " OBJ
                 " to be well over thirty.",
                 "Age was not entered. " SHE_ " spoke of a grown-up son at work in Shenzhen."},
        .zh = {"未有證件，年齡未有記錄;當事人提及已有成年子女。"},
        .outcome = OUTCOME_VOLUNTARY,
        .rationale = {"Age not entered, but the note leaves no doubt of an adult; own will "
                      "stated, no means found.",
                      "Adult by the note (a grown-up child). No means found."},
    },
    {
        .name = "age not known, doubt",
        .weight = 30,
        .contexts = CONTEXT_RAID,
        .ages = AGE_UNKNOWN,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .text = {"Age was not entered and the " DOCUMENT
                 " was not seen; the particulars were to be checked with the issuing office."},
        .outcome = OUTCOME_INSUFFICIENT,
        .rationale = {"Age unknown and not to be guessed; pending verification."},
    },
    {
        .name = "range of ages over and under 18",
        .weight = 60,
        .contexts = CONTEXT_RAID,
        .ages = AGE_STRADDLES,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .text = {"The " DOCUMENT
                 " looked altered at the date of birth and the doctor gave a range of " AGE
                 " years. A check with the issuing office is pending.",
                 "Age was assessed as " AGE " from an X-ray of the wrist; " SHE " said nineteen."},
        .zh = {"證件出生日期疑經塗改，經評估年齡介乎" AGE "歲，有待核實。"},
        .outcome = OUTCOME_INSUFFICIENT,
        .rationale =
            {"Age may be under 18: pending verification, no finding of own will can be made.",
             "The assessed range straddles 18. To be taken up again when the age is verified."},
    },
    {
        .name = "child, no means",
        .weight = 45,
        .contexts = CONTEXT_RAID,
        .ages = AGE_CHILD,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .replaces = PART_WORK | PART_ASKED,
        .text = {SHE_ " is " AGE " by the " DOCUMENT ". " SHE_
                      " said that a friend of the same age had given the address, that nobody "
                      "took money from " OBJ " and that nobody had been told. A social worker "
                      "was present and a place of safety was found.",
                 "At " AGE " " SHE " is a child. No one was found who had brought or kept " OBJ
                 "; " SHE " said that it was a way to pay for a telephone. The case went to "
                 "the social welfare office."},
        .zh = {"當事人" AGE "歲，屬兒童。稱由同齡朋友介紹，無人收取金錢，已轉介社會福利機構。"},
        .outcome = OUTCOME_INSUFFICIENT,
        .answers = "means.force: absent\n"
                   "means.abduction: absent\n",
        .rationale =
            {"A child: own will cannot be found. Whether anyone recruited or harboured " OBJ
             " is under inquiry; the primary definition asks for means and none is established "
             "so far.",
             "Under 18. No act by another person is established yet; welfare inquiry "
             "continues."},
    },
    {
        .name = "child, given a bed",
        .weight = 20,
        .contexts = CONTEXT_RAID,
        .ages = AGE_CHILD,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .reported = "act.harbouring: present\n"
                    "purpose.sexual_exploitation: present\n",
        .replaces = PART_WORK | PART_ASKED | PART_MONEY,
        .text = {SHE_ " is " AGE ". The keeper of the premises gave " OBJ
                      " a bed and, by the officer's note, a share to be paid. " SHE_
                      " said that it was no one's idea but " HER
                      " own. A social worker sat with " OBJ "; the keeper was released on bail."},
        .outcome = OUTCOME_INSUFFICIENT,
        .answers = "act.harbouring: unknown\n"
                   "purpose.sexual_exploitation: unknown\n",
        .rationale = {"A child: were harbouring for exploitation established, no means would be "
                      "needed under Art. 3(c). The keeper's part is still under inquiry."},
    },
    {
        .name = "child, one promise",
        .weight = 15,
        .contexts = CONTEXT_RAID,
        .ages = AGE_CHILD,
        .prostitution = YES,
        .volition = UNKNOWN,
        .screened = YES,
        .reported = "means.deception: unknown\n",
        .replaces = PART_WORK | PART_INTERVIEW,
        .text = {SHE_ " gave " HER " age as " AGE ". " CONTACT " had spoken of shop work, " SHE
                      " said, and then fell silent. The interview was stopped and a social "
                      "worker was called."},
        .outcome = OUTCOME_INSUFFICIENT,
        .answers = "means.deception: unknown\n",
        .rationale = {"A child and a possible promise of other work: the interview was rightly "
                      "stopped; to be taken up again with the welfare report."},
    },
    {
        .name = "of age now, under age at first",
        .weight = 60,
        .contexts = CONTEXT_RAID,
        .ages = AGE_YOUNG,
        .prostitution = YES,
        .volition = YES,
        .screened = YES,
        .replaces = PART_WORK,
        .text = {SHE_ " is " AGE " now. By " HER " own account " SHE
                      " had first come at seventeen, with " CONTACT ", and went home after a week.",
                 "On an earlier trip, before " HER " eighteenth birthday, " CONTACT
                 " had found the room. This time, at " AGE ", " SHE " came alone."},
        .outcome = OUTCOME_INSUFFICIENT,
        .rationale =
            {"Under 18 when first recruited; who arranged that earlier trip is not known."},
    },
    {
        .name = "booklet not genuine",
        .weight = 40,
        .contexts = CONTEXT_TRAVEL,
        .ages = AGE_ANY_ADULT,
        .prostitution = NO,
        .screened = YES,
        .replaces = PART_ALL,
        .text = {"The photograph page had been replaced. " SHE_
                 " said that an agent had sold it for a sum to be paid by relatives after "
                 "arrival overseas, and that work in a kitchen was waiting there. No threat "
                 "and no debt to the agent was spoken of. Refused onward travel.",
                 SHE_ " held a boarding card in another name. The journey had been bought from "
                      "an agent, half of it paid. " SHE_
                      " was to join a brother abroad and had his letters with " OBJ "."},
        .zh = {"證件相片頁曾被更換。當事人稱向中介購買，擬往海外投靠親友，並無受威脅。"},
        .outcome = OUTCOME_OUT_OF_SCOPE,
        .rationale =
            {"Smuggling with a forged document; no prostitution and no exploitation in view.",
             "Travel bought from an agent to join family: smuggling of migrants, not "
             "trafficking."},
    },
    {
        .name = "waitress overseas",
        .weight = 25,
        .contexts = CONTEXT_TRAVEL,
        .ages = AGE_ANY_ADULT,
        .prostitution = UNKNOWN,
        .volition = YES,
        .screened = YES,
        .reported = "means.deception: unknown\n"
                    "sign.false_promises: unknown\n",
        .replaces = PART_ALL,
        .text = {"The ticket had been paid by a person whom " SHE " had met once. " SHE_
                 " was to be a waitress, knew neither the name of the restaurant nor of the "
                 "town, and had been told to learn by heart what to answer. " SHE_
                 " was given the shelter's number and chose to fly home."},
        .outcome = OUTCOME_INSUFFICIENT,
        .answers = "means.deception: unknown\n",
        .rationale = {"Intercepted before anything happened: the promise looks false but the "
                      "purpose is not shown.",
                      "A suspicious promise, no known end. Passed on to the liaison officer."},
    },
    {
        .name = "cleared on examination",
        .weight = 30,
        .contexts = CONTEXT_TRAVEL,
        .ages = AGE_ANY_ADULT,
        .prostitution = NO,
        .volition = YES,
        .screened = YES,
        .replaces = PART_ALL,
        .text = {"Selected by profile and examined for " SMALL " hours. " HER_
                 " papers were genuine, the hotel confirmed the booking and the return ticket "
                 "was " HER " own. Allowed to go on.",
                 "Stopped because the booking matched a list; the match was by surname only. "
                 "An apology was made."},
        .outcome = OUTCOME_NOT_TRAFFICKING,
        .answers = NO_MEANS,
        .rationale = {"Genuine traveller; nothing found.",
                      "Cleared: the match was by surname only."},
    },
    {
        .name = "another person's permit",
        .weight = 25,
        .contexts = CONTEXT_TRAVEL,
        .ages = AGE_ANY_ADULT,
        .prostitution = NO,
        .screened = UNKNOWN,
        .replaces = PART_ALL,
        .text = {"The permit shown was a sister's. " SHE_
                 " had been refused landing the month before and wished to visit relatives in "
                 "town. Refused entry and returned the same day."},
        .outcome = OUTCOME_OUT_OF_SCOPE,
        .rationale = {"An immigration matter only.",
                      "Use of a relative's permit; outside the subject."},
    },
    {
        .name = "found in a container",
        .weight = 30,
        .contexts = CONTEXT_CONTAINER,
        .ages = AGE_ANY_ADULT,
        .prostitution = NO,
        .screened = YES,
        .replaces = PART_ALL,
        .text = {"Found behind a partition in a forty-foot container, with water, a bucket and "
                 "blankets for a long voyage. " SHE_ " had paid a first part to an agent in " FROM
                 "; the rest was due on arrival. In good health. No one had forced " OBJ " in, " SHE
                 " said.",
                 "One of those taken out of a container that was booked for a port overseas. " SHE_
                 " was weak and was given water and seen by a doctor. Family at home had borrowed "
                 "the price. " SHE_ " hoped for building work."},
        .zh = {"在貨櫃夾層內被發現，身體狀況良好，稱已向中介預付部分費用，並非被迫。"},
        .outcome = OUTCOME_OUT_OF_SCOPE,
        .rationale =
            {"Smuggling of migrants in a container. No means and no exploitation reported.",
             "Stowaway who had paid an agent; smuggling is not trafficking."},
    },
#include "data/victims.def"
};
const size_t vignettes_count = COUNT_OF(vignettes);
