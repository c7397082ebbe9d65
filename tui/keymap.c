#include "tui/keymap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/closest.h"
#include "tui/input.h"
#include "tui/key_name.h"

const struct action_def action_defs[ACTION_TOTAL] = {
#define GROUP(heading)
#define ACTION(name, word, scopes, help) [A_##name] = {#name, word, ":" word, scopes, help},
#include "tui/actions.def"
#undef ACTION
#undef GROUP
};

const struct action_row action_rows[] = {
#define GROUP(heading)                   {heading, ACTION_NONE},
#define ACTION(name, word, scopes, help) {NULL, A_##name},
#include "tui/actions.def"
#undef ACTION
#undef GROUP
};
const size_t action_rows_count = sizeof action_rows / sizeof *action_rows;

/* --- views: a bit for each kind, and what scopes say of them --- */

/* Every view that the scopes reach. All views but the case are lists, or reached by no scope of their own. */
static unsigned reached(unsigned scopes)
{
    if (scopes & ANYWHERE)
        return ~0U;
    return scopes & LISTS ? ~(unsigned)(ANYWHERE | CASE) | scopes : scopes;
}

/* The bit of the view with these scopes: that of the narrowest. */
static unsigned view_bit(unsigned scopes)
{
    unsigned bit = ANYWHERE;
    for (; scopes > 1; scopes >>= 1)
        bit <<= 1;
    return bit;
}

static const struct {
    const char *name;
    unsigned scope;
} view_names[] = {{"lists", LISTS}, {"queue", QUEUE}, {"case", CASE}};
enum { VIEW_NAMES = sizeof view_names / sizeof *view_names };

/* --- building --- */

struct building {
    struct keymap *map;
    const char *preset; /* whose rows are taken */
    bool of_views;      /* those that hold in one view */
    unsigned file;
    struct err *err;
};

static const char *word_at(const void *ctx, size_t i)
{
    (void)ctx;
    return action_defs[i + 1].word;
}

static enum action row_action(const struct building *b, const struct key_row *row)
{
    for (unsigned a = ACTION_NONE + 1; a < ACTION_TOTAL; a++) {
        if (strcmp(action_defs[a].word, row->action.text) == 0)
            return (enum action)a;
    }
    const char *near = closest(row->action.text, word_at, NULL, ACTION_TOTAL - 1);
    keys_fail(&b->map->keys, &row->action, b->err, "%s is no action: %s%s%s", row->action.text,
              near ? "did you mean " : "take the line out", near ? near : "", near ? "?" : "");
    return ACTION_NONE;
}

/* The views of a row; 0 and the error where there are none. */
static unsigned row_views(const struct building *b, const struct key_row *row, enum action action)
{
    unsigned views = reached(action_defs[action].scopes);
    if (!row->view.text)
        return views;
    for (size_t i = 0; i < VIEW_NAMES; i++) {
        if (strcmp(view_names[i].name, row->view.text) != 0)
            continue;
        views &= reached(view_names[i].scope);
        if (!views)
            keys_fail(&b->map->keys, &row->action, b->err,
                      "%s does nothing in \"%s\": take the line out", row->action.text,
                      row->view.text);
        return views;
    }
    keys_fail(&b->map->keys, &row->view, b->err,
              "%s is no view: the views are lists, queue and case", row->view.text);
    return 0;
}

static bool reserved(uint32_t key)
{
    return key == key_control('c') || key == key_control('z');
}

/* "g g" into keys. */
static bool parse_keys(const struct building *b, const struct key_text *at, struct binding *to)
{
    const struct keys *k = &b->map->keys;
    const char *s = at->text;
    while (*s) {
        const char *from = s;
        uint32_t key = key_parse(&s);
        if (!key || (*s && *s != ' ')) {
            const char *near = key_closest(from);
            return keys_fail(k, at, b->err, "%s is no key: %s%s%s", at->text,
                             near ? "did you mean " : "write j, <Down>, <C-r>, or g g",
                             near ? near : "", near ? "?" : "");
        }
        if (reserved(key))
            return keys_fail(k, at, b->err,
                             "Ctrl-C always quits and Ctrl-Z always suspends: use another key");
        if (to->length == SEQUENCE_MAX)
            return keys_fail(k, at, b->err, "%s is too long: write at most %d keys", at->text,
                             SEQUENCE_MAX);
        if (key == K_ESC && (to->length || *s))
            return keys_fail(k, at, b->err, "<Esc> takes begun keys back: let it stand alone");
        to->key[to->length++] = key;
        s += strspn(s, " ");
    }
    return to->length > 0 || keys_fail(k, at, b->err, "a key is missing: write j, <Down>, or g g");
}

