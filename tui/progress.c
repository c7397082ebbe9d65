#include "tui/progress.h"

#include <unistd.h>

enum { BAR = 10 };

void progress_bar(struct str *out, uint64_t done, uint64_t all)
{
    uint64_t full = done >= all ? all : done;
    int marks = all ? (int)((double)full / (double)all * BAR) : 0;
    str_addc(out, '[');
    for (int i = 0; i < BAR; i++)
        str_addc(out, i < marks ? '#' : '.');
    str_addc(out, ']');
}

void progress_reading(struct str *out, const struct ingest_progress *p, bool wide)
{
    progress_bar(out, p->bytes_done, p->bytes);
    str_addc(out, ' ');
    str_number(out, (int64_t)p->documents);
    if (!wide)
        return;
    str_add(out, p->documents == 1 ? " document, " : " documents, ");
    str_number(out, p->files_done);
    str_addc(out, '/');
    str_number(out, p->files);
    str_add(out, p->files == 1 ? " file" : " files");
}

struct progress progress_on_stderr(void)
{
    return (struct progress){.to = isatty(STDERR_FILENO) ? stderr : NULL};
}

bool progress_due(struct progress *p, int64_t now)
{
    if (!p->running)
        p->told = now;
    p->running = true;
    if (now - p->told < PROGRESS_MS)
        return false;
    p->told = now;
    return true;
}

void progress_tell(struct progress *p, const char *text)
{
    if (!p->to)
        return;
    fprintf(p->to, "\r%s\x1b[K", text);
    fflush(p->to);
    p->shown = true;
}

void progress_end(struct progress *p)
{
    if (p->shown)
        progress_tell(p, "");
    p->shown = p->running = false;
}
