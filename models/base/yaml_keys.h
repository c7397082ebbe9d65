/* The keys of the mappings that are open, to find one that is there already. Part of models/base/yaml.h. */
#ifndef TIPREVIEW_BASE_YAML_KEYS_H
#define TIPREVIEW_BASE_YAML_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialise it. */
struct yaml_keys {
    struct yaml_key *key; /* of all open mappings, the outermost first */
    uint32_t *hash;       /* of their names, apart, so that comparing them is quick */
    /* A bit for the upper bits of each hash so far: one that is not there need not be sought. */
    uint64_t seen[256];
    bool any; /* there is one */
    size_t count, key_cap, hash_cap;
    char *names; /* each with its NUL */
    size_t names_len, names_cap;
};

/* Where a mapping's keys begin. */
struct yaml_keys_mark {
    size_t count, names_len;
};

/* 1 for the bytes that a key may hold. */
extern const unsigned char yaml_key_byte[256];

void yaml_keys_release(struct yaml_keys *k);
void yaml_keys_clear(struct yaml_keys *k);

/* The beginning of a mapping, and its end: its keys are forgotten. */
struct yaml_keys_mark yaml_keys_begin(const struct yaml_keys *k);
void yaml_keys_end(struct yaml_keys *k, struct yaml_keys_mark begin);

/* Why a name can be no key ("what is wrong: what to change"), or NULL, and then its hash. */
const char *yaml_key_flaw(const char *name, size_t n, uint32_t *hash);

enum yaml_keys_added { YAML_KEY_ADDED, YAML_KEY_THERE, YAML_KEY_TOO_MANY, YAML_KEY_NO_MEMORY };

/* Adds a key of n bytes, with a NUL behind them, to the mapping that began there. THERE: *line is the
 * earlier one's, else the one to note. */
enum yaml_keys_added yaml_keys_add(struct yaml_keys *k, struct yaml_keys_mark begin,
                                   const char *name, size_t n, uint32_t hash, unsigned *line);

#endif
