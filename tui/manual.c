#include "tui/manual.h"

#include <string.h>

#include "config/settings.h"
#include "models/filter.h"
#include "tui/cmd.h"
#include "tui/keymap.h"
#include "tui/typed.h"

/* Text in which nothing may be taken for a macro or an escape; a sentence begins a line. */
static void add_text(struct str *out, const char *text)
{
    enum { WIDTH = 72 }; /* of a line of the source, as mandoc wants it */
    bool start = true;
    size_t line = out->len;
    for (; *text; start = out->len && out->p[out->len - 1] == '\n', text++) {
        if (*text == '\n' || (*text == ' ' && out->len - line + strcspn(text + 1, " \n") > WIDTH)) {
            str_addc(out, '\n');
            line = out->len;
            continue;
        }
        if (start && (*text == '.' || *text == '\''))
            str_add(out, "\\&");
        if (*text == '\\')
            str_add(out, "\\e");
        else if (*text == '-')
            str_add(out, "\\-");
        else if (*text == ' ' && !start && text[-1] == '.' && text[1] >= 'A' && text[1] <= 'Z')
            str_addc(out, '\n');
        else
            str_addc(out, *text);
    }
}

/* A word as the argument of a macro: quoted, and kept from being taken for one. */
static void add_argument(struct str *out, const char *word)
{
    str_add(out, " \"\\&");
    for (; *word; word++) {
        if (*word == '"')
            str_add(out, "\\(dq");
        else if (*word == '\\')
            str_add(out, "\\e");
        else if (*word == '-')
            str_add(out, "\\-");
        else
            str_addc(out, *word);
    }
    str_addc(out, '"');
}

static void add_item(struct str *out, const char *word, const char *text)
{
    str_add(out, ".It");
    add_argument(out, word);
    str_addc(out, '\n');
    add_text(out, text);
    str_addc(out, '\n');
}

static void begin_list(struct str *out, const char *width)
{
    str_addf(out, ".Bl -tag -width %s -compact\n", width);
}

static void add_options(struct str *out, const struct option_def *o)
{
    for (; o->name; o++) {
        str_addf(out, ".It Fl %s%s", o->name[1] == '-' ? "-" : "",
                 o->name + 1 + (o->name[1] == '-'));
        if (o->argument)
            str_addf(out, " Ar %s", o->argument);
        str_addc(out, '\n');
        add_text(out, o->help);
        str_addc(out, '\n');
    }
}

static void add_command(struct str *out, const struct command *c)
{
    str_addf(out, ".Ss %s", c->name);
    if (c->arguments)
        str_addf(out, " %s\\&", c->arguments);
    str_addc(out, '\n');
    add_text(out, c->about);
    str_addc(out, '\n');
    if (!c->option[0].name)
        return;
    str_add(out, ".Pp\n");
    begin_list(out, "Ds");
    add_options(out, c->option);
    str_add(out, ".El\n");
}

static void add_actions(struct str *out, const struct keymap *keys)
{
    static const struct {
        unsigned scopes;
        const char *where;
    } places[] = {{ANYWHERE, "Anywhere"},
                  {LISTS, "In lists"},
                  {QUEUE, "In the queue"},
                  {QUEUE | CASE, "In the queue and in a case"},
                  {CASE, "In a case"}};
    str_add(out, ".Sh KEYS\nA number before a key repeats it, where digits do not answer.\n"
                 "Behind \":\" the word of an action works as well as its key.\n");
    for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
        bool begun = false;
        for (int a = 1; a < ACTION_TOTAL; a++) {
            const struct action_def *d = &action_defs[a];
            if (d->scopes != places[p].scopes)
                continue;
            if (!begun) {
                str_addf(out, ".Ss \\&%s\n", places[p].where);
                begin_list(out, "\"<PgDn> <Space> <C\\-f>\"");
            }
            begun = true;
            struct str text = STR_INIT, typed = STR_INIT;
            str_addf(&text, "%s (%s)", d->help, d->word);
            keymap_keys(keys, (enum action)a, ANY_VIEW, &typed);
            add_item(out, typed.len ? str_text(&typed) : d->typed, str_text(&text));
            str_release(&text);
            str_release(&typed);
        }
        if (begun)
            str_add(out, ".El\n");
    }
}

