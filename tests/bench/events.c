/* The measure for loading: libyaml's own event loop over a file, and nothing else. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <yaml.h>

static int count_events(FILE *f, unsigned long *events)
{
    yaml_parser_t parser;
    yaml_event_t event;
    bool more = true;
    if (!yaml_parser_initialize(&parser))
        return 0;
    yaml_parser_set_input_file(&parser, f);
    while (more) {
        if (!yaml_parser_parse(&parser, &event))
            break;
        more = event.type != YAML_STREAM_END_EVENT && event.type != YAML_NO_EVENT;
        ++*events;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return !more;
}

int main(int argc, char **argv)
{
    unsigned long events = 0;
    for (int i = 1; i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        if (!f || !count_events(f, &events)) {
            fprintf(stderr, "events: %s cannot be read as YAML\n", argv[i]);
            return 1;
        }
        fclose(f);
    }
    printf("%lu events\n", events);
    return 0;
}
