"""Works for reference managers: BibTeX, RIS and CSL-JSON."""

import json
import re
from collections.abc import Iterable

from content.citations.csl import Work, csl_date

_BIBTEX = {
    "book": "book", "article-journal": "article", "article-newspaper": "article", "report": "techreport", "thesis": "phdthesis",
    "chapter": "incollection",
}  # fmt: skip
_RIS = {
    "book": "BOOK", "chapter": "CHAP", "article-journal": "JOUR", "article-newspaper": "NEWS", "report": "RPRT", "legislation": "STAT",
    "legal_case": "CASE", "webpage": "ELEC", "treaty": "STAT", "thesis": "THES", "motion_picture": "VIDEO", "speech": "GEN",
}  # fmt: skip
_BIBTEX_SPECIAL = str.maketrans(
    {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


def bibtex(works: Iterable[Work]) -> str:
    """BibTeX entries, in UTF-8, each under its citation key."""
    return "\n".join(_bibtex_entry(work) for work in works)


def _bibtex_entry(work: Work) -> str:
    authors = " and ".join(f"{name.family}, {name.given}" if name.family else f"{{{_tex(name.literal)}}}" for name in work.names)
    kind = _BIBTEX.get(work.type, "misc")
    fields = {
        "author": authors,
        "title": f"{{{_tex(work.title)}}}",
        "journal" if kind == "article" else "booktitle" if kind == "incollection" else "howpublished": _tex(work.container),
        "institution" if kind == "techreport" else "publisher": _tex(work.publisher),
        "year": _year(work),
        "number": _tex(work.identifier),
        "url": work.url if work.is_linked else "",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{work.key},\n" + ",\n".join(lines) + "\n}\n"


def _tex(text: str) -> str:
    return _one_line(text).translate(_BIBTEX_SPECIAL)


def ris(works: Iterable[Work]) -> str:
    """RIS records, as reference managers read them."""
    return "".join(_ris_record(work) for work in works)


def _ris_record(work: Work) -> str:
    rows = [("TY", _RIS.get(work.type, "GEN")), ("ID", work.key)]
    rows += [("AU", f"{name.family}, {name.given}" if name.family else name.literal) for name in work.names]
    rows += [("TI", work.title), ("T2", work.container), ("PB", work.publisher), ("PY", _year(work)), ("M1", work.identifier)]
    rows += [("UR", work.url if work.is_linked else "")]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in rows if value) + "ER  - \r\n\r\n"


def csl_json(works: Iterable[Work]) -> str:
    """A CSL-JSON array."""
    return json.dumps([work.to_csl() for work in works], ensure_ascii=False, indent=1)


def _year(work: Work) -> str:
    parts = csl_date(work.issued).get("date-parts")
    return str(parts[0][0]) if parts else ""


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
