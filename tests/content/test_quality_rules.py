"""Each quality rule finds the breach that is planted for it, and nothing in an archive without one."""

from dataclasses import replace

import pytest

from content.quality import archive as quality
from content.quality.archive import Allowed, Link, Note, Passage, PledgeLink, Shown, Text
from content.quality.rules import RULES, check, in_class
from tests.content.small_archive import BODY, small_archive, with_row, with_text, with_words

WHY = "Here a list that named people came before the order that used it."
LONG_SENTENCE = "It was the office itself that wrote down every name and kept the cards."


def other_entry(*passages: Passage, why: str = "Shows an office that kept what it had no need to keep.") -> Text:
    first = next(text for text in small_archive().texts if text.slug == "the-list")
    body = replace(BODY, words=BODY.words.replace("office", "bureau").replace("cards", "papers"))
    return replace(
        first,
        slug="another",
        title="Another",
        passages=(Passage("title", "Another"), body, *passages),
        pledge=(PledgeLink("recall", "example", why),),
    )


def with_entry(text: Text) -> quality.Archive:
    archive = small_archive()
    return replace(archive, texts=(*archive.texts, text))


def quotation(slug: str, **values) -> quality.Quotation:
    return quality.Quotation(slug, "Words.", date="1942", themes=("camps",), **values)


def with_quotation(one: quality.Quotation) -> quality.Archive:
    archive = small_archive()
    return replace(archive, quotations={**archive.quotations, one.slug: one})


def lone_judgment(**claim) -> quality.Archive:
    """A claim that rests on a court's judgment alone."""
    judged = with_row(small_archive(), "sources", "report", type="legal_case")
    return with_row(judged, "claims", "c1", sources=("report",), **claim)


