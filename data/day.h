/* Days of the calendar, for the years 1901 to 2099. */
#ifndef DATA_DAY_H
#define DATA_DAY_H

struct day {
    unsigned year, month, day; /* month and day 0 where not given */
};

struct day day_of_year(unsigned year, unsigned n); /* n from 0 */
struct day day_before(struct day d, unsigned days);
unsigned day_key(struct day d); /* 20030218; orders days */

#endif
