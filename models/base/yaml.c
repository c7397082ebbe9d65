#include "models/base/yaml.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "models/base/str.h"
#include "models/base/yaml_check.h"
#include "models/base/yaml_literal.h"
#include "models/base/yaml_memory.h"

struct key {
    uint32_t name; /* offset in `names` */
    uint32_t line;
};

/* A mapping or list that is open. */
struct frame {
    bool map, key_next;
    size_t first_key, names_len; /* where its keys begin */
};

struct yaml {
    yaml_parser_t parser;
    yaml_event_t event; /* what the last call handed out is borrowed from it */
    bool begun;         /* there is a parser */
    struct yaml_memory memory;
    const char *name, *bytes; /* of the document, which has `n` */
    size_t n;
    unsigned first_line;
    unsigned documents, depth;
    unsigned long events;        /* that libyaml gave */
    struct yaml_literal literal; /* the text that ends the document; */
    enum { NO_LITERAL, LITERAL_AHEAD, LITERAL_TAKEN } ending;
    bool ended, failed;
    struct err err; /* where it failed */
    struct frame frame[YAML_MAX_DEPTH];
    struct key *key; /* of all open mappings, the outermost first */
    uint32_t *hash;  /* of their names, apart, so that comparing them is quick */
    size_t keys, key_cap, hash_cap;
    char *names; /* each with its NUL */
    size_t names_len, names_cap;
};

/* In the file. Where libyaml has read no further than the last text, what comes after it stands below. */
static unsigned line_of(const struct yaml *y, yaml_mark_t mark)
{
    unsigned below =
        y->ending == LITERAL_TAKEN && mark.line > y->literal.line ? y->literal.lines : 0;
    return y->first_line + (unsigned)mark.line + below;
}

static bool refuse(const struct yaml *y, yaml_mark_t mark, struct err *e, const char *what)
{
    return err_at(e, ERR_DATA, y->name, line_of(y, mark), (unsigned)mark.column + 1, "%s", what);
}

static bool check_raw(const struct yaml *y, const char *bytes, size_t n, struct err *e)
{
    struct yaml_flaw flaw;
    unsigned line, col;
    if (n > YAML_MAX_DOCUMENT)
        return err_at(e, ERR_DATA, y->name, y->first_line, 1,
                      "the document is longer than 1 MiB: split it into several documents");
    if (!yaml_flaw_raw(bytes, n, &flaw))
        return true;
    yaml_place(bytes, flaw.at, &line, &col);
    if (flaw.cp == '%')
        return err_at(e, ERR_DATA, y->name, y->first_line + line, col, "%s", flaw.what);
    return err_at(e, ERR_DATA, y->name, y->first_line + line, col,
                  flaw.invalid ? "the byte %02X, %s" : "U+%04X, %s", flaw.cp, flaw.what);
}

struct yaml *yaml_new(void)
{
    return calloc(1, sizeof(struct yaml));
}

/* The calls to libyaml, with this parser's memory. */

static bool start(struct yaml *y, size_t n)
{
    yaml_memory_use(&y->memory);
    y->begun = yaml_parser_initialize(&y->parser);
    yaml_memory_use(NULL);
    if (!y->begun)
        return false;
    yaml_parser_set_encoding(&y->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&y->parser, (const unsigned char *)y->bytes, n);
    y->events = 0;
    return true;
}

static bool parse(struct yaml *y)
{
    yaml_memory_use(&y->memory);
    yaml_event_delete(&y->event);
    bool parsed = yaml_parser_parse(&y->parser, &y->event);
    yaml_memory_use(NULL);
    y->events++;
    /* YAML_NO_EVENT is what libyaml says for ever after an error. */
    return parsed && y->event.type != YAML_NO_EVENT;
}

static void end(struct yaml *y)
{
    if (!y->begun)
        return;
    yaml_memory_use(&y->memory);
    yaml_event_delete(&y->event);
    yaml_parser_delete(&y->parser);
    yaml_memory_use(NULL);
    y->begun = false;
}

/* Has libyaml read the whole document, again up to the event that it was at. */
static bool parse_whole(struct yaml *y)
{
    unsigned long events = y->events;
    y->ending = NO_LITERAL;
    end(y);
    if (!start(y, y->n)) {
        y->parser.error = YAML_MEMORY_ERROR;
        return false;
    }
    while (y->events < events)
        if (!parse(y))
            return false;
    return true;
}

