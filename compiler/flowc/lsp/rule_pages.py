"""The pages of codes as files that an editor can open, since a finding links to its page."""

from __future__ import annotations

import atexit
import tempfile
from pathlib import Path

from flowc.diagnostics.codes import CODES


class RulePages:
    """Writes the page of a code the first time that it is asked for, into a folder that goes with the server."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._known: dict[str, str | None] = {}

    def address(self, code: str) -> str | None:
        """The address of a code's page; None where it has none, or where nothing can be written."""
        if code not in self._known:
            self._known[code] = self._written(code) if code in CODES else None
        return self._known[code]

    def close(self) -> None:
        """Takes the pages away."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _written(self, code: str) -> str | None:
        from flowc.pages import page  # noqa: PLC0415 - a window without a finding needs none

        found = page(code)
        # A server that is cut off has nobody who closes it; then the folder goes with the process, and nothing is said.
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="flowc-rules-", ignore_cleanup_errors=True)
            atexit.register(self.close)
        file = Path(self._folder.name) / found.file_name
        try:
            file.write_text(found.markdown(), encoding="utf-8")
        except OSError:
            return None
        return file.as_uri()
