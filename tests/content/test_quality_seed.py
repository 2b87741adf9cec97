"""The quality rules on whole archives: the seed is without an error, files and database agree, the command tells."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from content.exchange.examined import archive_of_files, archive_of_rows
from content.exchange.importer import SEED_FOLDER
from content.quality import lists
from content.quality.rules import RULES, check
from tests.content.small_seed import sow

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def found_in_files():
    return check(archive_of_files(SEED_FOLDER))


def test_the_seed_is_without_an_error(found_in_files):
    assert [str(finding) for finding in found_in_files if finding.is_error] == []


def test_the_rules_read_every_text_of_the_seed():
    archive = archive_of_files(SEED_FOLDER)
    for folder, kind in (
        ("entries", "entry"),
        ("records", "record"),
        ("timelines", "timeline"),
        ("lessons", "lesson"),
        ("units", "unit"),
    ):
        files = {path.stem for path in SEED_FOLDER.rglob(f"{folder}/*.md")}
        assert {text.slug for text in archive.of(kind)} == files
    assert all(text.cited and text.claims and text.has("body") for text in archive.entries)
    assert all(text.words("body") and text.words("plain_summary") for text in archive.of("theme"))
    assert archive.quotations and archive.tables and archive.events


def test_the_database_gives_the_findings_of_the_files(seeded_site, found_in_files):
    def told(findings):
        return sorted((one.rule, one.severity, one.kind, one.slug, one.message) for one in findings)

    assert told(check(archive_of_rows())) == told(found_in_files)


def test_what_is_hidden_is_not_of_the_public_archive(seeded_site):
    from content.models import Claim

    claim = Claim.objects.filter(live=True).first()
    claim.unpublish()
    assert claim.slug not in archive_of_rows(public_only=True).claims


def run(*args) -> tuple[str, str]:
    out, problem = StringIO(), ""
    try:
        call_command("check_quality", *args, stdout=out)
    except CommandError as error:
        problem = str(error)
    return out.getvalue(), problem


def test_the_command_tells_what_where_and_how_to_mend_it_and_fails(tmp_path):
    folder = sow(tmp_path)
    entry = folder / "themes" / "camps" / "entries" / "the-order.md"
    entry.write_text(entry.read_text() + "\nIn all 777 people left. [@nowhere]\n")
    told, problem = run(str(folder))
    assert "Checking the seed's files in seed/" in told
    line = entry.read_text().split("\n").index("In all 777 people left. [@nowhere]") + 1
    assert f"ERROR entry the-order [themes/camps/entries/the-order.md: body, line {line}]" in told
    assert "“777”" in told and "there is no source “nowhere”" in told
    assert "By theme" in told and "Thin clauses" in told and "the-end" in told
    assert problem.startswith("There are errors")


def test_the_command_picks_by_text_and_rule(tmp_path):
    folder = sow(tmp_path)
    entry = folder / "themes" / "camps" / "entries" / "the-order.md"
    entry.write_text(entry.read_text() + "\nIn all 777 people left. [@nowhere]\n")
    told, _ = run(str(folder), "--text", "the-order", "--rule", "reference")
    assert "nowhere" in told and "777" not in told and "By theme" not in told


def test_an_exception_in_a_file_is_read_and_is_no_field_of_the_import(tmp_path):
    folder = sow(tmp_path)
    entry = folder / "themes" / "camps" / "entries" / "the-order.md"
    text = entry.read_text() + "\nIn all 777 people left. [@report-1983]\n"
    entry.write_text(text)
    assert "“777”" in run(str(folder), "--text", "the-order")[0]
    entry.write_text(text.replace("\n---\n", "\nexceptions:\n  - words: 777 people\n    why: A sum.\n---\n", 1))
    assert "“777”" not in run(str(folder), "--text", "the-order")[0]
    assert not archive_of_files(folder).troubles


def test_an_event_with_hard_words_and_without_their_reason_is_an_error_unless_it_is_excepted(tmp_path):
    file = sow(tmp_path) / "themes" / "camps" / "events.yaml"
    text = file.read_text().replace("title: The order\n", "title: The massacre of 1942\n")
    asked = (str(tmp_path / "seed"), "--rule", "content-reason")
    file.write_text(text)
    assert run(*asked)[1] == ""
    file.write_text(text.replace("  - killing\n", ""))
    told, problem = run(*asked)
    assert "ERROR event camps-e01 [themes/camps/events.yaml: title]" in told and "“massacre”" in told and problem
    excepted = "  exceptions:\n  - words: The massacre of 1942\n    why: A title.\n  summary: It was"
    file.write_text(file.read_text().replace("  summary: It was", excepted))
    assert "massacre of 1942" in file.read_text() and run(*asked)[1] == ""


def test_a_file_that_cannot_be_read_is_an_error_and_the_others_are_checked(tmp_path):
    folder = sow(tmp_path)
    (folder / "themes" / "camps" / "entries" / "broken.md").write_text("no front matter")
    told, problem = run(str(folder))
    assert "unreadable" in told and "broken.md" in told and problem
    assert "broken.md" in run(str(folder), "--theme", "camps")[0], "nobody knows which theme it was about"


def test_a_block_that_cannot_be_read_is_told_with_its_line(tmp_path):
    folder = sow(tmp_path)
    entry = next((folder / "themes" / "camps" / "entries").glob("*.md"))
    lines = entry.read_text().count("\n")
    entry.write_text(entry.read_text() + "\n```block\ntype: question\nquestion: A report: what is it?\n```\n")
    told, problem = run(str(folder))
    assert f"{entry.name}, line {lines + 4}" in told or f"line {lines + 4}" in told
    assert "unreadable" in told and "not YAML" in told and problem


def test_a_folder_that_is_not_there_is_told():
    assert "is not a folder" in run("/nowhere/at/all")[1]


def test_every_list_gives_its_reasons():
    for name, key in (("blocklist", "groups"), ("figures", "names"), ("figures", "idioms")):
        assert all(group["why"].strip() for group in lists.read(name)[key])
    hosts = [host for group in lists.read("blocklist")["groups"] for host in group["hosts"]]
    assert len(hosts) == len(set(hosts))


def test_every_rule_is_described():
    described = (ROOT / "docs" / "reference" / "quality-rules.md").read_text()
    assert set(re.findall(r"^\| `([a-z-]+)` \|", described, re.M)) == {rule.code for rule in RULES}
