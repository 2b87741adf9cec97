"""The rules, in the order they are told; `check` asks them all."""

from content.quality.archive import Archive
from content.quality.findings import Finding, Rule
from content.quality.rules import (
    citations,
    evidence_held,
    exceptions,
    hard,
    in_class,
    numbers,
    people,
    pledge,
    reading,
    sharing,
    sources,
    terms,
    voices,
)

RULES: tuple[Rule, ...] = (
    Rule("unreadable", "Every file can be read.", citations.look_for_unreadable),
    Rule("repeated-key", "Every key stands once in the archive.", citations.look_for_repeated),
    Rule("reference", "Whatever is named is there.", citations.look),
    Rule("number", "Every number and date stands in the evidence of its text.", numbers.look),
    Rule("other-source", "A number's own source is among the notes of its paragraph.", numbers.look_for_other_sources),
    Rule("shared-sentence", "No sentence of twelve words stands in two texts.", sharing.look),
    Rule("pledge-reason", "Every entry is linked to the pledge, each link with a reason of its own.", pledge.look),
    Rule("reason-length", "A reason is given in 8 to 30 words.", pledge.look_at_lengths),
    Rule("confidence", "High rests on two sources seen or on one primary.", evidence_held.look_at_confidence),
    Rule("from-memory", "What nobody saw is told as reported.", evidence_held.look_at_memory),
    Rule("contest-kind", "A dispute says its kind.", evidence_held.look_at_contests),
    Rule("reference-only", "An entry cites more than reference works.", sources.look_for_reference_only),
    Rule("few-sources", "An entry cites at least three sources.", sources.look_for_few),
    Rule("blocked-address", "No source is cited by an address on the blocklist.", sources.look_for_blocked),
    Rule("living-person", "The living have a basis and no birth date.", people.look_at_the_living),
    Rule("life-dates", "Who is not marked as living has dates.", people.look_for_life_dates),
    Rule("company-date", "What is told of a company has its date.", people.look_at_companies),
    Rule("voices", "Those it happened to are not outnumbered.", voices.look),
    Rule("content-reason", "Hard words have their content reason.", hard.look),
    *in_class.rules(),
    Rule("exception", "An exception gives its reason.", exceptions.look),
    Rule("avoided-term", "Avoided words stand only in quotations, names and titles.", terms.look),
    Rule("uncited-paragraph", "Every paragraph says what carries it.", sources.look_for_uncited),
    Rule("reading-grade", "Plain words are plain.", reading.look_at_grades),
    Rule("length", "Lengths are in range.", reading.look_at_lengths),
)


def check(archive: Archive) -> list[Finding]:
    """Everything that every rule finds, rule by rule."""
    return [finding for rule in RULES for finding in rule.look(archive)]
