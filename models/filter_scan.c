/* What a term asks of the columns: loops over a block of rows that a compiler makes vectors of. */
#include <string.h>

#include "models/catalog_scan.h"
#include "models/decision.h"
#include "models/differ.h"
#include "models/filter_term.h"

static void clear_all(const struct block *b, uint64_t *bits)
{
    memset(bits, 0, ((size_t)b->n + 63) / 64 * sizeof *bits);
}

/* 64 answers, each 0 or 1, as bits. */
static uint64_t pack(const uint8_t *answer)
{
    uint64_t bits = 0;
    for (unsigned i = 0; i < 8; i++) {
        uint64_t eight = 0;
        for (unsigned k = 0; k < 8; k++)
            eight |= (uint64_t)answer[8 * i + k] << 8 * k;
        bits |= (eight * UINT64_C(0x0102040810204080) >> 56) << 8 * i;
    }
    return bits;
}

/* Clears the bits of the n cells of which `holds` is not true; it is an expression of `cell` (a type), x and y. */
#define COLUMN_TEST(name, type, holds)                                                             \
    static void name(uint64_t *bits, const type *column, uint32_t n, type x, type y)               \
    {                                                                                              \
        uint8_t answer[64];                                                                        \
        for (; n >= 64; n -= 64, column += 64) {                                                   \
            for (unsigned i = 0; i < 64; i++) {                                                    \
                type cell = column[i];                                                             \
                answer[i] = (holds);                                                               \
            }                                                                                      \
            *bits++ &= pack(answer);                                                               \
        }                                                                                          \
        memset(answer, 0, sizeof answer);                                                          \
        for (unsigned i = 0; i < n; i++) {                                                         \
            type cell = column[i];                                                                 \
            answer[i] = (holds);                                                                   \
        }                                                                                          \
        if (n)                                                                                     \
            *bits &= pack(answer);                                                                 \
    }

COLUMN_TEST(range_8, uint8_t, (uint8_t)(cell - x) <= (uint8_t)(y - x))
COLUMN_TEST(range_16, uint16_t, (uint16_t)(cell - x) <= (uint16_t)(y - x))
COLUMN_TEST(range_32, uint32_t, cell - x <= y - x)
COLUMN_TEST(masked_8, uint8_t, (cell & x) == y)
COLUMN_TEST(any_8, uint8_t, (cell & x) != y)
COLUMN_TEST(within_32, uint32_t,
            (cell != 0) & ((cell >> 8 & 255) >= x) & ((cell & 255) <= y)) /* of ages */

/* Rows of a kind that does not have the field drop out. */
static void keep_kinds(const struct term *t, const struct block *b, uint64_t *bits)
{
    unsigned width, kinds = field_defs[t->field].kinds;
    const uint8_t *kind = catalog_column(b->catalog, F_KIND, &width);
    if (kinds != BOTH)
        range_8(bits, kind + b->first, b->n, (uint8_t)kinds, (uint8_t)kinds);
}

static void scan_cells(const struct term *t, const struct block *b, uint64_t *bits)
{
    unsigned width;
    const void *column = catalog_column(b->catalog, t->field, &width);
    if (t->low > t->high)
        clear_all(b, bits);
    else if (width == 1)
        range_8(bits, (const uint8_t *)column + b->first, b->n, (uint8_t)t->low, (uint8_t)t->high);
    else if (width == 2)
        range_16(bits, (const uint16_t *)column + b->first, b->n, (uint16_t)t->low,
                 (uint16_t)t->high);
    else
        range_32(bits, (const uint32_t *)column + b->first, b->n, t->low, t->high);
    keep_kinds(t, b, bits);
}

/* An age range matches `<18` only where it lies wholly below: one that straddles is no child's yet. */
static void scan_ages(const struct term *t, const struct block *b, uint64_t *bits)
{
    unsigned width;
    const uint32_t *column = catalog_column(b->catalog, t->field, &width);
    within_32(bits, column + b->first, b->n, t->low, t->high);
    keep_kinds(t, b, bits);
}

static void scan_bits(const struct term *t, const struct block *b, uint64_t *bits)
{
    unsigned width;
    const uint8_t *column = catalog_column(b->catalog, t->field, &width);
    masked_8(bits, column + b->first, b->n, (uint8_t)t->low, (uint8_t)t->low);
    keep_kinds(t, b, bits);
}

static void scan_marks(const struct term *t, const struct block *b, uint64_t *bits)
{
    masked_8(bits, review_marks(b->review) + b->first, b->n, t->mask, t->mark);
}

/* An id of another record: its number is that of the text. */
static void scan_id(const struct term *t, const struct block *b, uint64_t *bits)
{
    struct term number = *t;
    number.low = number.high = catalog_text_find(b->catalog, t->text, t->len);
    if (number.low == CATALOG_NONE)
        clear_all(b, bits);
    else
        scan_cells(&number, b, bits);
}

static void scan_row_id(const struct term *t, const struct block *b, uint64_t *bits)
{
    uint32_t at = catalog_find(b->catalog, t->text) - b->first;
    uint64_t bit = at < b->n ? bits[at / 64] & UINT64_C(1) << at % 64 : 0;
    clear_all(b, bits);
    if (bit)
        bits[at / 64] = bit;
}