PLANTED = {
    # Keys and references.
    ("unreadable", "file"): lambda: replace(small_archive(), troubles=(quality.Trouble("x.yaml", "is no YAML."),)),
    ("repeated-key", "twice"): lambda: replace(
        small_archive(), keys=(*small_archive().keys, quality.Key("source", "report", "other.yaml"))
    ),
    ("reference", "unknown source"): lambda: replace(
        small_archive(), references=(quality.Reference("source", "nobody", ("entry", "the-list"), "the-list.md"),)
    ),
    ("reference", "entry not planned"): lambda: replace(
        small_archive(), references=(quality.Reference("entry", "nothing", ("entry", "the-list"), "", "", True),)
    ),
    # Numbers and dates.
    ("number", "digits"): lambda: with_words(small_archive(), "Of these, 1,300 left.", notes=(Note(5, "report"),)),
    ("number", "words"): lambda: with_words(small_archive(), "Some seven hundred left.", notes=(Note(5, "report"),)),
    ("number", "date"): lambda: with_words(small_archive(), "On 20 February 1942 they left."),
    ("number", "month"): lambda: with_words(small_archive(), "In March 1942 they left."),
    ("number", "circuit"): lambda: with_words(small_archive(), "The Fifth Circuit agreed."),
    ("number", "plain summary"): lambda: with_words(small_archive(), "There were 90 lists.", "plain_summary"),
    ("number", "pledge reason"): lambda: with_words(small_archive(), "A list of 90 people.", "pledge, refuse"),
    ("number", "overview"): lambda: with_words(small_archive(), "There were 90 lists.", "body", "camps"),
    ("number", "account"): lambda: with_words(small_archive(), "She left in 1950.", "text", "ann"),
    ("number", "exception for other words"): lambda: with_text(
        with_words(small_archive(), "Of these, 1,300 left."), allowed=(Allowed("Of these", "A sum."),)
    ),
    ("number", "exception for another rule"): lambda: with_text(
        with_words(small_archive(), "Of these, 1,300 left."), allowed=(Allowed("1,300 left", "A sum.", "avoided-term"),)
    ),
    ("other-source", "cited elsewhere"): lambda: with_words(
        small_archive(), "Some 1,200 people were written down.", notes=(Note(36, "letter"),)
    ),
    # Sentences and reasons.
    ("shared-sentence", "two entries"): lambda: with_entry(other_entry(Passage("body", BODY.words, notes=BODY.notes))),
    ("shared-sentence", "entry and overview"): lambda: with_words(
        with_words(small_archive(), LONG_SENTENCE), LONG_SENTENCE.upper(), "body", "camps"
    ),
    ("pledge-reason", "none"): lambda: with_text(small_archive(), pledge=()),
    ("pledge-reason", "without words"): lambda: with_text(small_archive(), pledge=(PledgeLink("refuse", "example", " "),)),
    ("pledge-reason", "without kind"): lambda: with_text(small_archive(), pledge=(PledgeLink("refuse", "", WHY),)),
    ("pledge-reason", "twice"): lambda: with_entry(other_entry(why=WHY.upper())),
    ("pledge-reason", "of an event"): lambda: with_row(
        small_archive(), "events", "e1", pledge=(PledgeLink("refuse", "named", WHY),)
    ),
    ("reason-length", "short"): lambda: with_text(small_archive(), pledge=(PledgeLink("refuse", "named", "A list."),)),
    # Claims.
    ("confidence", "lone reference"): lambda: with_row(small_archive(), "claims", "c1", sources=("book",)),
    ("confidence", "lone finding"): lambda: with_row(small_archive(), "claims", "c1", sources=("report",)),
    ("confidence", "lone judgment, for another fact"): lone_judgment,
    ("confidence", "one seen of two"): lambda: with_row(small_archive(), "claims", "c1", sources=("book", "unseen")),
    ("confidence", "same source twice"): lambda: with_row(small_archive(), "claims", "c1", sources=("book", "book")),
    ("confidence", "medium, unseen"): lambda: with_row(small_archive(), "claims", "c3", confidence="medium"),
    ("from-memory", "cited"): lambda: with_words(small_archive(), "The cards burnt.", notes=(Note(16, "unseen"),)),
    ("from-memory", "linked claim"): lambda: with_words(
        small_archive(), "The cards burnt.", notes=(Note(16, "report"),), links=(Link(4, 9, "claim", "c3"),)
    ),
    ("contest-kind", "without kind"): lambda: with_row(small_archive(), "claims", "c1", contested="Some say fewer."),
    ("contest-kind", "without words"): lambda: with_row(small_archive(), "claims", "c1", contest_kind="figures"),
    # Sources.
    ("reference-only", "only reference works"): lambda: with_text(
        small_archive(), passages=(replace(BODY, notes=(Note(58, "book"),)),)
    ),
    ("reference-only", "nothing cited"): lambda: with_text(small_archive(), passages=(replace(BODY, notes=()),)),
    ("few-sources", "two"): lambda: with_text(
        small_archive(), passages=(replace(BODY, notes=(Note(58, "book"), Note(58, "report"))),)
    ),
    ("blocked-address", "mirror"): lambda: with_row(
        small_archive(), "sources", "report", url="https://www.wikiwand.com/en/Camp"
    ),
    ("blocked-address", "archived copy"): lambda: with_row(
        small_archive(), "sources", "report", archived_url="https://web.archive.org/web/2020/https://ihr.org/x"
    ),
    ("uncited-paragraph", "no note"): lambda: with_words(small_archive(), LONG_SENTENCE),
    # People and companies.
    ("living-person", "no basis"): lambda: with_row(small_archive(), "agents", ("person", "ann"), basis=""),
    ("living-person", "other basis"): lambda: with_row(small_archive(), "agents", ("person", "ann"), basis="rich"),
    ("living-person", "dates"): lambda: with_row(small_archive(), "agents", ("person", "ann"), dates="1942/"),
    ("living-person", "birth in the account"): lambda: with_words(
        small_archive(), "She was born in May 1942.", "text", "ann"
    ),
    ("life-dates", "neither"): lambda: with_row(small_archive(), "agents", ("person", "ann"), living=False),
    ("company-date", "organization"): lambda: with_row(small_archive(), "agents", ("organization", "ibm"), dates=""),
    ("company-date", "words"): lambda: with_quotation(
        replace(quotation("q3", voice="company"), date="")
    ),
    ("company-date", "claim"): lambda: with_row(
        small_archive(), "claims", "c1", statement="IBM leased the machines.", date=""
    ),
    ("voices", "outnumbered"): lambda: with_quotation(quotation("q3", voice="perpetrator")),
    # Hard content.
    ("content-reason", "own words"): lambda: with_words(small_archive(), "Guards killed a man.", notes=(Note(20, "report"),)),
    ("content-reason", "quotation shown"): lambda: with_text(
        with_row(small_archive(), "quotations", "q1", text="They raped her."), shown=(Shown("quotation", "q1"),)
    ),
    ("content-reason", "claim listed"): lambda: with_row(small_archive(), "claims", "c2", statement="He hanged himself."),
    ("content-reason", "transcription"): lambda: with_text(small_archive(), quoted=(Passage("body", "Japs keep out"),)),
    ("content-reason", "children"): lambda: with_text(
        with_words(small_archive(), "Guards shot at children."), content_reasons=("killing",)
    ),
    ("content-reason", "event's title"): lambda: with_row(small_archive(), "events", "e1", title="A massacre"),
    ("content-reason", "event's summary"): lambda: with_row(
        small_archive(), "events", "e1", summary="A mass grave was opened.", content_reasons=("killing",)
    ),
    ("content-reason", "event's link"): lambda: with_row(
        small_archive(), "events", "e1", pledge=(PledgeLink("refuse", "example", "Twelve people were shot for it."),)
    ),
    ("content-reason", "graves"): lambda: with_words(small_archive(), "Mass graves were opened."),
    # Words.
    ("avoided-term", "plain"): lambda: with_words(small_archive(), "The evacuation began."),
    ("avoided-term", "plural"): lambda: with_words(small_archive(), "The evacuations began."),
    ("exception", "no reason"): lambda: with_text(small_archive(), allowed=(Allowed("1,200 people", " "),)),
    ("exception", "words gone"): lambda: with_text(small_archive(), allowed=(Allowed("nowhere", "A sum."),)),
    # Reading.
    ("reading-grade", "hard"): lambda: with_words(
        small_archive(),
        "Administrative authorities subsequently institutionalized comprehensive identification documentation "
        "requirements, notwithstanding constitutional considerations articulated by professional organizations "
        "representing communities disproportionately affected.",
        "plain_summary",
    ),
    ("length", "summary"): lambda: with_words(small_archive(), "Too long a summary. " * 12, "summary"),
    ("length", "too short a body"): lambda: with_text(
        small_archive(), passages=(replace(BODY, words="By one count 1,200 people were listed on 19 February 1942."),)
    ),
    ("length", "padded"): lambda: with_words(small_archive(), "They wrote on. " * 90, notes=(Note(14, "report"),)),
    ("length", "claim"): lambda: with_row(small_archive(), "claims", "c2", statement="It was sent. " * 20),
}  # fmt: skip


