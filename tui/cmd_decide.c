#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/text.h"
#include "models/proposals.h"
#include "models/split.h"
#include "tui/cmd.h"

/* Decisions that passed the checks, to be appended all or none. */
struct batch {
    struct workspace *w;
    struct reread reread; /* the record in hand */
    struct event *event;
    size_t count, cap;
    struct arena arena;
    size_t refused, implied; /* implied: answers */
    bool from_stream;
};

static void print_line(const char *text)
{
    struct str clean = STR_INIT;
    clean_line(&clean, text, strlen(text));
    fprintf(stderr, "%s\n", str_text(&clean));
    str_release(&clean);
}

static void refuse(struct batch *b, const char *file, unsigned line, const char *what)
{
    struct str text = STR_INIT;
    if (line)
        str_addf(&text, "%s:%u:1: ", file, line);
    str_addf(&text, "error: %s", what);
    print_line(str_text(&text));
    str_release(&text);
    b->refused++;
}

/* What the verdict says, and what is left to do where only the rationale is missing. */
static void refuse_by(struct batch *b, const char *file, const struct stream_proposal *p,
                      const struct verdict *v)
{
    struct str text = STR_INIT;
    str_addf(&text, "%s: %s: %s", p->record, outcome_name(p->outcome), v->text);
    refuse(b, file, p->line, str_text(&text));
    str_release(&text);
}

static bool add_event(struct batch *b, uint32_t row, const struct proposal *proposal,
                      const struct verdict *v, const struct sha256 *digest, struct err *e)
{
    struct str answers = STR_INIT;
    struct event *more = grow(b->event, &b->cap, b->count + 1, sizeof *more);
    if (!more)
        return err_memory(e);
    b->event = more;
    struct event *event = &b->event[b->count];
    casework_event(&b->w->casework, catalog_text(b->w->catalog, row, F_ID, NULL), digest, proposal,
                   v, &answers, event);
    event->answers = arena_copy(&b->arena, str_text(&answers), answers.len);
    bool kept = event->answers && !answers.failed;
    str_release(&answers);
    b->count += kept;
    b->implied += (size_t)__builtin_popcountll(v->answers.implied);
    return kept || err_memory(e);
}

static bool consider(struct batch *b, const char *file, const struct stream_proposal *p,
                     struct err *e)
{
    struct verdict v;
    struct proposal proposal = {.outcome = p->outcome,
                                .given = p->given,
                                .rationale = p->rationale,
                                .from_stream = b->from_stream};
    uint32_t row = catalog_find(b->w->catalog, p->record);
    if (row == CATALOG_NONE) {
        struct str text = STR_INIT;
        str_addf(&text, "there is no record \"%s\": see `tipreview list`", p->record);
        refuse(b, file, p->line, str_text(&text));
        str_release(&text);
        return true;
    }
    /* The very bytes whose digest the decision carries. */
    if (!catalog_reread(b->w->catalog, row, b->w->criteria, &b->reread, e))
        return false;
    struct facts facts = facts_of_record(&b->reread.record);
    if (casework_check(&b->w->casework, &facts, &proposal, &v) != DONE_SAVED) {
        refuse_by(b, file, p, &v);
        return true;
    }
    return add_event(b, row, &proposal, &v, &b->reread.digest, e);
}

static bool read_stream(struct batch *b, const char *file, struct err *e)
{
    struct split *split = split_open(AT_FDCWD, file, e);
    struct document doc;
    enum split_result result = SPLIT_ERROR;
    bool going = split != NULL;
    while (going && (result = split_next(split, &doc, e)) == SPLIT_DOCUMENT) {
        struct stream_proposal p;
        struct err wrong;
        if (proposal_read(&p, &doc, file, b->w->criteria, &b->arena, &wrong)) {
            going = consider(b, file, &p, e);
        } else if (wrong.kind == ERR_SYSTEM) {
            *e = wrong;
            going = false;
        } else {
            struct str text = STR_INIT;
            err_format(&wrong, &text);
            print_line(str_text(&text));
            str_release(&text);
            b->refused++;
        }
    }
    split_close(split);
    return going && result == SPLIT_END;
}

static bool read_arguments(struct batch *b, const struct args *a, struct err *e)
{
    const char *outcome = args_value(a, "--outcome"), *rationale = args_value(a, "--rationale");
    struct stream_proposal p = {.record = a->argument[0], .rationale = rationale ? rationale : ""};
    if (!outcome || !outcome_parse(outcome, &p.outcome))
        return err_set(e, ERR_USAGE,
                       "--outcome %s: use voluntary, trafficking, not_trafficking, insufficient or "
                       "out_of_scope",
                       outcome ? outcome : "is missing");
    if (rationale && utf8_invalid_at(rationale, strlen(rationale)) != strlen(rationale))
        return err_set(e, ERR_USAGE, "--rationale is not valid UTF-8: write it in UTF-8");
    const char *pair;
    for (size_t i = 0; (pair = args_nth(a, "--answer", i)); i++) {
        char id[128];
        const char *equals = strchr(pair, '=');
        if (!equals || (size_t)(equals - pair) >= sizeof id)
            return err_set(e, ERR_USAGE, "--answer %s: write CRITERION=present|absent|unknown",
                           pair);
        snprintf(id, sizeof id, "%.*s", (int)(equals - pair), pair);
        if (!proposal_answer(&p.given, b->w->criteria, id, equals + 1, e))
            return false;
    }
    return consider(b, "", &p, e);
}

static void print_saved(const struct batch *b)
{
    fprintf(stderr, "tipreview: %zu saved", b->count);
    if (b->implied)
        fprintf(stderr, "; %zu answers not given are absent, implied by voluntary", b->implied);
    fputc('\n', stderr);
}

static int save(struct batch *b, struct err *e)
{
    struct err later;
    bool changed, taken;
    if (b->refused) {
        fprintf(stderr, "tipreview: %zu refused, nothing was saved\n", b->refused);
        return 1;
    }
    switch (log_append_all(b->w->log, b->event, b->count, e)) {
    case LOG_SAVED:
        print_saved(b);
        /* What the next start needs of these records is kept with the catalog; it can do without. */
        taken = casework_refresh(&b->w->casework, &changed, &later);
        (void)taken;
        return 0;
    case LOG_NOT_SAVED:
    case LOG_UNKNOWN:
        break;
    }
    return -1;
}

int cmd_decide(const struct args *a, struct err *e)
{
    struct workspace w;
    const char *from = args_value(a, "--from");
    struct batch b = {.w = &w, .from_stream = from != NULL};
    if (from && a->values > 1) {
        err_set(
            e, ERR_USAGE,
            "decide --from takes outcomes, answers and rationales from the file: write them there");
        return -1;
    }
    if (!from == !a->arguments) {
        err_set(e, ERR_USAGE,
                "decide takes an ID or --from FILE, one of them: see `tipreview decide --help`");
        return -1;
    }
    if (!args_open(a, &w, e))
        return -1;
    int status = (from ? read_stream(&b, from, e) : read_arguments(&b, a, e)) ? save(&b, e) : -1;
    free(b.event);
    reread_release(&b.reread);
    arena_release(&b.arena);
    workspace_close(&w);
    return status;
}
