/* Tags: records picked out until the console is left, and what is done to all of them at once. Never a decision. */
#include <stdlib.h>
#include <string.h>

#include "tui/app_private.h"
#include "tui/wait.h"

enum { TAG_SLICE = 8192 }; /* rows; a multiple of 64 */

static void say_tagged(struct app *app)
{
    struct str n = STR_INIT;
    str_number(&n, (int64_t)app->tagged.count);
    app_say(app, STYLE_NORMAL, "%s tagged", str_text(&n));
    str_release(&n);
}

static void no_memory(struct app *app)
{
    app_say(app, STYLE_ERROR, "out of memory: not all is tagged as you asked");
}

void app_tag_current(struct app *app)
{
    uint32_t row = app_row(app);
    if (row == CATALOG_NONE)
        return;
    if (!row_set_put(&app->tagged, row, !row_set_has(&app->tagged, row)))
        no_memory(app);
    if (app->current + 1 < app->queue.count)
        app_go(app, app->current + 1);
}

/* --- all that are shown, between keys --- */

void app_tag_end(struct app *app)
{
    struct tagging *t = &app->private->tagging;
    filter_free(t->filter);
    free(t->shown);
    *t = (struct tagging){0};
}

/* What is shown now is what is meant, whatever the limit is by the time that the last row is looked at. */
static bool begin_tagging(struct app *app, struct filter *filter, bool on)
{
    struct tagging *t = &app->private->tagging;
    uint32_t rows = review_rows(app->workspace->review);
    uint64_t *shown = calloc((size_t)rows / 64 + 1, sizeof *shown);
    for (size_t i = 0; shown && i < app->queue.count; i++) {
        uint32_t row = queue_row(&app->queue, i);
        shown[row / 64] |= UINT64_C(1) << row % 64;
    }
    if (shown)
        *t = (struct tagging){.filter = filter, .shown = shown, .rows = rows, .on = on};
    return shown;
}

static bool tag_slice(struct app *app, uint32_t n)
{
    struct tagging *t = &app->private->tagging;
    const struct workspace *w = app->workspace;
    uint64_t bits[TAG_SLICE / 64];
    bool kept = true;
    filter_rows(t->filter, w->catalog, w->review, t->next, n, bits);
    for (uint32_t i = 0; kept && i < n; i++) {
        uint32_t row = t->next + i;
        if (bits[i / 64] & t->shown[row / 64] & UINT64_C(1) << i % 64)
            kept = row_set_put(&app->tagged, row, t->on);
    }
    t->next += n;
    return kept;
}

bool app_tag_work(struct app *app, int ms)
{
    struct tagging *t = &app->private->tagging;
    int64_t until = wait_clock_ms() + ms;
    while (t->filter && t->next < t->rows && wait_clock_ms() < until) {
        uint32_t left = t->rows - t->next;
        if (!tag_slice(app, left < TAG_SLICE ? left : TAG_SLICE)) {
            no_memory(app);
            app_tag_end(app);
            return false;
        }
    }
    if (t->filter && t->next == t->rows) {
        say_tagged(app);
        app_tag_end(app);
    }
    return t->filter;
}

bool app_tag(struct app *app, const char *expression, bool on, struct err *e)
{
    struct filter *filter = filter_parse(expression, app->workspace->criteria, e);
    if (!filter)
        return false;
    if (app_progress(app).task == QUEUE_LIMITING || workspace_reading(app->workspace) ||
        app->private->tagging.filter) {
        app_say(app, STYLE_WARNING,
                "not all records are read and looked at yet: ask again in a moment");
        filter_free(filter);
    } else if (!begin_tagging(app, filter, on)) {
        no_memory(app);
        filter_free(filter);
    } else if (app_tag_work(app, WORK_MS)) {
        app_say(app, STYLE_NORMAL, "looking through the records: tags come as they are found");
    }
    return true;
}

/* --- over another catalog --- */

char *app_tags_ids(const struct app *app)
{
    struct str ids = STR_INIT;
    for (uint32_t row = 0; row_set_next(&app->tagged, &row); row++)
        str_addf(&ids, "%s\n", app_row_id(app, row));
    return str_detach(&ids);
}

size_t app_tags_take(struct app *app, char *ids)
{
    size_t gone = 0, before = app->tagged.count;
    row_set_clear(&app->tagged);
    if (!ids)
        return before;
    for (char *id = ids, *end; (end = strchr(id, '\n')); id = end + 1) {
        *end = '\0';
        uint32_t row = catalog_find(app->workspace->catalog, id);
        gone += row == CATALOG_NONE || !row_set_put(&app->tagged, row, true);
    }
    free(ids);
    return gone;
}

/* --- all tagged at once --- */

