#include "models/catalog.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "models/catalog_store.h"

/* The width in bytes of a field's column; 0: the field has none. */
static const unsigned char width_of[] = {
    [FIELD_CHOICE] = 1,   [FIELD_CHOICES] = 1,   [FIELD_ID] = 4,      [FIELD_TEXT] = 4,
    [FIELD_DATE] = 4,     [FIELD_AGE] = 4,       [FIELD_COUNTRY] = 2, [FIELD_COUNT] = 4,
    [FIELD_REPORTED] = 0, [FIELD_NARRATIVE] = 0,
};

static const unsigned fixed_width[COL_FIXED] = {
    [COL_FILE] = 4, [COL_LINE] = 4,     [COL_LEN] = 4,      [COL_OFFSET] = 8,
    [COL_TEXT] = 8, [COL_TEXT_LEN] = 4, [COL_REPORTED] = 4, [COL_CASE] = 4,
};

static bool has_column(enum field field)
{
    return field != F_ID && width_of[field_defs[field].type];
}

static bool is_text(enum field field)
{
    return field_defs[field].type == FIELD_ID || field_defs[field].type == FIELD_TEXT;
}

/* Fields that belong to different kinds of record share a slot where their widths are the same: no row
 * has both. */
static void assign_slots(struct catalog *c)
{
    unsigned used_by[FIELD_TOTAL] = {0};
    for (int f = 0; f < FIELD_TOTAL; f++) {
        if (!has_column((enum field)f))
            continue;
        unsigned width = width_of[field_defs[f].type], slot = 0;
        while (slot < c->slots &&
               (c->slot[slot].width != width || used_by[slot] & field_defs[f].kinds))
            slot++;
        if (slot == c->slots)
            c->slot[c->slots++].width = width;
        used_by[slot] |= field_defs[f].kinds;
        c->slot_of[f] = (unsigned char)slot;
    }
}

struct catalog *catalog_new(void)
{
    struct catalog *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    for (int i = 0; i < COL_FIXED; i++)
        c->fixed[i].width = fixed_width[i];
    assign_slots(c);
    c->open_fd = -1;
    c->reported = calloc(1, sizeof *c->reported);
    if (!c->reported) {
        free(c);
        return NULL;
    }
    c->reported_count = c->reported_cap = 1;
    return c;
}

void catalog_free(struct catalog *c)
{
    if (!c)
        return;
    for (int i = 0; i < COL_FIXED; i++)
        free(c->fixed[i].data);
    for (unsigned i = 0; i < c->slots; i++)
        free(c->slot[i].data);
    for (size_t i = 0; i < c->files; i++)
        free(c->file[i].path);
    if (c->open_fd >= 0)
        close(c->open_fd);
    textstore_release(&c->text);
    intern_release(&c->words);
    table_release(&c->ids);
    table_release(&c->reported_table);
    table_release(&c->digest_rows);
    arena_release(&c->problem_text);
    free(c->reported);
    free(c->cases);
    free(c->case_of_word);
    free(c->file);
    free(c->problem);
    free(c->digest);
    free(c);
}

uint32_t catalog_add_file(struct catalog *c, const char *path)
{
    struct catalog_file *more = grow(c->file, &c->file_cap, c->files + 1, sizeof *more);
    if (!more)
        return UINT32_MAX;
    c->file = more;
    struct catalog_file *f = &c->file[c->files];
    struct stat st;
    *f = (struct catalog_file){.path = strdup(path)};
    if (!f->path)
        return UINT32_MAX;
    /* Taken before the file is read, so that a change while it is read is noticed later. */
    if (fstatat(AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW) == 0) {
        f->known = true;
        f->dev = st.st_dev;
        f->ino = st.st_ino;
        f->size = st.st_size;
        f->mtime = st.st_mtim;
    }
    c->counts.files++;
    return (uint32_t)c->files++;
}

static bool resize_column(struct column *col, uint32_t cap)
{
    void *data = reallocarray(col->data, cap, col->width);
    if (data)
        col->data = data;
    return data;
}

static bool reserve_row(struct catalog *c)
{
    if (c->rows < c->cap)
        return true;
    uint32_t cap = c->cap ? c->cap + c->cap / 2 : 1024;
    if (cap <= c->cap)
        return false;
    for (int i = 0; i < COL_FIXED; i++)
        if (!resize_column(&c->fixed[i], cap))
            return false;
    for (unsigned i = 0; i < c->slots; i++)
        if (!resize_column(&c->slot[i], cap))
            return false;
    c->cap = cap;
    return true;
}

static bool same_id(const void *ctx, uint32_t row, const void *key)
{
    return strcmp(catalog_text(ctx, row, F_ID, NULL), key) == 0;
}

uint32_t catalog_find(const struct catalog *c, const char *id)
{
    return table_find(&c->ids, table_hash(id, strlen(id)), same_id, c, id);
}

static bool same_reported(const void *ctx, uint32_t number, const void *key)
{
    const struct catalog *c = ctx;
    return memcmp(&c->reported[number], key, sizeof *c->reported) == 0;
}

