"""The seed's importer: everything arrives, twice is once, an editor's work stays, and nothing of a failing import does."""

import io

import pytest
from django.core.management import CommandError, call_command
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ReferenceIndex, Site
from wagtail.search.backends import get_search_backend

from content import text
from content.exchange import bodies
from content.exchange.importer import ImportRefused, import_seed
from content.exchange.known import Known
from content.exchange.rowforms import read_row
from content.exchange.seedfiles import read_seed
from content.exchange.shapes import BY_KIND, SHAPES
from content.models import (
    ArchiveImage,
    Claim,
    ClaimCheck,
    DataTable,
    Edition,
    EntryPage,
    Event,
    HomePage,
    ImportBatch,
    LessonPage,
    Person,
    Place,
    PledgePage,
    Quotation,
    RecordPage,
    SectionPage,
    Source,
    StandardPage,
    Term,
    ThemePage,
    TimelinePage,
)
from tests.content.small_seed import change, sow

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return sow(tmp_path)


@pytest.fixture
def imported(folder):
    return import_seed(folder)


def rows() -> dict:
    """Every row an import writes, in the form of its file, with its keys and what the import stamped on it."""
    return {
        (shape.kind, thing.slug): (thing.pk, thing.import_batch_id, thing.import_item_digest, read_row(thing))
        for shape in SHAPES
        for thing in shape.model.objects.all()
    }


def refused(folder, **options) -> list[str]:
    """What an import says that is refused, having left everything as it was."""
    before, batches, pages = rows(), ImportBatch.objects.count(), Edition.objects.count()
    with pytest.raises(ImportRefused) as raised:
        import_seed(folder, **options)
    assert (rows(), ImportBatch.objects.count(), Edition.objects.count()) == (before, batches, pages)
    return [str(problem) for problem in raised.value.problems]


# Everything arrives


def test_every_item_is_made_published_and_stamped(folder, imported):
    items = read_seed(folder).items
    assert sum(imported.made.values()) == len(items) == len(rows())
    batch = ImportBatch.objects.get()
    for item in items:
        thing = BY_KIND[item.kind].model.objects.get(slug=item.slug)
        assert thing.uid == text.derived_uid(item.kind, item.slug)
        assert thing.live and not thing.has_unpublished_changes and thing.first_published_at and thing.last_published_at
        assert (thing.import_batch_id, len(thing.import_item_digest), len(thing.import_row_digest)) == (
            batch.pk,
            64,
            64,
        )


def test_nothing_arrives_checked_by_a_person(imported):
    assert not ClaimCheck.objects.exists()
    assert Claim.objects.get().check_state == "unchecked"


def test_a_claim_keeps_all_that_is_known_of_it(imported):
    claim = Claim.objects.get()
    assert [(link.source.slug, link.locator) for link in claim.source_links.all()] == [
        ("report-1983", ""),
        ("both", "p. 4"),
    ]
    assert (claim.date_earliest, claim.date_latest) == (19420101, 19461231)
    assert (claim.confidence, claim.contested, claim.contest_kind) == ("high", "Some count fewer.", "figures")
    assert (claim.as_of, claim.note, claim.caution) == ("2025-06-04", "By one count.", "Say about.")
    assert [theme.slug for theme in claim.themes.all()] == ["camps"]


def test_what_several_themes_share_belongs_to_them(imported):
    assert sorted(theme.slug for theme in Source.objects.get(slug="both").themes.all()) == ["camps", "cards"]


def test_a_text_that_crosses_themes_stands_in_the_shared_folder(folder):
    own, shared = folder / "themes" / "camps" / "entries" / "the-roundup.md", folder / "shared" / "entries"
    shared.mkdir()
    (shared / own.name).write_text(own.read_text().replace("kind: event\n", "kind: event\nthemes: [camps, cards]\n"))
    own.unlink()
    import_seed(folder)
    entry = EntryPage.objects.get(slug="the-roundup")
    assert sorted(theme.slug for theme in entry.themes.all()) == ["camps", "cards"] and entry.live


