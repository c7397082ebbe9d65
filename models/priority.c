#include "models/priority.h"

#include "models/decision.h"

enum priority priority_of(const struct catalog *c, const struct criteria *criteria, uint32_t row)
{
    struct facts facts = facts_of_row(c, row);
    uint32_t pending = catalog_cell(c, row, F_PENDING_ACTION);
    uint64_t grave = criteria->element[ELEMENT_MEANS] | criteria->element[ELEMENT_SIGN];
    bool maybe_child = facts.kind == KIND_DEBRIEFING && facts_age_class(&facts) != AGE_CLASS_ADULT;
    if ((pending == PENDING_CHARGE || pending == PENDING_REMOVAL) &&
        (maybe_child || facts.reported.present & grave))
        return PRIORITY_PENDING;
    return facts.reported.present ? PRIORITY_REPORTED : PRIORITY_REST;
}
