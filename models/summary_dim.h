/* The dimensions: which category a record is in, and the loops that count them. Shared by the summary*.c files alone. */
#ifndef TIPREVIEW_SUMMARY_DIM_H
#define TIPREVIEW_SUMMARY_DIM_H

#include "models/summary_count.h"

enum { COUNT_BLOCK = 4096 };

/* Debriefings by entry point, by the number of its text; and then which are named. */
void count_points(struct counts *c, uint32_t first, uint32_t n);
void choose_points(struct counts *c);

/* All dimensions, the cohorts, the persons and the sums. */
void count_rows(struct counts *c, uint32_t first, uint32_t n);

#endif
