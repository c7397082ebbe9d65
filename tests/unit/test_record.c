/* The record format: every field, every refusal with its place, and that nothing is lost. */
#include <regex.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/base/yaml.h"
#include "models/country.h"
#include "models/criteria.h"
#include "models/record.h"
#include "tests/support/criteria.h"

/* Made up. */
static const char debriefing[] = "---\n"
                                 "kind: debriefing\n"
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
                                 "  age: 18-20\n"
                                 "  age_at_recruitment: 17\n"
                                 "  age_basis: stated\n"
                                 "  nationality: NO\n"
                                 "  status: visitor\n"
                                 "entry:\n"
                                 "  date: 2004-02\n"
                                 "  point: Lo Wu\n"
                                 "  direction: into\n"
                                 "prostitution: yes\n"
                                 "stated_volition: no\n"
                                 "screened: unknown\n"
                                 "pending_action: charge\n"
                                 "reported:\n"
                                 "  means.deception: present\n"
                                 "  sign.withholds_documents: unknown\n"
                                 "  act.recruitment: absent\n"
                                 "narrative: |\n"
                                 "  First line.\n"
                                 "  Second line.\n";

static const char operation[] = "kind: operation\n"
                                "id: OP-2004-0210\n"
                                "date: 2004\n"
                                "department: joint\n"
                                "departments: [immigration, police]\n"
                                "type: anti_vice\n"
                                "title: |\n  Made-up raid\n"
                                "location: Mong Kok\n"
                                "partner: Los Angeles\n"
                                "persons_arrested: 34\n"
                                "visitors_arrested: 33\n"
                                "persons_debriefed: 0\n"
                                "organisers_arrested: 2\n"
                                "migrants_intercepted: 1000000000\n"
                                "prostitution: no\n"
                                "narrative: Text.\n";

static const struct document *document(const char *text)
{
    static struct document doc;
    doc = (struct document){.bytes = text, .len = strlen(text), .line = 1};
    return &doc;
}

/* All diagnostics, a line each. */
static char *diagnostics(const struct record *r)
{
    struct str out = STR_INIT;
    for (size_t i = 0; i < r->diags; i++)
        str_addf(&out, "%u:%u: %s: %s\n", r->diag[i].line, r->diag[i].col,
                 r->diag[i].severity == SEVERITY_ERROR ? "error" : "warning", r->diag[i].text);
    return str_detach(&out);
}

static char *others(const struct record *r)
{
    struct str out = STR_INIT;
    for (size_t i = 0; i < r->others; i++)
        str_addf(&out, "%s=%s\n", r->other[i].path, r->other[i].text);
    return str_detach(&out);
}

static void expect(const char *text, bool loaded, const char *wanted)
{
    struct record r = {0};
    assert_int_equal(record_read(&r, document(text), "f.yaml", NULL), loaded);
    char *got = diagnostics(&r);
    assert_string_equal(got, wanted);
    free(got);
    record_release(&r);
}

static void want_value(const struct record *r, enum field f, const char *text, const char *cell)
{
    struct str out = STR_INIT;
    assert_non_null(r->value[f].text);
    assert_string_equal(r->value[f].text, text);
    assert_int_equal(r->value[f].len, strlen(text));
    field_format(f, r->value[f].cell, &out);
    assert_string_equal(str_text(&out), cell);
    str_release(&out);
}

