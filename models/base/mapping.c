#include "models/base/mapping.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct range {
    volatile uintptr_t from, to;
};

/* What the signal handler looks at. */
static struct mapping_region {
    struct range *volatile range; /* NULL: free */
    size_t ranges;
    volatile sig_atomic_t lost;
} regions[MAPPINGS_MAX];

static uintptr_t page_size(void)
{
    return (uintptr_t)sysconf(_SC_PAGESIZE);
}

static bool replace(struct mapping_region *r, uintptr_t at)
{
    uintptr_t page = at & ~(page_size() - 1), to = 0;
    for (size_t i = 0; i < r->ranges && !to; i++)
        if (at >= r->range[i].from && at < r->range[i].to)
            to = r->range[i].to;
    if (!to)
        return false;
    void *zeros = mmap((void *)page, to - page, PROT_READ, // NOLINT(performance-no-int-to-ptr)
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    r->lost = 1;
    return zeros != MAP_FAILED;
}

static void on_bus_error(int number, siginfo_t *info, void *context)
{
    uintptr_t at = (uintptr_t)info->si_addr;
    (void)context;
    for (int i = 0; i < MAPPINGS_MAX; i++)
        if (regions[i].range && replace(&regions[i], at))
            return;
    /* Not one of ours: the same access again ends the process as it would have. */
    signal(number, SIG_DFL);
}

/* NULL, and *e: too many, or no memory. */
static struct mapping_region *new_region(size_t ranges, struct err *e)
{
    struct sigaction action = {.sa_sigaction = on_bus_error, .sa_flags = SA_SIGINFO};
    struct mapping_region *r = regions;
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, NULL);
    while (r < regions + MAPPINGS_MAX && r->range)
        r++;
    if (r == regions + MAPPINGS_MAX) {
        err_set(e, ERR_SYSTEM, "too many files are mapped: close some");
        return NULL;
    }
    r->lost = 0;
    r->ranges = ranges;
    r->range = calloc(ranges, sizeof *r->range);
    if (r->range)
        return r;
    err_memory(e);
    return NULL;
}

static void set_range(struct range *range, const void *from, size_t n)
{
    range->to = 0;
    range->from = (uintptr_t)from;
    range->to = (uintptr_t)from + n;
}

static bool not_mapped(struct err *e)
{
    return err_errno(e, "a file cannot be mapped");
}

bool mapping_open(struct mapping *m, int fd, size_t size, struct err *e)
{
    size_t pages = (size + page_size() - 1) & ~(page_size() - 1);
    if (pages < size || pages + page_size() < pages)
        return err_set(e, ERR_SYSTEM, "the file is too large to be mapped");
    /* Zeros behind the end, so that no text runs on. */
    char *bytes = mmap(NULL, pages + page_size(), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (bytes == MAP_FAILED)
        return not_mapped(e);
    bool mapped =
        mmap(bytes, size, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0) != MAP_FAILED || not_mapped(e);
    struct mapping_region *r = mapped ? new_region(1, e) : NULL;
    if (!r) {
        munmap(bytes, pages + page_size());
        return false;
    }
    set_range(r->range, bytes, pages);
    *m = (struct mapping){bytes, size, r};
    return true;
}

/* The file's pages are mapped beside and compared, and then moved to where the bytes are. */
static bool swap(struct range *beside, struct range *place, int fd, const struct mapping_piece *p,
                 size_t size, struct err *e)
{
    void *file = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, (off_t)p->offset);
    if (file == MAP_FAILED)
        return not_mapped(e);
    set_range(beside, file, size);
    bool same = memcmp(file, p->at, size) == 0 ||
                err_set(e, ERR_DATA, "a file was changed while it was mapped");
    set_range(place, p->at, size);
    bool moved =
        same && (mremap(file, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, p->at) != MAP_FAILED ||
                 not_mapped(e));
    if (!moved) {
        set_range(place, NULL, 0);
        munmap(file, size);
    }
    set_range(beside, NULL, 0);
    return moved;
}

bool mapping_swap(struct mapping *m, int fd, const struct mapping_piece *piece, size_t pieces,
                  const atomic_bool *stop, struct err *e)
{
    struct mapping_region *r = new_region(pieces + 1, e);
    bool swapped = r;
    if (r)
        *m = (struct mapping){.region = r};
    for (size_t i = 0; swapped && i < pieces && !atomic_load(stop); i++) {
        size_t size = piece[i].size ? (piece[i].size - 1) & ~(page_size() - 1) : 0;
        swapped = !size || swap(&r->range[pieces], &r->range[i], fd, &piece[i], size, e);
    }
    return swapped;
}

void mapping_close(struct mapping *m)
{
    struct mapping_region *r = m->region;
    if (r) {
        struct range *range = r->range;
        r->range = NULL;
        if (m->bytes)
            munmap(m->bytes, range->to - range->from + page_size());
        free(range);
    }
    *m = (struct mapping){0};
}

bool mapping_lost(const struct mapping *m)
{
    return m->region && m->region->lost;
}
