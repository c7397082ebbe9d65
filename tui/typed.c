#include "tui/typed.h"

#include <string.h>

static const struct typed *typed_find(const char *word)
{
    for (size_t i = 0; i < typed_count; i++) {
        if (strcmp(typed_words[i].word, word) == 0)
            return &typed_words[i];
    }
    return NULL;
}

static enum action action_with(const char *word)
{
    for (unsigned a = ACTION_NONE + 1; a < ACTION_TOTAL; a++) {
        if (strcmp(action_defs[a].word, word) == 0)
            return (enum action)a;
    }
    return ACTION_NONE;
}

/* The n-th of typed_words that is no action's word; NULL behind the last. */
static const struct typed *typed_alone(size_t n)
{
    for (size_t i = 0; i < typed_count; i++) {
        if (!action_with(typed_words[i].word) && n-- == 0)
            return &typed_words[i];
    }
    return NULL;
}

size_t words_count(void)
{
    size_t n = ACTION_TOTAL - 1;
    while (typed_alone(n - (ACTION_TOTAL - 1)))
        n++;
    return n;
}

const char *words_at(const void *ctx, size_t i)
{
    (void)ctx;
    return i < ACTION_TOTAL - 1 ? action_defs[i + 1].word
                                : typed_alone(i - (ACTION_TOTAL - 1))->word;
}

bool words_begin(size_t i, const char *word, bool argued)
{
    const char *known = words_at(NULL, i);
    return strncmp(known, word, strlen(word)) == 0 && (!argued || typed_find(known));
}

size_t words_find(const char *word, bool argued)
{
    size_t found = WORDS_NONE, count = words_count();
    for (size_t i = 0; *word && i < count; i++) {
        if (strcmp(words_at(NULL, i), word) == 0)
            return i;
        if (words_begin(i, word, argued))
            found = found == WORDS_NONE ? i : WORDS_MANY;
    }
    return argued && found == WORDS_NONE ? words_find(word, false) : found;
}

enum action words_action(size_t i)
{
    return i < ACTION_TOTAL - 1 ? (enum action)(i + 1) : ACTION_NONE;
}

const struct typed *words_typed(size_t i)
{
    return typed_find(words_at(NULL, i));
}
