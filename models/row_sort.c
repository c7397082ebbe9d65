#include "models/row_sort.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/checksum.h"
#include "models/base/closest.h"
#include "models/priority.h"

/* A row and what it is sorted by: a number, or the first bytes of a text. */
struct item {
    uint64_t key, more;
    uint32_t row;
};

#define KEY_UNKNOWN UINT64_MAX

struct row_sort {
    struct sort_key key;
    const uint32_t *row;    /* those to be sorted, borrowed; NULL: the first of the catalog */
    struct item *from, *to; /* runs of `width` items in order, being merged in pairs */
    size_t count, keyed;    /* items; items whose key is made */
    size_t width;
    size_t begin;            /* of the pair in hand */
    size_t left, right, out; /* the next of each of its runs, and of what is merged */
    bool in_order;           /* its second run follows the first as it is */
    size_t passes;           /* done */
    uint32_t *result;
    size_t results;
};

/* --- what rows are sorted by --- */

enum { NAMES = 8 };

const struct sort_name sort_names[NAMES] = {
    {"priority",
     "a pending charge or removal of somebody who may be a child, or of whom means or signs are "
     "reported; then what else is reported present; then the rest",
     SORT_PRIORITY},
    {"operation", "an operation beside its debriefings", SORT_OPERATION},
    {"shuffle:SEED", "by chance, a number as the seed: the same order for the same seed",
     SORT_SHUFFLE},
    {"state", "undecided, decided, stale, now invalid", SORT_STATE},
    {"outcome", "of the decision in force", SORT_OUTCOME},
    {"reviewer", "who made the decision in force", SORT_REVIEWER},
    {"flagged", "flagged, then the rest", SORT_FLAGGED},
    {"saved", "when the decision in force was saved", SORT_SAVED},
};
const size_t sort_names_count = NAMES;

static bool sortable(enum field field)
{
    return field < FIELD_TOTAL && field_defs[field].type != FIELD_REPORTED &&
           field_defs[field].type != FIELD_NARRATIVE;
}

static const char *name_at(const void *ctx, size_t i)
{
    (void)ctx;
    if (i < NAMES)
        return sort_names[i].name;
    i -= NAMES;
    return i < FIELD_TOTAL ? field_defs[i].path : field_defs[i - FIELD_TOTAL].key;
}

/* "shuffle:7"; *shuffles: it is meant to be one. */
static bool parse_shuffle(struct sort_key *key, const char *name, bool *shuffles, struct err *e)
{
    static const char word[] = "shuffle";
    size_t n = sizeof word - 1;
    *shuffles = strncmp(name, word, n) == 0 && (name[n] == ':' || !name[n]);
    if (!*shuffles)
        return true;
    const char *digits = name[n] ? name + n + 1 : "";
    size_t count = strspn(digits, "0123456789");
    unsigned long long seed = strtoull(digits, NULL, 10);
    if (!count || count > 10 || digits[count] || seed > UINT32_MAX)
        return err_set(e, ERR_USAGE, "a shuffle wants a number as its seed: write shuffle:7");
    key->by = SORT_SHUFFLE;
    key->seed = (uint32_t)seed;
    return true;
}

static bool unknown_name(const char *name, struct err *e)
{
    const char *near = closest(name, name_at, NULL, NAMES + 2 * FIELD_TOTAL);
    struct str known = STR_INIT;
    for (size_t i = 0; i < NAMES; i++)
        str_addf(&known, "%s%s", i ? ", " : "", sort_names[i].name);
    err_set(e, ERR_USAGE,
            "nothing is sorted by \"%s\"%s%s%s: write a field such as date or -age, or %s", name,
            near ? ": did you mean " : "", near ? near : "", near ? "?" : "", str_text(&known));
    str_release(&known);
    return false;
}

bool sort_key_parse(struct sort_key *key, const char *text, struct err *e)
{
    bool shuffles;
    *key = (struct sort_key){.by = SORT_ROW, .down = *text == '-'};
    const char *name = text + key->down;
    if (!*text || strcmp(text, "files") == 0)
        return true;
    if (!parse_shuffle(key, name, &shuffles, e))
        return false;
    for (size_t i = 0; i < NAMES; i++)
        if (strcmp(sort_names[i].name, name) == 0)
            key->by = sort_names[i].by;
    key->field = field_find(name, strlen(name));
    if (key->by == SORT_ROW && sortable(key->field))
        key->by = SORT_FIELD;
    return key->by != SORT_ROW || unknown_name(name, e);
}

