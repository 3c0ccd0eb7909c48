"""Takes away the findings that comments allow, and reports the comments that allow nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from flowc.allows.allow import AllowedCode
from flowc.allows.comments import read_allows
from flowc.allows.problems import unused
from flowc.allows.statements import Statements
from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.codes import CODES
from flowc.source import Source
from flowc.syntax.nodes import File

_ABOUT_COMMENTS = frozenset({"FLW133", "FLW134", "FLW135", "FLW136", "FLW137"})


def without_allowed(
    findings: Iterable[Diagnostic],
    files: Sequence[tuple[Source, File]],
    *,
    demanded: Collection[str] = (),
    hints: bool = False,
) -> list[Diagnostic]:
    """The findings that no comment allows, and those about the comments of the first file.

    The others are modules: their comments are judged where they themselves are checked. Whether a
    comment is needed can be said only where nothing hides a finding, and where it was looked for, as
    the codes on demand are only where they are `demanded`.
    """
    found = list(findings)
    # By its path: a finding that covers what nobody should see has a source of its own.
    by_path = {source.path: _Allows(source, file) for source, file in reversed(files)}
    kept = [one for one in found if one.span.source.path not in by_path or not by_path[one.span.source.path].allow(one)]
    own = by_path[files[0][0].path]
    hidden = any(CODES[one.code].fixed and one.severity is Severity.ERROR for one in found)
    looked_for = {code for code, known in CODES.items() if hints or known.severity is not Severity.INFO}
    looked_for -= {code for code, known in CODES.items() if known.on_demand and code not in demanded}
    if hidden:
        looked_for.clear()
    about = [*own.problems, *own.unused(looked_for - _ABOUT_COMMENTS)]
    kept += [one for one in about if not own.allow(one)]
    return [*kept, *own.unused(looked_for & _ABOUT_COMMENTS)]


class _Allows:
    """The comments of one file that allow something, and which of them are needed."""

    def __init__(self, source: Source, file: File) -> None:
        self.source = source
        self._statements = Statements(file)
        self.allows, self.problems = read_allows(source, file, self._statements)
        self._needed: set[AllowedCode] = set()

    def allow(self, finding: Diagnostic) -> bool:
        """Whether a finding of this file is allowed; what allows it is needed."""
        offset = finding.span.start
        lines = self._lines(offset)
        found = [
            code
            for allow in self.allows
            if allow.line is None or allow.line in lines or _holds(allow.statement, offset)
            for code in allow.codes
            if code.code == finding.code
        ]
        self._needed.update(found)
        return bool(found)

    def _lines(self, offset: int) -> set[int]:
        """The line of a place, and that on which its statement begins."""
        start = self._statements.start_of(offset)
        return {self.source.position(one)[0] for one in (offset, start) if one is not None}

    def unused(self, looked_for: Collection[str]) -> Iterator[Diagnostic]:
        """Findings about the codes that were looked for, and are allowed in vain."""
        for allow in self.allows:
            idle = [code.place for code in allow.codes if code.code in looked_for and code not in self._needed]
            if idle:
                yield unused(allow, idle)


def _holds(statement: tuple[int, int] | None, offset: int) -> bool:
    return statement is not None and statement[0] <= offset <= statement[1]
