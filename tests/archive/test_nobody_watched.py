"""Nobody is watched: no cookie, nothing from elsewhere, and no log that remembers what was asked or by whom."""

import base64
import io
import json
import logging
from html.parser import HTMLParser

import pytest
from django.db import DatabaseError
from django.test import Client

from archive.classroom.selection import Selection
from archive.classroom.written import NotMade
from archive.logs import WithoutRequest, place_of
from content.models import OldSlug
from tests.factories import content as made

pytestmark = pytest.mark.django_db
MARKER, ADDRESS = "zqmarkerquery", "203.0.113.77"
CLASS_PARTS = ("embed/", "handout/", "timeline.docx", "events.csv", "timelinejs.json", "timeline.jsonld")
SEARCH_MAY_BE_AWAY = {200, 503}


@pytest.fixture
def addresses() -> list[str]:
    """An address of every kind, on a small archive that has one of each thing."""
    clause = made.clause(slug="refuse-databases", clause_kind="history", evidence="So it was.", differ="They differ.")
    theme = made.theme(slug="nseers", mark="nseers", pledge=[(clause, "It shows how.")])
    work = made.source(slug="oig-2012", themes=[theme])
    claim = made.claim(slug="nseers-f01", themes=[theme], sources=[(work, "p. 4")])
    event = made.event(slug="nseers-e01", themes=[theme], sources=[work], pledge=[(clause, "example", made.WHY)])
    made.quotation(themes=[theme], source=work)
    entry = made.entry(slug="a-raid", themes=[theme], claims=[claim], pledge=[(clause, "example", made.WHY)])
    entry.save_revision().publish()
    made.record(slug="a-notice", themes=[theme])
    made.unit(slug="in-order", lessons=[(made.lesson(slug="a-count", themes=[theme]), "It comes first.")])
    for name in ("one", "two"):
        made.timeline(slug=name, themes=[theme], events=[event])
    made.pledge_page()
    for page in ("about", "terminology", "takedown"):
        made.standard_page(slug=page)
    things = {
        "people": made.person(slug="a-person", themes=[theme]),
        "organizations": made.organization(slug="a-body", themes=[theme]),
        "places": made.place(slug="a-place", themes=[theme]),
        "terms": made.term(slug="a-term", themes=[theme], rules=[{"use": "prefer", "why": "It is exact."}]),
        "tables": made.table(slug="a-table", themes=[theme]),
        "sources": work,
        "claims": claim,
        "events": event,
    }
    OldSlug.objects.create(kind="person", slug="an-older-name", object_uid=things["people"].uid)
    sections = ["themes", "entries", "records", "timelines", "lessons", *things]
    pages = ["themes/nseers", "entries/a-raid", "records/a-notice", "lessons/a-count", "timelines/one"]
    return [
        "/",
        *(f"/{section}/" for section in sections),
        *(f"/{page}/" for page in pages),
        *(f"/{section}/{thing.slug}/" for section, thing in things.items()),
        "/people/an-older-name/",
        "/entries/a-raid/v/1/",
        "/entries/?theme=nseers&clause=refuse-databases",
        "/lessons/?theme=nseers&grade=9-12&time=50",
        "/claims/?check=unchecked&sure=high",
        "/timelines/one/embed/",
        "/timelines/one/events.csv",
        "/timelines/one/timelinejs.json",
        "/timelines/one/timeline.docx",
        "/timelines/one/timeline.jsonld",
        "/timelines/one/handout/",
        "/timelines/one/handout/?sheet=student",
        "/oembed?url=http://testserver/timelines/one/",
        "/lessons/a-count/lesson.docx",
        "/lessons/a-count/lesson.jsonld",
        "/units/in-order/unit.jsonld",
        "/timelines/compare/",
        "/class/",
        f"/class/?{Selection((event.uid, entry.uid)).query}",
        f"/timelines/one/?{Selection((event.uid,)).query}",
        *(f"/class/{part}?{Selection((event.uid, entry.uid)).query}" for part in CLASS_PARTS),
        "/timelines/compare/?t=one&t=two",
        "/timelines/compare/?t=one&t=two&align=stage",
        *(f"/timelines/compare/{part}?t=one&t=two" for part in ("embed/", "timelinejs.json", "timeline.jsonld")),
        "/tables/a-table/table.csv",
        "/pledge/",
        "/pledge/refuse-databases/",
        "/pledge/matrix/",
        "/missing/",
        "/about/",
        "/terminology/",
        "/takedown/",
        "/search/?q=raid",
        "/api/v1/entries/",
        "/sitemap.xml",
        "/sitemap-claim.xml",
        "/feeds/editions.atom",
        "/robots.txt",
        "/favicon.ico",
        "/healthz",
        "/readyz",
        "/no-such-page/",
        "/people/no-such-person/",
        "/media/no-such-file.jpg",
        "/documents/1/no-such-file.pdf",
        "/.well-known/security.txt",
    ]


