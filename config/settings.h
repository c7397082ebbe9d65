/* The settings: config/settings.yaml, then the user's settings.yaml (config/files.h says where), then the
 * workspace's tipreview.yaml. The later one takes the place of what the earlier set; labels of coverage
 * are united by year, limits by name. The rows are config/settings.def. */
#ifndef TIPREVIEW_SETTINGS_H
#define TIPREVIEW_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "config/limits.h"
#include "config/theme.h"
#include "models/base/err.h"
#include "models/base/str.h"
#include "models/list_column.h"

enum { EXEMPT_MAX = 32 }; /* headlines of publish.exempt */

struct coverage_label {
    unsigned year;
    const char *label;
};

/* Zero-initialise it. Its texts live until settings_release. */
struct settings {
    const char
        *primary; /* the id of a definition; that there is one is checked with the criteria */
    struct {
        const char *file;
        unsigned line, col;
    } primary_at; /* where that was set */
    const char
        *keys;    /* the preset of keys (config/keys.h); that there is one is checked with them */
    bool catalog; /* the records' texts and columns may be kept in a file */
    const char *order; /* of the queue (models/row_sort.h) */
    struct column_choice queue_columns;
    struct limits limits; /* those saved in the console among them */
    struct coverage {
        struct coverage_label *label;
        size_t count, cap;
    } coverage;
    unsigned load_workers;  /* 0: auto */
    unsigned break_minutes; /* 0: off */
    bool content_warning;
    unsigned recheck_share, recheck_after; /* models/recheck.h */
    const char *theme; /* its name; that there is one is checked where it is put on */
    enum background background;
    unsigned lock; /* minutes; 0: off */
    bool mouse;
    struct exempt {
        const char *id[EXEMPT_MAX];
        size_t count;
    } exempt; /* headlines that are published as they are */
    struct arena arena;
};

/* A row of config/settings.def, for help and completion. */
struct setting_def {
    const char *name, *values, *help;
};
extern const struct setting_def setting_defs[];
extern const size_t setting_count;

/* `workspace` may be NULL: the defaults and the user's own. Errors (ERR_USAGE) name file, line, column and, of an
 * unknown setting, the closest known one. */
MUST_CHECK bool settings_load(const char *workspace, struct settings *s, struct err *e);
void settings_release(struct settings *s);

/* The setting of that name, or that alone begins so: *i is its row of setting_defs. False and the error, which names the
 * closest. */
MUST_CHECK bool settings_find(const char *name, size_t *i, struct err *e);

/* The words that may be its value, NULL-terminated; NULL: its values are no fixed words. For completion. */
const char *const *settings_words(size_t i);

/* Sets setting i to a value as it stands in a file; nothing has changed where it is refused. settings_restore takes back
 * what was set since `before` was copied, but for labels of coverage and limits. settings_show appends the value. */
MUST_CHECK bool settings_set(struct settings *s, size_t i, const char *value, struct err *e);
void settings_restore(struct settings *s, const struct settings *before);
void settings_show(const struct settings *s, size_t i, struct str *out);

/* The label that was set for a year, or NULL. Not sanitised. */
const char *settings_coverage(const struct settings *s, unsigned year);

#endif
