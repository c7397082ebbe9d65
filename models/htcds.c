#include "models/htcds.h"

#include <string.h>

/* The standard's words for a criterion that the reviewer answered with present. */
struct word {
    const char *criterion, *word;
};

static const struct word controls[] = {
    {"sign.physical_threats", "PhysicalThreats"},
    {"sign.threats_of_law_enforcement", "ThreatsLawEnforcement"},
    {"sign.threatens_family", "ThreatensChildrenFamily"},
    {"sign.debt_bondage", "DebtBondage"},
    {"sign.false_promises", "FalsePromises"},
    {"sign.physical_abuse", "PhysicalAbuse"},
    {"sign.sexual_abuse", "SexualAbuse"},
    {"sign.takes_earnings", "TakesEarnings"},
    {"sign.restricts_financial_access", "RestrictsFinancialAccess"},
    {"sign.restricts_medical_care", "RestrictsMedicalCare"},
    {"sign.withholds_necessities", "WithholdsNecessities"},
    {"sign.psychological_abuse", "PsychologicalAbuse"},
    {"sign.psychoactive_substance", "PsychoactiveSubstance"},
    {"sign.excessive_working_hours", "ExcessiveWorkingHours"},
    {"sign.withholds_documents", "WithholdsDocuments"},
    {"sign.other", "Other"},
};

static const struct word exploitations[] = {
    {"purpose.forced_labour", "ForcedLabour"},
    {"purpose.sexual_exploitation", "SexualExploitation"},
    {"purpose.servitude", "Servitude"},
    {"purpose.organ_removal", "OrganRemoval"},
    {"purpose.other", "Other"},
};

static bool present(const struct review *r, const struct criteria *criteria, uint32_t row,
                    const char *id)
{
    struct row_review review = review_row(r, row);
    int index = criteria_find(criteria, id);
    return index >= 0 && answers_get(&review.answers, (unsigned)index) == ANSWER_PRESENT;
}

static bool is_possible_victim(const struct review *r, uint32_t row)
{
    struct row_review review = review_row(r, row);
    return review.state == STATE_DECIDED && review.outcome == OUTCOME_TRAFFICKING;
}

static void write_words(const struct word *words, size_t count, const struct review *r,
                        const struct criteria *criteria, uint32_t row, struct str *out)
{
    size_t start = out->len;
    for (size_t i = 0; i < count && is_possible_victim(r, row); i++)
        if (present(r, criteria, row, words[i].criterion))
            str_addf(out, "%s%s", out->len > start ? ";" : "", words[i].word);
}

#define WRITER(name)                                                                               \
    static void name(const struct catalog *c, const struct review *r,                              \
                     const struct criteria *criteria, uint32_t row, struct str *out)
#define UNUSED(value) (void)(value)

WRITER(write_gender)
{
    static const char *const words[] = {"NonSpecifiedUnknown", "Feminine", "Masculine", ""};
    UNUSED(r);
    UNUSED(criteria);
    uint32_t cell = catalog_cell(c, row, F_SEX);
    str_add(out, words[cell < 4 ? cell : 0]);
}

WRITER(write_citizenship)
{
    UNUSED(r);
    UNUSED(criteria);
    if (catalog_cell(c, row, F_NATIONALITY))
        catalog_format(c, row, F_NATIONALITY, out);
}

WRITER(write_status)
{
    static const char *const words[OUTCOME_COUNT] = {
        [OUTCOME_TRAFFICKING] = "PossibleVictimOfTrafficking",
        [OUTCOME_VOLUNTARY] = "NotAVictimOfTrafficking",
        [OUTCOME_NOT_TRAFFICKING] = "NotAVictimOfTrafficking",
    };
    UNUSED(c);
    UNUSED(criteria);
    struct row_review review = review_row(r, row);
    if (review.state == STATE_DECIDED && words[review.outcome])
        str_add(out, words[review.outcome]);
}

WRITER(write_age)
{
    UNUSED(criteria);
    uint32_t age = catalog_cell(c, row, F_AGE_AT_RECRUITMENT);
    if (is_possible_victim(r, row) && age && age_low(age) == age_high(age))
        str_addf(out, "%u", age_low(age));
}

WRITER(write_controls)
{
    UNUSED(c);
    write_words(controls, sizeof controls / sizeof *controls, r, criteria, row, out);
}

WRITER(write_exploitations)
{
    UNUSED(c);
    write_words(exploitations, sizeof exploitations / sizeof *exploitations, r, criteria, row, out);
}

WRITER(write_sex_exploitation)
{
    if (is_possible_victim(r, row) && present(r, criteria, row, "purpose.sexual_exploitation") &&
        catalog_cell(c, row, F_PROSTITUTION) == YES)
        str_add(out, "Prostitution");
}

const struct htcds_field htcds_fields[] = {
    {"prs_Gender", write_gender},
    {"prs_Citizenship", write_citizenship},
    {"vic_TraffickingStatus", write_status},
    {"vic_AgeWhenTrafficked", write_age},
    {"vic_MethodsOfControl", write_controls},
    {"vic_TypeOfExploitation", write_exploitations},
    {"vic_TypeOfSexExploitation", write_sex_exploitation},
};
const size_t htcds_fields_count = sizeof htcds_fields / sizeof *htcds_fields;

const char *const htcds_left_out[] = {
    "operations: the standard describes persons",
    "id, date, department, operation, case: it has no fields for where a record comes from",
    "language: it wants an ISO 639-2 code, of the person; the record has a text, of the interview",
    "person.sex other: it has no such value",
    "person.pseudonym, person.age, person.age_basis, person.status: no fields",
    "person.age_at_recruitment where it is a range: it wants a number",
    "entry, prostitution by itself, volition, screened, pending_action, narrative: no fields",
    "acts and means: no fields; purposes slavery and prostitution: no such values",
    "signs restricts_movement, uses_children, inducement: no such values",
    "what the officer reported: the answers are the reviewer's",
    "insufficient, out_of_scope, undecided, stale and now invalid: the trafficking status is blank",
};
const size_t htcds_left_out_count = sizeof htcds_left_out / sizeof *htcds_left_out;
