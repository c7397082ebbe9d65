#include "tests/support/folder.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void folder_make(char *path, size_t size)
{
    const char *tmp = getenv("TMPDIR");
    int n = snprintf(path, size, "%s/tipreview-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    assert_true(n > 0 && (size_t)n < size);
    assert_non_null(mkdtemp(path));
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

void folder_remove(const char *path)
{
    assert_int_equal(nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
}

void folder_read(const char *path, struct str *out)
{
    char bytes[4096];
    size_t n;
    FILE *f = fopen(path, "r");
    if (!f)
        fail_msg("%s cannot be read", path);
    while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
        str_addn(out, bytes, n);
    fclose(f);
}

void folder_write(const char *path, const char *bytes, size_t n)
{
    FILE *f = fopen(path, "w");
    if (!f || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
        fail_msg("%s cannot be written", path);
}

void folder_copy(const char *file, const char *dir, const char *below)
{
    struct str bytes = STR_INIT;
    char path[600];
    const char *slash = strrchr(file, '/');
    snprintf(path, sizeof path, "%s/%s/%s", dir, below, slash ? slash + 1 : file);
    folder_read(file, &bytes);
    folder_write(path, str_text(&bytes), bytes.len);
    str_release(&bytes);
}
