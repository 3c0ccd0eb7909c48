"""A file with its tree, and the files it uses."""

from __future__ import annotations

import attrs

from flowc.source import Source, Span
from flowc.syntax.nodes import File


@attrs.frozen
class Import:
    """`use PATH as ALIAS`: the name by which a file calls a module, and which module it is.

    `key` is None where the module could not be had, which has been reported.
    """

    alias: str
    place: Span
    key: str | None


@attrs.frozen(eq=False)
class Module:
    """A file that was read. `prefix` begins the names of its widgets; it is empty for the flow itself."""

    source: Source
    file: File
    imports: tuple[Import, ...] = ()
    prefix: str = ""
