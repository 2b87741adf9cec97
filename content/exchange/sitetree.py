"""The trunk of the page tree: home, sections, the pledge's place. Made once, found again after."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page, Site

from content import sections, text
from content.models import HomePage, SectionPage

TITLE = "The history behind the Never Again pledge"
SUMMARY = (
    "In December 2016 some 2,800 people who work with software and data signed a refusal, and gave history as their "
    "reason. This archive keeps that history with its evidence: what was proposed, what became law, what was done with "
    "records about people, who refused, and what is still argued."
)


SECTION_SUMMARIES = {
    "theme": "Seven histories, each with its key facts, voices, entries, timeline and sources.",
    "entry": "Articles on single events, laws, people, places and ideas, each with its evidence and its clauses of the pledge.",
    "record": "Primary sources shown line by line, with how to read them and what they cannot show.",
    "timeline": "Dated events in their order, to filter, link and print for a class.",
    "lesson": "Lessons built on the archive's sources: a question, steps, tasks, and notes for teachers.",
    "unit": "Lessons in an order, with what is learned first and why, and the time they take together.",
}


@dataclass(frozen=True)
class Tree:
    """Where new pages go."""

    home: HomePage
    sections: dict[str, SectionPage]

    def parent_of(self, kind: str) -> Page:
        parent = self.sections.get(kind, self.home)
        # treebeard counts children on the instance; a fresh one never counts wrong.
        return type(parent).objects.get(pk=parent.pk)


def grow_tree() -> Tree:
    """Make the home page and its sections where they are missing, and point the site to them."""
    home = HomePage.objects.first() or _plant_home()
    found = {page.lists: page for page in SectionPage.objects.all()}
    for kind in sections.PAGE_KINDS:
        if kind not in found:
            label = sections.KIND_LABELS[kind][1]
            page = SectionPage(
                title=label,
                slug=sections.SECTIONS[kind],
                lists=kind,
                uid=text.derived_uid("section", kind),
                summary=SECTION_SUMMARIES[kind],
            )
            HomePage.objects.get(pk=home.pk).add_child(instance=page)
            found[kind] = page
    return Tree(home, found)


def _plant_home() -> HomePage:
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    home = HomePage(
        title="The Registry Archive",
        heading_text=TITLE,
        summary=SUMMARY,
        slug="home",
        uid=text.derived_uid("home", "home"),
    )
    for page in root.get_children():
        if page.specific_class in (Page, None):  # the page that a fresh Wagtail greets with
            page.delete()
    Page.objects.get(pk=root.pk).add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": settings.WAGTAIL_SITE_NAME},
    )
    return home
