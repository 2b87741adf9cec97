"""Health, robots, errors and files: what the site says about itself, and what it hands out."""

import io
import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.utils import timezone
from PIL import Image
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from archive import readiness, worker
from archive.middleware import NoNulInAddresses
from content.models import ArchiveDocument, ArchiveImage, Edition
from tests.factories import content as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def patient() -> Client:
    """A reader whose client turns errors into answers, as a server does."""
    return Client(raise_request_exception=False)


def no_database(execute, sql, params, many, context):
    raise DatabaseError("the database is away")


def test_healthy_while_the_database_answers(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-cache" in response["Cache-Control"]
    with connection.execute_wrapper(no_database):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert b"database" in response.content


def test_not_ready_says_why(client, settings, tmp_path):
    settings.WORKER_DIR = tmp_path / "worker"
    settings.SEARCH = {"ENGINE": "embedded", "PATH": tmp_path / "no-index"}
    response = client.get("/readyz")
    assert response.status_code == 503
    said = response.json()
    assert said["ready"] is False
    assert "empty" in said["database"] and "rebuild_search" in said["index"] and "manage.py work" in said["worker"]
    assert str(tmp_path) not in response.content.decode()


def test_ready_when_all_three_are(client, settings, tmp_path, monkeypatch):
    settings.WORKER_DIR = tmp_path / "worker"
    made.site_tree()
    worker.beat()
    monkeypatch.setattr(readiness, "index", lambda: readiness.OK)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["ready"]) == (200, True)


def test_a_silent_worker_is_not_ready(client, settings, tmp_path, monkeypatch):
    settings.WORKER_DIR = tmp_path / "worker"
    worker.beat()
    monkeypatch.setattr(worker, "SILENT_AFTER", timedelta(seconds=-1))
    assert "not been heard of" in readiness.worker()


def test_robots_read_everything_but_combinations(client, settings):
    settings.SITE_URL = "https://archive.example"
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: https://archive.example/sitemap.xml" in text
    assert "Disallow: /*?*&" in text and "Disallow: /admin/" in text and "Disallow: /search/?" in text
    assert "Disallow: /\n" not in text


def test_security_txt_only_with_an_address(client, settings):
    settings.SECURITY_ADDRESS = ""
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_ADDRESS = "safe@archive.example"
    text = client.get("/.well-known/security.txt").content.decode()
    assert text.startswith("Contact: mailto:safe@archive.example\nExpires: ")
    settings.SECURITY_ADDRESS = "https://archive.example/report"
    assert "Contact: https://archive.example/report\n" in client.get("/.well-known/security.txt").content.decode()


def test_the_favicon_is_the_mark_of_the_pledge(client):
    assert client.get("/favicon.ico")["Location"].endswith("archive/img/pledge.svg")


def test_a_missing_page_offers_its_section_and_search(client):
    made.site_tree()
    response = client.get("/people/nobody-here/")
    page = response.content.decode()
    assert response.status_code == 404
    assert '<a href="/people/">People</a>' in page and 'action="/search/"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("/pledge/matrix/", {"/pledge/": "true"}),
        ("/timelines/compare/", {"/timelines/": "true"}),
        ("/search/", {"/search/": "page"}),
        ("/sources/", {}),
        ("/nowhere/", {}),
    ],
)
def test_the_masthead_marks_where_one_stands(client, address, marked):
    made.pledge_page()
    masthead = client.get(address).content.decode().split("</nav>")[0]
    found = re.findall(r'<a href="(/[a-z]+/)" aria-current="(\w+)"', masthead)
    assert dict(found) == marked


def test_an_error_of_ours_is_told_without_the_database(patient, monkeypatch):
    def broken(*args):
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("archive.authorities.views.list_of", broken)
    with connection.execute_wrapper(no_database):
        response = patient.get("/people/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "Something of ours broke" in page and "<main" in page
    assert "secret" not in page and "Traceback" not in page


def test_a_page_that_cannot_be_rendered_is_still_an_answer(patient, monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError("Missing staticfiles manifest entry")

    monkeypatch.setattr("archive.views.render_to_string", broken)
    response = patient.get("/people/nobody-here/")
    assert response.status_code == 404
    assert response.content.startswith(b"404. The page could not be shown.")


def test_a_wrong_host_is_a_bad_request_in_plain_words(patient, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    response = patient.get("/people/", HTTP_HOST="elsewhere.example")
    assert response.status_code == 400
    assert b"This request could not be read" in response.content


def test_a_form_from_elsewhere_is_refused_in_plain_words():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "anna"})
    assert response.status_code == 403
    assert b"This is not open to you" in response.content


@pytest.mark.parametrize(
    "address", ["/people/", "/pledge/matrix/", "/timelines/compare/", "/sitemap.xml", "/feeds/editions.atom"]
)
def test_readers_pages_are_only_read(client, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=9999999999999999999",
        "page=x",
        "theme=%00",
        "theme=" + "a" * 3000,
        "kind=%FF",
        "page=%F0%9F",
    ],
)
@pytest.mark.parametrize("address", ["/people/", "/claims/", "/entries/", "/lessons/", "/timelines/compare/"])
def test_no_query_breaks_a_list(client, address, query):
    made.site_tree()
    assert client.get(f"{address}?{query}").status_code == 200


@pytest.mark.parametrize(
    "address", ["/entries/a%00b/", "/%00/", "/people/%00/", "/terms/a%00/", "/timelines/%00/embed/"]
)
def test_a_nul_in_an_address_is_an_address_that_is_not_there(client, address):
    made.site_tree()
    assert client.get(address).status_code == 404


