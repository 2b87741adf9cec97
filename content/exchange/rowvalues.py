"""The values of one row of entries, checked field by field and brought into the form of an entry's seed file."""

import html
import re
from collections.abc import Callable, Iterable

from content import dates, sections, text
from content.exchange import prose
from content.exchange.prose import Resolver
from content.exchange.prose.marks import written_note
from content.models.vocabularies import EntryKind, LinkKind

FIELDS = ("slug", "title", "summary", "body", "kind", "date", "themes", "clauses", "sources")
REQUIRED = ("title", "body")
LISTS = ("themes", "clauses", "sources")
LONGEST = {"slug": 120, "title": 255, "summary": 600}
LONGEST_WHY, LONGEST_LOCATOR = 400, 120
Wrong = Callable[[str, str, str], None]

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_ODD = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_CITATION = re.compile(r'<a linktype="citation" id="([^"]*)" locator="([^"]*)">')


def checked(row: dict, where: str, resolve: Resolver, wrong: Wrong) -> dict:
    """The fields that a row gives, as an entry's seed file would say them; what is wrong is told and left out.

    `sources` that the body does not cite are cited in a last paragraph: an entry has its sources by its notes.
    """
    given = {name: value for name, value in row.items() if value is not None}
    for name in given.keys() - set(FIELDS):
        wrong(
            str(name)[:40], "an entry has no such field", f"Take it out, or rename it; there are {', '.join(FIELDS)}."
        )
    values = {
        name: said for name in FIELDS[:6] if name in given and (said := _text(name, given[name], wrong)) is not None
    }
    for name in REQUIRED:
        if not values.get(name) and (name in values or name not in given):
            wrong(name, "it is empty", "Every entry has a title and a body.")
    _check_slug(values, wrong)
    _check_kind(values, wrong)
    _check_date(values, wrong)
    if "themes" in given:
        values["themes"] = [_theme(one, resolve, wrong) for one in _list("themes", given["themes"], wrong)]
    if "clauses" in given:
        values["pledge"] = [_clause(one, resolve, wrong) for one in _list("clauses", given["clauses"], wrong)]
    cited = [_source(one, resolve, wrong) for one in _list("sources", given.get("sources", []), wrong)]
    if values.get("body"):
        values["body"] = _body(values["body"], [one for one in cited if one], where, resolve, wrong)
    return values


def _text(name: str, value: object, wrong: Wrong) -> str | None:
    if not isinstance(value, str):
        wrong(name, "it is not a text", f'Put it in quotation marks: "{name}": "…".')
        return None
    if odd := _ODD.search(value):
        wrong(name, f"there is a character that cannot be shown (U+{ord(odd[0]):04X})", "Take it out.")
        return None
    said = value.strip("\n") if name == "body" and value.strip() else " ".join(value.split())
    if len(said) > LONGEST.get(name, len(said)):
        wrong(name, f"it has {len(said)} characters, more than {LONGEST[name]}", "Shorten it.")
        return None
    return said


def _check_slug(values: dict, wrong: Wrong) -> None:
    slug = values.get("slug") or text.slugify_name(values.get("title", ""))
    if values.get("slug") and not _SLUG.fullmatch(slug):
        wrong("slug", f"'{slug[:60]}' is no slug", "Use letters, digits and hyphens, such as a-raid-in-1942.")
    elif not slug and values.get("title"):
        wrong("slug", "none can be made from the title", "Give one in letters, digits and hyphens.")
    elif slug in sections.RESERVED_SLUGS:
        wrong("slug", f"'{slug}' is part of the site's own addresses", f"Choose another, such as {slug}-1.")
    else:
        values["slug"] = slug


def _check_kind(values: dict, wrong: Wrong) -> None:
    if values.get("kind") and values["kind"] not in EntryKind.values:
        wrong("kind", f"'{values['kind'][:60]}' is no kind of entry", f"Use one of {', '.join(EntryKind.values)}.")


def _check_date(values: dict, wrong: Wrong) -> None:
    if values.get("date"):
        try:
            dates.parse(values["date"])
        except dates.DateError as error:
            wrong("date", "the date cannot be read", str(error))


def _list(name: str, value: object, wrong: Wrong) -> list:
    if isinstance(value, list):
        return value
    wrong(name, "it is not a list", f'Write "{name}": […], with commas between.')
    return []


