/* The operations that are always there, in the order of their dates. */
#include "data/caseload.h"
#include "data/means.h"
#include "data/slots.h"

/* The last of a year settles what is owed to the count of arrests. */
#define REST_OF_THE_YEAR(named_missing)                                                            \
    .type = OTHER_TYPE, .title = "Arrests on patrol", .location = {"Kowloon", "九龍"},             \
    .comment = "arrests outside planned operations, so that operations account for every one",     \
    .others = 4, .missing = named_missing,                                                         \
    .narrative =                                                                                   \
        "Arrests made by patrols outside planned operations, put together for the year-end "       \
        "return. The count includes persons who were arrested but not interviewed, and persons "   \
        "whose debriefing names an operation of which no report has been received.",               \
    .outcome = OUTCOME_INSUFFICIENT,                                                               \
    .rationale = "A count put together for a return; it tells of no single operation."

const struct script scripts[] = {
    {
        .date = {2003, 2, 18},
        .type = JOINT_INVESTIGATION,
        .title = "Operation Quiet Ladder",
        .location = {"Yau Ma Tei", "油麻地"},
        .case_id = "C-2003-0001",
        .comment = "trafficking case 1",
        .persons = {{.vignette = "case 1, first",
                     .case_id = "C-2003-0001",
                     .number = 1,
                     .origin = ORIGIN_THAILAND,
                     .sex = 'f',
                     .age = "27",
                     .comment = "a false job and an invented debt"},
                    {.vignette = "case 1, second",
                     .case_id = "C-2003-0001",
                     .number = 2,
                     .origin = ORIGIN_THAILAND,
                     .sex = 'f',
                     .age = "31",
                     .comment = "a second victim in one case"}},
        .others = 4,
        .organisers = 2,
        .narrative =
            "After a call to a shelter a joint team of police and immigration officers watched "
            "two flats in " LOCATION " for nine days and entered both at the same hour. " COUNT
            " persons were debriefed. Two of them said, apart from each other, that they had "
            "been promised other work and that a debt was being deducted from them daily. A "
            "notebook and one passport were seized at the address of the organiser. Two "
            "organisers were arrested.",
        .outcome = OUTCOME_TRAFFICKING,
        .answers = "act.recruitment: present\n"
                   "act.harbouring: present\n"
                   "means.deception: present\n"
                   "purpose.sexual_exploitation: present\n"
                   "sign.debt_bondage: present\n",
        .rationale = "Two victims recruited by a false promise and kept by an invented debt; "
                     "notebook and passport seized.",
    },
    {
        .date = {2003, 5, 21},
        .type = INTERDICTION,
        .title = "Operation Long Tide",
        .location = {"the western waters", "西面水域"},
        .others = 3,
        .outcome = OUTCOME_OUT_OF_SCOPE,
        .rationale = "Smuggling of migrants by sea; nobody interviewed spoke of exploitation.",
    },
    {
        .date = {2003, 7, 9},
        .type = FLIGHT_OPERATION,
        .title = "Operation Early Swift",
        .location = {"Hong Kong International Airport", "機場"},
        .others = 4,
        .outcome = OUTCOME_OUT_OF_SCOPE,
        .rationale = "A check of transit passengers; forged documents, no exploitation in view.",
    },
    {
        .date = {2003, 9, 16},
        .type = CONTAINER_INSPECTION,
        .title = "Operation Open Gate",
        .location = {"Kwai Chung", "葵涌"},
        .others = 2,
        .organisers = 1,
        .outcome = OUTCOME_OUT_OF_SCOPE,
        .rationale = "Stowaways who had paid an agent: smuggling, which is not trafficking.",
    },
    {
        .date = {2003, 10, 27},
        .type = BORDER_CONTROL,
        .title = "Operation Plain Bridge",
        .location = {"Lo Wu", "羅湖"},
        .others = 3,
        .outcome = OUTCOME_NOT_TRAFFICKING,
        .answers = NO_MEANS "purpose.sexual_exploitation: absent\n",
        .rationale =
            "Control of travellers; examined one by one, no means and no exploitation found.",
    },
    {
        .date = {2003, 12, 29},
        .type = ANTI_VICE,
        .title = "Operation Winter Anchor",
        .location = {"Sham Shui Po", "深水埗"},
        .case_id = "C-2003-0002",
        .comment = "trafficking case 2: spans two operations and a new year, counts once, in 2003",
        .persons = {{.vignette = "case 2, December, first",
                     .case_id = "C-2003-0002",
                     .number = 3,
                     .origin = ORIGIN_GUANGXI,
                     .sex = 'f',
                     .age = "29",
                     .comment = "the case begins here, in 2003"},
                    {.vignette = "case 2, December, second",
                     .case_id = "C-2003-0002",
                     .number = 4,
                     .origin = ORIGIN_HUNAN,
                     .sex = 'f',
                     .age = "23",
                     .comment = "says first that all is well"}},
        .others = 5,
        .organisers = 1,
        .narrative =
            "An anti-vice operation on four addresses in " LOCATION
            ". At one of them the gate was locked from outside and had to be cut open; two "
            "women were found who had no key. They spoke of a third who had been moved three "
            "days before. " COUNT " persons were debriefed. Inquiries went on into January.",
        .outcome = OUTCOME_TRAFFICKING,
        .answers = "act.harbouring: present\n"
                   "act.recruitment: present\n"
                   "means.coercion: present\n"
                   "purpose.sexual_exploitation: present\n"
                   "sign.restricts_movement: present\n",
        .rationale = "Two victims behind a gate locked from outside.",
    },
    {.date = {2003, 12, 31}, REST_OF_THE_YEAR(2)},
    {
        .date = {2004, 1, 6},
        .type = JOINT_INVESTIGATION,
        .title = "Operation Winter Anchor, second phase",
        .location = {"Yuen Long", "元朗"},
        .case_id = "C-2003-0002",
        .comment = "trafficking case 2, continued",
        .persons = {{.vignette = "case 2, January",
                     .case_id = "C-2003-0002",
                     .number = 5,
                     .origin = ORIGIN_FUJIAN,
                     .sex = 'f',
                     .age = "21",
                     .comment = "the same case, a year later by the calendar"}},
        .others = 4,
        .organisers = 2,
        .narrative = "A joint team traced a car by the end of its number plate to a village "
                     "house near " LOCATION
                     " and found there the woman who had been moved at Christmas. " COUNT
                     " persons were debriefed at this and at a neighbouring address. The man "
                     "of the first flat and the one who received her were arrested. The case "
                     "is that of the operation of 29 December.",
        .outcome = OUTCOME_TRAFFICKING,
        .answers = "act.transfer: present\n"
                   "act.receipt: present\n"
                   "means.coercion: present\n"
                   "means.force: present\n"
                   "purpose.sexual_exploitation: present\n",
        .rationale =
            "Moved by night and handed over against money; the same organiser as in December.",
    },
    {
        .date = {2004, 2, 17},
        .type = INTELLIGENCE_EXCHANGE,
        .title = "Operation Amber Beacon",
        .location = {"Hong Kong International Airport", "機場"},
        .partner = "Los Angeles",
        .case_id = "C-2004-0001",
        .comment = "trafficking case 3",
        .persons = {{.vignette = "case 3, bound for Los Angeles",
                     .case_id = "C-2004-0001",
                     .number = 6,
                     .origin = ORIGIN_HUNAN,
                     .sex = 'f',
                     .age = "24",
                     .comment =
                         "intercepted before any exploitation: it need only be the purpose"}},
        .others = 3,
        .organisers = 1,
        .narrative = "Exchange of intelligence with the counterpart in Los Angeles on routes "
                     "by air. A list of bookings received in February led to the examination "
                     "of transit passengers; " COUNT
                     " were debriefed, of whom one carried an address that the counterpart had "
                     "closed the week before. Findings were sent back by the liaison officer "
                     "the same night, and one organiser was arrested overseas.",
        .outcome = OUTCOME_TRAFFICKING,
        .answers = "act.recruitment: present\n"
                   "act.transportation: present\n"
                   "means.deception: present\n"
                   "purpose.sexual_exploitation: present\n",
        .rationale = "The exchange tied a promise of house work to an address where others had "
                     "been exploited.",
    },
    {
        .date = {2004, 4, 20},
        .type = FLIGHT_OPERATION,
        .title = "Operation Silver Swift",
        .location = {"Hong Kong International Airport", "機場"},
        .others = 4,
        .outcome = OUTCOME_OUT_OF_SCOPE,
        .rationale = "A check of transit passengers; forged documents, no exploitation in view.",
    },
    {
        .date = {2004, 5, 25},
        .type = ANTI_VICE,
        .title = "Operation Paper Willow",
        .location = {"Wan Chai", "灣仔"},
        .case_id = "C-2004-0002",
        .comment = "trafficking case 4",
        .persons = {{.vignette = "case 4, child with a borrowed age",
                     .case_id = "C-2004-0002",
                     .number = 7,
                     .origin = ORIGIN_HUNAN,
                     .sex = 'f',
                     .age = "16",
                     .age_at_recruitment = "16",
                     .comment =
                         "a child; her document says nineteen, and she says that she agreed"},
                    {.vignette = "case 4, adult",
                     .case_id = "C-2004-0002",
                     .number = 8,
                     .origin = ORIGIN_HUNAN,
                     .sex = 'f',
                     .age = "34",
                     .comment = "an adult deceived by the same woman"}},
        .others = 4,
        .organisers = 1,
        .narrative = "Anti-vice operation on a floor of guest rooms in " LOCATION
                     ". Among those arrested was a girl whose permit overstated her age. " COUNT
                     " persons were debriefed. The woman who had brought two of them was "
                     "arrested at the ferry terminal with four permits on her.",
        .outcome = OUTCOME_TRAFFICKING,
        .answers = "act.recruitment: present\n"
                   "act.transportation: present\n"
                   "means.deception: present\n"
                   "purpose.sexual_exploitation: present\n",
        .rationale = "Two victims, one of them a child, brought by a false promise.",
    },
    {
        .date = {2004, 6, 15},
        .type = CONTAINER_INSPECTION,
        .title = "Operation Lower Market",
        .location = {"Kwai Chung", "葵涌"},
        .others = 3,
        .organisers = 1,
        .outcome = OUTCOME_OUT_OF_SCOPE,
        .rationale = "Stowaways who had paid an agent: smuggling, which is not trafficking.",
    },
    {
        .date = {2004, 8, 3},
        .type = INTERDICTION,
        .title = "Operation Slow Ferry",
        .location = {"the southern waters", "南面水域"},
        .others = 3,
        .organisers = 1,
        .outcome = OUTCOME_OUT_OF_SCOPE,
        .rationale = "Smuggling of migrants by sea; nobody interviewed spoke of exploitation.",
    },
    {
        .date = {2004, 9, 21},
        .type = BORDER_CONTROL,
        .title = "Operation Clear Bridge",
        .location = {"Lok Ma Chau", "落馬洲"},
        .others = 3,
        .outcome = OUTCOME_NOT_TRAFFICKING,
        .answers = NO_MEANS "purpose.sexual_exploitation: absent\n",
        .rationale =
            "Control of travellers; examined one by one, no means and no exploitation found.",
    },
    {
        .date = {2004, 10, 12},
        .type = JOINT_INVESTIGATION,
        .title = "Operation Second Plover",
        .location = {"Tsim Sha Tsui", "尖沙咀"},
        .case_id = "C-2004-0003",
        .comment = "trafficking case 5",
        .persons =
            {
                {.vignette = "case 5, deceived adult who agreed",
                 .case_id = "C-2004-0003",
                 .number = 9,
                 .origin = ORIGIN_PHILIPPINES,
                 .sex = 'f',
                 .age = "26",
                 .comment =
                     "a deceived adult who agreed: consent is irrelevant where a means was used"},
                {.vignette = "case 5, second",
                 .case_id = "C-2004-0003",
                 .number = 10,
                 .origin = ORIGIN_PHILIPPINES,
                 .sex = 'f',
                 .age = "22",
                 .comment = "debt and hours"},
                {.vignette = "case 5, third",
                 .case_id = "C-2004-0003",
                 .number = 11,
                 .origin = ORIGIN_PHILIPPINES,
                 .sex = 'f',
                 .age = "20",
                 .comment = "a relative was paid"}},
        .others = 4,
        .organisers = 3,
        .narrative =
            "Police and immigration officers examined the staff of a bar in " LOCATION
            " after a letter to a consulate. " COUNT
            " persons were debriefed. Three came through one agency, had been promised work as "
            "waitresses or singers, and had signed the same paper of debts. The accounts of "
            "the bar and the agency's letters were seized; three organisers were arrested.",
        .outcome = OUTCOME_TRAFFICKING,
        .answers = "act.recruitment: present\n"
                   "act.receipt: present\n"
                   "means.deception: present\n"
                   "purpose.sexual_exploitation: present\n"
                   "sign.debt_bondage: present\n",
        .rationale =
            "Three victims of one agency: deceived about the work and bound by a growing debt.",
    },
    {.date = {2004, 12, 31}, REST_OF_THE_YEAR(2)},
    {
        .date = {2005, 1, 18},
        .type = FLIGHT_OPERATION,
        .title = "Operation Northern Swift",
        .location = {"Hong Kong International Airport", "機場"},
        .others = 3,
    },
    {
        .date = {2005, 2, 22},
        .type = CONTAINER_INSPECTION,
        .title = "Operation Grey Gate",
        .location = {"Kwai Chung", "葵涌"},
        .others = 2,
    },
    {
        .date = {2005, 3, 8},
        .type = JOINT_INVESTIGATION,
        .title = "Operation Ninth Lantern",
        .location = {"To Kwa Wan", "土瓜灣"},
        .case_id = "C-2005-0001",
        .comment = "left undecided: two accounts of one flat that do not agree",
        .persons = {{.vignette = "case of 2005, first",
                     .case_id = "C-2005-0001",
                     .number = 12,
                     .origin = ORIGIN_VIET_NAM,
                     .sex = 'f',
                     .age = "25",
                     .comment = "undecided; who is right?"},
                    {.vignette = "case of 2005, second",
                     .case_id = "C-2005-0001",
                     .number = 13,
                     .origin = ORIGIN_VIET_NAM,
                     .sex = 'f',
                     .age = "33",
                     .comment = "undecided; who is right?"}},
        .others = 3,
        .organisers = 1,
        .narrative = "A call to the emergency number led officers to a flat in " LOCATION ". " COUNT
                     " persons were debriefed there and at a shop nearby. Two "
                     "accounts of what went on in the flat do not agree.",
    },
    {
        .date = {2005, 3, 29},
        .type = INTERDICTION,
        .title = "Operation Early Kite",
        .location = {"the eastern waters", "東面水域"},
        .others = 2,
    },
    {
        .date = {2005, 4, 12},
        .type = BORDER_CONTROL,
        .title = "Operation Quiet Bridge",
        .location = {"Lo Wu", "羅湖"},
        .others = 3,
    },
    {.date = {2005, 4, 30}, REST_OF_THE_YEAR(1)},
};
const size_t scripts_count = COUNT_OF(scripts);
