"""The rules, in the order they are told; `check` asks them all."""

from content.quality.archive import Archive
from content.quality.findings import Finding, Rule
from content.quality.rules import citations, numbers, pledge, reading, sharing

RULES: tuple[Rule, ...] = (
    Rule("unreadable", "Every file can be read.", citations.look_for_unreadable),
    Rule("repeated-key", "Every key stands once in the archive.", citations.look_for_repeated),
    Rule("reference", "Whatever is named is there.", citations.look),
    Rule("number", "Every number and date stands in the evidence of its text.", numbers.look),
    Rule("shared-sentence", "No sentence of twelve words stands in two texts.", sharing.look),
    Rule("pledge-reason", "Every entry is linked to the pledge, each link with a reason of its own.", pledge.look),
    Rule("reason-length", "A reason is given in 8 to 30 words.", pledge.look_at_lengths),
    Rule("reading-grade", "Plain words are plain.", reading.look_at_grades),
    Rule("length", "Lengths are in range.", reading.look_at_lengths),
)


def check(archive: Archive) -> list[Finding]:
    """Everything that every rule finds, rule by rule."""
    return [finding for rule in RULES for finding in rule.look(archive)]
