"""Works in plain words: short labels, full references that are safe to show, witnesses."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.citations.csl import Work
from content.citations.words import CHECKED, LADDER, full, short, witness
from tests.content.seed import seed_works


def work(**fields) -> Work:
    return Work(**{"key": "k", "type": "book", "title": "A Title: With a Second Half", **fields})


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"authors": ("Seltzer, William", "Anderson, Margo"), "issued": "2000"}, "Seltzer and Anderson 2000"),
        ({"authors": ("Black, Edwin",), "issued": "2001-02-12"}, "Black 2001"),
        ({"authors": ("A, B", "C, D", "E, F"), "issued": "1999"}, "A and others 1999"),
        ({"authors": ("Grossman, Thomas, and others",), "issued": "1999"}, "Grossman and others 1999"),
        (
            {"authors": ("U.S. Department of Homeland Security, Office of Inspector General",), "issued": "2012-02"},
            "U.S. Department of Homeland Security, Office of Inspector General 2012",
        ),
        ({"authors": ("Sarafian, Ara (ed.)",), "issued": "2004"}, "Sarafian 2004"),
        ({"issued": "1942"}, "A Title 1942"),
        ({"title": "One two three four five six seven", "issued": "1942"}, "One two three four five six… 1942"),
        ({"title": "Who counts? A history"}, "Who counts n.d."),
        ({"authors": ("Black, Edwin",)}, "Black n.d."),
        ({"authors": ("Black, Edwin",), "issued": "1982/1983"}, "Black 1982–1983"),
        ({"authors": ("Black, Edwin",), "issued": "1982-01/1982-03"}, "Black 1982"),
        ({"authors": ("Black, Edwin",), "issued": "2016~"}, "Black c. 2016"),
        ({"authors": ("Black, Edwin",), "issued": "194X"}, "Black 1940s"),
        ({"authors": ("Black, Edwin",), "issued": "20XX"}, "Black n.d."),
        ({"authors": ("Black, Edwin",), "issued": "no date"}, "Black n.d."),
    ],
)
def test_short_labels(fields, label):
    assert short(work(**fields)) == label


def test_a_full_reference_names_everything_in_order():
    article = work(
        type="article-journal",
        title="After Pearl Harbor",
        authors=("Seltzer, William", "Anderson, Margo"),
        container="Population & Development",
        publisher="PAA",
        issued="2000-03-28~",
        identifier="no. 4",
    )
    assert full(article, "pp. 4-6") == (
        "William Seltzer and Margo Anderson, “After Pearl Harbor”, <cite>Population &amp; Development</cite>, PAA, "
        "about 28 March 2000, no. 4, pp. 4-6."
    )


@pytest.mark.parametrize(
    ("fields", "reference"),
    [
        ({"title": "Alone"}, "<cite>Alone</cite>."),
        ({"title": "Page", "type": "webpage"}, "“Page”."),
        ({"title": "Act", "type": "legislation", "issued": "1942"}, "<cite>Act</cite>, 1942."),
        ({"title": "T", "authors": ("A, B.", "C, D", "E, F")}, "B. A, D C and F E, <cite>T</cite>."),
        ({"title": "T", "authors": ("A, B", "C, D", "E, F", "G, H")}, "B A and others, <cite>T</cite>."),
        ({"title": "T", "authors": ("A, B (ed.)",)}, "B A (ed.), <cite>T</cite>."),
        ({"title": "T", "publisher": "Acme Inc."}, "<cite>T</cite>, Acme Inc."),
        ({"title": "T", "issued": "soon"}, "<cite>T</cite>, soon."),
    ],
)
def test_full_references(fields, reference):
    assert full(work(**fields)) == reference


def test_nothing_of_a_work_becomes_markup():
    nasty = '<script>alert("1")</script> & <b>'
    reference = full(
        work(title=nasty, authors=(nasty,), container=nasty, publisher=nasty, issued=nasty, identifier=nasty), nasty
    )
    assert set(re.findall(r"<[^>]*>", reference)) == {"<cite>", "</cite>"}
    assert reference.count("&lt;script&gt;") == 7


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        assert not attrs


@given(st.text(), st.text(), st.text(), st.text())
def test_a_full_reference_holds_no_tag_but_cite_whatever_the_work(title, author, container, locator):
    tags = _Tags()
    tags.feed(full(work(title=title, authors=(author,), container=container), locator))
    tags.close()
    assert set(tags.tags) <= {"cite"}


def test_every_source_of_the_seed_has_a_label_a_reference_and_a_witness():
    for source in seed_works():
        assert re.search(r"\S (?:c\. )?(?:\d{4}s?(?:–\d{4}s?)?|n\.d\.)$", short(source)), short(source)
        assert full(source).endswith(".")
        assert "<a" not in full(source)
        assert witness(source) == f"{LADDER[source.ladder][0]}; {CHECKED[source.checked]}"


def test_the_ladder_has_nine_kinds_each_with_a_label_and_a_sentence():
    assert len(LADDER) == 9
    for label, sentence in LADDER.values():
        assert label[0].isupper() and not label.endswith(".")
        assert sentence.endswith(".") and len(sentence) > 20


def test_a_work_of_no_known_kind_has_no_witness():
    assert witness(work()) == ""
    assert witness(work(checked="page")) == "read"
    assert witness(work(ladder="press")) == "Press"
