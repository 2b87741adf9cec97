"""The words and names beside the index: what a misspelt word is compared with, what is offered in typing."""

from collections import Counter
from collections.abc import Iterable, Iterator

from search.analysis import LONGEST_TERM, tokens
from search.documents import SearchDocument
from search.models import Suggestion, Word
from search.spelling import SHORTEST

CHUNK = 500

# Which names are offered, and how readily. Claims and quotations have no names.
WEIGHTS = {
    "theme": 100,
    "pledge": 90,
    "entry": 70,
    "timeline": 60,
    "lesson": 60,
    "unit": 55,
    "person": 50,
    "organization": 50,
    "place": 50,
    "term": 50,
    "clause": 40,
    "record": 40,
    "event": 30,
    "page": 20,
    "table": 20,
    "source": 10,
}


def words_of(document: SearchDocument) -> dict[str, str]:
    """The words of a document as they are written, in lower case, with their folded spelling."""
    text = " ".join([document.title, document.summary, document.body, *document.extra])
    return {
        surface: token.word
        for token in tokens(text)
        if len(token.word) >= SHORTEST and token.word.isalpha()
        and len(surface := text[token.start : token.end].lower()) <= LONGEST_TERM
    }  # fmt: skip


def suggestions_of(document: SearchDocument) -> list[Suggestion]:
    """The names by which a thing is offered: its title, and what people type for it."""
    weight = WEIGHTS.get(document.kind)
    if weight is None:
        return []
    names = dict.fromkeys(name.strip()[:255] for name in (document.title, *document.promoted) if name.strip())
    return [
        Suggestion(
            key=document.key,
            text=name,
            folded=starts(name),
            kind=document.kind,
            url=document.url[:400],
            weight=weight - (name != document.title),
        )
        for name in names
    ]


def starts(text: str) -> str:
    """The folded words of a text, a space before each, so that a search for ' wo' finds the beginnings of words."""
    return "".join(f" {token.word}" for token in tokens(text))[:300]


class Lists:
    """The words and names of a whole index in the making; `save` puts them in place of the old."""

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()
        self._folded: dict[str, str] = {}
        self._names: dict[str, list[Suggestion]] = {}

    def reading(self, documents: Iterable[SearchDocument]) -> Iterator[SearchDocument]:
        """The same documents, noted on their way."""
        for document in documents:
            self._note(document)
            yield document

    def replace(self, documents: Iterable[SearchDocument], gone: Iterable[str]) -> None:
        """What changed since: names are replaced; a word may be counted once too often, which only affects ties."""
        for document in documents:
            self._note(document)
        for key in gone:
            self._names.pop(key, None)

    def save(self) -> None:
        """Puts these lists in place of the old, inside the caller's transaction."""
        Word.objects.all().delete()
        Suggestion.objects.all().delete()
        Word.objects.bulk_create(
            (_word(surface, self._folded[surface], count) for surface, count in self._words.items()), CHUNK
        )
        Suggestion.objects.bulk_create((name for names in self._names.values() for name in names), CHUNK)

    def _note(self, document: SearchDocument) -> None:
        words = words_of(document)
        self._words.update(words.keys())
        self._folded |= words
        self._names[document.key] = suggestions_of(document)


def change(documents: Iterable[SearchDocument], gone: Iterable[str]) -> None:
    """Brings the lists in step with some documents. New words are added; counts are made exact by the next rebuild."""
    documents = tuple(documents)
    keys = [*(document.key for document in documents), *gone]
    for start in range(0, len(keys), CHUNK):
        Suggestion.objects.filter(key__in=keys[start : start + CHUNK]).delete()
    Suggestion.objects.bulk_create((name for each in documents for name in suggestions_of(each)), CHUNK)
    words: dict[str, str] = {}
    for document in documents:
        words |= words_of(document)
    Word.objects.bulk_create(
        (_word(surface, folded, 1) for surface, folded in words.items()), CHUNK, ignore_conflicts=True
    )


def _word(surface: str, folded: str, count: int) -> Word:
    return Word(surface=surface, folded=folded[:LONGEST_TERM], length=len(folded[:LONGEST_TERM]), documents=count)
