"""Pages of somebody else: an origin of its own on this machine, named localhost where the archive is named 127.0.0.1."""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit


@dataclass(slots=True)
class Elsewhere:
    """A site that is not the archive: its address, the pages put there, and a folder whose files it serves besides."""

    url: str
    pages: dict[str, str] = field(default_factory=dict)
    folder: Path | None = None

    def put(self, path: str, body: str) -> str:
        """Puts an HTML page at a path, and returns its address."""
        page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title><link rel="icon" href="data:,">{body}'
        self.pages[path] = page
        return self.url + path

    def found(self, path: str) -> tuple[bytes, str] | None:
        if path in self.pages:
            return self.pages[path].encode(), "text/html; charset=utf-8"
        file = self.folder and (self.folder / path.lstrip("/")).resolve()
        if file and file.is_relative_to(self.folder) and file.is_file():
            return file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return None


@contextmanager
def serving(folder: Path | None = None) -> Iterator[Elsewhere]:
    """Serves on a free port of this machine until it is left."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = site.found(unquote(urlsplit(self.path).path))
            body, kind = found or (b"", "text/plain")
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words) -> None:
            """Keeps quiet: a test tells by failing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        site = Elsewhere(f"http://localhost:{server.server_port}", folder=folder and folder.resolve())
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield site
        finally:
            server.shutdown()