static void add_label(struct binding *b)
{
    struct str text = STR_INIT;
    for (unsigned i = 0; i < b->length; i++) {
        size_t start = text.len;
        key_format(b->key[i], &text);
        if (text.len > start + 1 && text.p[start] == '<') {
            memmove(text.p + start, text.p + start + 1, text.len - start);
            str_cut(&text, text.len - 2);
        }
    }
    snprintf(b->label, sizeof b->label, "%s", str_text(&text));
    str_release(&text);
}

/* Whether both cannot be in force: one is the other, or begins it. */
static bool collide(const struct binding *a, const struct binding *b)
{
    unsigned n = a->length < b->length ? a->length : b->length;
    return memcmp(a->key, b->key, n * sizeof a->key[0]) == 0;
}

static bool clash(const struct building *b, const struct binding *old, const struct binding *new)
{
    const struct keys *k = &b->map->keys;
    const char *word = action_defs[old->action].word;
    if (old->length != new->length)
        return keys_fail(k, &new->at, b->err,
                         "%s and %s (%s, line %u) cannot both be typed, for one begins the other: "
                         "change one",
                         new->at.text, old->at.text, word, old->at.line);
    return keys_fail(k, &new->at, b->err,
                     "%s means %s already (line %u): give one of them another key", new->at.text,
                     word, old->at.line);
}

/* Takes the binding in; older steps give way where it collides. */
static bool bind(const struct building *b, const struct binding *new)
{
    struct keymap *m = b->map;
    for (size_t i = 0; i < m->count; i++) {
        struct binding *old = &m->binding[i];
        if (!(old->views & new->views) || !collide(old, new))
            continue;
        if (old->step == new->step)
            return clash(b, old, new);
        old->views &= ~new->views;
        if (!old->views && new->at.file)
            old->taken = new->at;
    }
    struct binding *more = grow(m->binding, &m->cap, m->count + 1, sizeof *more);
    if (!more)
        return err_memory(b->err);
    m->binding = more;
    m->binding[m->count++] = *new;
    return true;
}

static bool take_row(const struct building *b, const struct key_row *row)
{
    struct keymap *m = b->map;
    enum action action = row_action(b, row);
    unsigned views = action ? row_views(b, row, action) : 0;
    for (size_t i = 0; i < m->count; i++) {
        struct binding *old = &m->binding[i];
        if (old->action != action || old->step == m->step)
            continue;
        old->views &= ~views;
        old->taken = (struct key_text){0}; /* it is meant so */
    }
    for (unsigned i = 0; views && i < row->count; i++) {
        const struct key_text *at = &m->keys.text[row->first + i];
        struct binding new = {
            .views = views, .step = m->step, .action = action, .index = i, .at = *at};
        if (!parse_keys(b, at, &new))
            return false;
        add_label(&new);
        if (!bind(b, &new))
            return false;
    }
    return views != 0;
}

/* One step: the rows of a preset in a file, those of views or the others. */
static bool take_rows(const struct building *b)
{
    const struct keys *k = &b->map->keys;
    b->map->step++;
    for (size_t i = 0; i < k->rows; i++) {
        const struct key_row *row = &k->row[i];
        if (row->action.file == b->file && !row->view.text == !b->of_views &&
            strcmp(row->preset.text, b->preset) == 0 && !take_row(b, row))
            return false;
    }
    return true;
}

/* What the nearest file says; NULL where none does. */
static const struct key_from *from_of(const struct keys *k, const char *preset)
{
    for (size_t i = k->froms; i-- > 0;) {
        if (strcmp(k->from[i].preset.text, preset) == 0)
            return &k->from[i];
    }
    return NULL;
}

