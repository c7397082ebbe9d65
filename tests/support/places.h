/* The places that configuration comes from, as empty folders of a test's own: a workspace, and what XDG_CONFIG_HOME
 * names. */
#ifndef TIPREVIEW_TESTS_PLACES_H
#define TIPREVIEW_TESTS_PLACES_H

extern char workspace[512], user[512];

/* Set-up and tear-down of a cmocka test. */
int make_places(void **state);
int remove_places(void **state);

/* The path of a name below a place, borrowed until the next call; place_write makes the folders on its way and
 * writes the file. */
const char *place_path(const char *place, const char *name);
const char *place_write(const char *place, const char *name, const char *text);

#endif
