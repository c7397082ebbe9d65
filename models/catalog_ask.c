/* What a catalog is asked. Rows come from the caller and are right; what stands in them may be anything. */
#include <string.h>

#include "models/base/yaml.h"
#include "models/catalog.h"
#include "models/catalog_scan.h"
#include "models/catalog_store.h"

/* Of a document. */
static uint32_t valid_len(uint32_t len)
{
    return len < YAML_MAX_DOCUMENT ? len : YAML_MAX_DOCUMENT;
}

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

const char *catalog_file(const struct catalog *c, uint32_t file)
{
    size_t left;
    return c->kept ? catalog_kept_path(c, file)
                   : textstore_text(&c->names, c->file[file].name, &left);
}

struct problem catalog_problem(const struct catalog *c, uint32_t index)
{
    const struct catalog_problem *p = &c->problem[index];
    size_t left;
    return (struct problem){
        .severity = p->severity == SEVERITY_ERROR ? SEVERITY_ERROR : SEVERITY_WARNING,
        .file = p->file < c->files ? p->file : 0,
        .line = p->line,
        .col = p->col,
        .offset = p->offset,
        .len = valid_len(p->len),
        .text = textstore_text(&c->problem_text, p->text, &left),
        .id = textstore_text(&c->problem_text, p->id, &left),
    };
}

enum record_kind catalog_kind(const struct catalog *c, uint32_t row)
{
    uint64_t kind = column_get(&c->slot[c->slot_of[F_KIND]], row);
    return kind <= KIND_OPERATION ? (enum record_kind)kind : KIND_NONE;
}

static bool is_date(uint32_t cell)
{
    return date_year(cell) <= DATE_YEAR_MAX && date_month(cell) <= 12;
}

static bool is_country(uint32_t cell)
{
    unsigned first = cell >> 8, second = cell & 255;
    return first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
}

/* A cell that no record can have counts as not given. */
static uint32_t valid_cell(const struct catalog *c, enum field field, uint32_t cell)
{
    switch (field_defs[field].type) {
    case FIELD_CHOICE:
        return cell <= c->choices[field] ? cell : 0;
    case FIELD_CHOICES:
        return cell & ((1u << c->choices[field]) - 1);
    case FIELD_ID:
    case FIELD_TEXT:
        return cell <= c->words.count ? cell : 0;
    case FIELD_DATE:
        return is_date(cell) ? cell : 0;
    case FIELD_AGE:
        return cell & AGE_KNOWN ? cell & ((AGE_KNOWN << 1) - 1) : 0;
    case FIELD_COUNTRY:
        return is_country(cell) ? cell : 0;
    case FIELD_COUNT:
        return cell <= COUNT_MAX + 1 ? cell : 0;
    case FIELD_REPORTED:
    case FIELD_NARRATIVE:
        break;
    }
    return 0;
}

uint32_t catalog_cell(const struct catalog *c, uint32_t row, enum field field)
{
    if (!has_column(field) || !(field_defs[field].kinds & (unsigned)catalog_kind(c, row)))
        return 0;
    return valid_cell(c, field, (uint32_t)column_get(&c->slot[c->slot_of[field]], row));
}

uint32_t catalog_text_number(const struct catalog *c, uint32_t row, enum field field)
{
    return is_text_field(field) ? catalog_cell(c, row, field) : 0;
}

/* Of a row's two texts. */
static const char *own_text(const struct catalog *c, uint32_t row, enum field field, size_t *len)
{
    size_t left;
    const char *text = textstore_text(&c->text, column_get(&c->fixed[COL_TEXT], row), &left);
    size_t id_len = strnlen(text, left < ID_MAX ? left : ID_MAX);
    if (field == F_ID) {
        *len = id_len;
        return text;
    }
    if (id_len == left) {
        *len = 0;
        return "";
    }
    left -= id_len + 1;
    size_t n = fixed_get(c, COL_TEXT_LEN, row);
    *len = n < left ? n : left;
    return text + id_len + 1;
}

const char *catalog_text(const struct catalog *c, uint32_t row, enum field field, size_t *len)
{
    size_t ignored;
    if (!len)
        len = &ignored;
    return field == F_ID || field == F_NARRATIVE
               ? own_text(c, row, field, len)
               : intern_text(&c->words, catalog_text_number(c, row, field), len);
}

/* An id lies somewhere else in memory for each row: what is fetched ahead need not be waited for. */
uint32_t catalog_next_id(const struct catalog *c, const char *beginning, uint32_t row, uint32_t end)
{
    enum { AHEAD = 24 };
    size_t n = strlen(beginning), left;
    for (uint32_t rows = catalog_rows(c); row < rows && row < end; row++) {
        if (rows - row > AHEAD)
            __builtin_prefetch(
                textstore_text(&c->text, column_get(&c->fixed[COL_TEXT], row + AHEAD), &left));
        if (strncmp(catalog_text(c, row, F_ID, NULL), beginning, n) == 0)
            return row;
    }
    return CATALOG_NONE;
}

unsigned catalog_year(const struct catalog *c, uint32_t row)
{
    return date_year(catalog_cell(c, row, F_DATE));
}

const struct answers *catalog_reported(const struct catalog *c, uint32_t row)
{
    return catalog_report(c, catalog_reported_of(c, row));
}

void catalog_format(const struct catalog *c, uint32_t row, enum field field, struct str *out)
{
    if (is_text_field(field) || field == F_NARRATIVE) {
        size_t len;
        const char *text = catalog_text(c, row, field, &len);
        str_addn(out, text, len);
    } else if (field_defs[field].kinds & (unsigned)catalog_kind(c, row)) {
        field_format(field, catalog_cell(c, row, field), out);
    }
}

void catalog_place(const struct catalog *c, uint32_t row, struct place *place)
{
    uint32_t file = fixed_get(c, COL_FILE, row);
    place->file = file < c->files ? file : 0;
    place->line = fixed_get(c, COL_LINE, row);
    place->len = valid_len(fixed_get(c, COL_LEN, row));
    place->offset = column_get(&c->fixed[COL_OFFSET], row);
}
