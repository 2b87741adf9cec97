"""An address that has been public leads to the present one, with its question and whatever stood behind it."""

from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from tests.factories import content as made

pytestmark = pytest.mark.django_db
BEHIND = ("embed/", "handout/", "timeline.docx", "events.csv", "timelinejs.json", "timeline.jsonld", "")
ASKED = "?stage=removal&from=1942&from=1943&person=x%26y"


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Wagtail keeps the old address once the new one is written for good."""

    def rename(page: Page, slug: str) -> None:
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save()

    return rename


@pytest.fixture
def timeline(rename):
    page = made.timeline(slug="before", events=[made.event(title="The raid", date="1942")])
    rename(page, "between")
    rename(page, "after")
    return page


@pytest.mark.parametrize("behind", BEHIND)
@pytest.mark.parametrize("slug", ["before", "between"])
def test_an_old_link_keeps_its_question_and_what_stood_behind_it(timeline, slug, behind):
    response = Client().get(f"/timelines/{slug}/{behind}{ASKED}")
    assert (response.status_code, response["Location"]) == (301, f"/timelines/after/{behind}{ASKED}")
    assert response["Access-Control-Allow-Origin"] == "*", "a program in another page may follow it"
    assert not response.cookies
    assert Client().get(response["Location"]).status_code == 200


def test_side_by_side_and_oembed_know_the_old_name(timeline):
    made.timeline(slug="other", title="The other one", events=[made.event(title="The order", date="1941")])
    html = unescape(Client().get("/timelines/compare/?t=before&t=other&t=after").content.decode())
    assert "The raid" in html and "The order" in html and "not here, or not public" not in html
    assert "http://testserver/timelines/compare/?t=after&t=other&align=date" in html
    said = Client().get("/oembed?" + urlencode({"url": "http://testserver/timelines/before/?from=1942"})).json()
    assert "http://testserver/timelines/after/embed/?from=1942" in unescape(said["html"])


def test_what_is_not_public_is_not_found_under_its_old_name_either(timeline):
    PageViewRestriction.objects.create(page=timeline, restriction_type=PageViewRestriction.LOGIN)
    for address in ("/timelines/before/", "/timelines/before/embed/"):
        response = Client().get(address)
        assert response.status_code == 404 and b"after" not in response.content
    assert "not here, or not public" in Client().get("/timelines/compare/?t=before&t=between").content.decode()


def test_a_withdrawn_timeline_is_said_to_be_perhaps_withdrawn(timeline):
    timeline.unpublish()
    for address in ("/timelines/before/?from=1942", "/timelines/after/"):
        response = Client().get(address)
        assert response.status_code == 404
        assert "renamed, withdrawn, or never published" in response.content.decode()


def test_a_new_page_under_an_old_name_is_itself(timeline):
    made.timeline(slug="before", title="A new one")
    assert "A new one" in Client().get("/timelines/before/").content.decode()
    assert "A new one" in Client().get("/timelines/before/embed/").content.decode()


def test_redirects_of_editors_go_where_they_say(timeline):
    Redirect.add_redirect("/entries/gone", "https://www.archives.gov/")
    Redirect.add_redirect("/timelines/before?sheet=1", timeline, is_permanent=False)
    assert Client().get("/entries/gone/?q=secret")["Location"] == "https://www.archives.gov/", "no question leaves"
    assert Client().get("/entries/gone/behind/").status_code == 404
    exact = Client().get("/timelines/before/?sheet=1")
    assert (exact.status_code, exact["Location"]) == (302, "/timelines/after/")


@pytest.mark.parametrize(
    "address", ["/timelines/before//elsewhere.example/", "/timelines/before/%0d%0aX: y", "/timelines/before/%00"]
)
def test_nothing_behind_an_address_leads_to_another_host_or_breaks(timeline, address):
    response = Client().get(address)
    assert response.status_code in {301, 404}
    assert response.get("Location", "/timelines/after/").startswith("/timelines/after/")
    assert "X" not in response.headers
