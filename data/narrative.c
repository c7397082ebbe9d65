#include "data/narrative.h"

#include <string.h>

#include "data/phrases.h"
#include "data/slots.h"

struct telling {
    const struct debriefing *d; /* NULL: of an operation */
    const struct operation *op;
    bool zh;
    struct rng rng;
    struct str *out;
};

void add_number(struct str *out, unsigned long n, unsigned digits)
{
    char text[24];
    size_t at = sizeof text;
    do
        text[--at] = (char)('0' + n % 10);
    while (n /= 10, n || (digits > sizeof text - at && at > 0));
    str_addn(out, text + at, sizeof text - at);
}

static void add_term(struct telling *t, const struct term *term)
{
    str_add(t->out, t->zh ? term->zh : term->en);
}

static void add_money(struct telling *t, unsigned low, unsigned high, unsigned step)
{
    add_number(t->out, step * rng_between(&t->rng, low / step, high / step), 1);
}

/* She, her, her: by sex; the words for "other" avoid any pronoun. */
static const char *pronoun(char sex, char slot)
{
    static const char *const words[3][5] = {
        {"she", "She", "her", "Her", "her"},
        {"he", "He", "his", "His", "him"},
        {"the person", "The person", "the person's", "The person's", "the person"},
    };
    return words[sex == 'f' ? 0 : sex == 'm' ? 1 : 2][slot - 1];
}

static void add_person_slot(struct telling *t, char slot)
{
    static const struct term passport = {"passport", "護照"},
                             permit = {"two-way exit permit", "雙程證"};
    const struct origin *origin = t->d->person.origin;
    switch (slot) {
    case SLOT_PSEUDONYM:
        str_add(t->out, "P-");
        add_number(t->out, t->d->person.number, 5);
        break;
    case SLOT_FROM:
        add_term(t, &origin->from);
        break;
    case SLOT_LANGUAGE:
        add_term(t, &origin->language);
        break;
    case SLOT_DOCUMENT:
        add_term(t, origin->by_air ? &passport : &permit);
        break;
    case SLOT_POINT:
        add_term(t, t->d->point);
        break;
    case SLOT_DAYS:
        add_number(t->out, t->d->days, 1);
        break;
    case SLOT_AGE:
        str_add(t->out, t->d->age);
        break;
    default:
        str_add(t->out, pronoun(t->d->person.sex, slot));
    }
}

static void add_slot(struct telling *t, char slot)
{
    static const char *const organised[] = {
        "no organiser was arrested", "one organiser was arrested", "two organisers were arrested",
        "three organisers were arrested"};
    unsigned n;
    switch (slot) {
    case SLOT_HOUR:
        n = rng_between(&t->rng, 14 * 12, 24 * 12 - 1);
        add_number(t->out, n / 12 * 100 + n % 12 * 5, 4);
        break;
    case SLOT_LOCATION:
        add_term(t, &t->op->location);
        break;
    case SLOT_PREMISES:
        add_term(t, &premises[rng_below(&t->rng, (unsigned)premises_count)]);
        break;
    case SLOT_FARE:
        add_money(t, 120, 1800, 20);
        break;
    case SLOT_RENT:
        add_money(t, 150, 480, 10);
        break;
    case SLOT_CONTACT:
        add_term(t, &contacts[rng_below(&t->rng, (unsigned)contacts_count)]);
        break;
    case SLOT_SMALL:
        add_number(t->out, rng_between(&t->rng, 2, 6), 1);
        break;
    case SLOT_COUNT:
        add_number(t->out, t->op->debriefed, 1);
        break;
    case SLOT_ORGANISED:
        str_add(t->out, organised[t->op->organisers]);
        break;
    default:
        add_person_slot(t, slot);
    }
}

/* Whether what comes next begins a sentence. */
static bool at_sentence(const struct str *out)
{
    size_t n = out->len;
    return n < 2 || out->p[n - 2] == '.' || (out->p[n - 1] == ' ' && out->p[n - 2] == ' ');
}

static void capitalise(struct str *out, size_t at)
{
    if (at < out->len && out->p[at] >= 'a' && out->p[at] <= 'z')
        out->p[at] = (char)(out->p[at] - 'a' + 'A');
}

static void fill(struct telling *t, const char *phrase)
{
    for (;;) {
        size_t n = 0;
        while ((unsigned char)phrase[n] >= ' ')
            n++;
        str_addn(t->out, phrase, n);
        if (!phrase[n])
            break;
        if (phrase[n] == '\n') {
            str_add(t->out, "\n  ");
        } else {
            size_t at = t->out->len;
            bool first = at_sentence(t->out);
            add_slot(t, phrase[n]);
            if (first)
                capitalise(t->out, at);
        }
        phrase += n + 1;
    }
}

static void say_phrase(struct telling *t, const char *phrase)
{
    char last = t->out->len ? t->out->p[t->out->len - 1] : '\n';
    if (!t->zh && last != ' ' && last != '\n')
        str_addc(t->out, ' ');
    fill(t, phrase);
}

static void say(struct telling *t, enum topic topic)
{
    const struct group *g = &(t->zh ? phrases_zh : phrases_en)[topic];
    say_phrase(t, g->phrase[rng_below(&t->rng, g->count)]);
}