def test_the_kinds_with_rows_keep_them_in_order(imported):
    theme = ThemePage.objects.get(slug="camps")
    assert (theme.key_how_many, theme.other_names, theme.questions) == (
        "120,000 by one count.",
        ["internment", "relocation"],
        ["Who decided?"],
    )
    assert [(row.stage.slug, [claim.slug for claim in row.claims.all()]) for row in theme.theme_stages.all()] == [
        ("registration", ["camps-f01"])
    ]
    assert [row.clause.slug for row in theme.pledge_links.all()] == ["refuse"]
    term = Term.objects.get()
    rules = list(term.rules.all())
    assert [(rule.use, [theme.slug for theme in rule.rule_themes.all()]) for rule in rules] == [
        ("avoid", ["camps"]),
        ("explain", ["cards"]),
    ]
    assert [(rule.since, rule.since_in) for rule in rules] == [("2010", "field"), ("2026-11", "archive")]
    assert [form.text for form in Person.objects.get().forms.all()] == ["リー"]
    assert DataTable.objects.get().rows == [["1942", "10"], ["1943", "12"]]
    assert [row.count for row in PledgePage.objects.get().signature_counts.all()] == [60]
    timeline = TimelinePage.objects.get()
    assert [link.event.slug for link in timeline.event_links.all()] == ["camps-e02", "camps-e01"]
    assert (timeline.rule_from, [theme.slug for theme in timeline.rule_themes.all()]) == ("1941", ["camps"])


def test_references_may_point_to_what_comes_later(imported):
    order, roundup = EntryPage.objects.get(slug="the-order"), EntryPage.objects.get(slug="the-roundup")
    assert [list(order.related.all()), list(roundup.related.all())] == [[roundup], [order]]
    assert [record.slug for record in order.records.all()] == ["a-notice"]
    assert RecordPage.objects.get(slug="a-notice").complicated_by.slug == "a-letter"
    assert Event.objects.get(slug="camps-e01").entry == order


def test_a_body_becomes_blocks_that_choose_by_key_and_notes_that_name_by_uid(imported):
    order = EntryPage.objects.get(slug="the-order")
    blocks = list(order.body.raw_data)
    assert [block["type"] for block in blocks] == ["paragraph", "quotation", "paragraph", "claims", "timeline", "map"]
    assert blocks[1]["value"]["quotation"] == Quotation.objects.get().pk
    assert [row["value"] for row in blocks[3]["value"]["claims"]] == [Claim.objects.get().pk]
    assert (blocks[4]["value"]["timeline"], blocks[4]["value"]["start"]) == (TimelinePage.objects.get().pk, "1942")
    assert [row["value"] for row in blocks[5]["value"]["places"]] == [Place.objects.get().pk]
    said = blocks[0]["value"]
    assert f'<a linktype="citation" id="{Source.objects.get(slug="report-1983").uid}" locator="p. 4">' in said
    assert f'<a linktype="page" id="{EntryPage.objects.get(slug="the-roundup").pk}">the roundup</a>' in said
    assert f'<a linktype="thing" kind="term" id="{Term.objects.get().uid}">internment</a>' in said


def test_rich_text_outside_a_body_is_read_too(imported):
    assert "Report<br/>with what you can carry." in RecordPage.objects.get(slug="a-notice").transcription
    lesson = LessonPage.objects.get()
    assert "<i>about</i>" in lesson.teacher_notes
    assert f'<a linktype="page" id="{EntryPage.objects.get(slug="the-order").pk}">' in lesson.steps.get().text
    assert [row.thing for row in lesson.lesson_sources.all()] == [
        EntryPage.objects.get(slug="the-order"),
        Quotation.objects.get(),
    ]


def test_the_overview_in_plain_words_is_a_body_of_its_own(folder, imported):
    theme = ThemePage.objects.get(slug="camps")
    plain = [str(block.value) for block in theme.plain_overview]
    assert len(plain) == 2 and "counted" in plain[0] and "sent away" in plain[1]
    assert "It was done." in str(theme.overview) and "counted" not in str(theme.overview)
    edition = Edition.objects.get(object_uid=theme.uid)
    assert edition.text.index("It was done.") < edition.text.index("## The overview in plain words")
    assert edition.text.index("plain words\n\nPeople were counted. [@both, p. 9]") < edition.text.index("sent away")
    assert edition.data["plain_overview"].startswith("People were counted.")
    change(folder / "themes/camps/overview-plain.md", "were counted", "were written down")
    assert import_seed(folder).changed == {"theme": 1}
    (folder / "themes/camps/overview-plain.md").unlink()
    assert import_seed(folder).changed == {"theme": 1}
    assert not ThemePage.objects.get(slug="camps").plain_overview