/* The next of libyaml's events, the last text among them if it is ahead. False: y->parser tells what is wrong. */
static bool parse_next(struct yaml *y)
{
    bool parsed = parse(y);
    if (y->ending != LITERAL_AHEAD)
        return parsed;
    if (!parsed || (y->event.type == YAML_MAPPING_END_EVENT && y->depth == 1))
        return parse_whole(y);
    if (y->event.type == YAML_SCALAR_EVENT && y->depth == 1 &&
        y->event.data.scalar.style == YAML_LITERAL_SCALAR_STYLE &&
        y->event.start_mark.line == y->literal.line)
        y->ending = LITERAL_TAKEN;
    return true;
}

bool yaml_begin(struct yaml *y, const char *bytes, size_t n, const char *name, unsigned first_line,
                struct err *e)
{
    end(y);
    y->name = name;
    y->first_line = first_line;
    y->documents = y->depth = 0;
    y->ended = y->failed = false;
    y->keys = y->names_len = 0;
    if (n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        bytes += 3;
        n -= 3;
    }
    y->bytes = bytes;
    y->n = n;
    if (!check_raw(y, bytes, n, e))
        return false;
    y->ending = yaml_literal_read(&y->literal, bytes, n) ? LITERAL_AHEAD : NO_LITERAL;
    return start(y, y->ending == LITERAL_AHEAD ? y->literal.head : n) || err_memory(e);
}

struct yaml *yaml_open(const char *bytes, size_t n, const char *name, unsigned first_line,
                       struct err *e)
{
    struct yaml *y = yaml_new();
    if (!y)
        err_memory(e);
    if (y && yaml_begin(y, bytes, n, name, first_line, e))
        return y;
    yaml_close(y);
    return NULL;
}

void yaml_close(struct yaml *y)
{
    if (!y)
        return;
    end(y);
    yaml_memory_release(&y->memory);
    yaml_literal_release(&y->literal);
    free(y->key);
    free(y->hash);
    free(y->names);
    free(y);
}

static bool broken(const struct yaml *y, struct err *e)
{
    const yaml_parser_t *p = &y->parser;
    if (p->error == YAML_MEMORY_ERROR)
        return err_memory(e);
    const char *problem = p->problem ? p->problem : "unknown problem";
    const struct yaml_advice *known = yaml_advice(problem);
    if (!known && p->context)
        known = yaml_advice(p->context);
    if (known)
        return refuse(y, known->at_context ? p->context_mark : p->problem_mark, e, known->advice);
    return err_at(e, ERR_DATA, y->name, line_of(y, p->problem_mark),
                  (unsigned)p->problem_mark.column + 1,
                  "the YAML is broken here (%s): put the text in quotation marks", problem);
}

/* Why a name can be no key, or NULL, and then its hash. */
static const char *key_flaw(const yaml_event_t *ev, uint32_t *hash)
{
    const unsigned char *text = ev->data.scalar.value;
    size_t n = ev->data.scalar.length;
    if (n == 0)
        return "an empty key: write the key's name before the colon";
    if (n > YAML_MAX_KEY)
        return "a key longer than 64 bytes: shorten it";
    if (n == 2 && memcmp(text, "<<", 2) == 0)
        return "a merge key (<<): write the merged lines out";
    *hash = (uint32_t)n;
    for (size_t i = 0; i < n; i++) {
        if (!yaml_key_byte[text[i]])
            return "a key may hold only letters A-Z a-z, digits, `_`, `.` and `-`: rename it, or "
                   "where it is text put the whole text in quotation marks";
        *hash = (*hash ^ text[i]) * 0x01000193u;
    }
    return NULL;
}

/* The first of n hashes that is equal, or n. By blocks with no early exit inside, so that the compiler
 * makes vector instructions of it: a mapping may have 1000 keys. */
static size_t hash_find(const uint32_t *hash, size_t n, uint32_t wanted)
{
    enum { BLOCK = 16 };
    size_t i = 0;
    for (; n - i >= BLOCK; i += BLOCK) {
        uint32_t equal = 0;
        for (size_t j = 0; j < BLOCK; j++)
            equal |= (uint32_t)(hash[i + j] == wanted);
        if (equal)
            break;
    }
    while (i < n && hash[i] != wanted)
        i++;
    return i;
}

