"""The public forms of themes, entries and records."""

from collections.abc import Iterator

from django.db.models import Prefetch

from content import models
from content.exchange.public import authorities, links
from content.exchange.public.gathering import Gathering, private_collections
from content.exchange.public.links import shown, shown_one, shown_rows, shown_themes
from content.exchange.public.markdown import anchors, chosen, rich_texts
from content.models.vocabularies import ContributorRole
from content.visibility import public


def times(page: models.ArchivePage, gathering: Gathering) -> dict:
    """When a page was published, and as which edition it now stands."""
    return {
        "edition": gathering.edition(page),
        "first_published_at": page.first_published_at,
        "last_published_at": page.last_published_at,
    }


def theme_relations() -> list:
    stages = models.ThemeStage.objects.filter(stage__in=public(models.Stage)).select_related("stage")
    return [
        shown_rows("pledge_links", models.ThemePledgeLink, "clause"),
        Prefetch(
            "theme_stages", queryset=stages.prefetch_related(shown("claims", models.Claim)), to_attr="shown_stages"
        ),
        "records_at",
    ]


def theme(page: models.ThemePage, gathering: Gathering) -> dict:
    return {
        **gathering.header(page),
        "short_title": page.short_title,
        "mark": page.mark,
        "position": page.position,
        "years": page.years,
        "summary": page.summary,
        "plain_summary": page.plain_summary,
        "overview": gathering.known.body(page.overview.raw_data),
        "plain_overview": gathering.known.body(page.plain_overview.raw_data),
        "key_facts": {
            "when": page.key_when,
            "where": page.key_where,
            "how_many": page.key_how_many,
            "who_decided": page.key_who_decided,
            "what_followed": page.key_what_followed,
        },
        "aliases": list(page.other_names or []),
        "questions": list(page.questions or []),
        "clauses": [{"clause": link.clause.slug, "why": link.why} for link in page.shown_pledge_links],
        "stages": [
            {
                "stage": row.stage.slug,
                "label": row.label,
                "state": row.state,
                "how": row.how,
                "claims": links.slugs(row.shown_claims),
            }
            for row in page.shown_stages
        ],
        "records_at": [{"name": row.name, "what": row.what, "link": row.url} for row in page.records_at.all()],
        **times(page, gathering),
    }


def entry_relations() -> list:
    claims = models.EntryClaim.objects.filter(claim__in=public(models.Claim))
    evidence = Prefetch("claim", queryset=public(models.Claim).prefetch_related(*authorities.claim_evidence()))
    return [
        shown_themes(),
        shown("stages", models.Stage, "position"),
        shown("people", models.Person),
        shown("organizations", models.Organization),
        shown("places", models.Place),
        shown("records", models.RecordPage),
        shown("related", models.EntryPage),
        shown_rows("pledge_links", models.EntryPledgeLink, "clause"),
        Prefetch("claim_links", queryset=claims.prefetch_related(evidence), to_attr="shown_claim_links"),
        "contributors",
    ]


def entry_gather(entries: list[models.EntryPage], gathering: Gathering) -> None:
    """The sources of what the bodies show: of quotations, tables and claims, by their key."""
    wanted: dict[str, set[int]] = {"quotation": set(), "table": set(), "claim": set()}
    for page in entries:
        for block in page.body.raw_data:
            for kind, pk in chosen(block):
                if kind in wanted:
                    wanted[kind].add(pk)
    found: dict[tuple[str, int], list[dict]] = {}
    quoted = public(models.Quotation).filter(pk__in=wanted["quotation"], source__in=public(models.Source))
    for quotation in quoted.select_related("source"):
        found["quotation", quotation.pk] = [links.cited(quotation.source, quotation.locator)]
    for kind, owner, model in (("table", "table", models.TableSource), ("claim", "claim", models.ClaimSource)):
        things = public(model._meta.get_field(owner).related_model).filter(pk__in=wanted[kind])
        rows = model.objects.filter(**{f"{owner}__in": things}, source__in=public(models.Source))
        for row in rows.select_related("source"):
            found.setdefault((kind, getattr(row, f"{owner}_id")), []).append(links.cited(row.source, row.locator))
    gathering.extra["block sources"] = found