def found(archive: quality.Archive) -> set[str]:
    return {finding.rule for finding in check(archive)}


def test_nothing_is_found_where_nothing_is_wrong():
    assert [str(finding) for finding in check(small_archive())] == []


@pytest.mark.parametrize(("rule", "case"), PLANTED, ids=lambda part: part.replace(" ", "-"))
def test_a_planted_breach_is_found(rule, case):
    archive = PLANTED[rule, case]()
    assert rule in found(archive), found(archive)


def test_every_rule_has_a_planted_breach():
    elsewhere = {rule.code for rule in in_class.rules()}  # planted in tests/content/test_in_class_rules.py
    assert {rule.code for rule in RULES} == {rule for rule, _ in PLANTED} | elsewhere


def test_a_finding_names_the_text_the_place_and_the_remedy():
    (finding,) = [one for one in check(with_words(small_archive(), "Of\nthese, 1,300 left.")) if one.rule == "number"]
    assert (finding.kind, finding.slug, finding.where, finding.place) == (
        "entry",
        "the-list",
        "the-list.md",
        "body, line 31",
    )
    assert "1,300" in finding.message and "Correct it" in finding.message and finding.themes == ("camps",)


LET_STAND = {
    "the claim's note": lambda: with_words(
        with_row(small_archive(), "claims", "c1", note="Another count gives 1,300."), "Or 1,300 people."
    ),
    "a source's title": lambda: with_words(
        with_row(small_archive(), "sources", "report", title="Report of the 78th Congress"), "The 78th Congress met."
    ),
    "an event of the entry": lambda: with_words(
        with_row(small_archive(), "events", "e1", summary="It took 37 days."), "It took thirty-seven days."
    ),
    "a table shown": lambda: with_text(with_words(small_archive(), "Ten people."), shown=(Shown("table", "t1"),)),
    "the name of what it links": lambda: with_words(
        replace(small_archive(), names={("entry", "order"): "Order 9066"}),
        "Under Order 9066 they left.",
        links=(Link(6, 16, "entry", "order"),),
    ),
    "a day without its year, of the claim's year": lambda: with_words(
        with_row(small_archive(), "claims", "c2", date="1942-07", note="Given as 23 or 24 July."), "On 23 July 1942."
    ),
    "an exception": lambda: with_text(
        with_words(small_archive(), "Of these, 1,300 left."), allowed=(Allowed("1,300 left", "The sum of the table."),)
    ),
    "a transcription": lambda: with_text(small_archive(), quoted=(Passage("body", "We were 99."),)),
    "the name of a day": lambda: with_words(small_archive(), "After 9/11 it was used again."),
}


