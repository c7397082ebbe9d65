/* The parts of the case screen as text: facts, criteria, definitions, head, history, hints. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config/criteria_files.h"
#include "tests/support/panel_text.h"
#include "tui/case_facts.h"
#include "tui/case_guide.h"
#include "tui/case_results.h"
#include "tui/case_screen.h"
#include "tui/case_seen.h"
#include "tui/case_signs.h"

static struct criteria *criteria;

static const char debriefing[] = "kind: debriefing\n"
                                 "id: D-2004-03117\n"
                                 "date: 2004-03-12\n"
                                 "department: police\n"
                                 "operation: OP-2004-0210\n"
                                 "case: C-2004-0003\n"
                                 "language: Putonghua\n"
                                 "interpreter: yes\n"
                                 "person:\n"
                                 "  pseudonym: P-7731\n"
                                 "  sex: female\n"
                                 "  age: 24\n"
                                 "  age_at_recruitment: 17\n"
                                 "  age_basis: stated\n"
                                 "  nationality: CN\n"
                                 "  status: visitor\n"
                                 "entry:\n"
                                 "  date: 2004-02-28\n"
                                 "  point: Lo Wu\n"
                                 "  direction: into\n"
                                 "prostitution: yes\n"
                                 "stated_volition: no\n"
                                 "screened: unknown\n"
                                 "pending_action: removal\n"
                                 "flight: XX 123\n"
                                 "reported:\n"
                                 "  means.deception: present\n"
                                 "  means.force: absent\n"
                                 "  act.recruitment: unknown\n"
                                 "  sign.debt_bondage: present\n"
                                 "narrative: |\n"
                                 "  A made-up text.\n";

static const char operation[] = "kind: operation\n"
                                "id: OP-2004-0210\n"
                                "date: 2004-03-11\n"
                                "department: joint\n"
                                "departments: [police, immigration]\n"
                                "type: anti_vice\n"
                                "title: Made-up night raid\n"
                                "location: Mong Kok\n"
                                "partner: Los Angeles\n"
                                "persons_arrested: 34\n"
                                "visitors_arrested: 33\n"
                                "persons_debriefed: 30\n"
                                "case: C-2004-0003\n"
                                "narrative: A made-up text.\n";

static void read_text(struct record *r, const char *text)
{
    struct document doc = {.bytes = text, .len = strlen(text), .line = 1};
    *r = (struct record){.line = 1};
    assert_true(record_read(r, &doc, "made-up.yaml", criteria));
}

static void assert_lines(struct panel *p, const char *expected)
{
    struct str out = STR_INIT;
    panel_print(p, &out);
    assert_false(p->failed || out.failed);
    assert_string_equal(str_text(&out), expected);
    str_release(&out);
    panel_release(p);
}

static bool printed(const struct panel *p, const char *words)
{
    struct str out = STR_INIT;
    panel_print(p, &out);
    bool found = strstr(str_text(&out), words) != NULL;
    str_release(&out);
    return found;
}

static void test_facts(void **state)
{
    (void)state;
    struct record r;
    struct panel p = {0};
    read_text(&r, debriefing);
    panel_begin(&p, 36, true);
    case_facts(&p, &r, FACTS_WHO | FACTS_FIRST | FACTS_REST, false);
    assert_lines(&p, "age 24 (stated), recruited at 17\n"
                     "sex female\n"
                     "nation CN     status visitor\n"
                     "prostitution yes  volition no\n"
                     "screened unknown  pending removal\n"
                     "entry 2004-02-28 Lo Wu (into)\n"
                     "language Putonghua  interpreter yes\n"
                     "op. OP-2004-0210  case C-2004-0003\n"
                     "pseudonym P-7731\n"
                     "Other fields\n"
                     "flight: XX 123\n");
    panel_begin(&p, 36, true);
    case_facts(&p, &r, FACTS_WHO, false);
    assert_lines(&p, "age 24 (stated), recruited at 17\nsex female\n");
    record_release(&r);
}

static void test_facts_of_an_operation(void **state)
{
    (void)state;
    struct record r;
    struct panel p = {0};
    read_text(&r, operation);
    panel_begin(&p, 47, true);
    case_facts(&p, &r, FACTS_WHO | FACTS_FIRST | FACTS_REST, true);
    assert_lines(&p, "title Made-up night raid\n"
                     "type anti_vice\n"
                     "prostitution unknown\n"
                     "arrested 34            visitors 33\n"
                     "debriefed 30           organisers not given\n"
                     "migrants not given\n"
                     "took part police, immigration\n"
                     "location Mong Kok\n"
                     "partner Los Angeles\n"
                     "case C-2004-0003\n"
                     "\n");
    record_release(&r);
}

/* What is missing is unknown; an optional text that is missing keeps its line only where that is wanted. */
static void test_missing_is_unknown(void **state)
{
    static const char first[] = "age unknown (no basis)   sex unknown\n"
                                "nation unknown  status unknown\n"
                                "prostitution unknown\n"
                                "volition unknown\n"
                                "screened unknown  pending unknown\n";
    (void)state;
    struct record r;
    struct panel p = {0};
    read_text(&r, "kind: debriefing\nid: D-1\ndate: 2004\ndepartment: other\nnarrative: None.\n");
    panel_begin(&p, 36, true);
    case_facts(&p, &r, FACTS_WHO | FACTS_FIRST | FACTS_REST, false);
    assert_lines(&p, first);
    panel_begin(&p, 36, true);
    case_facts(&p, &r, FACTS_REST, true);
    assert_lines(&p, "\n\n\n\n\n");
    record_release(&r);
}

