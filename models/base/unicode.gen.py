#!/usr/bin/env python3
"""Writes models/base/unicode.def from the Unicode Character Database, version 15.0.0.

Regenerate it with Debian's package unicode-data (a newer version changes the version above):

    python3 models/base/unicode.gen.py /usr/share/unicode > models/base/unicode.def
"""
import sys

END = 0x110000
CLOSING = ("CL", "CP", "EX", "IS", "SY", "NS", "CJ", "IN", "PO")  # and the like, of UAX #14
FOLD_FIRST, FOLD_LAST = 0xC0, 0x24F  # Latin-1 Supplement, Latin Extended-A and B


def rows(path, columns):
    """The rows of a file of `FIRST[..LAST] ; COLUMN ; ...  # comment`."""
    for line in open(path, encoding="utf-8"):
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) > columns:
            first, _, last = fields[0].partition("..")
            yield int(first, 16), int(last or first, 16), fields[1 : columns + 1]


def prop(path, default):
    """A property's value for each code point."""
    values = [default] * END
    for first, last, (value,) in rows(path, 1):
        values[first : last + 1] = [value] * (last + 1 - first)
    return values


def ranges(values):
    """(first, last, value) of the runs of equal values other than None."""
    first = 0
    for cp in range(1, END + 1):
        if cp == END or values[cp] != values[first]:
            if values[first]:
                yield first, cp - 1, values[first]
            first = cp


def write(comment, items):
    print(f"\n/* {comment} */")
    line = ""
    for item in items:
        if len(line) + len(item) > 99:
            print(line.rstrip())
            line = ""
        line += item + " "
    print(line.rstrip())


def main(ucd):
    version = open(f"{ucd}/DerivedAge.txt").readline().split("-")[1].removesuffix(".txt\n")
    category = prop(f"{ucd}/extracted/DerivedGeneralCategory.txt", "Cn")
    width = prop(f"{ucd}/EastAsianWidth.txt", "N")
    breaks = prop(f"{ucd}/LineBreak.txt", "XX")
    syllable = prop(f"{ucd}/HangulSyllableType.txt", None)
    ignorable = [False] * END
    for first, last, (name,) in rows(f"{ucd}/DerivedCoreProperties.txt", 1):
        if name == "Default_Ignorable_Code_Point":
            ignorable[first : last + 1] = [True] * (last + 1 - first)

    def shown(cp):
        if category[cp] in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or ignorable[cp]:
            return "HIDDEN"
        if category[cp] in ("Mn", "Me") or syllable[cp] in ("V", "T"):
            return "MARK"
        return "WIDE" if width[cp] in ("W", "F") else None

    def glue(cp):
        if shown(cp) in ("HIDDEN", "MARK"):
            return None
        if breaks[cp] in ("OP", "PR") or category[cp] == "Pi":
            return "AFTER"
        if breaks[cp] in CLOSING or category[cp] == "Pf":
            return "BEFORE"
        return "BOTH" if breaks[cp] in ("QU", "GL") else None

    print(f"/* Made by models/base/unicode.gen.py from Unicode {version}: change that, not this. */")
    write(
        "Characters that are not shown in one column: controls, format, private-use and unassigned\n"
        " * ones and those that Unicode lets a program ignore (HIDDEN); nonspacing and enclosing marks,\n"
        " * medial and final jamo (MARK); East Asian wide and fullwidth ones (WIDE).",
        [f"SHOWN(0x{a:04X}, 0x{b:04X}, {v})" for a, b, v in ranges([shown(cp) for cp in range(END)])],
    )
    write(
        "Characters BEFORE or AFTER which, or on BOTH sides of which, a line is not broken (UAX #14:\n"
        " * closing; opening and prefixes; quotation marks and no-break spaces).",
        [f"GLUE(0x{a:04X}, 0x{b:04X}, {v})" for a, b, v in ranges([glue(cp) for cp in range(END)])],
    )
    # Letters that fold to another script (micro sign) or to ASCII (long s) are left alone.
    folds = [
        (cp, int(to, 16))
        for cp, _, (status, to) in rows(f"{ucd}/CaseFolding.txt", 2)
        if status in "CS" and FOLD_FIRST <= cp <= FOLD_LAST and int(to, 16) >= FOLD_FIRST
    ]
    write(
        "Latin letters and what they fold to, one to one.",
        [f"FOLD(0x{a:04X}, 0x{b:04X})" for a, b in folds],
    )


main(sys.argv[1])