/* Whether a preset is one: it ships, or says what it begins with. */
static bool known_preset(const struct keys *k, const char *preset)
{
    for (size_t i = 0; i < k->rows; i++) {
        if (k->row[i].preset.file == 0 && strcmp(k->row[i].preset.text, preset) == 0)
            return true;
    }
    return from_of(k, preset) != NULL;
}

static bool first_of_preset(const struct keys *k, size_t row)
{
    size_t i = 0;
    while (strcmp(k->row[i].preset.text, k->row[row].preset.text) != 0)
        i++;
    return i == row;
}

/* "vi is no preset: the presets are default, vim". */
static void unknown_preset(const struct keys *k, const char *preset, struct str *out)
{
    const char *before = "";
    str_addf(out, "%s is no preset: the presets are ", preset);
    for (size_t i = 0; i < k->rows; i++) {
        if (!known_preset(k, k->row[i].preset.text) || !first_of_preset(k, i))
            continue;
        str_addf(out, "%s%s", before, k->row[i].preset.text);
        before = ", ";
    }
}

static bool check_preset(const struct keys *k, const struct key_text *preset, const char *advice,
                         struct err *e)
{
    struct str text = STR_INIT;
    if (known_preset(k, preset->text))
        return true;
    unknown_preset(k, preset->text, &text);
    keys_fail(k, preset, e, "%s%s", str_text(&text), advice);
    str_release(&text);
    return false;
}

static bool check_presets(const struct keys *k, struct err *e)
{
    for (size_t i = 0; i < k->rows; i++) {
        if (!check_preset(k, &k->row[i].preset, "; one of your own begins with `from: default`", e))
            return false;
    }
    for (size_t i = 0; i < k->froms; i++) {
        if (!check_preset(k, &k->from[i].from, "", e))
            return false;
    }
    return true;
}

enum { FROM_MAX = 8 };

static bool take_preset(struct keymap *m, const char *preset, unsigned depth, struct err *e)
{
    const struct key_from *from = from_of(&m->keys, preset);
    if (from && depth == FROM_MAX)
        return keys_fail(&m->keys, &from->from, e,
                         "the presets begin with one another in a circle: begin with `default`");
    if (from && !take_preset(m, from->from.text, depth + 1, e))
        return false;
    for (unsigned file = 0; file < m->keys.files; file++) {
        struct building b = {.map = m, .preset = preset, .file = file, .err = e};
        if (!take_rows(&b))
            return false;
        b.of_views = true;
        if (!take_rows(&b))
            return false;
    }
    return true;
}

static bool check_setting(const struct keys *k, const char *preset, struct err *e)
{
    struct str text = STR_INIT;
    if (known_preset(k, preset))
        return true;
    unknown_preset(k, preset, &text);
    err_set(e, ERR_USAGE, "the setting keys: %s", str_text(&text));
    str_release(&text);
    return false;
}

bool keymap_load(struct keymap *m, const char *preset, bool own, const char *workspace,
                 struct err *e)
{
    *m = (struct keymap){.preset = preset};
    return (own ? keys_load(workspace, &m->keys, e) : keys_shipped(&m->keys, e)) &&
           check_presets(&m->keys, e) && check_setting(&m->keys, preset, e) &&
           take_preset(m, preset, 0, e);
}

void keymap_release(struct keymap *m)
{
    free(m->binding);
    keys_release(&m->keys);
    *m = (struct keymap){0};
}

/* --- asking --- */

enum match keymap_match(const struct keymap *m, const uint32_t *key, size_t n, unsigned scopes,
                        struct act *act)
{
    unsigned view = view_bit(scopes);
    for (size_t i = 0; i < m->count; i++) {
        const struct binding *b = &m->binding[i];
        if (!(b->views & view) || b->length < n || memcmp(b->key, key, n * sizeof *key) != 0)
            continue;
        if (b->length > n)
            return MATCH_BEGINS;
        act->action = b->action;
        act->key = b->index;
        act->typed = key[n - 1];
        return MATCH_WHOLE;
    }
    return MATCH_NONE;
}

bool keymap_counts(const struct keymap *m, unsigned scopes)
{
    unsigned view = view_bit(scopes);
    for (size_t i = 0; i < m->count; i++) {
        const struct binding *b = &m->binding[i];
        if (b->views & view && b->key[0] >= '0' && b->key[0] <= '9')
            return false;
    }
    return true;
}
