"""The pictures of the documentation can still be taken: what each of them shows is there."""

import io

import pytest
from PIL import Image

from tests.pictures import HEAVIEST, PICTURES


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_it_can_be_taken(visit, picture):
    taken = picture.taken(visit("about:blank"))
    assert Image.open(io.BytesIO(taken)).size == picture.size
    assert 3_000 < len(taken) <= HEAVIEST
