/* The names of keys, as config/keys.yaml and scripts write them. */
#ifndef TIPREVIEW_KEY_NAME_H
#define TIPREVIEW_KEY_NAME_H

#include <stdint.h>

#include "models/base/str.h"

/* A key (tui/input.h) from its name: "j", "<Tab>", "<C-r>". Moves *text behind it; 0 where it is no key. */
uint32_t key_parse(const char **text);

/* Appends the name. */
void key_format(uint32_t key, struct str *out);

/* The name of a key that is closest to `name`, or NULL. */
const char *key_closest(const char *name);

#endif