/* No field of the format is forgotten, whatever the width. */
static void test_every_field_is_shown(void **state)
{
    (void)state;
    static const char *const documents[] = {debriefing, operation};
    for (size_t d = 0; d < 2; d++) {
        struct record r;
        read_text(&r, documents[d]);
        for (size_t width = 36; width <= 80; width += 11) {
            struct panel facts = {0}, head = {0};
            struct row_review review = {.reviewer = ""};
            panel_begin(&facts, width, true);
            panel_begin(&head, width, true);
            case_facts(&facts, &r, FACTS_WHO | FACTS_FIRST, false);
            case_facts(&facts, &r, FACTS_REST, width % 2);
            case_head(&head, &r, &review);
            for (enum field f = 0; f < FIELD_TOTAL; f++)
                if (r.value[f].text && *r.value[f].text && f != F_NARRATIVE && f != F_REPORTED &&
                    f != F_DEPARTMENTS && !printed(&facts, r.value[f].text) &&
                    !printed(&head, r.value[f].text))
                    fail_msg("%s is not shown at width %zu", field_defs[f].path, width);
            panel_release(&facts);
            panel_release(&head);
        }
        record_release(&r);
    }
}

static unsigned item(const char *id)
{
    int index = criteria_find(criteria, id);
    assert_true(index >= 0);
    return (unsigned)index;
}

/* The case of a document, with nothing answered yet. */
struct fixture {
    struct record record;
    struct facts facts;
    struct answers given;
    struct case_answers answers;
};

static void open_case(struct fixture *fx, const char *document)
{
    read_text(&fx->record, document);
    fx->facts = facts_of_record(&fx->record);
    fx->given = (struct answers){0};
    fx->answers = (struct case_answers){
        .criteria = criteria,
        .primary = (unsigned)criteria_definition(criteria, "legco-2005"),
        .facts = &fx->facts,
        .given = &fx->given,
    };
}

static void test_criteria_compact(void **state)
{
    (void)state;
    struct fixture fx;
    struct panel p = {0};
    open_case(&fx, debriefing);
    answers_set(&fx.given, item("means.deception"), ANSWER_PRESENT);
    answers_set(&fx.given, item("means.force"), ANSWER_UNKNOWN);
    answers_set(&fx.given, item("purpose.prostitution"), ANSWER_ABSENT);
    answers_set(&fx.given, item("fact.child"), ANSWER_PRESENT);
    panel_begin(&p, 36, true);
    case_criteria(&p, &fx.answers, CRITERIA_MEANS);
    case_criteria(&p, &fx.answers, CRITERIA_SAID);
    assert_lines(&p, "Means  also e4            report you\n"
                     "1   threat or use of force  -     ?\n"
                     "2   other forms of coercion\n"
                     "3   abduction\n"
                     "4   fraud\n"
                     "5   deception               +     +\n"
                     "6   abuse of power\n"
                     "7   abuse of vulnerability\n"
                     "8   payment\n"
                     "e4  debt bondage  > 2, 7    +\n"
                     "a1  recruitment             ?\n"
                     "p7  prostitution                  -\n"
                     "e20 under 18                +     +\n");
    record_release(&fx.record);
}

