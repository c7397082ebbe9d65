/* Limits over many rows against a model that asks row by row, each term in another way than the filter does:
 * of the texts that a list would show. Records, decisions and expressions are random, from a fixed seed. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config/criteria_files.h"
#include "models/decision.h"
#include "models/filter.h"
#include "models/review.h"
#include "tests/support/catalogs.h"
#include "tests/support/folder.h"

enum { RECORDS = 9000, EVENTS = 2500, EXPRESSIONS = 400 };

static struct dice dice = {20041123};
static struct criteria *criteria;
static struct catalog *catalog;
static struct review *review;
static char folder[64];

#define PICK(list) ((list)[dice_roll(&dice, sizeof(list) / sizeof *(list))])

static uint32_t roll(uint32_t sides)
{
    return dice_roll(&dice, sides);
}

/* --- records and decisions --- */

static const char *const departments[] = {"police", "immigration", "customs", "joint"};
static const char *const types[] = {"anti_vice", "flight_operation", "other"};
static const char *const statuses[] = {"visitor", "resident", "unknown"};
static const char *const nations[] = {"CN", "TH", "unknown"};
static const char *const dates[] = {"2003",    "2003-12",    "2004-01-31",
                                    "2004-02", "2004-02-29", "2005"};
static const char *const ages[] = {"15", "17", "16-19", "18", "24", "48+", "unknown"};
static const char *const points[] = {"Lo Wu", "lok ma chau", "Macau Ferry", "羅湖"};
static const char *const answers[] = {"present", "absent", "unknown"};
static const char *const results[] = {"undetermined", "trafficking", "not_trafficking"};
static const char *const asked[] = {"means.force", "means.deception", "act.transfer",
                                    "sign.withholds_documents"};
static const char *const sentences[] = {"Her passport was held by the agent.",
                                        "She had the PASSPORT\n  with her.",
                                        "他們扣起\n    護照。",
                                        "他們扣起護照。",
                                        "護\n  照在房東處。",
                                        "La Señora Ñandú paid.",
                                        "Nothing further was said\n  about the debt of $300."};
static const char *const reviewers[] = {"anna", "ben"};

static void write_debriefing(FILE *f)
{
    fprintf(f, "person:\n  age: %s\n  nationality: %s\n  status: %s\n", PICK(ages), PICK(nations),
            PICK(statuses));
    if (roll(2))
        fprintf(f, "entry:\n  point: %s\n", PICK(points));
    if (roll(2))
        fprintf(f, "operation: OP-%u\n", roll(300));
    if (roll(2))
        fprintf(f, "prostitution: %s\n", roll(2) ? "yes" : "no");
}

static void write_operation(FILE *f)
{
    static const char *const titles[] = {"Nightjar", "Passport of the Owl"};
    fprintf(f, "type: %s\ntitle: %s %u\n", PICK(types), PICK(titles), roll(900));
    if (roll(2))
        fprintf(f, "persons_arrested: %u\n", roll(40));
    if (roll(2))
        fprintf(f, "departments: [%s]\n", roll(2) ? "police" : "customs, police");
}

static void write_record(FILE *f, unsigned i)
{
    bool operation = roll(6) == 0;
    fprintf(f, "---\nkind: %s\nid: %s-%u\ndate: %s\ndepartment: %s\n",
            operation ? "operation" : "debriefing", operation ? "OP" : "D", i, PICK(dates),
            PICK(departments));
    if (operation)
        write_operation(f);
    else
        write_debriefing(f);
    if (roll(3) == 0)
        fprintf(f, "reported:\n  means.force: %s\n  sign.withholds_documents: %s\n", PICK(answers),
                PICK(answers));
    fprintf(f, "narrative: |\n");
    for (unsigned n = 1 + roll(3); n; n--) {
        fputs("  ", f);
        for (const char *s = PICK(sentences); *s; s++)
            fprintf(f, "%c%s", *s, *s == '\n' ? "  " : "");
        fputc('\n', f);
    }
}

