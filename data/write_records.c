#include "data/writers.h"

#include <stdio.h>
#include <string.h>

#include "data/narrative.h"
#include "data/outfile.h"

struct files {
    const struct options *options;
    const char *dir;
    unsigned year, month; /* of the files that are open */
    struct outfile operations, debriefings;
};

void add_head(struct str *out, const struct options *o, const char *what)
{
    str_addf(out,
             "# %s. MADE UP: no person, place of arrest, operation or case in this file is real.\n"
             "# Written by data/generate --records %llu --seed %llu.\n",
             what, (unsigned long long)o->records, (unsigned long long)o->seed);
}

void add_indented(struct str *out, const char *text)
{
    while (*text) {
        const char *end = strchr(text, '\n');
        size_t n = end ? (size_t)(end - text) + 1 : strlen(text);
        str_add(out, "  ");
        str_addn(out, text, n);
        text += n;
    }
}

static unsigned digits_of(uint64_t n)
{
    unsigned digits = 1;
    while (n /= 10)
        digits++;
    return digits;
}

void add_debriefing_id(struct str *out, const struct debriefing *d, const struct options *o)
{
    unsigned digits = digits_of(caseload_quota(o->records, d->operation->year - FIRST_YEAR));
    str_add(out, "D-");
    add_number(out, d->operation->year, 4);
    str_addc(out, '-');
    add_number(out, d->serial, digits > 5 ? digits : 5);
}

void add_operation_id(struct str *out, const struct operation *op)
{
    str_add(out, "OP-");
    add_number(out, op->year, 4);
    str_addc(out, '-');
    add_number(out, op->serial, 4);
}

static void add_day(struct str *out, struct day d)
{
    add_number(out, d.year, 4);
    if (d.month) {
        str_addc(out, '-');
        add_number(out, d.month, 2);
    }
    if (d.day) {
        str_addc(out, '-');
        add_number(out, d.day, 2);
    }
    str_addc(out, '\n');
}

/* A key with its value, or nothing where the value is not given. */
static void add_key(struct str *out, const char *key, const char *value)
{
    if (!value || !*value)
        return;
    str_add(out, key);
    str_add(out, value);
    str_addc(out, '\n');
}

static void add_count(struct str *out, const char *key, unsigned n)
{
    str_add(out, key);
    add_number(out, n, 1);
    str_addc(out, '\n');
}

static void add_reported(struct str *out, const char *reported)
{
    if (!reported)
        return;
    str_add(out, "reported:\n");
    add_indented(out, reported);
}

static void add_person(struct str *out, const struct debriefing *d)
{
    str_add(out, "person:\n  pseudonym: P-");
    add_number(out, d->person.number, 5);
    str_add(out, d->person.sex == 'f'   ? "\n  sex: female\n"
                 : d->person.sex == 'm' ? "\n  sex: male\n"
                                        : "\n  sex: other\n");
    add_key(out, "  age: ", d->age);
    add_key(out, "  age_at_recruitment: ", d->age_at_recruitment);
    add_key(out, "  age_basis: ", d->age_basis);
    add_key(out, "  nationality: ", d->person.origin->country);
    add_key(out, "  status: ", d->status);
}

static void add_entry(struct str *out, const struct debriefing *d)
{
    if (!d->entry.year && !d->point && !d->direction)
        return;
    str_add(out, "entry:\n");
    if (d->entry.year) {
        str_add(out, "  date: ");
        add_day(out, d->entry);
    }
    add_key(out, "  point: ", d->point ? d->point->en : NULL);
    add_key(out, "  direction: ", d->direction);
}

static void add_operation_of(struct str *out, const struct debriefing *d)
{
    if (d->missing) {
        str_addf(out,
                 "# There is no record of this operation, on purpose.\noperation: OP-%u-X%03u\n",
                 d->operation->year, d->missing);
    } else if (!d->on_patrol) {
        str_add(out, "operation: ");
        add_operation_id(out, d->operation);
        str_addc(out, '\n');
    }
}

static const char *department(const struct debriefing *d)
{
    if (strcmp(d->operation->department, "joint") != 0)
        return d->operation->department;
    return d->serial % 3 == 0 ? "joint" : d->serial % 3 == 1 ? "police" : "immigration";
}