def test_an_account_in_yaml_is_read_with_its_notes(imported):
    source = Source.objects.get(slug="report-1983")
    person, term = Person.objects.get(slug="ann-lee"), Term.objects.get(slug="internment")
    assert f'<a linktype="citation" id="{source.uid}" locator="p. 9">' in person.text and person.text.count("<p ") == 2
    assert "enemy aliens only" in term.text and 'linktype="citation"' in term.text


def test_an_event_outside_the_stages_is_context_and_a_planned_entry_is_counted(imported):
    event = Event.objects.get(slug="camps-e02")
    assert (event.stage, event.entry) == (None, None)
    assert imported.unwritten == 1


def test_an_event_brings_what_is_hard_in_it(imported):
    event = Event.objects.get(slug="camps-e01")
    assert (event.content_reasons, event.content_note, event.grade_floor) == (
        ["killing", "slurs"],
        "A killing is told.",
        9,
    )


def test_the_tree_is_home_sections_and_their_pages(imported):
    home = HomePage.objects.get()
    assert Site.objects.get().root_page_id == home.pk
    assert {section.lists for section in SectionPage.objects.child_of(home)} == {
        "theme",
        "entry",
        "record",
        "timeline",
        "lesson",
        "unit",
    }
    assert {page.slug for page in EntryPage.objects.child_of(SectionPage.objects.get(lists="entry"))} == {
        "the-order",
        "the-roundup",
    }
    assert StandardPage.objects.get().get_parent().specific == home
    assert [page.get_children_count() for page in SectionPage.objects.order_by("lists")] == [2, 1, 2, 2, 1, 1]


def test_the_side_indexes_know_what_was_imported(imported):
    assert ReferenceIndex.objects.filter(to_object_id=str(Quotation.objects.get().pk)).exists()
    assert [person.slug for person in get_search_backend().search("Ann", Person)] == ["ann-lee"]


def test_every_page_has_its_first_edition(imported):
    order = EntryPage.objects.get(slug="the-order")
    edition = Edition.objects.get(object_uid=order.uid)
    assert (edition.number, edition.title) == (1, "The order of 1942")
    assert "The order was signed. [@report-1983, p. 4; @both]" in edition.text
    assert "> We packed." in edition.text


# Twice


def test_twice_is_once(folder, imported):
    before, editions = rows(), Edition.objects.count()
    report = import_seed(folder)
    assert report.changed_nothing and not report.kept
    assert sum(report.same.values()) == len(before)
    assert (rows(), Edition.objects.count(), ImportBatch.objects.count()) == (before, editions, 1)


def test_a_changed_file_changes_its_item_and_no_other(folder, imported):
    before = rows()
    change(folder / "themes/camps/entries/the-order.md", "It named nobody.", "It named no one.")
    report = import_seed(folder)
    assert (dict(report.changed), dict(report.made)) == ({"entry": 1}, {})
    after = rows()
    assert {key for key in after if after[key] != before[key]} == {("entry", "the-order")}
    assert EntryPage.objects.get(slug="the-order").summary == "It named no one."
    assert Edition.objects.filter(object_uid=text.derived_uid("entry", "the-order")).count() == 2


def test_rows_that_a_file_no_longer_has_are_gone(folder, imported):
    change(folder / "themes/camps/entries/the-order.md", "claims: [camps-f01]\npeople", "people")
    change(folder / "themes/camps/claims.yaml", "  - key: both\n    locator: p. 4\n", "")
    import_seed(folder)
    assert not EntryPage.objects.get(slug="the-order").claim_links.exists()
    assert [link.source.slug for link in Claim.objects.get().source_links.all()] == ["report-1983"]