static bool by_text(const struct sort_key *key)
{
    if (key->by != SORT_FIELD)
        return key->by == SORT_REVIEWER || key->by == SORT_OPERATION;
    enum field_type type = field_defs[key->field].type;
    return type == FIELD_ID || type == FIELD_TEXT;
}

static const char *text_of(const struct row_sort *s, const struct catalog *c,
                           const struct review *r, uint32_t row, size_t *n)
{
    if (s->key.by == SORT_FIELD)
        return catalog_text(c, row, s->key.field, n);
    if (s->key.by == SORT_OPERATION)
        return catalog_text(c, row, catalog_kind(c, row) == KIND_OPERATION ? F_ID : F_OPERATION, n);
    const char *name = review_row(r, row).reviewer;
    *n = strlen(name);
    return name;
}

/* Eight bytes of a text, those beyond its end 0, as a number that orders it. */
static uint64_t eight_bytes(const char *text, size_t n, size_t from)
{
    uint64_t key = 0;
    for (size_t i = from; i < from + 8; i++)
        key = key << 8 | (i < n ? (unsigned char)text[i] : 0);
    return key;
}

/* Goes by the id, so that a record has its place whatever else is there. */
static uint64_t shuffled(const struct catalog *c, uint32_t row, uint32_t seed)
{
    char bytes[sizeof seed + ID_MAX];
    size_t n;
    const char *id = catalog_text(c, row, F_ID, &n);
    n = n < ID_MAX ? n : ID_MAX;
    for (size_t i = 0; i < sizeof seed; i++)
        bytes[i] = (char)(seed >> 8 * i & 255);
    memcpy(bytes + sizeof seed, id, n);
    return checksum_of(bytes, sizeof seed + n) | 1;
}

/* 0: not known. */
static uint64_t number_of(const struct row_sort *s, const struct catalog *c, const struct review *r,
                          uint32_t row)
{
    uint8_t mark = review_marks(r)[row];
    switch (s->key.by) {
    case SORT_ROW:
        return (uint64_t)row + 1;
    case SORT_STATE:
        return (mark & MARK_STATE) + 1u;
    case SORT_OUTCOME:
        return (unsigned)(mark & MARK_OUTCOME) >> MARK_OUTCOME_SHIFT;
    case SORT_FLAGGED:
        return mark & MARK_FLAGGED;
    case SORT_SAVED:
        return mark & MARK_OUTCOME ? review_row(r, row).seq : 0;
    case SORT_PRIORITY:
        return (uint64_t)priority_of(c, review_criteria(r), row);
    case SORT_SHUFFLE:
        return shuffled(c, row, s->key.seed);
    case SORT_REVIEWER:
    case SORT_OPERATION:
    case SORT_FIELD:
        break;
    }
    return catalog_cell(c, row, s->key.field);
}

static void make_key(const struct row_sort *s, const struct catalog *c, const struct review *r,
                     struct item *item)
{
    size_t n = 0;
    if (by_text(&s->key)) {
        const char *text = text_of(s, c, r, item->row, &n);
        item->key = eight_bytes(text, n, 0);
        item->more = eight_bytes(text, n, 8);
    } else {
        item->key = number_of(s, c, r, item->row);
    }
    if (!item->key) {
        item->key = KEY_UNKNOWN;
    } else if (s->key.down) {
        item->key = ~item->key;
        item->more = ~item->more;
    }
}

static int compare_texts(const struct row_sort *s, const struct catalog *c, const struct review *r,
                         uint32_t a, uint32_t b)
{
    size_t a_n, b_n;
    const char *a_text = text_of(s, c, r, a, &a_n), *b_text = text_of(s, c, r, b, &b_n);
    int order = memcmp(a_text, b_text, a_n < b_n ? a_n : b_n);
    if (!order)
        order = (a_n > b_n) - (a_n < b_n);
    return s->key.down ? -order : order;
}

/* Whether the text goes on after the bytes of the key. */
static bool goes_on(const struct row_sort *s, const struct item *a)
{
    return by_text(&s->key) && a->key != KEY_UNKNOWN && (s->key.down ? ~a->more : a->more) & 255;
}

