#include "tests/support/catalogs.h"

#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "models/catalog_store.h"
#include "models/catalog_take.h"
#include "models/ingest.h"
#include "tests/support/folder.h"

uint32_t dice_roll(struct dice *d, uint32_t sides)
{
    d->state ^= d->state << 13;
    d->state ^= d->state >> 7;
    d->state ^= d->state << 17;
    return (uint32_t)(d->state >> 16) % sides;
}

/* --- records --- */

static void add_choice(struct dice *d, struct str *s, const char *key, enum field field)
{
    unsigned n = 0;
    while (field_defs[field].choices[n])
        n++;
    unsigned at = dice_roll(d, n + 2);
    if (at < n)
        str_addf(s, "%s: %s\n", key, field_defs[field].choices[at]);
    else if (at == n)
        str_addf(s, "%s: unknown\n", key);
}

static void add_debriefing(struct dice *d, struct str *s)
{
    static const char *const ages[] = {"17", "24", "18-20", "48+", "unknown"};
    static const char *const countries[] = {"CN", "NO", "TH", "unknown"};
    if (dice_roll(d, 2))
        str_addf(s, "operation: OP-%u\n", dice_roll(d, 9));
    if (!dice_roll(d, 4))
        str_add(s, "language: \"Putonghua \u4e2d\u6587\"\n");
    str_addf(s, "person:\n  pseudonym: P-%u\n  age: %s\n  nationality: %s\n", dice_roll(d, 99),
             ages[dice_roll(d, 5)], countries[dice_roll(d, 4)]);
    add_choice(d, s, "  sex", F_SEX);
    add_choice(d, s, "  status", F_STATUS);
    add_choice(d, s, "stated_volition", F_STATED_VOLITION);
    if (!dice_roll(d, 9))
        str_addf(s, "entry:\n  date: 2004-%02u\n  point: Lo Wu\n", dice_roll(d, 12) + 1);
}

static void add_operation(struct dice *d, struct str *s)
{
    add_choice(d, s, "type", F_TYPE);
    if (dice_roll(d, 2))
        str_addf(s, "title: \"Night, no. %u\"\nlocation: Mong Kok\n", dice_roll(d, 7));
    if (dice_roll(d, 2))
        str_addf(s, "persons_arrested: %u\ndepartments: [police, customs]\n", dice_roll(d, 50));
}

static void add_record_text(struct dice *d, struct str *s)
{
    bool operation = dice_roll(d, 5) == 0;
    str_addf(s, "---\nkind: %s\nid: %s-%u\ndate: %u-%02u\ndepartment: police\n",
             operation ? "operation" : "debriefing", operation ? "OP" : "D",
             dice_roll(d, operation ? 30 : 400), 2003 + dice_roll(d, 3), 1 + dice_roll(d, 12));
    if (!dice_roll(d, 6))
        str_addf(s, "case: C-%u\n", dice_roll(d, 5));
    if (operation)
        add_operation(d, s);
    else
        add_debriefing(d, s);
    if (dice_roll(d, 2))
        str_addf(s, "reported:\n  means.deception: present\n  means.force: %s\n",
                 dice_roll(d, 2) ? "absent" : "unknown");
    if (!dice_roll(d, 12))
        str_add(s, "odd_key: 1\n");
    if (!dice_roll(d, 15))
        str_add(s, "department: twice\n");
    str_addf(s, "narrative: |\n  Made up, no. %u.\n  She said \u5979\u8aaa so.\n",
             dice_roll(d, 1000));
}

void random_file(struct dice *d, const char *path, unsigned documents)
{
    struct str text = STR_INIT;
    for (unsigned n = dice_roll(d, documents + 1); n > 0; n--)
        add_record_text(d, &text);
    folder_write(path, str_text(&text), text.len);
    str_release(&text);
}

static int age_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    const struct timespec times[] = {{1000000000, 0}, {1000000000, 7}};
    (void)st;
    (void)type;
    (void)at;
    return utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW);
}

void make_old(const char *root)
{
    assert_int_equal(nftw(root, age_one, 16, FTW_PHYS), 0);
}

/* --- catalogs --- */

