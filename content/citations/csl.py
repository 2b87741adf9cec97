"""A work as every citation rule takes it, and its shape in CSL-JSON 1.0.2."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from content import dates

DENIAL = "denial"  # the step of the ladder that is cited and never linked

_ROLES = {
    "editor": ("ed.", "eds.", "editor", "editors"),
    "translator": ("translator", "trans.", "tr."),
    "interviewer": ("interviewer",),
    "contributor": ("contributor", "foreword", "introduction", "interpreter", "sponsor", "collector"),
}
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in words}

# What makes a comma part of the name of a body rather than the mark between family and given name.
_BODY_WORDS = re.compile(
    r"(?:academy|agency|archives?|army|association|authority|board|branch|bureau|cent(?:er|re)|chamber|church|college"
    r"|collection|command|commission|committee|company|congress|corps|council|court|department|district|division|embassy"
    r"|faculty|foundation|government|headquarters|hospital|house|institute?|instituut|league|library|ministry|mission"
    r"|museum|network|news|office|organi[sz]ation|parliament|police|press|programme?|project|republic|république|schools?"
    r"|secretary|section|senate|service|society|staff|tribunal|union|unit|universit\w+"
    r"|corp\.?|gmbh|inc\.?|llc|ltd\.?|e\.v\.|u\.s\.|u\.n\.|u\.k\.)",
    re.IGNORECASE,
)
_FUNCTION_WORDS = frozenset(
    ["of", "for", "the", "and", "in", "on", "at", "to", "against", "&", "pour", "für", "aan", "et", "und", "des"]
)
_PARTICLES = frozenset(
    ["af", "al", "bin", "d'", "da", "das", "de", "del", "della", "den", "der", "des", "di", "dos", "du", "el", "ibn"]
    + ["la", "las", "le", "les", "los", "ten", "ter", "van", "von", "y", "zu", "zum", "zur"]
)
_OTHERS = re.compile(r",?\s*(?:and others|et al\.?)$")
_SUFFIX = re.compile(r",\s*(Jr\.?|Sr\.?|II|III|IV)$")


@dataclass(frozen=True)
class Name:
    """A person (family and given name) or, as `literal`, a body or a name that is not to be turned round."""

    family: str = ""
    given: str = ""
    literal: str = ""
    role: str = "author"  # author, editor, translator, interviewer or contributor, as in CSL

    @classmethod
    def parse(cls, text: str) -> "Name":
        """Read one author as a source's record has it; see `parse_name` for the rule."""
        return parse_name(text)

    @property
    def short(self) -> str:
        """The family name, or the body whole."""
        return self.literal or self.family

    @property
    def full(self) -> str:
        """As in a sentence, with a role that is not the author's: "William Seltzer", "Ara Sarafian (ed.)"."""
        said = self.literal or f"{self.given} {self.family}"
        return said if self.role == "author" or self.literal else f"{said} ({_ROLES[self.role][0]})"

    def to_csl(self) -> dict:
        if self.literal:
            return {"literal": self.literal}
        return {key: part for key, part in (("family", self.family), ("given", self.given)) if part}


OTHERS = Name(literal="others")


