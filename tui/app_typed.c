/* What is entered behind `:`. */
#include <stdlib.h>
#include <string.h>

#include "models/base/closest.h"
#include "tui/app_private.h"
#include "tui/typed.h"

static void run_limit(struct app *app, const struct typed_line *line)
{
    app_enter_limit(app, line->argument);
}

static void run_order(struct app *app, const struct typed_line *line)
{
    app_enter_order(app, line->argument);
}

static void run_search(struct app *app, const struct typed_line *line)
{
    app_enter_search(app, line->argument);
}

static void name_limit(struct app *app, const char *name, const char *expression)
{
    struct settings *s = &app->workspace->settings;
    struct err e;
    if (!limits_save(&s->limits, &s->arena, name, expression, &e))
        app_say_err(app, &e);
    else
        app_say(app, STYLE_NORMAL, "@%s is %s", name,
                expression ? expression : "no limit any more");
}

static void run_save_limit(struct app *app, const struct typed_line *line)
{
    if (*app->queue.limit)
        name_limit(app, line->argument, app->queue.limit);
    else
        app_say(app, STYLE_WARNING, "no limit is in force that could be saved: %s sets one",
                app_key_label(app, A_LIMIT));
}

static void run_drop_limit(struct app *app, const struct typed_line *line)
{
    name_limit(app, line->argument, NULL);
}

static void run_tag(struct app *app, const struct typed_line *line)
{
    app_enter_tag(app, line->argument, true);
}

static void run_untag(struct app *app, const struct typed_line *line)
{
    app_enter_tag(app, line->argument, false);
}

static void run_bulk(struct app *app, const struct typed_line *line)
{
    app_enter_bulk(app, line->argument);
}

/* Which of the criteria is answered is the number that its key would be. */
static void run_answer(struct app *app, const struct typed_line *line)
{
    const char *digits = line->argument;
    struct act act = {.action = line->action};
    if (digits[0] < '1' || digits[0] > '9' || digits[1]) {
        app_say(app, STYLE_WARNING, "%s wants the number of the criterion: write %s 1",
                action_defs[act.action].word, action_defs[act.action].typed);
        return;
    }
    act.key = (unsigned)(digits[0] - '1');
    app_act(app, &act);
}

const struct typed typed_words[] = {
    {"limit", "[EXPRESSION]", COMPLETES_LIMIT, true, run_limit,
     "shows only the records that it lets through"},
    {"sort", "[KEY]", COMPLETES_ORDER, true, run_order,
     "sorts the queue: date, -age, priority, shuffle:7"},
    {"search", "[WORDS]", COMPLETES_NOTHING, false, run_search, "looks for words in the texts"},
    {"save-limit", "NAME", COMPLETES_LIMIT_NAME, true, run_save_limit,
     "gives the limit in force a name, by which @NAME and the list of limits have it"},
    {"drop-limit", "NAME", COMPLETES_LIMIT_NAME, true, run_drop_limit, "takes the name away"},
    {"tag", "[EXPRESSION]", COMPLETES_LIMIT, true, run_tag,
     "tags all records that are shown, or of these those that it lets through"},
    {"untag", "[EXPRESSION]", COMPLETES_LIMIT, true, run_untag, "takes tags away in the same way"},
    {"bulk", "[flag|unflag|note|retract]", COMPLETES_BULK, true, run_bulk,
     "does it to all tagged records, once you have confirmed how many"},
    {"answer-means", "NUMBER", COMPLETES_NOTHING, true, run_answer, "answers a means"},
    {"answer-act", "NUMBER", COMPLETES_NOTHING, true, run_answer, "answers an act"},
    {"answer-purpose", "NUMBER", COMPLETES_NOTHING, true, run_answer, "answers a purpose"},
    {"set", "[NAME [VALUE]]", COMPLETES_SETTING, true, app_typed_set,
     "shows a setting, or changes it until you leave"},
    {"write", "FILE", COMPLETES_NOTHING, true, app_typed_write,
     "the table in front as a file: .csv, .json, .md, .txt, and of the summary .html; write! takes "
     "the place of one"},
};
const size_t typed_count = sizeof typed_words / sizeof *typed_words;

bool app_reaches(const struct app *app, enum action action)
{
    return action && action_defs[action].scopes & (app->top->ops->scopes | ANYWHERE);
}

