#include "models/base/yaml.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "models/base/yaml_check.h"
#include "models/base/yaml_keys.h"
#include "models/base/yaml_memory.h"
#include "models/base/yaml_plain.h"

/* A mapping or list that is open. */
struct frame {
    bool map, key_next;
    struct yaml_keys_mark keys; /* where its keys begin */
    unsigned values;            /* of a list, so far */
};

struct yaml {
    yaml_parser_t parser;
    yaml_event_t event; /* what the last call handed out is borrowed from it */
    bool begun;         /* there is a parser */
    struct yaml_memory memory;
    const char *name, *bytes; /* of the document, which has `n` */
    size_t n;
    unsigned first_line;
    /* Where a text ends that has no line feed at its end: libyaml counts a line more. Else UINT_MAX. */
    unsigned end_line, end_col;
    unsigned documents, depth;
    bool ended, failed;
    struct err err; /* where it failed */
    struct frame frame[YAML_MAX_DEPTH];
    struct yaml_keys keys;
    struct yaml_plain plain;        /* a document that needs no parser: */
    bool is_plain;                  /* this is one, */
    const struct yaml_ready *ready; /* or its events were made before; else NULL. Of either */
    size_t given;                   /* so many events were handed out */
};

/* In the file, from 1. */
struct place {
    unsigned line, col;
};

static struct place place_of(const struct yaml *y, yaml_mark_t mark)
{
    if (mark.line > y->end_line)
        return (struct place){y->first_line + y->end_line, y->end_col};
    return (struct place){y->first_line + (unsigned)mark.line, (unsigned)mark.column + 1};
}

