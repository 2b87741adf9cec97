"""Numbers that are written as words: which words there are, and what a run of them comes to."""

import re

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9,
}  # fmt: skip
DOZEN = 12
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
    "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
    "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip


def any_of(words) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


NUMBER_WORD = any_of([*ONES, *TENS, *SCALES, "dozen"])
ORDINAL_WORD = any_of(ORDINALS)
SMALL_WORD = any_of([*ONES, *TENS])
TENS_WORD = any_of(TENS)
PART_WORD = any_of(PARTS)
SCALE_WORD = any_of(SCALES)


def value_of(said: str) -> int:
    """four hundred and twenty-one as 421; a dozen as 12; words that are no numbers count nothing."""
    total, current = 0, 0
    for word in re.findall(r"[a-z]+", said.lower()):
        if word in ("a", "an"):
            current += 1
        elif word == "hundred" or word == "dozen":
            current = max(current, 1) * (DOZEN if word == "dozen" else 100)
        elif word in SCALES:
            total, current = total + max(current, 1) * SCALES[word], 0
        else:
            current += ONES.get(word, 0) + TENS.get(word, 0)
    return total + current


def ordinal_value_of(said: str) -> int:
    """twenty-first as 21."""
    *before, last = re.findall(r"[a-z]+", said.lower())
    return value_of(" ".join(before)) + ORDINALS.get(last, 0)
