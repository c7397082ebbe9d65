/* A parsed limit. Shared by filter.c, which makes it, and filter_rows.c, which asks it. */
#ifndef TIPREVIEW_FILTER_TREE_H
#define TIPREVIEW_FILTER_TREE_H

#include "models/filter_term.h"

/* Nodes refer to each other by index; a NOT's `a` and `b` are the same. */
struct filter_node {
    enum filter_node_kind { ASK_TERM, ASK_NOT, ASK_BOTH, ASK_EITHER, ASK_NOTHING } kind;
    enum cost cost; /* of its dearest term */
    unsigned a, b;  /* a costs no more than b */
    struct term term;
};

struct filter {
    struct filter_node *node;
    size_t count, cap;
    unsigned root;
};

#endif
