#include "models/base/date.h"

#include <time.h>

date_t date_pack(unsigned year, unsigned month, unsigned day)
{
    return (date_t)(year << 9 | month << 5 | day);
}

unsigned date_year(date_t d)
{
    return d >> 9;
}

unsigned date_month(date_t d)
{
    return d >> 5 & 15;
}

unsigned date_day(date_t d)
{
    return d & 31;
}

static unsigned days_in_month(unsigned year, unsigned month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

/* Reads exactly `digits` digits; 0, which no part of a date may be, where they are not. */
static unsigned read_number(const char *s, unsigned digits)
{
    unsigned value = 0;
    for (unsigned i = 0; i < digits; i++) {
        if (s[i] < '0' || s[i] > '9')
            return 0;
        value = value * 10 + (unsigned)(s[i] - '0');
    }
    return value;
}

date_t date_parse(const char *s, size_t n)
{
    if (n != 4 && n != 7 && n != 10)
        return 0;
    unsigned year = read_number(s, 4), month = 0, day = 0;
    if (!year)
        return 0;
    if (n >= 7) {
        month = s[4] == '-' ? read_number(s + 5, 2) : 0;
        if (!month || month > 12)
            return 0;
    }
    if (n == 10) {
        day = s[7] == '-' ? read_number(s + 8, 2) : 0;
        if (!day || day > days_in_month(year, month))
            return 0;
    }
    return date_pack(year, month, day);
}

/* Writes a number's last `digits` digits; returns the place after them. */
static char *put_number(char *out, unsigned value, unsigned digits)
{
    for (unsigned i = digits; i-- > 0; value /= 10)
        out[i] = (char)('0' + value % 10);
    return out + digits;
}

void date_format(date_t d, char out[DATE_TEXT])
{
    if (d) {
        out = put_number(out, date_year(d), 4);
        if (date_month(d)) {
            *out++ = '-';
            out = put_number(out, date_month(d), 2);
        }
        if (date_month(d) && date_day(d)) {
            *out++ = '-';
            out = put_number(out, date_day(d), 2);
        }
    }
    *out = '\0';
}

enum { SECOND = 1000000 };

/* 0001-01-01 and 9999-12-31 23:59:59.999999. */
#define FIRST_US (-62135596800 * SECOND)
#define LAST_US  (253402300799 * SECOND + SECOND - 1)

/* Writes "YYYY-MM-DD?HH:MM:SS" with no NUL; returns the microseconds left over. */
static unsigned put_time(int64_t us, char between, char *out)
{
    us = us < FIRST_US ? FIRST_US : us > LAST_US ? LAST_US : us;
    int64_t rest = us % SECOND;
    if (rest < 0)
        rest += SECOND;
    time_t seconds = (time_t)((us - rest) / SECOND);
    struct tm tm;
    gmtime_r(&seconds, &tm);
    const int part[] = {tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                        tm.tm_hour,        tm.tm_min,     tm.tm_sec};
    const char after[] = {'-', '-', between, ':', ':'};
    for (unsigned i = 0; i < 6; i++) {
        out = put_number(out, (unsigned)part[i], i ? 2 : 4);
        if (i < 5)
            *out++ = after[i];
    }
    return (unsigned)rest;
}

void time_format_short(int64_t us, char out[20])
{
    put_time(us, ' ', out);
    out[19] = '\0';
}

void time_format_exact(int64_t us, char out[28])
{
    unsigned rest = put_time(us, 'T', out);
    out[19] = '.';
    put_number(out + 20, rest, 6);
    out[26] = 'Z';
    out[27] = '\0';
}

int64_t time_days(int64_t us)
{
    int64_t day = (int64_t)24 * 60 * 60 * SECOND;
    return us / day - (us % day < 0);
}

int64_t time_now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * SECOND + now.tv_nsec / 1000;
}
