#include "models/catalog_take.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/pages.h"
#include "models/catalog_kept.h"

struct catalog_take {
    const struct catalog *from;
    struct catalog_file
        *status; /* of its files, as they were found; FILE_SAME: can be taken over */
    size_t root_len;
    uint32_t *word;     /* number of a word there -> here; 0: not yet */
    uint32_t *reported; /* the same of a set, + 1 */
    uint32_t from_file, file;
    uint32_t row, left; /* to be taken */
};

static bool damaged(struct err *e)
{
    return err_set(e, ERR_DATA, "the kept catalog contradicts itself: remove .tipreview/catalog");
}

static void touch_columns(struct column *column, size_t n)
{
    for (size_t i = 0; i < n; i++)
        pages_touch(column[i].data, (size_t)column[i].cap * column[i].width);
}

bool catalog_take_from(struct catalog *c, const struct refresh *r, struct err *e)
{
    struct catalog_take *t = calloc(1, sizeof *t);
    if (!t)
        return err_memory(e);
    c->take = t;
    t->from = r->catalog;
    t->root_len = r->root_len;
    t->status = calloc(t->from->files + 1, sizeof *t->status);
    t->word = calloc(t->from->words.count + 1, sizeof *t->word);
    t->reported = calloc(t->from->reported_count + 1, sizeof *t->reported);
    /* At once and touched, since growing takes a moment in which no key would be heard, and so do the new pages of all columns,
     * which come at the same rows. */
    if (!t->status || !t->word || !t->reported || !catalog_reserve_rows(c, t->from->rows) ||
        !table_reserve(&c->ids, t->from->rows) ||
        !table_reserve(&c->words.table, t->from->words.count))
        return err_memory(e);
    memcpy(t->status, r->status, t->from->files * sizeof *t->status);
    touch_columns(c->fixed, COL_FIXED);
    touch_columns(c->slot, c->slots);
    return true;
}

void catalog_take_free(struct catalog_take *t)
{
    if (!t)
        return;
    free(t->status);
    free(t->word);
    free(t->reported);
    free(t);
}

/* A file that is still the same can't be taken over where another, before it, now has one of its ids. */
void catalog_take_notice(struct catalog_take *t, const char *id)
{
    uint32_t row = catalog_find(t->from, id);
    struct place place;
    if (row == CATALOG_NONE)
        return;
    catalog_place(t->from, row, &place);
    t->status[place.file].flags &= ~(uint32_t)FILE_SAME;
}

/* The file of that name there; the names are in order. */
static uint32_t find_file(const struct catalog_take *t, const char *name)
{
    uint32_t low = 0, high = (uint32_t)t->from->files;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        int order = strcmp(catalog_name_below(t->from, mid, t->root_len), name);
        if (order == 0)
            return mid;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return CATALOG_NONE;
}

static bool in_range(uint32_t first, uint32_t count, size_t all)
{
    return count <= all && first <= all - count;
}

/* The file of that name there, if it may be taken over. */
static uint32_t same_file(const struct catalog_take *t, const char *name)
{
    uint32_t from = find_file(t, name);
    if (from == CATALOG_NONE)
        return CATALOG_NONE;
    /* Documents that were rejected because of other files have to be looked at again. */
    const struct catalog_file *f = &t->from->file[from];
    bool same = t->status[from].flags & FILE_SAME && !(f->flags & (FILE_DUPLICATES | FILE_FAILED));
    return same && in_range(f->row, f->rows, t->from->rows) &&
                   in_range(f->problem, f->problems, t->from->problems)
               ? from
               : CATALOG_NONE;
}

bool catalog_take_expected(const struct catalog *c, const char *path)
{
    const struct catalog_take *t = c->take;
    return t && same_file(t, path + t->root_len) != CATALOG_NONE;
}

bool catalog_take_begin(struct catalog *c, uint32_t file)
{
    struct catalog_take *t = c->take;
    uint32_t from =
        t ? same_file(t, catalog_name_below(c, file, t->root_len)) : (uint32_t)CATALOG_NONE;
    if (from == CATALOG_NONE || !catalog_same_status(&t->status[from], &c->file[file]))
        return false;
    const struct catalog_file *f = &t->from->file[from];
    t->from_file = from;
    t->file = file;
    t->row = f->row;
    t->left = f->rows;
    return true;
}

/* --- a row --- */

static uint32_t take_word(struct catalog *c, uint32_t number)
{
    struct catalog_take *t = c->take;
    if (number && !t->word[number]) {
        size_t len;
        const char *text = intern_text(&t->from->words, number, &len);
        t->word[number] = intern_number(&c->words, text, len);
    }
    return t->word[number];
}

static uint32_t take_reported(struct catalog *c, uint32_t row)
{
    struct catalog_take *t = c->take;
    const struct answers *set = catalog_reported(t->from, row);
    size_t number = (size_t)(set - t->from->reported);
    if (!t->reported[number]) {
        uint32_t here = catalog_reported_number(c, set);
        if (here == UINT32_MAX)
            return UINT32_MAX;
        t->reported[number] = here + 1;
    }
    return t->reported[number] - 1;
}