def _theme(one: object, resolve: Resolver, wrong: Wrong) -> str:
    if not isinstance(one, str) or _ODD.search(one) or resolve.link("theme", one) is None:
        wrong(
            "themes",
            f"there is no theme '{_short(one)}'",
            "Use the slug of a theme, as in its address: /themes/<slug>/.",
        )
        return ""
    return one


def _clause(one: object, resolve: Resolver, wrong: Wrong) -> dict:
    if not isinstance(one, dict):
        wrong("clauses", f"'{_short(one)}' is not a link", 'Write {"clause": "…", "kind": "…", "why": "…"}.')
        return {}
    for name in one.keys() - {"clause", "kind", "why"}:
        wrong("clauses", f"a link has no '{_short(name)}'", "It has clause, kind and why.")
    for name in ("clause", "kind", "why"):
        if not isinstance(one.get(name, ""), str | None):
            wrong("clauses", f"the {name} of a link is not a text", 'Put it in quotation marks: "…".')
            return {}
    found = {name: " ".join((one.get(name) or "").split()) for name in ("clause", "kind", "why")}
    if not found["clause"]:
        wrong("clauses", "a link names no clause", "Add it: the clause's slug, as in its address /pledge/<slug>/.")
    elif _ODD.search(found["clause"]) or resolve.link("clause", found["clause"]) is None:
        wrong(
            "clauses",
            f"there is no clause '{_short(found['clause'])}'",
            "Use its slug, as in its address: /pledge/<slug>/.",
        )
    if found["kind"] not in LinkKind.values:
        what = f"'{_short(found['kind'])}' is no kind of link" if found["kind"] else "a link has no kind"
        wrong("clauses", what, f"Use one of {', '.join(LinkKind.values)}.")
    if not found["why"]:
        wrong(
            "clauses",
            f"the link to '{_short(found['clause'])}' does not say why",
            "Say it in 8 to 30 words of its own.",
        )
    elif len(found["why"]) > LONGEST_WHY or _ODD.search(found["why"]):
        wrong("clauses", f"the reason has more than {LONGEST_WHY} characters, or odd ones", "Say it in 8 to 30 words.")
    return found


def _source(one: object, resolve: Resolver, wrong: Wrong) -> tuple[str, str] | None:
    """A key, or a key and where in the work: an object, or a text such as `oig-2012, p. 4`."""
    if isinstance(one, str):
        key, _, locator = (part.strip() for part in one.partition(","))
    elif isinstance(one, dict) and not one.keys() - {"key", "locator", "title"}:
        key, locator = str(one.get("key") or "").strip(), " ".join(str(one.get("locator") or "").split())
    else:
        wrong("sources", f"'{_short(one)}' names no source", 'Write a key, or {"key": "…", "locator": "p. 4"}.')
        return None
    if _ODD.search(key + locator) or len(locator) > LONGEST_LOCATOR:
        wrong("sources", f"the place in '{_short(key)}' cannot be shown", "Write it shortly: p. 4, ch. 2, para. 297.")
    elif not key or resolve.source(key) is None:
        wrong("sources", f"there is no source '{_short(key)}'", "Use its key, the end of its address: /sources/<key>/.")
    else:
        return key, locator
    return None


def _body(body: str, cited: Iterable[tuple[str, str]], where: str, resolve: Resolver, wrong: Wrong) -> str:
    try:
        blocks = prose.read_body(body, where, resolve)
    except prose.ProseErrors as errors:
        for error in errors.errors:
            wrong("body", f"line {error.line} of it: {error.what}" if error.line else error.what, error.remedy)
        return body
    markup = "".join(str(block.value) for block in blocks)
    noted = {(uid, html.unescape(locator)) for uid, locator in _CITATION.findall(markup)}
    uids = {uid for uid, _ in noted}
    missing = []
    for key, locator in dict.fromkeys(cited):
        uid = (resolve.source(key) or ("", ""))[0]
        if (uid, locator) not in noted and (locator or uid not in uids):
            missing.append((key, locator))
    return f"{body}\n\nSources: {written_note(missing)}\n" if missing else body


def _short(value: object) -> str:
    return str(value)[:60]
