"""The sections: themes, entries, records, timelines, lessons and units, each listed, sorted and narrowed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import CharField, Count, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Concat, Lower

from content import sections
from content.reading import gathers
from content.reading.listing import EVERY, Narrowing, Row, chosen_of, listing, themes_of
from content.visibility import public

TIMES = {"20": "20 minutes or less", "50": "50 minutes or less", "90": "90 minutes or less"}
ANY = "Any"
BY_FORM = frozenset({"lesson", "unit"})  # what a class needs is asked for all at once
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
    return {
        "trail": [],
        "one": sections.KIND_LABELS[page.lists][0],
        "by_form": page.lists in BY_FORM,
        "listing": replace(found, rows=rows),
    }


def _narrowings(kind: str, model, themes) -> list[Narrowing]:
    if kind == "theme":
        return []
    names = {theme.slug: theme.tab_name for theme in themes}
    narrowings = [Narrowing("theme", "Theme", names, every=ANY if kind in BY_FORM else EVERY)]
    if kind == "entry":
        narrowings.append(Narrowing("kind", "Kind", dict(model._meta.get_field("entry_kind").choices)))
        narrowings.append(Narrowing("clause", "Clause", {clause.slug: clause.number for clause in _clauses(model)}))
    if kind == "lesson":
        choices = LessonChoices.among(themes, model)
        narrowings += [
            Narrowing("grade", "Grades", choices.grades, every=ANY),
            Narrowing("time", "Time", choices.times, every=ANY),
            Narrowing("standard", "Standard", _standards(model), every=ANY),
        ]
    if kind == "unit":
        narrowings.append(Narrowing("grade", "Grades", LessonChoices.among(themes, model).grades, every=ANY))
    if kind in {"entry", "record"}:
        narrowings.append(Narrowing("sort", "Order", SORTS, every="By title"))
    return narrowings


def _found(kind: str, model, chosen: Mapping[str, str], themes) -> QuerySet:
    found = _with_time(public(model)) if kind == "unit" else public(model)
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
    if "standard" in chosen:
        found = found.filter(pk__in=_meeting(model, chosen["standard"]).values("lesson"))
    by_date = ("date_earliest", "date_latest") if chosen.get("sort") == "date" else ()
    return found.order_by(*by_date, Lower("title"), "pk")


def _with_time(units: QuerySet) -> QuerySet:
    """The units with the number of their public lessons and the minutes these take together."""
    links = units.model._meta.get_field("lesson_links").related_model
    lesson = links._meta.get_field("lesson").related_model
    mine = links._default_manager.filter(unit=OuterRef("pk"), lesson__in=public(lesson)).order_by().values("unit")
    count = Subquery(mine.annotate(n=Count("pk")).values("n"))
    minutes = Subquery(mine.annotate(n=Sum("lesson__minutes")).values("n"))
    return units.annotate(lesson_count=Coalesce(count, 0), total_minutes=Coalesce(minutes, 0))


def _standards(model) -> dict[str, str]:
    """The frameworks that public lessons name, each with its codes: "C3", "C3 D2.His.16.6-8"; one query."""
    rows = _standard_rows(model).filter(lesson__in=public(model)).order_by("framework", "code", "pk")
    found: dict[str, str] = {}
    for framework, code, label in rows.values_list("framework", "code", "label"):
        found.setdefault(framework, f"{framework}, any")
        found.setdefault(f"{framework} {code}", f"{framework}, {code}{': ' if label else ''}{label}")
    return found


def _standard_rows(model) -> QuerySet:
    return model._meta.get_field("standards").related_model._default_manager.all()


def _meeting(model, standard: str) -> QuerySet:
    """The standards of lessons that are this framework, or this code of a framework."""
    rows = _standard_rows(model).annotate(named=Concat("framework", Value(" "), "code", output_field=CharField()))
    return rows.filter(Q(framework=standard) | Q(named=standard))


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


def _unit_label(unit) -> str:
    """For whom, how many lessons and how long: the counts stand on the rows that `_found` gives."""
    lessons = f"{unit.lesson_count} lesson{'' if unit.lesson_count == 1 else 's'}"
    time = f"{unit.total_minutes} minutes" if unit.total_minutes else ""
    return ", ".join(filter(None, (unit.get_grade_band_display(), lessons, time)))


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
    "unit": lambda thing, themes: _row(thing, themes, _unit_label(thing), _names(themes)),
}