static void test_debriefing(void **state)
{
    (void)state;
    static const struct {
        enum field field;
        const char *text, *cell;
        unsigned line, col;
    } want[] = {
        {F_KIND, "debriefing", "debriefing", 2, 7},
        {F_ID, "D-2004-03117", "", 3, 5},
        {F_DATE, "2004-03-12", "2004-03-12", 4, 7},
        {F_DEPARTMENT, "police", "police", 5, 13},
        {F_OPERATION, "OP-2004-0210", "", 6, 12},
        {F_CASE, "C-2004-0003", "", 7, 7},
        {F_LANGUAGE, "Putonghua", "", 8, 11},
        {F_INTERPRETER, "yes", "yes", 9, 14},
        {F_PSEUDONYM, "P-7731", "", 11, 14},
        {F_SEX, "female", "female", 12, 8},
        {F_AGE, "18-20", "18-20", 13, 8},
        {F_AGE_AT_RECRUITMENT, "17", "17", 14, 23},
        {F_AGE_BASIS, "stated", "stated", 15, 14},
        {F_NATIONALITY, "NO", "NO", 16, 16},
        {F_STATUS, "visitor", "visitor", 17, 11},
        {F_ENTRY_DATE, "2004-02", "2004-02", 19, 9},
        {F_ENTRY_POINT, "Lo Wu", "", 20, 10},
        {F_ENTRY_DIRECTION, "into", "into", 21, 14},
        {F_PROSTITUTION, "yes", "yes", 22, 15},
        {F_STATED_VOLITION, "no", "no", 23, 18},
        {F_SCREENED, "unknown", "unknown", 24, 11},
        {F_PENDING_ACTION, "charge", "charge", 25, 17},
        {F_NARRATIVE, "First line.\nSecond line.\n", "", 30, 12},
    };
    struct record r = {0};
    for (int again = 0; again < 2; again++) { /* a record that was used before is as good */
        assert_true(record_read(&r, document(debriefing), "f.yaml", NULL));
        assert_int_equal(r.diags, 0);
        assert_int_equal(r.others, 0);
        assert_int_equal(r.kind, KIND_DEBRIEFING);
        assert_int_equal(r.line, 1);
        for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
            want_value(&r, want[i].field, want[i].text, want[i].cell);
            assert_int_equal(r.value[want[i].field].line, want[i].line);
            assert_int_equal(r.value[want[i].field].col, want[i].col);
        }
        assert_int_equal(r.value[F_STATUS].cell, STATUS_VISITOR);
        assert_int_equal(r.value[F_PROSTITUTION].cell, YES);
        assert_int_equal(r.value[F_STATED_VOLITION].cell, NO);
        assert_int_equal(r.value[F_PENDING_ACTION].cell, PENDING_CHARGE);
        assert_null(r.value[F_TITLE].text);
        assert_int_equal(r.reports, 3);
        assert_string_equal(r.report[0].id, "means.deception");
        assert_int_equal(r.report[0].criterion, -1);
        assert_int_equal(r.report[0].answer, ANSWER_PRESENT);
        assert_int_equal(r.report[1].answer, ANSWER_UNKNOWN);
        assert_int_equal(r.report[2].answer, ANSWER_ABSENT);
    }
    record_release(&r);
}

static void test_operation(void **state)
{
    (void)state;
    struct record r = {0};
    assert_true(record_read(&r, document(operation), "f.yaml", NULL));
    assert_int_equal(r.diags, 0);
    assert_int_equal(r.kind, KIND_OPERATION);
    want_value(&r, F_DATE, "2004", "2004");
    want_value(&r, F_DEPARTMENTS, "police, immigration", "police, immigration");
    assert_int_equal(r.value[F_DEPARTMENTS].cell, 3);
    want_value(&r, F_TYPE, "anti_vice", "anti_vice");
    want_value(&r, F_TITLE, "Made-up raid", "");
    want_value(&r, F_PERSONS_ARRESTED, "34", "34");
    want_value(&r, F_PERSONS_DEBRIEFED, "0", "0");
    assert_int_equal(r.value[F_PERSONS_DEBRIEFED].cell, 1);
    want_value(&r, F_MIGRANTS_INTERCEPTED, "1000000000", "1000000000");
    record_release(&r);
}

