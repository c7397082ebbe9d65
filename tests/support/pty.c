#include "tests/support/pty.h"

#include <errno.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include <cmocka.h>

#include "models/base/text.h"

enum { ROWS = 24, COLS = 80, WATCHDOG_SECONDS = 60 };

static void run_child(char *const argv[], int block)
{
    sigset_t blocked;
    sigemptyset(&blocked);
    if (block)
        sigaddset(&blocked, block);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
    alarm(0);
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("LINES");
    unsetenv("COLUMNS");
    execv(argv[0], argv);
    _exit(127);
}

void pty_start(struct pty *p, char *const argv[], int block)
{
    struct winsize size = {.ws_row = ROWS, .ws_col = COLS};
    int end;
    *p = (struct pty){.rows = ROWS, .cols = COLS};
    alarm(WATCHDOG_SECONDS);
    /* The other end stays open here until the child has it, so that its settings can be read. */
    assert_int_equal(openpty(&p->fd, &end, NULL, NULL, &size), 0);
    assert_int_equal(tcgetattr(end, &p->before), 0);
    p->pid = fork();
    assert_true(p->pid >= 0);
    if (p->pid == 0) {
        close(p->fd);
        if (login_tty(end) == 0)
            run_child(argv, block);
        _exit(127);
    }
    close(end);
    p->vt = vterm_new(ROWS, COLS);
    assert_non_null(p->vt);
    vterm_set_utf8(p->vt, 1);
    p->screen = vterm_obtain_screen(p->vt);
    vterm_screen_enable_altscreen(p->screen, 1);
    vterm_screen_reset(p->screen, 1);
}

void pty_type(struct pty *p, const char *bytes)
{
    size_t n = strlen(bytes);
    assert_int_equal(write(p->fd, bytes, n), n);
}

void pty_resize(struct pty *p, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    vterm_set_size(p->vt, rows, cols);
    p->rows = rows;
    p->cols = cols;
    assert_int_equal(ioctl(p->fd, TIOCSWINSZ, &size), 0);
}

/* How many of the bytes are whole characters: the last may be cut, and libvterm 0.1 takes its halves for two. */
static size_t whole(const char *s, size_t n)
{
    for (size_t back = 1; back <= 3 && back <= n; back++) {
        unsigned char first = (unsigned char)s[n - back];
        if (first < 0x80)
            break;
        if (first >= 0xc0)
            return back < (first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2) ? n - back : n;
    }
    return n;
}

/* Takes in what the program sent; false at the end. */
static bool take(struct pty *p)
{
    char bytes[4096];
    ssize_t n = read(p->fd, bytes, sizeof bytes);
    if (n < 0 && errno == EINTR)
        return true;
    if (n <= 0)
        return false;
    str_addn(&p->sent, bytes, (size_t)n);
    size_t fed = whole(p->sent.p + p->fed, p->sent.len - p->fed);
    vterm_input_write(p->vt, p->sent.p + p->fed, fed);
    p->fed += fed;
    return true;
}

void pty_screen(const struct pty *p, struct str *out)
{
    for (int y = 0; y < p->rows; y++) {
        for (int x = 0; x < p->cols; x++) {
            VTermScreenCell cell;
            vterm_screen_get_cell(p->screen, (VTermPos){.row = y, .col = x}, &cell);
            if (!cell.chars[0])
                str_addc(out, ' ');
            for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++) {
                if (cell.chars[i] <= 0x10ffff) /* else the second half of a wide character */
                    utf8_encode(out, cell.chars[i]);
            }
        }
        str_addc(out, '\n');
    }
}

bool pty_shows(const struct pty *p, const char *text)
{
    struct str screen = STR_INIT;
    pty_screen(p, &screen);
    bool shown = strstr(str_text(&screen), text) != NULL;
    str_release(&screen);
    return shown;
}

static void await(struct pty *p, const char *text, bool shown)
{
    while (pty_shows(p, text) != shown) {
        if (take(p))
            continue;
        struct str screen = STR_INIT;
        pty_screen(p, &screen);
        fail_msg("the program ended before \"%s\" was %s:\n%s", text, shown ? "shown" : "gone",
                 str_text(&screen));
    }
}

void pty_await(struct pty *p, const char *text)
{
    await(p, text, true);
}

void pty_await_gone(struct pty *p, const char *text)
{
    await(p, text, false);
}

int pty_end(struct pty *p)
{
    int status = 0;
    while (p->fd >= 0 && take(p))
        ;
    assert_int_equal(waitpid(p->pid, &status, 0), p->pid);
    p->pid = 0;
    return status;
}

pid_t pty_console(const struct pty *p)
{
    char path[64], text[64] = "";
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)p->pid, (int)p->pid);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    assert_non_null(fgets(text, sizeof text, f));
    fclose(f);
    return (pid_t)strtol(text, NULL, 10);
}

/* What follows ESC and is no OSC and its like; the 8-bit forms are no UTF-8, and so are not there either. */
void pty_sent_is_plain(const struct pty *p)
{
    const char *s = str_text(&p->sent);
    assert_int_equal(strlen(s), p->sent.len);
    for (; *s; s++)
        if (s[0] == '\033' && s[1] && strchr("]PX^_", s[1]))
            fail_msg("a sequence that begins with ESC %c was sent", s[1]);
    assert_int_equal(utf8_invalid_at(str_text(&p->sent), p->sent.len), p->sent.len);
    assert_null(strstr(str_text(&p->sent), "\xc2\x9d"));
    assert_null(strstr(str_text(&p->sent), "\xc2\x90"));
}

void pty_hang_up(struct pty *p)
{
    close(p->fd);
    p->fd = -1;
}

bool pty_restored(const struct pty *p)
{
    struct termios now;
    return tcgetattr(p->fd, &now) == 0 && now.c_iflag == p->before.c_iflag &&
           now.c_oflag == p->before.c_oflag && now.c_lflag == p->before.c_lflag &&
           memcmp(now.c_cc, p->before.c_cc, sizeof now.c_cc) == 0;
}

void pty_release(struct pty *p)
{
    if (p->pid > 0) {
        kill(p->pid, SIGKILL);
        waitpid(p->pid, NULL, 0);
    }
    if (p->fd >= 0)
        close(p->fd);
    str_release(&p->sent);
    vterm_free(p->vt);
    alarm(0);
}
