/* How a case lies on the screen: one, two or three columns, and the one scroll position that moves
 * through all of them. Pure: no terminal. */
#ifndef TIPREVIEW_CASE_COLUMNS_H
#define TIPREVIEW_CASE_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

/* In the order in which they stand and scroll: the text; the facts and criteria; the definitions. What has no column of
 * its own follows the text. */
enum { COLUMN_TEXT, COLUMN_CRITERIA, COLUMN_REASONS, CASE_COLUMNS };

struct case_column {
    int x, w;     /* w 0: has no column of its own */
    size_t lines; /* that it holds */
    size_t first; /* that is on the screen */
};

struct case_columns {
    struct case_column column[CASE_COLUMNS];
    unsigned count;
    size_t height;
    size_t position; /* 0: everything at its top */
};

/* Divides `width` columns of the screen into at most `most`: below 80 one, from 132 three. Leaves the
 * lines alone. */
void case_columns_divide(struct case_columns *c, int width, unsigned most);

/* After a change of lines or height: keeps the position within what there is, and sets each column's first line. */
void case_columns_settle(struct case_columns *c);

/* Moves by so many lines; or by screens, stopping where a column ends. */
void case_columns_move(struct case_columns *c, long lines);
void case_columns_page(struct case_columns *c, int step);

/* Brings a line of the text onto the screen. */
void case_columns_show(struct case_columns *c, size_t line);

/* Lines of a column that are on the screen: one less than the height where more follow, since the
 * last row says so. */
size_t case_column_shown(const struct case_columns *c, unsigned column);

#endif