/* The number of a set of reported answers; UINT32_MAX where memory ran out. */
static uint32_t reported_number(struct catalog *c, const struct answers *a)
{
    if (!(a->present | a->absent | a->unknown))
        return 0;
    uint32_t hash = table_hash(a, sizeof *a);
    uint32_t number = table_find(&c->reported_table, hash, same_reported, c, a);
    if (number != TABLE_NONE)
        return number;
    struct answers *more = grow(c->reported, &c->reported_cap, c->reported_count + 1, sizeof *more);
    if (!more)
        return UINT32_MAX;
    c->reported = more;
    number = (uint32_t)c->reported_count;
    if (!table_add(&c->reported_table, hash, number))
        return UINT32_MAX;
    c->reported[c->reported_count++] = *a;
    return number;
}

/* --- cases --- */

enum case_key { CASE_NAMED, CASE_OPERATION, CASE_KEYS };

static uint32_t new_case(struct catalog *c, unsigned year)
{
    struct catalog_case *more = grow(c->cases, &c->case_cap, c->case_count + 1, sizeof *more);
    if (!more)
        return UINT32_MAX;
    c->cases = more;
    c->cases[c->case_count] = (struct catalog_case){year};
    return (uint32_t)c->case_count++;
}

/* The slot for a word used as a case's key; NULL where memory ran out. */
static uint32_t *case_slot(struct catalog *c, uint32_t word, enum case_key key)
{
    size_t need = ((size_t)word + 1) * CASE_KEYS, had = c->case_words;
    uint32_t *more = grow(c->case_of_word, &c->case_words, need, sizeof *more);
    if (!more)
        return NULL;
    c->case_of_word = more;
    if (c->case_words > had)
        memset(more + had, 0, (c->case_words - had) * sizeof *more);
    return &more[(size_t)word * CASE_KEYS + key];
}

/* Design section 6: the record's `case`, else its operation, else the record itself. An
 * operation is of the case that the debriefings which name it are of. */
static uint32_t case_number(struct catalog *c, const struct record *r, unsigned year)
{
    const struct value *v = &r->value[F_CASE];
    enum case_key key = CASE_NAMED;
    if (!v->text) {
        v = &r->value[r->kind == KIND_OPERATION ? F_ID : F_OPERATION];
        key = CASE_OPERATION;
    }
    if (!v->text)
        return new_case(c, year);
    uint32_t word = intern_number(&c->words, v->text, v->len);
    uint32_t *slot = word == UINT32_MAX ? NULL : case_slot(c, word, key);
    if (!slot)
        return UINT32_MAX;
    if (!*slot) {
        uint32_t number = new_case(c, year);
        if (number == UINT32_MAX)
            return UINT32_MAX;
        *slot = number + 1;
    }
    struct catalog_case *k = &c->cases[*slot - 1];
    if (year < k->year)
        k->year = year;
    return *slot - 1;
}

uint32_t catalog_case(const struct catalog *c, uint32_t row)
{
    return (uint32_t)column_get(&c->fixed[COL_CASE], row);
}

uint32_t catalog_cases(const struct catalog *c)
{
    return (uint32_t)c->case_count;
}

unsigned catalog_case_year(const struct catalog *c, uint32_t number)
{
    return c->cases[number].year;
}

/* --- rows --- */

static bool set_cells(struct catalog *c, const struct record *r, uint32_t row)
{
    for (unsigned i = 0; i < c->slots; i++)
        column_set(&c->slot[i], row, 0);
    for (int f = 0; f < FIELD_TOTAL; f++) {
        const struct value *v = &r->value[f];
        if (!has_column((enum field)f) || !v->text || !(field_defs[f].kinds & (unsigned)r->kind))
            continue;
        uint32_t cell =
            is_text((enum field)f) ? intern_number(&c->words, v->text, v->len) : v->cell;
        if (is_text((enum field)f) && cell == UINT32_MAX)
            return false;
        column_set(&c->slot[c->slot_of[f]], row, cell);
    }
    return true;
}

static bool set_text(struct catalog *c, const struct record *r, uint32_t row)
{
    const struct value *id = &r->value[F_ID], *narrative = &r->value[F_NARRATIVE];
    uint64_t offset = textstore_alloc(&c->text, (size_t)id->len + narrative->len + 2);
    if (offset == UINT64_MAX)
        return false;
    char *p = textstore_at(&c->text, offset);
    memcpy(p, id->text, id->len);
    p[id->len] = '\0';
    p += id->len + 1;
    memcpy(p, narrative->text, narrative->len);
    p[narrative->len] = '\0';
    column_set(&c->fixed[COL_TEXT], row, offset);
    column_set(&c->fixed[COL_TEXT_LEN], row, narrative->len);
    return true;
}