static void add_debriefing(struct str *out, const struct debriefing *d, const struct options *o)
{
    const struct vignette *v = d->vignette;
    str_add(out, "---\n");
    if (d->comment)
        str_addf(out, "# %s\n", d->comment);
    str_add(out, "kind: debriefing\nid: ");
    add_debriefing_id(out, d, o);
    str_add(out, "\ndate: ");
    add_day(out, d->date);
    add_key(out, "department: ", department(d));
    add_operation_of(out, d);
    add_key(out, "case: ", d->case_id);
    add_key(out, "language: ", d->person.origin->language.en);
    add_key(out, "interpreter: ", d->interpreter);
    add_person(out, d);
    add_entry(out, d);
    add_key(out, "prostitution: ", v->prostitution);
    add_key(out, "stated_volition: ", v->volition);
    add_key(out, "screened: ", v->screened);
    add_key(out, "pending_action: ", d->pending);
    add_reported(out, v->reported);
    str_add(out, "narrative: |\n");
    narrative_debriefing(d, out);
}

static void add_operation(struct str *out, const struct operation *op)
{
    str_add(out, "---\n");
    if (op->comment)
        str_addf(out, "# %s\n", op->comment);
    str_add(out, "kind: operation\nid: ");
    add_operation_id(out, op);
    str_add(out, "\ndate: ");
    add_day(out, op->date);
    add_key(out, "department: ", op->department);
    if (strcmp(op->department, "joint") == 0)
        str_add(out, "departments: [police, immigration]\n");
    add_key(out, "type: ", operation_type_names[op->type]);
    add_key(out, "title: ", op->title);
    add_key(out, "location: ", op->location.en);
    add_key(out, "partner: ", op->partner);
    add_count(out, "persons_arrested: ", op->arrested);
    add_count(out, "visitors_arrested: ", op->visitors);
    add_count(out, "persons_debriefed: ", op->debriefed);
    add_count(out, "organisers_arrested: ", op->organisers);
    if (op->migrants)
        add_count(out, "migrants_intercepted: ", op->migrants);
    add_key(out, "case: ", op->case_id);
    add_key(out, "prostitution: ", op->context == CONTEXT_RAID ? "yes" : "no");
    str_add(out, "narrative: |\n");
    narrative_operation(op, out);
}

static bool open_year(struct files *f, unsigned year, struct err *e)
{
    char name[32];
    f->year = year;
    snprintf(name, sizeof name, "operations-%u.yaml", year);
    if (!outfile_close(&f->operations, e) || !outfile_open(&f->operations, f->dir, name, e))
        return false;
    add_head(&f->operations.text, f->options, "Operations");
    return true;
}

static bool open_month(struct files *f, unsigned month, struct err *e)
{
    char name[32];
    f->month = month;
    snprintf(name, sizeof name, "debriefings-%u-%02u.yaml", f->year, month);
    if (!outfile_close(&f->debriefings, e) || !outfile_open(&f->debriefings, f->dir, name, e))
        return false;
    add_head(&f->debriefings.text, f->options, "Debriefings");
    return true;
}

static bool take_operation(void *context, const struct operation *op,
                           const struct debriefing *debriefings, struct err *e)
{
    struct files *f = context;
    bool new_year = op->year != f->year;
    if (new_year && !open_year(f, op->year, e))
        return false;
    if ((new_year || op->date.month != f->month) && !open_month(f, op->date.month, e))
        return false;
    add_operation(&f->operations.text, op);
    for (unsigned i = 0; i < op->debriefed; i++)
        add_debriefing(&f->debriefings.text, &debriefings[i], f->options);
    return outfile_flush(&f->operations, e) && outfile_flush(&f->debriefings, e);
}

bool write_records(const struct options *o, const char *dir, struct err *e)
{
    struct files f = {
        .options = o, .dir = dir, .operations = OUTFILE_INIT, .debriefings = OUTFILE_INIT};
    bool ok = outfile_folder(dir, e) && caseload_walk(o, take_operation, &f, e) &&
              outfile_close(&f.operations, e) && outfile_close(&f.debriefings, e);
    outfile_release(&f.operations);
    outfile_release(&f.debriefings);
    return ok;
}
