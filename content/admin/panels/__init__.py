"""The form of every kind: calm tabs with a heading and help in editors' words."""

from .pages import attach_panels
from .snippets import HANDLERS

__all__ = ["HANDLERS", "attach_panels"]
