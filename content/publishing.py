"""What happens inside the archive when something is published: an edition is kept, an old slug remembered."""

from wagtail.signals import page_published

from content import slugs
from content.editions import keep_edition
from content.exchange.shapes import BY_MODEL


def on_page_published(sender, instance, **kwargs) -> None:
    """Keep the edition of a page of the archive; the home page and the sections, which only list, have none."""
    if type(instance) in BY_MODEL:
        keep_edition(instance)


def connect() -> None:
    """Connect the receivers; called once, when the app is ready."""
    page_published.connect(on_page_published, dispatch_uid="content.publishing.on_page_published")
    slugs.connect()
