/* The sentences of a narrative, by what they tell, in English and in Chinese. A phrase holds slots
 * (data/slots.h). Every sentence stands by itself, so that any may follow any. */
#ifndef DATA_PHRASES_H
#define DATA_PHRASES_H

#include <stddef.h>

struct group {
    const char *const *phrase;
    unsigned count;
};

/* How the person was met, and the rest in the order in which it is told. */
enum topic {
    TOPIC_RAID,
    TOPIC_PATROL,
    TOPIC_TRAVEL,
    TOPIC_CONTAINER,
    TOPIC_SCENE,         /* small circumstances of the arrest */
    TOPIC_VISITOR,       /* who she is and how she came; needs the date of entry */
    TOPIC_VISITOR_VAGUE, /* the same without one */
    TOPIC_TRANSIT,
    TOPIC_RESIDENT,
    TOPIC_ILLEGAL,
    TOPIC_OVERSTAYER,
    TOPIC_STATUS_UNKNOWN,
    TOPIC_SEEN_BEFORE,
    TOPIC_WORK, /* how she came to the premises */
    TOPIC_LODGING,
    TOPIC_MONEY,
    TOPIC_INTERVIEW,
    TOPIC_INTERPRETER, /* an interview through one */
    TOPIC_ASKED,       /* screened, own will stated, nothing found */
    TOPIC_WILLING,     /* own will stated, where TOPIC_ASKED would contradict the circumstances */
    TOPIC_CHARGE,
    TOPIC_REMOVAL,
    TOPIC_RELEASED,
    TOPIC_MISSING, /* the operation's own report is not there */
    TOPIC_QUOTE,   /* Chinese within English; none in Chinese */
    TOPICS
};

extern const struct group phrases_en[TOPICS];
extern const struct group phrases_zh[TOPICS];

/* An operation's narrative, one sentence of each. */
enum operation_topic { OP_OPENING, OP_COURSE, OP_RESULT, OP_TOPICS };
extern const struct group operation_phrases[][OP_TOPICS]; /* by enum operation_type */

#define PHRASES(array)                                                                             \
    {                                                                                              \
        array, sizeof(array) / sizeof *(array)                                                     \
    }

#endif