struct catalog *load_catalog(const char *root, const struct criteria *criteria,
                             const struct refresh *unchanged)
{
    struct err e = {0};
    bool failed = false;
    struct catalog *c = catalog_new();
    assert_non_null(c);
    assert_true(!unchanged || catalog_take_from(c, unchanged, &e));
    struct ingest *in = ingest_open(c, criteria, &root, 1, 2, &e);
    assert_non_null(in);
    while (ingest_step(in, 7, &failed, &e))
        ;
    if (failed)
        fail_msg("%s", e.what);
    ingest_close(in);
    return c;
}

void assert_same_catalog(const struct catalog *a, const struct catalog *b)
{
    struct str x = STR_INIT, y = STR_INIT;
    catalog_dump(a, &x);
    catalog_dump(b, &y);
    assert_string_equal(str_text(&x), str_text(&y));
    str_release(&x);
    str_release(&y);
}

void save_catalog(struct catalog *c, const struct catalog_home *home)
{
    struct err e = {0};
    atomic_bool stop = false;
    struct catalog_save *s = catalog_save_new(c, home, &e);
    assert_non_null(s);
    if (!catalog_save_write(s, &stop, &e) || !catalog_save_settle(s, &stop, &e))
        fail_msg("%s", e.what);
    catalog_save_free(s);
}

/* Of n bytes those that are no page of a file. */
static uint64_t own_of(const void *from, size_t n)
{
    uintptr_t at = (uintptr_t)from, end = at + n, low, high;
    unsigned long inode;
    uint64_t own = n;
    char line[512];
    FILE *maps = fopen("/proc/self/maps", "r");
    assert_non_null(maps);
    while (fgets(line, sizeof line, maps)) {
        if (sscanf(line, "%" SCNxPTR "-%" SCNxPTR " %*s %*s %*s %lu", &low, &high, &inode) != 3 ||
            !inode || high <= at || low >= end)
            continue;
        own -= (high < end ? high : end) - (low > at ? low : at);
    }
    fclose(maps);
    return own;
}

static uint64_t own_texts(const struct textstore *s)
{
    uint64_t own = 0;
    for (size_t i = 0; i < s->chunks; i++)
        own += own_of(s->chunk[i], i + 1 < s->chunks ? (size_t)TEXTSTORE_CHUNK : s->used);
    return own;
}

uint64_t own_bytes(const struct catalog *c)
{
    uint64_t own = own_texts(&c->names) + own_texts(&c->words.store) + own_texts(&c->problem_text) +
                   own_of(c->words.text, c->words.count * sizeof *c->words.text) +
                   own_of(c->words.table.slot, c->words.table.size * sizeof(struct table_slot)) +
                   own_of(c->ids.slot, c->ids.size * sizeof(struct table_slot)) +
                   own_of(c->cases, c->case_count * sizeof *c->cases) +
                   c->case_words * sizeof *c->case_of_word + c->files * sizeof *c->file +
                   c->problems * sizeof *c->problem + c->reported_count * sizeof *c->reported +
                   c->digests * sizeof *c->digest;
    for (unsigned i = 0; i < COL_FIXED; i++)
        own += own_of(c->fixed[i].data, (size_t)c->rows * c->fixed[i].width);
    for (unsigned i = 0; i < c->slots; i++)
        own += own_of(c->slot[i].data, (size_t)c->rows * c->slot[i].width);
    return own;
}

void many_records(const char *path, unsigned records)
{
    struct str text = STR_INIT;
    for (unsigned n = 0; n < records; n++)
        str_addf(&text,
                 "---\nkind: debriefing\nid: M-%05u\ndate: 2004-03-%02u\ndepartment: police\n"
                 "operation: OP-%u\nperson:\n  pseudonym: P-%u\n  age: %u\n"
                 "reported:\n  means.deception: present\nnarrative: |\n  Made up, no. %u.\n",
                 n, n % 28 + 1, n / 7, n, 18 + n % 40, n);
    assert_false(text.failed);
    folder_write(path, str_text(&text), text.len);
    str_release(&text);
}

uint64_t bytes_read(void)
{
    char line[64];
    unsigned long long n = 0;
    FILE *f = fopen("/proc/self/io", "r");
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    assert_int_equal(sscanf(line, "rchar: %llu", &n), 1);
    fclose(f);
    return n;
}
