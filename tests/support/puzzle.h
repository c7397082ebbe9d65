/* What a reader can work out of published tables: an exact solver over whole numbers, which shares nothing with the program.
 *
 * A puzzle is numbers, each between two bounds, and sums that hold among them. */
#ifndef TIPREVIEW_TEST_PUZZLE_H
#define TIPREVIEW_TEST_PUZZLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PUZZLE_NUMBERS = 4000, PUZZLE_SUMS = 1500, PUZZLE_TERMS = 12000 };

struct puzzle {
    size_t numbers, sums, terms;
    int64_t low[PUZZLE_NUMBERS], high[PUZZLE_NUMBERS];
    size_t end[PUZZLE_SUMS];
    size_t whole[PUZZLE_SUMS];
    size_t part[PUZZLE_TERMS];
};

size_t puzzle_number(struct puzzle *p, int64_t low, int64_t high);
void puzzle_part(struct puzzle *p, size_t number); /* of the sum that is being made */
void puzzle_sum(struct puzzle *p, size_t whole);   /* completes it */

/* How a question ended. */
enum puzzle_answer { PUZZLE_NO, PUZZLE_YES, PUZZLE_GAVE_UP };

/* Whether whole numbers that fit exist with this value of this number. */
enum puzzle_answer puzzle_possible(const struct puzzle *p, size_t number, int64_t value);

/* Goes through every solution, up to so many; each value below 64 that a number takes sets its bit. Returns how many
 * there are, or SIZE_MAX where there are more. */
size_t puzzle_enumerate(const struct puzzle *p, size_t most, uint64_t *seen);

#endif
