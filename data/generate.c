/* data/generate: writes a made-up case load of the size and the proportions of the paper to the LegCo
 * Panel on Security of 8 June 2005, and the decisions that lead to its figures. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/writers.h"
#include "models/base/text.h"

static const char usage[] =
    "usage: generate --output DIR [--records N] [--seed S]\n"
    "       generate --decisions --output DIR|FILE.yaml [--records N] [--seed S]\n"
    "\n"
    "Writes a made-up case load as YAML records: debriefings dated 2003, 2004 and January to\n"
    "April 2005, and the operations they belong to. No person or case in it is real.\n"
    "\n"
    "  --output PATH   the folder to write into; it is made where there is none, and no file\n"
    "                  that is there already is written over\n"
    "  --decisions     write the decisions on the records of 2003 and 2004 instead, for\n"
    "                  `tipreview decide --from FILE`; give the same N and S as for the records\n"
    "  --records N     about N debriefings over the same years, from 200 to 100000000\n"
    "                  (default: 23665, which are 11218, 10092 and 2355 by year)\n"
    "  --seed S        a number; each gives another case load, the same on every machine\n"
    "                  (default: 1)\n"
    "  --help          this text\n"
    "\n"
    "Exit status: 0 done, 2 wrong arguments, 3 the system failed.\n";

struct arguments {
    struct options options;
    const char *output; /* NULL: not given */
    bool decisions, help;
};

static bool parse_number(const char *option, const char *text, uint64_t low, uint64_t high,
                         uint64_t *n, struct err *e)
{
    char *end = NULL;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end || errno || value < low || value > high)
        return err_set(e, ERR_USAGE,
                       "%s %s is no number from %llu to %llu: give one in decimal digits", option,
                       text, (unsigned long long)low, (unsigned long long)high);
    *n = value;
    return true;
}

static bool take_option(int c, char **argv, struct arguments *a, struct err *e)
{
    switch (c) {
    case 'o':
        a->output = optarg;
        return true;
    case 'd':
        a->decisions = true;
        return true;
    case 'h':
        a->help = true;
        return true;
    case 'n':
        return parse_number("--records", optarg, RECORDS_MIN, RECORDS_MAX, &a->options.records, e);
    case 's':
        return parse_number("--seed", optarg, 0, UINT64_MAX, &a->options.seed, e);
    case ':':
        return err_set(e, ERR_USAGE, "%s has no value: give one after it", argv[optind - 1]);
    default:
        return err_set(e, ERR_USAGE, "%s is no option: see --help", argv[optind - 1]);
    }
}

static bool parse_arguments(int argc, char **argv, struct arguments *a, struct err *e)
{
    static const struct option options[] = {
        {"output", required_argument, NULL, 'o'},  {"decisions", no_argument, NULL, 'd'},
        {"records", required_argument, NULL, 'n'}, {"seed", required_argument, NULL, 's'},
        {"help", no_argument, NULL, 'h'},          {NULL, 0, NULL, 0},
    };
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, ":", options, NULL)) != -1;) {
        if (!take_option(c, argv, a, e))
            return false;
    }
    if (a->help)
        return true;
    if (optind < argc)
        return err_set(e, ERR_USAGE, "%s stands by itself: give the folder after --output",
                       argv[optind]);
    if (!a->output || !*a->output)
        return err_set(e, ERR_USAGE, "nowhere to write to: give a folder with --output DIR");
    return true;
}

int main(int argc, char **argv)
{
    struct arguments a = {.options = {.records = DEFAULT_RECORDS, .seed = 1}};
    struct err e = {0};
    bool ok = parse_arguments(argc, argv, &a, &e);
    if (ok && a.help)
        return fputs(usage, stdout) == EOF || fflush(stdout) == EOF ? err_status(ERR_SYSTEM) : 0;
    ok = ok && (a.decisions ? write_decisions(&a.options, a.output, &e)
                            : write_records(&a.options, a.output, &e));
    if (!ok) {
        struct str clean = STR_INIT;
        clean_line(&clean, e.what, strlen(e.what));
        fprintf(stderr, "generate: %s\n", str_text(&clean));
        str_release(&clean);
    }
    return ok ? 0 : err_status(e.kind);
}
