#include "models/list_column.h"

#include <string.h>

#include "models/base/closest.h"
#include "models/priority.h"

enum { OTHERS = COLUMN_TOTAL - FIELD_TOTAL };

static const struct list_column others[OTHERS] = {
    [COLUMN_FROM - FIELD_TOTAL] = {"from", "From",
                                   "department of a debriefing, type of an operation", false,
                                   false},
    [COLUMN_YEAR - FIELD_TOTAL] = {"year", "Year", "under which it counts", false, true},
    [COLUMN_PRIORITY -
        FIELD_TOTAL] = {"priority", "Pr", "1 to 3, as the order `priority` has it", false, true},
    [COLUMN_STATE -
        FIELD_TOTAL] = {"state", "State", "undecided, decided, stale, now invalid", false, false},
    [COLUMN_OUTCOME -
        FIELD_TOTAL] = {"outcome", "Outcome", "of the decision in force", false, false},
    [COLUMN_REVIEWER -
        FIELD_TOTAL] = {"reviewer", "By", "who made the decision in force", false, false},
    [COLUMN_FLAG - FIELD_TOTAL] = {"flag", "Flag", "whether it is flagged", false, true},
    [COLUMN_NOTES - FIELD_TOTAL] = {"notes", "Notes", "how many notes it has", true, true},
};

struct list_column list_column_of(unsigned column)
{
    if (column >= FIELD_TOTAL)
        return others[column - FIELD_TOTAL];
    const struct field_def *f = &field_defs[column];
    bool text = f->type == FIELD_TEXT || f->type == FIELD_CHOICE || f->type == FIELD_CHOICES;
    bool clear = field_find(f->key, strlen(f->key)) == column;
    return (struct list_column){clear ? f->key : f->path, f->heading, f->help,
                                f->type == FIELD_COUNT, !text};
}

/* `reported` is no line. */
bool list_column_is(unsigned column)
{
    return column < COLUMN_TOTAL &&
           (column >= FIELD_TOTAL || field_defs[column].type != FIELD_REPORTED);
}

static const char *name_at(const void *ctx, size_t i)
{
    (void)ctx;
    return list_column_is((unsigned)i) ? list_column_of((unsigned)i).name : "";
}

static unsigned find(const char *name)
{
    for (unsigned i = 0; i < OTHERS; i++)
        if (strcmp(others[i].name, name) == 0)
            return FIELD_TOTAL + i;
    unsigned field = field_find(name, strlen(name));
    return field < FIELD_TOTAL && list_column_is(field) ? field : COLUMN_TOTAL;
}

bool column_choice_add(struct column_choice *choice, const char *name, struct err *e)
{
    unsigned column = find(name);
    if (column == COLUMN_TOTAL) {
        const char *near = closest(name, name_at, NULL, COLUMN_TOTAL);
        return err_set(e, ERR_USAGE,
                       "\"%s\" is no column%s%s%s: write fields of a record, or from, year, "
                       "priority, state, outcome, reviewer, flag, notes",
                       name, near ? ": did you mean " : "", near ? near : "", near ? "?" : "");
    }
    if (memchr(choice->column, (int)column, choice->count))
        return err_set(e, ERR_USAGE, "\"%s\" is there twice: take one out", name);
    if (choice->count == COLUMNS_MAX)
        return err_set(e, ERR_USAGE, "more than %d columns: take some out", COLUMNS_MAX);
    choice->column[choice->count++] = (unsigned char)column;
    unsigned char *text = memchr(choice->column, COLUMN_NARRATIVE, choice->count);
    if (text) {
        memmove(text, text + 1, (size_t)(choice->column + choice->count - text - 1));
        choice->column[choice->count - 1] = COLUMN_NARRATIVE;
    }
    return true;
}

static void format_field(unsigned field, const struct catalog *c, uint32_t row, struct str *out)
{
    size_t start = out->len;
    if (!(field_defs[field].kinds & (unsigned)catalog_kind(c, row)))
        return;
    catalog_format(c, row, (enum field)field, out);
    if (out->len > start && strcmp(out->p + start, "unknown") == 0) {
        str_cut(out, start);
        str_addc(out, '?');
    }
}

static void format_review(unsigned column, const struct row_review *r, struct str *out)
{
    static const char *const states[] = {
        [STATE_UNDECIDED] = "undecided",
        [STATE_DECIDED] = "decided",
        [STATE_AWAITING_SECOND] = "awaiting second",
        [STATE_DISPUTED] = "disputed",
        [STATE_STALE] = "stale",
        [STATE_NOW_INVALID] = "now invalid",
    };
    if (column == COLUMN_STATE)
        str_add(out, states[r->state]);
    else if (column == COLUMN_OUTCOME)
        str_add(out, r->outcome ? outcome_label(r->outcome) : "");
    else if (column == COLUMN_REVIEWER)
        str_add(out, r->reviewer);
    else if (column == COLUMN_FLAG)
        str_add(out, r->flagged ? "F" : "");
    else if (column == COLUMN_NOTES && r->notes)
        str_addf(out, "%u", r->notes);
}

void list_column_format(unsigned column, const struct catalog *c, const struct review *r,
                        uint32_t row, struct str *out)
{
    struct row_review review;
    switch (column) {
    case COLUMN_FROM:
        format_field(catalog_kind(c, row) == KIND_OPERATION ? F_TYPE : F_DEPARTMENT, c, row, out);
        break;
    case COLUMN_YEAR:
        str_addf(out, "%u", catalog_year(c, row));
        break;
    case COLUMN_PRIORITY:
        str_addf(out, "%d", (int)priority_of(c, review_criteria(r), row));
        break;
    default:
        if (column < FIELD_TOTAL) {
            format_field(column, c, row, out);
            break;
        }
        review = review_row(r, row);
        format_review(column, &review, out);
    }
}
