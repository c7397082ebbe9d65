#include "models/record.h"

#include <string.h>

static const char *const kinds[] = {
    [KIND_DEBRIEFING - 1] = "debriefing", [KIND_OPERATION - 1] = "operation", NULL};
static const char *const contents[] = {"violence", "sexual_violence", "child", NULL};
static const char *const departments[] = {"police", "immigration", "customs",
                                          "joint",  "other",       NULL};
static const char *const operation_types[] = {"anti_vice",
                                              "flight_operation",
                                              "interdiction",
                                              "container_inspection",
                                              "border_control",
                                              "intelligence_exchange",
                                              "joint_investigation",
                                              "other",
                                              NULL};
static const char *const yes_no[] = {[YES - 1] = "yes", [NO - 1] = "no", NULL};
static const char *const sexes[] = {"female", "male", "other", NULL};
static const char *const age_bases[] = {"document", "stated", "assessed", NULL};
static const char *const statuses[] = {
    [STATUS_VISITOR - 1] = "visitor", "resident", "illegal_entrant", "overstayer", NULL};
static const char *const directions[] = {"into", "out_of", "transit", "within", NULL};
static const char *const pending_actions[] = {[PENDING_NONE - 1] = "none",
                                              [PENDING_CHARGE - 1] = "charge",
                                              [PENDING_REMOVAL - 1] = "removal",
                                              NULL};
static const char *const answers[] = {
    [ANSWER_PRESENT - 1] = "present", [ANSWER_ABSENT - 1] = "absent", NULL};

/* The length of "entry." or "person." at a path's start, as a constant. */
#define AT(path, i)  ((path)[sizeof(path) > (i) ? (i) : 0])
#define PREFIX(path) (AT(path, 5) == '.' ? 6 : AT(path, 6) == '.' ? 7 : 0)

#define OR_UNKNOWN(type, required)                                                                 \
    (!(required) && ((type) == FIELD_CHOICE || (type) == FIELD_AGE || (type) == FIELD_COUNTRY ||   \
                     (type) == FIELD_REPORTED))

const struct field_def field_defs[FIELD_TOTAL] = {
#define FIELD(name, path, type, kinds, required, choices, heading, help)                           \
    [F_##name] = {path,    (path) + PREFIX(path),      type,    kinds, required,                   \
                  choices, OR_UNKNOWN(type, required), heading, help},
#include "models/record.def"
#undef FIELD
};

static bool same(const char *text, const char *name, size_t n)
{
    return n > 0 && *text == *name && strncmp(text, name, n) == 0 && text[n] == '\0';
}

enum field field_find(const char *name, size_t n)
{
    int found = FIELD_TOTAL;
    for (int f = 0; f < FIELD_TOTAL; f++)
        if (same(field_defs[f].path, name, n))
            return (enum field)f;
    for (int f = 0; f < FIELD_TOTAL; f++) {
        if (!same(field_defs[f].key, name, n))
            continue;
        if (found != FIELD_TOTAL)
            return FIELD_TOTAL;
        found = f;
    }
    return (enum field)found;
}
