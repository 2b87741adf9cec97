"""Words as plain text: slugs, uids, tags off, excerpts, counts and a reading grade. Plain Python."""

import hashlib
import html
import re
import secrets
import unicodedata
from html.parser import HTMLParser

UID_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
UID_LENGTH = 10
SLUG_LENGTH = 60
_UNFOLDED = str.maketrans(
    {
        "đ": "d",
        "Đ": "D",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "ß": "ss",
        "ı": "i",
        "æ": "ae",
        "Æ": "Ae",
        "’": "",
        "'": "",
    }
)
_BLOCKS = {"p", "h1", "h2", "h3", "h4", "li", "ul", "ol", "div", "br", "tr", "blockquote", "figcaption"}


def slugify_name(name: str) -> str:
    """A slug in ASCII from a name in any Latin script, at most 60 characters, cut at a word."""
    folded = unicodedata.normalize("NFKD", name.translate(_UNFOLDED)).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    return slug[:SLUG_LENGTH].rsplit("-", 1)[0] if len(slug) > SLUG_LENGTH else slug


def new_uid() -> str:
    """A fresh uid: ten characters of an alphabet without look-alikes."""
    return "".join(secrets.choice(UID_ALPHABET) for _ in range(UID_LENGTH))


def derived_uid(kind: str, slug: str) -> str:
    """The uid of a seed item: the same in every installation."""
    number = int.from_bytes(hashlib.sha256(f"{kind}:{slug}".encode()).digest())
    digits = []
    for _ in range(UID_LENGTH):
        number, rest = divmod(number, len(UID_ALPHABET))
        digits.append(UID_ALPHABET[rest])
    return "".join(digits)


class _Text(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")


def plain(markup: str) -> str:
    """The words of an HTML fragment, entities decoded, one block a line."""
    parser = _Text()
    parser.feed(markup)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def excerpt(words: str, length: int) -> str:
    """The beginning of a text, at most `length` characters, cut at a word, with an ellipsis where it was cut."""
    words = " ".join(html.unescape(words).split()) if "&" in words else " ".join(words.split())
    if len(words) <= length:
        return words
    return words[: length - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


def word_count(words: str) -> int:
    return len(re.findall(r"[\w’'-]+", words))


def reading_grade(words: str) -> float:
    """The Flesch-Kincaid grade of an English text; 0.0 for an empty one."""
    found = re.findall(r"[A-Za-z’']+", words)
    if not found:
        return 0.0
    sentences = max(1, len(re.findall(r"[.!?]+(?:\s|$)", words)))
    syllables = sum(_syllables(word) for word in found)
    return round(0.39 * len(found) / sentences + 11.8 * syllables / len(found) - 15.59, 1)


def _syllables(word: str) -> int:
    word = word.lower().strip("’'")
    groups = len(re.findall(r"[aeiouy]+", word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1:
        groups -= 1
    return max(1, groups)
