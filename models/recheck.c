#include "models/recheck.h"

#include <string.h>

/* The finalizer of SplitMix64 (Steele, Lea and Flood, 2014) on bits that are random already. */
bool recheck_chosen(uint64_t seq, const struct sha256 *record, unsigned share)
{
    uint64_t x = 0;
    for (unsigned i = 0; i < 8; i++)
        x = x << 8 | record->byte[i];
    x += seq * UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    x ^= x >> 31;
    return x % 100 < share;
}

bool recheck_next(const struct review *r, const char *reviewer, const struct recheck_rule *rule,
                  int64_t day, uint64_t after, struct own_decision *due)
{
    for (size_t at = 0; rule->share > 0 && review_next_own(r, reviewer, &at, due);) {
        bool open = due->seq > after && due->in_force && due->again == OUTCOME_NONE;
        if (open && due->day + rule->after <= day && due->row != CATALOG_NONE &&
            recheck_chosen(due->seq, due->record_sha, rule->share) &&
            review_state(r, due->row) == STATE_DECIDED)
            return true;
    }
    return false;
}

struct agreement recheck_agreement(const struct review *r, const char *reviewer)
{
    struct agreement a = {0};
    struct own_decision own;
    for (size_t at = 0; review_next_own(r, reviewer, &at, &own);) {
        a.again += own.again != OUTCOME_NONE;
        a.same += own.again != OUTCOME_NONE && own.again == own.outcome;
    }
    return a;
}
