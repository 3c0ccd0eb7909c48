"""From the tree to what it means: each statement bound to the declaration of its verb."""

from flowc.binding.bind import Bound, bind

__all__ = ["Bound", "bind"]
