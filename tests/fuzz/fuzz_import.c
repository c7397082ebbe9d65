/* A map and a table, given any bytes, with a byte FF between them: the map is refused at a place of it, or each row is
 * refused or becomes one document of YAML, in which nothing is a key but what the map names. */
#include <stdio.h>

#include "models/base/yaml.h"
#include "models/csv.h"
#include "models/import.h"
#include "models/record.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/folder.h"

static char folder[64], map_path[80], table_path[80];

static void remove_folder(void)
{
    folder_remove(folder);
}

static void make_folder(void)
{
    if (*folder)
        return;
    folder_make(folder, sizeof folder);
    snprintf(map_path, sizeof map_path, "%s/map.yaml", folder);
    snprintf(table_path, sizeof table_path, "%s/table.csv", folder);
    PROMISE(atexit(remove_folder) == 0);
}

static void write_file(const char *path, const void *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    PROMISE(f && fwrite(bytes, 1, n, f) == n);
    PROMISE(fclose(f) == 0);
}

/* What a value may be refused for once it is a scalar: its characters, or its length. */
static bool is_of_a_value(const char *what)
{
    return strstr(what, "an escape in double quotation marks") || strstr(what, "longer than") ||
           strstr(what, "more than 10,000 values");
}

static bool is_named(const char *key, size_t n, const char *map, size_t map_n)
{
    return n > 0 && (strcmp(key, "person") == 0 || strcmp(key, "entry") == 0 ||
                     strcmp(key, "reported") == 0 || memmem(map, map_n, key, n));
}

/* Keys are those of the format, which the map names by their paths, at most two levels deep; values are texts and
 * lists of texts. */
static void check_document(const struct str *document, const char *map, size_t map_n)
{
    struct err e = {0};
    struct yaml_event ev = {.kind = YAML_SCALAR};
    unsigned depth = 0;
    struct yaml *y = yaml_open(str_text(document), document->len, "row", 1, &e);
    if (!y) {
        PROMISE(is_of_a_value(e.what));
        return;
    }
    while (ev.kind != YAML_END) {
        if (!yaml_next(y, &ev, &e)) {
            PROMISE(is_of_a_value(e.what));
            break;
        }
        depth += ev.kind == YAML_MAP_BEGIN || ev.kind == YAML_LIST_BEGIN;
        depth -= ev.kind == YAML_MAP_END || ev.kind == YAML_LIST_END;
        PROMISE(depth <= 2);
        PROMISE(ev.kind != YAML_KEY || is_named(ev.text, ev.len, map, map_n));
    }
    yaml_close(y);
}

static void read_rows(struct import_map *m, struct csv *c, const char *map, size_t map_n)
{
    struct err e = {0};
    struct csv_row row;
    enum csv_result result = csv_next(c, &row, &e);
    struct str document = STR_INIT;
    if (result != CSV_ROW)
        return;
    if (!import_map_bind(m, map_path, &row, &e)) {
        PROMISE(e.kind == ERR_USAGE || e.kind == ERR_DATA);
        return;
    }
    for (unsigned number = 1; (result = csv_next(c, &row, &e)) != CSV_END; number++) {
        PROMISE(result != CSV_FAILED);
        str_clear(&document);
        if (result != CSV_ROW)
            continue;
        if (import_row(m, &row, number, &document, &e))
            check_document(&document, map, map_n);
        else
            PROMISE(e.kind == ERR_DATA);
    }
    str_release(&document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = size ? memchr(data, 0xFF, size) : NULL;
    size_t n = end ? (size_t)(end - data) : size;
    struct err e = {0};
    make_folder();
    write_file(map_path, data, n);
    write_file(table_path, end ? end + 1 : data, end ? size - n - 1 : 0);
    struct import_map *m = import_map_load(map_path, &e);
    struct csv *c = m ? csv_open(table_path, import_map_latin1(m), &e) : NULL;
    PROMISE(m ? c != NULL : e.kind == ERR_DATA || e.kind == ERR_USAGE);
    if (c)
        read_rows(m, c, (const char *)data, n);
    csv_close(c);
    import_map_free(m);
    return 0;
}
