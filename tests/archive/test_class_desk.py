"""A class timeline at the desk: whoever may add timelines makes a draft of it that goes through review; nobody else does."""

import pytest
from django.test import Client

from archive.accounts import roles
from archive.classroom.desk import MAY_NOT
from archive.classroom.selection import Selection
from content.models import TimelinePage
from content.models.drafts import gaps_of
from tests.factories import content as made
from tests.factories.people import somebody

pytestmark = pytest.mark.django_db
SAID = {
    "title": "Compare",
    "introduction": "One <b>word</b>.\n\nTwo & more.",
    "questions": "Who asked?\n\nWho answered? ",
}


@pytest.fixture
def things():
    theme = made.theme()
    later = made.event(title="The hearing", date="1943", themes=[theme])
    return [
        later,
        made.event(title="The raid", date="1942", themes=[theme]),
        made.entry(title="The order"),
        made.event(title="The secret", live=False),
    ]


def address(things) -> str:
    return f"/admin/desk/class-timeline/?{Selection(tuple(one.uid for one in things), True).query}"


def signed_in(client, role: str):
    user = somebody(role)
    client.force_login(user)
    return user


def test_the_form_says_what_will_be_kept_and_what_not_and_keeps_nothing(client, things):
    signed_in(client, "educator")
    response = client.get(address(things))
    read = " ".join(response.content.decode().split())
    assert response.status_code == 200
    kept, not_kept = read.split("What it will not hold")
    assert "The hearing" in kept and "The raid" in kept and "The order" not in kept
    assert "The order" in not_kept.split("Its words")[0]
    assert "1 of the things in the link is withdrawn" in read and "The secret" not in read
    assert "in the order of their dates" in read and "also those you hold back" in read
    assert not TimelinePage.objects.exists()


@pytest.mark.parametrize("role", ["educator", "editor", "managing editor"])
def test_a_draft_is_made_and_goes_to_review(client, things, role):
    user = signed_in(client, role)
    response = client.post(address(things), SAID | {"submit": "1"})
    page = TimelinePage.objects.get()
    assert response.status_code == 302 and response["Location"] == f"/admin/pages/{page.pk}/edit/"
    assert not page.live and page.owner == user and page.latest_revision.user == user
    draft = page.get_latest_revision_as_object()
    assert draft.title == "Compare" and draft.slug == "compare-2"
    assert [link.event.title for link in draft.event_links.all()] == ["The raid", "The hearing"]
    assert [theme.pk for theme in draft.themes.all()] == [things[0].themes.first().pk]
    assert draft.questions == ["Who asked?", "Who answered?"]
    assert [str(block.value) for block in draft.introduction] == [
        "<p>One &lt;b&gt;word&lt;/b&gt;.</p>",
        "<p>Two &amp; more.</p>",
    ]
    assert page.current_workflow_state.workflow.name == roles.REVIEW
    assert page.current_workflow_state.requested_by == user
    assert client.get(response["Location"]).status_code == 200
    assert Client().get("/timelines/compare-2/").status_code == 404
    draft.summary = "What was asked, and what followed."
    assert gaps_of(draft) == []


def test_a_draft_can_be_kept_without_review(client, things):
    signed_in(client, "educator")
    client.post(address(things), SAID | {"keep": "1"})
    client.post(address(things), SAID | {"keep": "1"})
    assert sorted(TimelinePage.objects.values_list("slug", flat=True)) == ["compare-2", "compare-3"]
    assert not any(page.live or page.current_workflow_state for page in TimelinePage.objects.all())


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_add_timelines_is_told_so(client, things, method):
    signed_in(client, "fact-checker")
    response = getattr(client, method)(address(things), SAID if method == "post" else None)
    assert response.status_code == 403 and MAY_NOT in response.content.decode()
    assert not TimelinePage.objects.exists()


def test_who_is_not_signed_in_meets_the_login_and_comes_back(client, things):
    made.site_tree()
    response = client.get(address(things))
    assert response.status_code == 302 and response["Location"].startswith(
        "/admin/login/?next=/admin/desk/class-timeline/"
    )
    assert "class%3Dh." in response["Location"]
    client.force_login(somebody(""))
    assert client.post(address(things), SAID).status_code != 200
    assert not TimelinePage.objects.exists()


def test_a_form_from_elsewhere_makes_nothing(things):
    client = Client(enforce_csrf_checks=True)
    signed_in(client, "educator")
    assert client.post(address(things), SAID | {"submit": "1"}).status_code == 403
    assert not TimelinePage.objects.exists()


@pytest.mark.parametrize("query", ["", "?v=1&class=x", "?v=9&class=x", "entries"])
def test_without_an_event_there_is_nothing_to_keep(client, things, query):
    signed_in(client, "educator")
    where = address(things[2:]) if query == "entries" else f"/admin/desk/class-timeline/{query}"
    for response in (client.get(where), client.post(where, SAID)):
        assert response.status_code == 200 and "There is no event in this link" in response.content.decode()
    assert not TimelinePage.objects.exists()


@pytest.mark.parametrize("title", ["", " ", "x" * 121])
def test_a_title_that_cannot_be_kept_is_asked_for_again_and_no_word_is_lost(client, things, title):
    signed_in(client, "educator")
    response = client.post(address(things), SAID | {"title": title})
    assert response.status_code == 200 and "Two &amp; more." in response.content.decode()
    assert not TimelinePage.objects.exists()


def test_a_title_without_a_latin_letter_has_an_address(client, things):
    signed_in(client, "educator")
    client.post(address(things), SAID | {"title": "名簿"})
    assert TimelinePage.objects.get().slug == "class-timeline"
