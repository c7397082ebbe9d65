/* Runs at build time: writes a C source that holds the named files as byte arrays, and their table. */
#include <stdio.h>
#include <string.h>

static int write_bytes(const char *path, int number)
{
    enum { PER_LINE = 24 };
    FILE *file = fopen(path, "rb");
    if (!file)
        return -1;
    printf("static const unsigned char file_%d[] = {", number);
    int c, column = 0;
    while ((c = getc(file)) != EOF)
        printf("%s%d,", column++ % PER_LINE ? "" : "\n    ", c);
    printf("0};\n");
    int failed = ferror(file);
    fclose(file);
    return failed ? -1 : 0;
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
        if (write_bytes(argv[i], i) < 0) {
            perror(argv[i]);
            return 1;
        }
    printf("const struct embedded_file embedded_files[] = {\n");
    for (int i = 1; i < argc; i++)
        printf("    {\"%s\", (const char *)file_%d, sizeof file_%d - 1},\n", name_of(argv[i]), i,
               i);
    printf("};\nconst size_t embedded_count = %d;\n", argc - 1);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
