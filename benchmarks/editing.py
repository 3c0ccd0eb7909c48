"""What a person feels who types into a large flow, as ratios to a check of all of it.

    python benchmarks/editing.py
    python benchmarks/editing.py --memory

Edits and whole checks take turns in one warm process, so that a machine that slows down slows both; each
figure is the median over all edits. After each edit the list that is published is compared with that of a check.
`--memory` tells instead what is held over 10,000 edits; it takes a quarter of an hour.
"""

from __future__ import annotations

import gc
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import attrs
from benchmarks.figures import SHORT, flow

from flowc import Checked, check
from flowc.live import LiveFlow
from flowc.lsp.conversion import diagnostic
from flowc.lsp.features.completion import completions
from flowc.lsp.server import FlowServer, make_server
from flowc.symbols import read_symbols
from flowc.symbols.kept import KeptSymbols
from flowc.vocabulary import standard_vocabulary

EDITS = 200
MANY = 10_000
URI = "file:///flows/long.flow"


def sections(statements: int) -> str:
    """A flow of so many statements in sections of three."""
    part = (
        'section s{0} {{\n  say "Welcome to number {0}, dear caller."\n'
        '  g{0}: gather "Press one for this, two for that." timeout=5s {{\n    timeout -> s{1}\n  }}\n'
        '  split g{0}.Digits {{\n    "1" -> s{1}\n    "2" -> s{2}\n    else -> end\n  }}\n}}\n'
    )
    count = statements // 3
    every = [part.format(number, (number + 1) % count, (number + 2) % count) for number in range(count)]
    return "on call {\n  -> s0\n}\n" + "".join(every)


def one_body(statements: int) -> str:
    """A flow with all of its statements in one body."""
    return flow(statements).replace("sai mistake\n", "")


def typed(text: str, chance: random.Random) -> Iterator[str]:
    """A text after each of many edits: letters into texts, new lines, lines taken away."""
    while True:
        lines = text.split("\n")
        kind = chance.random()
        at = chance.choice([number for number, line in enumerate(lines) if "say " in line])
        if kind < 0.8:  # noqa: PLR2004 - most of what is typed are letters
            place = lines[at].index('"') + 1
            lines[at] = f"{lines[at][:place]}{chance.choice('abc ')}{lines[at][place:]}"
        elif kind < 0.9:  # noqa: PLR2004 - as above
            lines.insert(at, '  say "One more."')
        elif lines[at].strip() == 'say "One more."':
            del lines[at]
        else:
            lines[at] += "  # a remark"
        text = "\n".join(lines)
        yield text


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    gc.collect()
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def _published(server: FlowServer) -> Callable[[], object]:
    def work() -> object:
        document = server.flows.documents[0]
        found = server.findings.of(document)
        return [diagnostic(one, server.flows.positions, None) for one in found]

    return work


def ratios(text: str, edits: int) -> tuple[float, float, float]:
    """The seconds of a check, and as parts of them those until a list is published and until names are suggested."""
    server = make_server()
    document = server.flows.open(URI, 1, text)
    server.findings.of(document)
    wholes, lists, suggestions = [], [], []
    chance = random.Random(1)
    for number, changed in zip(range(2 * edits), typed(text, chance), strict=False):
        path = server.flows.open(URI, number, changed).path
        source, offset = server.flows.documents[0].source, len(changed) // 2
        whole, checked = _timed(partial(check, changed, path))
        wholes.append(whole)
        if number % 2:
            # Asked right behind a keystroke, before the list is made.
            suggested, _ = _timed(partial(completions, server, source, offset))
            suggestions.append(suggested / whole)
            continue
        published, got = _timed(_published(server))
        assert isinstance(checked, Checked)
        expected = [diagnostic(one, server.flows.positions, None) for one in checked.diagnostics]
        assert got == expected, "the editor and the check differ"
        lists.append(published / whole)
    server.pages.close()
    return statistics.median(wholes), statistics.median(lists), statistics.median(suggestions)


@attrs.frozen
class Held:
    """What is held at a moment: megabytes by the process, and the blocks of memory that Python's objects take."""

    resident: float
    blocks: int


def memory(text: str, edits: int) -> tuple[Held, Held]:
    """What is held after a hundredth of the edits, and after all of them. Each second one takes the one before back."""
    live, names = LiveFlow("long.flow"), KeptSymbols()
    chance = random.Random(2)
    early = Held(0, 0)
    for number in range(1, edits + 1):
        changed = next(typed(text, chance)) if number % 2 else text
        live.check(changed)
        tree = live.tree(changed)
        if tree is not None:
            read_symbols(*tree, standard_vocabulary(), names)
        if number == edits // 100:
            early = _held()
    return early, _held()


def _held() -> Held:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return Held(pages * resource.getpagesize() / 2**20, sys.getallocatedblocks())


def show_memory() -> None:
    """Prints what is held while one types for hours."""
    early, late = memory(sections(SHORT), MANY)
    for name, held in ((f"{MANY // 100} edits", early), (f"{MANY:,} edits", late)):
        print(f"after {name} in {SHORT} widgets: {held.resident:.1f} MB resident, {held.blocks:,} blocks of objects")


def show_ratios() -> None:
    """Prints how long one waits, as parts of a check."""
    for name, text in (("sections", sections(SHORT)), ("one body", one_body(SHORT))):
        whole, published, suggested = ratios(text, EDITS)
        print(f"{SHORT} widgets, {name}: a check takes {whole * 1000:.0f} ms")
        print(f"  from a keystroke to the whole list: {published:.2f} of a check (wanted: 0.25)")
        print(f"  to suggestions:                     {suggested:.2f} of a check (wanted: 0.10)")


if __name__ == "__main__":
    show_memory() if "--memory" in sys.argv[1:] else show_ratios()
