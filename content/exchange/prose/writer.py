"""Blocks to Markdown: the reverse of the reader, with the lines that keep each block's id."""

import re
from collections.abc import Iterable
from itertools import groupby

from content.exchange.prose.inlines import inline_markdown
from content.exchange.prose.model import RICH_FIELDS, Block, Resolver
from content.exchange.prose.richtext import LISTS, Line
from content.exchange.prose.storedhtml import lines_of
from content.exchange.yamltext import write_yaml

_TICKS = re.compile(r"`{3,}")


def write(front: dict, blocks: list[Block], resolve: Resolver) -> str:
    """A whole prose file."""
    head = write_yaml(front) if front else ""
    return f"---\n{head}---\n{write_body(blocks, resolve)}"


def write_body(blocks: list[Block], resolve: Resolver) -> str:
    """The body of a prose file; every block is preceded by the line that keeps its id."""
    written = [(block.id, _block(block, resolve)) for block in blocks]
    return "\n".join(f"<!-- id: {block_id} -->\n{said}\n" for block_id, said in written if said)


def _block(block: Block, resolve: Resolver) -> str:
    if isinstance(block.value, str):
        return rich_text_to_markdown(block.value, resolve)
    value = {
        key: rich_text_to_markdown(str(given), resolve) if (block.type, key) in RICH_FIELDS else given
        for key, given in block.value.items()
    }
    data = write_yaml({"type": block.type, **value})
    fence = "`" * max([3, *(len(ticks) + 1 for ticks in _TICKS.findall(data))])
    return f"{fence}block\n{data}{fence}"


def rich_text_to_markdown(markup: str, resolve: Resolver) -> str:
    """Stored rich text as Markdown in the archive's grammar."""
    paragraphs: list[str] = []
    for is_list, lines in groupby(lines_of(markup), key=lambda line: line.kind in LISTS):
        if is_list:
            paragraphs.append("\n".join(_list(lines, resolve)))
        else:
            paragraphs += [_prefix(line) + inline_markdown(line, resolve) for line in lines]
    return "\n\n".join(paragraphs)


def _prefix(line: Line) -> str:
    return "#" * int(line.kind[1]) + " " if line.kind in {"h2", "h3"} else ""


def _list(lines: Iterable[Line], resolve: Resolver) -> Iterable[str]:
    """The items of lists, nested by indentation; a list of the other kind at the same depth begins anew."""
    above: list[tuple[str, int, str]] = []  # kind, number and marker of the item at each depth
    for line in lines:
        del above[line.depth + 1 :]
        number = 1
        if len(above) > line.depth:
            kind, last, _ = above.pop()
            number = last + 1 if kind == line.kind else 1
        marker = "- " if line.kind == "ul" else f"{number}. "
        indent = " " * sum(len(outer) for _, _, outer in above)
        above.append((line.kind, number, marker))
        said = inline_markdown(line, resolve).replace("\n", "\n" + indent + " " * len(marker))
        yield f"{indent}{marker}{said}"
