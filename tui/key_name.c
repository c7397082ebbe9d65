#include "tui/key_name.h"

#include <string.h>

#include "models/base/closest.h"
#include "models/base/text.h"
#include "tui/input.h"

static const struct key_name {
    const char *name;
    uint32_t key;
} key_names[] = {
    {"<Up>", K_UP},     {"<Down>", K_DOWN},      {"<Left>", K_LEFT},    {"<Right>", K_RIGHT},
    {"<Home>", K_HOME}, {"<End>", K_END},        {"<PgUp>", K_PAGE_UP}, {"<PgDn>", K_PAGE_DOWN},
    {"<Tab>", K_TAB},   {"<S-Tab>", K_BACK_TAB}, {"<Enter>", K_ENTER},  {"<Esc>", K_ESC},
    {"<Space>", ' '},   {"<BS>", K_BACKSPACE},   {"<Del>", K_DELETE},   {"<lt>", '<'},
};
enum { KEY_NAMES = sizeof key_names / sizeof *key_names };

static uint32_t key_named(const char *name, size_t n)
{
    for (size_t i = 0; i < KEY_NAMES; i++) {
        if (strlen(key_names[i].name) == n && memcmp(key_names[i].name, name, n) == 0)
            return key_names[i].key;
    }
    if (n == 5 && memcmp(name, "<C-", 3) == 0 && name[3] >= 'a' && name[3] <= 'z')
        return key_control(name[3]);
    return 0;
}

uint32_t key_parse(const char **text)
{
    const char *s = *text;
    const char *close = *s == '<' ? strchr(s, '>') : NULL;
    if (close) {
        *text = close + 1;
        return key_named(s, (size_t)(close + 1 - s));
    }
    uint32_t cp = 0;
    unsigned len = *s ? utf8_decode(s, strlen(s), &cp) : 0;
    *text += len;
    return len ? cp : 0;
}

void key_format(uint32_t key, struct str *out)
{
    for (size_t i = 0; i < KEY_NAMES; i++) {
        if (key_names[i].key == key) {
            str_add(out, key_names[i].name);
            return;
        }
    }
    if (key < ' ')
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
