/* A whole file, given any bytes: cut into documents and read one by one it gives what libyaml gives of the stream as it
 * is. Three readings are compared, each written down as text: libyaml's of the whole, libyaml's of the pieces, and the
 * careful reader's of the pieces, up to where it refuses one.
 *
 * An input whose last byte is none of ASCII gets a comment before it, so long that a block of split's ends so many bytes
 * into it as the byte's lower bits say. */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include <yaml.h>

#include "models/base/str.h"
#include "models/base/yaml.h"
#include "models/base/yaml_check.h"
#include "models/split.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/folder.h"

enum { BLOCK = 128 * 1024 };

static char folder[64], path[80];

static void remove_folder(void)
{
    folder_remove(folder);
}

static void make_folder(void)
{
    if (*folder)
        return;
    folder_make(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/fuzz.yaml", folder);
    PROMISE(atexit(remove_folder) == 0);
}

/* --- libyaml --- */

/* A document being written down; what holds nothing is none. */
struct notes {
    struct str text;
    size_t complete; /* of whole documents */
    bool nothing;
    unsigned end_line,
        end_col; /* of a text without a line feed at its end: libyaml counts a line more */
};

static void add_scalar(struct str *s, unsigned long line, unsigned long col, bool quoted,
                       const char *text, size_t n)
{
    str_addf(s, "%lu:%lu %c%zu ", line, col, quoted ? '"' : '=', n);
    str_addn(s, text, n);
    str_addc(s, '\n');
}

static void add_event(struct notes *n, const yaml_event_t *ev, unsigned first_line)
{
    bool beyond = ev->start_mark.line > n->end_line;
    unsigned long line = first_line + (beyond ? n->end_line : ev->start_mark.line);
    unsigned long col = beyond ? n->end_col : ev->start_mark.column + 1;
    static const char marks[] = {[YAML_ALIAS_EVENT] = '*',
                                 [YAML_SEQUENCE_START_EVENT] = '[',
                                 [YAML_SEQUENCE_END_EVENT] = ']',
                                 [YAML_MAPPING_START_EVENT] = '{',
                                 [YAML_MAPPING_END_EVENT] = '}'};
    switch (ev->type) {
    case YAML_DOCUMENT_START_EVENT:
        str_add(&n->text, "---\n");
        n->nothing = false;
        break;
    case YAML_DOCUMENT_END_EVENT:
        if (n->nothing)
            n->text.len = n->complete;
        n->complete = n->text.len;
        break;
    case YAML_SCALAR_EVENT:
        n->nothing = n->text.len == n->complete + 4 && ev->data.scalar.length == 0 &&
                     ev->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && !ev->data.scalar.anchor &&
                     !ev->data.scalar.tag;
        add_scalar(&n->text, line, col, ev->data.scalar.style != YAML_PLAIN_SCALAR_STYLE,
                   (const char *)ev->data.scalar.value, ev->data.scalar.length);
        break;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
        break;
    default:
        str_addf(&n->text, "%lu:%lu %c\n", line, col, marks[ev->type]);
    }
}

/* True: libyaml had nothing to refuse. */
static bool note_libyaml(struct notes *n, const char *bytes, size_t size, unsigned first_line)
{
    yaml_parser_t parser;
    yaml_event_t ev;
    bool more = true, good = true;
    n->end_line = UINT_MAX;
    if (size > 0 && bytes[size - 1] != '\n')
        yaml_place(bytes, size, &n->end_line, &n->end_col);
    PROMISE(yaml_parser_initialize(&parser));
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, size);
    while (more) {
        good = yaml_parser_parse(&parser, &ev);
        more = good && ev.type != YAML_STREAM_END_EVENT;
        if (good)
            add_event(n, &ev, first_line);
        if (good)
            yaml_event_delete(&ev);
    }
    yaml_parser_delete(&parser);
    n->text.len = good ? n->text.len : n->complete;
    return good;
}

/* --- the careful reader --- */

static void note_event(struct str *s, const struct yaml_event *ev)
{
    static const char marks[] = {[YAML_MAP_BEGIN] = '{',
                                 [YAML_MAP_END] = '}',
                                 [YAML_LIST_BEGIN] = '[',
                                 [YAML_LIST_END] = ']'};
    if (ev->kind == YAML_SCALAR || ev->kind == YAML_KEY)
        add_scalar(s, ev->line, ev->col, ev->quoted, ev->text, ev->len);
    else
        str_addf(s, "%u:%u %c\n", ev->line, ev->col, marks[ev->kind]);
}

static bool note_careful(struct str *s, const struct document *doc, struct err *e)
{
    struct yaml *y = yaml_open(doc->bytes, doc->len, "fuzz.yaml", doc->line, e);
    struct yaml_event ev = {0};
    bool good = y;
    bool any = false;
    while (good && (good = yaml_next(y, &ev, e)) && ev.kind != YAML_END) {
        if (!any)
            str_add(s, "---\n");
        any = true;
        note_event(s, &ev);
    }
    yaml_close(y);
    return good;
}

/* --- the stream --- */

/* A byte order mark before `---` begins a file that was added to another one; the reader of the piece skips it. */
static void drop_marks(struct str *s)
{
    static const char mark[] = "\xef\xbb\xbf";
    size_t to = 0;
    for (size_t at = 0; at < s->len; at++) {
        bool starts = at == 0 || s->p[at - 1] == '\n';
        if (starts && s->len - at >= 3 && memcmp(s->p + at, mark, 3) == 0 &&
            (at == 0 || (s->len - at >= 6 && memcmp(s->p + at + 3, "---", 3) == 0 &&
                         (s->len - at == 6 || strchr(" \t\r\n", s->p[at + 6])))))
            at += 3;
        if (at < s->len)
            s->p[to++] = s->p[at];
    }
    s->len = to;
}

