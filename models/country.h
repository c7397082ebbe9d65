/* ISO 3166-1 alpha-2 country codes. */
#ifndef TIPREVIEW_COUNTRY_H
#define TIPREVIEW_COUNTRY_H

#include <stdbool.h>

/* Whether two capital letters are an officially assigned code (ISO 3166-1, 249 codes). */
bool country_known(const char code[2]);

#endif
