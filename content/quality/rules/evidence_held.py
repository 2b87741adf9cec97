"""Claims: how sure they say they are fits what was seen; what nobody saw is told as reported; disputes say their kind."""

import re
from collections.abc import Iterator

from content.quality.archive import Archive, Claim, Source
from content.quality.findings import ERROR, Finding, in_row, in_text, is_allowed
from content.quality.sentences import around, sentences

CONFIDENCE, RECALL, CONTEST = "confidence", "from-memory", "contest-kind"
# Words by which a statement is told as somebody's.
_REPORTED = re.compile(
    r"\b(?:reported(?:ly)?|(?:is|are|was|were) said\b|said to|say|says|according to|(?:is|are|was|were) told"
    r"|recall(?:s|ed)?|remember(?:s|ed)?|by (?:his|her|their|its|one|some) (?:own )?(?:account|count|telling)s?"
    r"|accounts? (?:say|give)|from memory|is thought|are thought)\b",
    re.IGNORECASE,
)
# Words by which a claim says what a court decided.
_RULING = re.compile(
    r"\b(?:courts?|chambers?|tribunals?|panel|judges?|justices?|convict\w*|acquit\w*|sentenc\w*|ruled?|rulings?|upheld"
    r"|judge?ments?|opinion|dissent\w*|appeals?|dismiss\w*|guilty)\b",
    re.IGNORECASE,
)


def seen(archive: Archive, keys: tuple[str, ...]) -> list[Source]:
    """The sources among these that somebody saw, each once."""
    found = (archive.sources.get(key) for key in dict.fromkeys(keys))
    return [source for source in found if source and source.is_seen]


def look_at_confidence(archive: Archive) -> Iterator[Finding]:
    for claim in archive.claims.values():
        message = _overstated(claim, seen(archive, claim.sources))
        if message:
            yield in_row(CONFIDENCE, ERROR, "claim", claim, message, "confidence")


def _overstated(claim: Claim, sources: list[Source]) -> str:
    if claim.confidence != "low" and not sources:
        return f"{claim.confidence} confidence, and none of its sources was seen. Make it low, or see a source."
    if claim.confidence != "high" or len(sources) > 1:
        return ""
    only = sources[0]
    if only.ladder == "primary" or _is_its_own_ruling(claim, only):
        return ""
    lone = "a lone reference work" if only.ladder == "reference" else f"one source that is not primary ({only.ladder})"
    return (
        f"high confidence rests on {lone}, “{only.slug}”. High needs two sources seen, or one primary source seen. "
        "Make it medium, or add a source that was seen."
    )


def _is_its_own_ruling(claim: Claim, source: Source) -> bool:
    """A judgment is the primary record of what its court decided, though for the facts of the case it is a finding."""
    return source.type == "legal_case" and source.ladder == "finding" and bool(_RULING.search(claim.statement))


def look_at_contests(archive: Archive) -> Iterator[Finding]:
    for claim in archive.claims.values():
        if bool(claim.contested) != bool(claim.contest_kind):
            lacks = (
                "does not say what kind of dispute it is" if claim.contested else "does not say who disputes it and how"
            )
            yield in_row(CONTEST, ERROR, "claim", claim, f"the claim {lacks}. Add it, or take the other away.")


def look_at_memory(archive: Archive) -> Iterator[Finding]:
    """A sentence that rests on sources nobody saw alone says so."""
    unseen = {claim.slug for claim in archive.claims.values() if not seen(archive, claim.sources)}
    for text in archive.texts:
        for passage in text.passages:
            for sentence in sentences(passage):
                keys = tuple(note.key for note in sentence.notes if note.key in archive.sources)
                from_memory = bool(keys) and not seen(archive, keys)
                named = [link.slug for link in sentence.links if link.kind == "claim" and link.slug in unseen]
                if not (from_memory or named) or _REPORTED.search(sentence.words):
                    continue
                start, end = sentence.start, sentence.start + len(sentence.words)
                if is_allowed(text, RECALL, passage.words, start, end):
                    continue
                what = f"claim {named[0]}" if named else " and ".join(dict.fromkeys(keys))
                message = (
                    f"“{around(sentence.words, 0, min(len(sentence.words), 60), 0)}…” rests on {what}, which nobody saw. "
                    "Write it as reported or said to be, cite a source that was seen, or leave it out."
                )
                yield in_text(RECALL, ERROR, text, message, passage, start)
