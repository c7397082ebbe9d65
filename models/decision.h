/* From answers to a decision: the facts of the record, what `voluntary` implies, the five
 * safeguards, and whether the outcome conforms to the primary definition.
 *
 * The safeguards are this program's policy after Art. 3 of the Palermo Protocol and Art. 10(3) of the Council of
 * Europe Convention on Action against Trafficking (2005). They check a decision; they never make one. */
#ifndef TIPREVIEW_DECISION_H
#define TIPREVIEW_DECISION_H

#include <stdbool.h>
#include <stdint.h>

#include "models/answers.h"
#include "models/criteria.h"
#include "models/event.h"
#include "models/record.h"

struct catalog;

/* What the checks need of a record. */
struct facts {
    enum record_kind kind;
    uint32_t age, age_at_recruitment; /* cells */
    uint32_t prostitution;            /* cell */
    struct answers reported;
    /* A line of `reported` that is not absent and that the criteria do not know ("reported.means.decption"), borrowed
     * from the record; NULL: none. Rows of a catalog do not keep it. */
    const char *strange;
};

struct facts facts_of_record(const struct record *r);
struct facts facts_of_row(const struct catalog *c, uint32_t row);

enum age_class { AGE_CLASS_UNKNOWN = 0, AGE_CLASS_CHILD, AGE_CLASS_ADULT, AGE_CLASS_STRADDLES };

/* By the younger of the two ages: child where either is wholly under 18; else straddles where either is a range
 * that reaches under 18; else adult where either is known; else unknown. */
enum age_class facts_age_class(const struct facts *f);
const char *age_class_name(enum age_class c); /* "child", "adult", "straddles", "unknown" */

/* fact.child and fact.prostitution as the record gives them. A fact's bit is in no set where unknown. */
struct answers facts_answers(const struct criteria *c, const struct facts *f);

/* The basis "reported": what the officer recorded, with the facts. */
struct answers basis_reported(const struct criteria *c, const struct facts *f);

/* The basis "reviewed": the reviewer's answers, with the record's facts where the reviewer
 * has not corrected them. What was reported never flows in by itself. */
struct answers basis_reviewed(const struct criteria *c, const struct facts *f,
                              const struct answers *given);

/* `given` with what the outcome implies: `voluntary` fills every means that the reviewer did not answer with absent,
 * implied; never one that is reported unknown or present, or that a present sign (reported or answered) supports. What
 * was implied before is dropped and worked out anew. */
struct answers decision_implied(const struct criteria *c, const struct facts *f,
                                enum outcome outcome, const struct answers *given);

/* What the checks say of a decision. */
struct verdict {
    bool refused;
    unsigned safeguard;     /* 1 to 5: which refused, or which wants the rationale; 0: none */
    bool wants_rationale;   /* allowed once there is one; never with `refused` */
    bool departure;         /* it does not conform to the primary definition */
    unsigned open_outcomes; /* where refused: mask of 1 << outcome that are left open */
    enum result primary;    /* the primary definition on the reviewed basis */
    struct answers answers; /* as they would be stored, with the implied ones */
    char text[640];         /* why, with the source, and what to do instead; "" where all is well */
};

/* Checks `outcome` with these answers. A fact that is answered otherwise than the record has it is a correction and
 * wants a rationale; a recorded child answered absent is refused under every outcome. has_rationale: a rationale that is not only white space is given.
 * `primary` is an index into c->definition. Decides nothing. */
void decision_check(const struct criteria *c, unsigned primary, const struct facts *f,
                    enum outcome outcome, const struct answers *given, bool has_rationale,
                    struct verdict *v);

/* Whether a decision that is on record would be refused for the record as it now is (safeguards
 * 1 to 3): then it is "now invalid". */
bool decision_now_invalid(const struct criteria *c, const struct facts *f, enum outcome outcome,
                          const struct answers *stored);

#endif
