#include "data/writers.h"

#include <string.h>

#include "data/means.h"
#include "data/narrative.h"
#include "data/outfile.h"

enum { LAST_YEAR_DECIDED = 2004 };

struct decisions {
    const struct options *options;
    struct outfile output;
};

static void add_answers(struct str *out, const char *answers)
{
    if (!answers)
        return;
    str_add(out, "answers:\n");
    add_indented(out, answers);
}

static void decide_debriefing(struct decisions *w, const struct debriefing *d)
{
    struct str *out = &w->output.text;
    const struct vignette *v = d->vignette;
    unsigned n = 0;
    while (n < COUNT_OF(v->rationale) && v->rationale[n])
        n++;
    str_add(out, "---\nrecord: ");
    add_debriefing_id(out, d, w->options);
    str_add(out, "\noutcome: ");
    str_add(out, outcome_name(v->outcome));
    str_addc(out, '\n');
    add_answers(out, v->answers);
    if (n) {
        str_add(out, "rationale: |-\n  ");
        narrative_rationale(d, v->rationale[d->serial % n], out);
        str_addc(out, '\n');
    }
}

/* What a reviewer finds of an operation that is not scripted, by where its persons were met. */
static const struct finding {
    enum context context;
    enum outcome outcome;
    const char *answers;
    const char *rationale[2];
} findings[] = {
    {.context = CONTEXT_RAID,
     .outcome = OUTCOME_NOT_TRAFFICKING,
     .answers = NO_MEANS,
     .rationale =
         {"Nothing in the report of the operation as a whole points to means used by anyone.",
          "No trafficking found at this level; the persons are decided one by one."}},
    {.context = CONTEXT_TRAVEL,
     .outcome = OUTCOME_OUT_OF_SCOPE,
     .rationale = {"An immigration matter; no exploitation in view.",
                   "Documents and travel only. The persons are decided one by one."}},
    {.context = CONTEXT_CONTAINER,
     .outcome = OUTCOME_OUT_OF_SCOPE,
     .rationale = {"Smuggling of migrants, which is not trafficking.",
                   "Stowaways who had paid an agent; outside the subject."}},
};

static void decide_operation(struct decisions *w, const struct operation *op)
{
    const struct finding *f = findings;
    while (f->context != op->context)
        f++;
    struct str *out = &w->output.text;
    str_add(out, "---\nrecord: ");
    add_operation_id(out, op);
    str_add(out, "\noutcome: ");
    str_add(out, outcome_name(op->script ? op->script->outcome : f->outcome));
    str_addc(out, '\n');
    add_answers(out, op->script ? op->script->answers : f->answers);
    str_add(out, "rationale: |-\n  ");
    str_add(out, op->script ? op->script->rationale : f->rationale[op->serial % 2]);
    str_addc(out, '\n');
}

static bool take_operation(void *context, const struct operation *op,
                           const struct debriefing *debriefings, struct err *e)
{
    struct decisions *w = context;
    if (op->year > LAST_YEAR_DECIDED)
        return true;
    decide_operation(w, op);
    for (unsigned i = 0; i < op->debriefed; i++)
        decide_debriefing(w, &debriefings[i]);
    return outfile_flush(&w->output, e);
}

static bool names_a_file(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

bool write_decisions(const struct options *o, const char *path, struct err *e)
{
    struct decisions w = {.options = o, .output = OUTFILE_INIT};
    bool ok = names_a_file(path)
                  ? outfile_open(&w.output, "", path, e)
                  : outfile_folder(path, e) && outfile_open(&w.output, path, "decisions.yaml", e);
    if (ok)
        add_head(&w.output.text, o, "Decisions on the case load for 2003 and 2004");
    ok = ok && caseload_walk(o, take_operation, &w, e) && outfile_close(&w.output, e);
    outfile_release(&w.output);
    return ok;
}
