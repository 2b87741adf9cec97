"""The words of uploaded files: found, named in the result, limited, and never the end of anything."""

import io
import zipfile

import pypandoc
import pytest
from django.core.files.base import ContentFile

from content.models import ArchiveDocument
from search import extract, filetext
from search.filetext import problems, words_of
from search.indexer import drain, rebuild
from search.models import FileText
from search.query import SearchQuery
from search.service import search
from tests.factories import content as make

from .test_builders import key

pytestmark = pytest.mark.django_db


def pdf(*pages: str) -> bytes:
    """A PDF of some lines of plain ASCII, one a page (ISO 32000, by hand: the smallest that a reader takes)."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, words in enumerate(pages):
        drawn = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET"
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        bodies += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {fonts} /Contents {5 + 2 * n} 0 R >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    out, starts = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size, at = len(bodies) + 1, len(out)
    out += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n"
    )
    return out.encode("ascii")


def locked(words: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.append(PdfReader(io.BytesIO(pdf(words))))
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def docx(tmp_path, words: str) -> bytes:
    path = tmp_path / "made.docx"
    pypandoc.convert_text(words, "docx", format="markdown", outputfile=str(path))
    return path.read_bytes()


def upload(name: str, content: bytes, title: str = "") -> ArchiveDocument:
    return ArchiveDocument.objects.create(title=title or name, file=ContentFile(content, name=name))


@pytest.fixture
def uploaded(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    return upload


def test_a_pdf_is_found_by_its_words_and_named(uploaded, index):
    file = uploaded("order.pdf", pdf("Instructions to all persons", "Quicksilver on page two"), title="Order no. 1")
    page = make.record(file=file)
    drain()
    (hit,) = search(SearchQuery.from_params({"q": "quicksilver"})).hits
    assert hit.key == key(page)
    assert [(each.label, each.where) for each in hit.highlights] == [("file Order no. 1", "In the file Order no. 1")]
    assert "<mark>Quicksilver</mark> on page two" in hit.highlights[0].html
    assert ("file Order no. 1", ("Quicksilver",)) in [tuple(reason) for reason in hit.why]


def test_a_word_file_and_plain_text(uploaded, tmp_path):
    assert words_of(uploaded("a.docx", docx(tmp_path, "The *removal* of Mladić"))).text == "The removal of Mladić"
    assert words_of(uploaded("a.txt", "\ufeffŽena\x00 spoke".encode())).text == "Žena  spoke"
    assert words_of(None).text == words_of(uploaded("a.zip", b"PK")).text == ""


def packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * (extract.LARGEST_UNPACKED + 1))
    return out.getvalue()


BROKEN = {
    "empty": ("a.pdf", lambda: b"", "damaged"),
    "not what it says": ("a.pdf", lambda: b"<html>quicksilver</html>", "damaged"),
    "cut off": ("a.docx", lambda: b"PK\x03\x04" + b"x" * 500, "damaged"),
    "a zip of something else": ("a.docx", lambda: packed(), "unpacks to more than 200 MB"),
    "locked": ("a.pdf", lambda: locked("quicksilver"), "locked with a password"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_file_is_named_and_its_record_is_found_all_the_same(uploaded, index, broken, caplog):
    name, content, said = BROKEN[broken]
    page = make.record(title="Quicksilver", file=uploaded(name, content(), title="The scan"))
    assert rebuild().errors == {}
    assert [hit.key for hit in search(SearchQuery.from_params({"q": "quicksilver"})).hits] == [key(page)]
    assert "The scan" in caplog.text and said in caplog.text
    (problem,) = problems()
    assert problem.startswith("The file The scan is not searched: it ") and said in problem


def test_a_file_that_is_gone_is_named(uploaded):
    file = uploaded("a.pdf", pdf("quicksilver"))
    file.file.storage.delete(file.file.name)
    assert words_of(file) == filetext.Words("a.pdf", "")
    assert "cannot be opened" in problems()[0]


def test_a_reader_that_is_missing_is_no_fault_of_the_file(uploaded, monkeypatch, tmp_path, caplog):
    (tmp_path / "pypdf.py").write_text("raise ModuleNotFoundError('No module named pypdf', name='pypdf')")
    file = uploaded("a.pdf", pdf("quicksilver"))
    with monkeypatch.context() as patch:
        patch.setenv("PYTHONPATH", str(tmp_path))
        assert words_of(file).text == ""
    assert "pypdf is not installed" in caplog.text
    assert (problems(), words_of(file).text) == ([], "quicksilver")


def test_reading_has_an_end(uploaded, monkeypatch):
    monkeypatch.setattr(filetext, "WAIT", 0.01)
    assert words_of(uploaded("a.pdf", pdf("quicksilver"))).text == ""
    assert "took longer than" in problems()[0]


def test_a_large_file_is_not_opened(uploaded, monkeypatch):
    monkeypatch.setattr(filetext, "LARGEST_FILE", 100)
    assert words_of(uploaded("a.pdf", pdf("quicksilver"))).text == ""
    assert "larger than" in problems()[0]


def test_a_long_text_is_cut(uploaded):
    text = words_of(uploaded("a.txt", b"word " * 100_000)).text
    assert len(text) <= extract.LONGEST_TEXT
    assert text.startswith("word word")


def test_a_file_is_read_once(uploaded, monkeypatch):
    file = uploaded("a.txt", b"quicksilver")
    words_of(file)
    monkeypatch.setattr(filetext, "_extracted", lambda *given: pytest.fail("read again"))
    assert words_of(file).text == "quicksilver"
    assert FileText.objects.count() == 1


def test_another_file_in_its_place_is_found(uploaded, index, found):
    page = make.record(file=uploaded("a.txt", b"quicksilver"))
    assert found("quicksilver") == [key(page)]
    page.file.file = ContentFile(b"tungsten", name="b.txt")
    page.file._set_file_hash()
    page.file.save()
    assert found("quicksilver") == []
    assert found("tungsten") == [key(page)]


def test_the_words_of_an_image_are_found_unless_it_is_withheld(found):
    shown = make.record(image=make.image(transcription="quicksilver"))
    make.record(image=make.image(transcription="quicksilver", content_reasons=["killing"]))
    assert found("quicksilver") == [key(shown)]