static void add_keys(struct str *out)
{
    struct keymap keys;
    struct err e;
    out->failed |= !keymap_load(&keys, "default", false, NULL, &e);
    add_actions(out, &keys);
    keymap_release(&keys);
}

static void add_typed(struct str *out)
{
    str_add(out,
            ".Sh COMMAND LINE\nBehind \":\" stands the word of an action, or as much of it as is\n"
            "clear; the number of a record in the queue; an id or its beginning; or:\n.Pp\n");
    begin_list(out, "\"answer\\-purpose NUMBER\"");
    for (size_t i = 0; i < typed_count; i++) {
        struct str typed = STR_INIT;
        str_addf(&typed, "%s %s", typed_words[i].word, typed_words[i].argument);
        add_item(out, str_text(&typed), typed_words[i].help);
        str_release(&typed);
    }
    str_add(out, ".El\n.Pp\nTab completes words, ids, settings, the keys of limits and orders,\n"
                 "and values that are words;\n"
                 "Up and Down bring back what was entered before and begins so.\n"
                 "What decides is to be typed in full.\n");
}

static void add_limits(struct str *out)
{
    const struct filter_key *keys;
    size_t n = filter_keys(&keys);
    str_add(out, ".Sh LIMITS\nA limit says which records are shown:\n"
                 ".Dq year:2004 & (department:police | undecided) & !passport .\n"
                 "Terms are joined by & (or nothing) and |, negated by !, grouped by parentheses.\n"
                 "A bare word or a \"quoted phrase\" is looked for in the text,\n"
                 "whatever the case of its Latin letters.\nDates, ages and counts take ranges "
                 "(2004\\-01..2004\\-06) and <, <=, >, >=;\n"
                 "ids take a * at their end.\n.Pp\n");
    begin_list(out, "organisers_arrested");
    for (size_t i = 0; i < n; i++)
        add_item(out, keys[i].name, keys[i].help);
    str_add(out, ".El\n");
}

static void add_settings(struct str *out)
{
    str_add(out, ".Sh SETTINGS\nRead from\n.Pa ~/.config/tipreview/settings.yaml\nand then from\n"
                 ".Pa tipreview.yaml\nin the workspace.\n.Pp\n");
    begin_list(out, "coverage");
    for (size_t i = 0; i < setting_count; i++) {
        struct str text = STR_INIT;
        str_addf(&text, "%s: %s", setting_defs[i].help, setting_defs[i].values);
        add_item(out, setting_defs[i].name, str_text(&text));
        str_release(&text);
    }
    str_add(out, ".El\n");
}

static const char head[] =
    ".Dd $Mdocdate$\n.Dt TIPREVIEW 1\n.Os\n.Sh NAME\n.Nm tipreview\n"
    ".Nd review records of debriefings and operations for trafficking in persons\n.Sh SYNOPSIS\n"
    ".Nm\n.Op Ar WORKSPACE\n.Nm\n.Ar COMMAND\n.Op Ar OPTION ...\n.Sh DESCRIPTION\n"
    "With a workspace, or in one,\n.Nm\nopens the console, in which people read records one by "
    "one,\n"
    "classify each as voluntary prostitution or trafficking under stated\n"
    "criteria, and see the tally by year\n"
    "move as they do.\nIt assists a human decision and never classifies a record by itself.\n.Pp\n"
    "With a command it prints data on standard output and messages on standard error.\n"
    "Every command takes:\n.Pp\n";

