"""A teacher's words as a link carries them after its #: read from what a browser was asked to send, and kept nowhere.

`1.<base64url of JSON>`, the JSON as {"title", "introduction", "questions": {uid: text}, "held": [uid]}. What is too long
is cut; what is of another shape is left out. The script of the page (words.js) reads by the same rules.
"""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from archive.classroom.selection import MOST
from content.text import sayable_in_xml

HEADING = "Written by a teacher, not checked by the archive"
VERSION = "1."
LIMITS = {"title": 120, "introduction": 1500, "question": 400}
"""How many characters a teacher's words may have, in the form, in what is shown of a link and in what is made of one."""
LONGEST = 120_000  # signs of the part after #: all limits reached with the longest letters
_UID = re.compile(r"[0-9a-z]{10}", re.ASCII)
_PACKED = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)

DAMAGED = (
    "The teacher’s words in this link were changed or cut short, so nothing was made of them. Open the link again."
)


class Unreadable(ValueError):
    """The part of a link after # holds no words that can be read."""


@dataclass(frozen=True)
class Words:
    """What a teacher wrote: plain text, within the limits; questions by uid, and the uids she holds back for now."""

    title: str = ""
    introduction: str = ""
    questions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    held: frozenset[str] = frozenset()

    @property
    def any(self) -> bool:
        return bool(self.title or self.introduction or self.questions or self.held)


def read(packed: str) -> Words:
    """The words in the part of a link after `#w=`; raises Unreadable, and nothing else."""
    if not packed:
        return Words()
    body = packed.removeprefix(VERSION)
    if not packed.startswith(VERSION) or len(body) > LONGEST or not _PACKED.fullmatch(body):
        raise Unreadable(DAMAGED)
    try:
        said = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode())
    except (binascii.Error, ValueError, RecursionError) as error:
        raise Unreadable(DAMAGED) from error
    return _clean(said)


def _clean(said: object) -> Words:
    given = said if isinstance(said, dict) else {}
    questions = given.get("questions") if isinstance(given.get("questions"), dict) else {}
    held = given.get("held") if isinstance(given.get("held"), list) else []
    asked = {uid: _text(text, "question") for uid, text in list(questions.items())[:MOST] if _UID.fullmatch(uid)}
    return Words(
        title=_text(given.get("title"), "title"),
        introduction=_text(given.get("introduction"), "introduction"),
        questions=MappingProxyType({uid: text for uid, text in asked.items() if text}),
        held=frozenset(uid for uid in held[:MOST] if isinstance(uid, str) and _UID.fullmatch(uid)),
    )


def _text(value: object, name: str) -> str:
    return sayable_in_xml(value)[: LIMITS[name]] if isinstance(value, str) else ""
