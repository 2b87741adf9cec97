"""What a teacher picked for a class timeline, written into a link and read back from it. Plain Python.

`v=1&class=h.<uid>.<uid>.<check>`: the version, whether by date (d) or by hand (h), the uids in order, and four signs
that tell a link that was changed or cut short. Uids outlive renaming. Whatever stands in the link, reading it answers:
with the selection, or with a sentence that says what is wrong and what to do.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

VERSION = "1"
MOST = 40  # events and entries: what a class can read, and a link of under 500 characters
LONGEST = 600  # characters of the selection in a link; more is not even looked at
ADDRESS = "/class/"
_BY_DATE, _BY_HAND = "d", "h"
_UID = re.compile(r"[0-9a-z]{10}", re.ASCII)
_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"  # 32 that are not taken for each other

DAMAGED = (
    "This link was changed or cut short on its way, so nothing of it is shown. Ask for it again, and copy the whole."
)
UNKNOWN_VERSION = (
    "This link was made by a later form of the archive than this one reads, so nothing of it is shown. "
    "Open it on the site it was made on."
)
TOO_LONG = (
    f"This link is longer than any that is made here (at most {MOST} things), so it was not read. Ask for it again."
)
FULL = f"A class timeline holds at most {MOST} things. What came after was left out; take something out, or make a second one."
NOT_A_MARK = "What was to be added is not the mark of an event or an entry, and was left out. Add it from a timeline or from search."


@dataclass(frozen=True)
class Selection:
    """Events and entries by uid, in the order they were put in; shown by date or in just this order."""

    uids: tuple[str, ...] = ()
    by_hand: bool = False

    @property
    def text(self) -> str:
        said = ".".join((_BY_HAND if self.by_hand else _BY_DATE, *self.uids))
        return f"{said}.{_check(said)}"

    @property
    def query(self) -> str:
        return urlencode({"v": VERSION, "class": self.text})

    @property
    def address(self) -> str:
        return f"{ADDRESS}?{self.query}"

    def without(self, uid: str) -> "Selection":
        return replace(self, uids=tuple(each for each in self.uids if each != uid))

    def moved(self, uid: str, step: int) -> "Selection":
        """The same with one of them some places later (earlier, below nought), from now on in the order of hand."""
        if uid not in self.uids:
            return self
        at = self.uids.index(uid)
        uids = list(self.without(uid).uids)
        uids.insert(max(0, at + step), uid)
        return Selection(tuple(uids), by_hand=True)


@dataclass(frozen=True)
class Reading:
    """What a link holds, and sentences on what could not be read. `asked`: whether it holds a selection at all."""

    selection: Selection = Selection()
    problems: tuple[str, ...] = ()
    asked: bool = False


def read(params: Mapping[str, str]) -> Reading:
    """The selection in the parameters of an address. Never raises; what is damaged is not shown."""
    version, text = params.get("v") or "", params.get("class") or ""
    if _is_doubled(params):
        return Reading(problems=(DAMAGED,), asked=True)
    if not version and not text:
        return Reading()
    if version != VERSION:
        known = version.isascii() and version.isdigit() and len(version) < 4 and int(version) > int(VERSION)
        return Reading(problems=(UNKNOWN_VERSION if known else DAMAGED,), asked=True)
    if len(text) > LONGEST:
        return Reading(problems=(TOO_LONG,), asked=True)
    said, _, check = text.rpartition(".")
    order, *uids = said.split(".")
    if order not in (_BY_DATE, _BY_HAND) or not _fits(said, check) or not all(map(_UID.fullmatch, uids)):
        return Reading(problems=(DAMAGED,), asked=True)
    found = _joined((), uids)
    return Reading(Selection(found[0], order == _BY_HAND), found[1], asked=True)


def _is_doubled(params: Mapping[str, str]) -> bool:
    """Whether an address says two things at once: none of them is guessed to be meant."""
    getlist = getattr(params, "getlist", None)
    return bool(getlist) and any(len(set(getlist(name))) > 1 for name in ("v", "class"))


def added(reading: Reading, uids: Iterable[str]) -> Reading:
    """The reading with more things at its end; each stands once."""
    uids = [uid.strip() for uid in uids]
    good = [uid for uid in uids if _UID.fullmatch(uid)]
    together, problems = _joined(reading.selection.uids, good)
    if len(good) < len(uids):
        problems = (*problems, NOT_A_MARK)
    selection = replace(reading.selection, uids=together)
    return Reading(selection, (*reading.problems, *problems), asked=True)


def _joined(first: Iterable[str], then: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    together = tuple(dict.fromkeys((*first, *then)))
    return together[:MOST], (FULL,) if len(together) > MOST else ()


def _fits(said: str, check: str) -> bool:
    return said.isascii() and check == _check(said)


def _check(said: str) -> str:
    number = int.from_bytes(hashlib.sha256(f"{VERSION}.{said}".encode()).digest()[:3], "big")
    return "".join(_SIGNS[number >> shift & 31] for shift in (0, 5, 10, 15))
