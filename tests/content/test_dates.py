"""EDTF dates: what is accepted, what is refused and with which words, and how a date reads."""

import datetime
import json
import string

import pytest
import yaml
from edtf import is_valid_edtf
from hypothesis import given
from hypothesis import strategies as st

from content import dates
from content.dates import DateError, parse, words
from tests.content.seed import DATE_KEYS, seed_values

# text, earliest, latest, words, machine, precision
CASES = [
    ("1942-02-19", 19420219, 19420219, "19 February 1942", "1942-02-19", "exact"),
    ("1942-02", 19420201, 19420228, "February 1942", "1942-02", "exact"),
    ("1944-02", 19440201, 19440229, "February 1944", "1944-02", "exact"),
    ("1942", 19420101, 19421231, "1942", "1942", "exact"),
    ("1942~", 19420101, 19421231, "about 1942", "1942", "about"),
    ("1942?", 19420101, 19421231, "possibly 1942", "1942", "about"),
    ("1942%", 19420101, 19421231, "possibly about 1942", "1942", "about"),
    ("1942-02-19~", 19420219, 19420219, "about 19 February 1942", "1942-02-19", "about"),
    ("194X", 19400101, 19491231, "1940s", "", "about"),
    ("194X~", 19400101, 19491231, "about the 1940s", "", "about"),
    ("19XX", 19000101, 19991231, "20th century", "", "about"),
    ("20XX", 20000101, 20991231, "21st century", "", "about"),
    ("10XX", 10000101, 10991231, "11th century", "", "about"),
    ("1942-XX", 19420101, 19421231, "in an unknown month of 1942", "1942", "about"),
    ("1942-XX-XX", 19420101, 19421231, "in an unknown month of 1942", "1942", "about"),
    ("1942-02-XX", 19420201, 19420228, "on an unknown day in February 1942", "1942-02", "about"),
    ("1942-02-XX?", 19420201, 19420228, "possibly an unknown day in February 1942", "1942-02", "about"),
    ("1943-21", 19430301, 19430531, "spring 1943", "1943", "exact"),
    ("1943-22", 19430601, 19430831, "summer 1943", "1943", "exact"),
    ("1943-23", 19430901, 19431130, "autumn 1943", "1943", "exact"),
    ("1943-24", 19431201, 19440229, "winter 1943", "1943", "exact"),
    ("1943-21~", 19430301, 19430531, "about spring 1943", "1943", "about"),
    ("1942-03/1946-03", 19420301, 19460331, "March 1942 to March 1946", "", "during"),
    ("1942~/1946", 19420101, 19461231, "about 1942 to 1946", "", "during"),
    ("194X/1950", 19400101, 19501231, "the 1940s to 1950", "", "during"),
    ("1942/1942-02", 19420101, 19420228, "1942 to February 1942", "", "during"),
    ("1942-02-XX/1942-03-02", 19420201, 19420302, "an unknown day in February 1942 to 2 March 1942", "", "during"),
    ("../1946", 0, 19461231, "until 1946", "", "during"),
    ("2012/..", 20120101, 99991231, "from 2012", "", "during"),
    ("/1950", None, 19501231, "until 1950", "", "during"),
    ("1942/", 19420101, None, "from 1942", "", "during"),
    ("199X/", 19900101, None, "from the 1990s", "", "during"),
    ("0001", 10101, 11231, "1", "0001", "exact"),
    ("1348-10-01", 13481001, 13481001, "1 October 1348", "1348-10-01", "exact"),
    ("1600-02-29", 16000229, 16000229, "29 February 1600", "1600-02-29", "exact"),
    ("2401-05", 24010501, 24010531, "May 2401", "2401-05", "exact"),
    ("9998-24", 99981201, 99990228, "winter 9998", "9998", "exact"),
]

REFUSED = [
    "", "   ", "yesterday", "about 1942", "19-02-1942", "1942/02/19", "February 1942", "1942-13", "1942-00",
    "1942-20", "1942-25", "1942-41", "1942-02-30", "1942-02-29", "1900-02-29", "1942-04-31", "1942-01-00",
    "1942-01-32", "1942-21-05", "1942-XX-05", "1X42", "X942", "XXXX", "1XXX", "194X-02", "194X-02-03", "1942-1X",
    "1942-02-1X", "0000", "000X", "00XX", "-0044", "-1942", "Y17000", "Y-17000", "1942~~", "~1942", "1942-~02",
    "1946/1942", "1942-03/1942-02", "1942-02-19/1942-02-18", "/", "../..", "../", "/..", "1942/1943/1944", "1942//",
    "[1942,1943]", "{1942..1944}", "1942..1944", "1942 / 1943", "1942–1946", "1942-02-19T10:00:00", "١٩٤٢", "１９４２",
    "194x", "open", "1942/open", "1942/unknown", "194u", "9999", "999X", "99XX", "9999-01-01", "1942/9999",
]  # fmt: skip


