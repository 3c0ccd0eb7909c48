"""The settings that hold for a file, read from `flowc.toml` again when that has changed."""

from __future__ import annotations

from pathlib import Path

import attrs

from flowc.diagnostics import Diagnostic
from flowc.project.search import find_settings
from flowc.settings import ProjectSettings, judged
from flowc.settings.from_toml import read_settings
from flowc.source import Source


@attrs.frozen
class Settled:
    """The settings of a project, None where nobody has set anything, and what is wrong with their file."""

    settings: ProjectSettings | None = None
    problems: tuple[Diagnostic, ...] = ()
    path: str = ""


class SettingsFiles:
    """Reads files of settings; one whose text has not changed is not read again."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[str, Settled]] = {}

    def of(self, path: str) -> Settled:
        """The settings for a file."""
        folder = Path(path).parent
        file = find_settings(folder if folder.is_absolute() else Path())
        if file is None:
            return Settled()
        try:
            text = file.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return Settled()
        known = self._read.get(str(file))
        if known is None or known[0] != text:
            known = (text, _settled(Source(str(file), text)))
            self._read[str(file)] = known
        return known[1]


def _settled(source: Source) -> Settled:
    settings, problems = read_settings(source)
    return Settled(settings, tuple(judged(problems, settings)), source.path)
