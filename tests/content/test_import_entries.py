"""import_entries: drafts or published, by slug, all of a file or nothing, and never over an editor's work unasked."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from content.exchange.entries import import_entries
from content.exchange.importer import import_seed
from content.models import Edition, EntryPage, ImportBatch, SectionPage
from tests.content.small_seed import change, sow

pytestmark = pytest.mark.django_db

WHY = "It shows how a list for counting people became one for removing them."
WHOLE = {
    "title": "A raid in 1942",
    "summary": "What it was and why it matters.",
    "body": "It was raided. [@report-1983, p. 4] See [the order](entry:the-order).\n\n## Then\n\nIt ended.",
    "kind": "event",
    "date": "1942-02~",
    "themes": ["camps"],
    "clauses": [{"clause": "refuse", "kind": "example", "why": WHY}],
    "sources": ["both"],
}
SLUG = "a-raid-in-1942"


@pytest.fixture(autouse=True)
def seeded(tmp_path):
    """What the rows refer to."""
    folder = sow(tmp_path)
    import_seed(folder)
    return folder


@pytest.fixture
def run(tmp_path):
    """Imports rows as a file and returns what the command said."""

    def imported(*rows: dict | str, name: str = "rows.jsonl", **options) -> str:
        file = tmp_path / name
        file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
        out = io.StringIO()
        call_command("import_entries", str(file), stdout=out, stderr=out, **options)
        return out.getvalue()

    return imported


def entry(slug: str = SLUG) -> EntryPage:
    return EntryPage.objects.get(slug=slug)


def draft(slug: str = SLUG) -> EntryPage:
    return entry(slug).get_latest_revision_as_object()


def counted() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (EntryPage, ImportBatch, Edition))


def test_a_row_becomes_a_draft_with_all_it_gives(run):
    said = run(WHOLE)
    assert f"line 1, {SLUG}: new, a draft" in said
    assert "1 new." in said and "--publish" in said
    page = draft()
    assert (entry().live, entry().has_unpublished_changes) == (False, True)
    assert (page.title, page.entry_kind, page.summary) == (WHOLE["title"], "event", WHOLE["summary"])
    assert (page.date, page.date_earliest, page.date_latest) == ("1942-02~", 19420201, 19420228)
    assert [theme.slug for theme in page.themes.all()] == ["camps"]
    assert [(link.clause.slug, link.kind, link.why) for link in page.pledge_links.all()] == [("refuse", "example", WHY)]
    body = "".join(block["value"] for block in page.body.raw_data)
    assert body.count('linktype="citation"') == 2 and "<h2" in body
    assert page.get_parent().specific == SectionPage.objects.get(lists="entry")


def test_published_it_is_live_with_an_edition_and_stamped_with_its_batch(run):
    said = run(WHOLE, publish=True)
    assert f"line 1, {SLUG}: new, published" in said
    page = entry()
    assert page.live and not page.has_unpublished_changes and page.first_published_at
    batch = ImportBatch.objects.get(kind="rows")
    assert (page.import_batch, batch.file_name, batch.counts["new"]) == (batch, "rows.jsonl", 1)
    assert Edition.objects.get(object_uid=page.uid).number == 1


def test_a_row_with_gaps_is_published_counted_and_listed(run):
    said = run(WHOLE, {"title": "Bare", "body": "Nothing more."}, publish=True)
    assert entry("bare").live
    assert "1 published with gaps:" in said
    (line,) = [line for line in said.splitlines() if line.startswith("  line 2, bare: ")]
    for gap in ("no date", "no summary", "No kind", "No source", "no link to the pledge"):
        assert gap in line


def test_a_dry_run_tells_each_row_and_keeps_nothing(run):
    before = counted()
    said = run(WHOLE, {"title": "Another", "body": "b"}, dry_run=True, publish=True)
    assert f"line 1, {SLUG}: new, published" in said and "line 2, another: new, published" in said
    assert "dry run" in said
    assert counted() == before


def test_the_same_file_again_changes_nothing(run):
    run(WHOLE, publish=True)
    before, revision = counted(), entry().latest_revision_id
    assert "1 as it was." in run(WHOLE, publish=True)
    assert (counted(), entry().latest_revision_id) == (before, revision)


def test_a_changed_row_updates_its_entry_by_slug_and_leaves_what_it_does_not_give(run):
    run({**WHOLE, "slug": SLUG}, publish=True)
    uid = entry().uid
    said = run({"slug": SLUG, "title": "Another title", "body": "Another body."}, publish=True)
    assert f"{SLUG}: changed, published" in said
    page = entry()
    assert (page.uid, page.title, page.summary, page.date) == (uid, "Another title", WHOLE["summary"], WHOLE["date"])
    assert [link.clause.slug for link in page.pledge_links.all()] == ["refuse"]
    assert "Another body." in page.body.raw_data[0]["value"]
    assert Edition.objects.filter(object_uid=uid).count() == 2


def test_an_update_without_publish_is_a_draft_above_what_readers_see(run):
    run(WHOLE, publish=True)
    run({**WHOLE, "slug": SLUG, "summary": "A new summary."})
    assert (entry().summary, draft().summary, entry().live) == (WHOLE["summary"], "A new summary.", True)


def test_what_a_row_gives_empty_is_emptied(run):
    run(WHOLE)
    run({"slug": SLUG, "title": "T", "body": "b", "summary": "", "themes": [], "clauses": []})
    page = draft()
    assert (page.summary, list(page.themes.all()), list(page.pledge_links.all())) == ("", [], [])


def test_publish_publishes_the_drafts_of_an_earlier_import(run):
    run(WHOLE)
    said = run(WHOLE, publish=True)
    assert f"{SLUG}: as it was, and now published" in said
    assert entry().live
    assert entry().import_batch.kind == "rows"


def test_a_row_updates_an_entry_of_the_seed_and_the_seed_then_leaves_it_alone(run, seeded):
    said = run({"slug": "the-order", "title": "The order", "body": "In short."}, publish=True)
    assert "the-order: changed, published" in said
    change(seeded / "themes/camps/entries/the-order.md", "It named nobody.", "It named no one.")
    assert import_seed(seeded).kept == ["entry the-order"]
    assert entry("the-order").title == "The order"


def test_what_was_changed_at_the_desk_is_told_and_left_alone_unless_asked(run):
    run(WHOLE)
    page = draft()
    page.summary = "An editor's summary."
    page.save_revision()
    said = run({**WHOLE, "title": "A raid", "slug": SLUG})
    assert f"{SLUG}: left alone" in said and "--overwrite" in said
    assert (draft().summary, draft().title) == ("An editor's summary.", WHOLE["title"])
    run({**WHOLE, "title": "A raid", "slug": SLUG}, overwrite=True)
    assert (draft().summary, draft().title) == (WHOLE["summary"], "A raid")


def test_what_was_made_or_locked_at_the_desk_is_left_alone(run):
    made = EntryPage(title="Made", slug="made", live=False)
    SectionPage.objects.get(lists="entry").add_child(instance=made)
    made.save_revision()
    run(WHOLE)
    EntryPage.objects.filter(slug=SLUG).update(locked=True)
    said = run({"slug": "made", "title": "T", "body": "b"}, {**WHOLE, "title": "T", "slug": SLUG})
    assert said.count("left alone;") == 2
    assert (draft("made").title, draft().title) == ("Made", WHOLE["title"])


def test_an_entry_keeps_its_claims_and_people_when_a_row_updates_it(run):
    run({"slug": "the-order", "title": "The order", "body": "In short.", "summary": "S"}, publish=True)
    page = entry("the-order")
    assert [link.claim.slug for link in page.claim_links.all()] == ["camps-f01"]
    assert [person.slug for person in page.people.all()] == ["ann-lee"]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({**WHOLE, "slug": "bad", "date": "yesterday"}, "line 2: date: "),
        ({**WHOLE, "slug": "bad", "themes": ["nowhere"]}, "line 2: themes: there is no theme 'nowhere'"),
        ({**WHOLE, "slug": "bad", "sources": ["nothing"]}, "line 2: sources: there is no source 'nothing'"),
        ({**WHOLE, "slug": "bad", "clauses": [{"clause": "none", "kind": "example", "why": WHY}]}, "line 2: clauses: "),
        (
            {**WHOLE, "slug": "bad", "body": "```block\ntype: quotation\nquotation: camps-q99\n```"},
            "line 2: body: no quotation",
        ),
        ('{"title": "A', "line 2: the line is not whole JSON"),
    ],
)
def test_one_bad_row_and_nothing_is_imported(run, bad, said):
    before = counted()
    with pytest.raises(CommandError, match="nothing was imported"):
        run(WHOLE, bad)
    assert counted() == before
    report = import_entries(
        "\n".join(row if isinstance(row, str) else json.dumps(row) for row in (WHOLE, bad)).encode(), "rows.jsonl"
    )
    assert [str(problem) for problem in report.problems if said in str(problem)]


def test_csv_is_imported(run):
    clauses = json.dumps(WHOLE["clauses"]).replace('"', '""')
    run(
        "title,body,themes,clauses,sources",
        f'A raid in 1942,"Raided, they say.",camps; cards,"{clauses}","both, p. 4"',
        name="x.csv",
    )
    page = draft()
    assert sorted(theme.slug for theme in page.themes.all()) == ["camps", "cards"]
    assert 'locator="p. 4"' in page.body.raw_data[0]["value"]


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    for file in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(CommandError, match="cannot be read.*Name a CSV"):
            call_command("import_entries", str(file))


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"\x00" * 50, b"\xe9", b"{", b'"', b"title,body\n\xe2\x28", b"\r\n\r\n"]
)
def test_any_bytes_end_in_a_report_and_never_in_a_traceback(tmp_path, data):
    file = tmp_path / "rows.csv"
    file.write_bytes(data)
    with pytest.raises(CommandError, match="problem.*nothing was imported"):
        call_command("import_entries", str(file), stderr=io.StringIO())


def test_many_rows_are_in_the_side_indexes_too(run):
    run(*[{"title": f"Row number {number}", "body": "It was. [@both]", "themes": ["camps"]} for number in range(100)])
    page = entry("row-number-99")
    assert ReferenceIndex.objects.filter(object_id=str(page.pk)).exists()
    assert get_search_backend().search("Row number 99", EntryPage.objects.filter(pk=page.pk)).count() == 1
