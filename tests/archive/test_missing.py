"""What is missing, in readers' words: counted from what they may see, without a cookie, in few queries."""

import re

import pytest
from django.contrib.auth import get_user_model

from archive import missing
from archive.missing import missing_context
from content.models import Claim, ClaimCheck, Clause, EntryPage, EntryPledgeLink, ThemePage
from content.models.vocabularies import Verdict


def page(client) -> str:
    response = client.get("/missing/")
    assert response.status_code == 200 and not response.cookies
    return " ".join(response.content.decode().split())


def of(slug: str):
    return next(one for one in missing_context()["themes"] if one.theme.slug == slug)


def test_every_theme_has_its_row_and_its_part(seeded_site, client):
    read = page(client)
    for theme in ThemePage.objects.filter(live=True):
        assert f'href="#t-{theme.slug}"' in read and f'id="t-{theme.slug}"' in read


def test_what_rests_on_memory_is_named_until_it_is_hidden(seeded_site, client):
    claim = Claim.objects.filter(confidence="low", live=True).first()
    assert claim.address in page(client)
    claim.unpublish()
    assert claim.address not in page(client)


def test_a_disputed_number_is_told_with_its_dispute(seeded_site, client):
    claim = Claim.objects.filter(contest_kind="figures", themes__slug="nseers", live=True).first()
    read = page(client)
    assert claim.address in read
    claim.contest_kind = "law"
    claim.save()
    assert claim.address not in page(client)


def test_a_withdrawn_claim_is_not_counted(seeded_site):
    before = of("nseers").claims
    claim = Claim.objects.filter(themes__slug="nseers").first()
    claim.status = "withdrawn"
    claim.save()
    assert of("nseers").claims == before - 1


def test_a_checked_claim_counts_as_checked_until_it_is_changed(seeded_site):
    before = of("nseers").unchecked
    claim = Claim.objects.filter(themes__slug="nseers").first()
    user = get_user_model().objects.create_user("checker", password="x")
    ClaimCheck.objects.create(claim=claim, digest=claim.digest, verdict=Verdict.CORRECT, user=user)
    assert of("nseers").unchecked == before - 1
    claim.statement += " So it was."
    claim.save()
    assert of("nseers").unchecked == before


def test_a_planned_entry_is_named_until_there_is_one_even_one_taken_back(seeded_site, client, tmp_path, monkeypatch):
    entry = EntryPage.objects.filter(themes__slug="nseers", live=True).first()
    plan = tmp_path / "themes" / "nseers" / "plan.yaml"
    plan.parent.mkdir(parents=True)
    plan.write_text(f"- {{slug: to-come, title: Still to come}}\n- {{slug: {entry.slug}, title: Written since}}\n")
    monkeypatch.setattr(missing, "SEED_FOLDER", tmp_path)
    assert of("nseers").unwritten == ["Still to come"]
    entry.unpublish()
    assert of("nseers").unwritten == ["Still to come"]
    assert "<li>Still to come</li>" in page(client)


def test_a_clause_that_an_entry_meets_is_not_empty(seeded_site):
    empty = of("nseers").empty
    assert empty
    entry = EntryPage.objects.filter(themes__slug="nseers", live=True).first()
    EntryPledgeLink.objects.create(
        entry=entry, clause=empty[0], kind="background", why="It is said here so that the cell is not empty."
    )
    assert empty[0] not in of("nseers").empty


def test_thin_clauses_are_named(seeded_site, client):
    read = page(client)
    thin = [clause for clause, _ in missing_context()["thin"]]
    assert thin and all(f'<a href="{clause.address}">{clause.short}</a>' in read for clause in thin)


@pytest.mark.django_db
def test_an_empty_archive_has_an_empty_page(client):
    read = page(client)
    assert "There are no statements yet." in read and not Clause.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_archive(seeded_site, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        missing_context()


def test_the_page_is_linked_where_readers_look_for_it(seeded_site, client):
    assert re.search(r'<a [^>]*href="/missing/"', client.get("/method/").content.decode())
    assert "/missing/" in client.get("/sitemap-trunk.xml").content.decode()
