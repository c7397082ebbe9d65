#include "tui/input.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "models/base/text.h"

void input_release(struct input *in)
{
    str_release(&in->bytes);
    str_release(&in->paste);
    *in = (struct input){0};
}

bool input_feed(struct input *in, const char *bytes, size_t n)
{
    if (in->at == in->bytes.len) {
        str_clear(&in->bytes);
        in->at = 0;
    }
    str_addn(&in->bytes, bytes, n);
    in->fed = n;
    return !in->bytes.failed;
}

static bool begins_sequence(const char *s, size_t n)
{
    return n > 1 && s[0] == K_ESC && (s[1] == '[' || s[1] == 'O');
}

/* Whether what follows belongs to the ESC before. */
static bool begins_torn(const struct input *in)
{
    const char *s = in->bytes.p + in->at;
    return in->escaped && in->at < in->bytes.len && (*s == '[' || *s == 'O');
}

bool input_waits(const struct input *in)
{
    size_t n = in->bytes.len - in->at;
    const char *s = in->bytes.p + in->at;
    return n > 0 && !in->pasting && !begins_sequence(s, n) && !(begins_torn(in) && *s == '[');
}

static bool readable(int fd)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};
    return poll(&p, 1, 0) > 0;
}

bool input_read(struct input *in, int fd)
{
    /* A terminal that never stops sending must not keep the console from its signals. */
    enum { MOST_READS = 64 };
    char bytes[4096];
    for (int i = 0; i < MOST_READS && readable(fd); i++) {
        ssize_t n = read(fd, bytes, sizeof bytes);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return true;
        if (n <= 0 || !input_feed(in, bytes, (size_t)n))
            return false;
    }
    return true;
}

/* What follows ESC [ or ESC O, by the final character and the first parameter (0: none, or 1 before another one). */
static const struct sequence {
    char final;
    unsigned param;
    uint32_t key;
} sequences[] = {
    {'A', 0, K_UP},        {'B', 0, K_DOWN},    {'C', 0, K_RIGHT},    {'D', 0, K_LEFT},
    {'H', 0, K_HOME},      {'F', 0, K_END},     {'Z', 0, K_BACK_TAB}, {'~', 1, K_HOME},
    {'~', 2, K_INSERT},    {'~', 3, K_DELETE},  {'~', 4, K_END},      {'~', 5, K_PAGE_UP},
    {'~', 6, K_PAGE_DOWN}, {'~', 7, K_HOME},    {'~', 8, K_END},      {'M', 0, K_ENTER},
    {'P', 0, K_F1},        {'Q', 0, K_F1 + 1},  {'R', 0, K_F1 + 2},   {'S', 0, K_F1 + 3},
    {'~', 11, K_F1},       {'~', 12, K_F1 + 1}, {'~', 13, K_F1 + 2},  {'~', 14, K_F1 + 3},
    {'~', 15, K_F1 + 4},   {'~', 17, K_F1 + 5}, {'~', 18, K_F1 + 6},  {'~', 19, K_F1 + 7},
    {'~', 20, K_F1 + 8},   {'~', 21, K_F1 + 9}, {'~', 23, K_F1 + 10}, {'~', 24, K_F1 + 11},
    {'~', 200, K_PASTE},
};

static uint32_t sequence_key(char final, unsigned param)
{
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
        if (sequences[i].final == final && sequences[i].param == param)
            return sequences[i].key;
    }
    return 0;
}

/* Adds what the second parameter says of Shift and Ctrl (xterm; 0: none); 0 for keys with Alt and the like. */
static uint32_t modified(uint32_t key, unsigned modifiers)
{
    unsigned bits = modifiers ? modifiers - 1 : 0;
    if (!key || !bits)
        return key;
    if (bits & ~5U || key > K_F12)
        return 0;
    return key + (bits & 1 ? K_SHIFT : 0) + (bits & 4 ? K_CTRL : 0);
}

/* What some terminals send otherwise: rxvt small letters for arrows with Shift (ESC [ a) and Ctrl (ESC O a), the Linux
 * console ESC [ [ A to E for F1 to F5. */
static uint32_t other_key(const char *s, size_t n)
{
    char c = s[n - 1];
    if (n == 3 && s[1] == '[' && c >= 'A' && c <= 'E')
        return K_F1 + (uint32_t)(c - 'A');
    if (n == 2 && c >= 'a' && c <= 'd')
        return sequence_key((char)(c - 'a' + 'A'), 0) + (s[0] == '[' ? K_SHIFT : K_CTRL);
    return 0;
}

/* The length of the sequence at s, which begins with the [ or O behind ESC, and its key (0: not known);
 * 0 where its end is not there yet. */
