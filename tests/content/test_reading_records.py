"""A record and a lesson as they are read."""

import pytest
from wagtail.images.tests.utils import get_test_image_file

from content import models
from content.reading.languages import in_words, language_name, script_name, tag
from content.reading.lessons import SourceShown, counts_of
from content.reading.records import lines_of, rights_in_words
from tests.content.seed import seed_values
from tests.factories import content as made


def test_lines_are_numbered_and_omissions_are_not():
    lines = lines_of("<p>[…] Before it.</p><p>One<br/>two</p><ul><li>three</li></ul><p>  </p><p>[...]</p>")
    assert [(str(line.words), line.number) for line in lines] == [
        ("[…] Before it.", None),
        ("One", 1),
        ("two", 2),
        ("three", 3),
        ("[...]", None),
    ]


def test_brackets_inside_a_line_are_words():
    assert [line.number for line in lines_of("<p>All [persons] […] will report.</p>")] == [1]


@pytest.mark.parametrize(
    ("tag", "name"), [("en", "English"), ("bs", "Bosnian"), ("rw", "Kinyarwanda"), ("xx-odd", "xx-odd")]
)
def test_languages_have_names(tag, name):
    assert language_name(tag) == name


@pytest.mark.parametrize(
    ("language", "script", "said"),
    [
        ("ja", "Jpan", "Japanese, Japanese script"),
        ("sr", "cyrl", "Serbian, Cyrillic script"),
        ("hy", "", "Armenian"),
        ("", "Latn", "Latin script"),
        ("xx", "Zzzz", "xx, Zzzz"),
        ("", "", ""),
    ],
)
def test_what_a_name_is_written_in_is_said_in_words(language, script, said):
    assert in_words(language, script) == said


def test_every_language_and_script_of_the_seed_has_a_name():
    tags = {tag for key in ("language", "original_language") for tag in seed_values(key)}
    assert tags and [tag for tag in tags if language_name(tag) == tag] == []
    scripts = set(seed_values("script"))
    assert scripts and [code for code in scripts if script_name(code) == code] == []


@pytest.mark.parametrize(
    ("language", "script", "tagged"),
    [
        ("ja", "Jpan", "ja"),
        ("ja", "Latn", "ja-Latn"),
        ("ja", "", "ja"),
        ("ja-Latn", "Latn", "ja-Latn"),
        ("ja-JP", "latn", "ja-Latn-JP"),
        ("bs", "Latn", "bs"),
        ("bs", "Cyrl", "bs-Cyrl"),
        ("sr", "Latn", "sr-Latn"),
        ("hy", "Armn", "hy"),
        ("", "Latn", ""),
    ],
)
def test_a_name_is_tagged_with_its_script_where_that_is_not_the_language_s_own(language, script, tagged):
    assert tag(language, script) == tagged


def test_rights_are_said_in_words():
    assert rights_in_words("http://rightsstatements.org/vocab/UND/1.0/") == "Copyright undetermined"
    assert rights_in_words("https://creativecommons.org/licenses/by-sa/4.0/").endswith("share alike")
    assert rights_in_words("https://example.org/own") == "https://example.org/own"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def image(**values) -> models.ArchiveImage:
    return models.ArchiveImage.objects.create(
        title="A notice", file=get_test_image_file(), alt="A posted notice", **values
    )


@pytest.mark.django_db
def test_a_record_shows_its_words_how_to_read_it_and_its_rights(client):
    other = made.record(title="The other report")
    page = made.record(
        transcription="<p>[…] Left out.</p><p>All persons will report.</p>",
        who_made_it="The Army.",
        absent_voice="Those it named.",
        complicated_by=other,
        language="en",
        holder="County Library",
        access="At the reading room.",
        reuse="You may copy it.",
    )
    html = client.get(page.address).content.decode()
    assert '<li id="l1">All persons will report.</li>' in html and 'class="omitted"' in html
    for words in (
        "The Army.",
        "Those it named.",
        "County Library",
        "English",
        "You may copy it.",
        "Library of the County",
    ):
        assert words in html, words
    assert other.address in html
    assert "No image is shown." in html and "At the reading room." in html and "<img" not in html
    assert 'href="https://rightsstatements.org/vocab/NoC-US/1.0/"' in html
    assert page.address in client.get(other.address).content.decode()


