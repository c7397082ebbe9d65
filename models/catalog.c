#include "models/catalog.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "models/base/checksum.h"
#include "models/base/pages.h"
#include "models/catalog_store.h"

enum { FRESH_SECONDS = 2 }; /* the coarsest file times are of two seconds */

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

bool has_column(enum field field)
{
    return field != F_ID && width_of[field_defs[field].type];
}

/* Fields that belong to different kinds of record share a slot where their widths are the same: no row
 * has both. */
static void assign_slots(struct catalog *c)
{
    unsigned used_by[FIELD_TOTAL] = {0};
    for (int f = 0; f < FIELD_TOTAL; f++) {
        const char *const *choices = field_defs[f].choices;
        while (choices && choices[c->choices[f]])
            c->choices[f]++;
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
    c->key = table_own_key();
    c->reported = calloc(1, sizeof *c->reported);
    if (!c->reported) {
        free(c);
        return NULL;
    }
    c->reported_count = c->reported_cap = 1;
    return c;
}

static void release_column(struct column *col)
{
    pages_release(col->data, (size_t)col->cap * col->width);
}

static void release_cases(struct catalog *c)
{
    pages_release(c->case_of_word, c->case_words * sizeof *c->case_of_word);
    c->case_of_word = NULL;
    c->case_words = 0;
}

void catalog_free(struct catalog *c)
{
    if (!c)
        return;
    mapping_close(&c->settled);
    if (c->kept)
        catalog_unmap(c);
    catalog_take_free(c->take);
    for (int i = 0; i < COL_FIXED; i++)
        release_column(&c->fixed[i]);
    for (unsigned i = 0; i < c->slots; i++)
        release_column(&c->slot[i]);
    if (c->open_fd >= 0)
        close(c->open_fd);
    textstore_release(&c->text);
    textstore_release(&c->names);
    textstore_release(&c->problem_text);
    intern_release(&c->words);
    table_release(&c->ids);
    table_release(&c->reported_table);
    table_release(&c->digest_rows);
    free(c->reported);
    pages_release(c->cases, c->case_cap * sizeof *c->cases);
    release_cases(c);
    free(c->file);
    pages_release(c->problem, c->problem_cap * sizeof *c->problem);
    free(c->digest);
    free(c);
}

void catalog_settled(struct catalog *c, const struct mapping *settled)
{
    c->settled = *settled;
    release_cases(c);
}

static uint64_t nanoseconds(struct timespec t)
{
    return (uint64_t)t.tv_sec * UINT64_C(1000000000) + (uint64_t)t.tv_nsec;
}

void catalog_file_status(struct catalog_file *f, const struct stat *st)
{
    f->dev = st->st_dev;
    f->ino = st->st_ino;
    f->size = (uint64_t)st->st_size;
    f->mtime = nanoseconds(st->st_mtim);
    f->ctime = nanoseconds(st->st_ctim);
    f->flags |= FILE_KNOWN;
    if (st->st_mtim.tv_sec + FRESH_SECONDS >= time(NULL))
        f->flags |= FILE_FRESH;
}

bool catalog_same_status(const struct catalog_file *a, const struct catalog_file *b)
{
    return a->flags & b->flags & FILE_KNOWN && a->dev == b->dev && a->ino == b->ino &&
           a->size == b->size && a->mtime == b->mtime;
}

uint32_t catalog_add_file(struct catalog *c, const char *path, const struct stat *st)
{
    struct catalog_file *more = grow(c->file, &c->file_cap, c->files + 1, sizeof *more);
    uint64_t name = textstore_add(&c->names, path, strlen(path));
    if (more)
        c->file = more;
    if (!more || name == UINT64_MAX)
        return UINT32_MAX;
    struct catalog_file *f = &c->file[c->files];
    *f = (struct catalog_file){.name = name, .row = c->rows, .problem = (uint32_t)c->problems};
    if (st)
        catalog_file_status(f, st);
    c->counts.files++;
    return (uint32_t)c->files++;
}

static bool resize_column(struct column *col, uint32_t cap)
{
    void *data = pages_resize(col->data, (size_t)col->cap * col->width, (size_t)cap * col->width);
    if (!data)
        return false;
    col->data = data;
    col->cap = cap;
    return true;
}

bool catalog_reserve_rows(struct catalog *c, uint32_t rows)
{
    uint32_t cap = c->cap ? c->cap + c->cap / 2 : 1024;
    if (rows <= c->cap)
        return true;
    if (cap < rows)
        cap = rows;
    for (int i = 0; i < COL_FIXED; i++)
        if (!resize_column(&c->fixed[i], cap))
            return false;
    for (unsigned i = 0; i < c->slots; i++)
        if (!resize_column(&c->slot[i], cap))
            return false;
    c->cap = cap;
    return true;
}

bool catalog_expect(struct catalog *c, uint64_t rows)
{
    enum { MOST = 1 << 20 };
    return catalog_reserve_rows(c, (uint32_t)(rows < MOST ? rows : MOST));
}

static bool same_id(const void *ctx, uint32_t row, const void *key)
{
    const struct catalog *c = ctx;
    return row < c->rows && strcmp(catalog_text(c, row, F_ID, NULL), key) == 0;
}

static uint32_t find_hashed(const struct catalog *c, uint32_t hash, const char *id)
{
    return table_find(&c->ids, hash, same_id, c, id);
}

uint32_t catalog_find(const struct catalog *c, const char *id)
{
    return find_hashed(c, table_hash_with(c->key, id, strlen(id)), id);
}

static bool same_reported(const void *ctx, uint32_t number, const void *key)
{
    const struct catalog *c = ctx;
    return memcmp(&c->reported[number], key, sizeof *c->reported) == 0;
}

uint32_t catalog_reported_number(struct catalog *c, const struct answers *a)
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

/* --- rows --- */

void catalog_hash(const struct catalog *c, const struct record *r, struct catalog_hashes *hashes)
{
    for (int f = 0; f < FIELD_TOTAL; f++) {
        const struct value *v = &r->value[f];
        bool text = v->text && is_text_field((enum field)f);
        hashes->of[f] = text ? table_hash_with(c->key, v->text, v->len) : 0;
    }
}

void catalog_prefetch(const struct catalog *c, const struct catalog_hashes *hashes)
{
    for (int f = 0; f < FIELD_TOTAL; f++)
        if (hashes->of[f])
            table_prefetch(f == F_ID ? &c->ids : &c->words.table, hashes->of[f]);
}

/* A record that is being added. */
struct adding {
    const struct record *record;
    const struct catalog_hashes *hashes;
    uint32_t word[FIELD_TOTAL]; /* numbers of its texts, so far; else 0 */
};

/* The number of a text of the record, UINT32_MAX: no memory. */
static uint32_t word(struct catalog *c, struct adding *a, enum field f)
{
    const struct value *v = &a->record->value[f];
    if (!a->word[f] && v->text)
        a->word[f] = intern_number_hashed(&c->words, a->hashes->of[f], v->text, v->len);
    return a->word[f];
}

static bool set_cells(struct catalog *c, struct adding *a, uint32_t row)
{
    const struct record *r = a->record;
    for (unsigned i = 0; i < c->slots; i++)
        column_set(&c->slot[i], row, 0);
    for (int f = 0; f < FIELD_TOTAL; f++) {
        const struct value *v = &r->value[f];
        if (!has_column((enum field)f) || !v->text || !(field_defs[f].kinds & (unsigned)r->kind))
            continue;
        bool text = is_text_field((enum field)f);
        uint32_t cell = text ? word(c, a, (enum field)f) : v->cell;
        if (text && cell == UINT32_MAX)
            return false;
        column_set(&c->slot[c->slot_of[f]], row, cell);
    }
    return true;
}

bool catalog_set_text(struct catalog *c, const char *id, size_t id_len, const char *narrative,
                      size_t narrative_len)
{
    uint64_t offset = textstore_alloc(&c->text, id_len + narrative_len + 2);
    if (offset == UINT64_MAX)
        return false;
    char *p = textstore_at(&c->text, offset);
    memcpy(p, id, id_len);
    p[id_len] = '\0';
    p += id_len + 1;
    memcpy(p, narrative, narrative_len);
    p[narrative_len] = '\0';
    column_set(&c->fixed[COL_TEXT], c->rows, offset);
    column_set(&c->fixed[COL_TEXT_LEN], c->rows, narrative_len);
    return true;
}

void catalog_count_row(struct catalog *c, enum record_kind kind, uint32_t file)
{
    struct catalog_file *f = &c->file[file];
    if (!f->rows++)
        f->row = c->rows;
    c->rows++;
    if (kind == KIND_DEBRIEFING)
        c->counts.debriefings++;
    else
        c->counts.operations++;
}

/* The words by which the record belongs to a case. False: no memory. */
static bool case_words(struct catalog *c, struct adding *a, uint32_t *named, uint32_t *operation)
{
    *named = word(c, a, F_CASE);
    *operation = *named ? 0 : word(c, a, a->record->kind == KIND_OPERATION ? F_ID : F_OPERATION);
    return *named != UINT32_MAX && *operation != UINT32_MAX;
}

enum catalog_added catalog_add(struct catalog *c, const struct record *r, uint32_t file,
                               const struct document *doc, uint32_t *row)
{
    struct catalog_hashes hashes;
    catalog_hash(c, r, &hashes);
    return catalog_add_hashed(c, r, &hashes, file, doc, row);
}

enum catalog_added catalog_add_hashed(struct catalog *c, const struct record *r,
                                      const struct catalog_hashes *hashes, uint32_t file,
                                      const struct document *doc, uint32_t *row)
{
    const struct value *id = &r->value[F_ID], *narrative = &r->value[F_NARRATIVE];
    struct adding adding = {.record = r, .hashes = hashes};
    uint32_t hash = hashes->of[F_ID], named, operation;
    *row = find_hashed(c, hash, id->text);
    if (*row != TABLE_NONE) {
        c->file[file].flags |= FILE_DUPLICATES;
        return CATALOG_DUPLICATE;
    }
    if (!catalog_reserve_rows(c, c->rows + 1) || !case_words(c, &adding, &named, &operation))
        return CATALOG_NO_MEMORY;

    uint32_t reported = catalog_reported_number(c, &r->reported);
    uint32_t number = catalog_case_number(c, named, operation, date_year(r->value[F_DATE].cell));
    if (reported == UINT32_MAX || number == UINT32_MAX || !set_cells(c, &adding, c->rows) ||
        !catalog_set_text(c, id->text, id->len, narrative->text, narrative->len) ||
        !table_add(&c->ids, hash, c->rows))
        return CATALOG_NO_MEMORY;
    column_set(&c->fixed[COL_FILE], c->rows, file);
    column_set(&c->fixed[COL_LINE], c->rows, doc->line);
    column_set(&c->fixed[COL_LEN], c->rows, doc->len);
    column_set(&c->fixed[COL_OFFSET], c->rows, doc->offset);
    column_set(&c->fixed[COL_REPORTED], c->rows, reported);
    column_set(&c->fixed[COL_CASE], c->rows, number);
    *row = c->rows;
    if (c->take)
        catalog_take_notice(c->take, id->text);
    catalog_count_row(c, r->kind, file);
    return CATALOG_ADDED;
}

/* A file that is all wrong says the same of each of its documents: it is kept once. */
static uint64_t problem_text(struct catalog *c, const char *text)
{
    size_t n = strlen(text);
    uint64_t *known = &c->known_text[checksum_of(text, n) % KNOWN_TEXTS];
    if (*known && strcmp(textstore_at(&c->problem_text, *known - 1), text) == 0)
        return *known - 1;
    uint64_t offset = textstore_add(&c->problem_text, text, n);
    if (offset != UINT64_MAX)
        *known = offset + 1;
    return offset;
}

bool catalog_add_problem(struct catalog *c, const struct problem *p)
{
    struct catalog_problem *more =
        pages_grow(c->problem, &c->problem_cap, c->problems + 1, sizeof *more);
    if (!more)
        return false;
    c->problem = more;
    struct catalog_problem *q = &c->problem[c->problems];
    *q = (struct catalog_problem){
        .offset = p->offset,
        .text = problem_text(c, p->text),
        .id = problem_text(c, p->id),
        .file = p->file,
        .line = p->line,
        .col = p->col,
        .len = p->len,
        .severity = p->severity,
    };
    if (q->text == UINT64_MAX || q->id == UINT64_MAX)
        return false;
    if (p->file < c->files && !c->file[p->file].problems++)
        c->file[p->file].problem = (uint32_t)c->problems;
    c->problems++;
    if (p->severity == SEVERITY_ERROR)
        c->counts.errors++;
    else
        c->counts.warnings++;
    return true;
}

void catalog_count_document(struct catalog *c, uint32_t file, bool rejected)
{
    c->counts.documents++;
    c->counts.rejected += rejected;
    c->file[file].documents++;
    c->file[file].rejected += rejected;
}

void catalog_count_failed_file(struct catalog *c, uint32_t file)
{
    c->counts.files_failed++;
    c->file[file].flags |= FILE_FAILED;
}

void catalog_set_content(struct catalog *c, uint32_t file, uint64_t content)
{
    c->file[file].content = content;
    c->file[file].flags |= FILE_HASHED;
}
