/* The criteria that ship with the program, whatever the user's own configuration is. */
#ifndef TIPREVIEW_TEST_CRITERIA_H
#define TIPREVIEW_TEST_CRITERIA_H

#include "models/criteria.h"

/* Fails the test where they cannot be loaded. criteria_free frees. */
struct criteria *shipped_criteria(void);

#endif
