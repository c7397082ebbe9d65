/* The JSON Schema of a record. Values are read as text by the program, so that where YAML would
 * make a number of one the schema allows both. */
#include "docs/generate.h"

#include <string.h>

#include "models/record.h"

static void indent(struct str *out, unsigned depth)
{
    str_addf(out, "\n%*s", (int)(2 * depth), "");
}

static void quote(struct str *out, const char *text)
{
    str_addc(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            str_addc(out, '\\');
        str_addc(out, *text);
    }
    str_addc(out, '"');
}

/* "key": with what separates it from the one before. */
static void key(struct str *out, unsigned depth, const char *name, bool first)
{
    str_add(out, first ? "" : ",");
    indent(out, depth);
    quote(out, name);
    str_add(out, ": ");
}

static void add_choices(struct str *out, const struct field_def *def)
{
    str_add(out, "[");
    for (size_t i = 0; def->choices[i]; i++) {
        str_add(out, i ? ", " : "");
        quote(out, def->choices[i]);
    }
    str_add(out, def->or_unknown ? ", \"unknown\"]" : "]");
}

static void add_reported(struct str *out, unsigned depth, const struct field_def *def)
{
    key(out, depth, "patternProperties", false);
    str_add(out, "{");
    key(out, depth + 1, "^(act|means|purpose|sign)[.][A-Za-z0-9_.-]+$", true);
    str_add(out, "{ \"enum\": ");
    add_choices(out, def);
    str_add(out, " }");
    indent(out, depth);
    str_add(out, "},");
    indent(out, depth);
    str_add(out, "\"additionalProperties\": false");
}

/* What a value may be, as members of an object that has begun. */
static void add_type(struct str *out, unsigned depth, enum field f)
{
    const struct field_def *def = &field_defs[f];
    static const char *const types[] = {
        [FIELD_CHOICE] = "\"string\"",
        [FIELD_CHOICES] = "\"array\"",
        [FIELD_ID] = "[\"string\", \"number\"]",
        [FIELD_TEXT] = "[\"string\", \"number\", \"boolean\"]",
        [FIELD_DATE] = "[\"string\", \"integer\"]",
        [FIELD_AGE] = "[\"string\", \"integer\"]",
        [FIELD_COUNTRY] = "\"string\"",
        [FIELD_COUNT] = "\"integer\"",
        [FIELD_REPORTED] = "\"object\"",
        [FIELD_NARRATIVE] = "[\"string\", \"number\", \"boolean\"]",
    };
    key(out, depth, "type", false);
    str_add(out, types[def->type]);
    if (field_pattern(f)) {
        key(out, depth, "pattern", false);
        quote(out, field_pattern(f));
    }
    switch (def->type) {
    case FIELD_CHOICE:
        key(out, depth, "enum", false);
        add_choices(out, def);
        break;
    case FIELD_CHOICES:
        key(out, depth, "items", false);
        str_add(out, "{ \"enum\": ");
        add_choices(out, def);
        str_add(out, " }");
        break;
    case FIELD_DATE:
        str_addf(out, ", \"minimum\": %d, \"maximum\": %d", 1, 9999);
        break;
    case FIELD_AGE:
        str_addf(out, ", \"minimum\": %d, \"maximum\": %d", 0, AGE_MAX);
        break;
    case FIELD_COUNT:
        str_addf(out, ", \"minimum\": %d, \"maximum\": %d", 0, COUNT_MAX);
        break;
    case FIELD_REPORTED:
        add_reported(out, depth, def);
        break;
    case FIELD_TEXT:
    case FIELD_NARRATIVE:
        str_add(out, ", \"minLength\": 1");
        break;
    case FIELD_ID:
    case FIELD_COUNTRY:
        break;
    }
}

static void add_field(struct str *out, unsigned depth, enum field f)
{
    struct str help = STR_INIT;
    str_addf(&help, "%s: %s", field_defs[f].heading, field_defs[f].help);
    str_add(out, "{");
    key(out, depth + 1, "description", true);
    quote(out, str_text(&help));
    add_type(out, depth + 1, f);
    indent(out, depth);
    str_add(out, "}");
    out->failed |= help.failed;
    str_release(&help);
}

