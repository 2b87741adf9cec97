"""The closed lists of words the archive uses, each with what an editor or reader sees."""

from django.db import models


class EntryKind(models.TextChoices):
    EVENT = "event", "Event"
    PERSON = "person", "Person"
    ORGANIZATION = "organization", "Organization"
    PLACE = "place", "Place"
    DOCUMENT = "document", "Document"
    CONCEPT = "concept", "Concept"
    LAW = "law", "Law"


class LinkKind(models.TextChoices):
    """How a thing bears on a clause of the pledge; shown in this order."""

    NAMED = "named", "Named"
    EXAMPLE = "example", "Example"
    COUNTER_EXAMPLE = "counter-example", "Counter-example"
    BACKGROUND = "background", "Background"


class Confidence(models.TextChoices):
    HIGH = "high", "Established"
    MEDIUM = "medium", "Probable"
    LOW = "low", "From memory"


class ContestKind(models.TextChoices):
    FIGURES = "figures", "Figures differ"
    SOURCES = "sources", "Sources differ"
    SCHOLARS = "scholars", "Scholars differ"
    LAW = "law", "Disputed in law"
    DENIED = "denied", "Denied"


class ClaimStatus(models.TextChoices):
    STANDING = "standing", "Standing"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Verdict(models.TextChoices):
    """What a person who compared a claim with its sources found."""

    COMPARED = "compared", "Compared with its source"
    CORRECT = "correct", "Checked and found right"
    WRONG = "wrong", "Checked and found wrong or unclear"


class CheckState(models.TextChoices):
    UNCHECKED = "unchecked", "Not yet checked"
    COMPARED = "compared", "Compared with its source"
    ONCE = "once", "Checked once"
    TWICE = "twice", "Checked twice"


class SinceIn(models.TextChoices):
    """Whose use of a word a date is of: that of those who speak of the history, or this archive's own."""

    FIELD = "field", "in the field"
    ARCHIVE = "archive", "in this archive"


class Ladder(models.TextChoices):
    """What kind of witness a source is."""

    PRIMARY = "primary", "Primary document"
    FINDING = "finding", "Finding of a court or commission"
    TESTIMONY = "testimony", "Testimony"
    SCHOLARSHIP = "scholarship", "Scholarship"
    PRESS = "press", "Press"
    REFERENCE = "reference", "Reference work"
    ADVOCACY = "advocacy", "Advocacy"
    OFFICIAL_NARRATIVE = "official-narrative", "Official narrative"
    DENIAL = "denial", "Denial or propaganda"


class SourceCheck(models.TextChoices):
    """How far the work itself was seen when it was entered."""

    PAGE = "page", "Read"
    EXCERPT = "excerpt", "Seen in an excerpt"
    RECALL = "recall", "From memory, still to be seen"


class CslType(models.TextChoices):
    BOOK = "book", "Book"
    CHAPTER = "chapter", "Chapter"
    ARTICLE = "article-journal", "Journal article"
    NEWS = "article-newspaper", "News article"
    REPORT = "report", "Report"
    LEGISLATION = "legislation", "Legislation"
    CASE = "legal_case", "Case"
    WEBPAGE = "webpage", "Web page"
    TREATY = "treaty", "Treaty"
    THESIS = "thesis", "Thesis"
    FILM = "motion_picture", "Film"
    BROADCAST = "broadcast", "Broadcast"
    INTERVIEW = "interview", "Interview"
    SPEECH = "speech", "Speech"
    DATASET = "dataset", "Dataset"
    MANUSCRIPT = "manuscript", "Manuscript or archival item"
    DOCUMENT = "document", "Document"


class Voice(models.TextChoices):
    """Whose words a quotation is; those it happened to come first wherever voices are listed."""

    AFFECTED = "affected", "Someone it happened to"
    REFUSER = "refuser", "Someone who refused"
    ADVOCATE = "advocate", "Advocate"
    SCHOLAR = "scholar", "Scholar"
    PRESS = "press", "Press"
    COMPANY = "company", "Company"
    OFFICIAL = "official", "Official"
    PERPETRATOR = "perpetrator", "Perpetrator"


class TermUse(models.TextChoices):
    PREFER = "prefer", "Preferred"
    EXPLAIN = "explain", "Used with explanation"
    AVOID = "avoid", "Avoided"


class ClauseKind(models.TextChoices):
    PREAMBLE = "preamble", "Preamble"
    HISTORY = "history", "History"
    COMMITMENT = "commitment", "Commitment"


class StageState(models.TextChoices):
    """What an editor says of a stage that did not come about in a history as it did in others; nothing where it did."""

    DID_NOT_HAPPEN = "did-not-happen", "Did not happen"
    PROPOSED_ONLY = "proposed-only", "Proposed only"
    NOT_COMPARABLE = "not-comparable", "Not comparable, because"


class GradeBand(models.TextChoices):
    MIDDLE = "6-8", "Grades 6 to 8"
    HIGH = "9-12", "Grades 9 to 12"


class Precision(models.TextChoices):
    EXACT = "exact", "Exact"
    APPROXIMATE = "approximate", "Approximate"
    AREA = "area", "Somewhere in the area"


class ContributorRole(models.TextChoices):
    AUTHOR = "author", "Author"
    REVIEWER = "reviewer", "Reviewer"


CONTENT_REASONS = (
    ("killing", "Killing"),
    ("bodies", "Bodies of the dead"),
    ("sexual-violence", "Sexual violence"),
    ("slurs", "Slurs"),
    ("harm-to-children", "Harm to children"),
    ("suicide", "Suicide"),
)
GRADE_FLOORS = [(grade, f"Grade {grade}") for grade in (6, 8, 9, 10, 11, 12)]
EVENT_CONTEXT = "context"  # the stage of an event that stands outside the eight
