"""Works for reference managers: BibTeX, RIS and CSL-JSON."""

import json
import re
import unicodedata
from collections.abc import Iterable

from content.citations.csl import OTHERS, Name, Work, csl_date, identifier_fields
from content.citations.words import witness

_BIBTEX = {
    "book": "book",
    "article-journal": "article",
    "article-newspaper": "article",
    "report": "techreport",
    "thesis": "phdthesis",
    "chapter": "incollection",
}
_BIBTEX_CONTAINER = {"article": "journal", "incollection": "booktitle", "book": "series"}
_BIBTEX_PUBLISHER = {"techreport": "institution", "phdthesis": "school"}
_RIS = {
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "dataset": "DATA",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "motion_picture": "MPCT",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}
_RIS_ROLE = {"author": "AU", "editor": "ED"}  # the others, translators among them, are A4: subsidiary authors
# Braces by name, because BibTeX counts every brace, an escaped one too.
_TEX = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_"}
    | {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


def bibtex(works: Iterable[Work]) -> str:
    """BibTeX entries in UTF-8, each under its citation key; a work that comes twice is written once."""
    return "\n".join(_bibtex_entry(work) for work in _once(works))


def _bibtex_entry(work: Work) -> str:
    kind = _BIBTEX.get(work.type, "misc")
    codes = identifier_fields(work.identifier)
    people = {role: " and ".join(map(_tex_name, names)) for role, names in work.by_role().items()}
    fields = {
        "author": people.get("author", ""),
        "editor": people.get("editor", ""),
        # Double braces keep the capitals as they are.
        "title": f"{{{_tex(work.title)}}}" if work.title else "",
        _BIBTEX_CONTAINER.get(kind, "howpublished"): _tex(work.container),
        _BIBTEX_PUBLISHER.get(kind, "publisher"): _tex(work.publisher),
        **_date_fields(work),
        "number": _tex(codes.get("number", "")),
        "doi": _tex(codes.get("DOI", "")),
        "isbn": _tex(codes.get("ISBN", "")),
        "url": _verbatim(work.link),
        "note": _tex(witness(work)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{_key(work.key)},\n" + ",\n".join(lines) + "\n}\n"


def _tex_name(name: Name) -> str:
    if name.literal == OTHERS.literal:
        return OTHERS.literal
    if name.literal:
        return f"{{{_tex(name.literal)}}}"
    # A name with the word "and" in it would be taken for two.
    family, given = (
        f"{{{_tex(part)}}}" if " and " in part.lower() else _tex(part) for part in (name.family, name.given)
    )
    return f"{family}, {given}"


def _date_fields(work: Work) -> dict[str, str]:
    start = csl_date(work.issued).get("date-parts", [[]])[0]
    return {"year": f"{start[0]:04}" if start else "", "month": str(start[1]) if len(start) > 1 else ""}


def _tex(text: str) -> str:
    return _one_line(text).translate(_TEX)


def _verbatim(url: str) -> str:
    """An address as BibTeX's styles take it: nothing escaped, no brace or backslash that would end the field."""
    return url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D").replace(" ", "%20")


def _key(key: str) -> str:
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9:._-]+", "-", plain) or "work"


def ris(works: Iterable[Work]) -> str:
    """RIS records, as reference managers read them; lines end in CR LF, as the format asks."""
    return "".join(_ris_record(work) for work in _once(works))


def _ris_record(work: Work) -> str:
    codes = identifier_fields(work.identifier)
    rows = [("TY", _RIS.get(work.type, "GEN")), ("ID", work.key)]
    rows += [(_RIS_ROLE.get(name.role, "A4"), _ris_name(name)) for name in work.names if name.literal != OTHERS.literal]
    rows += [
        ("TI", work.title),
        ("T2", work.container),
        ("PB", work.publisher),
        *_ris_dates(work),
        ("M1", codes.get("number", "")),
        ("DO", codes.get("DOI", "")),
        ("SN", codes.get("ISBN", "")),
        ("UR", work.link),
        ("N1", witness(work)),
    ]
    lines = ((tag, _one_line(value)) for tag, value in rows)
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n\r\n"


def _ris_name(name: Name) -> str:
    return name.literal or f"{name.family}, {name.given}"


def _ris_dates(work: Work) -> list[tuple[str, str]]:
    """The year, and the day as YYYY/MM/DD with the parts that are not known left empty."""
    found = []
    for tag, text in (("DA", work.issued), ("Y2", work.accessed)):
        start = csl_date(text).get("date-parts", [[]])[0]
        if start:
            year, month, day = [f"{start[0]:04}", *(f"{part:02}" for part in start[1:]), "", ""][:3]
            found += [("PY", year)] if tag == "DA" else []
            found.append((tag, f"{year}/{month}/{day}"))
    return found


def csl_json(works: Iterable[Work]) -> str:
    """A CSL-JSON array, as Zotero and pandoc read it."""
    return json.dumps([work.to_csl() for work in _once(works)], ensure_ascii=False, indent=1)


def _once(works: Iterable[Work]) -> list[Work]:
    return list({work.key: work for work in works}.values())


def _one_line(text: str) -> str:
    printable = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.split())