static bool test_id_start(const struct term *t, const struct block *b, uint32_t row)
{
    size_t n;
    const char *text = catalog_text(b->catalog, row, t->field, &n);
    return n && n >= t->len && memcmp(text, t->text, t->len) == 0;
}

static bool test_reviewer(const struct term *t, const struct block *b, uint32_t row)
{
    return strcmp(review_row(b->review, row).reviewer, t->text) == 0;
}

static bool has_answer(const struct term *t, const struct answers *a)
{
    uint64_t given = t->answer == ANSWER_PRESENT  ? a->present
                     : t->answer == ANSWER_ABSENT ? a->absent
                                                  : ~(a->present | a->absent);
    return given & t->asked;
}

static bool test_reported(const struct term *t, const struct block *b, uint32_t row)
{
    return has_answer(t, catalog_reported(b->catalog, row));
}

static bool test_answers(const struct term *t, const struct block *b, uint32_t row)
{
    struct row_review r = review_row(b->review, row);
    return has_answer(t, &r.answers);
}

static bool test_implied(const struct term *t, const struct block *b, uint32_t row)
{
    return review_row(b->review, row).answers.implied & t->asked;
}

static bool test_seconds(const struct term *t, const struct block *b, uint32_t row)
{
    uint64_t seconds = review_row(b->review, row).seconds, cell = seconds ? seconds + 1 : 0;
    return cell >= t->low && cell <= t->high;
}

static bool test_age_group(const struct term *t, const struct block *b, uint32_t row)
{
    struct facts facts = facts_of_row(b->catalog, row);
    return facts.kind == KIND_DEBRIEFING && facts_age_class(&facts) == (enum age_class)t->low;
}

static bool test_month(const struct term *t, const struct block *b, uint32_t row)
{
    return date_month(catalog_cell(b->catalog, row, F_DATE)) == t->low;
}

static bool test_case_year(const struct term *t, const struct block *b, uint32_t row)
{
    unsigned year = catalog_case_year(b->catalog, catalog_case(b->catalog, row));
    return year >= t->low && year <= t->high;
}

static bool test_differ(const struct term *t, const struct block *b, uint32_t row)
{
    struct row_review r = review_row(b->review, row);
    return r.state == STATE_DECIDED && results_differ(t->known, r.results);
}

static bool test_differ_reported(const struct term *t, const struct block *b, uint32_t row)
{
    struct facts facts = facts_of_row(b->catalog, row);
    return results_differ(t->known, results_reported(t->known, &facts));
}

static bool test_definition(const struct term *t, const struct block *b, uint32_t row)
{
    struct row_review r = review_row(b->review, row);
    return r.state == STATE_DECIDED && results_get(r.results, t->definition) == t->result;
}

static bool test_definition_reported(const struct term *t, const struct block *b, uint32_t row)
{
    struct facts facts = facts_of_row(b->catalog, row);
    struct answers basis = basis_reported(t->known, &facts);
    return definition_result(&t->known->definition[t->definition], &basis) == t->result;
}

const struct term_ops ask_cells = {.scan = scan_cells}, ask_ages = {.scan = scan_ages},
                      ask_bits = {.scan = scan_bits}, ask_marks = {.scan = scan_marks},
                      ask_id = {.scan = scan_id}, ask_row_id = {.scan = scan_row_id},
                      ask_id_start = {.test = test_id_start, .cost = COST_ROW},
                      ask_reported = {.test = test_reported, .cost = COST_ROW},
                      ask_reviewer = {.test = test_reviewer, .decided = true, .cost = COST_ROW},
                      ask_answers = {.test = test_answers, .decided = true, .cost = COST_ROW},
                      ask_implied = {.test = test_implied, .decided = true, .cost = COST_ROW},
                      ask_seconds = {.test = test_seconds, .decided = true, .cost = COST_ROW},
                      ask_month = {.test = test_month, .cost = COST_ROW},
                      ask_age_group = {.test = test_age_group, .cost = COST_ROW},
                      ask_case_year = {.test = test_case_year, .cost = COST_ROW},
                      ask_differ = {.test = test_differ, .decided = true, .cost = COST_ROW},
                      ask_differ_reported = {.test = test_differ_reported, .cost = COST_TEXT},
                      ask_definition = {.test = test_definition, .decided = true, .cost = COST_ROW},
                      ask_definition_reported = {.test = test_definition_reported,
                                                 .cost = COST_TEXT};

static void test_rows(const struct term *t, const struct block *b, uint64_t *bits)
{
    for (uint32_t word = 0; word * 64 < b->n; word++) {
        for (uint64_t left = bits[word]; left; left &= left - 1) {
            unsigned bit = (unsigned)__builtin_ctzll(left);
            if (!t->ops->test(t, b, b->first + word * 64 + bit))
                bits[word] &= ~(UINT64_C(1) << bit);
        }
    }
}

void term_ask(const struct term *t, const struct block *b, uint64_t *bits)
{
    if (t->ops->decided)
        any_8(bits, review_marks(b->review) + b->first, b->n, MARK_OUTCOME, 0);
    if (t->ops->scan)
        t->ops->scan(t, b, bits);
    else
        test_rows(t, b, bits);
}
