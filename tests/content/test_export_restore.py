"""Nothing is lost: an archive taken away as a bag comes back whole, a damaged bag never does, and no secret travels."""

import io
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.exchange import bags
from content.exchange.exporter import SCOPE
from content.exchange.public import IN_THE_API
from content.exchange.tables import KEPT_APPS, LEFT_OUT, is_kept, kept_tables
from content.models import ArchiveImage, Claim, ClaimCheck, Edition, OldSlug
from tests import seeding
from tests.factories import content as make
from tests.factories.small import CANARIES, PASSWORD, SECRETS, small_archive

# pytest-django makes the database only for tests that carry this mark, and the module's archive is built in it.
pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Kept:
    """What an archive was before it was taken away."""

    bag: Path
    public_bag: Path
    said: str
    api: dict
    editions: list
    files: dict
    user_password: str


def api_answers() -> dict:
    """Every list and every single thing of the API, as bytes."""
    found = {}
    for kind in IN_THE_API:
        found[kind.plural] = Client().get(f"/api/v1/{kind.plural}/", {"size": 100}).content
        for item in json.loads(found[kind.plural])["items"]:
            path = f"{kind.plural}/{item['slug']}"
            found[path] = Client().get(f"/api/v1/{path}").content
    return found


def editions() -> list:
    return list(Edition.objects.order_by("pk").values())


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def command(*words) -> str:
    out = io.StringIO()
    call_command(*map(str, words), stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker, tmp_path_factory) -> Kept:
    folder = tmp_path_factory.mktemp("kept")
    with (
        override_settings(MEDIA_ROOT=folder / "media"),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        small_archive()
        said = command("export_archive", folder / "bag")
        command("export_archive", folder / "public", "--public")
        from django.contrib.auth import get_user_model

        found = Kept(
            bag=folder / "bag",
            public_bag=folder / "public",
            said=said,
            api=api_answers(),
            editions=editions(),
            files=files_in(folder / "media"),
            user_password=get_user_model().objects.get(display_name="Ada L.").password,
        )
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="module")
def restored(kept, tmp_path_factory, testrun_uid, worker_id, django_db_blocker):
    """Another installation, whose content types and permissions have other keys, into which the bag was restored."""
    other = seeding.tables_only(tmp_path_factory.mktemp("restored"), f"{testrun_uid[:8]}_{worker_id}")
    with django_db_blocker.unblock(), seeding.connected(other.database, roll_back=False):
        _with_other_keys()
    other.manage("restore_archive", str(kept.bag))
    yield other
    seeding.drop(other)


def _with_other_keys() -> None:
    """Give every content type and permission another key, as in an installation that came about otherwise."""
    from django.contrib.auth.models import Permission
    from django.contrib.contenttypes.models import ContentType

    with transaction.atomic(), connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            for one in model._meta.local_concrete_fields:
                named = model if one.primary_key else one.remote_field and one.remote_field.model
                if named in (ContentType, Permission):
                    quote = connection.ops.quote_name
                    table, column = quote(model._meta.db_table), quote(one.column)
                    cursor.execute(f"UPDATE {table} SET {column} = {column} + 5000")


@pytest.fixture
def inside(restored, django_db_blocker):
    """This test's database is the restored one."""
    with (
        override_settings(MEDIA_ROOT=restored.var / "media"),
        django_db_blocker.unblock(),
        seeding.connected(restored.database, roll_back=True),
    ):
        yield restored


@pytest.fixture
def copied(kept, tmp_path) -> Path:
    return shutil.copytree(kept.bag, tmp_path / "bag")


