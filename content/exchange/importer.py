"""Brings a seed into the database: all of it or nothing, and never over an editor's work unasked."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from content import gate, text
from content.editions import keep_edition
from content.exchange import prose
from content.exchange.known import Known
from content.exchange.quiet import refresh_side_indexes, side_indexes_paused
from content.exchange.rowforms import digest, row_digest, with_relations
from content.exchange.rowwriter import Writing, fill, write_links
from content.exchange.seedfiles import EXCEPTIONS, Item, Problem, Seed, read_seed
from content.exchange.shapes import BY_KIND, SHAPES, Shape
from content.exchange.sitetree import Tree, grow_tree
from content.models import ArchivePage, EntryPage, ImportBatch

HOME_VOICE = "rwanda-q02"
SEED_FOLDER = Path(__file__).resolve().parents[1] / "seed"
Say = Callable[[str], None]


class ImportRefused(Exception):
    """The seed was not imported; `problems` says why, one a line, and nothing of it stays."""

    def __init__(self, problems: list[Problem]):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass
class Report:
    """What an import did: counts by kind, what an editor had changed, what is planned and not written."""

    made: Counter = field(default_factory=Counter)
    changed: Counter = field(default_factory=Counter)
    same: Counter = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)
    unwritten: int = 0

    @property
    def changed_nothing(self) -> bool:
        return not self.made and not self.changed


def seed_digest(folder: Path = SEED_FOLDER) -> str:
    """SHA-256 over every file of a seed, names and contents."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return digest([[str(path.relative_to(folder)), digest(path.read_bytes().hex())] for path in files])


def import_seed(folder: Path = SEED_FOLDER, *, overwrite: bool = False, say: Say = lambda line: None) -> Report:
    """Import a seed folder; raises ImportRefused with every problem found."""
    say(f"Reading {folder.name} …")
    seed = read_seed(folder)
    if seed.problems:
        raise ImportRefused(seed.problems)
    read_digest, last = seed_digest(folder), ImportBatch.objects.filter(kind="seed").first()
    with transaction.atomic(), gate.operator_publishes():
        batch = ImportBatch.objects.create(kind="seed", file_name=folder.name, digest=read_digest)
        with side_indexes_paused():
            report = _Import(seed, batch, overwrite, say).run()
        batch.counts = {"made": dict(report.made), "changed": dict(report.changed), "kept": len(report.kept)}
        batch.save()
        if report.changed_nothing and last and last.digest == read_digest:
            batch.delete()
        elif not report.changed_nothing:
            refresh_side_indexes(say)
    return report


@dataclass
class _Job:
    """One item on its way: its row, whether the row is new, and its data."""

    item: Item
    shape: Shape
    obj: Model
    is_new: bool
    data: dict
    item_digest: str


