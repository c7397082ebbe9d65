#include "data/phrases.h"
#include "data/slots.h"

static const char *const raid[] = {
    "Arrested at " HOUR " hours in " PREMISES " in " LOCATION ".",
    "At " HOUR " hours officers entered " PREMISES " in " LOCATION "; " PSEUDONYM
    " was there with one other.",
    "Found at " HOUR " hours in " PREMISES ", " LOCATION ", and arrested by a decoy officer.",
    "One of those arrested in " PREMISES " in " LOCATION " at about " HOUR " hours.",
    "Arrested on a staircase in " LOCATION " at " HOUR " hours, on the way up to " PREMISES ".",
    "Detained at " HOUR " hours outside " PREMISES " in " LOCATION ".",
    PSEUDONYM " opened the door of " PREMISES " in " LOCATION " to officers at " HOUR " hours.",
    "Brought to the station at " HOUR " hours from " PREMISES " in " LOCATION ".",
    "The arrest was made at " HOUR " hours in " PREMISES ", " LOCATION
    ", the second address of the night.",
    "Officers with a warrant searched " PREMISES " in " LOCATION "; " PSEUDONYM
    " was arrested at " HOUR " hours.",
    LOCATION ", " HOUR " hours: arrest in " PREMISES " after observation from across the street.",
    "Came to notice at " HOUR " hours when " PREMISES " in " LOCATION " was checked.",
    "Stopped in the lift lobby below " PREMISES " in " LOCATION " at " HOUR " hours and arrested.",
    "Taken from " PREMISES " in " LOCATION " at " HOUR " hours together with " SMALL " others.",
};

static const char *const patrol[] = {
    "Arrested by a uniformed patrol at " HOUR " hours in the street, not far from " PREMISES ".",
    "Stopped by a patrol at " HOUR " hours after approaching a passer-by.",
    "Arrested at " HOUR " hours on a footbridge; no operation was on that night.",
    "Two constables on the beat arrested " OBJ " at " HOUR " hours outside " PREMISES ".",
    "A resident's call at " HOUR " hours led a patrol to " PREMISES ".",
};

static const char *const travel[] = {
    PSEUDONYM " was taken aside at " HOUR " hours at " LOCATION " in the course of the operation.",
    "Examined at " LOCATION " from " HOUR " hours, after a profile had been matched.",
    "Stopped at " LOCATION " at " HOUR " hours; the journey was to go on the same day.",
    "Intercepted at " HOUR " hours at " LOCATION " with " SMALL " other travellers.",
    "At " HOUR " hours an officer at " LOCATION " referred " PSEUDONYM " to the interview room.",
};

static const char *const container[] = {
    "Found at " HOUR " hours at the container terminal in " LOCATION ".",
    "The container was opened at " HOUR " hours at the examination yard in " LOCATION "; " PSEUDONYM
    " was inside.",
    "A heartbeat detector gave a signal at " HOUR " hours in " LOCATION
    " and the doors were opened.",
};

static const char *const scene[] = {
    "It was raining and few people were about.",
    "The premises had been under observation since the afternoon.",
    "A neighbour's complaint about noise had led to the visit.",
    "An advertisement in a newspaper had named the address.",
    "The keeper was not present and has not been traced.",
    "Music was playing and the television was on.",
    "A second door led to the back stairs; it was not locked.",
    "The caution was given in writing and read aloud.",
    "There was a kettle, a suitcase and a calendar with the day of return marked.",
    "A bag stood packed by the door.",
    "The room was clean and the window open.",
    ("A telephone, a notebook and $" FARE " in cash were listed and later given back."),
    "No other tenant would speak to the officers.",
    "The arrest was quiet.",
};

static const char *const visitor[] = {
    SHE_ " is from " FROM " and entered as a visitor through " POINT " " DAYS " days before on " HER
         " own " DOCUMENT ".",
    "A visitor from " FROM ", in the territory for " DAYS " days, admitted at " POINT
    " on a genuine " DOCUMENT ".",
    HER_ " " DOCUMENT ", stamped at " POINT " " DAYS " days earlier, was in " HER
         " bag. Home is in " FROM ".",
    PSEUDONYM " came from " FROM " by way of " POINT ", alone, and has been here " DAYS
              " days of the stay allowed.",
    "Travelled from " FROM " through " POINT " with a friend " DAYS
    " days ago; the friend has gone home.",
    DAYS " days after entry at " POINT ". From " FROM "; the " DOCUMENT
         " is in order and was on the table.",
    SHE_ " bought the ticket from " FROM " for about $" FARE " and crossed at " POINT " " DAYS
         " days before the arrest.",
    "Entered at " POINT " as a visitor, " DAYS " days ago; a native of " FROM
    ", third trip by the stamps in the " DOCUMENT ".",
    "From " FROM ". The " DOCUMENT " shows entry at " POINT " " DAYS
    " days earlier and a condition against taking work.",
    "By the " DOCUMENT " a visitor for " DAYS " days; " SHE " came from " FROM " through " POINT
    " on a day coach.",
};

