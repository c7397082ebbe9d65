/* A table, given any bytes: each row is told once, in its order, as text that is whole or as a place and what is wrong
 * there; and rows written again, all in quotation marks, are read as the same rows. The first byte chooses the encoding. */
#include <stdio.h>
#include <unistd.h>

#include "models/base/text.h"
#include "models/csv.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/folder.h"

static char folder[64], path[80];

static void remove_folder(void)
{
    folder_remove(folder);
}

static void make_folder(void)
{
    if (*folder)
        return;
    folder_make(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/fuzz.csv", folder);
    PROMISE(atexit(remove_folder) == 0);
}

static void write_table(const void *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    PROMISE(f && fwrite(bytes, 1, n, f) == n);
    PROMISE(fclose(f) == 0);
}

/* A cell whose lone CR stands before a line break does not come back: the two are one line break then. */
static bool comes_back(const struct csv_row *row)
{
    for (size_t i = 0; i < row->cells; i++)
        if (strchr(row->cell[i], '\r'))
            return false;
    return true;
}

static void add_row(const struct csv_row *row, struct str *out)
{
    for (size_t i = 0; i < row->cells; i++) {
        str_add(out, i ? ",\"" : "\"");
        for (const char *s = row->cell[i]; *s; s++)
            str_addn(out, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
        str_addc(out, '"');
    }
    str_add(out, "\r\n");
}

static void check_row(const struct csv_row *row, bool first, unsigned line)
{
    PROMISE(row->cells > 0);
    PROMISE(first ? row->line >= 1 : row->line > line);
    PROMISE(row->cells > 1 || *row->cell[0]);
    for (size_t i = 0; i < row->cells; i++)
        PROMISE(utf8_invalid_at(row->cell[i], strlen(row->cell[i])) == strlen(row->cell[i]));
}

/* Appends the good rows, written again. */
static void read_table(bool latin1, struct str *again)
{
    struct err e = {0};
    struct csv_row row;
    enum csv_result result;
    unsigned line = 0;
    struct csv *c = csv_open(path, latin1, &e);
    PROMISE(c);
    for (bool first = true; (result = csv_next(c, &row, &e)) != CSV_END; first = false) {
        PROMISE(result != CSV_FAILED);
        if (result == CSV_BAD) {
            PROMISE(e.kind == ERR_DATA && e.line >= row.line && e.col >= 1);
            PROMISE(strstr(e.what, ": "));
        } else {
            check_row(&row, first, line);
            if (comes_back(&row))
                add_row(&row, again);
        }
        line = row.line;
    }
    csv_close(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str once = STR_INIT, twice = STR_INIT;
    make_folder();
    if (size == 0)
        return 0;
    write_table(data + 1, size - 1);
    read_table(data[0] & 1, &once);
    write_table(str_text(&once), once.len);
    read_table(false, &twice);
    PROMISE(once.len == twice.len && memcmp(str_text(&once), str_text(&twice), once.len) == 0);
    str_release(&once);
    str_release(&twice);
    return 0;
}
