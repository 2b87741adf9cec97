"""The question in an address: read, kept in its bounds, written again, said in words."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.facets import FACETS
from search.query import SearchQuery
from search.query.asked import DEEPEST, LARGEST_PAGE, MOST_CHOSEN


def asked(address):
    return SearchQuery.from_params(parse_qs(address, keep_blank_values=True))


def test_an_empty_address_asks_for_everything():
    assert asked("") == SearchQuery()
    assert asked("").is_empty
    assert asked("").to_params() == {}


def test_everything_is_read():
    query = asked(
        "q=punch+cards&theme=ibm-holocaust&theme=rwanda&kind=entry&from=1933&to=1945-05&sort=date&page=2&size=50"
    )
    assert query == SearchQuery(
        text="punch cards",
        filters=(("kind", ("entry",)), ("theme", ("ibm-holocaust", "rwanda"))),
        from_day=19330101,
        to_day=19450531,
        sort="date",
        page=2,
        size=50,
    )
    assert query.offset == 50
    assert query.notes == ()


@pytest.mark.parametrize("page", ["x", "0", "-1", "", "1.5", "９", "1e9", "\x00"])
def test_a_page_that_is_none_is_the_first(page):
    assert asked(f"page={page}").page == 1


def test_numbers_are_brought_into_their_range():
    assert asked("size=100000").size == LARGEST_PAGE
    assert asked("size=0").size == 1
    query = asked("size=100&page=999999999")
    assert query.offset + query.size <= DEEPEST


def test_unknown_parameters_orders_and_empty_values_are_dropped():
    assert asked("utm_source=x&sort=newest&theme=&decade=soon") == SearchQuery()


def test_the_values_of_a_facet_are_limited():
    query = asked("&".join(f"theme=t{n}" for n in range(100)) + "&kind=" + "k" * 500)
    assert len(query.chosen("theme")) == MOST_CHOSEN
    assert query.chosen("kind") == ()


def test_more_filters_than_are_taken_are_said():
    query = asked("&".join(f"theme=t{n}" for n in range(6)) + "&" + "&".join(f"stage=s{n}" for n in range(6)))
    assert sum(len(values) for _name, values in query.filters) == MOST_CHOSEN
    assert query.is_full
    assert query.notes == ("Only 8 filters are taken at a time; the others were left out.",)
    assert asked("theme=a").notes == ()


def test_the_order_of_the_address_does_not_matter():
    assert asked("theme=b&theme=a&kind=entry") == asked("kind=entry&theme=a&theme=b&theme=b")


def test_the_same_words_without_narrowing():
    assert asked("q=x&theme=a&from=1942&sort=date&page=2").without_narrowing() == asked("q=x&sort=date")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("1942", 19420101, 19421231),
        ("1942-02", 19420201, 19420228),
        ("1944-02", 19440201, 19440229),
        ("1942-02-19", 19420219, 19420219),
        ("0301", 3010101, 3011231),
    ],
)
def test_dates_reach_to_the_ends_they_name(written, first, last):
    assert asked(f"from={written}").from_day == first
    assert asked(f"to={written}").to_day == last


@pytest.mark.parametrize("written", ["42", "1942-13", "1942-02-30", "soon", "1942~", "0000", "1942-2-1", "١٩٤٢"])
def test_what_is_no_date_is_left_out_and_said(written):
    query = asked(f"from={written}&to=1945")
    assert query.from_day is None
    assert query.to_day == 19451231
    assert written in query.notes[0]


def test_years_the_wrong_way_round_are_exchanged():
    query = asked("from=1945&to=1933")
    assert (query.from_day, query.to_day) == (19330101, 19451231)
    assert "exchanged" in query.notes[0]


def test_a_long_question_is_cut_and_said():
    query = SearchQuery.from_params({"q": "a" * 10_001})
    assert len(query.text) == 10_000
    assert "10,000" in query.notes[0]


def test_toggling_twice_changes_nothing_but_the_page():
    query = asked("q=x&theme=rwanda&page=3")
    toggled = query.with_toggled("theme", "bosnia")
    assert toggled.chosen("theme") == ("bosnia", "rwanda")
    assert toggled.page == 1
    assert toggled.with_toggled("theme", "bosnia") == query.with_page(1)
    assert query.with_toggled("theme", "rwanda").filters == ()


def test_the_question_in_words():
    query = asked("q=cards&theme=rwanda&kind=entry&kind=claim&from=1933&to=1945-05&sort=date")
    assert query.describe({("theme", "rwanda"): "Rwanda, 1994"}) == (
        "“cards”, kind: claims or entries, theme: Rwanda, 1994, 1933 to 1945-05-31, earliest first"
    )
    assert asked("").describe() == "everything in the archive"
    assert asked("from=1942&to=1942").describe() == "1942"
    assert asked("decade=1940&to=1945").describe() == "decade: 1940s, until 1945"


values = st.text(min_size=1, max_size=20)
params = st.dictionaries(
    st.sampled_from(["q", "from", "to", "sort", "page", "size", "exact", *(facet.name for facet in FACETS)]),
    st.lists(values | st.integers(0, 3000).map(str), max_size=3),
)


@given(params)
def test_any_question_can_be_asked_again(given_params):
    query = SearchQuery.from_params(given_params)
    assert SearchQuery.from_params(query.to_params()) == query
    assert SearchQuery.from_params(parse_qs(query.query_string())) == query
    assert query.describe()
