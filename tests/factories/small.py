"""A small archive with one of everything, and with words in it that no reader may ever meet."""

import datetime
import io
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, Page, PageViewRestriction, Workflow

from content import models
from tests.factories import content as make

PASSWORD = "canary-of-a-password"
EMAIL = "canary@mail.example"
SHARED_PASSWORD = "canary-of-a-shared-password"
SECRETS = (EMAIL, SHARED_PASSWORD, "ada.canary", "canary-of-a-draft-account")

# Each stands in the archive's tables and nowhere where readers look.
CANARIES = {
    "draft": "canarydraft",
    "later": "canarylater",
    "private": "canaryprivate",
    "hidden claim": "canaryhiddenclaim",
    "caution": "canarycaution",
    "propaganda": "canarypropaganda",
    "denial": "denial.canary.example",
    "living": "1971-03-04",
    "revision": "canaryrevision",
}


@dataclass(frozen=True)
class Small:
    """What tests need to name."""

    theme: models.ThemePage
    entry: models.EntryPage
    claim: models.Claim
    private: models.EntryPage
    draft: models.EntryPage


def small_archive() -> Small:
    """Build it. Works in any order after any other content."""
    user = get_user_model().objects.create_user(
        "ada.canary@mail.example", EMAIL, PASSWORD, display_name="Ada L.", last_login=timezone.now()
    )
    checkers = Group.objects.create(name="Checkers of this test")
    checkers.permissions.add(Permission.objects.get(codename="change_claim", content_type__app_label="content"))
    user.groups.add(checkers)

    theme = make.theme(
        slug="theme-one",
        title="A theme",
        overview=[make.paragraph("<p>Overview.</p>")],
        plain_overview=[make.paragraph("<p>Overview in easy words.</p>")],
    )
    hidden_theme = make.theme(slug=CANARIES["draft"], live=False)
    stage = make.stage(label="Registration", slug="registration")
    clause = make.clause(slug="clause-one")
    work = make.source(slug="report-one", title="The report", themes=[theme])
    denial = make.source(
        slug="denial-one",
        title="A work of denial",
        ladder="denial",
        url=f"https://{CANARIES['denial']}/book",
        archived_url=f"https://web.example/{CANARIES['denial']}",
        note=f"Cited by title only; see https://{CANARIES['denial']}/about for the claim.",
    )
    claim = make.claim(
        slug="claim-one",
        sources=[(work, "p. 4"), (denial, "")],
        themes=[theme],
        caution=CANARIES["caution"],
        contest_kind="denied",
        contested="Denied by some.",
    )
    models.ClaimCheck.objects.create(
        claim=claim, digest=claim.digest, verdict="correct", user=user, role="fact-checker"
    )
    hidden_claim = make.claim(slug=CANARIES["hidden claim"], statement=CANARIES["hidden claim"], live=False)
    person = make.person(
        slug="living-one", name="A living person", living=True, dates=f"{CANARIES['living']}/", themes=[theme]
    )
    body = make.organization(slug="body-one", themes=[theme], text=f"<p>An office.{make.citation(work)}</p>")
    place = make.place(slug="place-one", themes=[theme])
    term = f"<p>An old word.{make.citation(work)}</p>"
    make.term(
        slug="term-one", text=term, themes=[theme], rules=[{"use": "prefer", "why": "It is exact.", "themes": [theme]}]
    )
    propaganda = make.quotation(
        slug="propaganda-one", text=CANARIES["propaganda"], propaganda=True, source=denial, themes=[theme]
    )
    quotation = make.quotation(slug="quotation-one", text="We were told to go.", source=work, themes=[theme])
    table = make.table(slug="table-one", sources=[(work, "p. 9")], themes=[theme])
    record = make.record(
        slug="record-one", themes=[theme], source=work, quotation=propaganda, image=_image(), file=_document(user)
    )
    private = make.entry(
        slug="private-one", title=f"{CANARIES['private']} title", summary=CANARIES["private"], themes=[theme]
    )
    restriction = PageViewRestriction.objects.create(page=private, restriction_type="groups", password=SHARED_PASSWORD)
    restriction.groups.add(checkers)
    draft = make.entry(slug="draft-one", title=CANARIES["draft"], live=False)
    entry = make.entry(
        slug="entry-one",
        title="An entry",
        themes=[theme, hidden_theme],
        stages=[stage],
        people=[person],
        organizations=[body],
        places=[place],
        records=[record],
        related=[private, draft],
        claims=[claim, hidden_claim],
        authors=["Ida Writer"],
        pledge=[(clause, "example", make.WHY)],
        content_reasons=["killing"],
        body=[
            make.paragraph(
                f'<p>It began.{make.citation(work, "p. 1")} See <a linktype="page" id="{private.pk}">there</a> and '
                f'<a linktype="thing" kind="claim" id="{hidden_claim.uid}">here</a>.</p>'
            ),
            {"type": "quotation", "value": {"quotation": quotation.pk, "comment": ""}},
            {"type": "quotation", "value": {"quotation": propaganda.pk, "comment": "It was read on the air."}},
            {"type": "table", "value": {"table": table.pk, "comment": ""}},
            {"type": "claims", "value": {"heading": "Known", "claims": [claim.pk, hidden_claim.pk]}},
            {"type": "record", "value": {"record": record.pk, "comment": ""}},
        ],
    )
    entry.save_revision(user=user, changed=False).publish()
    event = make.event(
        slug="event-one",
        themes=[theme],
        stage=stage,
        place=place,
        entry=private,
        pledge=[(clause, "example", make.WHY)],
    )
    make.event(slug="undated", date="", themes=[theme])
    timeline = make.timeline(slug="timeline-one", themes=[theme], rule_themes=[theme], events=[event])
    lesson = make.lesson(
        slug="lesson-one",
        themes=[theme],
        timelines=[timeline],
        works=[{"entry": entry, "questions": ["Who?"]}, {"quotation": propaganda}, {"entry": private}],
    )
    make.unit(slug="unit-one", themes=[theme], lessons=[(lesson, "It comes first.")])
    make.pledge_page()
    make.standard_page(slug="about-one")
    _history(entry, claim, draft, user)
    return Small(theme=theme, entry=entry, claim=claim, private=private, draft=draft)