@pytest.mark.xdist_group("restored")  # both processes would export and restore the same archive
class TestWhatComesBack:
    def test_every_answer_of_the_api_is_the_same(self, kept, inside):
        assert api_answers() == kept.api
        assert len(kept.api) > 2 * len(IN_THE_API)

    def test_editions_are_the_same(self, kept, inside):
        assert editions() == kept.editions
        assert kept.editions

    def test_files_are_the_same(self, kept, inside):
        assert files_in(inside.var / "media") == kept.files
        assert len(kept.files) == 2
        image = ArchiveImage.objects.get()
        assert image.file.read() == kept.files[image.file.name]

    def test_an_export_of_it_is_the_same_to_the_byte(self, kept, inside, tmp_path):
        command("export_archive", tmp_path / "again")
        again = files_in(tmp_path / "again")
        before = files_in(kept.bag)
        # What the bag says of itself, and the two manifests over that.
        differing = {name for name in before.keys() | again.keys() if before.get(name) != again.get(name)}
        assert differing <= {"bag-info.txt", "tagmanifest-sha256.txt", "tagmanifest-sha512.txt"}

    def test_checks_still_hold(self, inside):
        assert ClaimCheck.objects.count() == 1
        assert Claim.objects.get(slug="claim-one").check_state == "once"

    def test_drafts_schedules_and_workflows_are_there(self, inside):
        from wagtail.models import Page, WorkflowState

        draft = Page.objects.get(slug="draft-one").specific
        assert not draft.live
        assert draft.current_workflow_task_state.task.specific.name
        assert WorkflowState.objects.get().content_object.pk == draft.pk
        later = Page.objects.get(slug="later-one")
        assert later.scheduled_revision.as_object().title == CANARIES["later"]

    def test_every_revision_can_be_opened(self, inside):
        from wagtail.models import Revision

        revisions = Revision.objects.all()
        assert revisions
        for revision in revisions:
            opened = revision.as_object()
            assert opened.pk == int(revision.object_id)
            assert type(opened) is revision.content_type.model_class()

    def test_the_private_stays_private(self, inside):
        assert Client().get("/api/v1/entries/private-one").status_code == 404
        assert CANARIES["private"].encode() not in Client().get("/api/v1/entries/").content

    def test_old_addresses_still_lead_here(self, inside):
        from wagtail.contrib.redirects.models import Redirect

        assert OldSlug.objects.get().slug == "claim-former"
        assert Redirect.objects.get().redirect_page.slug == "entry-one"

    def test_rights_are_those_they_were(self, inside):
        from django.contrib.auth import get_user_model

        user = get_user_model().objects.get(display_name="Ada L.")
        assert user.has_perm("content.change_claim")
        assert not user.has_perm("content.delete_claim")

    def test_nobody_can_sign_in_until_given_a_password(self, inside):
        from django.contrib.auth import get_user_model

        for user in get_user_model().objects.all():
            assert not user.has_usable_password()
            assert user.email == ""
            assert user.last_login is None

    def test_new_things_get_new_keys(self, inside):
        newest = Claim.objects.order_by("-pk").first().pk
        assert make.claim().pk > newest
        assert make.entry().pk

    def test_the_editors_search_and_the_references_are_filled(self, inside):
        from wagtail.models import ReferenceIndex
        from wagtail.search.backends import get_search_backend

        assert ReferenceIndex.objects.exists()
        found = get_search_backend().search("statement", Claim)
        assert "claim-one" in {claim.slug for claim in found}

    def test_a_second_restore_is_refused(self, kept, restored):
        with pytest.raises(RuntimeError, match=r"This system holds .*claim.*Nothing was restored"):
            restored.manage("restore_archive", str(kept.bag))


class TestWhatTravels:
    def test_no_secret_is_in_the_bag(self, kept):
        for name, content in files_in(kept.bag).items():
            for secret in (*SECRETS, PASSWORD, kept.user_password):
                assert secret.encode() not in content, f"{secret} is in {name}"

    def test_nothing_hidden_is_readable(self, kept):
        for bag in (kept.bag, kept.public_bag):
            readable = files_in(bag / "data" / "readable")
            assert readable
            for name, content in readable.items():
                assert not [what for what, canary in CANARIES.items() if canary.encode() in content], name

    def test_what_is_hidden_is_not_lost(self, kept):
        system = b"".join(files_in(kept.bag / "data" / "system").values())
        assert not [what for what, canary in CANARIES.items() if canary.encode() not in system]

    def test_everything_public_is_readable(self, kept):
        readable = kept.bag / "data" / "readable"
        for kind in IN_THE_API:
            slugs = [json.loads(line)["slug"] for line in (readable / f"{kind.plural}.jsonl").open()]
            assert slugs == [item["slug"] for item in json.loads(kept.api[kind.plural])["items"]]
        (theme,) = [json.loads(line) for line in (readable / "themes.jsonl").open() if '"theme-one"' in line]
        assert "Overview in easy words." in theme["plain_overview"] and "easy" not in theme["overview"]
        (term,) = map(json.loads, (readable / "terms.jsonl").open())
        assert term["text"] == "An old word. [@report-one, p. 4]"
        assert "It began. [@report-one, p. 1]" in (readable / "entries" / "entry-one.md").read_text()

    def test_a_public_bag_has_no_system_part_and_says_so(self, kept, tmp_path):
        assert not (kept.public_bag / "data" / "system").exists()
        assert bags.examine(kept.public_bag)[SCOPE] == "public"
        with pytest.raises(CommandError, match="--public.*cannot be restored"):
            command("restore_archive", kept.public_bag)

    def test_the_bag_has_two_manifests(self, kept):
        assert {path.name for path in kept.bag.glob("manifest-*")} == {"manifest-sha256.txt", "manifest-sha512.txt"}


