#include "tui/term.h"

#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_ON  "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

static struct {
    SCREEN *screen;
    FILE *in, *out;
    int in_fd;             /* of `in`, for the signal handler */
    struct termios before; /* how the terminal was */
    uid_t owner;
    bool is_tty, colours, unicode;
    bool mouse;
    bool given_back; /* while the process is stopped, or goes on in the background */
    attr_t look[STYLE_TOTAL];
    const char *paste_on, *paste_off; /* what is pasted comes marked; NULL before term_open */
} term;

unsigned term_look(enum style style)
{
    return term.look[style];
}

/* The pair of a colour on the terminal's own background: the one that has it, else the next. */
static int pair_of(short colour, short *colours, int *pairs)
{
    for (int i = 1; i <= *pairs; i++) {
        if (colours[i] == colour)
            return i;
    }
    colours[++*pairs] = colour;
    init_pair((short)*pairs, colour, -1);
    return *pairs;
}

void term_wear(const struct theme *theme, enum background background)
{
    static const attr_t attributes[] = {
        [LOOK_BOLD] = A_BOLD, [LOOK_UNDERLINE] = A_UNDERLINE, [LOOK_REVERSE] = A_REVERSE};
    enum depth depth = COLORS >= 256 ? DEPTH_256 : COLORS >= 16 ? DEPTH_16 : DEPTH_8;
    short colours[STYLE_TOTAL + 1];
    int pairs = 0;
    for (int s = 0; s < STYLE_TOTAL; s++) {
        const struct look *look = &theme->look[s];
        short colour = look->colour[background][depth];
        attr_t worn = A_NORMAL;
        for (unsigned bit = LOOK_BOLD; bit <= LOOK_REVERSE; bit <<= 1)
            worn |= look->attributes & bit ? attributes[bit] : 0;
        if (term.colours && colour != COLOUR_OWN)
            worn |= (attr_t)COLOR_PAIR(pair_of(colour, colours, &pairs));
        term.look[s] = worn;
    }
}

bool term_unicode(void)
{
    return term.unicode;
}

const char *term_charset(void)
{
    return nl_langinfo(CODESET);
}

int term_fd(void)
{
    return term.given_back ? -1 : term.in_fd;
}

static bool owner_of(int fd, uid_t *owner)
{
    struct stat st;
    bool found = fstat(fd, &st) == 0;
    *owner = found ? st.st_uid : (uid_t)-1;
    return found;
}

bool term_owned(void)
{
    uid_t owner;
    return owner_of(term.in_fd, &owner) && owner == term.owner;
}

/* With no locale named at all, UTF-8 is what terminals speak; one that is named is obeyed. */
static void open_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    bool named = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        named = named || (value && *value);
    }
    if (!setlocale(LC_CTYPE, named ? "" : "C.UTF-8"))
        setlocale(LC_CTYPE, "C");
    term.unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static void open_colours(void)
{
    const char *no = getenv("NO_COLOR");
    term.colours =
        !(no && *no) && has_colors() && start_color() != ERR && use_default_colors() != ERR;
}

static const char *capability(const char *name)
{
    const char *value = tigetstr(name);
    return value == (const char *)-1 || !value || !*value ? NULL : value;
}

/* Sent past ncurses, which has no state for it. */
static void send_raw(const char *text)
{
    if (text) {
        fputs(text, term.out);
        fflush(term.out);
    }
}

static int put_byte(int c)
{
    return putc(c, term.out);
}

/* Where the terminal has it. */
static void send_capability(const char *name)
{
    const char *text = capability(name);
    if (text)
        tputs(text, 1, put_byte);
    fflush(term.out);
}

static void set_modes(void)
{
    raw();
    noecho();
    nonl();
    idlok(stdscr, TRUE);
    typeahead(-1);
    curs_set(0);
    send_raw(term.paste_on);
    if (term.mouse)
        send_raw(MOUSE_ON);
}

/* Asked first, as newterm keeps memory where it fails. */
static bool type_known(const char *type, FILE *out)
{
    int found;
    if (setupterm(type, fileno(out), &found) == ERR)
        return false;
    del_curterm(cur_term);
    return true;
}

