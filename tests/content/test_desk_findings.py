"""The desk's page of findings: the last check, by theme and rule, with the way to the editor."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from archive.accounts.roles import ensure_roles
from content.exchange.examined import kept
from content.models import Claim
from tests.content.desk import edit_address

PAGE = "/admin/reports/findings/"
LONE = "jai-f09"


@pytest.fixture
def desk(seeded_site, settings, tmp_path, client, django_user_model):
    """A seeded desk with a file of findings of its own, and a claim on which a rule finds something."""
    settings.WORKER_DIR = tmp_path / "worker"
    ensure_roles()
    claim = Claim.objects.get(slug=LONE)
    claim.source_links.set([])
    claim.confidence = "high"
    claim.save()

    def signed_in(group: str):
        user = django_user_model.objects.create_user(group.lower().replace(" ", "-"), password="x")
        user.groups.set([_group(group)])
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture(scope="module")
def last_check() -> dict[str, bytes]:
    return {}


@pytest.fixture
def checked(desk, last_check):
    """What `check_quality --keep` finds on this desk. It is the same for every test here, so only the first one checks."""
    if last_check:
        kept._path().write_bytes(last_check["file"])
    else:
        call_command("check_quality", "--keep")
        last_check["file"] = kept._path().read_bytes()


def _group(name: str):
    from django.contrib.auth.models import Group

    return Group.objects.get(name=name)


def test_before_the_first_check_the_page_says_so(desk):
    page = desk("Managing editors").get(PAGE)
    assert page.status_code == 200 and "No check has been made yet" in page.content.decode()


def test_a_finding_is_listed_with_the_way_to_its_editor(desk, checked):
    page = desk("Managing editors").get(PAGE, {"rule": "confidence"}).content.decode()
    claim = Claim.objects.get(slug=LONE)
    assert "none of its sources was seen" in page and f'href="{edit_address(claim)}"' in page


def test_who_may_not_edit_is_led_to_the_page_readers_see(desk, checked):
    page = desk("Fact-checkers").get(PAGE, {"rule": "confidence"}).content.decode()
    claim = Claim.objects.get(slug=LONE)
    assert f'href="{claim.address}"' in page and edit_address(claim) not in page


def test_findings_are_picked_by_theme_rule_and_gravity(desk, checked):
    client = desk("Managing editors")

    def shown(**asked) -> str:
        return client.get(PAGE, asked).content.decode()

    assert "none of its sources was seen" in shown(theme="japanese-american-incarceration", severity="error")
    assert "none of its sources was seen" not in shown(theme="nseers")
    assert "none of its sources was seen" not in shown(rule="life-dates")
    assert "none of its sources was seen" not in shown(severity="warning")
    assert client.get(PAGE, {"theme": "no-such", "rule": "'", "p": "x"}).status_code == 200


def test_educators_have_no_findings(desk):
    client = desk("Educators")
    assert client.get(PAGE).status_code == 302
    assert "Missing or doubtful" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_file_of_another_version_counts_as_none(desk, checked):
    path = kept._path()
    path.write_text('{"made_at": "yesterday"}')
    assert kept.kept() is None
