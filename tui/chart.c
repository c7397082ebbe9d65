#include "tui/chart.h"

enum { EIGHTHS = 8 };

void chart_bar(struct str *out, int64_t n, int64_t most, size_t cols, bool partial, bool unicode)
{
    static const char *const ends[EIGHTHS] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    int64_t all = most > 0 && n > 0 ? n * (int64_t)cols * EIGHTHS / most : 0;
    if (n > 0 && cols && !all)
        all = 1;
    const char *full = partial ? (unicode ? "░" : "-") : unicode ? "█" : "#";
    for (int64_t i = 0; i < all / EIGHTHS; i++)
        str_add(out, full);
    if (all % EIGHTHS == 0)
        return;
    if (unicode && !partial)
        str_add(out, ends[all % EIGHTHS]);
    else if (all < EIGHTHS || all % EIGHTHS >= EIGHTHS / 2)
        str_add(out, full);
}

void chart_spark(struct str *out, const int64_t *n, size_t count, bool unicode)
{
    static const char *const blocks[EIGHTHS] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const letters[EIGHTHS] = {"_", "_", ".", ".", "-", "-", "=", "#"};
    int64_t most = 0;
    for (size_t i = 0; i < count; i++)
        most = n[i] > most ? n[i] : most;
    for (size_t i = 0; i < count; i++) {
        if (n[i] <= 0)
            str_addc(out, ' ');
        else
            str_add(out, (unicode ? blocks : letters)[(n[i] * EIGHTHS - 1) / most]);
    }
}
