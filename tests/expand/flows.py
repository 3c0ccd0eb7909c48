"""A flow, the modules it uses and the values it is given, all in one text: `# ---- NAME` begins each further file."""

from __future__ import annotations

import re

import attrs

from flowc import Compiled, Expanded, compile_text, expand_text
from flowc.allows.studio_names import STUDIO_NAMES
from flowc.modules import MemoryModules
from flowc.source import Source
from flowc.values import Values
from flowc.values.from_toml import read_values

_BORDER = re.compile(r"^# ---- (\S+)\n", re.MULTILINE)


@attrs.frozen
class Files:
    """The text of a flow, and what it needs."""

    main: str
    modules: MemoryModules
    values: Values | None

    @classmethod
    def of(cls, text: str) -> Files:
        """The files of such a text."""
        main, *rest = _BORDER.split(text)
        files = dict(zip(rest[::2], rest[1::2], strict=True))
        toml = files.pop("values.toml", None)
        values = None if toml is None else read_values(Source("values.toml", toml), None)[0]
        return cls(main, MemoryModules(files), values)

    def expand(self) -> Expanded:
        """The expansion of the flow."""
        return expand_text(self.main, "main.flow", modules=self.modules, values=self.values)

    def compile(self) -> Compiled:
        """The definition of the flow."""
        return compile_text(self.main, "main.flow", modules=self.modules, values=self.values)

    def again(self, text: str) -> Files:
        """The same files with another flow, which needs no values."""
        return attrs.evolve(self, main=text, values=None)


def plain(text: str) -> str:
    """An expansion without the comment that allows its labels, which most tests do not ask for."""
    return text.replace(f"{STUDIO_NAMES}\n\n", "").replace(f"{STUDIO_NAMES}\r\n\r\n", "")


def expansion_of(text: str) -> str:
    """The expansion of a flow, which compiles to the same bytes and has itself for its expansion."""
    files = Files.of(text)
    found = files.expand().text
    assert found is not None, files.expand().diagnostics
    again = files.again(found)

    assert again.compile().definition == files.compile().definition
    assert again.expand().text == found
    return found


def written_out(text: str) -> str:
    """The same without the comment that allows its labels."""
    return plain(expansion_of(text))
