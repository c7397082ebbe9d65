/* The measure for a start: an ncurses program that draws a screen from nothing. screen FILE draws the lines of the file, the last one
 * without a line feed after it, waits for a key, and ends. */
#include <locale.h>
#include <ncurses.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    char line[4096];
    setlocale(LC_ALL, "");
    FILE *f = argc == 2 ? fopen(argv[1], "r") : NULL;
    SCREEN *screen = f ? newterm(NULL, stdout, stdin) : NULL;
    if (!screen)
        return 2;
    cbreak();
    noecho();
    keypad(stdscr, TRUE);
    for (int y = 0; fgets(line, sizeof line, f); y++) {
        line[strcspn(line, "\n")] = '\0';
        mvaddstr(y, 0, line);
    }
    refresh();
    getch();
    endwin();
    delscreen(screen);
    fclose(f);
    return 0;
}