/* Whether b must come before a, which stands before it now. */
static bool out_of_order(const struct row_sort *s, const struct catalog *c, const struct review *r,
                         const struct item *a, const struct item *b)
{
    if (a->key != b->key)
        return b->key < a->key;
    if (a->more != b->more)
        return b->more < a->more;
    int order = goes_on(s, a) ? compare_texts(s, c, r, a->row, b->row) : 0;
    return order ? order > 0 : a->row > b->row;
}

/* --- the sort --- */

struct row_sort *row_sort_new(const struct sort_key *key, const uint32_t *row, size_t count)
{
    struct row_sort *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    *s = (struct row_sort){.key = *key, .row = row, .count = count, .width = 1};
    s->from = calloc(count + 1, sizeof *s->from);
    s->to = calloc(count + 1, sizeof *s->to);
    s->result = calloc(count + 1, sizeof *s->result);
    if (!s->from || !s->to || !s->result) {
        row_sort_free(s);
        return NULL;
    }
    return s;
}

void row_sort_free(struct row_sort *s)
{
    if (!s)
        return;
    free(s->from);
    free(s->to);
    free(s->result);
    free(s);
}

static void make_keys(struct row_sort *s, const struct catalog *c, const struct review *r,
                      size_t steps)
{
    for (; steps && s->keyed < s->count; steps--, s->keyed++) {
        s->from[s->keyed].row = s->row ? s->row[s->keyed] : (uint32_t)s->keyed;
        make_key(s, c, r, &s->from[s->keyed]);
    }
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Begins to merge the pair of runs at `begin`. */
static void begin_pair(struct row_sort *s, size_t begin)
{
    s->begin = s->left = s->out = begin;
    s->right = least(begin + s->width, s->count);
}

static void next_pass(struct row_sort *s)
{
    struct item *merged = s->to;
    s->to = s->from;
    s->from = merged;
    s->width *= 2;
    s->passes++;
    begin_pair(s, 0);
}

/* Merges some of the pair in hand; the steps that are left over. */
static size_t merge(struct row_sort *s, const struct catalog *c, const struct review *r,
                    size_t steps)
{
    enum { COPIED = 8 }; /* items in the time of a step */
    size_t middle = least(s->begin + s->width, s->count);
    size_t end = least(middle + s->width, s->count);
    const struct item *from = s->from;
    if (s->out == s->begin)
        s->in_order = middle == end || !out_of_order(s, c, r, &from[middle - 1], &from[middle]);
    if (s->in_order) {
        size_t n = least(end - s->out, steps * COPIED);
        memcpy(s->to + s->out, from + s->out, n * sizeof *from);
        s->out += n;
        steps -= least(steps, n / COPIED + 1);
    }
    for (; steps && s->out < end; steps--) {
        bool take_right =
            s->left == middle ||
            (s->right < end && out_of_order(s, c, r, &from[s->left], &from[s->right]));
        s->to[s->out++] = from[take_right ? s->right++ : s->left++];
    }
    if (s->out == end)
        begin_pair(s, end);
    return steps;
}

static void write_result(struct row_sort *s, size_t steps)
{
    for (; steps && s->results < s->count; steps--, s->results++)
        s->result[s->results] = s->from[s->results].row;
}

bool row_sort_work(struct row_sort *s, const struct catalog *c, const struct review *r,
                   size_t steps)
{
    if (s->keyed < s->count) {
        make_keys(s, c, r, steps);
        begin_pair(s, 0);
        return true;
    }
    while (s->width < s->count && steps) {
        if (s->begin == s->count)
            next_pass(s);
        else
            steps = merge(s, c, r, steps);
    }
    if (s->width >= s->count)
        write_result(s, steps);
    return s->results < s->count;
}

void row_sort_progress(const struct row_sort *s, uint64_t *done, uint64_t *all)
{
    size_t passes = 2;
    for (size_t width = 1; width < s->count; width *= 2)
        passes++;
    *all = (uint64_t)passes * s->count;
    *done = s->keyed + (uint64_t)s->passes * s->count + s->out + s->results;
}

uint32_t *row_sort_take(struct row_sort *s)
{
    uint32_t *row = s->result;
    s->result = NULL;
    return row;
}
