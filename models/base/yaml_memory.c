#include "models/base/yaml_memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The sanitizer watches the blocks of malloc, so there nothing comes from lists. */
#if defined(__SANITIZE_ADDRESS__)
#define USE_LISTS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define USE_LISTS 0
#endif
#endif
#ifndef USE_LISTS
#define USE_LISTS 1
#endif

/* Before what is given out, which so is aligned as malloc's. */
struct head {
    _Alignas(16) size_t size; /* with the head */
};

struct yaml_block {
    struct yaml_block *next;
};

struct yaml_chunk {
    struct yaml_chunk *older;
};

enum { SMALLEST = 64, LARGEST = SMALLEST << (YAML_MEMORY_SIZES - 1), CHUNK = 256 * 1024 };

static _Thread_local struct yaml_memory *memory;

void yaml_memory_use(struct yaml_memory *m)
{
    memory = USE_LISTS ? m : NULL;
}

void yaml_memory_release(struct yaml_memory *m)
{
    while (m->chunk) {
        struct yaml_chunk *older = m->chunk->older;
        free(m->chunk);
        m->chunk = older;
    }
    *m = (struct yaml_memory){0};
}

/* The list of the smallest blocks that hold so much. */
static unsigned list_of(size_t size)
{
    return size <= SMALLEST ? 0
                            : (unsigned)(__builtin_clzl(SMALLEST - 1) - __builtin_clzl(size - 1));
}

static struct head *cut(struct yaml_memory *m, size_t size)
{
    if ((size_t)(m->end - m->rest) < size) {
        struct yaml_chunk *chunk = malloc(CHUNK);
        if (!chunk)
            return NULL;
        chunk->older = m->chunk;
        m->chunk = chunk;
        m->rest = (char *)chunk + sizeof(struct head);
        m->end = (char *)chunk + CHUNK;
    }
    struct head *h = (struct head *)(void *)m->rest;
    m->rest += size;
    return h;
}

static struct head *take(struct yaml_memory *m, size_t size)
{
    unsigned list = list_of(size);
    struct yaml_block *unused = m->unused[list];
    struct head *h = (struct head *)(void *)unused;
    if (unused)
        m->unused[list] = unused->next;
    else
        h = cut(m, (size_t)SMALLEST << list);
    if (h)
        h->size = (size_t)SMALLEST << list;
    return h;
}

void *yaml_malloc(size_t size)
{
    if (!memory)
        return malloc(size ? size : 1);
    if (size > SIZE_MAX - sizeof(struct head))
        return NULL;
    size += sizeof(struct head);
    struct head *h = size <= LARGEST ? take(memory, size) : malloc(size);
    if (h && size > LARGEST)
        h->size = size;
    return h ? h + 1 : NULL;
}

void yaml_free(void *p)
{
    if (!memory || !p) {
        free(p);
        return;
    }
    struct head *h = (struct head *)p - 1;
    if (h->size > LARGEST) {
        free(h);
        return;
    }
    unsigned list = list_of(h->size);
    struct yaml_block *block = (struct yaml_block *)(void *)h;
    block->next = memory->unused[list];
    memory->unused[list] = block;
}

void *yaml_realloc(void *p, size_t size)
{
    if (!memory)
        return realloc(p, size ? size : 1);
    size_t have = p ? ((struct head *)p - 1)->size - sizeof(struct head) : 0;
    if (p && size <= have)
        return p;
    void *larger = yaml_malloc(size);
    if (larger && p) {
        memcpy(larger, p, have);
        yaml_free(p);
    }
    return larger;
}

unsigned char *yaml_strdup(const unsigned char *text)
{
    size_t n = text ? strlen((const char *)text) + 1 : 0;
    unsigned char *copy = text ? yaml_malloc(n) : NULL;
    if (copy)
        memcpy(copy, text, n);
    return copy;
}