static size_t prefix_of(enum field f)
{
    return (size_t)(field_defs[f].key - field_defs[f].path);
}

/* The fields of one group, the field `first` being its first one. */
static void add_group(struct str *out, unsigned depth, enum field first)
{
    size_t prefix = prefix_of(first);
    char name[64] = "";
    strncat(name, field_defs[first].path, prefix - 1);
    key(out, depth, name, false);
    str_add(out, "{");
    key(out, depth + 1, "type", true);
    str_add(out, "\"object\"");
    key(out, depth + 1, "additionalProperties", false);
    str_add(out, "false");
    key(out, depth + 1, "properties", false);
    str_add(out, "{");
    for (int f = (int)first; f < FIELD_TOTAL; f++) {
        if (strncmp(field_defs[f].path, field_defs[first].path, prefix) != 0)
            continue;
        key(out, depth + 2, field_defs[f].key, f == (int)first);
        add_field(out, depth + 2, (enum field)f);
    }
    indent(out, depth + 1);
    str_add(out, "}");
    indent(out, depth);
    str_add(out, "}");
}

static bool starts_group(enum field f)
{
    size_t prefix = prefix_of(f);
    for (int before = 0; prefix && before < (int)f; before++)
        if (strncmp(field_defs[before].path, field_defs[f].path, prefix) == 0)
            return false;
    return prefix > 0;
}

static void add_required(struct str *out)
{
    bool first = true;
    str_add(out, "[");
    for (int f = 0; f < FIELD_TOTAL; f++) {
        if (!field_defs[f].required)
            continue;
        str_add(out, first ? "" : ", ");
        quote(out, field_defs[f].path);
        first = false;
    }
    str_add(out, "]");
}

/* In a record of this kind the fields of the other one may not stand. */
static void add_kind_rule(struct str *out, enum record_kind kind, const char *name, bool first)
{
    bool begun = false;
    str_addf(out,
             "%s\n    {\n      \"if\": { \"required\": [\"kind\"], \"properties\": { \"kind\": { "
             "\"const\": \"%s\" } } },",
             first ? "" : ",", name);
    str_add(out, "\n      \"then\": {\n        \"properties\": {");
    for (int f = 0; f < FIELD_TOTAL; f++) {
        if (field_defs[f].kinds & (unsigned)kind ||
            (prefix_of((enum field)f) && !starts_group((enum field)f)))
            continue;
        size_t prefix = prefix_of((enum field)f);
        char path[64] = "";
        strncat(path, field_defs[f].path, prefix ? prefix - 1 : sizeof path - 1);
        key(out, 5, path, !begun);
        str_add(out, "false");
        begun = true;
    }
    str_add(out, "\n        }\n      }\n    }");
}

void write_record_schema(struct str *out)
{
    str_add(out,
            "{\n"
            "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
            "  \"title\": \"tipreview record\",\n"
            "  \"description\": \"One debriefing or operation; see tipreview-records(5). Made from "
            "models/record.def by `make docs`.\",\n"
            "  \"type\": \"object\",\n"
            "  \"required\": ");
    add_required(out);
    str_add(out, ",\n  \"additionalProperties\": false,\n  \"properties\": {");
    for (int f = 0; f < FIELD_TOTAL; f++) {
        if (starts_group((enum field)f)) {
            add_group(out, 2, (enum field)f);
        } else if (!prefix_of((enum field)f)) {
            key(out, 2, field_defs[f].key, f == 0);
            add_field(out, 2, (enum field)f);
        }
    }
    str_add(out, "\n  },\n  \"allOf\": [");
    for (int kind = KIND_DEBRIEFING; kind <= KIND_OPERATION; kind++)
        add_kind_rule(out, (enum record_kind)kind, field_defs[F_KIND].choices[kind - 1],
                      kind == KIND_DEBRIEFING);
    str_add(out, "\n  ]\n}\n");
}
