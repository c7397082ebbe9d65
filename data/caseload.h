/* The model of a made-up case load: operations, the persons debriefed in them, and what a reviewer
 * decides on each. Records and decisions are both written from it, so they always agree.
 *
 * Numbers follow the paper of 8 June 2005 to the LegCo Panel on Security, para. 4: 11,218, 10,092 and
 * 2,355 (January to April) persons arrested in 2003, 2004 and 2005. Nothing else in it is real. */
#ifndef DATA_CASELOAD_H
#define DATA_CASELOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/day.h"
#include "data/rng.h"
#include "data/terms.h"
#include "models/base/err.h"
#include "models/event.h"

enum { FIRST_YEAR = 2003, YEARS = 3, DEFAULT_RECORDS = 23665 };
enum {
    FIRST_NUMBER = 100
}; /* of the pseudonyms that are drawn; scripted persons have those below */
enum { RECORDS_MIN = 200, RECORDS_MAX = 100000000, PERSONS_MAX = 80 /* of an operation */ };

struct options {
    uint64_t records; /* debriefings */
    uint64_t seed;
};

/* Where a person was met; each has its own openings and vignettes. */
enum context { CONTEXT_RAID = 1, CONTEXT_TRAVEL = 2, CONTEXT_CONTAINER = 4, CONTEXT_SCRIPTED = 8 };

/* What is known of a person's age. */
enum age_kind {
    AGE_ADULT = 1,
    AGE_RANGE = 2, /* 18-20, 30+ */
    AGE_UNKNOWN = 4,
    AGE_STRADDLES = 8, /* 17-19 */
    AGE_CHILD = 16,
    AGE_YOUNG = 32, /* 18 or 19 now, under 18 when recruited */
};

enum { AGE_OF_AGE = AGE_ADULT | AGE_RANGE, AGE_ANY_ADULT = AGE_OF_AGE | AGE_UNKNOWN };

/* Parts of the usual narrative that a vignette's own text stands in for. */
enum part { PART_MONEY = 1, PART_ASKED = 2, PART_INTERVIEW = 4, PART_WORK = 8, PART_ALL = 16 };

/* A circumstance that shapes a case: the facts, the words and the decision that go with it. */
struct vignette {
    const char *name;
    unsigned weight;                                /* among those that fit */
    unsigned contexts;                              /* mask of enum context */
    unsigned ages;                                  /* mask of enum age_kind */
    const char *prostitution, *volition, *screened; /* NULL: not given */
    const char *reported;                           /* lines "criterion: answer\n"; "" for none */
    unsigned replaces;                              /* mask of enum part */
    const char *text[3];                            /* NULL where there are fewer */
    const char *zh[2];                              /* without one, never told in Chinese */
    enum outcome outcome;
    const char *answers; /* as reported */
    const char *rationale[3];
};

extern const struct vignette vignettes[];
extern const size_t vignettes_count;

/* Stable for a person, whoever meets her again: all of it follows from seed and number. */
struct person {
    unsigned number;
    const struct origin *origin;
    enum age_kind age_kind;
    unsigned age; /* in FIRST_YEAR */
    char sex;     /* f, m, o */
};

struct operation;

struct debriefing {
    const struct operation *operation;
    bool on_patrol;   /* the record names no operation */
    unsigned missing; /* it names this one, of which there is no record; 0: none */
    unsigned serial;  /* in its year */
    struct day date;
    const char *case_id, *comment; /* NULL: none */
    const struct vignette *vignette;
    struct person person;
    bool seen_before;
    char age[24], age_at_recruitment[24];                               /* "": not given */
    const char *age_basis, *interpreter, *status, *pending, *direction; /* NULL: not given */
    struct day entry;                                                   /* year 0: not given */
    unsigned days;                                                      /* since entry */
    const struct term *point;                                           /* NULL: not given */
    uint64_t stream; /* of the narrative's numbers */
};

enum operation_type {
    ANTI_VICE,
    FLIGHT_OPERATION,
    INTERDICTION,
    CONTAINER_INSPECTION,
    BORDER_CONTROL,
    INTELLIGENCE_EXCHANGE,
    JOINT_INVESTIGATION,
    OTHER_TYPE,
    OPERATION_TYPES
};
extern const char *const operation_type_names[OPERATION_TYPES];

struct operation {
    unsigned serial; /* in its year */
    unsigned year;
    struct day date;
    enum operation_type type;
    const char *department;
    const char *departments[3]; /* of a joint one; NULL-terminated */
    char title[32];
    struct term location;
    const char *partner, *case_id, *comment; /* NULL: none */
    enum context context;
    unsigned arrested, visitors, debriefed, organisers, migrants;

    const struct script *script; /* NULL: not scripted */
    uint64_t stream;
};

/* One person of a scripted operation. */
struct script_person {
    const char *vignette;
    const char *case_id; /* NULL: none */
    unsigned number, origin;
    char sex;
    const char *age, *age_at_recruitment; /* NULL: not given */
    const char *comment;                  /* what the case is there for */
};

/* An operation that is always there, whatever the seed: one of each type that the paper names, and
 * the trafficking cases. */
struct script {
    struct day date;
    enum operation_type type;
    const char *title;
    struct term location;
    const char *partner, *case_id, *comment;
    struct script_person persons[3]; /* vignette NULL: no more */
    unsigned others;                 /* persons besides, drawn as usual */
    unsigned organisers, missing; /* how many of the others name an operation that is not there */
    const char *narrative;        /* NULL: drawn as usual */
    enum outcome outcome;
    const char *answers, *rationale;
};

extern const struct script scripts[];
extern const size_t scripts_count;

/* Debriefings of a year (0 to YEARS - 1) when there are `records` in all. */
uint64_t caseload_quota(uint64_t records, unsigned year);

/* Draws a debriefing; on entry operation, serial, date, status and person.number are set. `key` is
 * its own; `persons_before` is how many pseudonyms were given out before, one of which may come again. */
void debriefing_draw(struct debriefing *d, const struct options *o, uint64_t key,
                     unsigned persons_before);
/* The same for a person whose story is written out. */
void debriefing_script(struct debriefing *d, const struct options *o, uint64_t key,
                       const struct script_person *person);

/* Takes in one operation with its debriefings; false stops the walk. */
typedef bool caseload_sink(void *context, const struct operation *op,
                           const struct debriefing *debriefings, struct err *e);

/* Goes through the case load in the order of its dates, in constant memory. */
MUST_CHECK bool caseload_walk(const struct options *o, caseload_sink *sink, void *context,
                              struct err *e);

#endif