def asked(client: Client, address: str):
    """The answer and its bytes."""
    response = client.get(address)
    return response, b"".join(response) if response.streaming else response.content


def test_no_address_sets_or_depends_on_a_cookie(addresses):
    for address in addresses:
        response, _ = asked(Client(), address)
        allowed = SEARCH_MAY_BE_AWAY | {301, 302, 404}
        assert response.status_code in allowed, f"{address}: {response.status_code}"
        assert not response.cookies, address
        assert "cookie" not in response.headers.get("Vary", "").lower(), address


def test_every_answer_keeps_the_browser_to_this_site(addresses):
    for address in addresses:
        response, _ = asked(Client(), address)
        policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == "'self'", address
        assert not {"script-src", "style-src", "connect-src", "font-src"} & policy.keys(), address
        assert policy["frame-ancestors"] == ("*" if "/embed/" in address else "'self'"), address
        assert response.headers["X-Content-Type-Options"] == "nosniff", address
        assert "geolocation=()" in response.headers["Permissions-Policy"], address


class Fetches(HTMLParser):
    """What a browser would fetch by itself, and what a strict policy would refuse."""

    def __init__(self):
        super().__init__()
        self.addresses: list[str] = []
        self.refused: list[str] = []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag in {"img", "iframe", "source", "audio", "video", "embed", "object", "script"}:
            self.addresses += [found[name] for name in ("src", "srcset", "data") if found.get(name)]
        if tag == "link" and found.get("rel") in {"stylesheet", "icon", "preload", "modulepreload", "preconnect"}:
            self.addresses.append(found["href"])
        if tag == "style" or "style" in found or any(name.startswith("on") for name in found):
            self.refused.append(f"{tag} {found}")
        if tag == "script" and "src" not in found and found.get("type") != "application/ld+json":
            self.refused.append(f"{tag} {found}")


def test_no_page_fetches_from_elsewhere_or_carries_inline_style_or_script(addresses):
    read = 0
    for address in addresses:
        response, body = asked(Client(), address)
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            continue
        read += 1
        page = Fetches()
        page.feed(body.decode())
        assert page.addresses or response.status_code in {301, 302}, address
        assert all(one.startswith(("/", "data:")) and not one.startswith("//") for one in page.addresses), address
        assert not page.refused, f"{address}: {page.refused}"
    assert read > 30


@pytest.fixture
def written():
    """All that the configured handlers write, and every record that passes them."""
    out, records = io.StringIO(), []

    class Collect(logging.Handler):
        def emit(self, record):
            records.append(record)

    last, loggers = Collect(), [logging.getLogger(name) for name in ("", "django", "gunicorn.error")]
    handlers = {
        one for logger in loggers for one in logger.handlers if any(isinstance(f, WithoutRequest) for f in one.filters)
    }
    assert handlers, "no configured handler carries the filter"
    before = [(handler, handler.setStream(out)) for handler in handlers]
    for logger in loggers:
        logger.addHandler(last)  # behind the configured ones: what it sees is what they let through
    yield out, records
    for logger in loggers:
        logger.removeHandler(last)
    for handler, stream in before:
        handler.setStream(stream)


def reader(**headers) -> Client:
    return Client(raise_request_exception=False, REMOTE_ADDR=ADDRESS, HTTP_X_FORWARDED_FOR=ADDRESS, **headers)


def remembered(out: io.StringIO, records: list) -> str:
    """Everything of the logs in which something could have been kept."""
    return out.getvalue() + "".join(repr({**vars(record), "message": record.getMessage()}) for record in records)