class TestTables:
    """A new table is kept, or left out for a reason somebody wrote down."""

    NOT_OF_THE_ARCHIVE = {
        "sessions": "who is signed in",
        "contenttypes": "made by migrate, and mapped by name",
        "wagtailadmin": "half-typed forms and who is editing",
        "wagtailusers": "preferences of people",
        "wagtailsearch": "the editors' search, built again",
        "wagtailimages": "not used: the archive has its own",
        "wagtaildocs": "not used: the archive has its own",
        "search": "derived: rebuild_search makes it",
    }

    def test_every_table_is_decided(self):
        undecided = [
            model._meta.label_lower
            for model in apps.get_models(include_auto_created=True)
            if not is_kept(model)
            and model._meta.label_lower not in {*LEFT_OUT, "auth.permission"}
            and model._meta.app_label not in self.NOT_OF_THE_ARCHIVE
        ]
        assert undecided == []

    def test_what_is_left_out_exists(self):
        for label in LEFT_OUT:
            assert apps.get_model(label)
        for app in KEPT_APPS:
            assert apps.get_app_config(app)

    def test_passwords_are_no_column(self):
        [users] = [table for table in kept_tables() if table.holds_users]
        assert "password" not in {one.attname for one in users.fields}


class TestDamage:
    """A bag that is not what was packed is refused by the name of what is wrong, before anything is touched."""

    TABLE = Path("data/system/tables/content.claim.jsonl")

    def refused(self, bag: Path, match: str) -> None:
        with pytest.raises(CommandError, match=match):
            command("restore_archive", bag)

    def test_one_byte(self, copied):
        content = bytearray((copied / self.TABLE).read_bytes())
        content[len(content) // 2] ^= 1
        (copied / self.TABLE).write_bytes(content)
        self.refused(copied, f"damaged.*{self.TABLE}.*Nothing was restored")

    def test_one_byte_less(self, copied):
        (copied / self.TABLE).write_bytes((copied / self.TABLE).read_bytes()[:-1])
        self.refused(copied, f"damaged.*{self.TABLE}")

    def test_a_missing_file(self, copied):
        (copied / self.TABLE).unlink()
        self.refused(copied, f"missing: {self.TABLE}")

    def test_a_file_too_many(self, copied):
        (copied / "data" / "extra.txt").write_text("x")
        self.refused(copied, "not in the manifest: data/extra.txt")

    def test_a_changed_manifest(self, copied):
        path = copied / "manifest-sha256.txt"
        path.write_text(path.read_text().replace("a", "b", 1))
        self.refused(copied, "damaged")

    def test_a_link_to_another_place(self, copied):
        (copied / self.TABLE).unlink()
        (copied / self.TABLE).symlink_to("/etc/hostname")
        self.refused(copied, "is a link")

    def test_no_bag_at_all(self, tmp_path):
        self.refused(tmp_path / "nowhere", "There is no folder")
        self.refused(tmp_path, "is no bag")
        (tmp_path / "file").write_text("x")
        self.refused(tmp_path / "file", "There is no folder")

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        name=st.sampled_from(["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha512.txt"]),
        content=st.binary(max_size=200),
    )
    def test_any_bytes_end_in_a_sentence(self, kept, tmp_path_factory, name, content):
        bag = tmp_path_factory.mktemp("bytes") / "bag"
        shutil.copytree(kept.public_bag, bag)
        (bag / name).write_bytes(content)
        self.refused(bag, ".")
        shutil.rmtree(bag.parent)


