"""The controls of a timeline: links and fields that narrow it, bring it closer or set it in other lanes, by address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from content.reading import hard
from content.reading.relations import kinds
from content.reading.timeline_filters import BY_STAGE, BY_THEME, FLAGGED, LANES, Filters, choices
from content.timelines import zoom
from content.timelines.events import TimelineEvent
from content.visibility import public

_IN_LINKS = ("stage", "clause")


@dataclass(frozen=True)
class Choice:
    """A value a timeline can be narrowed to: its name, the address that does so, whether it is in force."""

    value: str
    label: str
    address: str
    is_on: bool


def controls(
    path: str, filters: Filters, events: Sequence[TimelineEvent], labels: Mapping[str, Mapping[str, str]]
) -> dict:
    """The filters as a template draws them: links for some, a form for the rest that keeps those; all lead to `path`."""
    found = _choices(path, filters, events, labels)
    kept = [(name, value) for name in _IN_LINKS for value in sorted(filters.of(name))]
    kept += [("without", value) for value in sorted(filters.without)]
    kept += [(name, value) for name, value in (("zoom", filters.zoom), ("lanes", filters.lanes)) if value]
    whole = parse_qsl(filters.query(between="", event=filters.event))
    return {
        "kept_between": whole,
        "choices": found,
        "on": {name: bool(filters.of(name)) for name in _IN_LINKS},
        "any": {name: f"{path}?{filters.query(**{name: ''})}" for name in _IN_LINKS},
        "levels": _levels(path, filters),
        "lane_choices": _lane_choices(path, filters, events),
        "reasons": reason_choices(filters, events, lambda without: f"{path}?{filters.query(without=without)}"),
        "kept": kept,
        "selects": [(name, name.capitalize(), found[name]) for name in ("place", "person", "theme") if name in found],
    }


def _levels(path: str, filters: Filters) -> list[Choice]:
    now = filters.zoom or zoom.ALL
    return [
        Choice(level, label, f"{path}?{filters.query(zoom='' if level == zoom.ALL else level)}", level == now)
        for level, label in zoom.LEVELS.items()
    ]


def _lane_choices(path: str, filters: Filters, events: Sequence[TimelineEvent]) -> list[Choice]:
    """Lanes by stage or by theme; of one theme alone there are no lanes by theme to choose."""
    if not filters.lanes and len({theme for event in events for theme in event.themes}) < 2:
        return []
    now = filters.lanes or BY_STAGE
    return [
        Choice(by, label, f"{path}?{filters.query(lanes=by if by == BY_THEME else '')}", by == now)
        for by, label in LANES.items()
    ]


def reason_choices(
    filters: Filters, events: Sequence[TimelineEvent], address: Callable[[frozenset[str]], str]
) -> list[Choice]:
    """What is hard in these events, each reason with the address that leaves it out or takes it in again."""
    has = {reason for event in events for reason in (*event.content_reasons, *event.inferred_reasons)}
    is_flagged = bool(has) or any(event.content_note for event in events)
    shown = [reason for reason in hard.reasons() if reason in has or reason in filters.without]
    if not (is_flagged or filters.without):
        return []
    found = [
        Choice("", "Nothing", address(frozenset()), not filters.without),
        Choice(FLAGGED, "All that is flagged", address(frozenset({FLAGGED})), FLAGGED in filters.without),
    ]
    for reason in shown:
        is_on = reason in filters.without
        chosen = filters.without - {FLAGGED, reason} if is_on else (filters.without - {FLAGGED}) | {reason}
        found.append(Choice(reason, hard.in_words([reason]).capitalize(), address(chosen), is_on))
    return found


def _choices(
    path: str, filters: Filters, events: Sequence[TimelineEvent], labels: Mapping[str, Mapping[str, str]]
) -> dict[str, list[Choice]]:
    """For each filter the values that its events have, in order; a filter with one value only is none."""
    known = choices(events)
    known["stage"] = dict(_stages(known["stage"]))
    found = {}
    for name, values in known.items():
        if len(values) > 1 or filters.of(name):
            found[name] = [
                Choice(
                    value,
                    labels[name].get(value, label),
                    f"{path}?{filters.query(**{name: value})}",
                    value in filters.of(name),
                )
                for value, label in values.items()
            ]
            if name in {"person", "place", "theme"}:
                found[name].sort(key=lambda choice: choice.label.casefold())
    return found


def _stages(values: Mapping[str, str]) -> list[tuple[str, str]]:
    order = list(public(kinds()["stage"]).order_by("position").values_list("slug", flat=True))
    return sorted(values.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))


def labels_of(events: Sequence[TimelineEvent]) -> dict[str, dict[str, str]]:
    """What readers call the values of the filters."""
    known = choices(events)
    models = kinds()
    people = (
        public(models["person"]).filter(slug__in=known["person"]).values_list("slug", "name") if known["person"] else []
    )
    themes = (
        public(models["theme"]).filter(slug__in=known["theme"]).values_list("slug", "title") if known["theme"] else []
    )
    return {**known, "person": dict(people), "theme": dict(themes)}