static void test_strip(void **state)
{
    (void)state;
    struct fixture fx;
    struct panel p = {0};
    open_case(&fx, debriefing);
    answers_set(&fx.given, item("means.force"), ANSWER_ABSENT);
    answers_set(&fx.given, item("fact.child"), ANSWER_PRESENT);
    panel_begin(&p, 80, true);
    case_strip(&p, &fx.answers);
    assert_lines(
        &p, "legco-2005      report traffick. you undetermined: means open: coercion, abduct…\n"
            "cap200-s129     report undeterm. you undetermined: cross border not answered, p…\n"
            "palermo         report undeterm. you undetermined: no act answered, no purpose …\n"
            "tvpa-severe-sex report undeterm. you undetermined: no act answered\n");
    panel_begin(&p, 40, false);
    case_strip(&p, &fx.answers);
    assert_lines(&p, "legco-2005 1/4 you undetermined: means >\n"
                     "cap200-s129 2/4 you undetermined: cross>\n"
                     "palermo 3/4 you undetermined: no act an>\n"
                     "tvpa-severe-sex 4/4 you undetermined: n>\n");
    record_release(&fx.record);
}

/* Each item has its key, and no two the same. */
static void test_item_keys(void **state)
{
    (void)state;
    struct str keys = STR_INIT;
    for (unsigned i = 0; i < criteria->count; i++) {
        struct str key = STR_INIT;
        str_addc(&key, ' ');
        case_item_key(criteria, i, &key);
        str_addc(&key, ' ');
        assert_null(strstr(str_text(&keys), str_text(&key)));
        str_add(&keys, str_text(&key));
        str_release(&key);
    }
    assert_non_null(strstr(str_text(&keys), " 5 "));
    assert_non_null(strstr(str_text(&keys), " a6 "));
    assert_non_null(strstr(str_text(&keys), " p7 "));
    assert_non_null(strstr(str_text(&keys), " e20 "));
    str_release(&keys);
}

static void test_guide(void **state)
{
    (void)state;
    struct fixture fx;
    struct panel p = {0};
    struct case_narrative none = {.hits.count = 0};
    open_case(&fx, debriefing);
    assert_int_equal(case_guide_first(&fx.answers, &none), item("means.deception"));
    answers_set(&fx.given, item("means.payment"), ANSWER_PRESENT);
    assert_int_equal(case_guide_first(&fx.answers, &none), item("means.payment"));

    panel_begin(&p, 50, true);
    case_guide(&p, &fx.answers, item("means.deception"), &none);
    assert_true(printed(&p, "5  deception\nreport present  you not answered\n"));
    assert_true(printed(&p, "- Promised work in a restaurant; brought to a"));
    assert_true(printed(&p, "signs e5 false promises, e18 inducement"));
    assert_true(printed(&p, "asked for by legco-2005, palermo, tvpa-severe-sex"));
    assert_true(printed(&p, "source Palermo Protocol Art. 3(a)"));
    assert_false(printed(&p, "marked"));

    panel_begin(&p, 50, true);
    case_guide(&p, &fx.answers, item("sign.debt_bondage"), &none);
    assert_true(printed(&p, "may support 2 other forms of coercion, 7 abuse"));
    assert_true(printed(&p, "asked for by none"));
    panel_release(&p);
    record_release(&fx.record);

    unsigned at = item("means.force");
    for (unsigned i = 0; i < criteria->count; i++)
        at = case_guide_next(criteria, at, i % 2 ? 1 : -1);
    for (unsigned i = 0; i < criteria->count; i++)
        at = case_guide_next(criteria, at, 1);
    assert_int_equal(case_guide_next(criteria, case_guide_next(criteria, at, -1), 1), at);
    assert_int_equal(case_guide_next(criteria, 0, -1), criteria->count - 1);
}

