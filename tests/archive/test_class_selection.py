"""The selection of a class timeline in a link: there and back, and an answer whatever the link holds."""

from hypothesis import given
from hypothesis import strategies as st

from archive.classroom.selection import LONGEST, MOST, Reading, Selection, added, read
from content.text import UID_ALPHABET

uids = st.text(UID_ALPHABET, min_size=10, max_size=10)
selections = st.builds(Selection, st.lists(uids, unique=True, max_size=MOST).map(tuple), st.booleans())


def params(chosen: Selection) -> dict[str, str]:
    return {"v": "1", "class": chosen.text}


@given(selections)
def test_there_and_back(chosen):
    assert read(params(chosen)) == Reading(chosen, (), asked=True)
    assert len(chosen.text) <= LONGEST


@given(st.one_of(st.none(), st.text()), st.one_of(st.none(), st.text(), st.binary().map(lambda b: b.decode("latin-1"))))
def test_anything_is_answered(version, text):
    reading = read({"v": version, "class": text})
    assert reading.problems or reading.selection == Selection()


@given(selections, st.integers(min_value=0), st.characters())
def test_one_changed_sign_is_noticed(chosen, at, sign):
    at %= len(chosen.text)
    changed = chosen.text[:at] + sign + chosen.text[at + 1 :]
    if changed != chosen.text:
        reading = read({"v": "1", "class": changed})
        assert reading.problems and not reading.selection.uids


@given(selections, st.lists(uids))
def test_adding_keeps_what_was_there_and_stays_within_the_cap(chosen, more):
    reading = added(read(params(chosen)), more)
    assert reading.selection.uids[: len(chosen.uids)] == chosen.uids
    assert len(reading.selection.uids) <= MOST
    assert bool(reading.problems) == (len({*chosen.uids, *more}) > MOST)


@given(selections, st.integers(min_value=0, max_value=MOST), st.sampled_from([-1, 1]))
def test_moving_loses_nothing(chosen, at, step):
    if chosen.uids:
        uid = chosen.uids[at % len(chosen.uids)]
        moved = chosen.moved(uid, step)
        assert sorted(moved.uids) == sorted(chosen.uids) and moved.by_hand
        assert uid not in chosen.without(uid).uids
