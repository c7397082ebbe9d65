/* The cases that records belong to. */
#include <string.h>

#include "models/base/pages.h"
#include "models/catalog.h"
#include "models/catalog_store.h"

enum case_key { CASE_NAMED, CASE_OPERATION, CASE_KEYS };

static uint32_t new_case(struct catalog *c, unsigned year)
{
    struct catalog_case *more = pages_grow(c->cases, &c->case_cap, c->case_count + 1, sizeof *more);
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
    uint32_t *more = pages_grow(c->case_of_word, &c->case_words, need, sizeof *more);
    if (!more)
        return NULL;
    c->case_of_word = more;
    if (c->case_words > had)
        memset(more + had, 0, (c->case_words - had) * sizeof *more);
    return &more[(size_t)word * CASE_KEYS + key];
}

/* The record's `case`, else its operation, else the record itself (docs/design.md). An
 * operation is of the case that the debriefings which name it are of. */
uint32_t catalog_case_number(struct catalog *c, uint32_t case_word, uint32_t operation_word,
                             unsigned year)
{
    uint32_t word = case_word ? case_word : operation_word;
    if (!word)
        return new_case(c, year);
    uint32_t *slot = case_slot(c, word, case_word ? CASE_NAMED : CASE_OPERATION);
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
    uint32_t number = fixed_get(c, COL_CASE, row);
    return number < c->case_count ? number : 0;
}

uint32_t catalog_cases(const struct catalog *c)
{
    return (uint32_t)c->case_count;
}

unsigned catalog_case_year(const struct catalog *c, uint32_t number)
{
    unsigned year = number < c->case_count ? c->cases[number].year : 0;
    return year <= DATE_YEAR_MAX ? year : 0;
}
