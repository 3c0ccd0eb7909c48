"""A flow, the modules it uses and a file of values, all in one text: `# ---- NAME` begins each further file.

`# ---- values.toml env=prod` begins the values, with the environment that is chosen.
"""

from __future__ import annotations

import re

from flowc import check
from flowc.diagnostics import Diagnostic
from flowc.modules import MemoryModules
from flowc.source import Source
from flowc.values import Values
from flowc.values.from_toml import read_values

_BORDER = re.compile(r"^# ---- (\S+)(?: env=(\S+))?\n", re.MULTILINE)


def found_in(text: str, path: str = "main.flow", *, hints: bool = False) -> list[Diagnostic]:
    """All that is found in such a text: first in the values, then in the flow."""
    main, *rest = _BORDER.split(text)
    files = {}
    values, problems = Values(), list[Diagnostic]()
    for name, environment, content in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        if name.endswith(".toml"):
            values, problems = read_values(Source(name, content), environment)
        else:
            files[name] = content
    return [*problems, *check(main, path, modules=MemoryModules(files), values=values, hints=hints).diagnostics]
