/* docs/limits.md: the limit language and the orders of the queue, for people. */
#include "docs/generate.h"

#include "models/filter.h"
#include "models/record.h"
#include "models/row_sort.h"

static const char text[] =
    "# Limits, search and order\n"
    "\n"
    "A limit says which records the queue shows (`l` in the console, `tipreview list --limit`). It "
    "is\n"
    "made of terms:\n"
    "\n"
    "| written | matches |\n"
    "|---|---|\n"
    "| `KEY:VALUE` | records with that value; the keys are below |\n"
    "| `word` | records with the word in the narrative, the id or the title |\n"
    "| `\"quoted phrase\"`, `KEY:\"quoted phrase\"` | the same for words with spaces or signs in "
    "them |\n"
    "| `A B`, `A & B` | both |\n"
    "| `A \\| B` | one or the other; `&` binds closer |\n"
    "| `!A` | not |\n"
    "| `( ... )` | a group |\n"
    "\n"
    "    year:2004 & (undecided | flagged) & !department:police\n"
    "    reported:means.deception & !definition:palermo=trafficking\n"
    "    age:<18 | \"no passport\" | 護照\n"
    "\n"
    "What is wrong is said with the column where it stands and, of a name, the known one that is "
    "nearest.\n"
    "\n"
    "## Words\n"
    "\n"
    "Latin letters match in either case, Chinese characters exactly. White space in the words "
    "matches any white\n"
    "space, so a phrase is found where a line ends inside it. A line of Chinese ends without a "
    "space: beside a\n"
    "Chinese, Japanese or Korean character the text may have white space that the words have not. "
    "The search\n"
    "(`/`, then `n` and `N`) looks for words in the same way, the whole line being one phrase.\n"
    "\n"
    "## Values\n"
    "\n"
    "- Numbers, ages and dates take ranges: `A..B`, `A..`, `..B`, `<A`, `<=A`, `>A`, `>=A`. A date "
    "of reduced\n"
    "  precision covers all its days: `date:..2004-06` ends with the 30th. An age range matches "
    "only where it lies\n"
    "  within the bounds as a whole: 16-19 is not `age:<18`.\n"
    "- `unknown` matches what is not given, or given as unknown, in records of a kind that has the "
    "field.\n"
    "- Ids are matched whole; with a `*` at the end, `id:D-2004*`, by their beginning. Texts are "
    "matched by words\n"
    "  in them; with a `=` at the beginning, `entry.point:\"=Lo Wu\"`, whole. In quotes a "
    "quotation "
    "mark is written twice.\n"
    "- `reported:ID`, `sign:ID` and `answer:ID` ask for present; `=absent` and `=unknown` may "
    "follow. Unknown is what\n"
    "  was answered so or not at all. `means`, `act`, `purpose` and `sign` stand for any of "
    "theirs. "
    "`sign:ID` is\n"
    "  `reported:sign.ID`. `answer` matches records with a decision in force alone; `=implied` "
    "asks for what `voluntary`\n"
    "  filled in as absent.\n"
    "- `definition:ID=RESULT` is the result of a decided record on the reviewer's answers; "
    "`definition:ID/reported=RESULT`\n"
    "  that of any record on what the officer reported. Without a result, it is `trafficking`.\n"
    "- `outcome:` matches records that are decided: not those whose decision is stale or now "
    "invalid. `reviewer:` and\n"
    "  `answer:` go by the decision in force, whatever became of it.\n"
    "\n"
    "A limit is applied when it is set: a record that is decided later stays in the queue until "
    "the limit is set again.\n"
    "\n"
    "## Keys\n"
    "\n"
    "| key | what it is |\n"
    "|---|---|\n";

static const char order[] =
    "\n"
    "The last part of a field's name is enough where it is clear: `age` for `person.age`.\n"
    "\n"
    "## Order\n"
    "\n"
    "`o` sorts the queue by a field of the keys above but `reported` and `narrative`, or by one "
    "of:\n"
    "\n"
    "| order | what it is |\n"
    "|---|---|\n";

static const char order_rest[] =
    "\n"
    "`-age` sorts falling. Equal records stay in the order of the files; what is not known comes "
    "last either way. "
    "The order\n"
    "is that of the time when it was asked for. Empty, or `files`, it is that of the files again. "
    "The setting `order` is the one "
    "that a\n"
    "reviewer begins with; the console then keeps hers. `priority` is a rule of this program, for "
    "which "
    "`models/priority.h`\n"
    "gives the sources: it says what is read first and decides nothing.\n";

void write_limits(struct str *out)
{
    const struct filter_key *keys;
    size_t n = filter_keys(&keys);
    str_add(out, text);
    for (size_t i = 0; i < n; i++)
        str_addf(out, "| `%s` | %s |\n", keys[i].name, keys[i].help);
    str_add(out, order);
    for (size_t i = 0; i < sort_names_count; i++)
        str_addf(out, "| `%s` | %s |\n", sort_names[i].name, sort_names[i].help);
    str_add(out, order_rest);
}