/* Every field of the table is read where its path says. */
static void test_every_field_has_its_place(void **state)
{
    (void)state;
    for (int f = 0; f < FIELD_TOTAL; f++) {
        const struct field_def *def = &field_defs[f];
        struct record r = {0};
        char text[256];
        size_t prefix = (size_t)(def->key - def->path);
        snprintf(text, sizeof text, prefix ? "%.*s:\n  %s: {}\n" : "%.*s%s: {}\n",
                 prefix ? (int)prefix - 1 : 0, def->path, def->key);
        record_read(&r, document(text), "f.yaml", NULL);
        char *got = diagnostics(&r);
        assert_null(strstr(got, "no field of the format"));
        assert_non_null(strstr(got, def->type == FIELD_REPORTED ? "" : "is a mapping: write"));
        free(got);
        record_release(&r);
        assert_int_equal(field_find(def->path, strlen(def->path)), f);
    }
}

static void test_find(void **state)
{
    (void)state;
    assert_int_equal(field_find("age", 3), F_AGE);
    assert_int_equal(field_find("date", 4), F_DATE);
    assert_int_equal(field_find("entry.date", 10), F_ENTRY_DATE);
    assert_int_equal(field_find("dates", 4), F_DATE);
    assert_int_equal(field_find("dat", 3), FIELD_TOTAL);
    assert_int_equal(field_find("person", 6), FIELD_TOTAL);
    assert_int_equal(field_find("", 0), FIELD_TOTAL);
}

/* Replaces the line that starts with `key` in the debriefing, or drops it where `line` is NULL. */
static const char *with(const char *record, const char *key, const char *line)
{
    static char text[2048];
    char *out = text;
    for (const char *p = record; *p;) {
        const char *end = strchr(p, '\n') + 1;
        bool hit = strncmp(p, key, strlen(key)) == 0;
        if (hit && line)
            out += sprintf(out, "%s\n", line);
        else if (!hit)
            out += sprintf(out, "%.*s", (int)(end - p), p);
        p = end;
    }
    *out = '\0';
    return text;
}

#define DATE_ADVICE "write a date of the calendar such as 2004-03-12, 2004-03 or 2004"
#define ID_ADVICE                                                                                  \
    "write at most 64 letters A-Z a-z, digits, `.`, `_` and `-`, beginning with a letter or digit"
#define AGE_ADVICE "write years such as 24, 18-20 or 48+ (at most 130), or unknown"
#define COUNT_ADVICE                                                                               \
    "write a whole number such as 0 or 34, without leading zeros, at most 1000000000"
#define DEPARTMENT_ADVICE "write one of police, immigration, customs, joint, other"

