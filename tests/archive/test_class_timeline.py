"""A class timeline of one's own, as the server shows it: what was picked, under a link that outlives renaming and answers always."""

import random
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as settings_of
from hypothesis import strategies as st

from archive.classroom.selection import DAMAGED, FULL, MOST, NOT_A_MARK, TOO_LONG, UNKNOWN_VERSION, Selection
from archive.classroom.taking import LONGEST_IN_CODE
from archive.classroom.words import LIMITS
from tests.factories import content as made

pytestmark = pytest.mark.django_db


def shown(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    assert not response.cookies and response.headers["X-Robots-Tag"] == "noindex"
    assert "private" in response.headers["Cache-Control"]
    return " ".join(response.content.decode().split())


def of(*things, by_hand: bool = True) -> Selection:
    return Selection(tuple(thing.uid for thing in things), by_hand)


@pytest.fixture
def raid():
    return made.event(title="The raid", date="1942-02-19")


@pytest.fixture
def order():
    return made.entry(title="The order", date="1941-12")


def test_the_empty_page_says_how_to_begin(client):
    timeline = made.timeline(title="Of the camps")
    read = shown(client, "/class/")
    assert "Make a class timeline" in read and 'action="/search/"' in read
    assert f"{timeline.address}?v=1&amp;class=d." in read


def test_events_and_entries_stand_in_the_order_of_hand_or_of_dates(client, raid, order):
    by_hand, by_date = (shown(client, of(raid, order, by_hand=hand).address) for hand in (True, False))
    assert 0 < by_hand.index(">The raid</a>") < by_hand.index(">The order</a>")
    assert 0 < by_date.index(">The order</a>") < by_date.index(">The raid</a>")


def test_the_links_on_the_page_move_and_take_out(client, raid, order):
    read = shown(client, of(raid, order).address)
    for address in (of(order, raid).address, of(order).address, of(raid).address):
        assert f'href="{address.replace("&", "&amp;")}"' in read


def test_what_is_renamed_still_opens(client, raid):
    address = of(raid).address
    raid.title, raid.slug = "The great raid", "the-great-raid"
    raid.save()
    read = shown(client, address)
    assert ">The great raid</a>" in read and "/events/the-great-raid/" in read


def test_what_is_withdrawn_is_said_without_its_name(client, raid, order):
    address = of(raid, order).address
    raid.unpublish()
    order.unpublish()
    read = shown(client, address)
    assert "An event stands in this link that the archive has withdrawn" in read
    assert "An entry stands in this link that the archive has withdrawn" in read
    assert "The raid" not in read and "The order" not in read


def test_what_is_private_is_said_without_its_name(client, order):
    order.view_restrictions.create(restriction_type="login")
    read = shown(client, of(order).address)
    assert "The order" not in read and "An entry stands in this link" in read


def test_what_was_never_known_is_said_to_be_unknown(client):
    read = shown(client, Selection(("aaaaaaaaaa",)).address)
    assert "The archive has no event or entry with the mark aaaaaaaaaa." in read


def test_content_reasons_are_shown_above_and_beside(client):
    hard = made.event(title="The killing", content_reasons=["killing"], grade_floor=9)
    read = shown(client, of(hard).address)
    assert "Content note." in read and "Suggested from grade 9." in read and "Speaks of killing." in read


def test_several_histories_stand_under_the_required_sentence(client):
    one, two = (made.event(themes=[made.theme()]) for _ in range(2))
    assert "not to measure suffering" in shown(client, of(one, two).address)
    assert "not to measure suffering" not in shown(client, of(one).address)


def test_what_is_added_leads_to_its_own_address_and_stands_once(client, raid, order):
    response = client.get("/class/", {"v": "1", "class": of(raid).text, "add": [order.uid, raid.uid]})
    assert response.status_code == 302 and response.headers["Location"] == of(raid, order).address
    assert not response.cookies


def test_what_cannot_be_added_is_said(client, raid):
    assert NOT_A_MARK in shown(client, f"{of(raid).address}&add=nonsense")
    full = Selection(tuple(f"{number:0>10}" for number in range(MOST)), True)
    assert FULL in shown(client, f"{full.address}&add={raid.uid}")
    assert len(full.text) < 500


def tampered(text: str) -> list[str]:
    """Query strings of links that came to harm on their way: the whole of `text` stands in none of them as it was."""
    order, *uids, check = text.split(".")
    dice = random.Random(1942)
    harmed = [
        *("", ".", "h", "h.", "h..", f"h.{check}", f"{'.'.join([order, *uids])}", f"{text}.", f".{text}", f"{text}x"),
        *(text[: len(text) * cut // 8] for cut in range(1, 8)),
        *(
            text.upper(),
            text[::-1],
            f"d{text[1:]}",
            f"x{text[1:]}",
            f"hh{text[1:]}",
            text.replace(".", ","),
            text.replace(".", ".."),
        ),
        ".".join([order, *reversed(uids), check]),
        ".".join([order, uids[0], uids[0], check]),
        ".".join([order, uids[0], check]),
        ".".join([order, *uids, "aaaaaaaaaa", check]),
        ".".join([order, *uids, check.swapcase()]),
        ".".join([order, *uids, "aaaa"]),
        *(
            "\x00",
            f"{text}\x00",
            text.replace(".", "\x00", 1),
            "é" * 20,
            "\u202e" + text,
            "😀",
            "\r\nSet-Cookie: a=b",
            "../../etc/passwd",
        ),
        *("x" * 10_000, text * 300, "." * 10_000, "<script>alert(1)</script>", "' OR 1=1 --", "{{7*7}}", "%s%n"),
    ]
    for _ in range(10):
        at = dice.randrange(len(text))
        harmed.append(text[:at] + dice.choice("!ä%&#.\n \u202e😀") + text[at + 1 :])
    return [
        *(urlencode({"v": "1", "class": each}) for each in harmed),
        *(f"v={version}&class={text}" for version in ("", "0", "01", "-1", "1.0", "one", "%00", "%FF", "٢")),
        *(
            f"v=1&class={junk}"
            for junk in ("%", "%zz", "%C3%28", "%ff%fe", "%EF%BF%BD", f"{text}%", f"%2E{text}", "%u0068")
        ),
        f"v=1&class={text}&class={text[:-1]}",
        f"v=1&v=2&class={text}",
        f"class={text}",
        f"v=1&class[]={text}&class=h",
    ]


def test_a_damaged_link_answers_with_a_sentence_and_shows_nothing(client, raid, order):
    links = tampered(of(raid, order).text)
    assert len(set(links)) > 70
    parts = ("embed/", "handout/", "events.csv", "timelinejs.json", "timeline.jsonld", "timeline.docx")
    for number, query in enumerate(links):
        for part in ("", parts[number % len(parts)]):
            response = client.get(f"/class/{part}?{query}")
            assert response.status_code == (404 if "." in part else 200), (part, query)
            read = response.content.decode()
            assert (DAMAGED in read or TOO_LONG in read) and "The raid" not in read, (part, query)
            assert not response.cookies


@settings_of(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["v", "class", "add", "sheet", "w", "page"]), st.text(max_size=60), max_size=4))
def test_whatever_stands_in_an_address_is_answered(client, asked):
    for part in ("", "embed/", "events.csv"):
        response = client.get(f"/class/{part}", asked)
        assert response.status_code in {200, 302, 404}, asked
        assert response.status_code != 404 or part == "events.csv"


def test_a_damaged_class_timeline_is_said_to_be_one_where_things_are_added(client, raid):
    timeline = made.timeline(events=[raid])
    for query, said in ((f"v=1&class={of(raid).text[1:]}", DAMAGED), ("v=2&class=x", UNKNOWN_VERSION)):
        read = client.get(f"{timeline.address}?{query}").content.decode()
        assert said in read and 'name="add"' not in read and "The raid" in read
    full = Selection(tuple(f"{number:0>10}" for number in range(MOST + 1)), True)
    read = client.get(f"{timeline.address}?{full.query}").content.decode()
    assert FULL in read and f'value="{Selection(full.uids[:MOST], True).text}"' in read, "the first of them go along"


def test_a_later_version_is_said_to_be_one(client, raid):
    assert UNKNOWN_VERSION in shown(client, of(raid).address.replace("v=1", "v=2"))


def test_a_timeline_offers_its_events_only_while_one_is_put_together(client, raid):
    other = made.event(title="The hearing", date="1943")
    timeline = made.timeline(events=[raid, other])
    plain = client.get(timeline.address).content.decode()
    assert f"{timeline.address}?v=1&amp;class=d." in plain and 'name="add"' not in plain
    response = client.get(f"{timeline.address}?{of(raid).query}")
    read = response.content.decode()
    assert f'name="add" value="{other.uid}"' in read and f'value="{raid.uid}"' not in read
    assert "noindex" in read and not response.cookies


def test_ten_things_cost_as_many_questions_as_two(client):
    def asked(things) -> int:
        with CaptureQueriesContext(connection) as queries:
            shown(client, of(*things).address)
        return len(queries)

    things = [make(themes=[made.theme()]) for _ in range(5) for make in (made.event, made.entry)]
    asked(things)  # what is asked once for all
    assert asked(things) == asked(things[:2])


def test_the_scripts_are_given_their_limits_by_the_page(client, raid):
    """None stands in a script: what is cut there is what is cut here."""
    timeline = made.timeline(events=[raid])
    for address in (of(raid).address, f"{timeline.address}?{of(raid).query}"):
        tag = re.search(r'<script src="[^"]*/words[^"]*\.js"([^>]*)>', client.get(address).content.decode())[1]
        given = {name: int(most) for name, most in re.findall(r'data-(\w+)="(\d+)"', tag)}
        assert given == {**LIMITS, "most": MOST, "longest": LONGEST_IN_CODE}
    for name in ("class.js", "words.js", "desk.js"):
        script = (Path(settings.BASE_DIR) / "archive/static/archive/js" / name).read_text(encoding="utf-8")
        assert not re.search(rf"\b({'|'.join(map(str, given.values()))})\b", script), name