def _cited(page: models.EntryPage, gathering: Gathering) -> Iterator[dict]:
    """Every source of an entry as it is read: notes and blocks of the body, then the claims at its end."""
    for block, text in rich_texts(page.body.raw_data):
        for attributes in anchors(text):
            if attributes.get("linktype") == "citation":
                source = gathering.known.by_uid("source", attributes.get("id", ""))
                if source:
                    yield links.cited(source, attributes.get("locator", ""))
        for kind, pk in chosen(block):
            yield from gathering.extra["block sources"].get((kind, pk), ())
    for link in page.shown_claim_links:
        yield from links.sources(link.claim)


def entry(page: models.EntryPage, gathering: Gathering) -> dict:
    contributors = list(page.contributors.all())
    return {
        **gathering.header(page),
        "kind": page.entry_kind,
        **links.dated(page),
        "themes": links.slugs(page.shown_themes),
        "stages": links.slugs(page.shown_stages),
        "summary": page.summary,
        "plain_summary": page.plain_summary,
        "body": gathering.known.body(page.body.raw_data),
        "clauses": links.clauses(page),
        "sources": list({(cited["key"], cited["locator"]): cited for cited in _cited(page, gathering)}.values()),
        "claims": [authorities.evidence(link.claim) for link in page.shown_claim_links],
        "people": links.slugs(page.shown_people),
        "organizations": links.slugs(page.shown_organizations),
        "places": links.slugs(page.shown_places),
        "records": links.slugs(page.shown_records),
        "related": links.slugs(page.shown_related),
        "as_of": page.as_of,
        **links.cautioned(page),
        "authors": [_contributor(one) for one in contributors if one.role == ContributorRole.AUTHOR],
        "reviewers": [_contributor(one) for one in contributors if one.role == ContributorRole.REVIEWER],
        "reviewed_on": page.reviewed_on,
        **times(page, gathering),
    }


def _contributor(row: models.Contributor) -> dict:
    return {"name": row.name, "qualification": row.qualification, "date": row.date}


def record_relations() -> list:
    return [
        shown_themes(),
        shown_one("source", models.Source),
        Prefetch("quotation", queryset=public(models.Quotation).filter(propaganda=False)),
        shown_one("complicated_by", models.RecordPage),
        "image",
        "file",
        shown_rows("pledge_links", models.RecordPledgeLink, "clause"),
    ]


def record_gather(records: list[models.RecordPage], gathering: Gathering) -> None:
    gathering.extra["private collections"] = private_collections()


def record(page: models.RecordPage, gathering: Gathering) -> dict:
    closed = gathering.extra["private collections"]
    said = {
        name: getattr(page, name)
        for name in [
            "title_as_found",
            "creator",
            "extent",
            "language",
            "script",
            "translator",
            "holder",
            "reference_code",
            "copy_shown",
            "access",
            "provenance",
            "rights_uri",
            "credit",
            "reuse",
            "who_made_it",
            "for_whom",
            "cannot_show",
            "absent_voice",
        ]
    }
    return {
        **gathering.header(page),
        **links.dated(page),
        "themes": links.slugs(page.shown_themes),
        "summary": page.summary,
        **said,
        "source": links.slug_of(page.source),
        "quotation": {"text": page.quotation.text, "speaker": page.quotation.speaker} if page.quotation else None,
        "complicated_by": links.slug_of(page.complicated_by),
        "image": _image(page.image) if page.image and page.image.collection_id not in closed else None,
        "file": _file(page.file) if page.file and page.file.collection_id not in closed else None,
        "transcription": gathering.known.prose(page.transcription),
        "clauses": links.clauses(page),
        **links.cautioned(page),
        **times(page, gathering),
    }


def _image(image: models.ArchiveImage) -> dict:
    """What an image is. Its file is not linked: a flagged one is withheld until a reader asks for it on its page."""
    return {
        "uid": image.uid,
        "title": image.title,
        "alt": image.alt,
        "credit": image.credit,
        "rights_uri": image.rights_uri,
        "reuse": image.reuse,
        "holder": image.holder,
        "content_reasons": list(image.content_reasons or []),
        "transcription": image.transcription,
    }


def _file(file: models.ArchiveDocument) -> dict:
    return {"uid": file.uid, "title": file.title, "credit": file.credit, "rights_uri": file.rights_uri}
