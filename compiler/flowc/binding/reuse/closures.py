"""Values that a word stands for: a `param`, a `const`, a parameter of a block, or one of its outputs."""

from __future__ import annotations

import attrs

from flowc.binding.context import Context
from flowc.source import Span
from flowc.syntax.nodes import Argument


@attrs.frozen(eq=False)
class Closure:
    """A value with the names that it was written among.

    `place` is where the value is written, `declared` the place of the name that stands for it.
    """

    node: Argument
    context: Context
    place: Span
    declared: Span