class TestSealedNonsense:
    """A bag whose checksums are right and whose content is not: refused by table and row, and nothing stays."""

    TABLES = Path("system/tables")

    def refused(self, copied: Path, change, match: str, table: str = "content.claim") -> None:
        payload = copied.parent / "payload"
        (copied / "data").rename(payload)
        shutil.rmtree(copied)
        path = payload / self.TABLES / f"{table}.jsonl"
        lines = path.read_text().splitlines()
        path.write_bytes(b"".join(one if isinstance(one, bytes) else f"{one}\n".encode() for one in change(lines)))
        bags.pack(payload, {SCOPE: "full"})
        with pytest.raises(CommandError, match=rf"(?s){match}.*(Nothing was restored|Take another copy)"):
            command("restore_archive", payload)
        from wagtail.models import Page

        assert Page.objects.count() == 2
        assert Claim.objects.count() == 0

    @staticmethod
    def with_value(**values):
        return lambda lines: [json.dumps({**json.loads(lines[0]), **values}), *lines[1:]]

    @pytest.mark.parametrize(
        "line",
        [b"\xff\xfe\n", b"{\n", b"[]\n", b"7\n", b"null\n", b"{}\n", b"[" * 100_000 + b"\n", b'{"id": 1}\n'],
        ids=lambda line: repr(line[:8]),
    )
    def test_no_row(self, copied, line):
        self.refused(copied, lambda lines: [line, *lines[1:]], r"content\.claim\.jsonl, row 1")

    @pytest.mark.parametrize(
        "values",
        [
            {"id": "seven"},
            {"id": 10**30},
            {"slug": None},
            {"live": "maybe"},
            {"first_published_at": "yesterday"},
            {"themes": []},
            {"locale_id": 999},
            {"statement": {"a": 1}},
            {"date_earliest": [1]},
        ],
        ids=lambda values: repr(values)[:30],
    )
    def test_wrong_values(self, copied, values):
        self.refused(copied, self.with_value(**values), "content_?.?claim|fit together")

    def test_the_same_row_twice(self, copied):
        self.refused(copied, lambda lines: [*lines, lines[0]], r"content\.claim\.jsonl")

    def test_a_row_too_few(self, copied):
        self.refused(copied, lambda lines: lines[:-1], "has 1 rows and should have 2")

    def test_a_kind_of_thing_that_does_not_exist(self, copied):
        change = self.with_value(content_type_id="content.nothing")
        self.refused(copied, change, "names 'content.nothing'", table="wagtailcore.page")


class TestWhereItIsRefused:
    def test_into_a_system_that_holds_content(self, kept):
        make.source()
        make.claim()
        with pytest.raises(CommandError, match=r"holds .*1 claim.* source.*Nothing was restored"):
            command("restore_archive", kept.bag)
        assert Claim.objects.count() == 1

    def test_over_a_file_that_is_there(self, kept, tmp_path, settings):
        settings.MEDIA_ROOT = tmp_path / "media"
        name = next(iter(kept.files))
        (tmp_path / "media" / name).parent.mkdir(parents=True)
        (tmp_path / "media" / name).write_bytes(b"mine")
        with pytest.raises(CommandError, match=rf"file {name} already"):
            command("restore_archive", kept.bag)
        assert files_in(tmp_path / "media") == {name: b"mine"}
        assert Claim.objects.count() == 0

    def test_another_version_of_the_tables(self, kept, copied):
        payload = copied.parent / "payload"
        (copied / "data").rename(payload)
        about = json.loads((payload / "system" / "system.json").read_text())
        about["migrations"].append("content.0099_from_tomorrow")
        (payload / "system" / "system.json").write_text(json.dumps(about))
        bags.pack(payload, {SCOPE: "full"})
        with pytest.raises(CommandError, match="another version.*0099_from_tomorrow"):
            command("restore_archive", payload)

    def test_an_export_onto_something(self, tmp_path):
        (tmp_path / "mine.txt").write_text("x")
        with pytest.raises(CommandError, match="not empty"):
            command("export_archive", tmp_path)
        with pytest.raises(CommandError, match="not empty"):
            command("export_archive", tmp_path / "mine.txt")
        with pytest.raises(CommandError, match="Nothing can be written"):
            command("export_archive", tmp_path / "mine.txt" / "below")
        assert files_in(tmp_path) == {"mine.txt": b"x"}

    def test_a_file_that_is_gone_is_said_and_the_rest_is_exported(self, tmp_path, settings):
        settings.MEDIA_ROOT = tmp_path / "media"
        small_archive()
        gone = ArchiveImage.objects.get().file
        Path(gone.path).unlink()
        said = command("export_archive", tmp_path / "bag")
        assert f"The file {gone.name} is named in the archive and is not there" in said
        assert bags.examine(tmp_path / "bag")


def test_the_seeded_archive_comes_back_to_the_byte(seeded_site, tmp_path, testrun_uid, worker_id):
    seeded_site.manage("export_archive", str(tmp_path / "bag"))
    other = seeding.empty(tmp_path / "other", f"{testrun_uid[:8]}_{worker_id}_seed")
    try:
        other.manage("restore_archive", str(tmp_path / "bag"))
        other.manage("export_archive", str(tmp_path / "again"))
    finally:
        seeding.drop(other)
    before, again = files_in(tmp_path / "bag" / "data"), files_in(tmp_path / "again" / "data")
    assert before.keys() == again.keys()
    assert [name for name in before if before[name] != again[name]] == []
    assert len(before) > 100


def test_an_export_sees_one_moment():
    from content.exchange.exporter import one_moment

    with one_moment(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
