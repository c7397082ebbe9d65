#include "models/ingest.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "models/base/pipeline.h"
#include "models/base/str.h"
#include "models/base/thread.h"
#include "models/base/yaml.h"
#include "models/catalog_take.h"
#include "models/ingest_batch.h"

enum {
    SPARE_BATCHES = 3,     /* besides one for each worker: filled, waiting, being taken in */
    PATIENCE_MS = 10,      /* that a step waits for the workers */
    BYTES_OF_RECORD = 512, /* or more, most often */
    ROWS_PER_DOCUMENT = 8, /* taking so many over costs as much as taking in a document */
};

/* The items of a batch one after another. */
struct cursor {
    const struct batch *batch; /* NULL: none at hand */
    size_t at;
};

struct ingest {
    struct catalog *catalog;
    const struct criteria *criteria;
    struct file_list list;

    /* The workers' side: each batch is one thread's at a time. */
    struct source source;
    struct pipeline *pipeline;
    struct batch batch[INGEST_WORKERS_MAX + SPARE_BATCHES];
    struct yaml *yaml[INGEST_WORKERS_MAX + 1]; /* of each worker, and of the caller */
    unsigned workers;

    /* A file that was to be taken over and can't be: it is read by the caller's thread. */
    struct source own_source;
    struct batch own_batch;
    struct cursor own;
    bool registered; /* the file is in the catalog already */

    /* What is taken in. */
    struct cursor current;
    bool ended;
    bool no_memory;
    bool taking;   /* rows of a file are taken over */
    size_t listed; /* the file, */
    uint32_t file; /* and its number in the catalog */
    uint32_t files_done;
    uint64_t bytes_done; /* of those files */
    uint64_t position;   /* in the file that is being taken in */
};

static bool fill(void *ctx, unsigned slot)
{
    struct ingest *in = ctx;
    return batch_fill(&in->batch[slot], &in->source);
}

static void work(void *ctx, unsigned slot, unsigned thread)
{
    struct ingest *in = ctx;
    batch_read(&in->batch[slot], in->yaml[thread], &in->list, in->criteria, in->catalog);
}

static const struct pipeline_ops ops = {fill, work};

/* Marks what need not be read, and makes ready to read the rest. */
static bool prepare(struct ingest *in, unsigned workers)
{
    struct file_list *list = &in->list;
    for (size_t i = 0; i < list->count; i++)
        list->item[i].kept =
            !list->item[i].flaw && catalog_take_expected(in->catalog, list->item[i].path);
    in->source = (struct source){.list = list, .end = list->count};
    in->own_source = (struct source){.list = list};
    in->workers = workers ? workers : thread_processors();
    if (in->workers > INGEST_WORKERS_MAX)
        in->workers = INGEST_WORKERS_MAX;
    for (unsigned i = 0; i <= in->workers; i++)
        if (!(in->yaml[i] = yaml_new()))
            return false;
    return true;
}

struct ingest *ingest_open_list(struct catalog *catalog, const struct criteria *criteria,
                                struct file_list *list, unsigned workers, struct err *e)
{
    struct ingest *in = calloc(1, sizeof *in);
    if (in) {
        in->catalog = catalog;
        in->criteria = criteria;
        in->list = *list;
        *list = (struct file_list){0};
    }
    if (!in || !prepare(in, workers) ||
        !catalog_expect(catalog, in->list.bytes / BYTES_OF_RECORD)) {
        ingest_close(in);
        err_memory(e);
        return NULL;
    }
    return in;
}

struct ingest *ingest_open(struct catalog *catalog, const struct criteria *criteria,
                           const char *const *paths, size_t count, unsigned workers, struct err *e)
{
    struct file_list list = {0};
    struct ingest *in = NULL;
    if (file_list_walk(&list, paths, count))
        in = ingest_open_list(catalog, criteria, &list, workers, e);
    else
        err_memory(e);
    file_list_release(&list);
    return in;
}