static const char year_end[] =
    ".Sh THE END OF THE YEAR\n"
    "When the records of a year are decided, in this order:\n"
    ".Pp\n"
    ".Bl -tag -width Ds -compact\n"
    ".It Nm Cm summary Fl \\-year Ar Y\n"
    "shows every figure with what it counts.\n"
    "Look at what is undecided, stale or now invalid,\n"
    "at departures from the primary definition, and at fast decisions;\n"
    "in the console Enter on a figure opens the records that it counts.\n"
    ".It Nm Cm freeze Fl \\-year Ar Y\n"
    "puts the figures into the log.\n"
    "From then on the summary of the year lists each figure that is\n"
    "another one now, then and now, the events that touched the year,\n"
    "and the records that have changed.\n"
    ".It Nm Cm verify\n"
    "checks the log and prints its head.\n"
    "Note it outside this machine.\n"
    ".It Nm Cm summary Fl \\-year Ar Y Fl \\-publish Fl \\-format Cm html\n"
    "gives the page for the public.\n"
    "Read it before it leaves the house.\n"
    ".It Nm Cm backup Ar FILE\n"
    "copies the log; keep the copy elsewhere.\n"
    ".El\n"
    ".Pp\n"
    "A year with undecided records is frozen or published only with\n"
    ".Fl \\-provisional ,\n"
    "and is marked.\n"
    ".Cm summary Fl \\-as\\-of\n"
    "with the event of a freeze gives what was frozen,\n"
    "over the records as they are now;\n"
    "with a day, the decisions as they were at its end (UTC).\n"
    ".Ss What stands in a cell\n"
    ".Bl -tag -width \"99.4% (11,141 of 11,207)\" -compact\n"
    ".It 12 so far\n"
    "it can still change: its year has records without a final decision\n"
    ".It 99.4% (11,141 of 11,207)\n"
    "a per cent, with what it is of: those of whom it is known\n"
    ".It <0.1%\n"
    "more than none, and less than that\n"
    ".It n/a (0 of 0)\n"
    "there is nothing that it could be of\n"
    ".It <5\n"
    "published: a small count, of 1 to 4\n"
    ".It [c]\n"
    "published: a count that would give a small one away\n"
    ".It 0\n"
    "none; what is more than none is never printed as 0\n"
    ".El\n"
    ".Ss What was published before\n"
    "What\n"
    ".Fl \\-publish\n"
    "prints is recorded in the log,\n"
    "and later releases are held against it:\n"
    "try options on a copy of the workspace.\n"
    ".Pa docs/publication.md\n"
    "says by which rules counts are hidden.\n"
    ".Ss To restore a backup\n"
    "End every\n"
    ".Nm\n"
    "on the workspace; move\n"
    ".Pa review.db , review.db\\-wal\n"
    "and\n"
    ".Pa review.db\\-shm\n"
    "away; copy the backup to\n"
    ".Pa review.db ;\n"
    "run\n"
    ".Nm Cm verify .\n";

static const char tail[] =
    ".Sh FILES\n.Bl -tag -width Ds -compact\n"
    ".It Pa WORKSPACE/records/\nthe records, YAML; never written to\n"
    ".It Pa WORKSPACE/review.db\nthe decision log\n"
    ".It Pa WORKSPACE/tipreview.yaml\nsettings of the workspace\n"
    ".It Pa WORKSPACE/config/\ncriteria, definitions and themes that take the place of those that "
    "ship\n"
    ".It Pa WORKSPACE/.tipreview/\nwhat can be made again; drafts, and where each reviewer left "
    "off\n"
    ".It Pa ~/.config/tipreview/\nthe user's own settings, criteria, definitions and themes\n.El\n"
    ".Sh EXIT STATUS\n.Bl -tag -width Ds -compact\n.It 0\ndone\n.It 1\ndone, and it found "
    "problems\n"
    ".It 2\nusage or settings error\n.It 3\nstorage or system error\n"
    ".It 128 and a signal's number\nthe console was killed by it; the terminal was put in order\n"
    ".El\n"
    ".Sh SEE ALSO\n.Xr tipreview-records 5\n"
    ".Sh SECURITY CONSIDERATIONS\nA crash leaves no core file, and what the program makes is for "
    "its owner alone,\nor for the group that shares the workspace.\n"
    "Memory can be swapped out: encrypt the swap space.\n"
    "What stands on a command line others can see while the command runs,\n"
    "and the shell keeps it: give rationales by\n.Ic decide \\-\\-from ,\nnot by\n.Fl \\-rationale "
    ".\n";

void manual_page(struct str *out)
{
    str_add(out, head);
    begin_list(out, "Ds");
    add_options(out, common_options);
    str_add(out, ".El\n.Sh COMMANDS\n");
    for (size_t i = 0; i < commands_count; i++)
        add_command(out, &commands[i]);
    add_keys(out);
    add_typed(out);
    add_limits(out);
    add_settings(out);
    str_add(out, year_end);
    str_add(out, tail);
}