static bool refuse(const struct yaml *y, yaml_mark_t mark, struct err *e, const char *what)
{
    struct place at = place_of(y, mark);
    return err_at(e, ERR_DATA, y->name, at.line, at.col, "%s", what);
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

static bool start(struct yaml *y)
{
    yaml_memory_use(&y->memory);
    y->begun = yaml_parser_initialize(&y->parser);
    yaml_memory_use(NULL);
    if (!y->begun) {
        y->parser.error = YAML_MEMORY_ERROR;
        return false;
    }
    yaml_parser_set_encoding(&y->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&y->parser, (const unsigned char *)y->bytes, y->n);
    return true;
}

static bool parse(struct yaml *y)
{
    if (!y->begun && !start(y))
        return false;
    yaml_memory_use(&y->memory);
    yaml_event_delete(&y->event);
    bool parsed = yaml_parser_parse(&y->parser, &y->event);
    yaml_memory_use(NULL);
    return parsed;
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

bool yaml_begin(struct yaml *y, const char *bytes, size_t n, const char *name, unsigned first_line,
                struct err *e)
{
    end(y);
    y->name = name;
    y->first_line = first_line;
    y->documents = y->depth = 0;
    y->ended = y->failed = y->is_plain = false;
    y->given = 0;
    if (n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        bytes += 3;
        n -= 3;
    }
    y->bytes = bytes;
    y->n = n;
    y->end_line = UINT_MAX;
    if (n > 0 && bytes[n - 1] != '\n')
        yaml_place(bytes, n, &y->end_line, &y->end_col);
    if (!check_raw(y, bytes, n, e))
        return false;
    y->is_plain = yaml_plain_read(&y->plain, &y->keys, bytes, n, first_line);
    yaml_keys_clear(&y->keys);
    return true;
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

struct yaml *yaml_open_ready(const struct yaml_ready *ready, const char *name, struct err *e)
{
    struct yaml *y = yaml_new();
    if (!y) {
        err_memory(e);
        return NULL;
    }
    y->name = name;
    y->ready = ready;
    return y;
}

void yaml_close(struct yaml *y)
{
    if (!y)
        return;
    end(y);
    yaml_memory_release(&y->memory);
    yaml_keys_release(&y->keys);
    yaml_plain_release(&y->plain);
    free(y);
}

/* Whether it is the end of the text that libyaml's parser did not expect. */
static bool at_end(const yaml_parser_t *p)
{
    return p->error == YAML_PARSER_ERROR && p->tokens.head != p->tokens.tail &&
           p->tokens.head->type == YAML_STREAM_END_TOKEN;
}

/* Where the innermost bracket or brace that is still open stands. */
static yaml_mark_t opening(const yaml_parser_t *p)
{
    bool known = p->context && strncmp(p->context, "while parsing a flow ", 21) == 0 &&
                 strcmp(p->context, "while parsing a flow node") != 0;
    return known || p->marks.top == p->marks.start ? p->context_mark : p->marks.top[-1];
}

static bool broken(const struct yaml *y, struct err *e)
{
    const yaml_parser_t *p = &y->parser;
    if (p->error == YAML_MEMORY_ERROR)
        return err_memory(e);
    if (at_end(p) && p->flow_level > 0)
        return refuse(y, opening(p), e, YAML_NOT_CLOSED);
    const char *problem = p->problem ? p->problem : "unknown problem";
    const struct yaml_advice *known = yaml_advice(problem);
    if (!known && p->context)
        known = yaml_advice(p->context);
    if (known)
        return refuse(y, known->at_context ? p->context_mark : p->problem_mark, e, known->advice);
    struct place at = place_of(y, p->problem_mark);
    return err_at(e, ERR_DATA, y->name, at.line, at.col,
                  "the YAML is broken here (%s): put the text in quotation marks", problem);
}

static bool add_key(struct yaml *y, const struct frame *f, const yaml_event_t *ev, struct err *e)
{
    const char *name = (const char *)ev->data.scalar.value;
    size_t n = ev->data.scalar.length;
    unsigned line = place_of(y, ev->start_mark).line, earlier = line;
    uint32_t hash;
    const char *flaw = yaml_key_flaw(name, n, &hash);
    if (flaw)
        return refuse(y, ev->start_mark, e, flaw);
    switch (yaml_keys_add(&y->keys, f->keys, name, n, hash, &earlier)) {
    case YAML_KEY_THERE:
        return err_at(e, ERR_DATA, y->name, line, (unsigned)ev->start_mark.column + 1,
                      "the key `%s` is there already, in line %u: keep one of them", name, earlier);
    case YAML_KEY_TOO_MANY:
        return refuse(y, ev->start_mark, e, "more than 1000 keys in one mapping: remove some");
    case YAML_KEY_NO_MEMORY:
        return err_memory(e);
    case YAML_KEY_ADDED:
        break;
    }
    return true;
}

/* A value begins, or a key. */
static bool count_value(struct yaml *y, struct err *e)
{
    struct frame *f = y->depth ? &y->frame[y->depth - 1] : NULL;
    if (!f || f->map || f->values++ < YAML_MAX_VALUES)
        return true;
    return refuse(y, y->event.start_mark, e, "more than 10,000 values in one list: remove some");
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
    if (!count_value(y, e))
        return false;
    out->text = (const char *)ev->data.scalar.value;
    out->len = ev->data.scalar.length;
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
    if (!count_value(y, e))
        return false;
    if (y->depth == YAML_MAX_DEPTH)
        return refuse(y, ev->start_mark, e, "nested more than 16 levels deep: write it flatter");
    if (f && f->map)
        f->key_next = true;
    y->frame[y->depth++] =
        (struct frame){.map = map, .key_next = map, .keys = yaml_keys_begin(&y->keys)};
    out->kind = map ? YAML_MAP_BEGIN : YAML_LIST_BEGIN;
    return true;
}

static void on_end(struct yaml *y, bool map, struct yaml_event *out)
{
    yaml_keys_end(&y->keys, y->frame[--y->depth].keys);
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
    if (!parse(y))
        return broken(y, e);
    struct place at = place_of(y, y->event.start_mark);
    out->line = at.line;
    out->col = at.col;
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
    case YAML_NO_EVENT: /* what libyaml says for ever after an error */
        return broken(y, e);
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

static bool next_plain(struct yaml *y, struct yaml_event *event)
{
    const struct yaml_plain *p = &y->plain;
    *event = y->given < p->events ? p->event[y->given++] : (struct yaml_event){.kind = YAML_END};
    return true;
}

static bool next_ready(struct yaml *y, struct yaml_event *event)
{
    const struct yaml_ready_event *ready = &y->ready->event[y->given];
    *event = (struct yaml_event){.kind = (enum yaml_kind)ready->kind,
                                 .text = y->ready->texts + ready->text,
                                 .len = ready->len,
                                 .quoted = ready->quoted,
                                 .line = ready->line,
                                 .col = ready->col};
    y->given += event->kind != YAML_END;
    return true;
}

bool yaml_next(struct yaml *y, struct yaml_event *event, struct err *e)
{
    bool given = false;
    if (y->ready)
        return next_ready(y, event);
    if (y->is_plain)
        return next_plain(y, event);
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
