/* Bytes from the terminal become keys. What is pasted is one event, and never acts as keys; a sequence that
 * is not known, and a character typed with Alt, is swallowed whole. */
#ifndef TIPREVIEW_INPUT_H
#define TIPREVIEW_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/str.h"

/* A key is a Unicode character (control characters: Ctrl-R is 0x12), or one of these. */
enum {
    K_TAB = '\t',
    K_NEWLINE = '\n', /* Ctrl-J; the Enter key sends K_ENTER */
    K_ENTER = '\r',
    K_ESC = 0x1b,
    K_BACKSPACE = 0x7f,
    K_UP = 0x110000,
    K_DOWN,
    K_LEFT,
    K_RIGHT,
    K_HOME,
    K_END,
    K_PAGE_UP,
    K_PAGE_DOWN,
    K_DELETE,
    K_BACK_TAB,
    K_INSERT,
    K_F1, /* and so on to F12 */
    K_F12 = K_F1 + 11,
    K_PASTE, /* the text is in input.paste */
    K_MOUSE, /* where and what is in input.mouse */
    K_TORN, /* `O` or `[` straight after ESC, with what belongs to it: maybe an arrow key that came in two pieces */
    /* Added to one of the keys from K_UP to K_F12. */
    K_SHIFT = 0x200000,
    K_CTRL = 0x400000,
};

static inline uint32_t key_control(char letter) /* 'r': Ctrl-R */
{
    return (uint32_t)letter & 0x1f;
}

/* So long after an ESC its sequence may still come, over a line that tears it. */
enum { TORN_MS = 1000 };

/* What is pasted is kept up to PASTE_MAX bytes, which is more than any place takes that it can go to. */
enum { ESCAPE_DELAY_MS = 25, PASTE_MAX = 64 * 1024 };

/* A button pressed, or the wheel turned. */
struct mouse {
    unsigned button; /* one of the below, or another */
    int row;         /* from 0 */
};
enum { MOUSE_LEFT = 0, MOUSE_WHEEL_UP = 64, MOUSE_WHEEL_DOWN = 65, MOUSE_MOST = 1000 };

/* Zero-initialise it. */
struct input {
    struct str bytes; /* read and not yet understood */
    size_t at;
    size_t fed; /* bytes that came last */
    struct str paste;
    bool pasting;
    struct mouse mouse;
    bool escaped; /* the key before was ESC by itself */
};
void input_release(struct input *in);

/* False where memory ran out. */
MUST_CHECK bool input_feed(struct input *in, const char *bytes, size_t n);

/* The next key; false where there is none. `late`: ESCAPE_DELAY_MS have passed since the last
 * byte, so that what looks like the beginning of a sequence is all there is. */
bool input_next(struct input *in, bool late, uint32_t *key);

/* Whether what there is may be a key of its own (ESC), or the beginning of a longer one: wait ESCAPE_DELAY_MS,
 * then ask with `late`. ESC [ and ESC O are never keys, and wait for their end for ever. */
bool input_waits(const struct input *in);

/* After a silence of TORN_MS: what comes next belongs to no ESC. */
static inline void input_pause(struct input *in)
{
    in->escaped = false;
}

/* Reads what the terminal has, or much of it, without blocking. False where the terminal is gone. */
bool input_read(struct input *in, int fd);

#endif
