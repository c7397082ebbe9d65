/* The events of a document that was parsed when the program was built: what ships inside it is not parsed again at each
 * start. config/embed.c writes them, by the same reader, so that they are those that yaml_next gives of the bytes. */
#ifndef TIPREVIEW_BASE_YAML_READY_H
#define TIPREVIEW_BASE_YAML_READY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* struct yaml_event without a pointer, which would have to be made good at each start. */
struct yaml_ready_event {
    uint32_t text, len; /* where in the document's texts it begins, with a NUL behind it */
    uint16_t line, col;
    uint8_t kind; /* enum yaml_kind */
    bool quoted;
};

struct yaml_ready {
    const struct yaml_ready_event *event; /* YAML_END the last */
    const char *texts;
};

#endif
