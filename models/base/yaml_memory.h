/* Memory for libyaml. For every scalar it makes, grows and frees a handful of small blocks, which took a
 * seventh of the time of loading. It asks for them through functions that it exports; those defined here
 * take their place, and serve a parser from lists of free blocks of its own: no lock, and an old
 * block is the next one given. A library that was built to insist on its own functions works as well,
 * only slower. Used by yaml.c alone. */
#ifndef TIPREVIEW_BASE_YAML_MEMORY_H
#define TIPREVIEW_BASE_YAML_MEMORY_H

#include <stddef.h>

enum { YAML_MEMORY_SIZES = 11 }; /* blocks of 64 bytes, 128, ... 64 KiB; larger ones are malloc's */

/* Zero-initialise it. */
struct yaml_memory {
    struct yaml_block *unused[YAML_MEMORY_SIZES]; /* by size */
    struct yaml_chunk *chunk;                     /* what the blocks were cut from */
    char *rest, *end;                             /* of the newest chunk */
};

/* What libyaml asks for on this thread comes from and goes back to `m`; NULL: malloc, as at first. */
void yaml_memory_use(struct yaml_memory *m);

/* Frees the chunks; no parser that used them may be left. */
void yaml_memory_release(struct yaml_memory *m);

/* libyaml's own names. */
void *yaml_malloc(size_t size);
void *yaml_realloc(void *p, size_t size);
void yaml_free(void *p);
unsigned char *yaml_strdup(const unsigned char *text);

#endif
