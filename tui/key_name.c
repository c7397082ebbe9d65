#include "tui/key_name.h"

#include <string.h>

#include "models/base/closest.h"
#include "models/base/text.h"
#include "tui/input.h"

static const struct key_name {
    const char *name;
    uint32_t key;
} key_names[] = {
    {"<Up>", K_UP},      {"<Down>", K_DOWN},      {"<Left>", K_LEFT},    {"<Right>", K_RIGHT},
    {"<Home>", K_HOME},  {"<End>", K_END},        {"<PgUp>", K_PAGE_UP}, {"<PgDn>", K_PAGE_DOWN},
    {"<Tab>", K_TAB},    {"<S-Tab>", K_BACK_TAB}, {"<Enter>", K_ENTER},  {"<Esc>", K_ESC},
    {"<Space>", ' '},    {"<BS>", K_BACKSPACE},   {"<Del>", K_DELETE},   {"<lt>", '<'},
    {"<Ins>", K_INSERT}, {"<F1>", K_F1},          {"<F2>", K_F1 + 1},    {"<F3>", K_F1 + 2},
    {"<F4>", K_F1 + 3},  {"<F5>", K_F1 + 4},      {"<F6>", K_F1 + 5},    {"<F7>", K_F1 + 6},
    {"<F8>", K_F1 + 7},  {"<F9>", K_F1 + 8},      {"<F10>", K_F1 + 9},   {"<F11>", K_F1 + 10},
    {"<F12>", K_F12},
};
enum { KEY_NAMES = sizeof key_names / sizeof *key_names };

static uint32_t plain_key(const char *name, size_t n)
{
    for (size_t i = 0; i < KEY_NAMES; i++) {
        if (strlen(key_names[i].name) == n + 2 && memcmp(key_names[i].name + 1, name, n) == 0)
            return key_names[i].key;
    }
    return 0;
}

/* "Tab", "C-r", "S-Up": a name without its angle brackets. */
static uint32_t key_named(const char *name, size_t n)
{
    uint32_t key = plain_key(name, n);
    if (key || n < 3 || name[1] != '-')
        return key;
    if (name[0] == 'C' && n == 3 && name[2] >= 'a' && name[2] <= 'z')
        return key_control(name[2]);
    key = name[0] == 'C' || name[0] == 'S' ? key_named(name + 2, n - 2) : 0;
    if (key < K_UP || (key & ~(uint32_t)(K_SHIFT | K_CTRL)) > K_F12)
        return 0;
    return key | (name[0] == 'C' ? K_CTRL : K_SHIFT);
}

uint32_t key_parse(const char **text)
{
    const char *s = *text;
    const char *close = *s == '<' ? strchr(s, '>') : NULL;
    if (close) {
        *text = close + 1;
        return close > s + 1 ? key_named(s + 1, (size_t)(close - s - 1)) : 0;
    }
    uint32_t cp = 0;
    unsigned len = *s ? utf8_decode(s, strlen(s), &cp) : 0;
    *text += len;
    return len && char_width(cp) ? cp : 0;
}

/* The name of a key, whatever is held with it; NULL where it is a character. */
static const char *plain_name(uint32_t key)
{
    for (size_t i = 0; i < KEY_NAMES; i++) {
        if (key_names[i].key == (key & ~(uint32_t)(K_SHIFT | K_CTRL)))
            return key_names[i].name;
    }
    return NULL;
}

void key_format(uint32_t key, struct str *out)
{
    const char *name = plain_name(key);
    if (name)
        str_addf(out, "<%s%s%s", key & K_CTRL ? "C-" : "", key & K_SHIFT ? "S-" : "", name + 1);
    else if (key < ' ')
        str_addf(out, "<C-%c>", (char)(key | 0x60));
    else
        utf8_encode(out, key);
}

static const char *name_at(const void *ctx, size_t i)
{
    (void)ctx;
    return key_names[i].name;
}

const char *key_closest(const char *name)
{
    return closest(name, name_at, NULL, KEY_NAMES);
}
