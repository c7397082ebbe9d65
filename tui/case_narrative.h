/* The narrative of a case as lines, with the words marked that point at a criterion, and what they point at in a margin
 * on the left. Pure: no terminal. */
#ifndef TIPREVIEW_CASE_NARRATIVE_H
#define TIPREVIEW_CASE_NARRATIVE_H

#include "models/criteria.h"
#include "models/record.h"
#include "models/terms.h"
#include "tui/panel.h"

/* The text as it is shown, and the places that are marked. Zero-initialise it. */
struct case_narrative {
    struct clean text;
    struct term_hits hits;
};
void case_narrative_release(struct case_narrative *n);

/* Replaces what `n` held and adds the lines. `terms` may be NULL: then nothing is marked and there is no margin. The
 * margin has the keys of the items (case_item_key), those of means first; "+" where not all have room. `search`: words
 * shown as a match; "" for none. */
void case_narrative_add(struct case_narrative *n, struct panel *p, const struct record *r,
                        const struct criteria *c, const struct terms *terms, const char *search);

/* Appends the marked words that point at an item, each once: "threat, threatened". */
void case_narrative_words(const struct case_narrative *n, unsigned item, struct str *out);

#endif