@pytest.mark.parametrize(("text", "earliest", "latest", "said", "machine", "precision"), CASES)
def test_a_date_has_its_bounds_words_and_marks(text, earliest, latest, said, machine, precision):
    date = parse(text)
    assert (date.text, date.earliest, date.latest) == (text, earliest, latest)
    assert words(date.parts) == words(text) == said
    assert dates.machine(date.parts) == machine
    assert dates.precision(date.parts) == precision


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused_with_a_remedy(text):
    with pytest.raises(DateError) as refusal:
        parse(text)
    assert "Write" in str(refusal.value)
    assert text.strip() in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("-0044", "before the year 1"),
        ("0000", "before the year 1"),
        ("1946/1942", "ends before it begins"),
        ("1942-02-30", "day that February 1942 does not have"),
        ("1942-13", "month 13; months run from 01 to 12"),
        ("1942-21-05", "day of a season"),
        ("1942-XX-05", "day of an unknown month"),
        ("1X42", "in the middle"),
        ("[1942,1943]", "a set of dates"),
        ("Y17000", "more than four digits"),
        ("1942/1943/1944", "more than one stroke"),
        ("/", "no day at either end"),
        ("", "There is no date"),
        ("1" * 101, "101 characters"),
    ],
)
def test_a_refusal_says_what_is_wrong(text, part):
    with pytest.raises(DateError, match=part.replace(".", r"\.")):
        parse(text)


def test_a_hundred_characters_are_still_read_as_text_and_more_are_not():
    with pytest.raises(DateError, match="is not a date"):
        parse("1" * 100)
    with pytest.raises(DateError, match="too many"):
        parse("1" * 101)


@pytest.mark.parametrize("value", [None, 1942, 19.42, b"1942", ["1942"], {"edtf": "1942"}])
def test_what_is_no_text_is_refused_too(value):
    with pytest.raises(DateError):
        parse(value)


def test_space_around_a_date_is_taken_off():
    assert parse("  1942-02 \n").text == "1942-02"


def test_an_unknown_end_stays_unknown_and_is_told_from_an_open_one():
    assert parse("1942/").latest is None
    assert parse("1942/..").latest == dates.OPEN_END
    assert parse("1942/").parts["end"] == {"open": False}
    assert parse("1942/..").parts["end"] == {"open": True}


def test_changing_the_parts_of_one_date_does_not_change_the_next():
    parse("1942-02").parts["start"]["month"] = "11"
    assert words("1942-02") == "February 1942"


def test_a_language_without_a_table_reads_in_english_and_no_parts_read_as_nothing():
    assert words("1942-02", "fr") == words("1942-02", "en-GB") == "February 1942"
    assert words({}) == dates.machine({}) == ""
    assert dates.precision({}) == "about"


@pytest.mark.parametrize("key", DATE_KEYS)
def test_every_date_of_the_seed_is_read(key):
    found = sorted(set(seed_values(key)))
    assert len(found) >= {"date": 300, "issued": 300, "as_of": 5, "dates": 60}[key]
    for value in found:
        date = parse(value)
        assert words(date.parts), value


def test_a_date_that_yaml_takes_for_a_day_or_a_number_reads_after_str():
    for text in ("1942-02-19", "1942"):
        assert parse(str(yaml.safe_load(text))).text == text


# overlap, decades, years


@pytest.mark.parametrize(
    ("text", "from_day", "to_day", "expected"),
    [
        ("1942", 19420601, 19420630, True),
        ("1942", 19430101, None, False),
        ("1942", 19421231, None, True),
        ("1942", None, 19420101, True),
        ("1942", None, 19411231, False),
        ("1942~", 19420101, 19421231, True),
        ("1942~", None, 19411231, False),
        ("1942/..", 20200101, None, True),
        ("../1946", None, 10101, True),
        ("../1946", 19470101, None, False),
        ("1942/", 20200101, None, False),
        ("1942/", 19420101, 19450101, True),
        ("/1950", None, 19491231, False),
        ("/1950", 19501231, 19510101, True),
    ],
)
def test_overlap_with_a_stretch_of_days(text, from_day, to_day, expected):
    date = parse(text)
    assert dates.overlaps(date.earliest, date.latest, from_day, to_day) is expected


