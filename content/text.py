"""Words as plain text: slugs, uids, tags off, excerpts, counts and a reading grade. Plain Python."""

import hashlib
import re
import secrets
import unicodedata
from html.parser import HTMLParser

UID_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # none of 0 o 1 l i u
UID_LENGTH = 10
SLUG_LENGTH = 60
# Letters that Unicode does not decompose, and apostrophes, which are dropped so that a name stays one word.
_FOLDED = str.maketrans(
    {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss"}
    | {"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "’": "", "'": "", "‘": "", "ʼ": ""}
    | dict.fromkeys("‐‑‒–—―−", "-")
)
_BLOCKS = re.compile(
    "address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr"
    "|li|main|nav|ol|p|pre|section|summary|table|tr|ul"
)
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset({"script", "style", "template"})
_MARKED_SECTION = re.compile(r"<(?=[!?])")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?:\s|$)")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def sayable_in_xml(text: str) -> str:
    """The text without the signs that XML cannot hold, not even escaped."""
    return _NOT_IN_XML.sub("", text)


def slugify_name(text: str) -> str:
    """A slug in lower-case ASCII from a name in any Latin script, at most 60 characters, cut at a word.

    Empty for a name without a Latin letter or digit: the caller says what to take instead.
    """
    plain_letters = unicodedata.normalize("NFKD", text.translate(_FOLDED)).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain_letters).strip("-")
    return slug[:SLUG_LENGTH].rsplit("-", 1)[0] if len(slug) > SLUG_LENGTH else slug


def new_uid() -> str:
    """A fresh uid: ten characters of an alphabet without look-alikes."""
    return "".join(secrets.choice(UID_ALPHABET) for _ in range(UID_LENGTH))


def derived_uid(kind: str, slug: str) -> str:
    """The uid of a seed item: the same in every installation, in the same shape as a fresh one."""
    number = int.from_bytes(hashlib.sha256(f"{kind}:{slug}".encode()).digest(), "big")
    digits = []
    for _ in range(UID_LENGTH):
        number, rest = divmod(number, len(UID_ALPHABET))
        digits.append(UID_ALPHABET[rest])
    return "".join(digits)


class _Words(HTMLParser):
    """Collects the text of a fragment, with a new line at the edge of each block."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # A line break in the source is white space to a reader.
            self.parts.append(" ".join(re.split(r"[\r\n]+", data)))

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self._edge(tag)
        if tag in _SILENT:
            self._silent += 1

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self._edge(tag)

    def handle_endtag(self, tag: str) -> None:
        self._edge(tag)
        if tag in _SILENT and self._silent:
            self._silent -= 1

    def _edge(self, tag: str) -> None:
        if _BLOCKS.fullmatch(tag):
            self.parts.append("\n")
        elif tag in _CELLS:
            self.parts.append(" ")


def plain(html: str) -> str:
    """The words of an HTML fragment: tags off, entities decoded, one block a line, comments left out."""
    words = _Words()
    # The parser raises on a malformed declaration; a fragment has no use for any.
    words.feed(_MARKED_SECTION.sub("&lt;", re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)))
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def excerpt(text: str, length: int) -> str:
    """The beginning of a plain text on one line, at most `length` characters, cut at a word with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    room = max(length - 1, 0)
    kept = text[:room] if text[room : room + 1] == " " else text[:room].rsplit(" ", 1)[0]
    return (kept.rstrip(",;:.–—- ") + "…")[:length]


def word_count(text: str) -> int:
    """How many words a plain text has; a hyphened or elided word is one, a dash or a sign none."""
    return len(re.findall(r"\w+(?:[’'-]\w+)*", text))


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade of a plain English text (school years in the United States); 0.0 for an empty one.

    Syllables are counted by rule, which is strict: on the seed's plain texts it gives up to two grades and a half more than
    a count by dictionary, and never less.
    """
    found = re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)*", text)
    if not found:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    syllables = sum(_syllables(word) for word in found)
    return round(0.39 * len(found) / sentences + 11.8 * syllables / len(found) - 15.59, 1)


def _syllables(word: str) -> int:
    letters = unicodedata.normalize("NFKD", word.translate(_FOLDED)).encode("ascii", "ignore").decode().lower()
    groups = len(re.findall(r"[aeiouy]+", letters))
    silent_e = letters.endswith("e") and not re.search(r"(?:[^aeiouy]le|[aeiouy]e)$", letters)
    silent_ed = re.search(r"[^aeiouydt]ed$", letters)
    return max(1, groups - bool(groups > 1 and (silent_e or silent_ed)))