/* One line of comment, which only split and the careful reader are troubled with. */
static void add_padding(struct str *s, size_t n)
{
    str_addf(s, "#%*s", (int)n - 1, "\n");
}

static size_t padding(const char *bytes, size_t n)
{
    return n > 1 && bytes[0] == '#' && bytes[1] == ' ' && n > BLOCK / 2
               ? (size_t)((const char *)memchr(bytes, '\n', n) - bytes) + 1
               : 0;
}

/* A stream that begins with the end of a document is refused by libyaml; a piece that holds nothing else is none. */
static bool begins_with_end(const struct str *s)
{
    size_t at = 0;
    while (at < s->len && strchr("# \t\r\n", s->p[at])) {
        const char *feed = s->p[at] == '#' ? memchr(s->p + at, '\n', s->len - at) : s->p + at;
        at = feed ? (size_t)(feed - s->p) + 1 : s->len;
    }
    return s->len - at >= 3 && memcmp(s->p + at, "...", 3) == 0;
}

/* libyaml refuses a tab before a comment, or on an empty line, between documents; a piece that holds nothing else is none. */
static bool has_blank_tab(const struct str *s)
{
    for (size_t at = 0; at < s->len; at++) {
        const char *feed = memchr(s->p + at, '\n', s->len - at);
        size_t end = feed ? (size_t)(feed - s->p) : s->len;
        if (end - at >= 3 && memcmp(s->p + at, "\xef\xbb\xbf", 3) == 0)
            at += 3;
        bool tab = false;
        for (; at < end && strchr(" \t\r", s->p[at]) && s->p[at]; at++)
            tab = tab || s->p[at] == '\t';
        if (tab && (at == end || s->p[at] == '#'))
            return true;
        at = end;
    }
    return false;
}

static void show_difference(const char *what, const struct str *a, const struct str *b)
{
    fprintf(stderr, "%s:\n%.*s\n== and ==\n%.*s\n", what, (int)a->len, str_text(a), (int)b->len,
            str_text(b));
    abort();
}

static bool begins_with(const struct str *s, const struct str *start)
{
    return s->len >= start->len && memcmp(str_text(s), str_text(start), start->len) == 0;
}

/* One piece by both; what libyaml said of it is added to `pieces`. */
static bool compare_piece(const struct document *doc, struct notes *pieces)
{
    struct notes raw = {0};
    struct str careful = STR_INIT;
    struct err e = {0};
    size_t skip = padding(doc->bytes, doc->len);
    unsigned line = doc->line + (skip > 0);
    if (doc->len >= 3 && memcmp(doc->bytes, "\xef\xbb\xbf", 3) == 0)
        skip = 3;
    bool sound = note_libyaml(&raw, doc->bytes + skip, doc->len - skip, line);
    bool taken = note_careful(&careful, doc, &e);
    if (taken && !sound)
        show_difference("taken, though libyaml refuses it", &careful, &raw.text);
    if (sound && (taken ? careful.len != raw.text.len : careful.len > raw.text.len))
        show_difference("of other lengths", &careful, &raw.text);
    if (sound && !begins_with(&raw.text, &careful))
        show_difference("the careful reader and libyaml", &careful, &raw.text);
    str_addn(&pieces->text, str_text(&raw.text), raw.text.len);
    str_release(&careful);
    str_release(&raw.text);
    return sound;
}

static void compare_pieces(struct str *file)
{
    struct notes pieces = {0}, whole = {0};
    struct document doc;
    struct err e = {0};
    struct yaml_flaw flaw;
    bool sound = true;
    folder_write(path, str_text(file), file->len);
    struct split *s = split_open(AT_FDCWD, path, &e);
    enum split_result result = SPLIT_ERROR;
    while (s && (result = split_next(s, &doc, &e)) == SPLIT_DOCUMENT) {
        PROMISE(doc.offset + doc.len <= file->len);
        PROMISE(memcmp(doc.bytes, file->p + doc.offset, doc.len) == 0);
        sound = compare_piece(&doc, &pieces) && sound;
        if (!sound)
            break;
    }
    PROMISE(!sound || result == SPLIT_END);
    split_close(s);
    drop_marks(file);
    /* What libyaml takes for a line break, or a directive, is refused before it is asked. */
    if (!yaml_flaw_raw(str_text(file), file->len, &flaw) && !begins_with_end(file) &&
        !has_blank_tab(file)) {
        size_t skip = padding(str_text(file), file->len);
        bool whole_sound =
            note_libyaml(&whole, str_text(file) + skip, file->len - skip, 1 + (skip > 0));
        if (whole_sound != sound || whole.text.len != pieces.text.len ||
            !begins_with(&whole.text, &pieces.text))
            show_difference("the whole and its pieces", &whole.text, &pieces.text);
    }
    str_release(&pieces.text);
    str_release(&whole.text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str file = STR_INIT;
    make_folder();
    if (size > 0 && data[size - 1] >= 0x80)
        add_padding(&file, BLOCK - (data[--size] & 0x7f));
    str_addn(&file, (const char *)data, size);
    PROMISE(!file.failed);
    if (file.len > 0)
        compare_pieces(&file);
    str_release(&file);
    return 0;
}
