/* Records by one property and by outcome. */
#include "models/summary_build.h"

#include "models/catalog_scan.h"
#include "models/decision.h"

static const char *const month_names[13] = {
    "only the year is known",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
};

/* "all", each outcome of a final decision, and what is open. */
static void add_columns(struct builder *b)
{
    static const char *const label[CLASS_FINAL] = {"voluntary", "trafficking", "none found",
                                                   "insufficient", "out of scope"};
    table_column(b, "all", "all", "", false);
    for (unsigned c = 0; c < CLASS_FINAL; c++)
        table_column(b, class_defs[c].id, label[c], class_defs[c].limit, true);
    table_column(b, "open", "open", "!decided", false);
}

enum { COLUMN_ALL, COLUMN_FIRST, COLUMN_OPEN = COLUMN_FIRST + CLASS_FINAL, COLUMNS };

static void set_row(struct builder *b, enum dim dim, size_t row, unsigned first, unsigned end)
{
    for (size_t y = 0; y < b->s->years; y++) {
        int64_t n[COLUMNS] = {0};
        for (unsigned category = first; category < end; category++) {
            for (unsigned c = 0; c < CLASS_COUNT; c++) {
                int64_t more = counts_get(b->counts, dim, y, category, (enum count_class)c);
                n[c < CLASS_FINAL ? COLUMN_FIRST + c : COLUMN_OPEN] += more;
                n[COLUMN_ALL] += more;
            }
        }
        for (size_t i = 0; i < COLUMNS; i++)
            table_set(b, row, y * COLUMNS + i, n[i]);
    }
}

static bool is_empty(const struct builder *b, enum dim dim, unsigned category)
{
    for (size_t y = 0; y < b->s->years; y++)
        if (counts_all(b->counts, dim, y, category))
            return false;
    return true;
}

/* --- what a category is called, and its limit; false where it has no row --- */

typedef bool describe(struct builder *b, enum field field, enum dim dim, unsigned category,
                      struct summary_row *row);

static bool describe_choice(struct builder *b, enum field field, enum dim dim, unsigned category,
                            struct summary_row *row)
{
    const struct field_def *def = &field_defs[field];
    (void)dim;
    if (!category && !def->or_unknown)
        return false;
    row->id = category ? def->choices[category - 1] : "unknown";
    row->label = category ? build_words(b, row->id) : "unknown";
    row->limit = build_text(b, "%s:%s", def->key, row->id);
    return true;
}

static bool describe_country(struct builder *b, enum field field, enum dim dim, unsigned category,
                             struct summary_row *row)
{
    if (is_empty(b, dim, category))
        return false;
    row->id = row->label =
        category ? build_text(b, "%c%c", 'A' + (category - 1) / 26, 'A' + (category - 1) % 26)
                 : "unknown";
    row->limit = build_text(b, "%s:%s", field_defs[field].key, row->id);
    return true;
}

static bool describe_age_group(struct builder *b, enum field field, enum dim dim, unsigned category,
                               struct summary_row *row)
{
    static const char *const label[] = {
        [AGE_CLASS_UNKNOWN] = "unknown",
        [AGE_CLASS_CHILD] = "child (under 18)",
        [AGE_CLASS_ADULT] = "adult",
        [AGE_CLASS_STRADDLES] = "unknown: a range that reaches under 18",
    };
    (void)field;
    (void)dim;
    row->id = age_class_name((enum age_class)category);
    row->label = label[category];
    row->limit = build_text(b, "age_group:%s", row->id);
    return true;
}

static bool describe_age_band(struct builder *b, enum field field, enum dim dim, unsigned category,
                              struct summary_row *row)
{
    (void)field;
    (void)dim;
    if (!category) {
        row->id = row->label = "unknown";
        row->limit = "age:unknown";
    } else if (category == AGE_SPANS) {
        row->id = "spans";
        row->label = "a range over several bands";
        row->limit = "!age:unknown";
        for (unsigned i = 0; i + 1 < AGE_BANDS; i++)
            row->limit = build_text(b, "%s & !age:%u..%u", row->limit, age_band_low[i],
                                    age_band_low[i + 1] - 1u);
        row->limit = build_text(b, "%s & !age:%u..", row->limit, age_band_low[AGE_BANDS - 1]);
    } else if (category == AGE_BANDS) {
        row->id = row->label = build_text(b, "%u+", age_band_low[AGE_BANDS - 1]);
        row->limit = build_text(b, "age:%u..", age_band_low[AGE_BANDS - 1]);
    } else {
        unsigned low = age_band_low[category - 1], high = age_band_low[category] - 1u;
        row->id = row->label = build_text(b, "%u-%u", low, high);
        row->limit = build_text(b, "age:%u..%u", low, high);
    }
    return true;
}

/* `entry.point:"=Lo Wu"`; a quotation mark in it is written twice. */
static const char *point_limit(struct builder *b, uint32_t number)
{
    struct str limit = STR_INIT;
    size_t n;
    const char *text = catalog_numbered_text(b->counts->source->catalog, number, &n);
    str_add(&limit, "entry.point:\"=");
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '"')
            str_addc(&limit, '"');
        str_addc(&limit, text[i]);
    }
    str_addc(&limit, '"');
    const char *kept = build_text(b, "%s", str_text(&limit));
    b->failed |= limit.failed;
    str_release(&limit);
    return kept;
}