bool term_open_on(const char *type, FILE *in, FILE *out, struct err *e)
{
    term.in = in;
    term.in_fd = fileno(in);
    term.out = out;
    term.paste_on = term.paste_off = NULL;
    term.is_tty = tcgetattr(term.in_fd, &term.before) == 0;
    owner_of(term.in_fd, &term.owner);
    open_locale();
    term.screen = type_known(type, out) ? newterm(type, out, in) : NULL;
    if (!term.screen)
        return err_set(e, ERR_USAGE,
                       "the terminal type %s is not known here: set TERM to one that is, such as "
                       "TERM=xterm, or install the package ncurses-term",
                       type);
    if (!capability("cup")) {
        term_close();
        return err_set(
            e, ERR_USAGE,
            "a terminal of type %s cannot place the cursor: set TERM to the type of your "
            "terminal, such as TERM=xterm, or use the line-mode commands",
            type);
    }
    /* Many descriptions, such as screen-256color, leave this out of terminals that have it; others ignore
     * what they do not know. Without it what is pasted would decide. */
    term.paste_on = capability("BE") ? capability("BE") : PASTE_ON;
    term.paste_off = capability("BD") ? capability("BD") : PASTE_OFF;
    open_colours();
    set_modes();
    return true;
}

bool term_open(struct err *e)
{
    const char *type = getenv("TERM");
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return err_set(e, ERR_USAGE,
                       "the console needs a terminal: use a line-mode command such as `tipreview "
                       "tally` where there is none");
    if (!type || !*type)
        return err_set(e, ERR_USAGE,
                       "TERM is not set: set it to the type of your terminal, such as TERM=xterm");
    return term_open_on(type, stdin, stdout, e);
}

/* Cleared as well, since not every terminal has an alternate screen to leave. */
static void give_back(void)
{
    if (term.given_back)
        return;
    send_raw(term.paste_off);
    if (term.mouse)
        send_raw(MOUSE_OFF);
    send_capability("clear");
    endwin();
    if (term.is_tty)
        tcsetattr(term.in_fd, TCSANOW, &term.before);
    term.given_back = true;
}

void term_close(void)
{
    if (!term.screen)
        return;
    give_back();
    delscreen(term.screen);
    term.screen = NULL;
    term.colours = term.given_back = term.mouse = false;
    memset(term.look, 0, sizeof term.look);
}

static bool in_foreground(int fd)
{
    pid_t group = tcgetpgrp(fd);
    return group < 0 || group == getpgrp();
}

void term_mend(const struct termios *before)
{
    static const char *const names[] = {"rmacs", "sgr0", "clear", "rmcup", "cnorm"};
    const char *type = getenv("TERM");
    int found;
    if (!in_foreground(STDIN_FILENO))
        return;
    tcsetattr(STDIN_FILENO, TCSANOW, before);
    term.out = stdout;
    send_raw(PASTE_OFF MOUSE_OFF);
    if (setupterm(type, STDOUT_FILENO, &found) == ERR)
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        send_capability(names[i]);
    del_curterm(cur_term);
}

void term_abandon(void)
{
    if (term.screen && term.is_tty)
        tcsetattr(term.in_fd, TCSANOW, &term.before);
}

void term_mouse(bool on)
{
    if (on != term.mouse)
        send_raw(on ? MOUSE_ON : MOUSE_OFF);
    term.mouse = on;
}

void term_size(int *rows, int *cols)
{
    getmaxyx(stdscr, *rows, *cols);
}

void term_resized(void)
{
    struct winsize size;
    if (ioctl(fileno(term.out), TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
        resizeterm(size.ws_row, size.ws_col);
    term_redraw();
}

void term_flush(void)
{
    sigset_t stop, before;
    if (term.given_back)
        return;
    /* ncurses ignores SIGTSTP meanwhile, which would lose it. */
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigprocmask(SIG_BLOCK, &stop, &before);
    doupdate();
    sigprocmask(SIG_SETMASK, &before, NULL);
}

void term_redraw(void)
{
    clearok(curscr, TRUE);
}

void term_suspend(void)
{
    struct sigaction old, stop = {.sa_handler = SIG_DFL};
    sigset_t only, before;
    give_back();
    sigaction(SIGTSTP, &stop, &old);
    sigemptyset(&only);
    sigaddset(&only, SIGTSTP);
    kill(0, SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &only, &before); /* stops here */
    sigprocmask(SIG_SETMASK, &before, NULL);
    sigaction(SIGTSTP, &old, NULL);
    term_resume();
}

void term_resume(void)
{
    if (term.is_tty && !in_foreground(term.in_fd))
        return;
    term.given_back = false;
    reset_prog_mode();
    set_modes();
    term_resized();
}
