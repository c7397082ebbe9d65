#include "models/event.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "models/base/date.h"
#include "models/base/text.h"

static const char *const type_words[] = {
    [0] = "",
    [EVENT_DECIDE] = "decide",
    [EVENT_RETRACT] = "retract",
    [EVENT_FLAG] = "flag",
    [EVENT_UNFLAG] = "unflag",
    [EVENT_NOTE] = "note",
    [EVENT_ADJUDICATE] = "adjudicate",
    [EVENT_FREEZE] = "freeze",
};

static const char *const reading_words[] = {
    [READING_NONE] = "",
    [READING_FIRST] = "first",
    [READING_SECOND] = "second",
    [READING_ADJUDICATION] = "adjudication",
};

/* Row 0 is what is stored where an event has no outcome. */
static const char *const outcome_words[OUTCOME_COUNT] = {
    [OUTCOME_NONE] = "",
    [OUTCOME_VOLUNTARY] = "voluntary",
    [OUTCOME_TRAFFICKING] = "trafficking",
    [OUTCOME_NOT_TRAFFICKING] = "not_trafficking",
    [OUTCOME_INSUFFICIENT] = "insufficient",
    [OUTCOME_OUT_OF_SCOPE] = "out_of_scope",
};

static const char *const outcome_labels[OUTCOME_COUNT] = {
    [OUTCOME_NONE] = "undecided",
    [OUTCOME_VOLUNTARY] = "voluntary",
    [OUTCOME_TRAFFICKING] = "trafficking",
    [OUTCOME_NOT_TRAFFICKING] = "no trafficking found",
    [OUTCOME_INSUFFICIENT] = "insufficient information",
    [OUTCOME_OUT_OF_SCOPE] = "out of scope",
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The row of `words` that is exactly these n bytes; -1 where there is none. */
static int word_find(const char *const *words, size_t count, const char *s, size_t n)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == n && memcmp(words[i], s, n) == 0)
            return (int)i;
    return -1;
}

const char *event_type_name(enum event_type type)
{
    return type_words[type];
}

const char *outcome_name(enum outcome outcome)
{
    return outcome == OUTCOME_NONE ? "undecided" : outcome_words[outcome];
}

const char *outcome_label(enum outcome outcome)
{
    return outcome_labels[outcome];
}

const char *reading_name(enum reading reading)
{
    return reading_words[reading];
}

bool outcome_parse(const char *name, enum outcome *outcome)
{
    int found = word_find(outcome_words, COUNT(outcome_words), name, strlen(name));
    if (found > 0)
        *outcome = (enum outcome)found;
    return found > 0;
}

void event_init(struct event *event, enum event_type type)
{
    *event = (struct event){
        .type = type,
        .time_us = time_now_us(),
        .reviewer = "",
        .login = "",
        .record = "",
        .answers = "",
        .rationale = "",
        .definition = "",
        .detail = "",
    };
    random_bytes(event->id.byte, sizeof event->id.byte);
}

const char *event_detail(const struct event *event, const char *key, size_t *len)
{
    size_t key_len = strlen(key);
    for (const char *line = event->detail; *line;) {
        size_t line_len = strcspn(line, "\n");
        if (line_len > key_len && line[key_len] == '=' && memcmp(line, key, key_len) == 0) {
            *len = line_len - key_len - 1;
            return line + key_len + 1;
        }
        line += line_len + (line[line_len] == '\n');
    }
    return NULL;
}

uint64_t event_detail_number(const struct event *event, const char *key)
{
    uint64_t number = 0;
    size_t len;
    const char *digits = event_detail(event, key, &len);
    if (!digits || !len || len > 19)
        return 0;
    for (size_t i = 0; i < len; i++) {
        if (digits[i] < '0' || digits[i] > '9')
            return 0;
        number = number * 10 + (uint64_t)(digits[i] - '0');
    }
    return number;
}

unsigned event_detail_year(const struct event *event)
{
    uint64_t year = event_detail_number(event, "year");
    return year <= DATE_YEAR_MAX ? (unsigned)year : 0;
}

/* --- The body: one pair of functions per kind of field. --- */

static const char no_memory[] = "";

/* A writer appends the value's stored bytes. */
typedef void write_kind(const void *value, struct str *out);
/* A reader sets the value from n stored bytes; returns what is wrong with them, or NULL. */
typedef const char *read_kind(const char *s, size_t n, struct arena *arena, void *value);

static void write_u64(const void *value, struct str *out)
{
    str_addf(out, "%" PRIu64, *(const uint64_t *)value);
}

static const char *read_u64(const char *s, size_t n, struct arena *arena, void *value)
{
    (void)arena;
    uint64_t number = 0;
    if (n == 0 || (n > 1 && s[0] == '0'))
        return "is not a number in its shortest form";
    for (size_t i = 0; i < n; i++) {
        unsigned digit = (unsigned char)s[i] - (unsigned)'0';
        if (digit > 9)
            return "is not a number";
        if (number > (UINT64_MAX - digit) / 10)
            return "is too large";
        number = number * 10 + digit;
    }
    *(uint64_t *)value = number;
    return NULL;
}

static void write_i64(const void *value, struct str *out)
{
    str_addf(out, "%" PRId64, *(const int64_t *)value);
}

