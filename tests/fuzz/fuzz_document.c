/* The reader of records, given any document: what it takes holds what its format says, what it refuses is refused for
 * a reason at a place in the document. */
#include "models/base/text.h"
#include "models/base/yaml_check.h"
#include "models/record.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/criteria.h"

enum { FIRST_LINE = 1000 };

static bool is_clean(const char *text, size_t n)
{
    struct yaml_flaw flaw;
    return strlen(text) == n && !yaml_flaw_decoded(text, n, &flaw);
}

static void check_diags(const struct record *r, const struct document *doc, bool good)
{
    unsigned last = FIRST_LINE, errors = 0;
    for (size_t i = 0; i < doc->len; i++)
        last += doc->bytes[i] == '\n';
    for (size_t i = 0; i < r->diags; i++) {
        const struct diag *d = &r->diag[i];
        PROMISE(d->line >= FIRST_LINE && d->line <= last);
        PROMISE(d->col >= 1 && d->col <= doc->len + 1);
        PROMISE(strstr(d->text, ": ") || strstr(d->text, "]"));
        PROMISE(utf8_invalid_at(d->text, strlen(d->text)) == strlen(d->text));
        errors += d->severity == SEVERITY_ERROR;
    }
    PROMISE(good == (errors == 0));
}

/* A value of a record that was taken is one that its field takes, and its cell is the value's. */
static void check_value(const struct record *r, enum field f)
{
    const struct value *v = &r->value[f];
    uint32_t cell;
    if (!v->text) {
        PROMISE(!field_defs[f].required && v->cell == 0);
        return;
    }
    PROMISE(is_clean(v->text, v->len));
    if (f == F_REPORTED)
        return;
    PROMISE(field_parse(f, v->text, v->len, &cell));
    PROMISE(cell == v->cell);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct criteria *criteria;
    if (!criteria)
        criteria = shipped_criteria();
    char *bytes = fuzz_copy(data, size, 0);
    struct record r = {0};
    struct document doc = {.bytes = bytes, .len = size, .line = FIRST_LINE};
    bool good = record_read(&r, &doc, "fuzz.yaml", criteria);
    check_diags(&r, &doc, good);
    for (unsigned f = 0; good && f < FIELD_TOTAL; f++)
        check_value(&r, (enum field)f);
    for (size_t i = 0; i < r.others; i++)
        PROMISE(is_clean(r.other[i].text, strlen(r.other[i].text)));
    record_release(&r);
    free(bytes);
    return 0;
}
