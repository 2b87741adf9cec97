"""Plain pages: their body with its notes, and the way down to them."""

from content.reading import gathers
from content.reading.bodies import Bodies
from content.visibility import public

ROOT_DEPTH = 2  # the home page's place in the tree; the breadcrumbs name it anyway


@gathers("page")
def standard_context(page) -> dict:
    read = Bodies({"body": page.body}).read()
    above = public(type(page)).ancestor_of(page).order_by("depth") if page.depth and page.depth > ROOT_DEPTH + 1 else []
    return {"trail": list(above), "body": read.bodies["body"], "notes": read.notes}