/* The words are marked, the margin names what they point at, and what has no room there is told by a mark. */
static void test_marked_narrative(void **state)
{
    (void)state;
    struct fixture fx;
    struct panel p = {0};
    struct case_narrative n = {.hits.count = 0};
    struct err e;
    struct str words = STR_INIT;
    struct config_file file = {.name = "terms.yaml",
                               .bytes = "terms:\n  means.force: [threat*, beat]\n"
                                        "  sign.debt_bondage: [debt]\n"
                                        "  sign.restricts_movement: [locked in]\n"
                                        "  act.recruitment: [threat*]\n"};
    file.len = strlen(file.bytes);
    struct terms *terms = terms_load(&file, criteria, &e);
    assert_non_null(terms);
    open_case(&fx, "kind: debriefing\nid: D-1\ndate: 2004\ndepartment: other\nnarrative: |\n"
                   "  A debt, and a threat. She was locked\n  in, and threatened. A Threat.\n");
    panel_begin(&p, 42, true);
    case_narrative_add(&n, &p, &fx.record, criteria, terms, "");
    case_narrative_words(&n, item("means.force"), &words);
    assert_string_equal(str_text(&words), "threat, threatened");
    size_t line = panel_find(&p, STYLE_TERM, 0, 1);
    assert_int_equal(line, 0);
    assert_lines(&p, "1+   A debt, and a threat. She was locked\n"
                     "1,a1 in, and threatened. A Threat.\n");

    /* Without words to mark there is no margin. */
    panel_begin(&p, 42, true);
    case_narrative_add(&n, &p, &fx.record, criteria, NULL, "");
    assert_int_equal(panel_find(&p, STYLE_TERM, 0, 1), SIZE_MAX);
    assert_lines(&p, "A debt, and a threat. She was locked\nin, and threatened. A Threat.\n");
    case_narrative_release(&n);
    str_release(&words);
    terms_free(terms);
    record_release(&fx.record);
}

static void test_reasons(void **state)
{
    (void)state;
    struct fixture fx;
    struct panel p = {0};
    open_case(&fx, debriefing);
    answers_set(&fx.given, item("means.force"), ANSWER_ABSENT);
    panel_begin(&p, 60, true);
    case_reasons(&p, &fx.answers, 0);
    assert_true(printed(&p, "legco-2005 (primary)\n  reviewed undetermined: "));
    assert_true(printed(&p, "\n  reported trafficking: deception"));
    for (size_t i = 0; i < criteria->definitions; i++)
        assert_true(printed(&p, criteria->definition[i].id));
    panel_release(&p);
    record_release(&fx.record);
}

static void test_answers_cycle(void **state)
{
    (void)state;
    assert_int_equal(answer_next(ANSWER_NONE), ANSWER_PRESENT);
    assert_int_equal(answer_next(ANSWER_PRESENT), ANSWER_ABSENT);
    assert_int_equal(answer_next(ANSWER_ABSENT), ANSWER_UNKNOWN);
    assert_int_equal(answer_next(ANSWER_UNKNOWN), ANSWER_PRESENT);
}

/* A fact goes back to what the record gives; a recorded child is never answered absent. */
static void test_facts_cycle(void **state)
{
    (void)state;
    struct fixture fx;
    bool refused;
    unsigned child = item("fact.child");
    static const enum answer of_adult[] = {ANSWER_PRESENT, ANSWER_ABSENT, ANSWER_UNKNOWN,
                                           ANSWER_NONE};
    open_case(&fx, "kind: debriefing\nid: D-1\ndate: 2004\ndepartment: other\n"
                   "person:\n  age: 20\nnarrative: None.\n");
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(case_fact_next(&fx.answers, child, &refused), of_adult[i]);
        assert_false(refused);
        answers_set(&fx.given, child, of_adult[i]);
    }
    record_release(&fx.record);

    open_case(&fx, debriefing); /* recruited at 17 */
    answers_set(&fx.given, child, ANSWER_PRESENT);
    assert_int_equal(case_fact_next(&fx.answers, child, &refused), ANSWER_UNKNOWN);
    assert_true(refused);
    record_release(&fx.record);
}

