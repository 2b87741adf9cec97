"""Takes the words out of one uploaded file, in a process of its own: `python -m search.extract pdf PATH` writes UTF-8.

It asks neither settings nor database. A file that is broken, hostile or endless ends this process and nothing else.
"""

import contextlib
import resource
import sys
import zipfile
from collections.abc import Iterator

LONGEST_TEXT = 200_000
"""Characters of a file that are searched, about eighty pages."""

SECONDS = 60
MEMORY = 1_500_000_000
LARGEST_UNPACKED = 200_000_000


class Unreadable(Exception):
    """A file whose words cannot be had; the message says why, for whoever uploaded it."""


def text_of(kind: str, path: str) -> str:
    """The words of a PDF, Word or text file (`pdf`, `docx`, `txt`, `csv`), at most 200,000 characters of it.

    Raises Unreadable; anything else that is raised means that the file is damaged.
    """
    words = "\n".join(_until(_READERS[kind](path), LONGEST_TEXT))
    return words[:LONGEST_TEXT].replace("\x00", " ").encode("utf-8", "replace").decode().strip()


def _until(parts: Iterator[str], most: int) -> Iterator[str]:
    for part in parts:
        yield part
        most -= len(part) + 1
        if most <= 0:
            return


def _pdf(path: str) -> Iterator[str]:
    from pypdf import PdfReader

    _limit(resource.RLIMIT_AS, MEMORY)
    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("it is locked with a password. Upload it without one.")
    for page in reader.pages:
        yield page.extract_text()


def _docx(path: str) -> Iterator[str]:
    import pypandoc

    with zipfile.ZipFile(path) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
            raise Unreadable("it unpacks to more than 200 MB. Upload it without its pictures.")
    yield pypandoc.convert_file(path, "plain", format="docx", extra_args=["--wrap=none", "--sandbox"])


def _plain(path: str) -> Iterator[str]:
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        yield file.read(LONGEST_TEXT)


_READERS = {"pdf": _pdf, "docx": _docx, "txt": _plain, "csv": _plain}
KINDS = tuple(_READERS)


def _limit(what: int, most: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # some systems do not know every limit; the parent's clock remains
        resource.setrlimit(what, (most, most))


def main(kind: str, path: str) -> int:
    _limit(resource.RLIMIT_CPU, SECONDS)
    try:
        words = text_of(kind, path)
    except Unreadable as why:
        sys.stderr.write(str(why))
        return 2
    except ImportError as error:
        sys.stderr.write(f"{error.name} is not installed. Start with `make run`, which installs what is missing.")
        return 3
    except Exception as error:  # each reader raises what it likes
        sys.stderr.write(f"it is damaged ({type(error).__name__}). Open it, save it again, and upload the new file.")
        return 2
    sys.stdout.buffer.write(words.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
