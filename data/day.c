#include "data/day.h"

static unsigned days_in_month(unsigned year, unsigned month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && year % 4 == 0 ? 29 : days[month - 1];
}

struct day day_of_year(unsigned year, unsigned n)
{
    struct day d = {year, 1, 0};
    while (n >= days_in_month(year, d.month))
        n -= days_in_month(year, d.month++);
    d.day = n + 1;
    return d;
}

struct day day_before(struct day d, unsigned days)
{
    while (days >= d.day) {
        days -= d.day;
        d.year -= d.month == 1;
        d.month = d.month == 1 ? 12 : d.month - 1;
        d.day = days_in_month(d.year, d.month);
    }
    d.day -= days;
    return d;
}

unsigned day_key(struct day d)
{
    return d.year * 10000 + d.month * 100 + d.day;
}
