"""What changed between two flows: as widgets, options and exits, not as lines."""

from flowc.diff.compare import compare
from flowc.diff.model import Difference

__all__ = ["Difference", "compare"]
