"""Every model of the archive, under one import path."""

from .agents import Organization, OrganizationForm, Person, PersonForm, Place, PlaceForm
from .base import ArchivePage, ArchiveSnippet, BaseSnippet
from .bookkeeping import ImportBatch, OldSlug
from .claims import Claim, ClaimCheck, ClaimSource, state_of
from .editions import Edition
from .entries import Contributor, EntryClaim, EntryPage, EntryPledgeLink
from .events import Event, EventPledgeLink, EventSource
from .lessons import LessonPage, LessonPledgeLink, LessonSource, LessonStandard, LessonStep
from .media import ArchiveDocument, ArchiveImage, ArchiveRendition
from .quotations import Quotation
from .records import RecordPage, RecordPledgeLink
from .review import ReviewTask
from .signposts import Signpost
from .sources import RenderedCitation, Source
from .standard import HomePage, PledgePage, SectionPage, SignatureCount, StandardPage
from .tables import DataTable, TableSource
from .taxonomy import Clause, Stage, Term, TermForm, TermRule
from .themes import ThemePage, ThemePledgeLink, ThemeRecordsAt, ThemeStage
from .timelines import TimelineEvent, TimelinePage
from .units import UnitLesson, UnitPage

__all__ = [
    "ArchiveDocument",
    "ArchiveImage",
    "ArchivePage",
    "ArchiveRendition",
    "ArchiveSnippet",
    "BaseSnippet",
    "Claim",
    "ClaimCheck",
    "ClaimSource",
    "Clause",
    "Contributor",
    "DataTable",
    "Edition",
    "EntryClaim",
    "EntryPage",
    "EntryPledgeLink",
    "Event",
    "EventPledgeLink",
    "EventSource",
    "HomePage",
    "ImportBatch",
    "LessonPage",
    "LessonPledgeLink",
    "LessonSource",
    "LessonStandard",
    "LessonStep",
    "OldSlug",
    "Organization",
    "OrganizationForm",
    "Person",
    "PersonForm",
    "Place",
    "PlaceForm",
    "PledgePage",
    "Quotation",
    "RecordPage",
    "RecordPledgeLink",
    "RenderedCitation",
    "ReviewTask",
    "SectionPage",
    "SignatureCount",
    "Signpost",
    "Source",
    "Stage",
    "StandardPage",
    "TableSource",
    "Term",
    "TermForm",
    "TermRule",
    "ThemePage",
    "ThemePledgeLink",
    "ThemeRecordsAt",
    "ThemeStage",
    "TimelineEvent",
    "TimelinePage",
    "UnitLesson",
    "UnitPage",
    "state_of",
]