static void assert_hints(struct fixture *fx, int width, const char *start)
{
    struct str out = STR_INIT;
    struct keymap keys;
    struct err e;
    assert_true(keymap_load(&keys, "default", false, NULL, &e));
    case_hints(&fx->answers, &keys, false, width, &out);
    if (strncmp(str_text(&out), start, strlen(start)) != 0)
        fail_msg("'%s' does not begin with '%s'", str_text(&out), start);
    str_release(&out);
    keymap_release(&keys);
}

static void test_hints(void **state)
{
    (void)state;
    static const char clear[] = "kind: debriefing\nid: D-1\ndate: 2004\ndepartment: other\n"
                                "person:\n  age: 24\nprostitution: yes\nnarrative: None.\n";
    struct fixture fx;
    open_case(&fx, clear);
    assert_hints(&fx, 80, "V voluntary: 8 open means become absent  T trafficking");
    assert_hints(&fx, 40, "V: 8 open become absent  T");
    for (unsigned i = 0; i < criteria->count; i++)
        if (criteria->item[i].element == ELEMENT_MEANS && criteria->item[i].number > 1)
            answers_set(&fx.given, i, ANSWER_ABSENT);
    assert_hints(&fx, 80, "V voluntary: 1 open means becomes absent  ");
    answers_set(&fx.given, item("means.force"), ANSWER_ABSENT);
    assert_hints(&fx, 80, "V voluntary  T");
    answers_set(&fx.given, item("means.force"), ANSWER_PRESENT);
    assert_hints(&fx, 80, "V refused  T");
    record_release(&fx.record);
    /* The first of the hints always has room. */
    open_case(&fx, "kind: debriefing\nid: D-1\ndate: 2004\ndepartment: other\nnarrative: None.\n");
    assert_hints(&fx, 66, "V voluntary: 8 open means become absent, with a rationale  T");
    assert_hints(&fx, 64, "V: 8 open become absent  T");
    record_release(&fx.record);
    open_case(&fx, debriefing);
    assert_hints(&fx, 80, "V refused  T");
    record_release(&fx.record);
}

