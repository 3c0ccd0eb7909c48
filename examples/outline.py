"""Prints what a flow holds and what is wrong with it: an example of flowc as a library.

python examples/outline.py examples/support-line.flow
"""

from __future__ import annotations

import sys
from pathlib import Path

import flowc


def main(path: Path) -> None:
    """Prints the names of a flow, each with its uses, and the findings that concern it."""
    text = path.read_text(encoding="utf-8")
    modules = flowc.DiskModules(path)
    index = flowc.symbols_of(text, str(path), modules=modules)
    for symbol in index.files[str(path)].all():
        uses = sum(1 for _ in index.references(symbol))
        print(f"{symbol.place.line:4} {symbol.kind.value} {symbol.name}: used {uses} times")
    for finding in flowc.check(text, str(path), modules=modules).diagnostics:
        print(f"{finding.span.line:4} {finding.severity.value} {finding.code}: {finding.message}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
