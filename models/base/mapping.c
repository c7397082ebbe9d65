#include "models/base/mapping.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* What the signal handler looks at. */
static struct region {
    volatile uintptr_t from, to; /* to 0: free */
    volatile sig_atomic_t lost;
} regions[MAPPINGS_MAX];

static uintptr_t page_size(void)
{
    return (uintptr_t)sysconf(_SC_PAGESIZE);
}

static bool replace(struct region *r, uintptr_t at)
{
    uintptr_t page = at & ~(page_size() - 1);
    void *zeros = mmap((void *)page, r->to - page, PROT_READ, // NOLINT(performance-no-int-to-ptr)
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    r->lost = 1;
    return zeros != MAP_FAILED;
}

static void on_bus_error(int number, siginfo_t *info, void *context)
{
    uintptr_t at = (uintptr_t)info->si_addr;
    (void)context;
    for (int i = 0; i < MAPPINGS_MAX; i++)
        if (at >= regions[i].from && at < regions[i].to && replace(&regions[i], at))
            return;
    /* Not one of ours: the same access again ends the process as it would have. */
    signal(number, SIG_DFL);
}

static struct region *free_region(void)
{
    struct sigaction action = {.sa_sigaction = on_bus_error, .sa_flags = SA_SIGINFO};
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, NULL);
    for (int i = 0; i < MAPPINGS_MAX; i++)
        if (!regions[i].to)
            return &regions[i];
    return NULL;
}

bool mapping_open(struct mapping *m, int fd, size_t size, struct err *e)
{
    size_t pages = (size + page_size() - 1) & ~(page_size() - 1);
    struct region *r = free_region();
    if (!r || pages < size || pages + page_size() < pages)
        return err_set(e, ERR_SYSTEM, "too many or too large files are mapped: close some");
    /* Zeros behind the end, so that no text runs on. */
    char *bytes = mmap(NULL, pages + page_size(), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (bytes == MAP_FAILED)
        return err_errno(e, "a file cannot be mapped");
    if (mmap(bytes, size, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0) == MAP_FAILED) {
        err_errno(e, "a file cannot be mapped");
        munmap(bytes, pages + page_size());
        return false;
    }
    r->lost = 0;
    r->from = (uintptr_t)bytes;
    r->to = r->from + pages;
    *m = (struct mapping){bytes, size, &r->lost};
    return true;
}

void mapping_close(struct mapping *m)
{
    uintptr_t from = (uintptr_t)m->bytes;
    for (int i = 0; m->bytes && i < MAPPINGS_MAX; i++)
        if (regions[i].to && regions[i].from == from) {
            size_t pages = regions[i].to - from;
            regions[i].to = 0;
            munmap(m->bytes, pages + page_size());
        }
    *m = (struct mapping){0};
}

bool mapping_lost(const struct mapping *m)
{
    return m->lost && *m->lost;
}
