#include "tui/keymap.h"

#include <string.h>

#include "models/base/text.h"
#include "tui/input.h"

const struct action_def action_defs[ACTION_TOTAL] = {
#define ACTION(name, word, keys, scopes, help) [A_##name] = {#name, word, keys, scopes, help},
#include "tui/actions.def"
#undef ACTION
};

enum action action_find(const char *word)
{
    enum action found = ACTION_NONE;
    size_t n = strlen(word);
    for (unsigned a = ACTION_NONE + 1; n && a < ACTION_TOTAL; a++) {
        if (strcmp(action_defs[a].word, word) == 0)
            return (enum action)a;
        if (strncmp(action_defs[a].word, word, n) == 0)
            found = found ? ACTION_TOTAL : (enum action)a;
    }
    return found < ACTION_TOTAL ? found : ACTION_NONE;
}

static const struct key_name {
    const char *name;
    uint32_t key;
} key_names[] = {
    {"Up", K_UP},     {"Down", K_DOWN},      {"Left", K_LEFT},    {"Right", K_RIGHT},
    {"Home", K_HOME}, {"End", K_END},        {"PgUp", K_PAGE_UP}, {"PgDn", K_PAGE_DOWN},
    {"Tab", K_TAB},   {"S-Tab", K_BACK_TAB}, {"Enter", K_ENTER},  {"Esc", K_ESC},
    {"Space", ' '},   {"BS", K_BACKSPACE},   {"Del", K_DELETE},   {"lt", '<'},
};

static uint32_t key_named(const char *name, size_t n)
{
    for (size_t i = 0; i < sizeof key_names / sizeof *key_names; i++) {
        if (strlen(key_names[i].name) == n && memcmp(key_names[i].name, name, n) == 0)
            return key_names[i].key;
    }
    if (n == 3 && name[0] == 'C' && name[1] == '-' && name[2] >= 'a' && name[2] <= 'z')
        return key_control(name[2]);
    return 0;
}

uint32_t key_parse(const char **text)
{
    const char *s = *text;
    const char *close = *s == '<' ? strchr(s, '>') : NULL;
    if (close) {
        *text = close + 1;
        return key_named(s + 1, (size_t)(close - s - 1));
    }
    uint32_t cp = 0;
    unsigned len = *s ? utf8_decode(s, strlen(s), &cp) : 0;
    *text += len;
    return len ? cp : 0;
}

void key_format(uint32_t key, struct str *out)
{
    for (size_t i = 0; i < sizeof key_names / sizeof *key_names; i++) {
        if (key_names[i].key == key) {
            str_addf(out, "<%s>", key_names[i].name);
            return;
        }
    }
    if (key < ' ')
        str_addf(out, "<C-%c>", (char)(key | 0x60));
    else
        utf8_encode(out, key);
}

/* The index of the key among an action's keys; -1 where it is none of them. */
static int key_index(const struct action_def *def, uint32_t key)
{
    const char *s = def->keys;
    for (int i = 0; *s; i++) {
        const char *before = s;
        if (key_parse(&s) == key)
            return i;
        if (s == before)
            return -1;
        while (*s == ' ')
            s++;
    }
    return -1;
}

bool keymap_lookup(uint32_t key, unsigned scopes, struct act *act)
{
    for (unsigned a = ACTION_NONE + 1; key && a < ACTION_TOTAL; a++) {
        const struct action_def *def = &action_defs[a];
        int index = def->scopes & (scopes | ANYWHERE) ? key_index(def, key) : -1;
        if (index >= 0) {
            act->action = (enum action)a;
            act->key = (unsigned)index;
            return true;
        }
    }
    return false;
}

bool keymap_counts(unsigned scopes)
{
    struct act act;
    for (uint32_t digit = '0'; digit <= '9'; digit++) {
        if (keymap_lookup(digit, scopes, &act))
            return false;
    }
    return true;
}