/* In the order of catalog_add, so that words and cases get the same numbers. */
static uint32_t take_case(struct catalog *c, uint32_t row, const char *id, size_t id_len)
{
    const struct catalog *from = c->take->from;
    uint32_t named = take_word(c, catalog_cell(from, row, F_CASE)), operation = 0;
    if (!named && catalog_kind(from, row) == KIND_OPERATION)
        operation = intern_number(&c->words, id, id_len);
    else if (!named)
        operation = take_word(c, catalog_cell(from, row, F_OPERATION));
    if (named == UINT32_MAX || operation == UINT32_MAX)
        return UINT32_MAX;
    return catalog_case_number(c, named, operation, catalog_year(from, row));
}

static bool take_cells(struct catalog *c, uint32_t row)
{
    const struct catalog *from = c->take->from;
    unsigned kind = catalog_kind(from, row);
    for (unsigned i = 0; i < c->slots; i++)
        column_set(&c->slot[i], c->rows, 0);
    for (int f = 0; f < FIELD_TOTAL; f++) {
        if (!has_column((enum field)f) || !(field_defs[f].kinds & kind))
            continue;
        uint32_t cell = catalog_cell(from, row, (enum field)f);
        if (cell && is_text_field((enum field)f))
            cell = take_word(c, cell);
        if (cell == UINT32_MAX)
            return false;
        if (cell)
            column_set(&c->slot[c->slot_of[f]], c->rows, cell);
    }
    return true;
}

static bool take_row(struct catalog *c, uint32_t row, struct err *e)
{
    const struct catalog *from = c->take->from;
    size_t id_len, len;
    const char *id = catalog_text(from, row, F_ID, &id_len);
    const char *narrative = catalog_text(from, row, F_NARRATIVE, &len);
    uint32_t hash = table_hash_with(c->key, id, id_len);
    if (catalog_find(c, id) != CATALOG_NONE)
        return damaged(e);

    const struct sha256 *digest = catalog_known_digest(from, row);
    struct place place;
    catalog_place(from, row, &place);
    if (!catalog_reserve_rows(c, c->rows + 1))
        return err_memory(e);
    uint32_t reported = take_reported(c, row), number = take_case(c, row, id, id_len);
    if (reported == UINT32_MAX || number == UINT32_MAX || !take_cells(c, row) ||
        !catalog_set_text(c, id, id_len, narrative, len) || !table_add(&c->ids, hash, c->rows) ||
        (digest && !catalog_set_digest(c, c->rows, digest)))
        return err_memory(e);
    column_set(&c->fixed[COL_FILE], c->rows, c->take->file);
    column_set(&c->fixed[COL_LINE], c->rows, place.line);
    column_set(&c->fixed[COL_LEN], c->rows, place.len);
    column_set(&c->fixed[COL_OFFSET], c->rows, place.offset);
    column_set(&c->fixed[COL_REPORTED], c->rows, reported);
    column_set(&c->fixed[COL_CASE], c->rows, number);
    catalog_count_row(c, catalog_kind(from, row), c->take->file);
    return true;
}

/* What there is to say of the file besides its rows. */
static bool take_rest(struct catalog *c)
{
    const struct catalog_take *t = c->take;
    const struct catalog_file *f = &t->from->file[t->from_file];
    for (uint32_t i = 0; i < f->problems; i++) {
        struct problem p = catalog_problem(t->from, f->problem + i);
        p.file = t->file;
        if (!catalog_add_problem(c, &p))
            return false;
    }
    struct catalog_file *here = &c->file[t->file];
    here->documents = f->documents;
    here->rejected = f->rejected;
    c->counts.documents += f->documents;
    c->counts.rejected += f->rejected;
    catalog_set_content(c, t->file, f->content);
    return true;
}

bool catalog_take_rows(struct catalog *c, unsigned rows, bool *more, struct err *e)
{
    struct catalog_take *t = c->take;
    for (; rows > 0 && t->left > 0; rows--, t->left--)
        if (!take_row(c, t->row++, e))
            return false;
    *more = t->left > 0;
    return *more || take_rest(c) || err_memory(e);
}

void catalog_take_end(struct catalog *c)
{
    catalog_take_free(c->take);
    c->take = NULL;
}

/* --- times --- */

/* What the catalog says of a file, with its status as it is now. */
static struct catalog_file touched(const struct catalog_file *f, const struct catalog_file *now)
{
    struct catalog_file t = *f;
    t.dev = now->dev;
    t.ino = now->ino;
    t.mtime = now->mtime;
    t.ctime = now->ctime;
    t.flags = (f->flags & ~(uint32_t)FILE_FRESH) | (now->flags & FILE_FRESH);
    return t;
}

/* Those of a mapped catalog are read-only. */
static bool own_files(struct catalog *c)
{
    if (!c->kept || c->kept->own_files)
        return true;
    struct catalog_file *own = calloc(c->files + 1, sizeof *own);
    if (!own)
        return false;
    memcpy(own, c->file, c->files * sizeof *own);
    c->file = own;
    c->kept->own_files = true;
    return true;
}

bool catalog_touch(struct catalog *c, const struct refresh *r, struct err *e)
{
    if (!own_files(c))
        return err_memory(e);
    for (size_t i = 0; i < c->files; i++)
        if (r->status[i].flags & FILE_KNOWN)
            c->file[i] = touched(&c->file[i], &r->status[i]);
    return true;
}