def test_an_event_finds_its_entry_once_that_is_written(folder, imported):
    entry = folder / "themes/camps/entries/the-end.md"
    entry.write_text("---\ntitle: The end\nkind: event\ndate: '1946'\n---\nIt ended. [@both]\n")
    report = import_seed(folder)
    assert (dict(report.made), dict(report.changed), report.unwritten) == ({"entry": 1}, {"event": 1}, 0)
    assert Event.objects.get(slug="camps-e02").entry.slug == "the-end"


# An editor's work


def _publish(thing, **changed):
    for name, value in changed.items():
        setattr(thing, name, value)
    thing.save_revision().publish()


def test_what_an_editor_changed_is_told_and_left_alone(folder, imported):
    _publish(Claim.objects.get(), statement="An editor's words.")
    _publish(EntryPage.objects.get(slug="the-order"), summary="An editor's summary.")
    change(folder / "themes/camps/claims.yaml", "About 120,000", "More than 110,000")
    change(folder / "themes/camps/entries/the-order.md", "It named nobody.", "It named no one.")
    report = import_seed(folder)
    assert sorted(report.kept) == ["claim camps-f01", "entry the-order"]
    assert report.changed_nothing
    assert Claim.objects.get().statement == "An editor's words."
    assert EntryPage.objects.get(slug="the-order").summary == "An editor's summary."


def test_a_draft_is_an_editors_work_too(folder, imported):
    claim = Claim.objects.get()
    claim.statement = "A draft."
    claim.save_revision()
    assert import_seed(folder).kept == ["claim camps-f01"]


def test_rows_within_an_item_are_part_of_an_editors_work(folder, imported):
    claim = Claim.objects.get()
    claim.source_links = list(claim.source_links.all())[:1]
    _publish(claim)
    assert import_seed(folder).kept == ["claim camps-f01"]


def test_overwrite_writes_over_it_and_leaves_no_draft(folder, imported):
    _publish(Claim.objects.get(), statement="An editor's words.")
    entry = EntryPage.objects.get(slug="the-order")
    entry.summary = "A draft."
    entry.save_revision()
    report = import_seed(folder, overwrite=True)
    assert (dict(report.changed), report.kept) == ({"claim": 1, "entry": 1}, [])
    claim, entry = Claim.objects.get(), EntryPage.objects.get(slug="the-order")
    assert claim.statement == "About 120,000 people were confined."
    assert entry.get_latest_revision_as_object().summary == entry.summary == "It named nobody."
    assert not entry.has_unpublished_changes
    assert import_seed(folder).changed_nothing


def test_a_check_by_a_person_is_no_change_of_the_claim(folder, imported, django_user_model):
    claim = Claim.objects.get()
    ClaimCheck.objects.create(
        claim=claim, digest=claim.digest, verdict="correct", user=django_user_model.objects.create(username="u")
    )
    assert import_seed(folder).kept == []


def test_what_was_made_at_the_desk_under_the_same_name_stays(folder):
    Person.objects.create(name="Another Ann Lee", slug="ann-lee", live=True)
    report = import_seed(folder)
    assert report.kept == ["person ann-lee"]
    assert Person.objects.get().name == "Another Ann Lee"
    assert Quotation.objects.get().person == Person.objects.get()


def test_what_an_editor_renamed_is_still_found_by_its_old_name(folder, imported):
    _publish(Person.objects.get(), slug="ann-lee-chemist")
    change(folder / "themes/camps/quotations.yaml", "We packed.", "We packed and waited.")
    report = import_seed(folder)
    assert (report.kept, dict(report.changed)) == (["person ann-lee"], {"quotation": 1})
    assert Quotation.objects.get().person.slug == "ann-lee-chemist"


