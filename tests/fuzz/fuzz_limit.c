/* A limit, given any text: it is refused at a column of the text, or it answers the same for each row by itself as for
 * all rows at once, from wherever they begin; and its contrary lets through what it does not. */
#include "models/base/text.h"
#include "models/filter.h"
#include "models/review.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/criteria.h"
#include "tests/support/records.h"

enum { ROWS = 130, WORDS = ROWS / 64 + 1 };

static const char *const kinds[] = {
    "kind=debriefing date=2003-12-31 department=police person.age=17 person.nationality=CN "
    "person.status=visitor entry.point=LoWu id=D-@@@|Her passport was\n  held by the agent.",
    "kind=debriefing date=2004-01 department=immigration person.age=16-19 operation=OP-3 id=E-@@@|"
    "La Se\u00d1ora",
    "kind=debriefing date=2004 department=police person.age=48+ prostitution=yes id=F-@@@|"
    "\u4ed6\u5011\u6263\u8d77\u8b77\u7167",
    "kind=operation date=2004-02-10 department=joint departments=police type=anti_vice "
    "title=Nightjar persons_arrested=34 id=OP-@@@|Nothing further.",
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static struct criteria *criteria;
static struct catalog *catalog;
static struct review *review;

static void add_row(unsigned number)
{
    char *pairs = strdup(kinds[number % KINDS]), *slot = strstr(pairs, "@@@"), digits[4];
    snprintf(digits, sizeof digits, "%03u", number % 1000);
    memcpy(slot, digits, 3);
    PROMISE(add_record(catalog, pairs, NULL) == CATALOG_ADDED);
    free(pairs);
}

/* Decisions on every third row, a flag on every fifth. */
static void review_row_of(uint64_t seq, unsigned row)
{
    struct event event;
    struct err e;
    size_t len;
    event_init(&event, row % 3 == 0 ? EVENT_DECIDE : EVENT_FLAG);
    event.seq = seq;
    event.record = catalog_text(catalog, row, F_ID, &len);
    event.reviewer = row % 2 ? "anna" : "ben";
    event.outcome = (enum outcome)(row % 3 == 0 ? 1 + row % (OUTCOME_COUNT - 1) : 0);
    event.answers = row % 2 ? "means.force=present" : "means.deception=absent,implied";
    event.definition = "legco-2005";
    PROMISE(review_apply(review, &event, &e));
}

static void make_rows(void)
{
    struct err e;
    uint64_t seq = 0;
    criteria = shipped_criteria();
    catalog = catalog_new();
    for (unsigned i = 0; i < ROWS; i++)
        add_row(i);
    review = review_new(catalog, criteria);
    PROMISE(review && review_add_rows(review, &e));
    for (unsigned i = 0; i < ROWS; i++)
        if (i % 3 == 0 || i % 5 == 0)
            review_row_of(++seq, i);
}

static bool bit(const uint64_t *bits, unsigned i)
{
    return bits[i / 64] >> i % 64 & 1;
}

static void ask(const struct filter *f, const struct filter *contrary)
{
    uint64_t all[WORDS], rest[WORDS], none[WORDS];
    unsigned first = 37;
    memset(all, 0xaa, sizeof all);
    memset(rest, 0xaa, sizeof rest);
    filter_rows(f, catalog, review, 0, ROWS, all);
    filter_rows(f, catalog, review, first, ROWS - first, rest);
    if (contrary)
        filter_rows(contrary, catalog, review, 0, ROWS, none);
    for (unsigned i = 0; i < ROWS; i++) {
        bool matches = filter_match(f, catalog, review, i);
        PROMISE(bit(all, i) == matches);
        PROMISE(i < first || bit(rest, i - first) == matches);
        PROMISE(!contrary || bit(none, i) != matches);
    }
}

static void check_error(const struct err *e, const char *text)
{
    unsigned columns = 1;
    for (const char *s = text; *s; s++)
        columns += ((unsigned char)*s & 0xc0) != 0x80;
    PROMISE(e->col >= 1 && e->col <= columns);
    PROMISE(strstr(e->what, ": ") || strstr(e->what, "[cut]"));
}

static struct filter *parse_contrary(const char *text, struct err *e)
{
    struct str contrary = STR_INIT;
    str_addf(&contrary, "!(%s)", text);
    struct filter *f = filter_parse(str_text(&contrary), criteria, e);
    str_release(&contrary);
    return f;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err e = {0};
    if (!catalog)
        make_rows();
    char *text = fuzz_copy(data, size, 1);
    struct filter *f = filter_parse(text, criteria, &e);
    if (f) {
        /* Two levels deeper and one term longer, so it may be refused; and of nothing there is no contrary. */
        struct filter *contrary = parse_contrary(text, &e);
        ask(f, contrary);
        filter_free(contrary);
    } else {
        check_error(&e, text);
    }
    filter_free(f);
    free(text);
    return 0;
}
