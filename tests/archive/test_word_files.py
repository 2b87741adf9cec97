"""Word files of timelines and lessons: pandoc reads back every text, and the file asks nobody for anything."""

import io
import re
import zipfile

import pypandoc
import pytest
from django.test import Client

from archive.classroom import written
from tests.factories import content as made

pytestmark = pytest.mark.django_db
HOSTILE = (
    "<script>alert(1)</script>",
    "```{=openxml}\n<w:p/>\n```",
    "\\input{/etc/passwd} $x^2$ \\includegraphics{/etc/passwd}",
    "![x](https://elsewhere.example/pixel.png) [y](https://elsewhere.example/)",
    "---\ntitle: taken\n---\n",
    "[@nobody, p. 1] # Heading ^[note]",
    "{{< include /etc/passwd >}} <!-- ",
    "Quotes \" ' & < > \x07 \x0b",
)


def taken(address: str) -> bytes:
    response = Client().get(address)
    assert response.status_code == 200
    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert not response.cookies
    return response.content


def read_back(file: bytes, tmp_path, to: str = "plain") -> str:
    path = tmp_path / "taken.docx"
    path.write_bytes(file)
    return pypandoc.convert_file(str(path), to, format="docx", extra_args=["--wrap=none", "--sandbox"])


def single_spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def timeline():
    theme = made.theme()
    work = made.source(title="The report on lists", themes=[theme])
    stage = made.stage(slug="removal", label="Removal")
    events = [
        made.event(
            title=f"Event number {number}",
            summary=f"What happened on day {number} is told here.",
            date=f"1942-02-{number:02}",
            stage=stage if number % 2 else None,
            themes=[theme],
            sources=[work],
            content_reasons=["killing"] if number == 3 else [],
            content_note="A man is shot." if number == 3 else "",
            place_name="Los Angeles",
        )
        for number in range(1, 29)
    ]
    made.quotation(
        text="We were told to pack.", speaker="Ada A.", date="1942-02-10", voice="affected", themes=[theme], source=work
    )
    page = made.timeline(
        slug="lists",
        title="Lists and removals",
        events=events,
        themes=[theme],
        introduction=[
            made.paragraph(
                f"<p>They kept a list.{made.citation(work, 'p. 9')}</p><ul><li>One<ul><li>Two</li></ul></li></ul>"
            )
        ],
        questions=["Who kept the list?", "Who was not asked?"],
    )
    page.save_revision().publish()
    return page


def test_every_event_stands_in_it_with_its_date_sources_and_what_is_hard(timeline, tmp_path):
    text = single_spaced(read_back(taken("/timelines/lists/timeline.docx"), tmp_path))
    for number in range(1, 29):
        assert f"Event number {number}" in text
        assert f"What happened on day {number} is told here." in text
        assert f"{number} February 1942" in text
    assert text.count("The report on lists") >= 28
    for said in (
        "They kept a list.", "p. 9", "We were told to pack.", "Ada A.", "Los Angeles", "A man is shot.", "Speaks of killing",
        "Who was not asked?", "http://testserver/timelines/lists/", "edition 1", "CC BY 4.0",
    ):  # fmt: skip
        assert said in text, said
    assert text.index("Content note.") < text.index("Event number 1")


def test_filters_are_kept(timeline, tmp_path):
    text = single_spaced(
        read_back(taken("/timelines/lists/timeline.docx?from=1942-02-03&to=1942-02-06&stage=removal"), tmp_path)
    )
    assert re.findall(r"Event number \d+", text) == ["Event number 3", "Event number 5"]
    assert "stage Removal" in text
    assert "2 of 28" in text
    assert "http://testserver/timelines/lists/?from=1942-02-03" in text


def test_more_events_than_a_page_shows_all_stand_in_it(tmp_path):
    theme = made.theme()
    for number in range(80):
        made.event(title=f"Moment {number}.", themes=[theme], date=str(1800 + number))
    page = made.timeline(rule_themes=[theme])
    text = read_back(taken(f"{page.address}timeline.docx"), tmp_path)
    assert {f"Moment {number}." for number in range(80)} <= set(re.findall(r"Moment \d+\.", text))