static void test_wrong_values(void **state)
{
    (void)state;
    static const struct {
        const char *key, *line, *wanted;
    } wrong[] = {
        {"kind", "kind: raid",
         "2:7: error: `kind` is \"raid\": write one of debriefing, operation\n"},
        {"kind", "kind: unknown",
         "2:7: error: `kind` is \"unknown\": write one of debriefing, operation\n"},
        {"id", "id: -1", "3:5: error: `id` is \"-1\": " ID_ADVICE "\n"},
        {"id", "id: a/b", "3:5: error: `id` is \"a/b\": " ID_ADVICE "\n"},
        {"date", "date: 2004-02-30", "4:7: error: `date` is \"2004-02-30\": " DATE_ADVICE "\n"},
        {"date", "date: 12.03.2004", "4:7: error: `date` is \"12.03.2004\": " DATE_ADVICE "\n"},
        {"department", "department: polise",
         "5:13: error: `department` is \"polise\": " DEPARTMENT_ADVICE "\n"},
        {"department", "department: unknown",
         "5:13: error: `department` is \"unknown\": " DEPARTMENT_ADVICE "\n"},
        {"department", "department: [police]",
         "5:13: error: `department` is a list: " DEPARTMENT_ADVICE "\n"},
        {"language", "language: \"a\\nb\"",
         "8:11: error: `language` is \"a\nb\": write a text on one line\n"},
        {"interpreter", "interpreter: Yes",
         "9:14: error: `interpreter` is \"Yes\": write one of yes, no, unknown\n"},
        {"  age:", "  age: 20-18", "13:8: error: `person.age` is \"20-18\": " AGE_ADVICE "\n"},
        {"  age:", "  age: 131", "13:8: error: `person.age` is \"131\": " AGE_ADVICE "\n"},
        {"  age:", "  age: 010", "13:8: error: `person.age` is \"010\": " AGE_ADVICE "\n"},
        {"  age:", "  age: 18-", "13:8: error: `person.age` is \"18-\": " AGE_ADVICE "\n"},
        {"  age:", "  age: 48+x", "13:8: error: `person.age` is \"48+x\": " AGE_ADVICE "\n"},
        {"  age:", "  age: about 20",
         "13:8: error: `person.age` is \"about 20\": " AGE_ADVICE "\n"},
        {"  nationality", "  nationality: Norway",
         "16:16: error: `person.nationality` is \"Norway\": write the two capital letters of ISO "
         "3166-1 "
         "such as CN, or unknown\n"},
        {"  nationality", "  nationality: cn",
         "16:16: error: `person.nationality` is \"cn\": write the two capital letters of ISO "
         "3166-1 "
         "such as CN, or unknown\n"},
        {"  date", "  date: 2004-13",
         "19:9: error: `entry.date` is \"2004-13\": " DATE_ADVICE "\n"},
        {"  act.", "  act.recruitment: yes",
         "29:20: error: `reported.act.recruitment` is \"yes\": write one of present, absent, "
         "unknown\n"},
        {"  act.", "  act.recruitment: [present]",
         "29:20: error: `reported.act.recruitment` is a list or mapping: write one of present, "
         "absent, "
         "unknown\n"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        expect(with(debriefing, wrong[i].key, wrong[i].line), false, wrong[i].wanted);
    expect(with(operation, "persons_arrested", "persons_arrested: 010"), false,
           "11:19: error: `persons_arrested` is \"010\": " COUNT_ADVICE "\n");
    expect(with(operation, "persons_arrested", "persons_arrested: 1000000001"), false,
           "11:19: error: `persons_arrested` is \"1000000001\": " COUNT_ADVICE "\n");
    expect(with(operation, "persons_arrested", "persons_arrested: -1"), false,
           "11:19: error: `persons_arrested` is \"-1\": " COUNT_ADVICE "\n");
    expect(with(operation, "departments", "departments: police"), false,
           "5:14: error: `departments` is a single value: write in brackets some of police, "
           "immigration, customs, joint, other\n");
    expect(with(operation, "departments", "departments: [police, navy, [x]]"), false,
           "5:23: error: \"navy\" in `departments`: write in brackets some of police, immigration, "
           "customs, joint, other\n"
           "5:29: error: a list or mapping in `departments`: write in brackets some of police, "
           "immigration, customs, joint, other\n");
}

static void test_long_values_are_shortened_in_messages(void **state)
{
    (void)state;
    expect(with(debriefing, "id",
                "id: 0123456789012345678901234567890123456789012345678901234567890123x"),
           false,
           "3:5: error: `id` is \"0123456789012345678901234567890123456789...\": " ID_ADVICE "\n");
    expect(with(debriefing, "id",
                "id: 012345678901234567890123456789012345678\xe4\xb8\xad\xe4\xb8\xad"),
           false,
           "3:5: error: `id` is \"012345678901234567890123456789012345678...\": " ID_ADVICE "\n");
}

static void test_required_fields(void **state)
{
    (void)state;
    expect(with(debriefing, "kind", NULL), false,
           "2:1: error: `kind` is missing: add it and write one of debriefing, operation\n");
    expect(with(debriefing, "date", NULL), false,
           "2:1: error: `date` is missing: add it and " DATE_ADVICE "\n");
    expect(
        "---\n# nothing more\n{id: D-1}\n", false,
        "3:1: error: `kind` is missing: add it and write one of debriefing, operation\n"
        "3:1: error: `date` is missing: add it and " DATE_ADVICE "\n"
        "3:1: error: `department` is missing: add it and " DEPARTMENT_ADVICE "\n"
        "3:1: error: `narrative` is missing: add it and write the text that the reviewer reads\n");
    expect(with(debriefing, "id", "id: ~"), false, "3:5: error: `id` is empty: " ID_ADVICE "\n");
    expect(with(debriefing, "id", "id: null"), false, "3:5: error: `id` is empty: " ID_ADVICE "\n");
    expect(with(debriefing, "department", "department:"), false,
           "5:12: error: `department` is empty: " DEPARTMENT_ADVICE "\n");
    expect("kind: operation\nid: O-1\ndate: 2004\ndepartment: joint\nnarrative: \"  \\n \"\n",
           false, "5:12: error: `narrative` is empty: write the text that the reviewer reads\n");
    expect("kind: operation\nid: O-1\ndate: 2004\ndepartment: joint\nnarrative: ~\n", false,
           "5:12: error: `narrative` is empty: write the text that the reviewer reads\n");
}

static void test_empty_optional_values(void **state)
{
    (void)state;
#define EMPTY " is empty, so it counts as not given: write a value, or remove the line\n"
    expect(with(debriefing, "language", "language:"), true, "8:10: warning: `language`" EMPTY);
    expect(with(debriefing, "language", "language: ''"), true, "8:11: warning: `language`" EMPTY);
    expect(with(debriefing, "language", "language: NULL"), true, "8:11: warning: `language`" EMPTY);
    expect(with(debriefing, "  age:", "  age: ~"), true, "13:8: warning: `person.age`" EMPTY);
    expect(with(debriefing, "  act.", "  act.recruitment:"), true,
           "29:19: warning: `reported.act.recruitment` is empty, so it counts as unknown: write "
           "present, absent or "
           "unknown, or remove the line\n");
    expect("kind: debriefing\nid: D-1\ndate: 2004\ndepartment: other\nperson:\nreported: "
           "~\nnarrative: x\n",
           true, "5:8: warning: `person`" EMPTY "6:11: warning: `reported`" EMPTY);

    struct record r = {0};
    assert_true(
        record_read(&r, document(with(debriefing, "  act.", "  act.recruitment:")), "f", NULL));
    bool unknown = false;
    for (size_t i = 0; i < r.reports; i++)
        unknown |=
            strcmp(r.report[i].id, "act.recruitment") == 0 && r.report[i].answer == ANSWER_UNKNOWN;
    assert_true(unknown);
    assert_true(
        record_read(&r, document(with(debriefing, "language", "language: 'null'")), "f", NULL));
    want_value(&r, F_LANGUAGE, "null", "");
    assert_true(record_read(&r, document(with(debriefing, "  sex", "  sex:")), "f", NULL));
    assert_null(r.value[F_SEX].text);
    assert_int_equal(r.value[F_SEX].cell, 0);
    record_release(&r);
}

static void test_wrong_shapes(void **state)
{
    (void)state;
    expect(
        "kind: debriefing\nid: D-1\ndate: 2004\ndepartment: other\nnarrative: x\n"
        "person:\n  - sex: female\n  - sex: male\n",
        false,
        "7:3: error: `person` is a list, but a debriefing is of one person: write one document for "
        "each person, each with its own id\n");
    expect("kind: debriefing\nid: D-1\ndate: 2004\ndepartment: other\nnarrative: x\n"
           "person: x\nentry: [Lo Wu]\nreported: means.force\n",
           false,
           "6:9: error: `person` is no mapping: write its fields below it, indented\n"
           "7:8: error: `entry` is no mapping: write its fields below it, indented\n"
           "8:11: error: `reported` is no mapping: write below it one line for each criterion, "
           "such as "
           "`means.deception: present`\n");
    expect("- kind: debriefing\n", false,
           "1:1: error: the document is no record: write lines such as `kind: debriefing`\n");
    expect("# x\nwords\n", false,
           "2:1: error: the document is no record: write lines such as `kind: debriefing`\n");
}

static void test_other_fields(void **state)
{
    (void)state;
    static const char text[] =
        "kind: debriefing\nid: D-1\ndate: 2004\ndepartment: other\nnarrative: x\n"
        "age: 20\n"
        "flight: {from: LA, legs: [1, {to: x}], none: {}}\n"
        "person:\n  hair: black\n  kind: y\n"
        "persons_arrested: 3\n";
    struct record r = {0};
    assert_true(record_read(&r, document(text), "f.yaml", NULL));
    char *got = diagnostics(&r);
    assert_string_equal(
        got,
        "6:1: warning: `age` is not known here, so it is kept under other fields: move it below "
        "`person:`\n"
        "7:1: warning: `flight` is no field of the format, so it is kept under other fields: "
        "correct its "
        "spelling, or move the text into the narrative\n"
        "9:3: warning: `person.hair` is no field of the format, so it is kept under other fields: "
        "correct its spelling, or move the text into the narrative\n"
        "10:3: warning: `person.kind` is not known here, so it is kept under other fields: move it "
        "to "
        "the left margin\n"
        "11:19: warning: `persons_arrested` is a field of an operation, and this is a debriefing, "
        "so it "
        "is kept under other fields: remove it, or correct `kind`\n");
    free(got);
    got = others(&r);
    assert_string_equal(got,
                        "age=20\nflight.from=LA\nflight.legs[0]=1\nflight.legs[1].to=x\n"
                        "flight.none=\nperson.hair=black\nperson.kind=y\npersons_arrested=3\n");
    free(got);
    assert_null(r.value[F_PERSONS_ARRESTED].text);
    assert_int_equal(r.value[F_PERSONS_ARRESTED].cell, 0);
    record_release(&r);
}

static void test_deepest_path_is_whole(void **state)
{
    (void)state;
    struct str text = STR_INIT, path = STR_INIT;
    struct record r = {0};
    char key[YAML_MAX_KEY + 1];
    memset(key, 'k', YAML_MAX_KEY);
    key[YAML_MAX_KEY] = '\0';
    for (int depth = 0; depth < YAML_MAX_DEPTH; depth++) {
        str_addf(&text, "{%s: ", key);
        str_addf(&path, "%s%s", depth ? "." : "", key);
    }
    str_add(&text, "v");
    for (int depth = 0; depth < YAML_MAX_DEPTH; depth++)
        str_addc(&text, '}');
    assert_false(record_read(&r, document(str_text(&text)), "f.yaml", NULL));
    assert_int_equal(r.others, 1);
    assert_string_equal(r.other[0].path, str_text(&path));
    assert_string_equal(r.other[0].text, "v");
    record_release(&r);
    str_release(&text);
    str_release(&path);
}

static void test_unknown_country(void **state)
{
    (void)state;
    struct record r = {0};
    assert_true(record_read(&r, document(with(debriefing, "  nationality", "  nationality: XK")),
                            "f", NULL));
    char *got = diagnostics(&r);
    assert_string_equal(got,
                        "16:16: warning: \"XK\" is no country of ISO 3166-1, so "
                        "`person.nationality` counts as unknown: correct it, or write unknown\n");
    free(got);
    assert_int_equal(r.value[F_NATIONALITY].cell, 0);
    assert_int_equal(r.others, 1);
    assert_string_equal(r.other[0].path, "person.nationality");
    assert_string_equal(r.other[0].text, "XK");
    record_release(&r);
}

static void test_countries(void **state)
{
    (void)state;
    unsigned known = 0;
    for (char a = 'A'; a <= 'Z'; a++)
        for (char b = 'A'; b <= 'Z'; b++)
            known += country_known((char[2]){a, b});
    assert_int_equal(known, 249);
    assert_true(country_known("AD") && country_known("HK") && country_known("NO") &&
                country_known("ZW"));
    assert_false(country_known("AA") || country_known("UK") || country_known("ZZ"));
}

static void test_arrests_that_do_not_add_up(void **state)
{
    (void)state;
    expect(with(operation, "visitors_arrested", "visitors_arrested: 35"), true,
           "12:20: warning: more visitors arrested (35) than persons arrested (34): correct one of "
           "them\n");
}

static void test_reported_criteria(void **state)
{
    (void)state;
    struct criteria *criteria = shipped_criteria();
    struct record r = {0};
    const char *text =
        with(debriefing, "  act.", "  act.recruiting: absent\n  fact.child: present");
    assert_true(record_read(&r, document(text), "f.yaml", criteria));
    char *got = diagnostics(&r);
    assert_string_equal(
        got, "29:3: warning: `act.recruiting` is neither a criterion nor a sign, so it is kept "
             "under other fields: correct its spelling; did you mean `act.recruitment`?\n"
             "30:3: warning: `fact.child` is neither a criterion nor a sign, so it is kept "
             "under other fields: correct its spelling\n");
    free(got);
    got = others(&r);
    assert_string_equal(got, "reported.act.recruiting=absent\nreported.fact.child=present\n");
    free(got);
    assert_int_equal(r.reports, 2);
    unsigned deception = (unsigned)criteria_find(criteria, "means.deception");
    assert_int_equal(r.report[0].criterion, deception);
    assert_int_equal(answers_get(&r.reported, deception), ANSWER_PRESENT);
    assert_int_equal(answers_get(&r.reported, criteria->fact_child), ANSWER_NONE);
    record_release(&r);
    criteria_free(criteria);
}

/* All problems of one document, in the order of their places. */
static void test_all_problems_at_once(void **state)
{
    (void)state;
    expect(
        "odd: 1\ndepartment: x\nreported: {a: maybe}\ndate: y\nkind: debriefing\nnarrative: z\n"
        "id: D-1\n",
        false,
        "1:1: warning: `odd` is no field of the format, so it is kept under other fields: correct "
        "its spelling, or move the text into the narrative\n"
        "2:13: error: `department` is \"x\": " DEPARTMENT_ADVICE "\n"
        "3:15: error: `reported.a` is \"maybe\": write one of present, absent, unknown\n"
        "4:7: error: `date` is \"y\": " DATE_ADVICE "\n");
}

static void test_broken_yaml(void **state)
{
    (void)state;
    struct record r = {0};
    struct document doc = *document("id: D-1\ndate: 2004\nid: D-2\n");
    doc.line = 100;
    assert_false(record_read(&r, &doc, "f.yaml", NULL));
    char *got = diagnostics(&r);
    assert_string_equal(got,
                        "102:1: error: the key `id` is there already, in line 100: keep one of "
                        "them\n");
    free(got);
    assert_string_equal(r.value[F_ID].text, "D-1");
    doc.bytes = "---\nid: \x01\n";
    doc.len = strlen(doc.bytes);
    assert_false(record_read(&r, &doc, "f.yaml", NULL));
    got = diagnostics(&r);
    assert_string_equal(got, "101:5: error: U+0001, a control character: remove it\n");
    free(got);
    doc.too_long = true;
    assert_false(record_read(&r, &doc, "f.yaml", NULL));
    got = diagnostics(&r);
    assert_string_equal(got,
                        "100:1: error: the document is longer than 1 MiB: split it into several "
                        "documents\n");
    free(got);
    record_release(&r);
    expect(
        "kind: operation\n...\nid: x\n", false,
        "3:1: error: text after the end of the document: indent it, or start a new document by a "
        "line `---`\n");
}

/* What field_format writes, field_parse reads. */
static void test_parse_and_format(void **state)
{
    (void)state;
    static const struct {
        enum field field;
        const char *text;
        uint32_t cell;
    } good[] = {
        {F_AGE, "0", AGE_KNOWN},
        {F_AGE, "24", AGE_KNOWN | 24 << 8 | 24},
        {F_AGE, "18-20", AGE_KNOWN | 18 << 8 | 20},
        {F_AGE, "48+", AGE_KNOWN | 48 << 8 | AGE_OPEN},
        {F_AGE, "130", AGE_KNOWN | 130 << 8 | 130},
        {F_AGE, "unknown", 0},
        {F_NATIONALITY, "CN", 'C' << 8 | 'N'},
        {F_NATIONALITY, "unknown", 0},
        {F_SEX, "male", 2},
        {F_SEX, "unknown", 0},
        {F_TYPE, "other", 8},
        {F_DEPARTMENTS, "police, customs, other", 1 | 4 | 16},
        {F_PERSONS_ARRESTED, "0", 1},
        {F_KIND, "operation", KIND_OPERATION},
    };
    static const struct {
        enum field field;
        const char *text;
    } bad[] = {{F_AGE, ""},
               {F_AGE, "-1"},
               {F_AGE, "18-18-"},
               {F_AGE, "18-131"},
               {F_AGE, "4294967320"},
               {F_SEX, ""},
               {F_SEX, "mal"},
               {F_SEX, "males"},
               {F_KIND, "unknown"},
               {F_DATE, "unknown"},
               {F_DEPARTMENTS, "police,"},
               {F_DEPARTMENTS, ""},
               {F_PERSONS_ARRESTED, ""},
               {F_PERSONS_ARRESTED, "99999999999999999999"},
               {F_NATIONALITY, "CNN"},
               {F_ID, ""},
               {F_ID, ".a"}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct str out = STR_INIT;
        uint32_t cell = 12345;
        assert_true(field_parse(good[i].field, good[i].text, strlen(good[i].text), &cell));
        assert_int_equal(cell, good[i].cell);
        field_format(good[i].field, cell, &out);
        assert_string_equal(str_text(&out), good[i].text);
        str_release(&out);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint32_t cell;
        assert_false(field_parse(bad[i].field, bad[i].text, strlen(bad[i].text), &cell));
    }
}

/* The patterns that editors check by accept all that the reader accepts, and hardly more. */
static void test_patterns(void **state)
{
    (void)state;
    static const char letters[] = "0123456789-+. AZaz_";
    static const enum field fields[] = {F_ID, F_DATE, F_AGE, F_NATIONALITY};
    uint64_t seed = 20050608;
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
        regex_t pattern;
        unsigned accepted = 0;
        assert_int_equal(regcomp(&pattern, field_pattern(fields[f]), REG_EXTENDED | REG_NOSUB), 0);
        for (int round = 0; round < 100000; round++) {
            char text[8];
            uint32_t cell;
            size_t n = 1 + (size_t)round % (sizeof text - 1);
            for (size_t i = 0; i < n; i++) {
                seed = seed * 6364136223846793005u + 1442695040888963407u;
                text[i] = letters[(seed >> 33) % (sizeof letters - 1)];
            }
            text[n] = '\0';
            bool parsed = field_parse(fields[f], text, n, &cell);
            bool matched = regexec(&pattern, text, 0, NULL, 0) == 0;
            if (parsed ? !matched : matched && fields[f] == F_ID)
                fail_msg("%s: \"%s\"", field_defs[fields[f]].path, text);
            accepted += parsed;
        }
        assert_true(accepted > 10);
        regfree(&pattern);
    }
    assert_null(field_pattern(F_NARRATIVE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_debriefing),
        cmocka_unit_test(test_operation),
        cmocka_unit_test(test_every_field_has_its_place),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_wrong_values),
        cmocka_unit_test(test_long_values_are_shortened_in_messages),
        cmocka_unit_test(test_required_fields),
        cmocka_unit_test(test_empty_optional_values),
        cmocka_unit_test(test_wrong_shapes),
        cmocka_unit_test(test_other_fields),
        cmocka_unit_test(test_deepest_path_is_whole),
        cmocka_unit_test(test_unknown_country),
        cmocka_unit_test(test_countries),
        cmocka_unit_test(test_arrests_that_do_not_add_up),
        cmocka_unit_test(test_reported_criteria),
        cmocka_unit_test(test_all_problems_at_once),
        cmocka_unit_test(test_broken_yaml),
        cmocka_unit_test(test_parse_and_format),
        cmocka_unit_test(test_patterns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
