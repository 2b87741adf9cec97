"""What is uploaded or pasted at the desk: a damaged or lying file is refused in words, and no broken paste costs a draft."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from content import models
from content.admin.uploads import UNREADABLE
from content.admin.widgets import Prose, whole_characters
from tests.content.desk import add_address, filled, nested_form_data, streamfield
from tests.factories import content as make
from tests.factories.people import somebody

pytestmark = pytest.mark.django_db


def drawn(kind: str, side: int = 300) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((side, side), 90).save(out, kind)
    return out.getvalue()


# Name, bytes, and words of the refusal.
REFUSED = {
    "nothing": ("empty.png", lambda: b"", "empty"),
    "a page named as an image": ("page.png", lambda: b"<html><script>alert(1)</script></html>", "Not a valid"),
    "a drawing that may hold a script": ("a.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "supported"),
    "another format's name": ("photo.png", lambda: drawn("JPEG"), "extension does not match"),
    "cut off in its head": ("head.jpg", lambda: drawn("JPEG")[:300], UNREADABLE),
    "cut off in its middle": ("middle.jpg", lambda: drawn("JPEG")[:9000], UNREADABLE),
    "a head without a body": ("a.gif", lambda: b"GIF89a" + b"\xff" * 100, UNREADABLE),
    "more points than can be drawn": ("large.png", lambda: drawn_large(), "too many pixels"),
}


def drawn_large() -> bytes:
    out = io.BytesIO()
    Image.new("1", (10_000, 8_000)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def desk(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make.site_tree()
    client.force_login(somebody("editor"))
    return client


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_no_whole_image_is_refused_in_words(desk, what):
    name, content, words = REFUSED[what]
    data = {"title": "T", "file": SimpleUploadedFile(name, content(), "image/png"), "collection": "1"}
    answer = desk.post(reverse("wagtailimages:add"), data)
    assert answer.status_code == 200
    assert words in " ".join(answer.context["form"].errors["file"])
    assert not models.ArchiveImage.objects.exists()


def test_a_damaged_image_among_several_is_refused_in_words(desk):
    data = {"title": "T", "files[]": SimpleUploadedFile("head.jpg", drawn("JPEG")[:300]), "collection": "1"}
    answer = desk.post(reverse("wagtailimages:add_multiple"), data, headers={"X-Requested-With": "XMLHttpRequest"})
    assert json.loads(answer.content) == {"success": False, "error_message": UNREADABLE}


@pytest.mark.parametrize(("name", "kept"), [("notice.png", "notice"), ("💥.png", "image-"), ("広島.png", "")])
def test_a_whole_image_is_kept_under_a_name(desk, name, kept):
    data = {"title": "T", "file": SimpleUploadedFile(name, drawn("PNG")), "collection": "1"}
    assert desk.post(reverse("wagtailimages:add"), data).status_code == 302
    image = models.ArchiveImage.objects.get()
    assert (image.width, image.height) == (300, 300)
    assert image.file.name.startswith(f"original_images/{kept}")
    assert image.file.name.endswith(".png") and image.file.name != "original_images/.png"
    assert desk.get(reverse("wagtailimages:index")).status_code == 200


def test_a_document_that_is_too_large_is_refused_in_words(desk, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1000
    data = {"title": "T", "file": SimpleUploadedFile("a.pdf", b"%PDF" + b"x" * 2000), "collection": "1"}
    answer = desk.post(reverse("wagtaildocs:add"), data)
    assert "too big" in " ".join(answer.context["form"].errors["file"])


def content_state(words: str) -> str:
    block = {"key": "a", "text": words, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


# What the browser's editor sends when something went wrong in it, and what of it must still be there.
BROKEN = {
    "half of an emoji": (content_state("A word \ud83d and more"), "and more"),
    "no JSON": ("Words <b>typed</b> with scripts off", "Words &lt;b&gt;typed&lt;/b&gt; with scripts off"),
    "another shape": ('{"blocks": null, "entityMap": {}}', "blocks"),
    "a list": ("[1, 2]", "[1, 2]"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_broken_prose_is_kept_in_a_draft_as_far_as_it_can_be_read(desk, what):
    sent, kept = BROKEN[what]
    address = add_address(models.EntryPage)
    data = filled(desk, address, models.EntryPage, title="Pasted", slug="")
    data.update(nested_form_data({"body": streamfield([("paragraph", sent)])}))
    assert desk.post(address, data).status_code == 302
    body = models.EntryPage.objects.get(title="Pasted").get_latest_revision_as_object().body
    assert kept in body.raw_data[0]["value"]


@pytest.mark.parametrize("what", BROKEN)
def test_broken_prose_of_a_person_too(desk, what):
    sent, kept = BROKEN[what]
    address = add_address(models.Person)
    assert desk.post(address, filled(desk, address, models.Person, name="Pasted", text=sent)).status_code == 302
    assert kept in models.Person.objects.get(name="Pasted").get_latest_revision_as_object().text


def test_an_empty_field_stays_empty():
    assert Prose().value_from_datadict({"text": ""}, {}, "text") == ""
    assert Prose().value_from_datadict({}, {}, "text") is None


def test_whole_characters_are_left_as_they_are():
    assert whole_characters("Šarić 広島 💥") == "Šarić 広島 💥"
    assert whole_characters("a\udc00b\ud83d") == "a\ufffdb\ufffd"
    assert whole_characters("\ud83d\udca5") == "💥"