# What is wrong


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("themes/camps/claims.yaml", "1942/1946", "long ago", ["claims.yaml", "camps-f01", "date", "Write it like"]),
        ("themes/camps/claims.yaml", "key: both", "key: neither", ["claims.yaml", "camps-f01", "key", "'neither'", "correct the slug"]),
        ("themes/camps/claims.yaml", "confidence: high", "confidence: sure", ["claims.yaml", "camps-f01", "confidence", "sure"]),
        ("themes/camps/claims.yaml", "confidence:", "sureness:", ["claims.yaml", "camps-f01", "sureness", "not a field", "rename"]),
        ("themes/camps/claims.yaml", "- slug: camps-f01\n  ", "- ", ["claims.yaml", "item 1", "no slug", "Give it one"]),
        ("themes/camps/claims.yaml", "confidence: high", "confidence: [high]", ["camps-f01", "confidence", "one text"]),
        ("themes/camps/places.yaml", "36.728", "96.728", ["places.yaml", "manzanar", "lat", "90"]),
        ("themes/camps/places.yaml", "36.728", "north", ["places.yaml", "manzanar", "lat", "north"]),
        ("themes/camps/events.yaml", "entry: the-end", "entry: the-dawn", ["events.yaml", "camps-e02", "entry", "'the-dawn'"]),
        ("themes/camps/events.yaml", "- slurs", "- gore", ["events.yaml", "camps-e01", "content_reasons", "gore", "Choose among"]),
        ("themes/camps/events.yaml", "kind: named", "kind: called", ["events.yaml", "camps-e01", "pledge, row 1", "called"]),
        ("themes/camps/events.yaml", "clause: history\n", "reason: history\n", ["camps-e01", "pledge", "row 1", "reason"]),
        ("themes/camps/people.yaml", "- slug: ann-lee", "- slug: ann-lee\n- slug: ann-lee", ["people.yaml", "ann-lee", "Keep one"]),
        ("themes/camps/people.yaml", "slug: ann-lee", "slug: [", ["people.yaml", "line", "not YAML"]),
        ("stages.yaml", "- slug: removal", "- name: removal", ["stages.yaml", "item 2", "no slug"]),
        ("pledge.yaml", "pledge:\n", "promise:\n", ["pledge.yaml", "pledge", "missing"]),
        ("pledge.yaml", "- slug: refuse", "- refuse\n- slug: refuse", ["pledge.yaml"]),
        ("themes/camps/entries/the-order.md", "[@report-1983, p. 4; @both]", "[@report-1893]",
         ["the-order.md", "body", "line 22", "'report-1893'", "correct the key"]),
        ("themes/camps/entries/the-order.md", "quotation: camps-q01", "quotation: camps-q99", ["the-order.md", "body", "camps-q99"]),
        ("themes/camps/entries/the-order.md", "## Then", "# Then", ["the-order.md", "body", "line 31", "level 1"]),
        ("themes/camps/entries/the-order.md", "kind: law", "kind: poem", ["the-order.md", "entry_kind", "poem"]),
        ("themes/camps/entries/the-order.md", "grade_floor: 8", "grade_floor: 7", ["the-order.md", "grade_floor", "7"]),
        ("themes/camps/entries/the-order.md", "kind: law", "kind: law\nsort: law", ["the-order.md", "sort", "not a field"]),
        ("themes/camps/entries/the-order.md", "title: The", "title: : The", ["the-order.md", "line 2", "YAML"]),
        ("themes/camps/entries/the-order.md", "people: [ann-lee]", "people: ann-lee", ["the-order.md", "people", "list of slugs"]),
        ("themes/camps/records/a-notice.md", "a-letter", "a-poster", ["a-notice.md", "complicated_by", "a-poster"]),
        ("lessons/what-is-a-count.md", "(entry:the-order)", "(entry:the-law)", ["what-is-a-count.md", "text", "the-law"]),
        ("themes/camps/overview.md", "[@report-1983, p. 2]", "<b>x</b>", ["overview.md", "camps", "body", "line 5", "HTML"]),
        ("themes/camps/overview-plain.md", "sent away", "<b>x</b>", ["overview-plain.md", "camps", "plain_overview", "line 5", "HTML"]),
        ("themes/camps/overview-plain.md", "People", "---\ntitle: x\n---\nPeople", ["overview-plain.md", "plain_overview", "line 1"]),
        ("themes/camps/terms.yaml", "@both", "@neither", ["terms.yaml", "internment", "text", "neither"]),
        ("themes/camps/terms.yaml", "since_in: field", "since_in: here", ["terms.yaml", "internment", "rules, row 1", "here"]),
        ("themes/camps/terms.yaml", "since_in: field", "instead: x", ["terms.yaml", "internment", "rules, row 1", "in this archive"]),
        ("themes/camps/people.yaml", "@report-1983", "@report-1984", ["people.yaml", "ann-lee", "text", "report-1984"]),
    ],
)  # fmt: skip
def test_an_error_names_file_item_and_field_with_the_remedy(folder, file, old, new, said):
    change(folder / file, old, new)
    problems = refused(folder)
    assert any(all(word in problem for word in said) for problem in problems), problems