def fails(*args, **kwargs):
    logging.getLogger("archive.somewhere").exception("Something is away", exc_info=ValueError(f"no {MARKER}"))
    try:
        raise DatabaseError(f"near {MARKER}")
    except DatabaseError as error:
        raise RuntimeError(f"cannot find {MARKER} for {ADDRESS}") from error


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        (f"/people/?theme={MARKER}&q={MARKER}", 200, ""),
        (f"/search/?q={MARKER}", None, ""),
        (f"/people/{MARKER}/?q={MARKER}", 404, "404 in person_page"),
        (f"/{MARKER}/?q={MARKER}", 404, "404 in wagtail_serve"),
        (f"/media/{MARKER}.jpg?q={MARKER}", 404, "404 in media"),
        (f"/events/?q={MARKER}", 500, "500 in event_list"),
    ],
)
def test_no_log_remembers_what_was_asked_or_by_whom(monkeypatch, written, address, status, said):
    made.site_tree()
    if status == 500:
        monkeypatch.setattr("archive.authorities.views.list_of", fails)
    response = reader().get(address)
    assert response.status_code == status or status is None
    out, records = written
    assert said in out.getvalue()
    kept = remembered(out, records)
    assert MARKER not in kept
    assert ADDRESS not in kept
    if status == 500:
        assert "RuntimeError" in out.getvalue() and "in list_page" in out.getvalue(), "the place of the error is kept"


def test_a_wrong_host_is_not_remembered(settings, written):
    settings.ALLOWED_HOSTS = ["testserver"]
    assert reader(HTTP_HOST=f"{MARKER}.example").get("/people/").status_code == 400
    out, records = written
    assert "400 in" in out.getvalue()
    assert MARKER not in remembered(out, records)


def test_a_form_from_elsewhere_is_not_remembered(written):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False, REMOTE_ADDR=ADDRESS)
    made.site_tree()
    response = client.post(f"/admin/login/?next={MARKER}", {"username": MARKER})
    assert response.status_code == 403
    out, records = written
    assert "403 in" in out.getvalue()
    assert MARKER not in remembered(out, records)


@pytest.mark.parametrize("part", ["timeline.docx", "code.svg"])
@pytest.mark.parametrize("breaks", ["", "archive.classroom.picked.link_of", "archive.classroom.written.Document.word"])
def test_a_teachers_words_are_in_no_log_whether_a_file_of_them_is_made_or_not(monkeypatch, written, part, breaks):
    """Nor in an answer to anybody else: what is made of them is not kept by any cache."""
    sent = base64.urlsafe_b64encode(json.dumps({"title": MARKER, "introduction": MARKER}).encode()).decode().rstrip("=")
    chosen = Selection((made.event().uid,))
    if breaks:
        monkeypatch.setattr(breaks, fails if "link" in breaks else not_made)
    response = reader().post(f"/class/{part}", {"v": "1", "class": chosen.text, "w": f"1.{sent}"})
    expected = 200 if not breaks or (part == "code.svg" and "word" in breaks) else 500 if "link" in breaks else 503
    assert response.status_code == expected and not response.cookies
    assert "private" in response.headers.get("Cache-Control", "private")
    kept = remembered(*written)
    assert MARKER not in kept and sent not in kept and ADDRESS not in kept


def not_made(document):
    raise NotMade(f"no file of {MARKER} {document.title}")


def test_the_server_does_not_name_who_sent_something_unreadable(written):
    out, records = written
    server = logging.getLogger("gunicorn.error")
    server.warning(f"Invalid request from ip={ADDRESS}: Invalid HTTP request line: {MARKER}")
    server.error("Error handling request %s %s", "GET", f"/search/?q={MARKER}")
    server.info("Listening at: http://127.0.0.1:8000")
    assert out.getvalue().count("A request could not be read or answered.") == 2
    assert "Listening" in out.getvalue()
    assert MARKER not in remembered(out, records) and ADDRESS not in remembered(out, records)


def test_outside_a_request_an_error_keeps_its_message(written):
    out, _ = written
    try:
        raise OSError("no space left on the disk")
    except OSError:
        logging.getLogger("archive.worker").exception("The worker stopped")
    assert "no space left on the disk" in out.getvalue()


def test_a_chain_of_errors_is_told_by_kind_and_place():
    try:
        fails()
    except RuntimeError as error:
        told = place_of(error)
    assert told.index("DatabaseError") < told.index("RuntimeError")
    assert "in fails" in told and MARKER not in told
