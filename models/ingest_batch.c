#include "models/ingest_batch.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/yaml.h"

/* A batch is full when it holds so much; its last document may be of any length. Documents of a few bytes fill the items,
 * which are large, so that more of them would take longer to be had from the system than the documents to be read. */
enum { BATCH_BYTES = 64 * 1024, BATCH_ITEMS = 128 };

void source_release(struct source *s)
{
    split_close(s->split);
    s->split = NULL;
}

static const char *keep_text(struct batch *b, const char *text)
{
    const char *copy = arena_copy(&b->text, text, strlen(text));
    b->no_memory |= !copy;
    return copy;
}

static void open_next(struct source *s, struct batch *b, struct item *it)
{
    struct err e = {0};
    const struct listed *l = &s->list->item[s->next++];
    it->kind = l->kept ? ITEM_KEPT : ITEM_FILE;
    it->severity = l->severity;
    it->flaw = l->flaw;
    if (l->flaw || l->kept)
        return;
    s->split = split_open(AT_FDCWD, l->path, &e);
    it->opened = s->split;
    if (s->split) {
        it->status = *split_status(s->split);
    } else {
        it->flaw = keep_text(b, e.what);
        it->severity = SEVERITY_ERROR;
    }
}

static void next_piece(struct source *s, struct batch *b, struct item *it)
{
    struct err e = {0};
    struct document *doc = &it->document;
    it->kind = ITEM_END;
    switch (split_next(s->split, doc, &e)) {
    case SPLIT_DOCUMENT:
        it->kind = ITEM_DOCUMENT;
        doc->bytes = memcpy(b->bytes + b->len, doc->bytes, doc->len);
        b->len += doc->len;
        return;
    case SPLIT_ERROR:
        it->flaw = keep_text(b, e.what);
        it->severity = SEVERITY_ERROR;
        break;
    case SPLIT_END:
        it->content = split_checksum(s->split);
        break;
    }
    source_release(s);
}

/* Room for the largest document behind an almost full batch; what is not used costs nothing. */
static bool make_room(struct batch *b)
{
    if (!b->bytes)
        b->bytes = malloc(BATCH_BYTES + YAML_MAX_DOCUMENT);
    if (!b->item)
        b->item = calloc(BATCH_ITEMS, sizeof *b->item);
    return b->bytes && b->item;
}

bool batch_fill(struct batch *b, struct source *s)
{
    arena_reset(&b->text);
    for (size_t i = 0; i < b->items; i++)
        record_trim(&b->item[i].record);
    b->items = b->len = 0;
    b->no_memory = !make_room(b);
    while (!b->no_memory && b->len < BATCH_BYTES && b->items < BATCH_ITEMS) {
        if (!s->split && s->next == s->end)
            break;
        struct item *it = &b->item[b->items++];
        b->most = b->items > b->most ? b->items : b->most;
        it->flaw = NULL;
        it->opened = false;
        if (s->split)
            next_piece(s, b, it);
        else
            open_next(s, b, it);
        it->listed = s->next - 1;
    }
    return b->items > 0 || b->no_memory;
}

void batch_read(struct batch *b, struct yaml *yaml, const struct file_list *list,
                const struct criteria *criteria, const struct catalog *catalog)
{
    for (size_t i = 0; i < b->items && !b->no_memory; i++) {
        struct item *it = &b->item[i];
        if (it->kind != ITEM_DOCUMENT)
            continue;
        it->good = record_read_into(&it->record, &b->text, yaml, &it->document,
                                    list->item[it->listed].path, criteria);
        b->no_memory = !it->good && it->record.diags == 0;
        if (it->good)
            catalog_hash(catalog, &it->record, &it->hashes);
    }
}

void batch_release(struct batch *b)
{
    for (size_t i = 0; i < b->most; i++)
        record_release(&b->item[i].record);
    free(b->item);
    free(b->bytes);
    arena_release(&b->text);
    *b = (struct batch){0};
}
