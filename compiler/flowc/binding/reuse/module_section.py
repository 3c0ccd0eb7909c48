"""A section of a module: part of a flow as soon as something leads to it."""

from __future__ import annotations

import attrs

from flowc.binding.context import Context
from flowc.syntax.nodes import Statement


@attrs.frozen(eq=False)
class ModuleSection:
    """`section` in a module, with the name it has in the definition, and the names of its module."""

    name: str
    statement: Statement
    context: Context

    @property
    def key(self) -> tuple[str, str]:
        """The file and the name."""
        return self.context.source.path, self.name
