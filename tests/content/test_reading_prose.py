"""Rich text as readers see it: notes, margin notes, links, anchors."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.reading.bodies import Bodies
from content.reading.prose import MOST_IN_THE_MARGIN, Headings, Prose
from tests.factories import content as made


def read(*fragments: str, margin: bool = False):
    prose = Prose(fragments)
    prose.fetch([])
    return prose, [prose.html(position, margin) for position in range(len(fragments))]


@given(st.lists(st.text(max_size=30), max_size=12))
def test_anchors_of_headings_are_unique_and_fit_an_address(words):
    headings = Headings()
    anchors = [headings.anchor(each) for each in words]
    assert len(set(anchors)) == len(anchors)
    assert all(re.fullmatch(r"s-[a-z0-9-]+", anchor) for anchor in anchors)


def test_an_anchor_comes_from_the_words_and_stays_when_other_headings_come():
    def anchors(markup):
        return re.findall(r'id="([^"]+)"', Headings().mark(markup))

    assert anchors("<h2>Said &amp; done</h2>") == ["s-said-done"]
    assert "s-said-done" in anchors("<h2>New</h2><h3>Small</h3><h2>Said &amp; done</h2>")


def test_only_headings_of_the_second_level_are_contents():
    headings = Headings()
    headings.mark('<h2 data-block-key="a1">One <b>bold</b></h2><h3>Below</h3><h2>Two</h2>')
    assert [each.words for each in headings.contents] == ["One bold", "Two"]


def test_the_editors_keys_do_not_reach_readers():
    _, (shown,) = read('<p data-block-key="x1y2z">Words.</p>')
    assert shown == "<p>Words.</p>"


@pytest.mark.django_db
def test_notes_are_numbered_over_the_whole_page_and_adjacent_citations_are_one():
    one, two = made.source(authors=["Ada, A."], issued="1990"), made.source(authors=["Bea, B."], issued="2000")
    first = f"<p>A.{made.citation(one, 'p. 1')} {made.citation(two, '')}</p>"
    second = f"<p>B.{made.citation(two, '')} C.{made.citation(one, 'p. 1')}{made.citation(two, '')}</p>"
    prose, shown = read(first, second)
    assert re.findall(r">(\d+)</a></sup>", "".join(shown)) == ["1", "2", "1"]
    notes = prose.notes()
    assert [note.number for note in notes] == [1, 2]
    assert [(part.source.short, part.source.locator) for part in notes[0].parts] == [
        ("Ada 1990", "p. 1"),
        ("Bea 2000", ""),
    ]
    assert notes[0].backrefs == ("r1", "r1b")
    assert notes[0].parts[0].is_first and not notes[1].parts[0].is_first
    assert notes[0].parts[0].source.address == one.address and "Finding" in notes[0].parts[0].witness


@pytest.mark.django_db
def test_short_notes_stand_before_the_paragraph_once_and_hold_no_link():
    work = made.source(authors=["Ada, A."], issued="1990")
    markup = f"<p>A.{made.citation(work, 'p. 1')}</p><ul><li>B.{made.citation(work, 'p. 1')}</li></ul>"
    _, (shown,) = read(markup, margin=True)
    assert shown.startswith('<p class="mnote" aria-hidden="true"><b>1</b>Ada 1990, p. 1.')
    assert shown.count('class="mnote"') == 1
    assert "<a" not in re.search(r'<p class="mnote".*?</p>', shown)[0]
    assert 'class="mnote"' not in read(markup)[1][0]


@pytest.mark.django_db
def test_a_text_with_very_many_notes_has_none_in_its_margin():
    work = made.source()
    markup = "".join(f"<p>A.{made.citation(work, f'p. {at}')}</p>" for at in range(MOST_IN_THE_MARGIN + 1))
    prose, (shown,) = read(markup, margin=True)
    assert "mnote" not in shown and len(prose.notes()) == MOST_IN_THE_MARGIN + 1


@pytest.mark.django_db
def test_a_source_that_is_not_public_is_said_to_be_so_and_not_named():
    work = made.source(title="Withheld title", live=False)
    prose, (shown,) = read(f"<p>A.{made.citation(work)}</p>", margin=True)
    assert "Withheld title" not in shown + str(prose.notes())
    assert prose.notes()[0].parts[0].source.short == "A source that is not public"


@pytest.mark.django_db
def test_links_lead_to_what_is_public_and_are_words_where_nothing_is():
    entry, term, clause = made.entry(title="Linked"), made.term(), made.clause()
    gone = made.person(live=False)
    links = [
        f'<a linktype="page" id="{entry.pk}">an entry</a>',
        f'<a linktype="thing" kind="term" id="{term.uid}">a <i>word</i></a>',
        f'<a linktype="thing" kind="clause" id="{clause.uid}">a clause</a>',
        f'<a linktype="thing" kind="person" id="{gone.uid}">gone</a>',
        '<a linktype="page" id="99999">nowhere</a>',
        '<a linktype="thing" kind="nonsense" id="x">odd</a>',
        '<a href="https://example.org/">outside</a>',
    ]
    markup = f"<p>{', '.join(links)}.</p>"
    read = Bodies({}, {"text": markup}).read()
    shown = read.prose["text"]
    assert f'<a href="{entry.address}">an entry</a>' in shown
    assert f'<a href="{term.address}">a <i>word</i></a>' in shown
    assert f'<a href="{clause.address}">a clause</a>' in shown
    assert ", gone, nowhere, odd, <a href=" in shown
    assert '<a href="https://example.org/">outside</a>' in shown


@pytest.mark.django_db
def test_streams_and_rich_texts_are_numbered_in_one_row():
    work = made.source()
    page = made.entry(body=[made.paragraph(f"<p>A.{made.citation(work, 'p. 1')}</p>")])
    read = Bodies({"body": page.body}, {"care": f"<p>B.{made.citation(work, 'p. 2')}</p>"}).read()
    assert 'aria-label="Note 1"' in read.bodies["body"][0].value
    assert 'aria-label="Note 2"' in read.prose["care"]
    assert len(read.notes) == 2


@pytest.mark.django_db
def test_hate_propaganda_is_shown_only_where_it_is_allowed_and_beside_its_comment():
    hateful = made.quotation(text="Hateful words", propaganda=True)

    def shown(comment, propaganda):
        value = {"quotation": hateful.pk, "comment": comment}
        page = made.entry(body=[{"type": "quotation", "value": value}])
        return len(Bodies({"body": page.body}).read(propaganda=propaganda).bodies["body"])

    assert shown("What it did.", True) == 1
    assert shown("  ", True) == 0
    assert shown("What it did.", False) == 0


@pytest.mark.django_db
def test_a_source_without_a_year_named_again_ends_in_one_stop(client):
    work = made.source(authors=["Ada, A."], issued="")
    other = f"<p>Between.{made.citation(made.source(), 'p. 9')}</p>"
    body = [made.paragraph(f"<p>A.{made.citation(work, 'p. 1')}</p>{other}<p>B.{made.citation(work, '')}</p>")]
    page = client.get(made.entry(body=body).address).content.decode()
    assert "Ada n.d.</a>" in page.split('class="notes-list"')[1]
    assert "n.d.</a>." not in page and "n.d.." not in page
