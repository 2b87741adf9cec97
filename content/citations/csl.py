"""A work as every citation rule takes it, in the shape of CSL-JSON (citationstyles.org)."""

import re
from dataclasses import dataclass

from content import dates

# A comma in the name of a body does not part a family name from a given one; these words tell a body.
_BODY = re.compile(
    r"\b(U\.S\.|United|Nations|Department|Office|Court|Ministry|Commission|Committee|Council|Service|Bureau|Tribunal|Chamber|"
    r"Congress|Senate|House|Parliament|Assembly|Museum|Archives?|Administration|Agency|University|Institute|Center|Centre|"
    r"Association|Society|Foundation|Library|Union|Government|Division|Command|Army|Staff|Police|Programme|Program|Inc\.?|"
    r"Ltd\.?|LLC|Corporation|Company|News|Press|Encyclopedia|Army|Mechanism|Republic|State|County|City|District|Section|Institut|Universität|République|League|Matrix|Center for)\b"
)
_GIVEN = re.compile(r"[A-ZÀ-ŽÇŞİĐŠŽČĆ][\w.’'-]*(?:\s+(?:[A-ZÀ-ŽÇŞİĐŠŽČĆ][\w.’'-]*|de|van|der|von|Jr\.|Sr\.|II|III))*")
_ROLE = re.compile(r"(.+?)\s*\(([^()]+)\)")  # "Sarafian, Ara (ed.)"
_DOI = re.compile(r"^(?:doi:\s*)?(10\.\d{4,9}/\S+)$", re.I)
_ISBN = re.compile(r"^(?:ISBN[:\s]*)?([\d-]{9,16}[\dXx])$", re.I)


@dataclass(frozen=True)
class Name:
    """An author: a person's family and given name, or the name of a body as it is."""

    family: str = ""
    given: str = ""
    literal: str = ""
    role: str = ""

    @classmethod
    def parse(cls, text: str) -> "Name":
        """Read "Seltzer, William" as a person and anything else as a body."""
        bare, role = (match[1], match[2]) if (match := _ROLE.fullmatch(text.strip())) else (text, "")
        parts = [part.strip() for part in bare.split(",")]
        if len(parts) == 2 and all(parts) and not _BODY.search(bare) and _GIVEN.fullmatch(parts[1]) and len(parts[0].split()) <= 4:
            return cls(family=parts[0], given=parts[1], role=role)
        return cls(literal=text.strip())

    @property
    def short(self) -> str:
        return self.family or self.literal

    @property
    def full(self) -> str:
        said = f"{self.given} {self.family}" if self.family else self.literal
        return f"{said} ({self.role})" if self.role else said

    def to_csl(self) -> dict[str, str]:
        return {"family": self.family, "given": self.given} if self.family else {"literal": self.literal}


@dataclass(frozen=True)
class Work:
    """A bibliographic work; dates are EDTF text, authors are "Family, Given" or the name of a body."""

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
        return tuple(Name.parse(author) for author in self.authors)

    @property
    def is_linked(self) -> bool:
        """Denial and propaganda are cited and never linked."""
        return bool(self.url) and self.ladder != "denial"

    def to_csl(self) -> dict:
        """The work as a CSL-JSON item."""
        item: dict = {"id": self.key, "type": self.type or "document", "title": self.title}
        if self.authors:
            item["author"] = [name.to_csl() for name in self.names]
        for key, value in (("container-title", self.container), ("publisher", self.publisher)):
            if value:
                item[key] = value
        for key, value in (("issued", self.issued), ("accessed", self.accessed)):
            if date := csl_date(value):
                item[key] = date
        if self.identifier:
            item.update(_identifier(self.identifier))
        if self.is_linked:
            item["URL"] = self.archived_url or self.url
        return item


def csl_date(text: str) -> dict:
    """An EDTF text as a CSL date variable; empty when there is none."""
    if not text:
        return {}
    try:
        parts = dates.parse(text).parts
    except dates.DateError:
        return {"literal": text}
    sides = [side for side in (parts["start"], parts.get("end")) if side and "year" in side]
    if any("X" in side["year"] for side in sides):
        return {"literal": dates.words(parts)}
    found: dict = {"date-parts": [_parts(side) for side in sides]}
    if any(side["mark"] for side in sides):
        found["circa"] = True
    return found


def _parts(side: dict) -> list[int]:
    numbers = [int(side["year"])]
    for name in ("month", "day"):
        value = side[name]
        if not value or value == "XX" or int(value) > 31 or (name == "month" and int(value) > 12):
            break
        numbers.append(int(value))
    return numbers


def _identifier(text: str) -> dict[str, str]:
    if match := _DOI.match(text):
        return {"DOI": match[1]}
    if match := _ISBN.match(text):
        return {"ISBN": match[1]}
    return {"number": text}
