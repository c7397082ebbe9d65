#include "models/tally.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/table.h"

const char *const tally_names[T_TOTAL] = {
#define TALLY(name, text, heading) [T_##name] = text,
    TALLY_COLUMNS
#undef TALLY
};

const char *const tally_headings[T_TOTAL] = {
#define TALLY(name, text, heading) [T_##name] = heading,
    TALLY_COLUMNS
#undef TALLY
};

const char *state_name(enum row_state state)
{
    static const char *const name[] = {
        [STATE_UNDECIDED] = "undecided",
        [STATE_DECIDED] = "decided",
        [STATE_AWAITING_SECOND] = "awaiting_second",
        [STATE_DISPUTED] = "disputed",
        [STATE_STALE] = "stale",
        [STATE_NOW_INVALID] = "now_invalid",
    };
    return name[state];
}

/* A case with trafficking: how many such decisions it has, and the year it counts in. */
struct counted_case {
    uint32_t number;
    unsigned year;
    int64_t decisions;
};

struct tally {
    struct tally_year *year; /* in rising order */
    size_t years, year_cap;
    struct counted_case *counted;
    size_t cases, case_cap;
    struct table case_table; /* case number -> index into counted */
};

struct tally *tally_new(void)
{
    return calloc(1, sizeof(struct tally));
}

struct tally *tally_new_of(const struct tally_year *year, size_t years)
{
    struct tally *t = tally_new();
    if (!t || !years)
        return t;
    t->year = grow(NULL, &t->year_cap, years, sizeof *t->year);
    if (!t->year) {
        tally_free(t);
        return NULL;
    }
    memcpy(t->year, year, years * sizeof *year);
    t->years = years;
    return t;
}

void tally_free(struct tally *t)
{
    if (!t)
        return;
    free(t->year);
    free(t->counted);
    table_release(&t->case_table);
    free(t);
}

size_t tally_years(const struct tally *t)
{
    return t->years;
}

const struct tally_year *tally_year_at(const struct tally *t, size_t index)
{
    return &t->year[index];
}

