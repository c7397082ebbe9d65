#include "models/base/yaml_check.h"

#include <string.h>

#include "models/base/text.h"

static const char *const control = "a control character: remove it";
static const char *const line_break =
    "a character that YAML takes for a line break: write an ordinary line break, or a space";
static const char *const lone_cr =
    "a carriage return without a line feed: end every line with LF, or with CR LF";

/* What a character is refused for; NULL where it may stand. LF and tab may; CR is its caller's. */
static const char *refusal(uint32_t cp)
{
    if (cp == 0x85 || cp == 0x2028 || cp == 0x2029)
        return line_break;
    if ((cp < 0x20 && cp != '\n' && cp != '\t') || (cp >= 0x7f && cp < 0xa0))
        return control;
    if (cp == 0xfeff)
        return "a byte order mark inside the text: remove it";
    if (cp == 0xfffe || cp == 0xffff)
        return "no character of Unicode: remove it";
    return NULL;
}

static const char *invalid_advice(const char *bytes, size_t n)
{
    bool utf16 = n >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0);
    return utf16 ? "with which UTF-16 begins: save the file as UTF-8"
                 : "which is not valid UTF-8: save the file as UTF-8";
}

enum { BLOCK = 64 };

/* Whether a block holds nothing but printable ASCII, LF and tab. No early exit, so that the compiler
 * makes vector instructions of it. */
static bool block_is_plain(const char *p)
{
    unsigned char odd = 0;
    for (int i = 0; i < BLOCK; i++) {
        unsigned char c = (unsigned char)p[i];
        odd |= (unsigned char)((c < 0x20) & (c != '\n') & (c != '\t')) | (unsigned char)(c >= 0x7f);
    }
    return !odd;
}

/* Looks at characters from *at on until `end` is reached or passed. True: one is refused. */
static bool flaw_between(const char *bytes, size_t n, size_t *at, size_t end, bool raw,
                         struct yaml_flaw *flaw)
{
    while (*at < end) {
        uint32_t cp = (unsigned char)bytes[*at];
        unsigned len = 1;
        const char *what;
        if (cp >= 0x80)
            len = utf8_decode(bytes + *at, n - *at, &cp);
        if (!len)
            what = invalid_advice(bytes, n);
        else if (cp == '\r')
            what = raw && *at + 1 < n && bytes[*at + 1] == '\n' ? NULL : lone_cr;
        else
            what = refusal(cp);
        if (what) {
            *flaw = (struct yaml_flaw){.at = *at, .cp = cp, .invalid = !len, .what = what};
            return true;
        }
        *at += len;
    }
    return false;
}

static bool flaw_in(const char *bytes, size_t n, bool raw, struct yaml_flaw *flaw)
{
    size_t at = 0;
    while (at < n) {
        while (n - at >= BLOCK && block_is_plain(bytes + at))
            at += BLOCK;
        size_t end = n - at < BLOCK ? n : at + BLOCK;
        if (flaw_between(bytes, n, &at, end, raw, flaw))
            return true;
    }
    return false;
}

static bool directive_in(const char *bytes, size_t n, struct yaml_flaw *flaw)
{
    const char *p = bytes, *end = bytes + n;
    while (p < end && (p = memchr(p, '%', (size_t)(end - p)))) {
        if (p == bytes || p[-1] == '\n') {
            *flaw = (struct yaml_flaw){
                .at = (size_t)(p - bytes),
                .cp = '%',
                .what =
                    "a line that starts with `%` is a YAML directive: remove it, or where it is "
                    "text indent it",
            };
            return true;
        }
        p++;
    }
    return false;
}

bool yaml_flaw_raw(const char *bytes, size_t n, struct yaml_flaw *flaw)
{
    struct yaml_flaw directive;
    bool flawed = flaw_in(bytes, n, true, flaw);
    if (directive_in(bytes, flawed ? flaw->at : n, &directive)) {
        *flaw = directive;
        return true;
    }
    return flawed;
}

bool yaml_flaw_decoded(const char *text, size_t n, struct yaml_flaw *flaw)
{
    return flaw_in(text, n, false, flaw);
}

void yaml_place(const char *bytes, size_t offset, unsigned *line, unsigned *col)
{
    size_t start = 0;
    *line = 0;
    for (size_t i = 0; i < offset; i++) {
        if (bytes[i] == '\n') {
            ++*line;
            start = i + 1;
        }
    }
    *col = 1;
    for (size_t i = start; i < offset; i++)
        *col += ((unsigned char)bytes[i] & 0xc0) != 0x80;
}

/* By libyaml's problem, or where that says little, by its context. */
static const struct yaml_advice table[] = {
#define QUOTE                                                                                      \
    "a quotation mark is opened and not closed: write the second one, or put the text in the "     \
    "other kind of quotation marks"
    {"found unexpected end of stream", QUOTE, true},
    {"found unexpected document indicator", QUOTE, true},
#undef QUOTE
#define INDENT                                                                                     \
    "the indentation fits no line above: align it with the lines that it belongs to, by spaces"
    {"did not find expected key", INDENT, false},
    {"did not find expected '-' indicator", INDENT, false},
#undef INDENT
#define TAB "a tab stands where a line is indented: indent by spaces"
    {"found a tab character where an indentation space is expected", TAB, false},
    {"found a tab character that violates indentation", TAB, false},
#undef TAB
#define ESCAPE                                                                                     \
    "a backslash in double quotation marks starts an escape that YAML does not know: write \\\\, " \
    "or use single quotation marks"
    {"found unknown escape character", ESCAPE, false},
    {"did not find expected hexdecimal number", ESCAPE, false},
    {"found invalid Unicode character escape code", ESCAPE, false},
#undef ESCAPE
#define BLOCK_HEADER "more than `|` or `>` on its line: begin the text on the next line, indented"
    {"did not find expected comment or line break", BLOCK_HEADER, false},
    {"found an indentation indicator equal to 0", BLOCK_HEADER, false},
#undef BLOCK_HEADER
    {"mapping values are not allowed in this context",
     "`: ` stands where no key can be: put the whole value in quotation marks, or give the key a "
     "line "
     "of its own",
     false},
    {"block sequence entries are not allowed in this context",
     "`- ` stands where no list can begin: begin the list on a line of its own, or put the text in "
     "quotation marks",
     false},
    {"mapping keys are not allowed in this context",
     "`? ` stands where no key can be: put the text in quotation marks", false},
    {"could not find expected ':'",
     "a key without a colon: write `key: value`, or where the line belongs to a text above indent "
     "it "
     "further than that text's key",
     true},
    {"did not find expected ',' or ']'",
     "a list in brackets goes on wrongly: write [one, two], with commas, and close it", false},
    {"did not find expected ',' or '}'",
     "braces go on wrongly: write {key: value, key: value}, with commas, and close them", false},
    {"did not find expected node content",
     "a value is missing here: write it, or put the text in quotation marks", false},
    {"found character that cannot start any token",
     "no value can start with this character: indent by spaces instead of tabs, or put the text in "
     "quotation marks",
     false},
    {"did not find expected <document start>",
     "text after the end of the document: indent it, or start a new document by a line `---`",
     false},
    {"while scanning an anchor", YAML_NO_ANCHOR, false},
    {"while scanning an alias", YAML_NO_ALIAS, false},
    {"while scanning a tag", YAML_NO_TAG, false},
    {"while parsing a tag", YAML_NO_TAG, false},
    {"while parsing a node", YAML_NO_TAG, false},
};

const struct yaml_advice *yaml_advice(const char *problem)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(problem, table[i].problem) == 0)
            return &table[i];
    return NULL;
}