static const char *read_i64(const char *s, size_t n, struct arena *arena, void *value)
{
    uint64_t size = 0;
    bool minus = n > 0 && s[0] == '-';
    const char *wrong = read_u64(s + minus, n - minus, arena, &size);
    if (wrong)
        return wrong;
    if (size > (uint64_t)INT64_MAX + minus)
        return "is too large";
    if (minus && size == 0)
        return "is not a number in its shortest form";
    *(int64_t *)value = minus ? -(int64_t)(size - 1) - 1 : (int64_t)size;
    return NULL;
}

static void write_hex(const void *bytes, size_t n, struct str *out)
{
    char hex[SHA256_HEX];
    hex_write(bytes, n, hex);
    str_addn(out, hex, 2 * n);
}

static void write_id(const void *value, struct str *out)
{
    write_hex(value, sizeof(struct event_id), out);
}

static const char *read_id(const char *s, size_t n, struct arena *arena, void *value)
{
    (void)arena;
    return hex_read(s, n, value, sizeof(struct event_id)) ? NULL
                                                          : "is not 32 lower-case hex digits";
}

static bool is_zero(const struct sha256 *sha)
{
    static const struct sha256 zero;
    return sha256_equal(sha, &zero);
}

static void write_sha(const void *value, struct str *out)
{
    if (!is_zero(value))
        write_hex(value, SHA256_BYTES, out);
}

static const char *read_sha(const char *s, size_t n, struct arena *arena, void *value)
{
    (void)arena;
    if (n == 0) {
        memset(value, 0, SHA256_BYTES);
        return NULL;
    }
    return hex_read(s, n, value, SHA256_BYTES) && !is_zero(value)
               ? NULL
               : "is neither empty nor 64 lower-case hex digits";
}

static void write_text(const void *value, struct str *out)
{
    str_add(out, *(const char *const *)value);
}

static const char *read_text(const char *s, size_t n, struct arena *arena, void *value)
{
    if (memchr(s, '\0', n))
        return "holds a NUL";
    if (utf8_invalid_at(s, n) != n)
        return "is not valid UTF-8";
    char *copy = arena_copy(arena, s, n);
    if (!copy)
        return no_memory;
    *(const char **)value = copy;
    return NULL;
}

#define WORD_KIND(kind, type, words, first)                                                        \
    static void write_##kind(const void *value, struct str *out)                                   \
    {                                                                                              \
        str_add(out, words[*(const type *)value]);                                                 \
    }                                                                                              \
                                                                                                   \
    static const char *read_##kind(const char *s, size_t n, struct arena *arena, void *value)      \
    {                                                                                              \
        (void)arena;                                                                               \
        int found = word_find(words, COUNT(words), s, n);                                          \
        if (found < (first))                                                                       \
            return "is not a word that this version knows";                                        \
        *(type *)value = (type)found;                                                              \
        return NULL;                                                                               \
    }

WORD_KIND(type, enum event_type, type_words, 1)
WORD_KIND(reading, enum reading, reading_words, 0)
WORD_KIND(outcome, enum outcome, outcome_words, 0)

#define U64     write_u64, read_u64
#define I64     write_i64, read_i64
#define ID      write_id, read_id
#define SHA     write_sha, read_sha
#define TEXT    write_text, read_text
#define TYPE    write_type, read_type
#define READING write_reading, read_reading
#define OUTCOME write_outcome, read_outcome

static const struct {
    const char *name;
    size_t offset;
    write_kind *write;
    read_kind *read;
} fields[] = {
#define EVENT_FIELD(name, kind) {#name, offsetof(struct event, name), kind},
#include "models/event.def"
#undef EVENT_FIELD
};

enum { LENGTH_BYTES = 4 };

static void be32_write(uint32_t value, char out[LENGTH_BYTES])
{
    for (int i = 0; i < LENGTH_BYTES; i++)
        out[i] = (char)(value >> (8 * (LENGTH_BYTES - 1 - i)) & 0xff);
}

static uint32_t be32_read(const char *bytes)
{
    uint32_t value = 0;
    for (int i = 0; i < LENGTH_BYTES; i++)
        value = value << 8 | (unsigned char)bytes[i];
    return value;
}

void event_encode(const struct event *event, struct str *body)
{
    for (size_t i = 0; i < COUNT(fields); i++) {
        size_t start = body->len;
        str_addn(body, (const char[LENGTH_BYTES]){0}, LENGTH_BYTES);
        fields[i].write((const char *)event + fields[i].offset, body);
        if (body->failed || body->len - start - LENGTH_BYTES > UINT32_MAX) {
            body->failed = true;
            return;
        }
        be32_write((uint32_t)(body->len - start - LENGTH_BYTES), body->p + start);
    }
}

bool event_decode(const void *body, size_t n, struct arena *arena, struct event *event,
                  struct err *e)
{
    const char *at = body;
    size_t left = n;
    *event = (struct event){0};
    for (size_t i = 0; i < COUNT(fields); i++) {
        if (left < LENGTH_BYTES || left - LENGTH_BYTES < be32_read(at))
            return err_set(e, ERR_DATA, "the event ends within its %s", fields[i].name);
        size_t length = be32_read(at);
        at += LENGTH_BYTES;
        const char *wrong = fields[i].read(at, length, arena, (char *)event + fields[i].offset);
        if (wrong == no_memory)
            return err_memory(e);
        if (wrong)
            return err_set(e, ERR_DATA, "the event's %s %s", fields[i].name, wrong);
        at += length;
        left -= LENGTH_BYTES + length;
    }
    return left == 0 || err_set(e, ERR_DATA, "the event goes on after its last field");
}