void ingest_close(struct ingest *in)
{
    if (!in)
        return;
    pipeline_stop(in->pipeline);
    source_release(&in->source);
    source_release(&in->own_source);
    for (unsigned i = 0; i <= in->workers; i++)
        yaml_close(in->yaml[i]);
    for (unsigned i = 0; i < in->workers + SPARE_BATCHES; i++)
        batch_release(&in->batch[i]);
    batch_release(&in->own_batch);
    file_list_release(&in->list);
    free(in);
}

static bool add_file_problem(struct ingest *in, enum severity severity, const char *text)
{
    struct problem p = {.severity = severity, .file = in->file, .text = text, .id = ""};
    if (severity == SEVERITY_ERROR)
        catalog_count_failed_file(in->catalog, in->file);
    return catalog_add_problem(in->catalog, &p);
}

/* --- items; where one can't be taken in, memory ran out --- */

static void close_file(struct ingest *in)
{
    in->bytes_done += in->list.item[in->listed].size;
    in->position = 0;
    in->files_done++;
}

static bool take_file(struct ingest *in, const struct item *it)
{
    in->listed = it->listed;
    if (!in->registered)
        in->file = catalog_add_file(in->catalog, in->list.item[it->listed].path,
                                    it->opened ? &it->status : NULL);
    in->registered = false;
    if (!it->opened)
        close_file(in);
    return in->file != UINT32_MAX && (!it->flaw || add_file_problem(in, it->severity, it->flaw));
}

static bool take_kept(struct ingest *in, const struct item *it)
{
    struct listed *l = &in->list.item[it->listed];
    struct stat st;
    bool known = lstat(l->path, &st) == 0;
    in->listed = it->listed;
    in->file = catalog_add_file(in->catalog, l->path, known ? &st : NULL);
    if (in->file == UINT32_MAX)
        return false;
    in->taking = catalog_take_begin(in->catalog, in->file);
    if (in->taking)
        return true;
    l->kept = false;
    in->registered = true;
    in->own_source.next = it->listed;
    in->own_source.end = it->listed + 1;
    return true;
}

/* Adds what the reader found, each with the document's range, so that its text can be shown. */
static bool add_problems(struct ingest *in, const struct document *doc, const struct record *r)
{
    const char *id = r->value[F_ID].text;
    for (size_t i = 0; i < r->diags; i++) {
        struct problem p = {.severity = r->diag[i].severity,
                            .file = in->file,
                            .line = r->diag[i].line,
                            .col = r->diag[i].col,
                            .offset = doc->offset,
                            .len = (uint32_t)doc->len,
                            .text = r->diag[i].text,
                            .id = id ? id : ""};
        if (!catalog_add_problem(in->catalog, &p))
            return false;
    }
    return true;
}

static bool add_duplicate(struct ingest *in, const struct document *doc, const struct value *id,
                          uint32_t earlier)
{
    struct place place;
    struct str text = STR_INIT;
    catalog_place(in->catalog, earlier, &place);
    str_addf(&text, "id %s is already used at %s:%u: give one of them another id", id->text,
             catalog_file(in->catalog, place.file), place.line);
    struct problem p = {.severity = SEVERITY_ERROR,
                        .file = in->file,
                        .line = id->line,
                        .col = id->col,
                        .offset = doc->offset,
                        .len = (uint32_t)doc->len,
                        .text = str_text(&text),
                        .id = id->text};
    bool added = !text.failed && catalog_add_problem(in->catalog, &p);
    str_release(&text);
    return added;
}

static bool take_document(struct ingest *in, const struct item *it)
{
    const struct document *doc = &it->document;
    bool good = it->good;
    uint32_t row;
    if (!add_problems(in, doc, &it->record))
        return false;
    if (good) {
        enum catalog_added added =
            catalog_add_hashed(in->catalog, &it->record, &it->hashes, in->file, doc, &row);
        if (added == CATALOG_NO_MEMORY)
            return false;
        good = added == CATALOG_ADDED;
        if (!good && !add_duplicate(in, doc, &it->record.value[F_ID], row))
            return false;
    }
    catalog_count_document(in->catalog, in->file, !good);
    in->position = doc->offset + doc->len;
    return true;
}

