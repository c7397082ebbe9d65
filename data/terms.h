/* The words that a made-up case is put together from, in English and in Chinese. */
#ifndef DATA_TERMS_H
#define DATA_TERMS_H

#include <stdbool.h>
#include <stddef.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

struct term {
    const char *en, *zh;
};

struct origin {
    const char *country; /* ISO 3166-1 alpha-2, or unknown */
    struct term from, language;
    unsigned weight;
    bool interpreter; /* the language needs one */
    bool by_air;      /* passport and airport; else a two-way exit permit and the land boundary */
};

extern const struct origin origins[];
extern const size_t origins_count;

/* Places that scripted persons come from. */
enum {
    ORIGIN_HUNAN = 0,
    ORIGIN_GUANGXI = 2,
    ORIGIN_FUJIAN = 7,
    ORIGIN_THAILAND = 10,
    ORIGIN_PHILIPPINES = 11,
    ORIGIN_VIET_NAM = 12
};

extern const struct term districts[];
extern const size_t districts_count;
extern const struct term premises[];
extern const size_t premises_count;
extern const struct term contacts[];
extern const size_t contacts_count;

/* Control points: the first LAND_POINTS of them by land or sea, the last one the airport. */
enum { LAND_POINTS = 5, POINT_AIRPORT = 5, POINTS = 6 };
extern const struct term points[POINTS];

/* Two words that name an operation: "Grey Heron". */
extern const char *const title_first[16];
extern const char *const title_second[16];

#endif
