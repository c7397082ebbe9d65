/* Themes: how each style (config/styles.def) looks on terminals of 8, 16 and 256 colours with a dark or a light
 * background. config/theme.yaml ships; a theme.yaml of the workspace's config/ or of the user's folder adds to it: a
 * theme of a new name is added, in one of a known name the styles that it names are replaced. */
#ifndef TIPREVIEW_CONFIG_THEME_H
#define TIPREVIEW_CONFIG_THEME_H

#include <stdbool.h>
#include <stddef.h>

#include "models/base/err.h"
#include "models/base/str.h"

enum style {
#define STYLE(name, word, help) STYLE_##name,
#include "config/styles.def"
#undef STYLE
    STYLE_TOTAL
};

struct style_def {
    const char *name, *help;
};
extern const struct style_def style_defs[STYLE_TOTAL];

enum { LOOK_BOLD = 1, LOOK_UNDERLINE = 2, LOOK_REVERSE = 4 };
enum background {
    BACKGROUND_DARK,
    BACKGROUND_LIGHT,
    BACKGROUND_AUTO,
    BACKGROUNDS = BACKGROUND_AUTO
};
enum depth { DEPTH_8, DEPTH_16, DEPTH_256, DEPTHS };
enum { COLOUR_OWN = -1 }; /* the terminal's own */

struct look {
    unsigned char attributes;
    short colour[BACKGROUNDS][DEPTHS]; /* a number of the terminal's palette, or COLOUR_OWN */
};

struct theme {
    const char *name;
    struct look look[STYLE_TOTAL];
};

/* Zero-initialise it. */
struct themes {
    struct theme *theme;
    size_t count, cap;
    struct arena arena;
};

/* `workspace` may be NULL. False and the error (ERR_USAGE, with file, line and column) where a file is wrong: `t` then
 * has the themes that ship, so that work can go on. */
MUST_CHECK bool themes_load(const char *workspace, struct themes *t, struct err *e);
void themes_release(struct themes *t);

/* The theme of that name. NULL and the error, with the closest name and all of them, where there is none. */
const struct theme *themes_find(const struct themes *t, const char *name, struct err *e);

/* Which background is meant: auto is what COLORFGBG ("15;0") says, dark where it is NULL or says nothing. */
enum background background_of(enum background set, const char *colorfgbg);

/* "bright-red" of a palette's number below 16; NULL of any other. */
const char *colour_name(int colour);

#endif