static bool take_end(struct ingest *in, const struct item *it)
{
    close_file(in);
    if (it->flaw)
        return add_file_problem(in, it->severity, it->flaw);
    catalog_set_content(in->catalog, in->file, it->content);
    return true;
}

/* --- steps --- */

/* Some rows of a file that is taken over. False, and *e. */
static bool take_over(struct ingest *in, struct err *e)
{
    if (!catalog_take_rows(in->catalog, ROWS_PER_DOCUMENT, &in->taking, e))
        return false;
    if (!in->taking)
        close_file(in);
    return true;
}

/* So many documents ahead the catalog is told what comes: memory is as slow as taking some of them in. */
static void tell_ahead(const struct ingest *in, const struct cursor *c)
{
    enum { AHEAD = 8 };
    const struct item *it = c->at + AHEAD < c->batch->items ? &c->batch->item[c->at + AHEAD] : NULL;
    if (it && it->kind == ITEM_DOCUMENT && it->good)
        catalog_prefetch(in->catalog, &it->hashes);
}

static const struct item *item_at(const struct ingest *in, struct cursor *c)
{
    if (!c->batch || c->at == c->batch->items)
        return NULL;
    tell_ahead(in, c);
    return &c->batch->item[c->at++];
}

static const struct item *first_item(struct ingest *in, struct cursor *c, const struct batch *b)
{
    *c = (struct cursor){.batch = b};
    in->no_memory = b && b->no_memory;
    return in->no_memory ? NULL : item_at(in, c);
}

static const struct item *own_item(struct ingest *in)
{
    const struct item *it = item_at(in, &in->own);
    bool more = in->own_source.split || in->own_source.next < in->own_source.end;
    if (it || !more)
        return it;
    batch_fill(&in->own_batch, &in->own_source);
    batch_read(&in->own_batch, in->yaml[in->workers], &in->list, in->criteria, in->catalog);
    return first_item(in, &in->own, &in->own_batch);
}

static const struct item *workers_item(struct ingest *in)
{
    const struct item *it = item_at(in, &in->current);
    unsigned slot;
    if (it)
        return it;
    if (!in->pipeline)
        in->pipeline = pipeline_start(in->workers, in->workers + SPARE_BATCHES, &ops, in);
    in->no_memory = !in->pipeline;
    if (in->no_memory)
        return NULL;
    enum pipeline_result result = pipeline_next(in->pipeline, PATIENCE_MS, &slot);
    in->ended = result == PIPELINE_END;
    return first_item(in, &in->current, result == PIPELINE_SLOT ? &in->batch[slot] : NULL);
}

static bool take(struct ingest *in, const struct item *it)
{
    static bool (*const by_kind[])(struct ingest * in, const struct item *it) = {
        [ITEM_FILE] = take_file,
        [ITEM_KEPT] = take_kept,
        [ITEM_DOCUMENT] = take_document,
        [ITEM_END] = take_end,
    };
    return by_kind[it->kind](in, it);
}

/* *more: there was something to do. False, and *e. */
static bool advance(struct ingest *in, bool *more, struct err *e)
{
    *more = in->taking;
    if (in->taking)
        return take_over(in, e);
    const struct item *it = own_item(in);
    if (!it && !in->no_memory)
        it = workers_item(in);
    *more = it;
    return (!in->no_memory && (!it || take(in, it))) || err_memory(e);
}

bool ingest_step(struct ingest *in, unsigned documents, bool *failed, struct err *e)
{
    bool more = true;
    for (*failed = false; documents > 0 && more && !*failed && !in->ended; documents--)
        *failed = !advance(in, &more, e);
    in->ended = in->ended || *failed;
    return !in->ended;
}

void ingest_progress(const struct ingest *in, struct ingest_progress *p)
{
    *p = (struct ingest_progress){
        .files = (uint32_t)in->list.count,
        .files_done = in->files_done,
        .bytes = in->list.bytes,
        .bytes_done = in->bytes_done + in->position,
        .documents = catalog_counts(in->catalog)->documents,
    };
}