static const char *const visitor_vague[] = {
    SHE_ " is a visitor from " FROM "; the day of entry is not noted.",
    "A visitor from " FROM " with a valid " DOCUMENT ". When " SHE " came in was not written down.",
    PSEUDONYM " comes from " FROM " and is here on a " DOCUMENT "; the stamp is hard to read.",
    "Visitor, from " FROM ". The " DOCUMENT " was seen and given back before the stamp was copied.",
    HER_ " " DOCUMENT " is genuine and shows a home in " FROM "; " SHE
         " could not name the day of " HER " arrival.",
};

static const char *const transit[] = {
    SHE_ " is from " FROM " and was in transit.",
    "The journey had begun in " FROM " " SMALL " days before.",
    PSEUDONYM " gave " FROM " as home and spoke freely about the route.",
    "By the papers a native of " FROM ", travelling alone.",
    "Home is in " FROM "; the ticket had been bought " SMALL " weeks earlier.",
};

static const char *const resident[] = {
    SHE_ " is a resident and showed an identity card; the family came from " FROM " years ago.",
    "A local resident, born in " FROM ", living with a sister in another district.",
};

static const char *const illegal[] = {
    SHE_ " came from " FROM " by small boat, without documents, and had paid the boatman $" FARE
         ".",
    "No document of any kind. By " HER " own account " SHE " crossed from " FROM
    " on foot at night.",
};

static const char *const overstayer[] = {
    "The stay allowed had run out " SMALL " weeks before. " SHE_ " is from " FROM
    " and had lost count of the days.",
    "A visitor from " FROM " who has overstayed by " SMALL
    " days; the ticket home is dated the week after.",
};

static const char *const status_unknown[] = {
    "Status could not be established; " SHE " named " FROM " as home and had no document.",
    "The file does not say on what terms " SHE " is here. " SHE_ " spoke of " FROM ".",
};

static const char *const seen_before[] = {
    SHE_ " has been debriefed on an earlier occasion and knew the questions.",
    "Known from an earlier arrest; the pseudonym is that of the earlier note.",
    "This is not the first debriefing. The earlier account was the same.",
};

static const char *const work[] = {
    SHE_ " had the address from " CONTACT ".",
    "The idea was " HER " own, after a talk with " CONTACT ".",
    "Nobody had sent " OBJ "; " CONTACT " had told " OBJ " where rooms were let.",
    "Through " CONTACT " " SHE " had heard what could be earned.",
    SHE_ " named " CONTACT " as the only person who knew of the trip.",
    SHE_ " meant to work for " SMALL " more days and then leave.",
    SHE_ " said that " SHE " worked alone and for " HER " own account.",
    "Asked who had arranged it, " SHE " said that " SHE " had, with help from " CONTACT ".",
};

static const char *const lodging[] = {
    "The room costs $" RENT " a day, paid to the counter.",
    SHE_ " rents by the day at $" RENT " and has " HER " own key.",
    "Two share the room at $" RENT " a day.",
    SHE_ " sleeps in a hostel in another street and came here in the evenings.",
    "For the bed " SHE " pays $" RENT " a day; meals are bought outside.",
    "The lease is in a stranger's name; " SHE " pays $" RENT " each noon.",
};

static const char *const money[] = {
    SHE_ " kept what was left after the rent.",
    "The money was in " HER " own purse and was counted and returned.",
    SHE_ " sends part of it home and spends little.",
    "What " SHE " earned was " HER " own; there was no debt.",
    "A remittance slip for $" FARE " was in the bag.",
    SHE_ " had paid for the journey from savings.",
};

static const char *const interview[] = {
    "Interviewed in " LANGUAGE ", calm and to the point.",
    "The interview in " LANGUAGE " took half an hour; " SHE " answered readily.",
    "Spoken to in " LANGUAGE ". Tired, but " SHE " understood the questions.",
    "In " LANGUAGE "; at first wary, then at ease.",
    SHE_ " spoke " LANGUAGE " with the officer and asked for tea.",
    "A woman officer put the questions in " LANGUAGE ".",
    "The conversation was in " LANGUAGE " and was read back.",
    "Polite and brief, in " LANGUAGE ".",
    SHE_ " was annoyed at the loss of a day but answered everything, in " LANGUAGE ".",
};

