"""The forms in which diagnostics are printed: one module each, and one line in this table."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence

from flowc.diagnostics.diagnostic import Diagnostic

Renderer = Callable[[Sequence[Diagnostic], bool], str]

# Each module is called as its format, and has it as `render`.
_NAMES = (
    "text",
    "concise",
    "json",
    "sarif",
    "github",
    "gitlab",
    "junit",
)


class _Formats(Mapping[str, Renderer]):
    """The renderers by format; each is imported when it is asked for, since a run needs one at most."""

    def __getitem__(self, name: str) -> Renderer:
        if name not in _NAMES:
            raise KeyError(name)
        renderer: Renderer = importlib.import_module(f"{__name__}.{name}").render
        return renderer

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


FORMATS: Mapping[str, Renderer] = _Formats()
