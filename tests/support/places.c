#include "tests/support/places.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/support/folder.h"

char workspace[512], user[512];
static char path[4096];

int make_places(void **state)
{
    (void)state;
    folder_make(workspace, sizeof workspace);
    folder_make(user, sizeof user);
    return setenv("XDG_CONFIG_HOME", user, 1);
}

int remove_places(void **state)
{
    (void)state;
    folder_remove(workspace);
    folder_remove(user);
    return 0;
}

const char *place_path(const char *place, const char *name)
{
    snprintf(path, sizeof path, "%s/%s", place, name);
    return path;
}

const char *place_write(const char *place, const char *name, const char *text)
{
    place_path(place, name);
    for (char *slash = path + strlen(place) + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
        *slash = '\0';
        mkdir(path, 0700);
    }
    folder_write(path, text, strlen(text));
    return path;
}