@pytest.mark.django_db
def test_records_are_read_in_pairs_both_ways(client):
    first = made.record(title="The order", summary="What was ordered.")
    second = made.record(title="The refusal", summary="Why one refused.", complicated_by=first)
    third = made.record(title="The report", summary="What was found later.", complicated_by=first)
    draft = made.record(title="A draft", complicated_by=first, live=False)
    first.complicated_by = second
    first.save()

    def how(page) -> str:
        html = client.get(page.address).content.decode()
        return html[html.index("How to read it") : html.index('id="image"')]

    mine = how(first)
    assert mine.count("<dt") == 2 and draft.address not in mine
    assert mine.index("Complicates it, and it complicates that") < mine.index("Why one refused.")
    assert mine.index("It complicates<") < mine.index("The report") < mine.index("What was found later.")
    assert "Complicates it<" in how(third) and "What was ordered." in how(third) and "It complicates" not in how(third)


@pytest.mark.django_db
def test_a_record_says_whose_words_it_quotes_and_as_whom(client):
    said = made.quotation(speaker="Ann Lee", voice="affected", setting="Oral history")
    html = client.get(made.record(quotation=said).address).content.decode()
    assert "Whose words" in html and "Ann Lee: someone it happened to; Oral history" in html
    for hidden in (made.quotation(propaganda=True), made.quotation(live=False)):
        assert "Whose words" not in client.get(made.record(quotation=hidden).address).content.decode()


@pytest.mark.django_db
def test_an_image_is_shown_with_its_text_and_credit(client, media):
    html = client.get(made.record(image=image(credit="County Library")).address).content.decode()
    assert 'alt="A posted notice"' in html and "County Library" in html


@pytest.mark.django_db
def test_a_flagged_image_is_withheld_until_asked_for(client, media):
    page = made.record(image=image(content_reasons=["bodies"]))
    html = client.get(page.address).content.decode()
    assert (
        "<img" not in html
        and "withheld" in html
        and "bodies of the dead" in html
        and 'href="?show=image#image"' in html
    )
    assert "<img" in client.get(page.address, {"show": "image"}).content.decode()


@pytest.mark.django_db
def test_a_flagged_image_in_a_text_is_withheld(client, media):
    def entry(**values):
        value = {"image": {"image": image(**values).pk, "alt_text": "Its text", "decorative": False}, "caption": "Seen"}
        return made.entry(body=[{"type": "image", "value": value}])

    assert "<img" not in client.get(entry(content_reasons=["killing"]).address).content.decode()
    assert 'alt="Its text"' in client.get(entry().address).content.decode()


@pytest.mark.django_db
def test_a_record_shows_a_quotation_that_its_lines_do_not_hold_and_never_propaganda(client):
    held = made.quotation(text="All persons will report.")
    apart = made.quotation(text="Said beside it.")
    hateful = made.quotation(text="Hateful words", propaganda=True)
    shown = [client.get(made.record(quotation=each).address).content.decode() for each in (held, apart, hateful)]
    assert [html.count("<blockquote>") for html in shown] == [0, 1, 0]


@pytest.mark.django_db
def test_a_lesson_counts_its_minutes_and_folds_the_teachers_notes(client, settings):
    hidden = made.entry(title="Hidden entry")
    hidden.live = False
    hidden.save()
    page = made.lesson(
        title="Could a count harm?",
        steps=((8, "First", "<p>Read.</p>"), (14, "Then", "<p>Ask.</p>"), (None, "Open", ""), (5, "Last", "")),
        works=[
            {"quotation": made.quotation(text="A voice."), "questions": ["Who speaks?"]},
            {"entry": made.entry(title="The entry"), "questions": ["What is established?"]},
            {"entry": hidden, "questions": []},
        ],
        care_notes="<p>Nobody plays a part.</p>",
        teacher_notes="<p>Hold them to the entry.</p>",
        tasks=["One paragraph."],
    )
    html = client.get(page.address).content.decode()
    assert "0–8<" in html and "8–22<" in html and "22–" not in html
    assert "Hidden entry" not in html and "The entry" in html and "A voice." in html
    assert (
        html.index("Nobody plays a part.")
        < html.index("<summary>Notes for teachers</summary>")
        < html.index('id="take-h"')
    )
    assert f'<p class="copy">{settings.SITE_URL}{page.address}</p>' in html and "<svg" in html.split('id="take"')[1]
    assert html.index('id="cite"') < html.index('id="take"')


def test_what_a_lesson_works_with_is_counted_in_words():
    works = [SourceShown(label, "", "", None, ()) for label in ("Entry", "Quotation", "Quotation")]
    assert counts_of(works) == "1 entry, 2 quotations"
