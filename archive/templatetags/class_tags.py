"""What lets a teacher go through timelines and search while she puts a class timeline together: it travels in the address."""

from django import template

from archive.classroom.selection import MOST, Reading, Selection, read
from archive.classroom.taking import LONGEST_IN_CODE
from archive.classroom.words import LIMITS

register = template.Library()
_PICKABLE = {"event", "entry"}


@register.simple_tag(takes_context=True)
def composing(context) -> Selection | None:
    """The class timeline in the address of the page that is read, or None."""
    reading = _reading(context)
    return reading.selection if reading.asked and (reading.selection.uids or not reading.problems) else None


@register.simple_tag(takes_context=True)
def composing_problems(context) -> tuple[str, ...]:
    """Sentences on what could not be read of the class timeline in the address of this page."""
    return _reading(context).problems


def _reading(context) -> Reading:
    request = getattr(context, "request", None) or context.get("request")
    if request is None:
        return Reading()
    if not hasattr(request, "class_timeline"):
        request.class_timeline = read(request.GET)
    return request.class_timeline


@register.inclusion_tag("components/_words_script.html")
def words_script() -> dict:
    """The script that reads and writes a teacher's words in a link, with the limits it keeps to."""
    return {"limits": LIMITS, "most": MOST, "longest": LONGEST_IN_CODE}


@register.inclusion_tag("components/_class_scripts.html")
def class_scripts() -> dict:
    """The scripts that carry a teacher's words along, and show them."""
    return {}


@register.simple_tag
def new_class_timeline() -> Selection:
    """A class timeline with nothing in it yet."""
    return Selection()


@register.filter
def pickable(key: str) -> str:
    """The uid in the key of something found, where a class timeline can hold such a thing; otherwise nothing."""
    kind, _, uid = key.partition(":")
    return uid if kind in _PICKABLE else ""