class _Import:
    """One run over a seed, in two passes: rows first, then what refers to rows that come later."""

    def __init__(self, seed: Seed, batch: ImportBatch, overwrite: bool, say: Say):
        self.seed, self.batch, self.overwrite, self.say = seed, batch, overwrite, say
        self.known, self.report = Known(whole_kinds=True), Report()
        self.writing = Writing(self.known, frozenset(seed.planned), links=[])
        self.tree: Tree = grow_tree()
        self.locale = Locale.get_default()
        self.seed_batches = set(ImportBatch.objects.filter(kind=batch.kind).values_list("pk", flat=True))
        written = {item.slug for item in seed.of("entry")} | set(EntryPage.objects.values_list("slug", flat=True))
        self.absent = self.writing.planned - written

    def run(self) -> Report:
        jobs: list[_Job] = []
        for shape in SHAPES:
            mine = list(self._jobs(shape))
            for job in mine:
                self._first_pass(job)
            self._write_links()
            jobs += mine
            self.say(f"  {shape.kind}: {len(self.seed.of(shape.kind))}, of which new {self.report.made[shape.kind]}")
        if not self.writing.problems:
            self.say("Writing what refers to other things: bodies, notes, related entries …")
            for job in jobs:
                self._second_pass(job)
            self._write_links()
        if self.writing.problems:
            raise ImportRefused(self.writing.problems)
        self._stamp(jobs)
        self._give_home_a_voice()
        self.report.unwritten = len(set(self.writing.unwritten))
        return self.report

    def _give_home_a_voice(self) -> None:
        """The first import chooses whose words stand on the home page; afterwards that is the editors' choice."""
        voice = self.known.find("quotation", HOME_VOICE)
        if voice and not self.tree.home.voice_id:
            type(self.tree.home).objects.filter(pk=self.tree.home.pk).update(voice=voice)

    def _jobs(self, shape: Shape) -> Iterable[_Job]:
        items = self.seed.of(shape.kind)
        rows = list(with_relations(shape)) if items else []
        by_uid, by_slug = {row.uid: row for row in rows}, {row.slug: row for row in rows}
        for item in items:
            data = self._data_of(item)
            if data is None:
                continue
            item_digest = digest([data, self._still_planned(data)])
            obj = by_uid.get(text.derived_uid(shape.kind, item.slug)) or by_slug.get(item.slug)
            if obj is not None:
                self.known.also(shape.kind, item.slug, obj)
            if obj is None:
                self.report.made[shape.kind] += 1
                yield _Job(item, shape, self._new(shape, item), True, data, item_digest)
            elif self._is_to_write(obj, item, item_digest):
                self.report.changed[shape.kind] += 1
                yield _Job(item, shape, obj, False, data, item_digest)
            else:
                self.report.same[shape.kind] += 1

    def _data_of(self, item: Item) -> dict | None:
        """An item's data with its prose file's front matter and body; what only check_quality reads is left out."""
        data = {key: value for key, value in item.data.items() if key != EXCEPTIONS}
        if not item.text:
            return data
        try:
            front, body = prose.split(item.text, item.where_text_is)
        except prose.ProseErrors as errors:
            self.writing.problems += [Problem(error.where, "", str(error)) for error in errors.errors]
            return None
        front.pop(EXCEPTIONS, None)
        unknown = sorted(set(front) - {one.key for one in BY_KIND[item.kind].fields})
        for key in unknown:
            self.writing.wrong(item, key, "is not a field of this kind. Remove or rename it.", item.where_text_is)
        return {**data, **front, "body": body}

    def _still_planned(self, data: dict) -> list[str]:
        """The entries an item names that are not written yet: once they are, the item is to be written again."""
        related = data.get("related")
        named = [data.get("entry"), *(related if isinstance(related, list) else [])]
        return sorted(self.absent & set(map(str, named)))

    def _is_to_write(self, obj: Model, item: Item, item_digest: str) -> bool:
        edited = (
            obj.import_batch_id not in self.seed_batches  # made at the desk, or by another import
            or obj.has_unpublished_changes
            or row_digest(obj) != obj.import_row_digest
        )
        if edited and not self.overwrite:
            self.report.kept.append(f"{item.kind} {item.slug}")
            return False
        return edited or obj.import_item_digest != item_digest

    def _new(self, shape: Shape, item: Item) -> Model:
        obj = shape.model(uid=text.derived_uid(shape.kind, item.slug), slug=item.slug)
        obj.locale = self.locale if hasattr(obj, "locale_id") else None
        obj.live = True
        return obj

    def _first_pass(self, job: _Job) -> None:
        job.obj.import_batch = self.batch
        before = len(self.writing.problems)
        fill(job.obj, job.shape, job.item, job.data, self.writing, late=False)
        if len(self.writing.problems) > before:
            self.writing.failed.add((job.shape.kind, job.item.slug))
            return
        now = timezone.now()
        job.obj.last_published_at = now
        if job.is_new:
            job.obj.first_published_at = now
        if job.is_new and isinstance(job.obj, ArchivePage):
            self.tree.parent_of(job.shape.kind).add_child(instance=job.obj)
        else:
            job.obj.save()
        self.known.add(job.shape.kind, job.obj)

    def _write_links(self) -> None:
        write_links([one for one in self.writing.links if one.obj.pk])  # a row with a fault was not made
        self.writing.links.clear()

    def _second_pass(self, job: _Job) -> None:
        if (
            not any(one.late and job.data.get(one.key) not in (None, "", [], {}) for one in job.shape.fields)
            and job.is_new
        ):
            return
        fill(job.obj, job.shape, job.item, job.data, self.writing, late=True)
        if self.writing.problems:
            return
        job.obj.save()

    def _stamp(self, jobs: list[_Job]) -> None:
        """Keep both digests, by which the next import tells a new file from an editor's change; keep an edition."""
        for job in jobs:
            if not job.is_new and job.obj.latest_revision_id:
                job.obj.save_revision(clean=False, log_action=False).publish()
        by_shape: dict[str, list[_Job]] = {}
        for job in jobs:
            by_shape.setdefault(job.shape.kind, []).append(job)
        for kind, mine in by_shape.items():
            shape = BY_KIND[kind]
            digests = {job.obj.pk: job.item_digest for job in mine}
            rows = [row for row in with_relations(shape) if row.pk in digests]
            for row in rows:
                row.import_item_digest, row.import_row_digest = digests[row.pk], row_digest(row)
            shape.model._base_manager.bulk_update(rows, ["import_item_digest", "import_row_digest"], batch_size=200)
            if shape.is_page:
                for row in rows:
                    keep_edition(row, known=self.known)


def root_site() -> Site | None:
    """The one site, if there is one."""
    return Site.objects.filter(is_default_site=True).first()


def is_empty() -> bool:
    """Whether the archive holds nothing yet."""
    return not Page.objects.filter(depth__gt=2).exists()
