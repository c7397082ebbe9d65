/* The manual page of the record format, in mdoc(7). */
#include "docs/generate.h"

#include <string.h>

#include "models/base/yaml.h"
#include "models/record.h"

/* Text between the marks of mdoc: a backslash and a quotation mark mean something there. */
static void add_text(struct str *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\\')
            str_add(out, "\\e");
        else if (*text == '"')
            str_add(out, "\\(dq");
        else
            str_addc(out, *text);
    }
}

/* A help text as a sentence, in lines of the length that mandoc wants. */
static void add_sentence(struct str *out, const char *text)
{
    enum { WIDTH = 72 };
    size_t start = out->len;
    if (*text >= 'a' && *text <= 'z')
        str_addc(out, (char)(*text++ - 'a' + 'A'));
    add_text(out, text);
    while (!out->failed && out->len - start > WIDTH) {
        char *space = memrchr(out->p + start, ' ', WIDTH);
        if (!space)
            break;
        *space = '\n';
        start = (size_t)(space - out->p) + 1;
    }
    str_add(out, ".\n");
}

static void add_values(struct str *out, enum field f)
{
    const struct field_def *def = &field_defs[f];
    if (!def->choices)
        return;
    str_add(out, def->type == FIELD_CHOICES ? "A list of\n" : "One of\n");
    for (size_t i = 0; def->choices[i]; i++)
        str_addf(out, ".Cm %s%s\n", def->choices[i],
                 def->choices[i + 1] || def->or_unknown ? " ," : " .");
    if (def->or_unknown)
        str_add(out, ".Cm unknown .\n");
}

static void add_kind(struct str *out, const struct field_def *def)
{
    static const char *const of[] = {
        [DEBRIEFING] = "of debriefings", [OPERATION] = "of operations", [BOTH] = "of every record"};
    str_addf(out, ".It Ic %s : No %s%s\n", def->path, of[def->kinds],
             def->required ? ", required" : "");
}

static void add_fields(struct str *out)
{
    static const char *const forms[] = {
        [FIELD_ID] = "An identifier.",   [FIELD_TEXT] = "A text on one line.",
        [FIELD_DATE] = "A date.",        [FIELD_AGE] = "An age.",
        [FIELD_COUNTRY] = "A country.",  [FIELD_COUNT] = "A count.",
        [FIELD_REPORTED] = "A mapping.", [FIELD_NARRATIVE] = "A text of one or more lines.",
        [FIELD_CHOICE] = NULL,           [FIELD_CHOICES] = NULL,
    };
    str_add(out, ".Sh THE FIELDS\n"
                 "A dot in a name stands for a mapping inside the record:\n"
                 ".Ic person.age\n"
                 "is the key\n"
                 ".Ic age\n"
                 "below\n"
                 ".Ic person .\n"
                 ".Bl -tag -width Ds\n");
    for (int f = 0; f < FIELD_TOTAL; f++) {
        const struct field_def *def = &field_defs[f];
        add_kind(out, def);
        add_sentence(out, def->help);
        add_values(out, (enum field)f);
        if (forms[def->type])
            str_addf(out, "%s\n", forms[def->type]);
    }
    str_add(out, ".El\n");
}

static void add_example(struct str *out, const char *title, const char *text)
{
    str_addf(out, "%s\n.Bd -literal -offset indent\n", title);
    add_text(out, text);
    str_add(out, ".Ed\n.Pp\n");
}

static void add_head(struct str *out)
{
    str_add(
        out,
        ".\\\" Made from models/record.def by `make docs`: edit that, or docs/records_manual.c.\n"
        ".Dd November 23, 2026\n"
        ".Dt TIPREVIEW-RECORDS 5\n"
        ".Os\n"
        ".Sh NAME\n"
        ".Nm tipreview-records\n"
        ".Nd the records that tipreview reads\n"
        ".Sh DESCRIPTION\n"
        "A record is one YAML document, a mapping of fields, in a file whose name ends in\n"
        ".Pa .yaml\n"
        "or\n"
        ".Pa .yml .\n"
        "A file holds one record, or a stream of them, each begun by a line\n"
        ".Ql --- .\n"
        "A record is either a debriefing, which is one interview of one person,\n"
        "or an operation.\n"
        "Several persons are several documents.\n"
        ".Pp\n"
        "The program never writes to a record: it is evidence.\n"
        "Values are taken as they are written:\n"
        ".Ql nationality: NO\n"
        "is Norway, and\n"
        ".Ql 010\n"
        "is no number.\n"
        "A field that is left out is unknown, which is never the same as\n"
        ".Cm no .\n"
        "A key that the format does not know loads with a warning,\n"
        "and the console shows it under\n"
        ".Dq Other fields .\n");
}

