/* Runs at build time: writes a C source that holds the named files as byte arrays, with their events, and their table. A
 * file that is no YAML ends the build. */
#include <stdio.h>
#include <string.h>

#include "models/base/str.h"
#include "models/base/yaml.h"

static bool read_file(const char *path, struct str *bytes)
{
    FILE *file = fopen(path, "rb");
    int c;
    while (file && (c = getc(file)) != EOF)
        str_addc(bytes, (char)c);
    bool read = file && !ferror(file) && !bytes->failed;
    if (!read)
        perror(path);
    if (file)
        fclose(file);
    return read;
}

static void write_bytes(const char *name, int number, const struct str *bytes)
{
    enum { PER_LINE = 24 };
    printf("static const unsigned char %s_%d[] = {", name, number);
    for (size_t i = 0; i < bytes->len; i++)
        printf("%s%d,", i % PER_LINE ? "" : "\n    ", (unsigned char)bytes->p[i]);
    printf("0};\n");
}

/* Appends the text of an event to `texts`. */
static void write_event(const struct yaml_event *event, struct str *texts)
{
    bool has_text = event->kind == YAML_SCALAR || event->kind == YAML_KEY;
    printf("    {%zu, %zu, %u, %u, %d, %d},\n", texts->len, has_text ? event->len : 0, event->line,
           event->col, (int)event->kind, event->quoted);
    if (has_text)
        str_addn(texts, event->text, event->len + 1); /* with its NUL */
}

static bool write_events(const char *path, int number, const struct str *bytes, struct str *texts)
{
    struct err e;
    struct yaml_event event = {.kind = YAML_SCALAR};
    struct yaml *yaml = yaml_open(str_text(bytes), bytes->len, path, 1, &e);
    bool read = yaml != NULL;
    printf("static const struct yaml_ready_event events_%d[] = {\n", number);
    while (read && event.kind != YAML_END) {
        read = yaml_next(yaml, &event, &e);
        if (read)
            write_event(&event, texts);
    }
    printf("};\n");
    yaml_close(yaml);
    if (!read)
        fprintf(stderr, "%s:%u:%u: %s\n", path, e.line, e.col, e.what);
    return read && !texts->failed;
}

static bool write_file(const char *path, int number)
{
    struct str bytes = STR_INIT, texts = STR_INIT;
    bool written = read_file(path, &bytes) && write_events(path, number, &bytes, &texts);
    if (written) {
        write_bytes("bytes", number, &bytes);
        write_bytes("texts", number, &texts);
    }
    str_release(&bytes);
    str_release(&texts);
    return written;
}

/* What follows the folder config/. */
static const char *name_of(const char *path)
{
    static const char folder[] = "config/";
    return strncmp(path, folder, sizeof folder - 1) == 0 ? path + sizeof folder - 1 : path;
}

int main(int argc, char **argv)
{
    printf("#include \"config/embedded.h\"\n");
    for (int i = 1; i < argc; i++)
        if (!write_file(argv[i], i))
            return 1;
    printf("const struct embedded_file embedded_files[] = {\n");
    for (int i = 1; i < argc; i++)
        printf("    {\"%s\", (const char *)bytes_%d, sizeof bytes_%d - 1,\n"
               "     {events_%d, (const char *)texts_%d}},\n",
               name_of(argv[i]), i, i, i, i);
    printf("};\nconst size_t embedded_count = %d;\n", argc - 1);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
