#include "models/base/escape.h"

#include <string.h>

#include "models/base/text.h"

void escape_csv(struct str *out, const char *bytes, size_t n, bool number)
{
    bool formula = !number && n && strchr("=+-@\t\r", bytes[0]);
    bool quote = memchr(bytes, ',', n) || memchr(bytes, '"', n) || memchr(bytes, '\n', n) ||
                 memchr(bytes, '\r', n);
    if (quote)
        str_addc(out, '"');
    if (formula)
        str_addc(out, '\'');
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '"')
            str_addc(out, '"');
        str_addc(out, bytes[i]);
    }
    if (quote)
        str_addc(out, '"');
}

typedef void add_char(struct str *out, uint32_t cp);

static void add_json_char(struct str *out, uint32_t cp)
{
    if (cp > 0xffff)
        str_addf(out, "\\u%04x\\u%04x", 0xd800 + ((cp - 0x10000) >> 10), 0xdc00 + (cp & 0x3ff));
    else
        str_addf(out, "\\u%04x", cp);
}

static void add_yaml_char(struct str *out, uint32_t cp)
{
    str_addf(out, cp > 0xffff ? "\\U%08x" : "\\u%04x", cp);
}

static void escape_quoted(struct str *out, const char *bytes, size_t n, add_char *add)
{
    struct str shown = STR_INIT;
    str_addc(out, '"');
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        unsigned len = utf8_decode(bytes + i, n - i, &cp);
        if (len == 1 && cp >= ' ' && cp < 0x7f) {
            if (cp == '"' || cp == '\\')
                str_addc(out, '\\');
            str_addc(out, (char)cp);
        } else if (cp == '\n' && len) {
            str_add(out, "\\n");
        } else if (!len) {
            str_add(out, "\\ufffd");
        } else {
            str_clear(&shown);
            clean_line(&shown, bytes + i, len);
            if (shown.len == len && memcmp(str_text(&shown), bytes + i, len) == 0)
                str_addn(out, bytes + i, len);
            else
                add(out, cp);
        }
        i += len ? len : 1;
    }
    str_addc(out, '"');
    out->failed |= shown.failed;
    str_release(&shown);
}

void escape_json(struct str *out, const char *bytes, size_t n)
{
    escape_quoted(out, bytes, n, add_json_char);
}

void escape_yaml(struct str *out, const char *bytes, size_t n)
{
    escape_quoted(out, bytes, n, add_yaml_char);
}

void escape_markdown(struct str *out, const char *bytes, size_t n)
{
    struct str clean = STR_INIT;
    clean_line(&clean, bytes, n);
    for (size_t i = 0; i < clean.len; i++) {
        if (strchr("|\\`*_<>[]#", clean.p[i]))
            str_addc(out, '\\');
        str_addc(out, clean.p[i]);
    }
    out->failed |= clean.failed;
    str_release(&clean);
}

void escape_html(struct str *out, const char *bytes, size_t n)
{
    struct str clean = STR_INIT;
    clean_line(&clean, bytes, n);
    for (size_t i = 0; i < clean.len; i++) {
        char c = clean.p[i];
        if (strchr("&<>\"'", c))
            str_addf(out, "&#%d;", c);
        else
            str_addc(out, c);
    }
    out->failed |= clean.failed;
    str_release(&clean);
}
