"""The folder of the embedded index: broken, missing, locked, stale, killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from search import analysis
from search.engines.base import IndexLocked, Request, SearchUnavailable, StaleIndex
from search.engines.embedded import EmbeddedEngine

from .corpus import CORPUS, document


@pytest.fixture
def folder(tmp_path) -> Path:
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild(CORPUS)
    return tmp_path / "index"


def current(folder: Path) -> Path:
    return folder / (folder / "current").read_text()


def test_no_folder_is_said_with_the_remedy(tmp_path):
    engine = EmbeddedEngine(tmp_path / "nowhere")
    with pytest.raises(SearchUnavailable, match="rebuild_search"):
        engine.search(Request())
    with pytest.raises(SearchUnavailable, match="rebuild_search"), engine.writing():
        pass
    assert "rebuild_search" in engine.status().problem


@pytest.mark.parametrize("breakage", ["pointer", "empty pointer", "escape", "build", "meta", "no meta", "segments"])
def test_a_broken_folder_is_said_and_mended_by_a_rebuild(folder, breakage):
    build = current(folder)
    match breakage:
        case "pointer":
            (folder / "current").write_bytes(b"\xff\x00nonsense")
        case "empty pointer":
            (folder / "current").write_text("")
        case "escape":
            (folder / "current").write_text("../../etc")
        case "build":
            build.rename(folder / "elsewhere")
        case "meta":
            (build / "meta.json").write_text("{")
        case "no meta":
            (build / "meta.json").unlink()
        case "segments":
            for file in build.glob("*.*"):
                if file.suffix in (".idx", ".store", ".term", ".fast"):
                    file.write_bytes(file.read_bytes()[:10])
    engine = EmbeddedEngine(folder)
    with pytest.raises(SearchUnavailable, match="rebuild_search"):
        engine.search(Request())
    assert not engine.status().ready
    engine.rebuild(CORPUS)
    assert engine.search(Request()).total == len(CORPUS)


def test_a_reader_notices_that_the_folder_went_away_and_came_back(folder, tmp_path):
    engine = EmbeddedEngine(folder)
    engine.search(Request())
    folder.rename(tmp_path / "away")
    with pytest.raises(SearchUnavailable):
        engine.search(Request())
    (tmp_path / "away").rename(folder)
    assert engine.search(Request()).total == len(CORPUS)


def test_an_index_of_another_analysis_is_stale(folder, monkeypatch):
    monkeypatch.setattr(analysis, "VERSION", analysis.VERSION + 1)
    engine = EmbeddedEngine(folder)
    with pytest.raises(StaleIndex, match="rebuild_search"):
        engine.search(Request())
    with pytest.raises(StaleIndex), engine.writing():
        pass


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SearchUnavailable, match="writable"):
        EmbeddedEngine(tmp_path / "file" / "index").rebuild(CORPUS)


def test_only_this_build_and_the_last_are_kept(folder):
    engine = EmbeddedEngine(folder)
    (folder / f"{'0' * 10}-0.1-7").mkdir()
    for _ in range(3):
        engine.rebuild(CORPUS)
    builds = [path for path in folder.iterdir() if path.is_dir()]
    assert len(builds) == 2
    assert current(folder) in builds


def test_two_rebuilds_at_once_are_refused(folder):
    engine = EmbeddedEngine(folder)

    def second():
        yield CORPUS[0]
        EmbeddedEngine(folder).rebuild(CORPUS)

    with pytest.raises(IndexLocked):
        engine.rebuild(second())
    assert engine.search(Request()).total == len(CORPUS)


def test_a_second_writer_is_refused_and_may_write_when_the_first_is_gone(folder):
    first, second = EmbeddedEngine(folder), EmbeddedEngine(folder)
    with first.writing() as writer:
        writer.put([document("one", "One")])
        writer.commit()
    with pytest.raises(IndexLocked, match="manage.py work"), second.writing():
        pass
    first.close()
    with second.writing() as writer:
        writer.put([document("two", "Two")])
        writer.commit()
    assert second.search(Request()).total == len(CORPUS) + 2


def test_a_writer_that_broke_is_replaced(folder, monkeypatch):
    engine = EmbeddedEngine(folder)
    with monkeypatch.context() as patch, pytest.raises(SearchUnavailable):
        patch.setattr("search.engines.embedded._TantivyWriter.drop_uncommitted", _broken)
        with engine.writing() as writer:
            writer.put([document("lost", "Lost")])
    del writer
    with engine.writing() as writer:
        writer.put([document("kept", "Kept")])
        writer.commit()
    assert engine.search(Request()).total == len(CORPUS) + 1


def _broken(writer):
    raise SearchUnavailable("No space left on device")


def test_nothing_in_the_folder_names_a_path(folder):
    """A stopped clone can be copied: nothing stored says where it stood."""
    needle = str(folder.parent).encode()
    assert not [path for path in folder.rglob("*") if path.is_file() and needle in path.read_bytes()]


WRITER = """
import sys
from pathlib import Path
from search.engines.embedded import EmbeddedEngine
from tests.search.corpus import document
engine = EmbeddedEngine(Path(sys.argv[1]))
for batch in range(10_000):
    with engine.writing() as writer:
        writer.put(document(f"{batch}-{n}", "Killed", "words " * 50) for n in range(5))
        writer.commit()
    print(batch, flush=True)
"""


@pytest.mark.parametrize("batches", [1, 4, 9])
def test_a_killed_writer_loses_nothing_it_acknowledged_and_leaves_no_lock(folder, batches):
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], cwd=root, stdout=subprocess.PIPE, text=True)
    try:
        for line in process.stdout:
            acknowledged = int(line)
            if acknowledged >= batches:
                break
    finally:
        os.kill(process.pid, signal.SIGKILL)
        rest = process.stdout.read().split()
        process.wait()
        process.stdout.close()
    acknowledged = max([acknowledged, *(int(number) for number in rest if number.isdigit())])
    engine = EmbeddedEngine(folder)
    found = engine.search(Request()).total - len(CORPUS)
    assert found % 5 == 0
    assert found >= (acknowledged + 1) * 5
    with engine.writing() as writer:
        writer.put([document("after", "After")])
        writer.commit()
    assert engine.search(Request()).total == len(CORPUS) + found + 1
