"""The sections: themes, entries, records, timelines and lessons, each listed, sorted and narrowed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.db.models.functions import Lower

from content import sections
from content.reading import gathers
from content.reading.listing import Narrowing, Row, chosen_of, listing, themes_of
from content.visibility import public

TIMES = {"20": "20 minutes or less", "50": "50 minutes or less", "90": "90 minutes or less"}
SORTS = {"date": "By date"}


@dataclass(frozen=True)
class LessonChoices:
    """What the list of lessons can be narrowed to, each with the words readers see."""

    themes: Sequence
    grades: Mapping[str, str]
    times: Mapping[str, str]

    @classmethod
    def among(cls, themes: Sequence, lesson) -> "LessonChoices":
        """The choices of these themes, the grades as the class of lessons declares them."""
        grades = {value: value.replace("-", "–") for value, _ in lesson._meta.get_field("grade_band").choices}
        return cls(themes, grades, TIMES)


def model_of(section, kind: str):
    """The class of page that a section lists, as the section itself declares what may stand in it."""
    return next(model for model in type(section).allowed_subpage_models() if getattr(model, "kind", "") == kind)


def themes_by(section) -> list:
    """The public themes, in their own order."""
    return list(public(model_of(section, "theme")).order_by("position", "pk").defer("overview", "plain_overview"))


@gathers("section", asks=True)
def section_context(page, asked: Mapping[str, str]) -> dict:
    """The list of the section, with the narrowings of its kind."""
    model = model_of(page, page.lists)
    themes = themes_by(page)
    narrowings = _narrowings(page.lists, model, themes)
    chosen, ignored = chosen_of(asked, narrowings)
    found, things = listing(page.address, asked, narrowings, _found(page.lists, model, chosen, themes), chosen, ignored)
    own = themes_of(things, themes) if page.lists != "theme" else {theme.pk: [theme] for theme in themes}
    rows = [_ROWS[page.lists](thing, own.get(thing.pk, [])) for thing in things]
    return {"trail": [], "one": sections.KIND_LABELS[page.lists][0], "listing": replace(found, rows=rows)}


def _narrowings(kind: str, model, themes) -> list[Narrowing]:
    if kind == "theme":
        return []
    narrowings = [Narrowing("theme", "Theme", {theme.slug: theme.tab_name for theme in themes})]
    if kind == "entry":
        narrowings.append(Narrowing("kind", "Kind", dict(model._meta.get_field("entry_kind").choices)))
        narrowings.append(Narrowing("clause", "Clause", {clause.slug: clause.number for clause in _clauses(model)}))
    if kind == "lesson":
        choices = LessonChoices.among(themes, model)
        narrowings += [Narrowing("grade", "Grades", choices.grades), Narrowing("time", "Time", choices.times)]
    if kind in {"entry", "record"}:
        narrowings.append(Narrowing("sort", "Order", SORTS, every="By title"))
    return narrowings


def _found(kind: str, model, chosen: Mapping[str, str], themes) -> QuerySet:
    found = public(model)
    if kind == "theme":
        return found.order_by("position", "pk")
    if "theme" in chosen:
        found = found.filter(themes=next(theme for theme in themes if theme.slug == chosen["theme"]))
    if "kind" in chosen:
        found = found.filter(entry_kind=chosen["kind"])
    if "clause" in chosen:
        linked = _pledge_links(model).objects.filter(clause__slug=chosen["clause"])
        found = found.filter(pk__in=linked.values(f"{kind}_id"))
    if "grade" in chosen:
        found = found.filter(grade_band=chosen["grade"])
    if "time" in chosen:
        found = found.filter(minutes__lte=int(chosen["time"]))
    by_date = ("date_earliest", "date_latest") if chosen.get("sort") == "date" else ()
    return found.order_by(*by_date, Lower("title"), "pk")


def _pledge_links(model):
    return model._meta.get_field("pledge_links").related_model


def _clauses(model) -> QuerySet:
    return public(_pledge_links(model)._meta.get_field("clause").related_model).order_by("position")


def _row(thing, themes: list, label: str = "", note: str = "") -> Row:
    return Row(
        title=thing.title,
        address=thing.address,
        label=label,
        text=thing.summary,
        note=note,
        date_parts=getattr(thing, "date_parts", {}),
        mark=themes[0].mark if themes else "",
    )


def _names(themes: list) -> str:
    return ", ".join(theme.tab_name for theme in themes)


_ROWS: dict[str, Callable] = {
    "theme": lambda thing, themes: _row(thing, themes, thing.years),
    "entry": lambda thing, themes: _row(thing, themes, thing.get_entry_kind_display(), _names(themes)),
    "record": lambda thing, themes: _row(thing, themes, thing.creator, _names(themes)),
    "timeline": lambda thing, themes: _row(thing, themes, _names(themes)),
    "lesson": lambda thing, themes: _row(
        thing,
        themes,
        ", ".join(filter(None, (thing.get_grade_band_display(), f"{thing.minutes} minutes" if thing.minutes else ""))),
        _names(themes),
    ),
}