def test_one_fault_is_told_once_and_not_by_those_who_refer_to_it(folder):
    change(folder / "themes/camps/claims.yaml", "1942/1946", "long ago")
    assert len(refused(folder)) == 1


def test_faults_in_several_files_are_told_together(folder):
    change(folder / "themes/camps/claims.yaml", "1942/1946", "long ago")
    change(folder / "themes/camps/events.yaml", "entry: the-end", "entry: the-dawn")
    change(folder / "themes/camps/people.yaml", "1919/2005", "2005/1919")
    assert len(refused(folder)) == 3


def test_a_failing_import_leaves_what_was_there(folder, imported):
    change(folder / "themes/camps/entries/the-order.md", "It named nobody.", "It named no one.")
    change(folder / "lessons/what-is-a-count.md", "(entry:the-order)", "(entry:the-law)")
    assert refused(folder)


def test_a_file_that_is_not_utf8_is_told(folder):
    (folder / "pages/method.md").write_bytes("---\ntitle: Méthode\n---\n".encode("latin-1"))
    (problem,) = refused(folder)
    assert "pages/method.md" in problem and "UTF-8" in problem


def test_a_missing_file_is_told(folder):
    (folder / "stages.yaml").unlink()
    assert any("stages.yaml" in problem and "missing" in problem for problem in refused(folder))


# The command


def command(*words) -> str:
    out = io.StringIO()
    call_command("import_seed", *map(str, words), stdout=out, stderr=out)
    return out.getvalue()


def test_the_command_tells_what_it_does(folder):
    said = command(folder)
    assert "claim: 1, of which new 1" in said
    assert "26 new, 0 changed, 0 as they were." in said
    assert "1 entries named by events are planned" in said
    assert "Nothing changed: 26 items" in command(folder)
    assert "nothing to do" in command(folder, "--if-changed")
    _publish(Claim.objects.get(), statement="An editor's words.")
    change(folder / "pages/method.md", "With care", "With much care")
    said = command(folder, "--if-changed")
    assert "1 changed" in said and "claim camps-f01" in said and "--overwrite" in said


def test_the_command_ends_with_the_problems_and_no_traceback(folder, tmp_path):
    change(folder / "themes/camps/claims.yaml", "1942/1946", "long ago")
    with pytest.raises(CommandError, match="1 problem.*nothing was imported"):
        command(folder)
    with pytest.raises(CommandError, match="not a folder"):
        command(tmp_path / "nowhere")


def test_an_image_is_named_by_its_uid_and_comes_back(folder):
    image = ArchiveImage.objects.create(title="A card", alt="A card with a J", file=get_test_image_file())
    page = folder / "pages/method.md"
    block = f"type: image\nimage: {image.uid}\ncaption: A card"
    page.write_text(page.read_text() + f"\n```block\n{block}\n```\n")
    import_seed(folder)
    stored = list(StandardPage.objects.get().body.raw_data)[-1]
    assert stored["value"] == {
        "image": {"image": image.pk, "alt_text": "A card with a J", "decorative": False},
        "caption": "A card",
    }
    (written,) = bodies.written([stored], Known())
    assert written.value == {"image": image.uid, "caption": "A card", "alt": "A card with a J"}
    assert StandardPage.objects.get().body[-1].value["image"].pk == image.pk
    change(page, image.uid, "nosuchuid")
    assert any("nosuchuid" in problem and "Upload it" in problem for problem in refused(folder))
