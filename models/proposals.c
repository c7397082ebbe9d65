#include "models/proposals.h"

#include <string.h>

#include "models/base/escape.h"
#include "models/base/yaml.h"

struct reader {
    struct yaml *yaml;
    struct stream_proposal *p;
    const struct criteria *criteria;
    struct arena *arena;
    struct err *e;
};

bool proposal_answer(struct answers *given, const struct criteria *criteria, const char *id,
                     const char *answer, struct err *e)
{
    enum answer value;
    int index = criteria_find(criteria, id);
    if (index < 0) {
        const char *near = criteria_closest(criteria, id);
        return err_set(e, ERR_USAGE,
                       "there is no criterion \"%s\": name one of criteria.yaml%s%s%s", id,
                       near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
    }
    if (!answer_parse(answer, &value))
        return err_set(e, ERR_USAGE, "\"%s\" is no answer to %s: write present, absent or unknown",
                       answer, id);
    if (answers_get(given, (unsigned)index) != ANSWER_NONE)
        return err_set(e, ERR_USAGE, "%s is answered twice: answer it once", id);
    answers_set(given, (unsigned)index, value);
    return true;
}

static bool scalar(struct reader *r, struct yaml_event *event, const char *key)
{
    if (!yaml_next(r->yaml, event, r->e))
        return false;
    return event->kind == YAML_SCALAR ||
           yaml_fail(r->yaml, event, r->e, "%s is no plain value: write a text after the colon",
                     key);
}

static bool read_record(struct reader *r)
{
    struct yaml_event event;
    if (!scalar(r, &event, "record"))
        return false;
    r->p->record = arena_copy(r->arena, event.text, event.len);
    return r->p->record || err_memory(r->e);
}

static bool read_outcome(struct reader *r)
{
    struct yaml_event event;
    if (!scalar(r, &event, "outcome"))
        return false;
    return outcome_parse(event.text, &r->p->outcome) ||
           yaml_fail(r->yaml, &event, r->e,
                     "\"%s\" is no outcome: write voluntary, trafficking, not_trafficking, "
                     "insufficient or out_of_scope",
                     event.text);
}

static bool read_rationale(struct reader *r)
{
    struct yaml_event event;
    if (!scalar(r, &event, "rationale"))
        return false;
    if (!event.quoted && (strcmp(event.text, "~") == 0 || strcasecmp(event.text, "null") == 0))
        return yaml_fail(
            r->yaml, &event, r->e,
            "rationale is %s, which gives no reasons: write them, or leave the key out",
            event.text);
    r->p->rationale = arena_copy(r->arena, event.text, event.len);
    return r->p->rationale || err_memory(r->e);
}

static bool read_answers(struct reader *r)
{
    struct yaml_event event;
    if (!yaml_next(r->yaml, &event, r->e))
        return false;
    if (event.kind != YAML_MAP_BEGIN)
        return yaml_fail(
            r->yaml, &event, r->e,
            "answers is no mapping: write criterion: present|absent|unknown, a line each");
    for (;;) {
        char id[YAML_MAX_KEY + 1];
        struct yaml_event key;
        if (!yaml_next(r->yaml, &key, r->e))
            return false;
        if (key.kind == YAML_MAP_END)
            return true;
        memcpy(id, key.text, key.len + 1);
        struct err wrong;
        if (!scalar(r, &event, id))
            return false;
        if (!proposal_answer(&r->p->given, r->criteria, id, event.text, &wrong))
            return yaml_fail(r->yaml, &key, r->e, "%s", wrong.what);
    }
}

static const struct key {
    const char *name;
    bool (*read)(struct reader *r);
} keys[] = {
    {"record", read_record},
    {"outcome", read_outcome},
    {"answers", read_answers},
    {"rationale", read_rationale},
};

static bool read_key(struct reader *r, const struct yaml_event *event)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(event->text, keys[i].name) == 0)
            return keys[i].read(r);
    return yaml_fail(r->yaml, event, r->e,
                     "a decision has no key \"%s\": use record, outcome, answers, rationale",
                     event->text);
}

static bool read_mapping(struct reader *r)
{
    struct yaml_event event, first;
    if (!yaml_next(r->yaml, &first, r->e))
        return false;
    if (first.kind != YAML_MAP_BEGIN)
        return yaml_fail(r->yaml, &first, r->e,
                         "a decision is a mapping: write record: ID and outcome: O");
    for (;;) {
        if (!yaml_next(r->yaml, &event, r->e))
            return false;
        if (event.kind == YAML_MAP_END)
            break;
        if (!read_key(r, &event))
            return false;
    }
    if (!*r->p->record)
        return yaml_fail(r->yaml, &first, r->e, "record is missing: write record: ID");
    if (r->p->outcome == OUTCOME_NONE)
        return yaml_fail(r->yaml, &first, r->e,
                         "outcome is missing: write outcome: voluntary, ...");
    return yaml_next(r->yaml, &event, r->e);
}

static void write_answers(const char *answers, struct str *out)
{
    static const char implied[] = ",implied";
    bool any = false;
    for (const char *line = answers; *line;) {
        size_t n = strcspn(line, "\n"), equals = strcspn(line, "=");
        bool given = n < sizeof implied ||
                     memcmp(line + n - (sizeof implied - 1), implied, sizeof implied - 1) != 0;
        if (given && equals < n) {
            str_add(out, any ? "" : "answers:\n");
            str_addf(out, "  %.*s: %.*s\n", (int)equals, line, (int)(n - equals - 1),
                     line + equals + 1);
            any = true;
        }
        line += n + (line[n] == '\n');
    }
}

void proposal_write(const struct event *decision, struct str *out)
{
    str_add(out, "record: ");
    escape_yaml(out, decision->record, strlen(decision->record));
    str_addf(out, "\noutcome: %s\n", outcome_name(decision->outcome));
    write_answers(decision->answers, out);
    if (*decision->rationale) {
        str_add(out, "rationale: ");
        escape_yaml(out, decision->rationale, strlen(decision->rationale));
        str_addc(out, '\n');
    }
}

bool proposal_read(struct stream_proposal *p, const struct document *doc, const char *file,
                   const struct criteria *criteria, struct arena *arena, struct err *e)
{
    *p = (struct stream_proposal){.record = "", .rationale = "", .line = doc->line};
    if (doc->too_long)
        return err_at(e, ERR_DATA, file, doc->line, 1,
                      "the document is longer than 1 MiB: cut the rationale");
    struct reader r = {.p = p, .criteria = criteria, .arena = arena, .e = e};
    r.yaml = yaml_open(doc->bytes, doc->len, file, doc->line, e);
    bool read = r.yaml && read_mapping(&r);
    yaml_close(r.yaml);
    return read;
}
