/* ISO 8601 calendar dates of reduced precision: 2004, 2004-03, 2004-03-12. */
#ifndef TIPREVIEW_BASE_DATE_H
#define TIPREVIEW_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A packed date: year << 9 | month << 5 | day; month and day 0 where not given;
 * 0 is no date. Comparing two packed dates as integers orders them, the less precise first. */
typedef uint32_t date_t;

enum { DATE_YEAR_MAX = 9999 };
enum { DATE_TEXT = 11 }; /* bytes that date_format writes at most, with the NUL */

/* Parses exactly n bytes; years 0001 to 9999, proleptic Gregorian, calendar-checked.
 * Returns 0 where it is no such date. */
date_t date_parse(const char *s, size_t n);
/* "" where d is 0. */
void date_format(date_t d, char out[DATE_TEXT]);

date_t date_pack(unsigned year, unsigned month, unsigned day);
unsigned date_year(date_t d);
unsigned date_month(date_t d); /* 0: not given */
unsigned date_day(date_t d);   /* 0: not given */

/* UTC microseconds since 1970 as "2026-11-23 20:44:01" (20 bytes with the NUL) or with
 * microseconds as "2026-11-23T20:44:01.123456Z" (28 bytes with the NUL). Times outside the
 * years 0001 to 9999 are written as the nearest inside. */
void time_format_short(int64_t us, char out[20]);
void time_format_exact(int64_t us, char out[28]);
int64_t time_days(int64_t us); /* whole days since 1970; before it, negative */
int64_t time_now_us(void);

#endif