def test_no_question_reaches_the_database_with_a_nul():
    """PostgreSQL refuses one, SQLite takes it: so it is held here, before either."""
    seen = {}

    def view(request):
        seen.update(path=request.path, path_info=request.path_info, q=request.GET["q"])

    NoNulInAddresses(view)(RequestFactory().get("/a%00b/?q=c%00d"))
    assert seen == {"path": "/a\ufffdb/", "path_info": "/a\ufffdb/", "q": "c\ufffdd"}


# Files ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()  # Wagtail remembers renditions by number, and numbers come back in the next test


@pytest.fixture
def picture(files) -> ArchiveImage:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, "JPEG")
    return ArchiveImage.objects.create(
        title="A notice", file=ImageFile(out, name="notice.jpg"), alt="A notice on a wall", credit="County"
    )


@pytest.fixture
def paper(files) -> ArchiveDocument:
    return ArchiveDocument.objects.create(title="A sheet", file=ContentFile(b"0123456789" * 10, name="sheet.pdf"))


def test_a_rendition_is_served_where_a_public_page_shows_it(client, picture):
    address = picture.get_rendition("width-200").url
    assert client.get(address).status_code == 404, "nothing shows it yet"
    record = made.record(image=picture)
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg" and response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response).startswith(b"\xff\xd8")
    record.unpublish()
    assert client.get(address).status_code == 404


def test_an_image_in_a_body_is_shown_too(client, picture):
    made.entry(
        body=[
            {
                "type": "image",
                "value": {"image": {"image": picture.pk, "alt_text": "A notice", "decorative": False}, "caption": ""},
            }
        ]
    )
    assert client.get(picture.get_rendition("width-200").url).status_code == 200


def test_an_image_of_a_private_page_is_not_shown(client, picture):
    record = made.record(image=picture)
    PageViewRestriction.objects.create(page=record, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(picture.get_rendition("width-200").url).status_code == 404


def test_an_original_is_for_the_desk_alone(client, picture):
    made.record(image=picture)
    assert client.get(picture.file.url).status_code == 404
    client.force_login(editor())
    assert client.get(picture.file.url).status_code == 200


def test_an_editor_sees_what_no_public_page_shows_yet(client, picture, paper):
    address = picture.get_rendition("width-200").url
    client.force_login(get_user_model().objects.create_user("pupil"))
    assert client.get(address).status_code == 404
    client.force_login(editor())
    response = client.get(address)
    assert response.status_code == 200 and "private" in response["Cache-Control"]
    assert client.get(paper.url).status_code == 200


def test_ranges_and_etags(client, paper):
    made.record(file=paper)
    response = client.get(paper.url, HTTP_RANGE="bytes=10-14")
    assert (response.status_code, b"".join(response)) == (206, b"01234")
    assert response["Content-Range"] == "bytes 10-14/100"
    whole = client.get(paper.url)
    assert whole["Accept-Ranges"] == "bytes" and len(b"".join(whole)) == 100
    assert client.get(paper.url, HTTP_IF_NONE_MATCH=whole["ETag"]).status_code == 304
    assert client.get(paper.url, HTTP_RANGE="bytes=900-901").status_code == 416


def test_a_document_is_saved_and_not_opened(client, paper):
    record = made.record(file=paper)
    response = client.get(paper.url)
    assert response["Content-Disposition"].startswith("attachment") and response["Content-Type"] == "application/pdf"
    assert client.get(paper.url.replace(paper.filename, "other.pdf")).status_code == 404
    record.unpublish()
    assert client.get(paper.url).status_code == 404


def test_a_private_collection_keeps_its_files(client, paper):
    made.record(file=paper)
    CollectionViewRestriction.objects.create(collection=paper.collection, restriction_type="login")
    assert client.get(paper.url).status_code == 404


@pytest.mark.parametrize("path", ["../settings.py", "..%2f..%2fetc/passwd", "/etc/passwd", "images/", "a" * 400])
def test_no_path_leads_out(client, files, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_a_file_that_is_gone_is_not_an_error(client, paper):
    made.record(file=paper)
    paper.file.storage.delete(paper.file.name)
    assert client.get(paper.url).status_code == 404


def editor():
    user = get_user_model().objects.create_user("anna")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


# Sitemap and feed -----------------------------------------------------------------------------------------------------


def test_the_sitemap_names_public_things_only(client, settings):
    settings.SITE_URL = "https://archive.example"
    made.person(slug="here")
    made.person(slug="draft", live=False)
    assert "https://archive.example/sitemap-person.xml" in client.get("/sitemap.xml").content.decode()
    people = client.get("/sitemap-person.xml").content.decode()
    assert "<loc>https://archive.example/people/here/</loc>" in people and "draft" not in people
    assert client.get("/sitemap-secrets.xml").status_code == 404


def test_the_feed_names_editions_of_public_pages(client, settings):
    settings.SITE_URL = "https://archive.example"
    shown, hidden = made.entry(slug="shown", title="A shown page"), made.entry(slug="hidden", title="A hidden page")
    for page in (shown, hidden):
        Edition.objects.create(
            kind="entry", object_uid=page.uid, number=9, slug=page.slug, title=page.title, text="", data={},
            sha256="0" * 64, published_at=timezone.now(),
        )  # fmt: skip
    hidden.unpublish()
    feed = client.get("/feeds/editions.atom")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert "https://archive.example/entries/shown/v/9/" in feed.content.decode()
    assert "hidden" not in feed.content.decode()
