/* The keys of a limit that ask for the state of the review and for answers. */
#include <stdio.h>
#include <string.h>

#include "models/decision.h"
#include "models/filter_term.h"

static bool parse_outcome(struct term *t, struct value_text v, struct err *e)
{
    char word[32];
    enum outcome outcome = OUTCOME_NONE;
    snprintf(word, sizeof word, "%.*s", (int)v.n, v.text);
    if (!outcome_parse(word, &outcome) && strcmp(word, "undecided") != 0)
        return err_set(e, ERR_USAGE,
                       "\"%s\" is no outcome: write voluntary, trafficking, not_trafficking, "
                       "insufficient, out_of_scope or undecided",
                       word);
    t->ops = &ask_marks;
    t->mask = MARK_STATE | MARK_OUTCOME;
    t->mark = (uint8_t)(STATE_DECIDED | (unsigned)outcome << MARK_OUTCOME_SHIFT);
    if (outcome == OUTCOME_NONE) {
        t->mask = MARK_STATE;
        t->mark = STATE_UNDECIDED;
    }
    return true;
}

static bool parse_reviewer(struct term *t, struct value_text v, struct err *e)
{
    t->ops = &ask_reviewer;
    return term_keep_text(t, v, e);
}

/* Cuts "ID=VALUE" apart; the value's text is NULL where there is none. */
static struct value_text cut_value(struct value_text *v)
{
    const char *equals = memchr(v->text, '=', v->n);
    struct value_text value = {NULL, 0};
    if (equals) {
        value = (struct value_text){equals + 1, v->n - (size_t)(equals + 1 - v->text)};
        v->n = (size_t)(equals - v->text);
    }
    return value;
}

/* --- answers --- */

static bool parse_answer(struct term *t, struct value_text v, struct err *e)
{
    t->answer = ANSWER_PRESENT;
    if (!v.text)
        return true;
    for (unsigned a = ANSWER_PRESENT; a <= ANSWER_UNKNOWN; a++) {
        t->answer = (enum answer)a;
        if (value_is(v, answer_name(t->answer)))
            return true;
    }
    return err_set(e, ERR_USAGE, "\"%.*s\" is no answer: write present, absent or unknown",
                   (int)v.n, v.text);
}

static const char *criterion_at(const void *ctx, size_t i)
{
    return ((const struct criteria *)ctx)->item[i].id;
}

/* "means.force=present"; `prefix` goes before the id. */
static bool parse_asked(struct term *t, const char *prefix, struct value_text v, struct err *e)
{
    char id[128];
    struct value_text answer = cut_value(&v);
    snprintf(id, sizeof id, "%s%.*s", prefix, (int)v.n, v.text);
    t->asked = criteria_mask(t->known, id);
    if (!t->asked && strcmp(id, "sign") == 0)
        t->asked = t->known->element[ELEMENT_SIGN];
    if (t->asked)
        return parse_answer(t, answer, e);
    const struct known_names names = {prefix, criterion_at, t->known, t->known->count};
    struct str near = STR_INIT;
    add_closest(&near, (struct value_text){id, strlen(id)}, &names);
    err_set(e, ERR_USAGE, "there is no %s \"%.*s\"%s: write one of criteria.yaml",
            *prefix ? "sign" : "criterion or sign", (int)v.n, v.text, str_text(&near));
    str_release(&near);
    return false;
}

bool term_parse_reported(struct term *t, struct value_text v, struct err *e)
{
    t->ops = &ask_reported;
    if (!parse_asked(t, "", v, e))
        return false;
    return !(t->asked & t->known->element[ELEMENT_FACT]) ||
           err_set(e, ERR_USAGE,
                   "\"%.*s\" is no criterion that is reported, it follows from the record: ask for "
                   "its fields, age:<18 or prostitution:yes",
                   (int)v.n, v.text);
}

static bool parse_sign(struct term *t, struct value_text v, struct err *e)
{
    t->ops = &ask_reported;
    return parse_asked(t, "sign.", v, e);
}

