"""Exceptions: each gives a reason, and its words still stand in the text."""

from collections.abc import Iterator

from content.quality.archive import Archive
from content.quality.findings import ERROR, WARNING, Finding, folded, in_text

CODE = "exception"


def look(archive: Archive) -> Iterator[Finding]:
    for text in archive.texts:
        said = folded("\n".join(passage.words for passage in (*text.passages, *text.quoted)))
        for one in text.allowed:
            if not one.why.strip() or not one.words.strip():
                lacks = "why it is right" if one.words.strip() else "which words it is about"
                message = f"an exception does not say {lacks}. Give `words` and `why`."
                yield in_text(CODE, ERROR, text, message)
            elif " ".join(folded(one.words).split()) not in " ".join(said.split()) and one.rule != "content-reason":
                message = (
                    f"the exception's words “{one.words}” stand nowhere in the text. Take it out, or correct them."
                )
                yield in_text(CODE, WARNING, text, message)