@pytest.mark.parametrize("words", HOSTILE)
def test_words_that_look_like_markup_stay_words(words, tmp_path):
    event = made.event(title=f"T {words}"[:160], summary=f"S {words}", place_name=f"P {words}"[:160])
    page = made.timeline(
        title=f"N {words}", summary=f"U {words}", slug="hostile", events=[event], questions=[f"Q {words}"]
    )
    file = taken(f"{page.address}timeline.docx")
    text = read_back(file, tmp_path)
    shown = single_spaced(re.sub("[\x00-\x08\x0b\x0c]", "", words.replace("\n", " ")))
    plain = single_spaced(text)
    straight = str.maketrans("“”‘’", "\"\"''")
    for start in "TSUQ":
        assert f"{start} {shown}".strip() in plain.translate(straight), (start, plain)
    assert "root:" not in text
    assert "elsewhere.example" not in relations_of(file)


def relations_of(file: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        assert packed.testzip() is None
        return "\n".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".rels"))


def test_the_file_leads_nowhere_but_into_the_archive_and_holds_no_image(timeline):
    file = taken("/timelines/lists/timeline.docx")
    relations = re.findall(r"<Relationship [^>]*>", relations_of(file))
    outward = [each for each in relations if 'TargetMode="External"' in each]
    assert outward
    assert all('Target="http://testserver/' in each and each.count("/hyperlink") == 1 for each in outward)
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        assert not [name for name in packed.namelist() if "media/" in name or "embeddings" in name]


def test_a_link_in_a_text_stays_only_where_it_leads_into_the_archive(tmp_path):
    text = '<p><a href="https://elsewhere.example/a">Out</a> <a href="//elsewhere.example/b">Aside</a> <a href="/about/">In</a></p>'
    file = taken(f"{made.timeline(introduction=[made.paragraph(text)]).address}timeline.docx")
    assert "elsewhere.example" not in relations_of(file)
    assert 'Target="http://testserver/about/"' in relations_of(file)
    assert "Out Aside In" in single_spaced(read_back(file, tmp_path))


def test_a_flagged_image_is_withheld_and_said_to_be(tmp_path):
    image = made.image(content_reasons=["bodies"], alt="What it shows")
    block = {
        "type": "image",
        "value": {"image": {"image": image.pk, "alt_text": "What it shows", "decorative": False}, "caption": ""},
    }
    page = made.timeline(introduction=[block], events=[made.event()])
    text = read_back(taken(f"{page.address}timeline.docx"), tmp_path)
    assert "withheld" in text
    assert "What it shows" not in text


def test_a_lesson_has_all_its_parts_and_ends_with_the_notes_for_teachers(tmp_path):
    quotation = made.quotation(text="I carried the card.", speaker="Ben B.")
    page = made.lesson(
        slug="a-count",
        title="What can a count do?",
        introduction=[made.paragraph("<p>A count is a list.</p>")],
        supporting_questions=["Who counts?"],
        tasks=["Write a claim with two pieces of evidence."],
        steps=[(10, "Look", "<p>Look at the <b>list</b>.</p>"), (15, "Ask", "<p>Ask what it cannot show.</p>")],
        works=[{"quotation": quotation, "questions": ["What does he say of the card?"]}],
        care_notes="<p>Say that anybody may step out.</p>",
        teacher_notes="<p>Ask nobody about themselves.</p>",
        content_reasons=["slurs"],
    )
    text = single_spaced(read_back(taken(f"{page.address}lesson.docx"), tmp_path))
    parts = [
        "What can a count do?", "Speaks of slurs", "A count is a list.", "Who counts?", "Look (minutes 0–10)", "Look at the list.",
        "Ask what it cannot show.", "I carried the card.", "What does he say of the card?", "Write a claim with two pieces of evidence.",
        "http://testserver/lessons/a-count/", "Say that anybody may step out.", "Ask nobody about themselves.",
    ]  # fmt: skip
    found = [text.find(part) for part in parts]
    assert -1 not in found, [part for part, at in zip(parts, found, strict=True) if at < 0]
    assert found[1:] == sorted(found[1:])
    assert text.endswith("Ask nobody about themselves.")


@pytest.mark.parametrize("address", ["/timelines/none/timeline.docx", "/lessons/none/lesson.docx"])
def test_what_is_not_public_has_no_file(address):
    made.timeline(slug="none", live=False)
    made.lesson(slug="none", live=False)
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("does", ["exec sleep 30", "exit 3"])
def test_where_pandoc_hangs_or_fails_the_answer_says_so_in_time(does, monkeypatch, tmp_path):
    pandoc = tmp_path / "pandoc"
    pandoc.write_text(f"#!/bin/sh\n{does}\n")
    pandoc.chmod(0o755)
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: str(pandoc))
    monkeypatch.setattr(written, "LONGEST_SECONDS", 0.5)
    response = Client().get(f"{made.timeline().address}timeline.docx")
    assert response.status_code == 503
    assert "Try again" in response.content.decode()