def test_an_undated_thing_overlaps_only_where_nothing_is_asked():
    assert dates.overlaps(None, None, None, None)
    assert not dates.overlaps(None, None, 19420101, None)
    assert not dates.overlaps(None, None, None, 19420101)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1942", [1940]),
        ("1938/1951", [1930, 1940, 1950]),
        ("1942/..", [1940]),
        ("../1946", [1940]),
        ("/1950", [1950]),
        ("19XX", [1900, 1910, 1920, 1930, 1940, 1950, 1960, 1970, 1980, 1990]),
        ("0801/1946", [800, 1940]),
        ("0005", [0]),
    ],
)
def test_decades(text, expected):
    date = parse(text)
    assert dates.decades(date.earliest, date.latest) == expected


def test_decades_and_years_of_nothing_known():
    assert dates.decades(None, None) == []
    assert dates.year_span(None, None) == (None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1942", (1942, 1942)),
        ("1942/..", (1942, None)),
        ("../1946", (None, 1946)),
        ("/1950", (None, 1950)),
        ("0001/9998", (1, 9998)),
    ],
)
def test_year_span(text, expected):
    date = parse(text)
    assert dates.year_span(date.earliest, date.latest) == expected


# rules that hold for every date

two_digits = st.integers(1, 12).map("{:02}".format)
days = st.dates(max_value=datetime.date(9998, 12, 31)).map(str)
months = st.builds("{:04}-{}".format, st.integers(1, 9998), two_digits)
years = st.integers(1, 9998).map("{:04}".format)
vague = st.builds("{}{}".format, st.integers(100, 998), st.just("X")) | st.builds("{}XX".format, st.integers(10, 98))
unknown = st.builds("{}-XX".format, years) | st.builds("{}-XX".format, months)
seasons = st.builds("{}-{}".format, years, st.integers(21, 24))
plain_dates = st.builds(
    "{}{}".format, st.one_of(days, months, years, vague, unknown, seasons), st.sampled_from(["", "?", "~", "%"])
)


@st.composite
def edtf(draw):
    date = draw(plain_dates)
    kind = draw(st.sampled_from(["date", "from", "to", "open from", "open to", "interval"]))
    if kind == "interval":
        pair = sorted([date, draw(plain_dates)], key=lambda text: parse(text).earliest)
        return "/".join(pair)
    return {"date": "{}", "from": "{}/", "to": "/{}", "open from": "{}/..", "open to": "../{}"}[kind].format(date)


@given(edtf())
def test_every_date_has_ordered_bounds_and_words_that_survive_json(text):
    date = parse(text)
    assert date.text == text
    if None not in (date.earliest, date.latest):
        assert 0 <= date.earliest <= date.latest <= 99991231
    stored = json.loads(json.dumps(date.parts))
    assert stored == date.parts
    assert words(stored) == words(text) != ""
    assert dates.precision(stored) in {"exact", "about", "during"}
    assert dates.overlaps(date.earliest, date.latest, date.earliest, date.latest)
    assert len(dates.decades(date.earliest, date.latest)) in range(1, dates.MAX_DECADES + 1)


@given(plain_dates)
def test_every_date_is_one_for_the_whole_grammar_of_the_library_too(text):
    parse(text)
    assert is_valid_edtf(text.rstrip("?~%"))


@given(st.one_of(st.text(), st.text(alphabet=string.digits + "-/.X?~%Y[]{}, ", max_size=24)))
def test_any_text_is_a_date_or_refused_and_nothing_else(text):
    try:
        date = parse(text)
    except DateError as refusal:
        assert str(refusal)
    else:
        assert words(date.parts)


@given(days, days)
def test_two_days_make_an_interval_in_one_order_only(one, other):
    if one <= other:
        assert parse(f"{one}/{other}").earliest == parse(one).earliest
    else:
        with pytest.raises(DateError, match="ends before it begins"):
            parse(f"{one}/{other}")