/* The index of the first year that is not before `year`. */
static size_t year_index(const struct tally *t, unsigned year)
{
    size_t low = 0, high = t->years;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (t->year[mid].year < year)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

const struct tally_year *tally_find(const struct tally *t, unsigned year)
{
    size_t i = year_index(t, year);
    return i < t->years && t->year[i].year == year ? &t->year[i] : NULL;
}

static bool ensure_year(struct tally *t, unsigned year)
{
    size_t i = year_index(t, year);
    if (i < t->years && t->year[i].year == year)
        return true;
    struct tally_year *more = grow(t->year, &t->year_cap, t->years + 1, sizeof *more);
    if (!more)
        return false;
    t->year = more;
    memmove(&t->year[i + 1], &t->year[i], (t->years - i) * sizeof *t->year);
    t->year[i] = (struct tally_year){.year = year};
    t->years++;
    return true;
}

static struct tally_year *the_year(struct tally *t, unsigned year)
{
    return &t->year[year_index(t, year)];
}

static bool same_case(const void *ctx, uint32_t index, const void *key)
{
    const struct tally *t = ctx;
    return t->counted[index].number == *(const uint32_t *)key;
}

static struct counted_case *find_case(const struct tally *t, uint32_t number)
{
    uint32_t i =
        table_find(&t->case_table, table_hash(&number, sizeof number), same_case, t, &number);
    return i == TABLE_NONE ? NULL : &t->counted[i];
}

static struct counted_case *ensure_case(struct tally *t, uint32_t number, unsigned year)
{
    struct counted_case *found = find_case(t, number);
    if (found)
        return found;
    struct counted_case *more = grow(t->counted, &t->case_cap, t->cases + 1, sizeof *more);
    if (!more)
        return NULL;
    t->counted = more;
    t->counted[t->cases] = (struct counted_case){.number = number, .year = year};
    if (!table_add(&t->case_table, table_hash(&number, sizeof number), (uint32_t)t->cases))
        return NULL;
    return &t->counted[t->cases++];
}

/* The column in which a debriefing of that state counts. */
static enum tally_column column_of(const struct tally_row *row)
{
    static const enum tally_column of_outcome[OUTCOME_COUNT] = {
        [OUTCOME_NONE] = T_UNDECIDED,
        [OUTCOME_VOLUNTARY] = T_VOLUNTARY,
        [OUTCOME_TRAFFICKING] = T_TRAFFICKING,
        [OUTCOME_NOT_TRAFFICKING] = T_NOT_TRAFFICKING,
        [OUTCOME_INSUFFICIENT] = T_INSUFFICIENT,
        [OUTCOME_OUT_OF_SCOPE] = T_OUT_OF_SCOPE,
    };
    static const enum tally_column of_state[] = {
        [STATE_UNDECIDED] = T_UNDECIDED,     [STATE_AWAITING_SECOND] = T_AWAITING_SECOND,
        [STATE_DISPUTED] = T_DISPUTED,       [STATE_STALE] = T_STALE,
        [STATE_NOW_INVALID] = T_NOW_INVALID,
    };
    return row->state == STATE_DECIDED ? of_outcome[row->outcome] : of_state[row->state];
}

static void count_debriefing(struct tally_year *y, const struct tally_row *row, int sign)
{
    y->n[T_DEBRIEFINGS] += sign;
    y->n[T_VISITORS] += sign * row->visitor;
    y->status_known += sign * row->status_known;
    y->n[column_of(row)] += sign;
    if (row->state == STATE_DECIDED)
        for (unsigned d = 0; d < DEFINITIONS_MAX; d++)
            y->result[d][row->results >> 2 * d & 3] += sign;
}

static void count_operation(struct tally_year *y, const struct tally_row *row, int sign)
{
    y->n[T_OPERATIONS] += sign;
    y->n[T_PERSONS_ARRESTED] += sign * (int64_t)row->persons_arrested;
    if (row->state == STATE_DECIDED)
        y->operation_outcome[row->outcome] += sign;
    else
        y->n[T_OPERATIONS_UNDECIDED] += sign;
}

static void count_case(struct tally *t, const struct tally_row *row, struct counted_case *k,
                       int sign)
{
    if (k->decisions && k->year != row->case_year) {
        the_year(t, k->year)->n[T_TRAFFICKING_CASES]--;
        the_year(t, row->case_year)->n[T_TRAFFICKING_CASES]++;
    }
    k->year = row->case_year;
    if (row->state != STATE_DECIDED || row->outcome != OUTCOME_TRAFFICKING)
        return;
    bool counted = k->decisions > 0;
    k->decisions += sign;
    the_year(t, k->year)->n[T_TRAFFICKING_CASES] += (k->decisions > 0) - counted;
}

bool tally_reserve(struct tally *t, const struct tally_row *row)
{
    bool trafficking = row->state == STATE_DECIDED && row->outcome == OUTCOME_TRAFFICKING;
    return ensure_year(t, row->year) && ensure_year(t, row->case_year) &&
           (!trafficking || ensure_case(t, row->case_number, row->case_year));
}

bool tally_count(struct tally *t, const struct tally_row *row, int sign)
{
    if (!tally_reserve(t, row))
        return false;
    struct counted_case *k = find_case(t, row->case_number);
    struct tally_year *y = the_year(t, row->year);
    y->month[row->month] += sign;
    if (row->kind == KIND_DEBRIEFING)
        count_debriefing(y, row, sign);
    else
        count_operation(y, row, sign);
    if (k)
        count_case(t, row, k, sign);
    return true;
}

void tally_coverage(const struct tally_year *y, struct str *out)
{
    static const char *const name[] = {"",    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    unsigned first = 1, last = 12;
    while (first <= 12 && !y->month[first])
        first++;
    while (last >= first && !y->month[last])
        last--;
    if (first > 12) {
        str_add(out, "year only");
        return;
    }
    str_add(out, name[first]);
    if (last > first)
        str_addf(out, "-%s", name[last]);
    if (y->month[0])
        str_add(out, "+year only");
}

void percent_format(int64_t n, int64_t total, struct str *out)
{
    if (total <= 0)
        str_add(out, "n/a");
    else if (n > 0 && n * 1000 < total)
        str_add(out, "<0.1%");
    else
        str_addf(out, "%lld.%lld%%", (long long)(n * 1000 / total / 10),
                 (long long)(n * 1000 / total % 10));
}
