"""A work as every citation rule takes it, and its shape in CSL-JSON 1.0.2."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from content import dates

DENIAL = "denial"  # the step of the ladder that is cited and never linked

_ROLES = {
    "editor": ("ed.", "eds.", "ed", "editor", "editors"),
    "translator": ("translator", "translators", "trans.", "tr."),
    "interviewer": ("interviewer", "interviewers"),
    "contributor": ("foreword", "introduction", "interpreter", "sponsor", "collector", "photographs"),
}
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in words}

# What makes a comma part of the name of a body rather than the mark between family and given name.
_BODY_WORDS = re.compile(
    r"(?:academy|agency|archives?|army|association|authority|board|branch|bureau|cent(?:er|re)|chamber|church|college|collection|commission"
    r"|committee|company|congress|corps|council|court|department|division|embassy|faculty|foundation|government|headquarters|hospital"
    r"|house|institute?|instituut|kroc|law|league|library|ministry|mission|museum|network|office|organi[sz]ation|parliament|police|press"
    r"|programme|program|project|schools?|secretary|section|senate|service|society|tribunal|union|unit|universit\w+"
    r"|corp\.?|gmbh|inc\.?|llc|ltd\.?|e\.v\.|u\.s\.|u\.n\.|u\.k\.)",
    re.IGNORECASE,
)
_FUNCTION_WORDS = frozenset(
    ["of", "for", "the", "and", "in", "on", "at", "to", "against", "&", "pour", "für", "aan", "et", "und", "des"]
)
_PARTICLES = frozenset(
    "af al bin d' da das de del della den der des di dos du el ibn la las le los ten ter van von y zu zum zur".split(" ")
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

    @property
    def sorted(self) -> str:
        """As in a list: "Seltzer, William"."""
        return self.literal or ", ".join(filter(None, (self.family, self.given)))

    @property
    def spoken(self) -> str:
        """As in a sentence: "William Seltzer"."""
        return self.literal or " ".join(filter(None, (self.given, self.family)))

    @property
    def short(self) -> str:
        """The family name, or the body whole."""
        return self.literal or self.family

    def to_csl(self) -> dict:
        if self.literal:
            return {"literal": self.literal}
        return {key: part for key, part in (("family", self.family), ("given", self.given)) if part}


OTHERS = Name(literal="others")


def parse_name(text: str) -> Name:
    """Read one author as written in a source's record.

    The rule: "Family, Given" is a person when there is one comma, the family name has at most three words and the given
    name at most four, none of them is a function word ("of", "for", "in"), and no word of the given name, nor of a family
    name of several words, names a kind of body ("Office", "Chamber", "Museum"). All else, a name without a comma too, is
    kept whole. What stands in brackets behind a person is a role ("ed.", "translator") or an aside that is left out.
    Braces round the text, as in BibTeX, keep any name whole: "{Royal Embassy, Oslo}".
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
    """Read the authors of a work; "and others" behind a name becomes a name of its own."""
    names: list[Name] = []
    for text in texts:
        shorter = _OTHERS.sub("", text.strip())
        if shorter:
            names.append(parse_name(shorter))
        if shorter != text.strip():
            names.append(OTHERS)
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

    `authors` are strings as `parse_name` reads them; `issued` and `accessed` are EDTF text; `type` is a CSL type; `ladder`
    says what kind of witness it is and `checked` how far it was seen (see `content.citations.words`).
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

    def names_as(self, *roles: str) -> tuple[Name, ...]:
        """The names in one of these roles, in their order."""
        return tuple(name for name in self.names if name.role in roles)

    @property
    def link(self) -> str:
        """The address a reader may follow: none for denial, none that is not http or https."""
        return "" if self.ladder == DENIAL else web_address(self.url)

    def to_csl(self) -> dict:
        """The work as an item of CSL-JSON; an address that must not be followed is left out."""
        item: dict = {"id": self.key, "type": self.type or "document", "title": self.title}
        item |= {role: [name.to_csl() for name in names] for role, names in self._by_role().items()}
        item |= {
            "container-title": self.container,
            "publisher": self.publisher,
            "issued": csl_date(self.issued),
            "accessed": csl_date(self.accessed),
            "URL": self.link,
        }
        item |= identifier_fields(self.identifier)
        return {key: value for key, value in item.items() if value}

    def _by_role(self) -> dict[str, list[Name]]:
        roles: dict[str, list[Name]] = {}
        for name in self.names:
            # "Others" go with the name before them.
            role = list(roles)[-1] if name == OTHERS and roles else name.role
            roles.setdefault(role, []).append(name)
        return roles

    def keyed(self, key: str) -> "Work":
        return replace(self, key=key)


def web_address(url: str) -> str:
    """The address when it is one of the web; nothing for any other scheme or for no address at all."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme.lower() in {"http", "https"} and parts.hostname else ""


def csl_date(text: str) -> dict:
    """An EDTF date as a CSL date variable; what CSL has no numbers for is said in words; empty for no date.

    Uncertain and approximate dates are both `circa`, the only doubt CSL knows. A text that is no EDTF is kept as a literal.
    """
    if not text.strip():
        return {}
    try:
        parts = dates.parse(text).parts
    except dates.DateError:
        return {"literal": text.strip()}
    ends = [parts["start"], *([parts["end"]] if "end" in parts else [])]
    if any("year" not in end or "X" in end["year"] for end in ends):
        return {"literal": dates.words(parts)}
    found: dict = {"date-parts": [_date_parts(end) for end in ends]}
    season = _season(parts["start"])
    if season and len(ends) == 1:
        found["season"] = season
    if any(end["mark"] for end in ends):
        found["circa"] = True
    return found


def _date_parts(date: dict) -> list[int]:
    numbers = [int(date["year"])]
    for name in ("month", "day"):
        value = date[name]
        if value is None or value == "XX" or (name == "month" and int(value) > 12):
            break
        numbers.append(int(value))
    return numbers


def _season(date: dict) -> int | None:
    month = date["month"]
    return int(month) - 20 if month and month != "XX" and int(month) > 20 else None


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