static const struct bulk {
    const char *word, *done, *left; /* of those to which it does not apply */
    enum event_type type;
} bulks[] = {
    {"flag", "flagged", "are flagged already", EVENT_FLAG},
    {"unflag", "unflagged", "have no flag", EVENT_UNFLAG},
    {"note", "noted on", "", EVENT_NOTE},
    {"retract", "taken back on", "have no decision of yours in force", EVENT_RETRACT},
};

enum { BULKS = sizeof bulks / sizeof *bulks };

/* The tagged rows to which it applies, malloc'd. */
static uint32_t *bulk_rows(const struct app *app, const struct bulk *b, size_t *count)
{
    uint32_t *rows = calloc(app->tagged.count + 1, sizeof *rows);
    *count = 0;
    for (uint32_t row = 0; rows && row_set_next(&app->tagged, &row); row++)
        if (casework_applies(&app->workspace->casework, b->type, row))
            rows[(*count)++] = row;
    return rows;
}

static void ask_yes(struct app *app);

static void run_bulk(struct app *app, const struct bulk *b, const uint32_t *rows, size_t count)
{
    struct err e = {0};
    const char *text = app->private->bulk_text ? app->private->bulk_text : "";
    enum done done = casework_bulk(&app->workspace->casework, b->type, rows, count, text, &e);
    if (done != DONE_SAVED) {
        app_say_err(app, &e);
        return;
    }
    if (b->type == EVENT_NOTE)
        app_draft_drop(app, "tagged.note");
    app_changed(app);
    app_say(app, STYLE_STRONG, "saved: %s %zu record%s; %s takes all of it back", b->done, count,
            count == 1 ? "" : "s", app_key_label(app, A_UNDO));
}

/* What is done is what was asked about: where the number has changed meanwhile, it is asked again. */
static void yes_done(void *ctx, const char *text)
{
    struct app *app = ctx;
    struct app_private *p = app->private;
    const struct bulk *b = &bulks[p->bulk];
    size_t count;
    if (!text || (strcmp(text, "y") != 0 && strcmp(text, "yes") != 0)) {
        app_say(app, STYLE_NORMAL, "nothing was done");
        return;
    }
    uint32_t *rows = bulk_rows(app, b, &count);
    if (!rows)
        app_say(app, STYLE_ERROR, "out of memory: nothing was done");
    else if (count != p->bulk_count)
        ask_yes(app);
    else
        run_bulk(app, b, rows, count);
    free(rows);
}

static void ask_yes(struct app *app)
{
    struct app_private *p = app->private;
    const struct bulk *b = &bulks[p->bulk];
    struct str label = STR_INIT;
    size_t tagged = app->tagged.count;
    uint32_t *rows = bulk_rows(app, b, &p->bulk_count);
    free(rows);
    if (!rows) {
        app_say(app, STYLE_ERROR, "out of memory: nothing was done");
    } else if (!p->bulk_count) {
        app_say(app, STYLE_WARNING, "none of the %zu tagged: they %s", tagged, b->left);
    } else if (p->bulk_count > BULK_MAX) {
        app_say(app, STYLE_WARNING, "%zu records at once are too many: %d is the most",
                p->bulk_count, BULK_MAX);
    } else {
        if (p->bulk_count < tagged)
            app_say(app, STYLE_NORMAL, "%zu of the %zu tagged %s", tagged - p->bulk_count, tagged,
                    b->left);
        str_addf(&label, "%s %zu record%s? y or n: ", b->word, p->bulk_count,
                 p->bulk_count == 1 ? "" : "s");
        app_prompt(app, str_text(&label), "", yes_done, app);
    }
    str_release(&label);
}

static void note_done(void *ctx, const char *text)
{
    struct app *app = ctx;
    free(app->private->bulk_text);
    app->private->bulk_text = text ? strdup(text) : NULL;
    if (!app->private->bulk_text)
        return;
    if (!text[strspn(text, " \t\r\n")])
        app_say(app, STYLE_NORMAL, "an empty note is not kept");
    else
        ask_yes(app);
}

bool app_bulk(struct app *app, const char *word, struct err *e)
{
    size_t i = 0, n = strlen(word);
    if (!n)
        return true;
    while (i < BULKS && strncmp(bulks[i].word, word, n) != 0)
        i++;
    if (i == BULKS)
        return err_set(e, ERR_USAGE,
                       "\"%s\" is nothing that is done to all tagged: write flag, "
                       "unflag, note or retract",
                       word);
    app->private->bulk = i;
    if (bulks[i].type == EVENT_NOTE)
        app_edit(app, "note on all tagged", "tagged.note", "", note_done, app);
    else
        ask_yes(app);
    return true;
}

bool app_has_tags(struct app *app)
{
    if (app->private->tagging.filter) {
        app_say(app, STYLE_WARNING, "records are still being tagged: ask again in a moment");
        return false;
    }
    if (!app->tagged.count)
        app_say(app, STYLE_NORMAL, "nothing is tagged: %s tags a record, :tag all that are shown",
                app_key_label(app, A_TOGGLE_TAG));
    return app->tagged.count;
}
