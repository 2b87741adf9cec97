"""The words of a body or a piece of rich text, as an index takes them: what readers see, and nothing they do not."""

import re
from collections.abc import Iterable, Iterator

from content import text
from content.models import Claim, Quotation
from content.models.vocabularies import ClaimStatus

_NOTE = re.compile(r'<a\b[^>]*\blinktype="citation"[^>]*>.*?</a>', re.DOTALL)


def prose(markup: str) -> str:
    """The words of rich text, without the labels of its notes."""
    return text.plain(_NOTE.sub("", markup or ""))


def body(blocks: Iterable) -> str:
    """The words of a body's blocks, one block a paragraph."""
    return joined(*(part for block in blocks for part in _block(block)))


def joined(*parts: str | None) -> str:
    """The parts that say something, one a line."""
    return "\n".join(part for part in parts if part)


def quoted(quotation: Quotation | None) -> str:
    """The words of a quotation with their speaker; nothing of hate propaganda, which is never searched."""
    if quotation is None or quotation.propaganda or not quotation.live:
        return ""
    return joined(quotation.text, quotation.original, quotation.speaker)


def stated(claim: Claim | None) -> str:
    """The statement of a claim that stands; never the caution to those who write from it."""
    if claim is None or not claim.live or claim.status != ClaimStatus.STANDING:
        return ""
    return joined(claim.statement, claim.contested)


def _block(block) -> Iterator[str]:
    value = block.value
    match block.block_type:
        case "paragraph":
            yield prose(value.source)
        case "quotation":
            yield quoted(value["quotation"])
            yield value["comment"]
        case "claims":
            yield value["heading"]
            yield from map(stated, value["claims"])
        case "table":
            if value["table"] and value["table"].live:
                yield joined(value["table"].title, value["table"].summary)
            yield value["comment"]
        case "note":
            yield value["heading"]
            yield prose(value["text"].source)
        case "question":
            yield value["question"]
            yield value["note"]
        case "record":
            yield value["comment"]
        case "image" | "map":
            yield value["caption"]