def _history(entry, claim, draft, user) -> None:
    """Revisions, a schedule, a workflow under way, a comment, an old slug and a redirect."""
    claim.note = CANARIES["revision"]
    claim.save_revision(user=user)
    entry.title = CANARIES["revision"]
    entry.save_revision(user=user)
    later = make.entry(slug="later-one", title=CANARIES["later"], live=False)
    later.go_live_at = timezone.now() + datetime.timedelta(days=30)
    later.save_revision(user=user, approved_go_live_at=later.go_live_at)
    draft.save_revision(user=user)
    Workflow.objects.first().start(draft, user)
    Comment.objects.create(page=draft, user=user, text="Is this so?", contentpath="title")
    models.OldSlug.objects.create(kind="claim", slug="claim-former", object_uid=claim.uid)
    Redirect.objects.create(old_path="/entries/entry-former", redirect_page=Page.objects.get(pk=entry.pk))


def _image() -> models.ArchiveImage:
    drawn = io.BytesIO()
    Image.new("RGB", (3, 2), "white").save(drawn, "PNG")
    return models.ArchiveImage.objects.create(
        title="A notice", file=ContentFile(drawn.getvalue(), "notice.png"), width=3, height=2, alt="A notice on a wall"
    )


def _document(user) -> models.ArchiveDocument:
    return models.ArchiveDocument.objects.create(
        title="The file", file=ContentFile(b"The words of the file.", "file.txt"), uploaded_by_user=user
    )