static void add_forms(struct str *out)
{
    str_addf(out,
             ".Sh VALUES\n"
             ".Bl -tag -width Ds\n"
             ".It identifier\n"
             "1 to %d of the letters A-Z and a-z, the digits,\n"
             ".Ql \\&. ,\n"
             ".Ql _\n"
             "and\n"
             ".Ql - ,\n"
             "beginning with a letter or a digit.\n"
             "The\n"
             ".Ic id\n"
             "of a record is unique in a workspace:\n"
             "a later document that repeats one is rejected.\n"
             ".It date\n"
             "A date of the calendar,\n"
             ".Ql 2004-03-12 ,\n"
             "or as much of it as is known,\n"
             ".Ql 2004-03\n"
             "or\n"
             ".Ql 2004 .\n"
             ".It age\n"
             "Years, 0 to %d:\n"
             ".Ql 24 ,\n"
             "a range\n"
             ".Ql 18-20 ,\n"
             "an open end\n"
             ".Ql 48+ ,\n"
             "or\n"
             ".Cm unknown .\n"
             ".It country\n"
             "The two capital letters of ISO 3166-1, or\n"
             ".Cm unknown .\n"
             ".It count\n"
             "A whole number from 0 to %d, without leading zeros.\n"
             ".It reported\n"
             "One line for each criterion or sign that the officer recorded, such as\n"
             ".Ql means.deception: present .\n"
             "What is not named was not recorded.\n"
             ".El\n",
             ID_MAX, AGE_MAX, COUNT_MAX);
}

static void add_limits(struct str *out)
{
    str_addf(out,
             ".Sh LIMITS\n"
             "A document holds at most %d KiB, a value %d KiB,\n"
             "a mapping %d keys of at most %d bytes "
             "out of\n"
             "A-Z, a-z, 0-9,\n"
             ".Ql _ ,\n"
             ".Ql \\&.\n"
             "and\n"
             ".Ql - ,\n"
             "%d levels deep.\n"
             "The text is UTF-8, with line feeds or carriage return and line feed.\n"
             "A document is rejected, with its line and column, for:\n"
             ".Bl -bullet -compact\n"
             ".It\n"
             "control characters; U+0085, U+2028 and U+2029, which YAML takes for line\n"
             "breaks; a carriage return alone: raw, or escaped in double quotation marks;\n"
             ".It\n"
             "a line that starts with\n"
             ".Ql %% ;\n"
             ".It\n"
             "anchors, aliases, tags and merge keys;\n"
             ".It\n"
             "a key that is there twice, or that is no plain name;\n"
             ".It\n"
             "more than %d values in one list;\n"
             ".It\n"
             "more than %d values of keys that the format does not know, or more than\n"
             "%d KiB of the keys above them.\n"
             ".El\n"
             ".Pp\n"
             "Only regular files are read.\n"
             "Symbolic links are not followed; names that begin with a dot are left alone.\n",
             YAML_MAX_DOCUMENT / 1024, YAML_MAX_SCALAR / 1024, YAML_MAX_KEYS, YAML_MAX_KEY,
             YAML_MAX_DEPTH, YAML_MAX_VALUES, OTHERS_MAX, OTHERS_PATHS_MAX / 1024);
}

static void add_examples(struct str *out)
{
    str_add(out, ".Sh EXAMPLES\n");
    add_example(out, "A debriefing (made up):",
                "---\n"
                "kind: debriefing\n"
                "id: D-2004-03117\n"
                "date: 2004-03-12\n"
                "department: police\n"
                "operation: OP-2004-0210\n"
                "person:\n"
                "  sex: female\n"
                "  age: 18-20\n"
                "  nationality: CN\n"
                "  status: visitor\n"
                "prostitution: yes\n"
                "stated_volition: yes\n"
                "screened: yes\n"
                "reported:\n"
                "  means.deception: present\n"
                "  sign.withholds_documents: unknown\n"
                "narrative: |\n"
                "  She said that the work had been described to her as waitressing.\n");
    add_example(out, "An operation (made up):",
                "---\n"
                "kind: operation\n"
                "id: OP-2004-0210\n"
                "date: 2004-03-11\n"
                "department: joint\n"
                "departments: [police, immigration]\n"
                "type: anti_vice\n"
                "location: Mong Kok\n"
                "persons_arrested: 34\n"
                "visitors_arrested: 34\n"
                "narrative: |\n"
                "  Three premises were searched at the same hour.\n");
    str_add(out,
            "An editor that understands JSON Schema checks a record while it is typed\n"
            "where its file begins with the line\n"
            ".Dl # yaml-language-server: $schema=/usr/local/share/tipreview/record.schema.json\n");
}

void write_records_manual(struct str *out)
{
    add_head(out);
    add_fields(out);
    add_forms(out);
    add_limits(out);
    add_examples(out);
    str_add(out, ".Sh SEE ALSO\n"
                 ".Xr tipreview 1\n"
                 ".Pp\n"
                 ".Ql tipreview check\n"
                 "reads records and lists every problem with its place.\n");
}
