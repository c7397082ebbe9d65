/* What the officer reported: a line for each criterion or sign. */
#include "models/record_read.h"

#include <string.h>

#include "models/criteria.h"

static bool add_report(struct reader *rd, const char *id, int criterion, enum answer answer)
{
    struct record *r = rd->record;
    struct report *report = grow(r->report, &r->report_cap, r->reports + 1, sizeof *report);
    if (!report) {
        rd->no_memory = true;
        return false;
    }
    r->report = report;
    r->report[r->reports++] = (struct report){.id = id, .criterion = criterion, .answer = answer};
    if (criterion >= 0)
        answers_set(&r->reported, (unsigned)criterion, answer);
    return true;
}

/* Facts are worked out from the record, so nobody can report them. */
static int find_criterion(const struct reader *rd, const char *id, size_t n)
{
    int found = rd->criteria ? criteria_find_n(rd->criteria, id, n) : -1;
    return found >= 0 && rd->criteria->item[found].element == ELEMENT_FACT ? -1 : found;
}

enum { SUGGESTED = 5 };

static bool keep_unknown_report(struct reader *rd, const char *id, const struct yaml_event *value,
                                unsigned line, unsigned col)
{
    struct path path = {.len = 0};
    /* Of the first only: to look for near names takes long, and a file that is all wrong has another fault. */
    const char *near = rd->misspelt++ < SUGGESTED ? criteria_closest(rd->criteria, id) : NULL;
    near = near && find_criterion(rd, near, strlen(near)) >= 0 ? near : NULL;
    path_add(&path, "reported.");
    path_add(&path, id);
    reader_note(rd, SEVERITY_WARNING, line, col,
                "`%s` is neither a criterion nor a sign, so it is kept under other fields: correct "
                "its spelling%s%s%s",
                id, near ? "; did you mean `" : "", near ? near : "", near ? "`?" : "");
    return reader_keep_value(rd, &path, value);
}

static bool read_answer(struct reader *rd, const struct yaml_event *key)
{
    struct yaml_event ev;
    unsigned line = key->line, col = key->col;
    uint32_t cell;
    int criterion = find_criterion(rd, key->text, key->len);
    const char *id = arena_copy(rd->arena, key->text, key->len);
    rd->no_memory |= !id;
    if (!id || !reader_next(rd, &ev))
        return false;
    if (rd->criteria && criterion < 0)
        return keep_unknown_report(rd, id, &ev, line, col);
    if (reader_is_empty(&ev)) {
        /* The officer may have been asked: what is not known never becomes an implied answer. */
        reader_note(rd, SEVERITY_WARNING, ev.line, ev.col,
                    "`reported.%s` is empty, so it counts as unknown: write present, absent or "
                    "unknown, or remove the line",
                    id);
        return add_report(rd, id, criterion, ANSWER_UNKNOWN);
    }
    if (ev.kind == YAML_SCALAR && field_parse(F_REPORTED, ev.text, ev.len, &cell))
        return add_report(rd, id, criterion, cell ? (enum answer)cell : ANSWER_UNKNOWN);
    reader_note(rd, SEVERITY_ERROR, ev.line, ev.col,
                "`reported.%s` is %s: write one of present, absent, unknown", id,
                ev.kind == YAML_SCALAR ? reader_show(ev.text, ev.len).text : "a list or mapping");
    return reader_pass_over(rd, &ev);
}

bool reader_reported(struct reader *rd, const struct yaml_event *begin)
{
    struct yaml_event ev;
    if (begin->kind != YAML_MAP_BEGIN) {
        reader_note(rd, SEVERITY_ERROR, begin->line, begin->col,
                    "`reported` is no mapping: write below it one line for each criterion, such as "
                    "`means.deception: present`");
        return reader_pass_over(rd, begin);
    }
    reader_set_value(rd, F_REPORTED, begin, "", 0);
    for (;;) {
        if (!reader_next(rd, &ev))
            return false;
        if (ev.kind == YAML_MAP_END)
            return true;
        if (!read_answer(rd, &ev))
            return false;
    }
}
