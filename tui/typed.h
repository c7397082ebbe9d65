/* The words that can be typed behind `:`: those of the actions, and some that take an argument. From this table come the
 * command line, its completion, the help screen and the manual. */
#ifndef TIPREVIEW_TYPED_H
#define TIPREVIEW_TYPED_H

#include "tui/app.h"

/* What a line, or the argument of a word, is completed from. */
enum completes {
    COMPLETES_NOTHING,
    COMPLETES_WORDS,
    COMPLETES_LIMIT,
    COMPLETES_LIMIT_NAME,
    COMPLETES_ORDER,
    COMPLETES_BULK,
    COMPLETES_SETTING
};

/* What was typed: `:write! tally.csv`. */
struct typed_line {
    enum action action;   /* of the word; ACTION_NONE: it is none */
    const char *argument; /* "" where there is none */
    bool forced;          /* a ! stood behind the word */
};

struct typed {
    const char *word;
    const char *argument; /* "FILE"; in brackets where it may be left out */
    enum completes completes;
    bool kept; /* in the history: the argument holds no words of a record */
    void (*run)(struct app *app, const struct typed_line *line);
    const char *help;
};
extern const struct typed typed_words[];
extern const size_t typed_count;

/* All words, each once: those of the actions, then those of typed_words that are none. */
size_t words_count(void);
const char *words_at(const void *ctx, size_t i); /* ctx is ignored: for models/base/closest.h */

/* The word that is this one, or the only one that begins so: its index. WORDS_NONE, or WORDS_MANY where several begin so. With
 * an argument behind it only a word that takes one can be meant by its beginning: `:l year:2004` is limit. */
#define WORDS_NONE SIZE_MAX
#define WORDS_MANY (SIZE_MAX - 1)
size_t words_find(const char *word, bool argued);
bool words_begin(size_t i, const char *word, bool argued); /* whether the word may be meant */

/* The action of a word, and its row of typed_words; ACTION_NONE, NULL where it has none. */
enum action words_action(size_t i);
const struct typed *words_typed(size_t i);

/* tui/app_typed.c: what was entered behind `:`. */
void typed_enter(struct app *app, const char *text);

#endif