def parse_name(text: str) -> Name:
    """Read one author as written in a source's record.

    The rule: "Family, Given" is a person when there is one comma, the family name has at most three words and the
    given name at most four, none of them is a function word ("of", "for", "in"), and no word of the given name, nor of
    a family name of several words, names a kind of body ("Office", "Chamber", "Museum"). All else, a name without a
    comma too, is kept whole. What stands in brackets behind a person is a role ("ed.", "translator") or an aside that
    is left out. Braces round the text, as in BibTeX, keep any name whole: "{Royal Embassy, Oslo}".
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    braced = re.fullmatch(r"\{(.*)\}", text)
    if braced:
        return Name(literal=braced[1].strip())
    bare, aside = _without_aside(text)
    suffix = _SUFFIX.search(bare)
    family, comma, given = _SUFFIX.sub("", bare).partition(",")
    family, given = family.strip(), given.strip()
    if not comma or not _is_person(family, given):
        return Name(literal=text)
    given = f"{given} {suffix[1]}" if suffix else given
    return Name(family=family, given=given, role=_role(aside))


def parse_names(texts: Iterable[str]) -> tuple[Name, ...]:
    """Read the authors of a work; "and others" behind any of them becomes a last name of its own, in its role."""
    bare = [_OTHERS.sub("", text.strip()) for text in texts]
    names = [parse_name(text) for text in bare if text]
    if names and any(_OTHERS.search(text.strip()) for text in texts):
        names.append(replace(OTHERS, role=names[-1].role))
    return tuple(names)


def _without_aside(text: str) -> tuple[str, str]:
    match = re.fullmatch(r"(.*\S)\s*\(([^()]*)\)", text)
    return (match[1], match[2].strip()) if match else (text, "")


def _role(aside: str) -> str:
    return _ROLE_OF.get(aside.lower(), "author")


def _is_person(family: str, given: str) -> bool:
    family_words, given_words = family.split(), given.split()
    proper = [word for word in family_words if word.lower() not in _PARTICLES]
    if not 1 <= len(proper) <= 3 or not 1 <= len(given_words) <= 4 or "," in given:
        return False
    if any(word in _FUNCTION_WORDS - _PARTICLES for word in [*family_words, *given_words]):
        return False
    telling = given_words + (family_words if len(proper) > 1 else [])
    return not any(_BODY_WORDS.fullmatch(part) for word in telling for part in [word, *word.split("-")])


@dataclass(frozen=True)
class Work:
    """A bibliographic work, without a place in it.

    `authors` are strings as `parse_name` reads them; `issued` and `accessed` are EDTF text; `type` is a CSL type;
    `ladder` says what kind of witness it is and `checked` how far it was seen (see `content.citations.words`).
    """

    key: str
    type: str
    title: str
    authors: tuple[str, ...] = ()
    container: str = ""
    publisher: str = ""
    issued: str = ""
    url: str = ""
    archived_url: str = ""
    accessed: str = ""
    identifier: str = ""
    ladder: str = ""
    checked: str = ""

    @property
    def names(self) -> tuple[Name, ...]:
        return parse_names(self.authors)

    @property
    def link(self) -> str:
        """The address a reader may follow, the archived copy where there is one; none for denial or outside the web."""
        return "" if self.ladder == DENIAL else web_address(self.archived_url) or web_address(self.url)

    @property
    def is_linked(self) -> bool:
        """Denial and propaganda are cited and never linked."""
        return bool(self.link)

    def to_csl(self) -> dict:
        """The work as an item of CSL-JSON; an address that must not be followed is left out."""
        item: dict = {"id": self.key, "type": self.type or "document", "title": self.title}
        item |= {role: [name.to_csl() for name in names] for role, names in self.by_role().items()}
        item |= {
            "container-title": self.container,
            "publisher": self.publisher,
            "issued": csl_date(self.issued),
            "accessed": csl_date(self.accessed),
            "URL": self.link,
        }
        item |= identifier_fields(self.identifier)
        return {key: value for key, value in item.items() if value}

    def by_role(self) -> dict[str, list[Name]]:
        """The names of the work under their roles, which are CSL's."""
        roles: dict[str, list[Name]] = {}
        for name in self.names:
            roles.setdefault(name.role, []).append(name)
        return roles


def web_address(url: str) -> str:
    """The address when it is one of the web; nothing for any other scheme or for no address at all."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme.lower() in {"http", "https"} and parts.hostname else ""


def csl_date(text: str) -> dict:
    """An EDTF date as a CSL date variable; empty for no date.

    `circa`, the only doubt CSL knows, stands for uncertain, approximate, a decade and an end that is open or unknown. A
    century, for which CSL has no numbers, is said in words, and a text that is no EDTF stays as it is (`literal`).
    """
    if not text.strip():
        return {}
    try:
        parts = dates.parse(text).parts
    except dates.DateError:
        return {"literal": text.strip()}
    known = [end for end in (parts["start"], parts.get("end")) if end and "year" in end]
    if any(end["year"].endswith("XX") for end in known):
        return {"literal": dates.words(parts)}
    found: dict = {"date-parts": _date_range(known)}
    season = known[0]["month"]
    if len(known) == 1 and season and season.isdigit() and int(season) > 12:
        found["season"] = int(season) - 20
    if any(end["mark"] or "X" in end["year"] for end in known) or ("end" in parts and len(known) == 1):
        found["circa"] = True
    return found


def _date_range(known: list[dict]) -> list[list[int]]:
    """One date or two, each a year with the month and day that are known; a decade is its first and its last year."""
    if len(known) == 1 and "X" in known[0]["year"]:
        return [[int(known[0]["year"].replace("X", digit))] for digit in "09"]
    return [_numbers(end, "9" if place else "0") for place, end in enumerate(known)]


def _numbers(date: dict, unknown_digit: str) -> list[int]:
    found = [int(date["year"].replace("X", unknown_digit))]
    for value in (date["month"], date["day"]):
        if value is None or value == "XX" or (len(found) == 1 and int(value) > 12):
            break
        found.append(int(value))
    return found


def identifier_fields(identifier: str) -> dict[str, str]:
    """The CSL variable an identifier belongs in: DOI, ISBN, or number for any other."""
    identifier = " ".join(identifier.split())
    doi = re.fullmatch(r"(?:doi[:\s]\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", identifier, re.IGNORECASE)
    if doi:
        return {"DOI": doi[1]}
    isbn = re.fullmatch(r"(?:ISBN(?:-1[03])?:?\s*)?([\d-]{9,16}[\dX])(?:\s*\([^()]*\))?", identifier, re.IGNORECASE)
    if isbn and _is_isbn(isbn[1]):
        return {"ISBN": isbn[1]}
    return {"number": identifier} if identifier else {}


def _is_isbn(text: str) -> bool:
    """Whether the check digit of an ISBN of 10 or 13 digits is right."""
    digits = text.replace("-", "").upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 == 0
    if re.fullmatch(r"97[89]\d{10}", digits):
        return sum((3 if place % 2 else 1) * int(digit) for place, digit in enumerate(digits)) % 10 == 0
    return False