static void test_head(void **state)
{
    (void)state;
    struct record r;
    read_text(&r, debriefing);
    static const struct {
        size_t width;
        struct row_review review;
        const char *expected;
    } rows[] = {
        {80,
         {.reviewer = ""},
         "D-2004-03117  debriefing  2004-03-12  police                           undecided\n"},
        {40,
         {.reviewer = "", .flagged = true},
         "D-2004-03117  debriefing  2004-03-12\n"
         "police                flagged  undecided\n"},
        {80,
         {.state = STATE_DECIDED, .outcome = OUTCOME_VOLUNTARY, .reviewer = "rev\x1bone"},
         "D-2004-03117  debriefing  2004-03-12  police               voluntary by rev^[one\n"},
        {80,
         {.state = STATE_STALE, .outcome = OUTCOME_VOLUNTARY, .reviewer = "one"},
         "D-2004-03117  debriefing  2004-03-12  police             voluntary by one, stale\n"
         "Stale: the decision was made on other bytes than the file now holds. Read the\n"
         "record and decide again.\n"},
        {80,
         {.state = STATE_NOW_INVALID, .outcome = OUTCOME_VOLUNTARY, .reviewer = "one"},
         "D-2004-03117  debriefing  2004-03-12  police       voluntary by one, now invalid\n"
         "Now invalid: a safeguard refuses this decision for the record as it now is.\n"
         "Decide again.\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct panel p = {0};
        panel_begin(&p, rows[i].width, true);
        case_head(&p, &r, &rows[i].review);
        assert_lines(&p, rows[i].expected);
    }
    record_release(&r);
}

static void test_history(void **state)
{
    (void)state;
    struct answers answers = {0};
    answers_set(&answers, item("means.deception"), ANSWER_PRESENT);
    answers.absent |= UINT64_C(1) << item("means.force");
    answers.implied |= UINT64_C(1) << item("means.force");
    struct past events[] = {
        {.seq = 4,
         .time_us = INT64_C(1700000000000000),
         .type = EVENT_DECIDE,
         .outcome = OUTCOME_TRAFFICKING,
         .reviewer = "one",
         .rationale = "She was told that it was a restaurant.",
         .answers = answers,
         .departure = true,
         .unread = true},
        {.seq = 6,
         .time_us = INT64_C(1700000100000000),
         .type = EVENT_RETRACT,
         .reviewer = "one",
         .rationale = "",
         .undoes = 4},
        {.seq = 9,
         .time_us = INT64_C(1700000200000000),
         .type = EVENT_NOTE,
         .reviewer = "two",
         .rationale = "ask \x1b[2J again"},
        {.seq = 11,
         .time_us = INT64_C(1700000300000000),
         .type = EVENT_DECIDE,
         .outcome = OUTCOME_VOLUNTARY,
         .reviewer = "two",
         .rationale = "",
         .redone = true},
    };
    struct history h = {.item = events, .count = 4};
    struct panel p = {0};
    panel_begin(&p, 60, true);
    case_history(&p, &h, criteria, 11);
    assert_lines(&p, "Earlier (UTC)\n"
                     "2023-11-14 22:18 voluntary by two: in force, redone\n"
                     "2023-11-14 22:16 note by two\n"
                     "  text ask ^[[2J again\n"
                     "2023-11-14 22:15 decision taken back by one\n"
                     "2023-11-14 22:13 trafficking by one: taken back, a\n"
                     "departure, not read to its end\n"
                     "  because She was told that it was a restaurant.\n"
                     "  answers deception present, 1 means absent, implied\n");

    struct sha256 none = {{0}}, other = {{1}};
    struct answers own = history_own_answers(&h, "one", &none);
    assert_int_equal(answers_get(&own, item("means.deception")), ANSWER_PRESENT);
    assert_int_equal(answers_get(&own, item("means.force")), ANSWER_NONE);
    own = history_own_answers(&h, "three", &none);
    assert_int_equal(own.present | own.absent | own.unknown, 0);
    own = history_own_answers(&h, "one", &other);
    assert_int_equal(own.present | own.absent | own.unknown, 0);
}

/* Builds a whole case at a size, as the view does. */
static void build(struct case_screen *s, struct fixture *fx, const char *refusal, int width,
                  int height)
{
    static const struct row_review review = {.reviewer = ""};
    static const struct history none = {.count = 0};
    struct case_shown shown = {.id = "D-1",
                               .record = &fx->record,
                               .review = &review,
                               .history = &none,
                               .answers = fx->answers,
                               .search = "",
                               .refusal = refusal,
                               .guided = -1,
                               .rows = (size_t)height,
                               .unicode = true};
    case_screen_build(s, &shown, width);
    case_screen_settle(s, height);
}

static bool end_shown(const struct case_screen *s)
{
    size_t first, end;
    case_screen_shown_lines(s, &first, &end);
    return first <= s->end_line && s->end_line < end;
}

/* The end of the text counts as seen only where its mark is in sight. */
static void test_end_in_sight(void **state)
{
    (void)state;
    struct str document = STR_INIT;
    struct case_screen s = {0};
    struct fixture fx;
    str_add(&document, "kind: debriefing\nid: D-1\ndate: 2004\ndepartment: other\nnarrative: |\n");
    for (int i = 0; i < 40; i++)
        str_addf(&document, "  Line %d.\n", i);
    open_case(&fx, str_text(&document));
    build(&s, &fx, "", 80, 21);
    assert_false(end_shown(&s));
    assert_int_equal(s.end_line, 40);
    size_t moves = 0;
    for (; !end_shown(&s) && moves < 100; moves++)
        case_columns_move(&s.columns, 1);
    assert_int_equal(moves, 41 - (16 - 1)); /* the strip has four rows */
    build(&s, &fx, "", 80, 50);
    assert_true(end_shown(&s));
    case_screen_release(&s);
    record_release(&fx.record);
    str_release(&document);
}

/* The line of a panel that begins with some words; SIZE_MAX where none does. */
static size_t line_of(const struct panel *p, const char *words)
{
    struct str out = STR_INIT;
    size_t line = 0, found = SIZE_MAX;
    panel_print(p, &out);
    for (const char *at = str_text(&out); *at && found == SIZE_MAX; line++) {
        if (strncmp(at, words, strlen(words)) == 0)
            found = line;
        at += strcspn(at, "\n") + 1;
    }
    str_release(&out);
    return found;
}

/* Whatever a record says, and however much, what is the same in all cases stands in the same lines, and what a decision turns
 * on is in sight before the rest. */
static void test_places(void **state)
{
    static const char bare[] =
        "kind: debriefing\nid: D-1\ndate: 2004\ndepartment: other\nnarrative: None.\n";
    static const char *const documents[] = {debriefing, operation, bare};
    static const struct {
        int width, height;
        unsigned column;
        const char *words;
        size_t line;
    } places[] = {
        {80, 21, COLUMN_CRITERIA, "Means", 1},      {80, 21, COLUMN_CRITERIA, "8   ", 9},
        {80, 21, COLUMN_TEXT, "legco-2005", 16},    {120, 37, COLUMN_CRITERIA, "Means", 1},
        {120, 37, COLUMN_TEXT, "legco-2005", 12},   {200, 47, COLUMN_CRITERIA, "Means", 1},
        {200, 47, COLUMN_CRITERIA, "a6 ", 16},      {200, 47, COLUMN_CRITERIA, "p7 ", 24},
        {200, 47, COLUMN_REASONS, "legco-2005", 0}, {200, 47, COLUMN_REASONS, "palermo", 22},
        {140, 21, COLUMN_CRITERIA, "8   ", 9},      {140, 21, COLUMN_REASONS, "legco-2005", 0}};
    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        for (size_t d = 0; d < sizeof documents / sizeof *documents; d++) {
            struct case_screen s = {0};
            struct fixture fx;
            open_case(&fx, documents[d]);
            build(&s, &fx, "", places[i].width, places[i].height);
            /* An age at recruitment, which few give, takes sex to a line of its own where it is narrow. */
            bool lower = documents[d] == debriefing && places[i].column == COLUMN_CRITERIA &&
                         s.column[COLUMN_CRITERIA].width < 40;
            assert_int_equal(line_of(&s.column[places[i].column], places[i].words),
                             places[i].line + lower);
            if (documents[d] == debriefing && places[i].column == COLUMN_CRITERIA) {
                size_t height = s.columns.height, age = line_of(&s.column[1], "age 24");
                size_t sign = line_of(&s.column[1], "e4  debt bondage");
                assert_int_equal(age, 0);
                assert_in_range(sign, 1, height - 1);
            }
            case_screen_release(&s);
            record_release(&fx.record);
        }
}

/* Only what was on the screen counts as shown: the end alone is not the whole, and other widths change nothing. */
static void test_seen(void **state)
{
    (void)state;
    struct case_seen s = {.lines = 0};
    case_seen_show(&s, 40, 0, 15);
    case_seen_show(&s, 40, 25, 40);
    assert_false(s.whole);
    case_seen_show(&s, 20, 8, 11);
    assert_false(s.whole);
    case_seen_show(&s, 80, 22, 53);
    assert_true(s.whole);
    case_seen_show(&s, 10, 0, 1);
    assert_true(s.whole);
    case_seen_reset(&s);
    assert_false(s.whole);
    case_seen_show(&s, 3, 0, 9);
    assert_true(s.whole);
    case_seen_release(&s);
}

/* A refusal longer than a small screen can be read to its end by moving, and leaves the head. */
static void test_long_refusal(void **state)
{
    (void)state;
    struct case_screen s = {0};
    struct fixture fx;
    char refusal[401];
    memset(refusal, 'x', 400);
    refusal[400] = '\0';
    open_case(&fx, debriefing);
    build(&s, &fx, refusal, 40, 7);
    assert_int_equal(s.notice.lines, 10);
    assert_int_equal(s.notice_rows, 5);
    assert_true(case_screen_scroll_notice(&s, 1));
    for (int i = 0; i < 20; i++)
        case_screen_scroll_notice(&s, 1);
    assert_int_equal(s.notice_first, 5);
    build(&s, &fx, "short", 40, 7);
    assert_int_equal(s.notice_first, 0);
    assert_false(case_screen_scroll_notice(&s, 1));
    case_screen_release(&s);
    record_release(&fx.record);
}

/* At every width all that a case has is in its columns: the same words, wherever they stand. */
static void test_same_words_at_all_widths(void **state)
{
    (void)state;
    static const char *const words[] = {
        "A made-up text.", "-- end --",    "P-7731",     "Lo Wu",    "XX 123",     "flight",
        "deception",       "debt bondage", "legco-2005", "reviewed", "recruitment"};
    struct fixture fx;
    open_case(&fx, debriefing);
    for (int width = 40; width <= 240; width++) {
        struct case_screen s = {0};
        build(&s, &fx, "", width, 30);
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            bool found = false;
            for (unsigned c = 0; c < s.columns.count; c++)
                found |= printed(&s.column[c], words[i]);
            if (!found)
                fail_msg("'%s' is missing at width %d", words[i], width);
        }
        case_screen_release(&s);
    }
    record_release(&fx.record);
}

