"""What lets a teacher go through timelines and search while she puts a class timeline together: it travels in the address."""

from django import template

from archive.classroom.selection import Selection, read

register = template.Library()
_PICKABLE = {"event", "entry"}


@register.simple_tag(takes_context=True)
def composing(context) -> Selection | None:
    """The class timeline in the address of the page that is read, or None."""
    request = getattr(context, "request", None) or context.get("request")
    if request is None:
        return None
    if not hasattr(request, "class_timeline"):
        reading = read(request.GET)
        request.class_timeline = reading.selection if reading.asked and not reading.problems else None
    return request.class_timeline


@register.simple_tag
def new_class_timeline() -> Selection:
    """A class timeline with nothing in it yet."""
    return Selection()


@register.filter
def pickable(key: str) -> str:
    """The uid in the key of something found, where a class timeline can hold such a thing; otherwise nothing."""
    kind, _, uid = key.partition(":")
    return uid if kind in _PICKABLE else ""
