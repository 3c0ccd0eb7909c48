"""A flow, the modules it uses, values and settings, all in one text: `# ---- NAME` begins each further file.

`# ---- values.toml env=prod` begins the values, with the environment that is chosen; `# ---- flowc.toml`
and `# ---- pyproject.toml` begin settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.script.tried import failures_in

from flowc import check
from flowc.backends import STUDIO, TWIML
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.codes import family
from flowc.modules import MemoryModules
from flowc.settings import ProjectSettings, judged
from flowc.settings.from_toml import read_settings
from flowc.source import Source
from flowc.values import Values
from flowc.values.from_toml import read_values

SETTINGS = ("flowc.toml", "pyproject.toml")
_BORDER = re.compile(r"^# ---- (\S+)(?: env=(\S+))?\n", re.MULTILINE)


def found_in(text: str, path: str = "main.flow", *, hints: bool = False, target: str = STUDIO) -> list[Diagnostic]:
    """All that is found in such a text: in the values and the settings, then in the flow, then in playing its tests."""
    main, *rest = _BORDER.split(text)
    files = {}
    values, settings, problems = Values(), ProjectSettings(), list[Diagnostic]()
    for name, environment, content in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        source = Source(name, content)
        if name in SETTINGS:
            settings, wrong = read_settings(source)
            problems += wrong
        elif name.endswith(".toml"):
            values, wrong = read_values(source, environment)
            problems += wrong
        else:
            files[name] = content
    checked = check(
        main, path, modules=MemoryModules(files), values=values, hints=hints, settings=settings, target=target
    )
    found = [*judged(problems, settings), *checked.diagnostics]
    return found or failures_in(main, path, modules=MemoryModules(files), values=values)


def target_of(codes: Iterable[str]) -> str:
    """The target that a flow is checked for which is shown for these codes: those of backends belong to one."""
    return TWIML if any(family(code) == "backend" for code in codes) else STUDIO
