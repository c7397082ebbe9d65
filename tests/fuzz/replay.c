/* Gives each of the files to the fuzz target that this is linked with. Usage: fuzz_TARGET FILE... */
#include "models/base/str.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/folder.h"

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct str bytes = STR_INIT;
        folder_read(argv[i], &bytes);
        fprintf(stderr, "%s\n", argv[i]);
        LLVMFuzzerTestOneInput((const uint8_t *)str_text(&bytes), bytes.len);
        str_release(&bytes);
    }
    printf("%d inputs\n", argc - 1);
    return argc == 1;
}