static void test_unreadable(void **state)
{
    (void)state;
    struct err trouble;
    struct case_screen s = {0};
    struct row_review review = {.reviewer = ""};
    err_at(&trouble, ERR_DATA, "records/a.yaml", 0, 0, "the file has changed: read again (R)");
    struct case_shown shown = {.id = "D-1",
                               .trouble = &trouble,
                               .review = &review,
                               .search = "",
                               .refusal = "",
                               .guided = -1,
                               .unicode = true};
    case_screen_build(&s, &shown, 100);
    case_screen_settle(&s, 20);
    assert_int_equal(s.columns.count, 1);
    assert_true(printed(&s.head, "D-1"));
    assert_true(printed(&s.column[COLUMN_TEXT], "records/a.yaml: the file has changed"));
    assert_false(end_shown(&s));
    case_screen_release(&s);
}

static void test_signs(void **state)
{
    (void)state;
    struct fixture fx;
    struct panel p = {0};
    unsigned items[ANSWERS_MAX];
    open_case(&fx, debriefing);
    size_t count = case_signs_items(criteria, items);
    assert_int_equal(count, criteria->count);
    assert_int_equal(criteria->item[items[0]].element, ELEMENT_SIGN);
    answers_set(&fx.given, item("sign.debt_bondage"), ANSWER_ABSENT);
    panel_begin(&p, 80, true);
    case_signs_heading(&p);
    case_signs_line(&p, &fx.answers, item("sign.debt_bondage"), true);
    case_signs_line(&p, &fx.answers, item("fact.prostitution"), false);
    assert_lines(
        &p, "  Signs, facts, criteria          report  you  may support\n"
            "> e4  debt bondage                  +      -   2 coercion, 7 abuse of vulnerabi…\n"
            "  e21 prostitution took place       +          fact of the record\n");
    panel_begin(&p, 40, true);
    case_signs_heading(&p);
    case_signs_line(&p, &fx.answers, item("sign.debt_bondage"), false);
    assert_lines(&p, "  Signs, facts, criteria    report  you\n"
                     "  e4  debt bondage            +      -\n");
    record_release(&fx.record);
}

static int load(void **state)
{
    (void)state;
    struct err e;
    criteria = config_criteria(NULL, &e);
    return criteria ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    criteria_free(criteria);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_facts),
        cmocka_unit_test(test_facts_of_an_operation),
        cmocka_unit_test(test_missing_is_unknown),
        cmocka_unit_test(test_every_field_is_shown),
        cmocka_unit_test(test_criteria_compact),
        cmocka_unit_test(test_reasons),
        cmocka_unit_test(test_strip),
        cmocka_unit_test(test_item_keys),
        cmocka_unit_test(test_guide),
        cmocka_unit_test(test_marked_narrative),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_seen),
        cmocka_unit_test(test_answers_cycle),
        cmocka_unit_test(test_facts_cycle),
        cmocka_unit_test(test_hints),
        cmocka_unit_test(test_head),
        cmocka_unit_test(test_history),
        cmocka_unit_test(test_end_in_sight),
        cmocka_unit_test(test_long_refusal),
        cmocka_unit_test(test_same_words_at_all_widths),
        cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_signs),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