static size_t parse_sequence(const char *s, size_t n, uint32_t *key)
{
    unsigned param[2] = {0, 0}, at = 0;
    bool plain = true;
    for (size_t i = 1; i < n; i++) {
        char c = s[i];
        if (c >= '0' && c <= '9' && at < 2) {
            param[at] = param[at] < 1000 ? param[at] * 10 + (unsigned)(c - '0') : param[at];
        } else if (c == ';' && plain) {
            at++;
        } else if (c >= 0x40 && c <= 0x7e && !(c == '[' && i == 1)) {
            if (c != '~' && param[1] && param[0] == 1)
                param[0] = 0;
            *key = plain && at < 2 ? modified(sequence_key(c, param[0]), param[1]) : 0;
            if (!*key)
                *key = s[1] == '<' && c == 'M' ? K_MOUSE : other_key(s, i + 1);
            return i + 1;
        } else if (c < 0x20 || c == 0x7f) {
            *key = 0;
            return i;
        } else {
            plain = false;
        }
    }
    return 0;
}

static size_t parse_escape(const char *s, size_t n, bool late, uint32_t *key)
{
    *key = K_ESC;
    if (n == 1)
        return late ? 1 : 0;
    if (s[1] == K_ESC)
        return 1;
    if (s[1] == K_TAB) {
        *key = K_BACK_TAB;
        return 2;
    }
    /* However late its end comes, it is no key: `6` of a torn ESC [ 6 ~ would answer a means. */
    if (begins_sequence(s, n)) {
        size_t len = parse_sequence(s + 1, n - 1, key);
        return len ? len + 1 : 0;
    }
    uint32_t cp;
    unsigned len = utf8_decode(s + 1, n - 1, &cp);
    *key = 0;
    return 1 + (len ? len : 1);
}

/* What follows an ESC that was taken for a key, because the line tore it from its sequence or nothing belonged to it.
 * The `O` of a torn ESC O A would decide, and so could what is pasted. No part of it is a key, however late it comes. */
static size_t parse_torn(const char *s, size_t n, bool late, uint32_t *key)
{
    size_t len = parse_sequence(s, n, key);
    if (!len && late && *s == 'O')
        len = 1;
    if (!len || *key != K_PASTE)
        *key = len ? K_TORN : 0;
    return len;
}

/* How many bytes the character that begins so has. */
static size_t utf8_wants(unsigned char first)
{
    return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1;
}

static size_t parse_key(const char *s, size_t n, bool late, uint32_t *key)
{
    if (*s == K_ESC)
        return parse_escape(s, n, late, key);
    unsigned len = utf8_decode(s, n, key);
    if (len) {
        if (*key == '\b')
            *key = K_BACKSPACE;
        return len;
    }
    if (!late && n < utf8_wants((unsigned char)*s))
        return 0;
    *key = 0;
    return 1;
}

/* Takes in pasted bytes up to the closing sequence; true where that makes a key. */
static bool take_paste(struct input *in, uint32_t *key)
{
    /* Where the closing sequence was lost, Ctrl-C ends it: typed, and so alone. */
    if (in->fed == 1 && in->bytes.p[in->bytes.len - 1] == 0x03) {
        in->at = in->bytes.len;
        in->pasting = false;
        *key = 0x03;
        return true;
    }
    *key = K_PASTE;
    static const char end[] = "\033[201~";
    const size_t end_len = sizeof end - 1;
    const char *s = in->bytes.p + in->at;
    size_t n = in->bytes.len - in->at;
    const char *found = memmem(s, n, end, end_len);
    size_t take = found ? (size_t)(found - s) : n > end_len - 1 ? n - (end_len - 1) : 0;
    size_t room = in->paste.len < PASTE_MAX ? PASTE_MAX - in->paste.len : 0;
    str_addn(&in->paste, s, take < room ? take : room);
    in->at += take + (found ? end_len : 0);
    if (found)
        in->pasting = false;
    return found;
}

/* ESC [ < button ; column ; row M, as xterm's mode 1006 has it. */
static bool parse_mouse(const char *s, size_t n, struct mouse *mouse)
{
    enum { BUTTON, COLUMN, ROW, NUMBERS };
    const char *at = s + strlen("\033[<"), *end = s + n - 1;
    unsigned number[NUMBERS] = {0};
    for (int i = BUTTON; i < NUMBERS; i++) {
        for (; at < end && *at >= '0' && *at <= '9' && number[i] < MOUSE_MOST; at++)
            number[i] = number[i] * 10 + (unsigned)(*at - '0');
        if (i < ROW && (at == end || *at++ != ';'))
            return false;
    }
    mouse->button = number[BUTTON];
    mouse->row = (int)number[ROW] - 1;
    return at == end && number[ROW] > 0;
}

bool input_next(struct input *in, bool late, uint32_t *key)
{
    while (in->at < in->bytes.len) {
        if (in->pasting)
            return take_paste(in, key);
        const char *s = in->bytes.p + in->at;
        size_t n = in->bytes.len - in->at;
        size_t len = begins_torn(in) ? parse_torn(s, n, late, key) : parse_key(s, n, late, key);
        if (!len)
            return false;
        in->at += len;
        in->escaped = len == 1 && *key == K_ESC;
        if (*key == K_MOUSE && !parse_mouse(s, len, &in->mouse))
            *key = 0;
        if (*key == K_PASTE) {
            in->pasting = true;
            str_clear(&in->paste);
        } else if (*key) {
            return true;
        }
    }
    return false;
}