static void new_paragraph(struct telling *t)
{
    str_add(t->out, "\n  ");
}

static unsigned count_of(const char *const *texts, unsigned most)
{
    unsigned n = 0;
    while (n < most && texts[n])
        n++;
    return n;
}

static void say_opening(struct telling *t)
{
    const struct debriefing *d = t->d;
    if (d->on_patrol && !d->missing)
        say(t, TOPIC_PATROL);
    else if (t->op->context == CONTEXT_TRAVEL)
        say(t, TOPIC_TRAVEL);
    else if (t->op->context == CONTEXT_CONTAINER)
        say(t, TOPIC_CONTAINER);
    else
        say(t, TOPIC_RAID);
    if (d->missing)
        say(t, TOPIC_MISSING);
    if (t->op->context == CONTEXT_RAID && rng_chance(&t->rng, 350))
        say(t, TOPIC_SCENE);
}

static void say_who(struct telling *t)
{
    static const struct {
        const char *status;
        enum topic topic;
    } topics[] = {{"resident", TOPIC_RESIDENT},
                  {"illegal_entrant", TOPIC_ILLEGAL},
                  {"overstayer", TOPIC_OVERSTAYER},
                  {"unknown", TOPIC_STATUS_UNKNOWN}};
    if (t->op->context != CONTEXT_RAID) {
        say(t, TOPIC_TRANSIT);
        return;
    }
    enum topic topic = t->d->days ? TOPIC_VISITOR : TOPIC_VISITOR_VAGUE;
    for (size_t i = 0; i < COUNT_OF(topics); i++)
        if (strcmp(t->d->status, topics[i].status) == 0)
            topic = topics[i].topic;
    say(t, topic);
}

static void say_interview(struct telling *t)
{
    bool through = t->d->interpreter && strcmp(t->d->interpreter, "yes") == 0;
    say(t, through ? TOPIC_INTERPRETER : TOPIC_INTERVIEW);
}

static void say_pending(struct telling *t)
{
    const char *pending = t->d->pending;
    if (!pending || pending[0] == 'u' || rng_chance(&t->rng, 450))
        return;
    say(t, pending[0] == 'c' ? TOPIC_CHARGE : pending[0] == 'r' ? TOPIC_REMOVAL : TOPIC_RELEASED);
}

static void say_vignette(struct telling *t)
{
    const struct vignette *v = t->d->vignette;
    unsigned n = t->zh ? count_of(v->zh, 2) : count_of(v->text, 3);
    if (n)
        say_phrase(t, (t->zh ? v->zh : v->text)[rng_below(&t->rng, n)]);
}

/* How much is told: most notes are short. */
static void tell(struct telling *t)
{
    unsigned parts = t->d->vignette->replaces;
    bool full = rng_chance(&t->rng, 180);
    say_opening(t);
    say_who(t);
    if (t->d->seen_before)
        say(t, TOPIC_SEEN_BEFORE);
    if (!(parts & (PART_ALL | PART_WORK)) && (full || rng_chance(&t->rng, 400)))
        say(t, TOPIC_WORK);
    if (!(parts & PART_ALL) && (full || rng_chance(&t->rng, 350)))
        say(t, TOPIC_LODGING);
    if (!(parts & (PART_ALL | PART_MONEY)) && (full || rng_chance(&t->rng, 250)))
        say(t, TOPIC_MONEY);
    if (full)
        new_paragraph(t);
    say_vignette(t);
    if (!(parts & PART_INTERVIEW))
        say_interview(t);
    if (!(parts & PART_ALL) && t->d->vignette->volition && t->d->vignette->volition[0] == 'y')
        say(t, parts & PART_ASKED ? TOPIC_WILLING : TOPIC_ASKED);
    if (!t->zh && !t->d->person.origin->interpreter && rng_chance(&t->rng, 70) &&
        t->d->vignette == vignettes)
        say(t, TOPIC_QUOTE);
    say_pending(t);
}

void narrative_debriefing(const struct debriefing *d, struct str *out)
{
    struct telling t = {.d = d, .op = d->operation, .rng = {d->stream}, .out = out};
    const struct vignette *v = d->vignette;
    t.zh = (!v->text[0] || v->zh[0]) && rng_chance(&t.rng, 70);
    str_add(out, "  ");
    if (v->contexts == CONTEXT_SCRIPTED)
        fill(&t, v->text[0]);
    else
        tell(&t);
    str_addc(out, '\n');
}

void narrative_operation(const struct operation *op, struct str *out)
{
    struct telling t = {.op = op, .rng = {op->stream}, .out = out};
    str_add(out, "  ");
    if (op->script && op->script->narrative) {
        fill(&t, op->script->narrative);
    } else {
        for (unsigned i = 0; i < OP_TOPICS; i++) {
            const struct group *g = &operation_phrases[op->type][i];
            say_phrase(&t, g->phrase[rng_below(&t.rng, g->count)]);
        }
    }
    str_addc(out, '\n');
}

void narrative_rationale(const struct debriefing *d, const char *phrase, struct str *out)
{
    struct telling t = {.d = d, .op = d->operation, .rng = {d->stream}, .out = out};
    fill(&t, phrase);
}
