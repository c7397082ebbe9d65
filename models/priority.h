/* Which records are to be read first, where the order of work is `priority`.
 *
 *   1  a charge or a removal is pending, and the person may be a child (no age is known, or one is or may be under
 *      18), or a means or a sign is reported present
 *   2  anything is reported present
 *   3  the rest
 *
 * The reason: a victim must not be punished or sent away for what she was made to do (Council of Europe Convention on
 * Action against Trafficking, Art. 26; OHCHR Recommended Principles, 2002, 7; for a child, whose age is presumed where it is not
 * certain, Art. 10(3)), and a charge or a removal does not wait for the review. It orders the reading and decides
 * nothing; what was never asked about is not reported, so the third rank is read as carefully. */
#ifndef TIPREVIEW_PRIORITY_H
#define TIPREVIEW_PRIORITY_H

#include "models/catalog.h"
#include "models/criteria.h"

enum priority { PRIORITY_PENDING = 1, PRIORITY_REPORTED, PRIORITY_REST };

enum priority priority_of(const struct catalog *c, const struct criteria *criteria, uint32_t row);

#endif
