/* Writes the manual pages and the JSON Schema from the program's own tables: generate WHAT. */
#include "docs/generate.h"

#include <stdio.h>
#include <string.h>

#include "tui/manual.h"

static const struct {
    const char *name;
    void (*write)(struct str *out);
} files[] = {
    {"tipreview.1", manual_page},
    {"records.5", write_records_manual},
    {"schema", write_record_schema},
    {"limits", write_limits},
};

int main(int argc, char **argv)
{
    struct str out = STR_INIT;
    for (size_t i = 0; argc == 2 && i < sizeof files / sizeof *files; i++)
        if (strcmp(argv[1], files[i].name) == 0)
            files[i].write(&out);
    bool written = out.len > 0 && !out.failed && fwrite(out.p, 1, out.len, stdout) == out.len &&
                   fflush(stdout) == 0;
    if (!written)
        fprintf(stderr,
                "generate: nothing was written: give one of the names in docs/generate.c\n");
    str_release(&out);
    return !written;
}
