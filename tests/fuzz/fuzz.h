/* A fuzz target is one function, which libFuzzer calls with inputs of its own making (`make fuzz`), and replay.c with
 * those of tests/fuzz/seeds (`make test`). It ends the program where a promise is broken. */
#ifndef TIPREVIEW_TESTS_FUZZ_H
#define TIPREVIEW_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PROMISE(condition)                                                                         \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition);                \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* The input in a block of exactly its size, so that a read beyond it is seen; with a NUL after it where it is to be a
 * text. The caller frees it. */
static inline char *fuzz_copy(const uint8_t *data, size_t size, size_t nul)
{
    char *copy = malloc(size + nul ? size + nul : 1);
    PROMISE(copy);
    memcpy(copy, data, size);
    if (nul)
        copy[size] = '\0';
    return copy;
}

#endif