static const char *const interpreter[] = {
    "Interviewed through an interpreter in " LANGUAGE "; " SHE " answered readily.",
    "With a " LANGUAGE " interpreter, who also read the note back.",
    "An interpreter for " LANGUAGE " was on the telephone; the line was good.",
    "The " LANGUAGE " interpreter arrived after an hour, and " SHE " waited patiently.",
    "Questions were put through a " LANGUAGE " interpreter who is on the list.",
};

static const char *const asked[] = {
    "Asked about force, threats and deception, " SHE " said that there had been none and that " SHE
    " came of " HER " own will.",
    "No one had threatened or deceived " OBJ ", " SHE " said; the decision was " HER " own.",
    SHE_ " denied that anyone had made " OBJ " come, and could leave the premises at any time.",
    "To the questions on coercion, debts and documents " SHE " answered no. " SHE_
    " had come to earn money.",
    "Nothing pointed to pressure by others. " SHE_ " said plainly that it was " HER " own choice.",
    SHE_ " had not been promised anything else, owed nobody anything, and came willingly.",
    "Force, deception, abuse: each was asked and each was answered in the negative.",
    "Of " HER " own accord, " SHE " said twice; no one held " HER " money or papers.",
    "The screening questions brought no complaint. " SHE_
    " knew beforehand what the work would be.",
    "Told of the shelter and what it offers, " SHE
    " thanked the officer and said that there was no need.",
};

static const char *const willing[] = {
    "The trip, " SHE " said, was " HER " own decision.",
    SHE_ " said that " SHE " had come of " HER " own will.",
    "Asked whether anyone had made " OBJ " come, " SHE " said no.",
    "Own will was stated, and written down.",
    "That " SHE " came willingly " SHE " repeated when the note was read back.",
};

static const char *const charge[] = {
    "To be charged with breach of condition of stay.",
    "Charged; before the magistrate in the morning.",
    "The case goes to court for breach of condition of stay.",
    "A charge is to be laid tomorrow.",
};

static const char *const removal[] = {
    "Handed to the Immigration Department for removal.",
    "To be sent home by the next train.",
    "Removal is arranged for the end of the week.",
    "No charge; removal.",
};

static const char *const released[] = {
    "Released without charge.",
    "No action is taken against " OBJ ".",
    "Allowed to go after the interview.",
};

static const char *const missing[] = {
    "The report of the operation named above has not been received.",
    "No report of that operation is on file.",
};

static const char *const quote[] = {
    "In " HER " own words: 「自己過嚟搵錢，冇人逼我。」",
    "The notebook has the line 「二十號回家」, which " SHE " explained as the day of return.",
    "On the door a slip of paper said 「有事請敲門」.",
    "Written below the note in " HER " hand: 「以上屬實，沒有補充。」",
    SHE_ " said 「我知道是甚麼工作」 and asked that it be written down so.",
    "The receipt for the room, 「房租已付」, bears that day's date.",
    "Asked once more, " SHE " said 「是我自己決定的」.",
    "The message on the telephone reads 「媽媽，我過幾天就回來」.",
    "For the record " SHE " added 「證件我自己保管」.",
};

const struct group phrases_en[TOPICS] = {
    [TOPIC_RAID] = PHRASES(raid),
    [TOPIC_PATROL] = PHRASES(patrol),
    [TOPIC_TRAVEL] = PHRASES(travel),
    [TOPIC_CONTAINER] = PHRASES(container),
    [TOPIC_SCENE] = PHRASES(scene),
    [TOPIC_VISITOR] = PHRASES(visitor),
    [TOPIC_VISITOR_VAGUE] = PHRASES(visitor_vague),
    [TOPIC_TRANSIT] = PHRASES(transit),
    [TOPIC_RESIDENT] = PHRASES(resident),
    [TOPIC_ILLEGAL] = PHRASES(illegal),
    [TOPIC_OVERSTAYER] = PHRASES(overstayer),
    [TOPIC_STATUS_UNKNOWN] = PHRASES(status_unknown),
    [TOPIC_SEEN_BEFORE] = PHRASES(seen_before),
    [TOPIC_WORK] = PHRASES(work),
    [TOPIC_LODGING] = PHRASES(lodging),
    [TOPIC_MONEY] = PHRASES(money),
    [TOPIC_INTERVIEW] = PHRASES(interview),
    [TOPIC_INTERPRETER] = PHRASES(interpreter),
    [TOPIC_ASKED] = PHRASES(asked),
    [TOPIC_WILLING] = PHRASES(willing),
    [TOPIC_CHARGE] = PHRASES(charge),
    [TOPIC_REMOVAL] = PHRASES(removal),
    [TOPIC_RELEASED] = PHRASES(released),
    [TOPIC_MISSING] = PHRASES(missing),
    [TOPIC_QUOTE] = PHRASES(quote),
};
