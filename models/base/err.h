/* Errors as values: what is wrong, where, and what to change.
 *
 * A function that can fail returns bool and takes a `struct err *` last. On
 * failure it fills the error and returns false; on success it leaves it alone.
 * Nothing below tui/ prints an error or exits because of one. */
#ifndef TIPREVIEW_BASE_ERR_H
#define TIPREVIEW_BASE_ERR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#define PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define MUST_CHECK        __attribute__((warn_unused_result))

/* The kind decides the exit status (EXIT STATUS in docs/tipreview.1). */
enum err_kind {
    ERR_NONE = 0,
    ERR_DATA,   /* the input has a problem: exit status 1 */
    ERR_USAGE,  /* a wrong argument, setting or criteria file: exit status 2 */
    ERR_STORE,  /* the decision log refused or failed: exit status 3 */
    ERR_SYSTEM, /* the system failed: exit status 3 */
};

struct err {
    enum err_kind kind;
    unsigned line, col; /* 1-based; 0 where there is no such place */
    char file[512];     /* "" where there is no such place */
    char what[768];     /* "what is wrong: what to change" */
};

/* Each sets the error and returns false, so that a caller can write
 * `return err_set(...)`. A text too long for its field ends with "[cut]".
 * The text may hold bytes from outside: sanitise it before it is printed. */
bool err_set(struct err *e, enum err_kind kind, const char *fmt, ...) PRINTF(3, 4);
bool err_at(struct err *e, enum err_kind kind, const char *file, unsigned line, unsigned col,
            const char *fmt, ...) PRINTF(6, 7);

/* As err_set, with ": " and strerror(errno) appended; kind ERR_SYSTEM. */
bool err_errno(struct err *e, const char *fmt, ...) PRINTF(2, 3);

/* Out of memory, in the words used everywhere. Allocates nothing. */
bool err_memory(struct err *e);

/* The exit status for a kind. */
int err_status(enum err_kind kind);

struct str;
/* Appends "FILE:LINE:COL: what", leaving out the parts that are not known. */
void err_format(const struct err *e, struct str *out);

#endif