/* A number is a record of the queue. */
static bool go_to_number(struct app *app, const char *text)
{
    char *end;
    if (*text < '0' || *text > '9')
        return false;
    unsigned long long n = strtoull(text, &end, 10);
    if (*end)
        return false;
    if (n < 1 || n > app->queue.count)
        app_say(app, STYLE_WARNING, "there is no record %s: the queue has %zu", text,
                app->queue.count);
    else
        app_go(app, (size_t)n - 1);
    return true;
}

/* --- words that are not known, or not clear --- */

enum { NAMED = 8 }; /* of several, so many are named */

static void say_words(struct app *app, const char *word, bool argued)
{
    struct str text = STR_INIT;
    for (size_t i = 0; i < words_count(); i++) {
        if (words_begin(i, word, argued))
            str_addf(&text, "%s%s", text.len ? ", " : "", words_at(NULL, i));
    }
    app_say(app, STYLE_WARNING, "%s may be %s: type more of it", word, str_text(&text));
    str_release(&text);
}

static void say_ids(struct app *app, const char *word, const struct complete *ids)
{
    struct str text = STR_INIT;
    for (size_t i = 0; i < ids->count && i < NAMED; i++)
        str_addf(&text, "%s%s", i ? ", " : "", complete_candidate(ids, i));
    app_say(app, STYLE_WARNING, "%zu ids begin with %s: %s%s", ids->count + ids->more, word,
            str_text(&text), ids->count > NAMED ? " and others" : "");
    str_release(&text);
}

static void say_unknown(struct app *app, const char *word)
{
    const char *near = closest(word, words_at, NULL, words_count());
    app_say(app, STYLE_WARNING, "%s is no action, record number or id: %s%s%s", word,
            near ? "did you mean " : app_key_label(app, A_HELP), near ? near : " lists the actions",
            near ? "?" : "");
}

void app_typed_found(struct app *app, const struct complete *ids)
{
    const char *word = str_text(&ids->word);
    if (ids->count == 1)
        app_go_row(app, catalog_find(app->workspace->catalog, complete_candidate(ids, 0)));
    else if (ids->count)
        say_ids(app, word, ids);
    else
        say_unknown(app, word);
    if (ids->count)
        personal_history_add(&app->personal, word);
}

/* --- running --- */

/* What decides is typed in full: a slip in a short word must not. */
static bool decides(enum action action)
{
    return action == A_VOLUNTARY || action == A_TRAFFICKING || action == A_NOT_TRAFFICKING ||
           action == A_INSUFFICIENT || action == A_OUT_OF_SCOPE;
}

/* True where it is worth keeping in the history, which a search for ids says itself. */
static bool run_word(struct app *app, size_t i, const char *word, struct typed_line *line)
{
    const struct typed *typed = words_typed(i);
    const char *full = words_at(NULL, i);
    struct act act = {.action = words_action(i)};
    line->action = act.action;
    bool optional = typed && typed->argument[0] == '[';
    if (act.action && !app_reaches(app, act.action))
        app_say(app, STYLE_WARNING, "%s does not work here", full);
    else if (decides(act.action) && strcmp(word, full) != 0)
        app_say(app, STYLE_WARNING, "nothing was decided: type %s in full", full);
    else if (!typed && *line->argument)
        app_say(app, STYLE_WARNING, "nothing was done: %s takes nothing behind it", full);
    else if (typed && (*line->argument || !optional || !act.action))
        typed->run(app, line);
    else
        app_act(app, &act);
    return !typed || typed->kept || !*line->argument;
}

static bool run_line(struct app *app, const char *word, struct typed_line *line)
{
    bool alone = !*line->argument;
    size_t i = words_find(word, !alone);
    uint32_t row = alone ? catalog_find(app->workspace->catalog, word) : CATALOG_NONE;
    if (row != CATALOG_NONE)
        return app_go_row(app, row);
    if (i == WORDS_MANY) {
        say_words(app, word, !alone);
        return false;
    }
    if (i != WORDS_NONE)
        return run_word(app, i, word, line);
    if (alone)
        app_line_seek(app, word);
    else
        say_unknown(app, word);
    return false;
}

void typed_enter(struct app *app, const char *text)
{
    text += strspn(text, " ");
    if (!*text)
        return;
    if (go_to_number(app, text)) {
        personal_history_add(&app->personal, text);
        return;
    }
    size_t n = strcspn(text, " ");
    struct typed_line line = {.argument = text + n + strspn(text + n, " ")};
    line.forced = n > 1 && text[n - 1] == '!';
    char *word = strndup(text, n - line.forced);
    if (!word)
        app_say(app, STYLE_ERROR, "out of memory");
    else if (run_line(app, word, &line))
        personal_history_add(&app->personal, text);
    free(word);
}
