/* The criteria: the questions of the review; the signs that may support them; the facts that the
 * record gives; and the definitions, which say which answers make trafficking.
 *
 * Criteria follow Art. 3 of the Protocol to Prevent, Suppress and Punish Trafficking in
 * Persons (Palermo Protocol, 2000); signs follow HTCDS 2.0 and the CTDC codebook. The texts and
 * sources are in config/criteria.yaml and config/definitions. */
#ifndef TIPREVIEW_CRITERIA_H
#define TIPREVIEW_CRITERIA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/answers.h"
#include "models/base/err.h"
#include "models/base/hash.h"
#include "models/base/str.h"
#include "models/base/yaml_read.h"

enum element {
    ELEMENT_ACT,
    ELEMENT_MEANS,
    ELEMENT_PURPOSE,
    ELEMENT_SIGN,
    ELEMENT_FACT,
    ELEMENT_COUNT
};
enum means_group { GROUP_NONE = 0, GROUP_COERCION, GROUP_DECEPTION, GROUP_ABUSE };

struct criterion {
    const char *id;       /* "means.force", "sign.debt_bondage", "fact.child" */
    const char *label;    /* "threat or use of force" */
    const char *source;   /* "Palermo Protocol Art. 3(a)" */
    const char *guidance; /* what to look for, examples; may be several paragraphs */
    enum element element;
    enum means_group group; /* of a means */
    uint64_t supports;      /* of a sign: the means it may support */
    unsigned number;        /* within its element: 1, 2, ...; of an act, means or purpose the key */
};

enum result { RESULT_UNDETERMINED = 0, RESULT_TRAFFICKING, RESULT_NOT_TRAFFICKING };
const char *result_name(enum result r); /* "trafficking", "not_trafficking", "undetermined" */

/* Three-valued (Kleene) logic. */
enum kleene { KLEENE_FALSE, KLEENE_UNKNOWN, KLEENE_TRUE };
enum kleene kleene_all(enum kleene a, enum kleene b);
enum kleene kleene_any(enum kleene a, enum kleene b);

/* A node of a definition's tree. A leaf is a set of criteria of which any must be present. */
struct node {
    enum node_kind { NODE_LEAF, NODE_ALL, NODE_ANY } kind;
    uint64_t mask;    /* of a leaf */
    const char *name; /* of a leaf, as written: "means", "fact.child" */
    struct node *child;
    size_t children;
};

struct definition {
    const char *id;     /* "palermo" */
    const char *title;  /* "UN Trafficking in Persons Protocol, Art. 3" */
    const char *source; /* full citation */
    const char *text;   /* the words of the source, as far as they are needed */
    const char *note;   /* "states no child rule", or "" */
    bool child_rule;    /* it states a rule for children: they need no means */
    struct node tree;
};

enum { DEFINITIONS_MAX = 16 };

struct criteria {
    struct criterion item[ANSWERS_MAX];
    size_t count;
    struct definition definition[DEFINITIONS_MAX];
    size_t definitions; /* in the order of their ids */
    const char *proof;  /* the standard of proof: "reasonable grounds, on the record" */
    uint64_t element[ELEMENT_COUNT];        /* the items of each element */
    unsigned fact_child, fact_prostitution; /* their bits */
    struct sha256 digest;                   /* over all the files' names and bytes */
    struct arena arena;
};

/* Reads the criteria file and the definition files with the careful YAML parser. Errors (ERR_USAGE) name file, line
 * and what to change. Owns all its texts; criteria_free frees. NULL and the error where it fails. */
struct criteria *criteria_load(const struct config_file *criteria_file,
                               const struct config_file *definitions, size_t count, struct err *e);
void criteria_free(struct criteria *c);

/* Index of a criterion, sign or fact; -1 where there is none. */
int criteria_find(const struct criteria *c, const char *id);
int criteria_find_n(const struct criteria *c, const char *id, size_t n);
/* The id nearest to a name that is not known, or NULL. */
const char *criteria_closest(const struct criteria *c, const char *name);
/* Index of a definition; -1 where there is none. */
int criteria_definition(const struct criteria *c, const char *id);

/* The bit of a criterion, or those of all of an element ("act", "means", "purpose"); 0 where the name is neither. */
uint64_t criteria_mask(const struct criteria *c, const char *name);

enum kleene definition_value(const struct definition *d, const struct answers *a);
enum result definition_result(const struct definition *d, const struct answers *a);

/* Appends why the result is what it is, in words and without naming it: "age unknown, no means answered",
 * "deception present, prostitution", "every means absent"; and, of a child whom it does not count, its note. */
void definition_explain(const struct criteria *c, const struct definition *d,
                        const struct answers *a, struct str *out);

/* Answers as stored in an event: `criterion=answer[,implied]` sorted by id, joined by line feeds. */
void answers_format(const struct criteria *c, const struct answers *a, struct str *out);

/* Reads them back. Ids that the set no longer knows are counted in *unknown_ids, not lost: the
 * event keeps its text. False where the text is malformed. */
MUST_CHECK bool answers_parse(const struct criteria *c, const char *text, struct answers *a,
                              unsigned *unknown_ids);

#endif