static void decide(uint64_t seq)
{
    static const char *const given[] = {
        "", "means.force=present", "act.transfer=absent",
        "means.deception=unknown\nsign.withholds_documents=present"};
    static const enum event_type other[] = {EVENT_FLAG, EVENT_UNFLAG};
    struct event event;
    struct err e;
    uint32_t row = roll(catalog_rows(catalog));
    event_init(&event, roll(5) ? EVENT_DECIDE : PICK(other));
    event.seq = seq;
    event.reviewer = PICK(reviewers);
    event.record = catalog_text(catalog, row, F_ID, NULL);
    if (event.type == EVENT_DECIDE) {
        event.outcome = (enum outcome)(OUTCOME_VOLUNTARY + roll(OUTCOME_COUNT - 1));
        event.answers = PICK(given);
        event.detail = roll(4) ? "" : "departure=1\n";
        assert_true(catalog_digest(catalog, row, &event.record_sha, &e));
        event.record_sha.byte[0] ^= roll(6) == 0;
    }
    assert_true(review_apply(review, &event, &e));
}

static int setup(void **state)
{
    char path[160];
    struct err e;
    (void)state;
    folder_make(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/records.yaml", folder);
    FILE *f = fopen(path, "w");
    for (unsigned i = 0; f && i < RECORDS; i++)
        write_record(f, i);
    if (!f || fclose(f) != 0)
        return -1;
    criteria = config_criteria(NULL, &e);
    catalog = load_catalog(folder, criteria, NULL);
    review = review_new(catalog, criteria);
    if (!review || catalog_rows(catalog) != RECORDS || !review_add_rows(review, &e))
        return -1;
    for (uint64_t seq = 1; seq <= EVENTS; seq++)
        decide(seq);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    review_free(review);
    catalog_free(catalog);
    criteria_free(criteria);
    folder_remove(folder);
    return 0;
}

/* --- the model: one row at a time --- */

struct model {
    enum { TERM, NOT, AND, OR } kind;
    struct model *a, *b;
    bool (*matches)(const struct model *m, uint32_t row);
    char text[96]; /* of the term, as an expression */
    enum field field;
    const char *value, *other;
    int low, high;
    unsigned number;
};

static bool has_field(const struct model *m, uint32_t row)
{
    return field_defs[m->field].kinds & (unsigned)catalog_kind(catalog, row);
}

static bool shown_as(const struct model *m, uint32_t row)
{
    struct str s = STR_INIT;
    catalog_format(catalog, row, m->field, &s);
    bool unknown = strcmp(m->value, "unknown") == 0 && !s.len;
    bool same = has_field(m, row) && (unknown || strcmp(str_text(&s), m->value) == 0);
    str_release(&s);
    return same;
}

static bool lists(const struct model *m, uint32_t row)
{
    struct str s = STR_INIT;
    catalog_format(catalog, row, m->field, &s);
    bool found = has_field(m, row) && strstr(str_text(&s), m->value);
    str_release(&s);
    return found;
}

static bool starts(const struct model *m, uint32_t row)
{
    const char *text = catalog_text(catalog, row, m->field, NULL);
    return *text && strncmp(text, m->value, strlen(m->value)) == 0;
}

/* In days of months of 31 and years of 13 months, 0 where not given. */
static int day_number(const char *date)
{
    int y = 0, m = 0, d = 0;
    sscanf(date, "%d-%d-%d", &y, &m, &d);
    return (y * 13 + m) * 32 + d;
}

static int last_day(const char *date)
{
    int y = 0, m = 12, d = 31;
    sscanf(date, "%d-%d-%d", &y, &m, &d);
    return (y * 13 + m) * 32 + d;
}

static bool dated(const struct model *m, uint32_t row)
{
    char date[DATE_TEXT];
    date_format(catalog_cell(catalog, row, F_DATE), date);
    return day_number(date) >= m->low && day_number(date) <= m->high;
}

static bool aged(const struct model *m, uint32_t row)
{
    struct str s = STR_INIT;
    int low = 0, high = 0;
    catalog_format(catalog, row, F_AGE, &s);
    int n = sscanf(str_text(&s), "%d-%d", &low, &high);
    bool open = s.len && s.p[s.len - 1] == '+';
    high = open ? 255 : n == 1 ? low : high;
    str_release(&s);
    return n > 0 && low >= m->low && high <= m->high;
}

static bool counted(const struct model *m, uint32_t row)
{
    struct str s = STR_INIT;
    catalog_format(catalog, row, F_PERSONS_ARRESTED, &s);
    int n = s.len ? atoi(s.p) : -1;
    str_release(&s);
    return n >= m->low && n <= m->high;
}

/* White space becomes one space, or, for Chinese words, nothing; ASCII letters become small. */
static bool holds(const char *text, const char *words)
{
    bool chinese = (unsigned char)*words >= 0xE0;
    char flat[2048];
    size_t n = 0;
    for (; *text; text++) {
        if (!isspace((unsigned char)*text))
            flat[n++] = (char)tolower((unsigned char)*text);
        else if (!chinese && n && flat[n - 1] != ' ')
            flat[n++] = ' ';
    }
    flat[n] = '\0';
    return strstr(flat, words);
}

static bool says(const struct model *m, uint32_t row)
{
    return holds(catalog_text(catalog, row, F_NARRATIVE, NULL), m->value) ||
           holds(catalog_text(catalog, row, F_ID, NULL), m->value) ||
           holds(catalog_text(catalog, row, F_TITLE, NULL), m->value);
}

static bool text_holds(const struct model *m, uint32_t row)
{
    return holds(catalog_text(catalog, row, m->field, NULL), m->value);
}

static bool in_state(const struct model *m, uint32_t row)
{
    struct row_review r = review_row(review, row);
    return strcmp(m->value, "flagged") == 0     ? r.flagged
           : strcmp(m->value, "departure") == 0 ? r.departure
           : strcmp(m->value, "invalid") == 0   ? r.state == STATE_NOW_INVALID
                                                : strcmp(m->value, state_name(r.state)) == 0;
}

static bool came_out(const struct model *m, uint32_t row)
{
    struct row_review r = review_row(review, row);
    return strcmp(m->value, "undecided") == 0
               ? r.state == STATE_UNDECIDED
               : r.state == STATE_DECIDED && strcmp(outcome_name(r.outcome), m->value) == 0;
}

static bool reviewed_by(const struct model *m, uint32_t row)
{
    return strcmp(review_row(review, row).reviewer, m->value) == 0;
}

/* Not answered counts as unknown. */
static bool is_answered(const struct model *m, const struct answers *a)
{
    enum answer answer = answers_get(a, (unsigned)criteria_find(criteria, m->value));
    return strcmp(m->other, answer_name(answer ? answer : ANSWER_UNKNOWN)) == 0;
}

static bool answered(const struct model *m, uint32_t row)
{
    struct row_review r = review_row(review, row);
    return r.seq && is_answered(m, &r.answers);
}

static bool reported(const struct model *m, uint32_t row)
{
    return is_answered(m, catalog_reported(catalog, row));
}

static bool defined(const struct model *m, uint32_t row)
{
    struct row_review r = review_row(review, row);
    return r.state == STATE_DECIDED &&
           strcmp(result_name(results_get(r.results, m->number)), m->value) == 0;
}

static bool defined_as_reported(const struct model *m, uint32_t row)
{
    struct facts facts = facts_of_row(catalog, row);
    struct answers basis = basis_reported(criteria, &facts);
    return strcmp(result_name(definition_result(&criteria->definition[m->number], &basis)),
                  m->value) == 0;
}

/* --- random terms --- */

static void exact(struct model *m, enum field field, const char *value)
{
    m->field = field;
    m->value = value;
    m->matches = shown_as;
    snprintf(m->text, sizeof m->text, "%s:\"%s\"", field_defs[field].key, value);
}

static void of_choice(struct model *m)
{
    switch (roll(8)) {
    case 0:
        exact(m, F_KIND, roll(2) ? "debriefing" : "operation");
        break;
    case 1:
        exact(m, F_DEPARTMENT, PICK(departments));
        break;
    case 2:
        exact(m, F_TYPE, PICK(types));
        break;
    case 3:
        exact(m, F_STATUS, PICK(statuses));
        break;
    case 4:
        exact(m, F_NATIONALITY, PICK(nations));
        break;
    case 5:
        exact(m, F_AGE, PICK(ages));
        break;
    case 6:
        exact(m, F_OPERATION, roll(3) ? "OP-12" : "unknown");
        break;
    default:
        exact(m, F_ENTRY_POINT, "unknown");
        break;
    }
}

static void of_list(struct model *m)
{
    m->field = F_DEPARTMENTS;
    m->value = roll(2) ? "police" : "customs";
    m->matches = lists;
    snprintf(m->text, sizeof m->text, "departments:%s", m->value);
}

static void of_start(struct model *m)
{
    static const char *const begins[] = {"D-1", "OP", "OP-2", "D-8999"};
    m->field = roll(2) ? F_ID : F_OPERATION;
    m->value = PICK(begins);
    m->matches = starts;
    snprintf(m->text, sizeof m->text, "%s:%s*", field_defs[m->field].key, m->value);
}

static void of_date(struct model *m)
{
    const char *low = PICK(dates), *high = PICK(dates);
    m->matches = dated;
    m->low = day_number(low);
    m->high = last_day(high);
    snprintf(m->text, sizeof m->text, "date:%s..%s", low, high);
    if (roll(3) == 0) {
        m->low = m->high + 1;
        m->high = INT32_MAX;
        snprintf(m->text, sizeof m->text, "date:>%s", high);
    } else if (roll(3) == 0) {
        m->high = m->low - 1;
        m->low = 0;
        snprintf(m->text, sizeof m->text, "date:<%s", low);
    }
}

static void of_year(struct model *m)
{
    m->number = 2002 + roll(5);
    m->matches = dated;
    m->low = (int)m->number * 13 * 32;
    m->high = m->low + 13 * 32 - 1;
    snprintf(m->text, sizeof m->text, "year:%u", m->number);
}

static void of_number(struct model *m)
{
    static const char *const forms[] = {">=", ">", "<=", "<"};
    bool age = roll(2);
    unsigned form = roll(4);
    int n = (int)roll(50);
    m->matches = age ? aged : counted;
    m->low = form == 0 ? n : form == 1 ? n + 1 : 0;
    m->high = form == 2 ? n : form == 3 ? n - 1 : INT32_MAX;
    snprintf(m->text, sizeof m->text, "%s:%s%d", age ? "age" : "persons_arrested", forms[form], n);
}

static void of_words(struct model *m)
{
    static const char *const words[] = {
        "passport", "held by the agent", "with her", "扣起護照", "護照", "owl", "d-77", "zeppelin"};
    m->value = PICK(words);
    m->matches = says;
    snprintf(m->text, sizeof m->text, "\"%s\"", m->value);
    if (roll(4) == 0) {
        m->matches = text_holds;
        m->field = roll(2) ? F_NARRATIVE : F_TITLE;
        snprintf(m->text, sizeof m->text, "%s:\"%s\"", field_defs[m->field].key, m->value);
    }
}

static void of_point(struct model *m)
{
    m->field = F_ENTRY_POINT;
    m->value = roll(2) ? "lo" : "羅";
    m->matches = text_holds;
    snprintf(m->text, sizeof m->text, "point:%s", m->value);
}

static void of_state(struct model *m)
{
    static const char *const states[] = {"undecided", "stale", "invalid", "flagged", "departure"};
    static const char *const outcomes[] = {"undecided", "voluntary", "trafficking", "insufficient"};
    m->value = PICK(states);
    m->matches = in_state;
    snprintf(m->text, sizeof m->text, "%s", m->value);
    if (roll(3) == 0) {
        m->value = PICK(outcomes);
        m->matches = came_out;
        snprintf(m->text, sizeof m->text, "outcome:%s", m->value);
    } else if (roll(3) == 0) {
        m->value = PICK(reviewers);
        m->matches = reviewed_by;
        snprintf(m->text, sizeof m->text, "reviewer:%s", m->value);
    }
}

static void of_answer(struct model *m)
{
    bool given = roll(2);
    m->value = PICK(asked);
    m->other = PICK(answers);
    m->matches = given ? answered : reported;
    snprintf(m->text, sizeof m->text, "%s:%s=%s", given ? "answer" : "reported", m->value,
             m->other);
    if (!given && strncmp(m->value, "sign.", 5) == 0)
        snprintf(m->text, sizeof m->text, "sign:%s=%s", m->value + 5, m->other);
}

static void of_definition(struct model *m)
{
    bool on_reported = roll(2);
    m->number = roll((uint32_t)criteria->definitions);
    m->value = PICK(results);
    m->matches = on_reported ? defined_as_reported : defined;
    snprintf(m->text, sizeof m->text, "definition:%s%s=%s", criteria->definition[m->number].id,
             on_reported ? "/reported" : "", m->value);
}

static struct model *random_model(unsigned depth)
{
    static void (*const terms[])(struct model *) = {
        of_choice, of_choice, of_list,  of_start, of_date,   of_year,      of_number,
        of_words,  of_words,  of_point, of_state, of_answer, of_definition};
    struct model *m = test_calloc(1, sizeof *m);
    m->kind = depth ? roll(4) : TERM;
    if (m->kind == TERM)
        PICK(terms)(m);
    else
        m->a = random_model(depth - 1);
    if (m->kind == AND || m->kind == OR)
        m->b = random_model(depth - 1);
    return m;
}

static void free_model(struct model *m)
{
    if (!m)
        return;
    free_model(m->a);
    free_model(m->b);
    test_free(m);
}

static void write_model(const struct model *m, struct str *out)
{
    static const char *const signs[] = {[AND] = " & ", [OR] = " | "};
    if (m->kind == TERM) {
        str_add(out, m->text);
        return;
    }
    str_add(out, m->kind == NOT ? "!(" : "(");
    write_model(m->a, out);
    if (m->b) {
        str_add(out, signs[m->kind]);
        write_model(m->b, out);
    }
    str_add(out, ")");
}

static bool model_matches(const struct model *m, uint32_t row)
{
    switch (m->kind) {
    case TERM:
        return m->matches(m, row);
    case NOT:
        return !model_matches(m->a, row);
    case AND:
        return model_matches(m->a, row) && model_matches(m->b, row);
    case OR:
        break;
    }
    return model_matches(m->a, row) || model_matches(m->b, row);
}

/* --- the test --- */

/* How many rows match. */
static uint32_t compare(const struct model *m, uint32_t first, uint32_t n)
{
    static uint64_t bits[RECORDS / 64 + 1];
    struct str text = STR_INIT;
    struct err e;
    uint32_t matching = 0;
    write_model(m, &text);
    struct filter *f = filter_parse(str_text(&text), criteria, &e);
    if (!f)
        fail_msg("%s is refused: %s", str_text(&text), e.what);
    memset(bits, 0xA5, sizeof bits);
    filter_rows(f, catalog, review, first, n, bits);
    for (uint32_t i = 0; i < (n + 63) / 64 * 64; i++) {
        bool found = bits[i / 64] >> i % 64 & 1;
        bool wanted = i < n && model_matches(m, first + i);
        if (found != wanted)
            fail_msg("%s: row %u (%s): %d, not %d", str_text(&text), first + i,
                     i < n ? catalog_text(catalog, first + i, F_ID, NULL) : "none", found, wanted);
        matching += found;
    }
    uint32_t row = first + roll(n);
    assert_int_equal(filter_match(f, catalog, review, row), model_matches(m, row));
    filter_free(f);
    str_release(&text);
    return matching;
}

static void single_terms_match_what_the_model_matches(void **state)
{
    (void)state;
    unsigned some = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
        struct model *m = random_model(0);
        uint32_t matching = compare(m, 0, RECORDS);
        some += matching > 0 && matching < RECORDS;
        free_model(m);
    }
    assert_in_range(some, EXPRESSIONS / 2, EXPRESSIONS);
}

static void expressions_match_what_the_model_matches(void **state)
{
    (void)state;
    for (int i = 0; i < EXPRESSIONS; i++) {
        struct model *m = random_model(1 + roll(4));
        uint32_t first = roll(RECORDS), n = 1 + roll(RECORDS - first);
        compare(m, first, n);
        free_model(m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(single_terms_match_what_the_model_matches),
        cmocka_unit_test(expressions_match_what_the_model_matches),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
