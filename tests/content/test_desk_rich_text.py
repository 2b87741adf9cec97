"""Notes and links in rich text: kept exactly by the editor, resolved for readers, known to the reference index."""

import json

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import ReferenceIndex
from wagtail.rich_text import expand_db_html

from content.fields import PROSE_FEATURES
from content.rich_text import LINKED
from tests.factories import content as make
from tests.factories.people import somebody

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), max_size=40)


def entities(html: str) -> list[dict]:
    state = json.loads(ContentstateConverter(features=PROSE_FEATURES).from_database_format(html))
    return [
        {"type": one["type"], "mutability": one["mutability"], **one["data"]} for one in state["entityMap"].values()
    ]


def round_trip(html: str) -> list[dict]:
    """What the editor holds after the database's form went into it, out of it and in again."""
    converter = ContentstateConverter(features=PROSE_FEATURES)
    return entities(converter.to_database_format(converter.from_database_format(html)))


@given(locator=words)
def test_a_note_keeps_its_source_and_its_place(locator):
    escaped = locator.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    html = f'<p>So.<a linktype="citation" id="ab23456789" locator="{escaped}">Note</a></p>'
    kept = {"type": "CITATION", "mutability": "IMMUTABLE", "id": "ab23456789", "locator": locator}
    assert entities(html) == [kept]
    assert round_trip(html) == [kept]


def test_a_link_keeps_its_kind_and_uid_and_its_words():
    html = '<p>The <a linktype="thing" kind="term" id="ab23456789">word</a>.</p>'
    assert round_trip(html) == [{"type": "THING", "mutability": "MUTABLE", "kind": "term", "id": "ab23456789"}]
    converter = ContentstateConverter(features=PROSE_FEATURES)
    stored = converter.to_database_format(converter.from_database_format(html))
    assert ">word</a>" in stored
    assert 'linktype="thing"' in stored


@pytest.mark.django_db
class TestForReaders:
    def test_a_note_outside_a_body_is_a_short_link(self):
        work = make.source(slug="oig-2012")
        assert (
            expand_db_html(make.citation(work, label="OIG 2012, p. 4"))
            == '<a href="/sources/oig-2012/">OIG 2012, p. 4</a>'
        )

    @pytest.mark.parametrize("kind", sorted(LINKED))
    def test_a_link_leads_to_its_thing(self, kind):
        thing = getattr(make, kind)()
        link = f'<a linktype="thing" kind="{kind}" id="{thing.uid}">words</a>'
        assert expand_db_html(link) == f'<a href="{thing.address}">words</a>'

    @pytest.mark.parametrize("kind", ["term", "entry"])
    def test_what_readers_may_not_see_is_bare_words(self, kind):
        thing = getattr(make, kind)(live=False)
        assert "href" not in expand_db_html(f'<a linktype="thing" kind="{kind}" id="{thing.uid}">words</a>')

    @pytest.mark.parametrize(
        "link", ['kind="planet" id="ab23456789"', 'kind="term"', 'id="ab23456789"', 'kind="term" id=""']
    )
    def test_a_broken_link_is_bare_words(self, link):
        assert "href" not in expand_db_html(f'<a linktype="thing" {link}>words</a>')

    def test_many_links_of_a_kind_cost_one_query(self, django_assert_num_queries):
        terms = [make.term() for _ in range(5)]
        html = "".join(f'<a linktype="thing" kind="term" id="{term.uid}">x</a>' for term in terms)
        with django_assert_num_queries(1):
            expand_db_html(html)

    def test_the_reference_index_knows_both(self):
        work, term = make.source(), make.term()
        entry = make.entry(
            body=[make.paragraph(f'<p>{make.citation(work)}<a linktype="thing" kind="term" id="{term.uid}">x</a></p>')]
        )
        for thing in (work, term):
            (found,) = ReferenceIndex.get_references_to(thing)
            assert found.object_id == str(entry.pk)


@pytest.mark.django_db
class TestDialogs:
    @pytest.fixture(autouse=True)
    def _signed_in(self, client):
        make.site_tree()
        client.force_login(somebody("editor"))

    def test_a_source_is_found_chosen_and_cited(self, client):
        work = make.source(title="Removal and its files", authors=["Inspector, Ida"], issued="2012")
        make.source(title="Something else")
        address = reverse("desk_choose_citation")
        asked = client.get(address, {"q": "removal ida"}).json()
        assert asked["step"] == "choose"
        assert work.uid in asked["html"]
        assert "Something else" not in asked["html"]
        chosen = client.get(address, {"choose": "1", "id": work.uid, "locator": " p.  4 "}).json()
        assert chosen == {
            "step": "chosen",
            "result": {"id": work.uid, "locator": "p. 4", "title": "Inspector 2012, p. 4"},
        }

    def test_editing_a_note_starts_with_what_it_says(self, client):
        work = make.source(title="Removal and its files")
        html = client.get(reverse("desk_choose_citation"), {"id": work.uid, "locator": "ch. 2"}).json()["html"]
        assert f'value="{work.uid}" checked' in html
        assert 'value="ch. 2"' in html

    @pytest.mark.parametrize("kind", sorted(LINKED))
    def test_a_thing_of_any_kind_is_found_and_linked(self, client, kind):
        thing = getattr(make, kind)()
        address = reverse("desk_choose_thing")
        assert thing.uid in client.get(address, {"kind": kind, "q": thing.slug}).json()["html"]
        result = client.get(address, {"choose": "1", "kind": kind, "id": thing.uid}).json()["result"]
        assert result == {"kind": kind, "id": thing.uid, "title": thing.heading}

    @pytest.mark.parametrize("name", ["desk_choose_citation", "desk_choose_thing", "desk_find"])
    @pytest.mark.parametrize(
        "asked",
        [{}, {"choose": "1"}, {"choose": "1", "id": "x"}, {"kind": "planet", "q": "%_\x00'\""}, {"q": "a " * 300}],
    )
    def test_any_question_has_an_answer(self, client, name, asked):
        assert client.get(reverse(name), asked).status_code == 200

    def test_readers_get_no_dialog(self, client):
        client.logout()
        for name in ("desk_choose_citation", "desk_choose_thing", "desk_find"):
            assert client.get(reverse(name)).status_code == 302

    def test_fields_that_take_several_find_by_typing(self, client):
        person = make.person(name="Raphael Lemkin")
        make.person(name="Somebody else")
        items = client.get(reverse("desk_find"), {"kind": "person", "q": "lemkin"}).json()["items"]
        assert items == [{"pk": str(person.pk), "label": "Raphael Lemkin"}]
