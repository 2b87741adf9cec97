"""Wherever one timeline holds several histories it says that they are not measured against each other; one history needs no such word."""

import io
import zipfile

import pytest
from django.test import Client

from content.timelines.not_ranked import SENTENCE
from tests.factories import content as made

pytestmark = pytest.mark.django_db
PLACES = ("", "embed/", "map/", "handout/", "timeline.docx")


def words_at(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    if address.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
            return file.read("word/document.xml").decode()
    return answer.content.decode()


@pytest.mark.parametrize("count", [1, 2])
def test_several_histories_are_not_ranked_anywhere(count):
    themes = [made.theme() for _ in range(count)]
    page = made.timeline(events=[made.event(themes=[theme]) for theme in themes], themes=themes)
    for place in PLACES:
        assert (SENTENCE in words_at(f"{page.address}{place}")) is (count > 1), place