enum catalog_added catalog_add(struct catalog *c, const struct record *r, uint32_t file,
                               const struct document *doc, uint32_t *row)
{
    const char *id = r->value[F_ID].text;
    uint32_t hash = table_hash(id, r->value[F_ID].len);
    *row = table_find(&c->ids, hash, same_id, c, id);
    if (*row != TABLE_NONE)
        return CATALOG_DUPLICATE;
    if (!reserve_row(c))
        return CATALOG_NO_MEMORY;

    uint32_t reported = reported_number(c, &r->reported);
    uint32_t number = case_number(c, r, date_year(r->value[F_DATE].cell));
    if (reported == UINT32_MAX || number == UINT32_MAX || !set_cells(c, r, c->rows) ||
        !set_text(c, r, c->rows) || !table_add(&c->ids, hash, c->rows))
        return CATALOG_NO_MEMORY;
    column_set(&c->fixed[COL_FILE], c->rows, file);
    column_set(&c->fixed[COL_LINE], c->rows, doc->line);
    column_set(&c->fixed[COL_LEN], c->rows, doc->len);
    column_set(&c->fixed[COL_OFFSET], c->rows, doc->offset);
    column_set(&c->fixed[COL_REPORTED], c->rows, reported);
    column_set(&c->fixed[COL_CASE], c->rows, number);
    *row = c->rows++;
    if (r->kind == KIND_DEBRIEFING)
        c->counts.debriefings++;
    else
        c->counts.operations++;
    return CATALOG_ADDED;
}

bool catalog_add_problem(struct catalog *c, const struct problem *p)
{
    struct problem *more = grow(c->problem, &c->problem_cap, c->problems + 1, sizeof *more);
    if (!more)
        return false;
    c->problem = more;
    struct problem *q = &c->problem[c->problems];
    *q = *p;
    q->text = arena_copy(&c->problem_text, p->text, strlen(p->text));
    q->id = arena_copy(&c->problem_text, p->id, strlen(p->id));
    if (!q->text || !q->id)
        return false;
    c->problems++;
    if (p->severity == SEVERITY_ERROR)
        c->counts.errors++;
    else
        c->counts.warnings++;
    return true;
}

void catalog_count_document(struct catalog *c, bool rejected)
{
    c->counts.documents++;
    c->counts.rejected += rejected;
}

void catalog_count_failed_file(struct catalog *c)
{
    c->counts.files_failed++;
}

/* --- asking --- */

uint32_t catalog_rows(const struct catalog *c)
{
    return c->rows;
}

const struct catalog_counts *catalog_counts(const struct catalog *c)
{
    return &c->counts;
}

uint32_t catalog_problems(const struct catalog *c)
{
    return (uint32_t)c->problems;
}

const struct problem *catalog_problem(const struct catalog *c, uint32_t index)
{
    return &c->problem[index];
}

const char *catalog_file(const struct catalog *c, uint32_t file)
{
    return c->file[file].path;
}

enum record_kind catalog_kind(const struct catalog *c, uint32_t row)
{
    return (enum record_kind)column_get(&c->slot[c->slot_of[F_KIND]], row);
}

uint32_t catalog_cell(const struct catalog *c, uint32_t row, enum field field)
{
    if (!has_column(field) || !(field_defs[field].kinds & (unsigned)catalog_kind(c, row)))
        return 0;
    return (uint32_t)column_get(&c->slot[c->slot_of[field]], row);
}

uint32_t catalog_text_number(const struct catalog *c, uint32_t row, enum field field)
{
    return is_text(field) ? catalog_cell(c, row, field) : 0;
}

const char *catalog_text(const struct catalog *c, uint32_t row, enum field field, size_t *len)
{
    if (field != F_ID && field != F_NARRATIVE)
        return intern_text(&c->words, catalog_text_number(c, row, field), len);
    const char *text = textstore_at(&c->text, column_get(&c->fixed[COL_TEXT], row));
    size_t id_len = strlen(text);
    if (field == F_NARRATIVE)
        text += id_len + 1;
    if (len)
        *len = field == F_ID ? id_len : (size_t)column_get(&c->fixed[COL_TEXT_LEN], row);
    return text;
}

unsigned catalog_year(const struct catalog *c, uint32_t row)
{
    return date_year(catalog_cell(c, row, F_DATE));
}

const struct answers *catalog_reported(const struct catalog *c, uint32_t row)
{
    return &c->reported[column_get(&c->fixed[COL_REPORTED], row)];
}

void catalog_format(const struct catalog *c, uint32_t row, enum field field, struct str *out)
{
    if (is_text(field) || field == F_NARRATIVE) {
        size_t len;
        const char *text = catalog_text(c, row, field, &len);
        str_addn(out, text, len);
    } else if (field_defs[field].kinds & (unsigned)catalog_kind(c, row)) {
        field_format(field, catalog_cell(c, row, field), out);
    }
}

void catalog_place(const struct catalog *c, uint32_t row, struct place *place)
{
    place->file = (uint32_t)column_get(&c->fixed[COL_FILE], row);
    place->line = (uint32_t)column_get(&c->fixed[COL_LINE], row);
    place->len = (uint32_t)column_get(&c->fixed[COL_LEN], row);
    place->offset = column_get(&c->fixed[COL_OFFSET], row);
}
