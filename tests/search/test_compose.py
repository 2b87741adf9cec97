"""The tree that a question becomes."""

from search.query import compose, read
from search.query.tree import All, Bool, Boost, Constant, DisMax, Phrase, Prefix, Range, Term, Terms
from search.synonyms import synonyms


def tree(text, *rows):
    return compose(read(text), synonyms(rows))


def test_nothing_typed_is_everything():
    assert tree("") == All()
    assert tree("?!") == All()


def test_any_word_will_do_and_the_title_adds_a_little():
    found = tree("cards")
    assert found.minimum == 1
    assert found.should[:2] == (Term("all", "card"), Boost(Term("title", "card"), 0.25))


def test_a_repeated_word_counts_as_often_as_it_stands():
    assert tree("census, census").should[:2] == (Boost(Term("all", "census"), 2), Boost(Term("title", "census"), 0.5))


def test_neighbours_are_a_bonus_over_the_words_left_out_between_them():
    assert Boost(Phrase("all", ("war", "word"), 2), 0.1) in tree("war of words").should
    many = tree(" ".join(f"w{n}" for n in range(40))).should
    assert sum(isinstance(node, Boost) and isinstance(node.node, Phrase) for node in many) == 12


def test_phrases_and_values_are_required_and_values_score_nothing():
    found = tree('census "punch cards" theme:rwanda')
    assert (found.must, found.filters) == ((Phrase("all", ("punch", "card")),), (Terms("theme", ("rwanda",)),))
    assert found.minimum == 0
    assert Term("all", "census") in found.should


def test_a_named_field_narrows_and_the_words_are_still_asked_for():
    assert tree("census kind:record").minimum == 1
    assert tree("kind:record").minimum == 0


def test_years_and_decades_are_spans_and_numbers():
    span = (Range("date_from", None, 19451231), Range("date_to", 19420101, None))
    assert tree("year:1945-1942").filters == (Bool(must=span),)
    assert tree("decade:1940s").filters == (Terms("decade", ("1940",)),)
    assert tree("grades:9-12").filters == (Terms("grade_band", ("9-12",)),)


def test_what_stands_first_is_lifted_over_what_was_asked_unless_it_is_forbidden():
    found = compose(read("census kind:entry -army"), first=["entry:abc"])
    asked, lifted = found.should
    assert asked == tree("census kind:entry -army")
    assert lifted.must == (Constant(Terms("key", ("entry:abc",)), 10_000.0),)
    assert (lifted.filters, lifted.must_not) == ((Terms("kind", ("entry",)),), (Term("all", "armi"),))
    assert compose(read(""), first=["entry:abc"]) == All()


def test_a_phrase_of_one_word_is_the_word():
    assert tree('"census"').must == (Term("all", "census"),)


def test_what_is_excluded():
    assert tree('-"punch cards"') == Bool(must_not=(Phrase("all", ("punch", "card")),))


def test_a_beginning_finds_words_and_stems():
    assert tree("testimonie*").must == (
        Bool(should=(Prefix("all", "testimonie"), Term("all", "testimoni")), minimum=1),
    )


def test_the_whole_question_may_be_promoted():
    assert Constant(Terms("promoted", ("registri",)), 100.0) in tree("The Registry").should


def test_other_words_stand_beside_the_typed_ones():
    (expansion,) = [
        node for node in tree("the USSR census", ("USSR", "Soviet Union")).should if isinstance(node, DisMax)
    ]
    own, other = expansion.nodes
    assert own == Bool(should=(Term("all", "ussr"), Boost(Term("title", "ussr"), 0.25)), minimum=1)
    assert other == Boost(Phrase("all", ("soviet", "union")), 0.8)


def test_words_of_an_expansion_are_not_counted_twice():
    found = tree("punch cards census", ("punch cards", "Hollerith cards"))
    assert Term("all", "punch") not in found.should
    assert Term("all", "census") in found.should


def test_a_quoted_phrase_has_no_other_words():
    assert not any(isinstance(node, DisMax) for node in tree('"punch cards"', ("punch cards", "Hollerith")).should)


def test_a_pasted_book_stays_a_query():
    assert len(tree(" ".join(f"word{n}" for n in range(2_000))).should) < 1_100
