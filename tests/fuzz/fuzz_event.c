/* The body of an event, given any bytes: what is taken in is written as the same bytes again, so that a hash over what
 * is stored is one over what is shown. */
#include "models/event.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const keys[] = {"undoes", "redoes", "unread", "departure", ""};
    char *bytes = fuzz_copy(data, size, 0);
    struct arena arena = {0};
    struct event event;
    struct err e = {0};
    struct str again = STR_INIT;
    size_t len;
    if (event_decode(bytes, size, &arena, &event, &e)) {
        event_encode(&event, &again);
        PROMISE(!again.failed && again.len == size && memcmp(again.p, bytes, size) == 0);
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            const char *value = event_detail(&event, keys[i], &len);
            PROMISE(!value || len <= strlen(value));
            PROMISE(value || event_detail_number(&event, keys[i]) == 0);
        }
    } else {
        PROMISE(e.kind == ERR_DATA && strstr(e.what, "the event"));
    }
    str_release(&again);
    arena_release(&arena);
    free(bytes);
    return 0;
}