/* The key of that name in the mapping whose keys start at `first`, or NULL. */
static const struct key *find_key(const struct yaml *y, size_t first, uint32_t hash,
                                  const char *name)
{
    for (size_t i = first; i < y->keys; i++) {
        i += hash_find(y->hash + i, y->keys - i, hash);
        if (i < y->keys && strcmp(y->names + y->key[i].name, name) == 0)
            return &y->key[i];
    }
    return NULL;
}

static bool make_room(struct yaml *y, size_t name_len)
{
    enum { KEYS = 64, NAMES = 1024 }; /* at first; enough for a record */
    struct key *key = grow(y->key, &y->key_cap, y->keys < KEYS ? KEYS : y->keys + 1, sizeof *key);
    if (key)
        y->key = key;
    uint32_t *hash = grow(y->hash, &y->hash_cap, y->keys < KEYS ? KEYS : y->keys + 1, sizeof *hash);
    if (hash)
        y->hash = hash;
    size_t need = y->names_len + name_len;
    char *names = grow(y->names, &y->names_cap, need < NAMES ? NAMES : need, 1);
    if (names)
        y->names = names;
    return key && hash && names;
}

static bool store_key(struct yaml *y, uint32_t hash, const yaml_event_t *ev, unsigned line)
{
    size_t n = ev->data.scalar.length + 1; /* with its NUL */
    if (!make_room(y, n))
        return false;
    memcpy(y->names + y->names_len, ev->data.scalar.value, n);
    y->hash[y->keys] = hash;
    y->key[y->keys++] = (struct key){.name = (uint32_t)y->names_len, .line = line};
    y->names_len += n;
    return true;
}

static bool add_key(struct yaml *y, const struct frame *f, const yaml_event_t *ev, struct err *e)
{
    const char *text = (const char *)ev->data.scalar.value;
    uint32_t hash;
    const char *flaw = key_flaw(ev, &hash);
    if (flaw)
        return refuse(y, ev->start_mark, e, flaw);
    unsigned line = line_of(y, ev->start_mark);
    const struct key *earlier = find_key(y, f->first_key, hash, text);
    if (earlier)
        return err_at(e, ERR_DATA, y->name, line, (unsigned)ev->start_mark.column + 1,
                      "the key `%s` is there already, in line %u: keep one of them", text,
                      earlier->line);
    if (y->keys - f->first_key == YAML_MAX_KEYS)
        return refuse(y, ev->start_mark, e, "more than 1000 keys in one mapping: remove some");
    return store_key(y, hash, ev, line) || err_memory(e);
}

static bool on_scalar(struct yaml *y, struct yaml_event *out, struct err *e)
{
    const yaml_event_t *ev = &y->event;
    struct frame *f = y->depth ? &y->frame[y->depth - 1] : NULL;
    yaml_scalar_style_t style = ev->data.scalar.style;
    if (ev->data.scalar.anchor)
        return refuse(y, ev->start_mark, e, YAML_NO_ANCHOR);
    if (ev->data.scalar.tag)
        return refuse(y, ev->start_mark, e, YAML_NO_TAG);
    bool last = y->ending == LITERAL_TAKEN;
    out->text = last ? y->literal.text : (const char *)ev->data.scalar.value;
    out->len = last ? y->literal.len : ev->data.scalar.length;
    out->quoted = style != YAML_PLAIN_SCALAR_STYLE;
    if (out->len > YAML_MAX_SCALAR)
        return refuse(y, ev->start_mark, e,
                      "a text longer than 256 KiB: split the document into several");
    struct yaml_flaw flaw;
    if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE && yaml_flaw_decoded(out->text, out->len, &flaw))
        return err_at(e, ERR_DATA, y->name, out->line, out->col,
                      "an escape in double quotation marks stands for U+%04X, %s", flaw.cp,
                      flaw.what);
    out->kind = YAML_SCALAR;
    if (!f || !f->map)
        return true;
    if (f->key_next) {
        out->kind = YAML_KEY;
        if (!add_key(y, f, ev, e))
            return false;
    }
    f->key_next = !f->key_next;
    return true;
}

