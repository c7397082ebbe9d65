#include "models/base/yaml_keys.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/str.h"
#include "models/base/yaml.h"

struct yaml_key {
    uint32_t name; /* offset in `names` */
    uint32_t line;
};

const unsigned char yaml_key_byte[256] = {
    ['-'] = 1, ['.'] = 1, ['_'] = 1, ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1,
    ['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1, ['A'] = 1, ['B'] = 1, ['C'] = 1,
    ['D'] = 1, ['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1, ['K'] = 1,
    ['L'] = 1, ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1, ['S'] = 1,
    ['T'] = 1, ['U'] = 1, ['V'] = 1, ['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1, ['a'] = 1,
    ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1, ['g'] = 1, ['h'] = 1, ['i'] = 1,
    ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1, ['o'] = 1, ['p'] = 1, ['q'] = 1,
    ['r'] = 1, ['s'] = 1, ['t'] = 1, ['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1,
    ['z'] = 1,
};

void yaml_keys_release(struct yaml_keys *k)
{
    free(k->key);
    free(k->hash);
    free(k->names);
    *k = (struct yaml_keys){0};
}

void yaml_keys_clear(struct yaml_keys *k)
{
    k->count = k->names_len = 0;
    if (k->any)
        memset(k->seen, 0, sizeof k->seen);
    k->any = false;
}

struct yaml_keys_mark yaml_keys_begin(const struct yaml_keys *k)
{
    return (struct yaml_keys_mark){k->count, k->names_len};
}

void yaml_keys_end(struct yaml_keys *k, struct yaml_keys_mark begin)
{
    k->count = begin.count;
    k->names_len = begin.names_len;
}

const char *yaml_key_flaw(const char *name, size_t n, uint32_t *hash)
{
    if (n == 0)
        return "an empty key: write the key's name before the colon";
    if (n > YAML_MAX_KEY)
        return "a key longer than 64 bytes: shorten it";
    if (n == 2 && memcmp(name, "<<", 2) == 0)
        return "a merge key (<<): write the merged lines out";
    *hash = (uint32_t)n;
    for (size_t i = 0; i < n; i++) {
        if (!yaml_key_byte[(unsigned char)name[i]])
            return "a key may hold only letters A-Z a-z, digits, `_`, `.` and `-`: rename it, or "
                   "where it is text put the whole text in quotation marks";
        *hash = (*hash ^ (unsigned char)name[i]) * 0x01000193u;
    }
    return NULL;
}

/* The first of n hashes that is equal, or n. By blocks with no early exit inside, so that the compiler
 * makes vector instructions of it: a mapping may have 1000 keys. */
static size_t hash_find(const uint32_t *hash, size_t n, uint32_t wanted)
{
    enum { BLOCK = 16 };
    size_t i = 0;
    for (; n - i >= BLOCK; i += BLOCK) {
        uint32_t equal = 0;
        for (size_t j = 0; j < BLOCK; j++)
            equal |= (uint32_t)(hash[i + j] == wanted);
        if (equal)
            break;
    }
    while (i < n && hash[i] != wanted)
        i++;
    return i;
}

static uint64_t *seen_word(struct yaml_keys *k, uint32_t hash, uint64_t *bit)
{
    *bit = UINT64_C(1) << (hash >> 18 & 63);
    return &k->seen[hash >> 24];
}

/* The key of that name among those from `first` on, or NULL. */
static const struct yaml_key *find(const struct yaml_keys *k, size_t first, uint32_t hash,
                                   const char *name)
{
    for (size_t i = first; i < k->count; i++) {
        i += hash_find(k->hash + i, k->count - i, hash);
        if (i < k->count && strcmp(k->names + k->key[i].name, name) == 0)
            return &k->key[i];
    }
    return NULL;
}

static bool make_room(struct yaml_keys *k, size_t name_len)
{
    enum { KEYS = 64, NAMES = 1024 }; /* at first; enough for a record */
    size_t count = k->count < KEYS ? KEYS : k->count + 1;
    if (k->count < k->key_cap && k->count < k->hash_cap && name_len <= k->names_cap - k->names_len)
        return true;
    struct yaml_key *key = grow(k->key, &k->key_cap, count, sizeof *key);
    if (key)
        k->key = key;
    uint32_t *hash = grow(k->hash, &k->hash_cap, count, sizeof *hash);
    if (hash)
        k->hash = hash;
    size_t need = k->names_len + name_len;
    char *names = grow(k->names, &k->names_cap, need < NAMES ? NAMES : need, 1);
    if (names)
        k->names = names;
    return key && hash && names;
}

enum yaml_keys_added yaml_keys_add(struct yaml_keys *k, struct yaml_keys_mark begin,
                                   const char *name, size_t n, uint32_t hash, unsigned *line)
{
    uint64_t bit, *seen = seen_word(k, hash, &bit);
    const struct yaml_key *earlier = *seen & bit ? find(k, begin.count, hash, name) : NULL;
    if (earlier) {
        *line = earlier->line;
        return YAML_KEY_THERE;
    }
    if (k->count - begin.count == YAML_MAX_KEYS)
        return YAML_KEY_TOO_MANY;
    if (!make_room(k, n + 1))
        return YAML_KEY_NO_MEMORY;
    memcpy(k->names + k->names_len, name, n + 1);
    k->hash[k->count] = hash;
    *seen |= bit;
    k->any = true;
    k->key[k->count++] = (struct yaml_key){.name = (uint32_t)k->names_len, .line = *line};
    k->names_len += n + 1;
    return YAML_KEY_ADDED;
}
