/* The sanitiser, given any bytes: nothing of what it gives acts on a terminal, or deceives who reads it, and its lines
 * are as wide as they are said to be. What must not be there stands here again, apart from the tables it goes by. */
#include "models/base/text.h"
#include "tests/fuzz/fuzz.h"

enum { MAX_MARKS = 3, COLS = 20 };

/* Unicode 15: controls, line and paragraph separators, bidi controls, default ignorable characters but for variation
 * selectors, which are marks, surrogates, private use and noncharacters. */
static const struct {
    uint32_t first, last;
} forbidden[] = {
    {0x0000, 0x001f},   {0x007f, 0x009f},   {0x00ad, 0x00ad},   {0x061c, 0x061c},
    {0x115f, 0x1160},   {0x180e, 0x180e},   {0x200b, 0x200f},   {0x2028, 0x202e},
    {0x2060, 0x206f},   {0x3164, 0x3164},   {0xd800, 0xf8ff},   {0xfeff, 0xfeff},
    {0xffa0, 0xffa0},   {0xfdd0, 0xfdef},   {0xfff0, 0xfffb},   {0xfffe, 0xffff},
    {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0xe00ff}, {0xf0000, 0x10ffff},
};

static void check_text(const char *s, size_t n, bool narrative)
{
    unsigned marks = MAX_MARKS; /* a mark without a base would stand on what is left of the text */
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        unsigned len = utf8_decode(s + at, n - at, &cp);
        PROMISE(len);
        at += len;
        marks = char_width(cp) ? 0 : marks + 1;
        if (narrative && cp == '\n') {
            marks = MAX_MARKS;
            continue;
        }
        for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
            PROMISE(cp < forbidden[i].first || cp > forbidden[i].last);
        PROMISE(marks <= MAX_MARKS);
    }
}

static void check_runs(const struct clean *c)
{
    size_t at = 0;
    for (size_t i = 0; i < c->count; i++) {
        const struct clean_run *run = &c->run[i];
        PROMISE(run->start == at && run->len > 0);
        PROMISE(i == 0 || run->escaped != run[-1].escaped);
        at += run->len;
        for (uint32_t k = 0; run->escaped && k < run->len; k++)
            PROMISE(c->text.p[run->start + k] > ' ' && c->text.p[run->start + k] <= '~');
    }
    PROMISE(at == c->text.len);
}

/* What is clean stays as it is. */
static void check_again(const struct clean *c, enum clean_mode mode)
{
    struct clean again = {0};
    PROMISE(clean_text(&again, str_text(&c->text), c->text.len, mode));
    PROMISE(again.text.len == c->text.len &&
            strcmp(str_text(&again.text), str_text(&c->text)) == 0);
    PROMISE(again.count <= 1 && (again.count == 0 || !again.run[0].escaped));
    clean_release(&again);
}

static void check_wrap(const char *s, size_t n)
{
    struct text_line *lines = NULL;
    size_t count = 0, end = 0;
    PROMISE(text_wrap(s, n, COLS, &lines, &count));
    for (size_t i = 0; i < count; i++) {
        PROMISE(lines[i].start >= end);
        end = lines[i].start + lines[i].len;
        PROMISE(end <= n && text_width(s + lines[i].start, lines[i].len) <= COLS);
        PROMISE(!memchr(s + lines[i].start, '\n', lines[i].len));
    }
    free(lines);
}

static void check_line(const char *bytes, size_t n, const struct clean *c)
{
    struct str line = STR_INIT, fitted = STR_INIT;
    clean_line(&line, bytes, n);
    PROMISE(line.len == c->text.len && strcmp(str_text(&line), str_text(&c->text)) == 0);
    text_fit(&fitted, str_text(&line), line.len, COLS, n % 2);
    PROMISE(text_width(str_text(&fitted), fitted.len) == COLS);
    str_release(&line);
    str_release(&fitted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum clean_mode modes[] = {CLEAN_LINE, CLEAN_NARRATIVE};
    char *bytes = fuzz_copy(data, size, 0);
    for (int m = 0; m < 2; m++) {
        struct clean c = {0};
        PROMISE(clean_text(&c, bytes, size, modes[m]));
        check_text(str_text(&c.text), c.text.len, modes[m] == CLEAN_NARRATIVE);
        check_runs(&c);
        check_again(&c, modes[m]);
        if (modes[m] == CLEAN_LINE)
            check_line(bytes, size, &c);
        else
            check_wrap(str_text(&c.text), c.text.len);
        clean_release(&c);
    }
    free(bytes);
    return 0;
}