/* "=implied" asks for what `voluntary` filled in. */
static bool parse_given(struct term *t, struct value_text v, struct err *e)
{
    static const char implied[] = "=implied";
    size_t n = sizeof implied - 1;
    bool filled = v.n > n && memcmp(v.text + v.n - n, implied, n) == 0;
    t->ops = filled ? &ask_implied : &ask_answers;
    v.n -= filled ? n : 0;
    return parse_asked(t, "", v, e);
}

/* --- definitions --- */

static bool parse_result(struct term *t, struct value_text v, struct err *e)
{
    t->result = RESULT_TRAFFICKING;
    if (!v.text)
        return true;
    for (unsigned r = RESULT_UNDETERMINED; r <= RESULT_NOT_TRAFFICKING; r++) {
        t->result = (enum result)r;
        if (value_is(v, result_name(t->result)))
            return true;
    }
    return err_set(e, ERR_USAGE,
                   "\"%.*s\" is no result: write trafficking, not_trafficking or undetermined",
                   (int)v.n, v.text);
}

static const char *definition_at(const void *ctx, size_t i)
{
    return ((const struct criteria *)ctx)->definition[i].id;
}

static bool find_definition(struct term *t, struct value_text v, struct err *e)
{
    for (unsigned d = 0; d < t->known->definitions; d++) {
        t->definition = d;
        if (value_is(v, t->known->definition[d].id))
            return true;
    }
    const struct known_names names = {"", definition_at, t->known, t->known->definitions};
    struct str near = STR_INIT, known = STR_INIT;
    add_closest(&near, v, &names);
    for (size_t d = 0; d < t->known->definitions; d++)
        str_addf(&known, "%s%s", d ? ", " : "", t->known->definition[d].id);
    err_set(e, ERR_USAGE, "there is no definition \"%.*s\"%s: write one of %s", (int)v.n, v.text,
            str_text(&near), str_text(&known));
    str_release(&near);
    str_release(&known);
    return false;
}

/* "palermo=trafficking", "palermo/reported=undetermined". */
static bool parse_definition(struct term *t, struct value_text v, struct err *e)
{
    struct value_text result = cut_value(&v), basis = {"reviewed", 8};
    const char *slash = memchr(v.text, '/', v.n);
    if (slash) {
        basis = (struct value_text){slash + 1, v.n - (size_t)(slash + 1 - v.text)};
        v.n = (size_t)(slash - v.text);
    }
    t->ops = value_is(basis, "reported") ? &ask_definition_reported : &ask_definition;
    if (t->ops == &ask_definition && !value_is(basis, "reviewed"))
        return err_set(e, ERR_USAGE, "\"%.*s\" is no basis: write reported or reviewed",
                       (int)basis.n, basis.text);
    return find_definition(t, v, e) && parse_result(t, result, e);
}

/* "reported" or "reviewed": where some definitions give trafficking, and not all. */
static bool parse_differ(struct term *t, struct value_text v, struct err *e)
{
    t->reported = value_is(v, "reported");
    t->ops = t->reported ? &ask_differ_reported : &ask_differ;
    return t->reported || value_is(v, "reviewed") ||
           err_set(e, ERR_USAGE, "\"%.*s\" is no basis: write reported or reviewed", (int)v.n,
                   v.text);
}

/* --- what follows from several fields --- */

static bool parse_age_group(struct term *t, struct value_text v, struct err *e)
{
    t->ops = &ask_age_group;
    for (unsigned c = AGE_CLASS_UNKNOWN; c <= AGE_CLASS_STRADDLES; c++) {
        t->low = c;
        if (value_is(v, age_class_name((enum age_class)c)))
            return true;
    }
    return err_set(e, ERR_USAGE,
                   "\"%.*s\" is no age group: write child, adult, straddles or unknown", (int)v.n,
                   v.text);
}

