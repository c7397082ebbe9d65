/* Answers to criteria as bit sets: bit i belongs to criteria item i (models/criteria.h). */
#ifndef TIPREVIEW_ANSWERS_H
#define TIPREVIEW_ANSWERS_H

#include <stdbool.h>
#include <stdint.h>

enum answer { ANSWER_NONE = 0, ANSWER_PRESENT, ANSWER_ABSENT, ANSWER_UNKNOWN };

enum { ANSWERS_MAX = 64 }; /* criteria, signs and facts together */

/* The first three never overlap. What is in none of them was not answered, which counts as
 * unknown: "no information" is never "no coercion". */
struct answers {
    uint64_t present, absent;
    uint64_t unknown; /* answered "unknown" in so many words */
    uint64_t implied; /* part of `absent`: filled by the outcome `voluntary`, not by a key */
};

static inline enum answer answers_get(const struct answers *a, unsigned bit)
{
    uint64_t mask = UINT64_C(1) << bit;
    return a->present & mask   ? ANSWER_PRESENT
           : a->absent & mask  ? ANSWER_ABSENT
           : a->unknown & mask ? ANSWER_UNKNOWN
                               : ANSWER_NONE;
}

static inline void answers_set(struct answers *a, unsigned bit, enum answer value)
{
    uint64_t mask = UINT64_C(1) << bit;
    a->present &= ~mask;
    a->absent &= ~mask;
    a->unknown &= ~mask;
    a->implied &= ~mask;
    if (value == ANSWER_PRESENT)
        a->present |= mask;
    else if (value == ANSWER_ABSENT)
        a->absent |= mask;
    else if (value == ANSWER_UNKNOWN)
        a->unknown |= mask;
}

/* "present", "absent", "unknown"; NONE: "". */
const char *answer_name(enum answer answer);
bool answer_parse(const char *name, enum answer *answer);

#endif
