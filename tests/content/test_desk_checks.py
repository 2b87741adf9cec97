"""Checks of claims at the desk: added by those who may, for the words they read, for as long as those stand."""

import pytest
from django.urls import reverse

from content import models
from tests.content.desk import names
from tests.factories import content as make
from tests.factories.people import somebody

pytestmark = pytest.mark.django_db


def address(claim) -> str:
    return reverse("desk_check_claim", args=[claim.pk])


def check(client, claim, verdict="correct", note="", digest=None):
    return client.post(
        address(claim), {"verdict": verdict, "note": note, "digest": digest or claim.digest}, follow=True
    )


@pytest.fixture
def claim():
    make.site_tree()
    return make.claim(statement="Some 1,862 people were held.", sources=[(make.source(title="The report"), "p. 12")])


def test_what_a_checker_reads(client, claim):
    client.force_login(somebody("fact-checker"))
    page = client.get(address(claim)).content.decode()
    assert "Some 1,862 people were held." in page
    assert "The report" in page
    assert "p. 12" in page
    assert "Nobody has checked it yet." in page


def test_a_check_is_kept_with_who_in_which_role_and_for_which_words(client, claim):
    user = somebody("fact-checker")
    client.force_login(user)
    check(client, claim, note="Read p. 12.")
    kept = claim.checks.get()
    assert (kept.user, kept.role, kept.digest, kept.verdict, kept.note) == (
        user,
        "fact-checker",
        claim.digest,
        "correct",
        "Read p. 12.",
    )
    assert claim.check_state == "once"


def test_two_people_make_it_twice_and_one_person_does_not(client, claim):
    client.force_login(somebody("fact-checker"))
    check(client, claim)
    check(client, claim)
    assert claim.check_state == "once"
    client.force_login(somebody("managing editor"))
    check(client, claim)
    assert claim.check_state == "twice"


def test_words_that_changed_meanwhile_are_read_again(client, claim):
    client.force_login(somebody("fact-checker"))
    before = claim.digest
    claim.statement = "Some 1,863 people were held."
    claim.save()
    answer = check(client, claim, digest=before)
    assert not claim.checks.exists()
    assert "Read it again" in answer.content.decode()
    assert claim.digest in answer.content.decode()


def test_an_edit_lets_the_check_lapse_and_the_page_says_so(client, claim):
    client.force_login(somebody("fact-checker"))
    check(client, claim)
    claim.statement = "Some 1,863 people were held."
    claim.save()
    assert claim.check_state == "unchecked"
    assert "no longer counted" in client.get(address(claim)).content.decode()


def test_what_is_wrong_is_said(client, claim):
    client.force_login(somebody("fact-checker"))
    assert "Say what is wrong" in check(client, claim, "wrong").content.decode()
    assert not claim.checks.exists()
    check(client, claim, "wrong", "Page 12 says 1,682.")
    assert claim.checks.get().verdict == "wrong"


@pytest.mark.parametrize("role", ["editor", "educator", ""])
def test_others_check_nothing(client, claim, role):
    client.force_login(somebody(role))
    check(client, claim)
    assert not claim.checks.exists()


def test_a_fact_checker_changes_no_word(client, claim):
    client.force_login(somebody("fact-checker"))
    client.post(reverse(names(models.Claim)("edit"), args=[claim.pk]), {"statement": "Changed."})
    assert models.Claim.objects.get(pk=claim.pk).statement == "Some 1,862 people were held."


def test_the_list_says_how_far_a_claim_is_checked(client, claim):
    client.force_login(somebody("fact-checker"))
    listed = reverse(names(models.Claim)("list"))
    assert "Not yet checked" in client.get(listed).content.decode()
    check(client, claim)
    assert "Checked once" in client.get(listed).content.decode()
    assert address(claim) in client.get(listed).content.decode()


def test_the_report_lists_what_nobody_has_checked_by_theme(client, claim):
    client.force_login(somebody("fact-checker"))
    theme = make.theme(title="Records of the county")
    other = make.claim(statement="Another statement stands here.", themes=[theme])
    report = reverse("desk_unchecked_claims")
    both = client.get(report).content.decode()
    assert str(claim) in both
    assert str(other) in both
    assert both.count("Records of the county") == 2  # in the row and among the filters
    assert "Not yet checked" in both
    only = client.get(report, {"themes": theme.pk}).content.decode()
    assert str(claim) not in only
    assert str(other) in only
    check(client, claim)
    assert str(claim) not in client.get(report).content.decode()
    assert str(claim) in client.get(report, {"checked": "once"}).content.decode()
    assert client.get(report, {"export": "csv"}).status_code == 200


@pytest.mark.parametrize("query", [{"checked": "nonsense"}, {"themes": "x"}, {"p": "999"}, {"confidence": "?"}])
def test_the_report_takes_any_question(client, claim, query):
    client.force_login(somebody("fact-checker"))
    assert client.get(reverse("desk_unchecked_claims"), query).status_code in (200, 404)