static bool on_begin(struct yaml *y, bool map, struct yaml_event *out, struct err *e)
{
    const yaml_event_t *ev = &y->event;
    bool anchor = map ? ev->data.mapping_start.anchor : ev->data.sequence_start.anchor;
    bool tag = map ? ev->data.mapping_start.tag : ev->data.sequence_start.tag;
    struct frame *f = y->depth ? &y->frame[y->depth - 1] : NULL;
    if (anchor)
        return refuse(y, ev->start_mark, e, YAML_NO_ANCHOR);
    if (tag)
        return refuse(y, ev->start_mark, e, YAML_NO_TAG);
    if (f && f->map && f->key_next)
        return refuse(y, ev->start_mark, e,
                      "a key that is itself a mapping or a list: write a plain name as the key");
    if (y->depth == YAML_MAX_DEPTH)
        return refuse(y, ev->start_mark, e, "nested more than 16 levels deep: write it flatter");
    if (f && f->map)
        f->key_next = true;
    y->frame[y->depth++] = (struct frame){
        .map = map, .key_next = map, .first_key = y->keys, .names_len = y->names_len};
    out->kind = map ? YAML_MAP_BEGIN : YAML_LIST_BEGIN;
    return true;
}

static void on_end(struct yaml *y, bool map, struct yaml_event *out)
{
    const struct frame *f = &y->frame[--y->depth];
    y->keys = f->first_key;
    y->names_len = f->names_len;
    out->kind = map ? YAML_MAP_END : YAML_LIST_END;
}

static bool on_document(struct yaml *y, struct err *e)
{
    if (y->documents++ == 0)
        return true;
    return refuse(y, y->event.start_mark, e, "a second document: only one is allowed here");
}

/* `--- # nothing here` is one empty plain scalar to libyaml; a document that holds nothing, to us. */
static bool is_nothing(const struct yaml *y)
{
    const yaml_event_t *ev = &y->event;
    return y->depth == 0 && ev->data.scalar.length == 0 && !ev->data.scalar.tag &&
           !ev->data.scalar.anchor && ev->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

/* One of libyaml's events. *given: it is one of ours too. */
static bool step(struct yaml *y, struct yaml_event *out, bool *given, struct err *e)
{
    if (!parse_next(y))
        return broken(y, e);
    out->line = line_of(y, y->event.start_mark);
    out->col = (unsigned)y->event.start_mark.column + 1;
    *given = true;
    switch (y->event.type) {
    case YAML_SCALAR_EVENT:
        *given = !is_nothing(y);
        return !*given || on_scalar(y, out, e);
    case YAML_MAPPING_START_EVENT:
    case YAML_SEQUENCE_START_EVENT:
        return on_begin(y, y->event.type == YAML_MAPPING_START_EVENT, out, e);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        on_end(y, y->event.type == YAML_MAPPING_END_EVENT, out);
        return true;
    case YAML_ALIAS_EVENT:
        return refuse(y, y->event.start_mark, e, YAML_NO_ALIAS);
    case YAML_NO_EVENT: /* parse_next has none */
    case YAML_STREAM_END_EVENT:
        y->ended = true;
        *given = false;
        return true;
    case YAML_DOCUMENT_START_EVENT:
        *given = false;
        return on_document(y, e);
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        *given = false;
        return true;
    }
    return true;
}

bool yaml_next(struct yaml *y, struct yaml_event *event, struct err *e)
{
    bool given = false;
    if (y->failed) {
        *e = y->err;
        return false;
    }
    *event = (struct yaml_event){.kind = YAML_END};
    while (!given && !y->ended) {
        if (!step(y, event, &given, e)) {
            y->failed = true;
            y->err = *e;
            return false;
        }
    }
    if (!given)
        event->kind = YAML_END;
    return true;
}

bool yaml_skip(struct yaml *y, struct err *e)
{
    unsigned outer = y->depth;
    struct yaml_event event;
    do {
        if (!yaml_next(y, &event, e))
            return false;
    } while (y->depth > outer && event.kind != YAML_END);
    return true;
}

bool yaml_fail(const struct yaml *y, const struct yaml_event *event, struct err *e, const char *fmt,
               ...)
{
    char text[sizeof e->what + 1]; /* so that err_at sees, and marks, what does not fit */
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    return err_at(e, ERR_DATA, y->name, event->line, event->col, "%s", text);
}