static const char *other_points(struct builder *b)
{
    struct str limit = STR_INIT;
    str_add(&limit, "!entry.point:unknown");
    for (size_t i = 0; i < b->counts->point_count; i++)
        str_addf(&limit, " & !%s", point_limit(b, b->counts->point[i]));
    const char *kept = build_text(b, "%s", str_text(&limit));
    b->failed |= limit.failed;
    str_release(&limit);
    return kept;
}

static bool describe_point(struct builder *b, enum field field, enum dim dim, unsigned category,
                           struct summary_row *row)
{
    (void)field;
    if (!category) {
        row->id = row->label = "unknown";
        row->limit = "entry.point:unknown";
        return true;
    }
    if (is_empty(b, dim, category))
        return false;
    if (category == OTHER_POINTS) {
        row->id = "other";
        row->label = build_text(b, "%zu others", b->counts->points_left_out);
        row->limit = other_points(b);
        return true;
    }
    uint32_t number = b->counts->point[category - 1];
    row->id = build_text(b, "point_%u", category);
    row->label =
        build_text(b, "%s", catalog_numbered_text(b->counts->source->catalog, number, NULL));
    row->outside = true;
    row->limit = point_limit(b, number);
    return true;
}

static bool describe_month(struct builder *b, enum field field, enum dim dim, unsigned category,
                           struct summary_row *row)
{
    (void)field;
    (void)dim;
    row->id = category ? build_text(b, "%u", category) : "unknown";
    row->label = month_names[category];
    row->limit = build_text(b, "month:%s", row->id);
    return true;
}

/* --- tables --- */

static const struct breakdown_def {
    enum dim dim;
    enum field field;
    describe *describe;
    const char *id, *title, *unit;
} breakdowns[] = {
    {DIM_MONTH, F_DATE, describe_month, "months", "Debriefings by month", "Counts debriefings."},
    {DIM_DEPARTMENT, F_DEPARTMENT, describe_choice, "departments", "Debriefings by department",
     "Counts debriefings."},
    {DIM_NATIONALITY, F_NATIONALITY, describe_country, "nationalities",
     "Debriefings by nationality", "Counts debriefings, by ISO 3166-1 code."},
    {DIM_SEX, F_SEX, describe_choice, "sexes", "Debriefings by sex", "Counts debriefings."},
    {DIM_AGE_GROUP, F_AGE, describe_age_group, "age_groups", "Debriefings by age group",
     "Counts debriefings, by the younger of the age and the age at recruitment, as recorded."},
    {DIM_AGE_BAND, F_AGE, describe_age_band, "ages", "Debriefings by age",
     "Counts debriefings, by the age when debriefed, in years."},
    {DIM_STATUS, F_STATUS, describe_choice, "statuses", "Debriefings by immigration status",
     "Counts debriefings."},
    {DIM_ENTRY_POINT, F_ENTRY_POINT, describe_point, "entry_points", "Debriefings by entry point",
     "Counts debriefings."},
    {DIM_OPERATION_DEPARTMENT, F_DEPARTMENT, describe_choice, "operation_departments",
     "Operations by department", "Counts operations."},
    {DIM_OPERATION_TYPE, F_TYPE, describe_choice, "operation_types", "Operations by type",
     "Counts operations."},
};

/* What is known in the order of the categories, and then what is not. */
static void add_breakdown(struct builder *b, const struct breakdown_def *d)
{
    bool operations = d->dim == DIM_OPERATION_DEPARTMENT || d->dim == DIM_OPERATION_TYPE;
    const char *kind = operations ? "kind:operation" : "kind:debriefing";
    unsigned categories = (unsigned)dim_categories(d->dim);
    table_begin(b, d->id, d->title, d->unit);
    add_columns(b);
    for (unsigned i = 1; i <= categories; i++) {
        unsigned category = i < categories ? i : 0;
        struct summary_row row = {.unit = operations ? UNIT_OPERATIONS : UNIT_DEBRIEFINGS};
        if (!d->describe(b, d->field, d->dim, category, &row))
            continue;
        row.limit = build_text(b, "%s & %s", kind, row.limit);
        set_row(b, d->dim, table_row(b, row), category, category + 1);
    }
    size_t all =
        table_row(b, (struct summary_row){.id = "all",
                                          .label = "All",
                                          .limit = kind,
                                          .unit = operations ? UNIT_OPERATIONS : UNIT_DEBRIEFINGS});
    set_row(b, d->dim, all, 0, categories);
    table_adds_up(b, all, 0, all);
    table_columns_add_up(b, COLUMN_ALL, COLUMN_FIRST, COLUMNS);
    table_end(b);
}

void build_breakdowns(struct builder *b)
{
    for (size_t i = 0; i < sizeof breakdowns / sizeof *breakdowns; i++)
        add_breakdown(b, &breakdowns[i]);
}