static bool parse_month(struct term *t, struct value_text v, struct err *e)
{
    char digits[3] = "";
    t->ops = &ask_month;
    if (value_is(v, "unknown"))
        return true;
    if (v.n < sizeof digits)
        memcpy(digits, v.text, v.n);
    for (t->low = 1; t->low <= 12; t->low++) {
        char month[3];
        snprintf(month, sizeof month, "%u", t->low);
        if (strcmp(month, digits) == 0)
            return true;
    }
    return err_set(e, ERR_USAGE, "\"%.*s\" is no month: write 1 to 12 or unknown", (int)v.n,
                   v.text);
}

static bool parse_case_year(struct term *t, struct value_text v, struct err *e)
{
    if (!term_parse_year(t, v, e))
        return false;
    t->ops = &ask_case_year;
    t->low = date_year(t->low);
    t->high = date_year(t->high);
    return true;
}

static bool parse_seconds(struct term *t, struct value_text v, struct err *e)
{
    t->field = F_PERSONS_ARRESTED; /* a count like any */
    bool parsed = term_parse_count(t, v, e);
    t->ops = &ask_seconds;
    return parsed || err_set(e, ERR_USAGE,
                             "\"%.*s\" is no number of seconds: write one, a range A..B, or <A, "
                             "<=A, >A, >=A",
                             (int)v.n, v.text);
}

enum { STATE_KEYS = 11, STATE_WORDS = 8 };

const struct state_key state_keys[STATE_KEYS] = {
    {{"year", "year of the record's date: year:2004, year:2003..2004"}, term_parse_year},
    {{"outcome", "outcome of the decision in force, or undecided"}, parse_outcome},
    {{"reviewer", "login name of who made the decision in force"}, parse_reviewer},
    {{"answer", "answered by the reviewer: answer:means.force, answer:means=absent"}, parse_given},
    {{"sign", "sign reported by the officer: sign:withholds_documents, sign:other=absent"},
     parse_sign},
    {{"definition", "result of a decided record: definition:palermo=trafficking; on what was "
                    "reported: definition:palermo/reported=undetermined"},
     parse_definition},
    {{"differ", "some definitions give trafficking and others do not: differ:reviewed of a decided "
                "record, differ:reported on what was reported"},
     parse_differ},
    {{"age_group", "by the younger of the two ages: child, adult, straddles (a range that reaches "
                   "under 18), unknown"},
     parse_age_group},
    {{"month", "month of the record's date, 1 to 12: month:4"}, parse_month},
    {{"case_year", "year of the earliest record of its case: case_year:2004"}, parse_case_year},
    {{"seconds", "spent on the decision in force, where that was measured: seconds:<5"},
     parse_seconds},
};
const size_t state_keys_count = STATE_KEYS;

const struct state_word state_words[STATE_WORDS] = {
    {{"undecided", "no decision is in force"}, MARK_STATE, STATE_UNDECIDED},
    {{"decided", "a decision is in force that is neither stale nor now invalid"},
     MARK_STATE,
     STATE_DECIDED},
    {{"awaiting_second", "a second reading is still to come"}, MARK_STATE, STATE_AWAITING_SECOND},
    {{"disputed", "two readings disagree"}, MARK_STATE, STATE_DISPUTED},
    {{"stale", "decided on other bytes than the file now holds"}, MARK_STATE, STATE_STALE},
    {{"invalid", "a safeguard would refuse the decision now"}, MARK_STATE, STATE_NOW_INVALID},
    {{"flagged", "flagged by a reviewer"}, MARK_FLAGGED, MARK_FLAGGED},
    {{"departure", "decided otherwise than the primary definition gives"},
     MARK_DEPARTURE,
     MARK_DEPARTURE},
};
const size_t state_words_count = STATE_WORDS;

size_t filter_keys(const struct filter_key **keys)
{
    static struct filter_key all[STATE_KEYS + STATE_WORDS + FIELD_TOTAL];
    size_t n = 0;
    for (size_t i = 0; i < STATE_KEYS; i++)
        all[n++] = state_keys[i].doc;
    for (size_t i = 0; i < STATE_WORDS; i++)
        all[n++] = state_words[i].doc;
    for (int f = 0; f < FIELD_TOTAL; f++)
        all[n++] = (struct filter_key){field_defs[f].path, field_defs[f].help};
    *keys = all;
    return n;
}
