"""Maps drawn on the server: frames, the ground under them, markers, SVG. Plain Python."""

from .drawing import EXACTNESS, Drawing, drawings
from .frames import coordinates, fit
from .markers import Spot, sheets

__all__ = ["EXACTNESS", "Drawing", "Spot", "coordinates", "drawings", "fit", "sheets"]