@pytest.mark.parametrize("case", LET_STAND)
def test_a_number_may_stand_in(case):
    assert "number" not in found(LET_STAND[case]())


def test_an_entry_may_not_take_numbers_from_a_claim_it_does_not_list():
    archive = with_words(small_archive(), "The letter of 1942 was sent on 3 May.", notes=(Note(9, "report"),))
    other = quality.Claim("c9", "It was sent on 3 May.", confidence="low", themes=("camps",))
    archive = replace(archive, claims={**archive.claims, "c9": other})
    assert "number" in found(archive)
    assert "number" not in found(with_text(archive, claims=("c1", "c2", "c3", "c9")))


def test_an_overview_may_take_numbers_from_every_claim_of_its_theme():
    assert "number" not in found(with_words(small_archive(), "There were 1,200 people.", "body", "camps"))


def test_lessons_are_not_asked_what_a_class_does():
    lesson = Text("lesson", "one", "A lesson", themes=("camps",), content_reasons=())

    def numbers_in(words: str) -> set[str]:
        archive = small_archive()
        return found(replace(archive, texts=(*archive.texts, replace(lesson, passages=(Passage("tasks", words),)))))

    assert "number" not in numbers_in("Write four to six sentences in 12 minutes, with two pieces of evidence.")
    assert "number" in numbers_in("Ask why 90 families stayed.")


@pytest.mark.parametrize(
    "words",
    ["It is said that the cards burnt.", "By his own account the cards burnt.", "The cards reportedly burnt."],
)
def test_what_nobody_saw_may_be_reported(words):
    archive = with_words(small_archive(), words, notes=(Note(len(words), "unseen"),))
    assert "from-memory" not in found(archive)


@pytest.mark.parametrize(
    "words",
    [
        "They called it “evacuation” at the time.",
        "He headed the Evacuation Claims Office.",
        "The re-evacuated? No: removal.",
    ],
)
def test_an_avoided_term_may_be_quoted_or_named(words):
    assert "avoided-term" not in found(with_words(small_archive(), words))


def test_a_judgment_is_primary_for_what_its_court_decided():
    assert "confidence" not in found(lone_judgment(statement="The court held that about 1,200 people were listed."))


def test_an_avoided_term_may_be_explained_through_its_link():
    archive = with_words(small_archive(), "The evacuation began.", links=(Link(4, 14, "term", "moved"),))
    assert "avoided-term" not in found(archive)


def test_a_record_may_share_the_sentence_on_its_reuse():
    record = Text("record", "r1", "A record", themes=("camps",), passages=(Passage("reuse", LONG_SENTENCE),))
    archive = small_archive()
    archive = replace(archive, texts=(*archive.texts, record, replace(record, slug="r2")))
    assert "shared-sentence" not in found(archive)


def test_being_shot_at_is_no_killing():
    archive = with_words(small_archive(), "His father was shot at.", notes=(Note(23, "report"),))
    assert "content-reason" not in found(archive)


def test_short_sentences_may_be_shared():
    archive = with_words(with_words(small_archive(), "They kept the cards."), "They kept the cards.", "body", "camps")
    assert "shared-sentence" not in found(archive)


def test_an_avoided_term_is_a_warning_and_a_grade_too_high_an_error():
    severities = {
        one.rule: one.severity
        for case in (("avoided-term", "plain"), ("reading-grade", "hard"))
        for one in check(PLANTED[case]())
    }
    assert (severities["avoided-term"], severities["reading-grade"]) == ("warning", "error")
