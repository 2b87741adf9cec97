"""The description by which a browser adds the archive to the places it searches."""

from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture
def description(db):
    response = Client().get("/opensearch.xml")
    assert response.headers["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    assert not response.cookies
    return ElementTree.fromstring(response.content)


def test_it_is_as_the_standard_asks(description):
    assert description.tag == f"{SPACE}OpenSearchDescription"
    assert 0 < len(description.findtext(f"{SPACE}ShortName")) <= 16
    assert 0 < len(description.findtext(f"{SPACE}LongName")) <= 48
    assert description.findtext(f"{SPACE}Description")


def test_its_addresses_answer(description):
    templates = {url.get("type"): url.get("template") for url in description.iter(f"{SPACE}Url")}
    assert all(template.startswith(settings.SITE_URL) for template in templates.values())
    paths = [template.removeprefix(settings.SITE_URL) for template in templates.values()]
    client = Client()
    for path in paths:
        asked = path.replace("{searchTerms}", "census").replace("{startPage?}", "1").replace("{count?}", "5")
        assert "{" not in asked
        assert client.get(asked).status_code in (200, 503)  # 503: this test has no index
    assert templates["text/html"].endswith("/search/?q={searchTerms}")


def test_every_page_names_it(db):
    assert 'type="application/opensearchdescription+xml"' in Client().get("/search/").content.decode()
