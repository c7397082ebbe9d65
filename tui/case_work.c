#include "tui/case_work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void case_work_draft(const struct case_work *w, const char *kind, char name[80])
{
    snprintf(name, 80, "%s.%s%s", w->id, w->again ? "re-" : "", kind);
}

static const struct criteria *criteria_of(const struct case_work *w)
{
    return w->app->workspace->criteria;
}

static void read_record(struct case_work *w)
{
    const struct workspace *ws = w->app->workspace;
    w->readable = catalog_reread(ws->catalog, w->row, ws->criteria, &w->shown, &w->trouble);
    if (w->readable)
        w->facts = facts_of_record(&w->shown.record);
}

static void read_history(struct case_work *w)
{
    struct err e;
    if (w->again)
        return;
    w->review = review_row(w->app->workspace->review, w->row);
    if (!history_read(&w->history, w->app->workspace->log, criteria_of(w), w->id, &e))
        app_say_err(w->app, &e);
}

/* A draft of answers: the digest of the record answered about, a line feed, the answers. */
static bool parse_draft(const struct case_work *w, const char *kept, struct answers *given)
{
    char digest[SHA256_HEX];
    unsigned unknown_ids;
    hex_write(w->shown.digest.byte, SHA256_BYTES, digest);
    size_t n = strlen(digest);
    return strncmp(kept, digest, n) == 0 && kept[n] == '\n' &&
           answers_parse(criteria_of(w), kept + n + 1, given, &unknown_ids);
}

/* Answers and rationale of another version of the record are not taken over in silence. */
static void recall(struct case_work *w)
{
    char name[80];
    w->given = (struct answers){0};
    case_work_draft(w, "answers", name);
    char *kept = app_draft(w->app, name);
    if (!kept) {
        w->given =
            history_own_answers(&w->history, w->app->workspace->who.reviewer, &w->shown.digest);
    } else if (!parse_draft(w, kept, &w->given)) {
        w->given = (struct answers){0};
        app_draft_drop(w->app, name);
        app_say(w->app, STYLE_WARNING,
                "the record has changed since it was answered: answer again");
    }
    free(kept);

    free(w->rationale);
    w->rationale = NULL;
    case_work_draft(w, "rationale", name);
    kept = app_draft(w->app, name);
    w->draft = kept != NULL;
    if (w->draft)
        app_say(w->app, STYLE_WARNING, "a rationale was begun for this record: %s goes on with it",
                keymap_label(&w->app->keys, A_RATIONALE, CASE));
    free(kept);
}

static void cover(struct case_work *w)
{
    w->covered = w->readable && w->app->workspace->settings.content_warning &&
                 w->shown.record.value[F_CONTENT].cell != 0;
}

void case_work_uncover(struct case_work *w)
{
    w->covered = false;
    w->changes++;
}

void case_work_open(struct case_work *w, struct app *app)
{
    uint64_t again = w->again;
    case_work_release(w);
    w->again = again;
    w->app = app;
    w->row = app_row(app);
    if (w->row == CATALOG_NONE) {
        err_set(&w->trouble, ERR_DATA, "no record is in the queue: %s changes the limit",
                keymap_label(&app->keys, A_LIMIT, CASE));
        return;
    }
    snprintf(w->id, sizeof w->id, "%s", catalog_text(app->workspace->catalog, w->row, F_ID, NULL));
    read_record(w);
    read_history(w);
    if (w->readable)
        recall(w);
    cover(w);
}

void case_work_release(struct case_work *w)
{
    reread_release(&w->shown);
    history_release(&w->history);
    free(w->rationale);
    case_seen_release(&w->seen);
    *w = (struct case_work){.row = CATALOG_NONE, .answered = -1, .review.reviewer = ""};
}

bool case_work_refresh(struct case_work *w)
{
    uint32_t row = app_row(w->app);
    if (row == CATALOG_NONE || w->row == CATALOG_NONE ||
        strcmp(catalog_text(w->app->workspace->catalog, row, F_ID, NULL), w->id) != 0) {
        case_work_open(w, w->app);
        return true;
    }
    bool was_readable = w->readable;
    struct sha256 before = w->shown.digest;
    w->row = row;
    read_record(w);
    read_history(w);
    if (w->readable == was_readable && sha256_equal(&before, &w->shown.digest))
        return false;
    case_seen_reset(&w->seen);
    if (w->readable)
        recall(w);
    cover(w);
    return true;
}

struct case_answers case_work_answers(const struct case_work *w)
{
    return (struct case_answers){.criteria = criteria_of(w),
                                 .primary = w->app->workspace->primary,
                                 .facts = &w->facts,
                                 .given = &w->given};
}

void case_work_answer(struct case_work *w, unsigned item, enum answer answer)
{
    char name[80], digest[SHA256_HEX];
    struct str text = STR_INIT;
    if (!w->readable)
        return;
    w->changes++;
    w->answered = (int)item;
    answers_set(&w->given, item, answer);
    hex_write(w->shown.digest.byte, SHA256_BYTES, digest);
    str_addf(&text, "%s\n", digest);
    answers_format(criteria_of(w), &w->given, &text);
    case_work_draft(w, "answers", name);
    if (text.failed)
        app_say(w->app, STYLE_ERROR, "out of memory: the answer is not kept as a draft");
    else
        app_draft_keep(w->app, name, str_text(&text));
    str_release(&text);
}

void case_work_rationale(struct case_work *w, const char *text)
{
    bool blank = text[strspn(text, " \t\r\n")] == '\0';
    free(w->rationale);
    w->rationale = blank ? NULL : strdup(text);
    w->draft = !blank;
    w->changes++;
    if (!blank && !w->rationale)
        app_say(w->app, STYLE_ERROR, "out of memory: the rationale is kept as a draft only");
}

/* Whole seconds; a moment is one, for 0 says that nobody measured. */
static uint64_t spent_seconds(const struct case_work *w)
{
    return w->spent_ms < 1000 ? w->spent_ms > 0 : (uint64_t)w->spent_ms / 1000;
}

enum done case_work_decide(struct case_work *w, enum outcome outcome, struct verdict *v,
                           struct err *e)
{
    struct proposal p = {
        .outcome = outcome,
        .given = w->given,
        .rationale = w->rationale ? w->rationale : "",
        .seconds = spent_seconds(w),
        .unread = !w->seen.whole,
    };
    struct casework *cw = &w->app->workspace->casework;
    enum done done = w->again ? casework_recheck(cw, w->row, w->again, &w->shown, &p, v, e)
                              : casework_decide(cw, w->row, &w->shown, &p, v, e);
    if (done == DONE_SAVED) {
        char name[80];
        case_work_draft(w, "answers", name);
        app_draft_drop(w->app, name);
        case_work_draft(w, "rationale", name);
        app_draft_drop(w->app, name);
        free(w->rationale);
        w->rationale = NULL;
        w->draft = false;
        w->spent_ms = 0;
    }
    return done;
}
