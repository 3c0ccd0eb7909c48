"""How a test begins: `on call`, `on message "…"`, `at "2026-12-24 18:30"`."""

from __future__ import annotations

from flowc.diagnostics.suggest import suggestion
from flowc.play.clock import ManualClock, pacific_start
from flowc.play.start import ENTRIES, WRITTEN, Start
from flowc.script.taken import Taken
from flowc.script.words import FROM, PARAMETERS, TO

USUAL = Start()


def start(line: Taken, *, is_first: bool) -> Start:
    """What begins the run. Raises MalformedError."""
    if not is_first:
        raise line.refuse("a run begins once, and first", "too late", f"write `{line.word} …` before all that follows")
    line.only(1, 2, f"{line.word} {USUAL.entry}")
    entry = line.text(line.values[0])
    if entry not in ENTRIES:
        help_ = suggestion(entry, ENTRIES, "ways to begin")
        raise line.refuse(f"no run begins by `{entry}`", "not an entry", help_, line.values[0])
    if (len(line.values) > 1) is not (entry in WRITTEN):
        example = f'{line.word} {entry} "Hello"' if entry in WRITTEN else f"{line.word} {entry}"
        raise line.refuse(f"`{entry}` and a text do not go together like this", "here", f"for example `{example}`")
    values = {name: line.value(one.value) for name, one in line.options.items() if name not in {FROM, TO}}
    parameters = {}
    for name, block in line.blocks.items():
        if name != PARAMETERS:
            raise line.refuse(f"`{line.word}` has no block `{name}`", "means nothing here", place=block)
        parameters = {key: line.value(one.value) for key, one in line.assigned(block).items()}
    return Start(
        entry,
        line.option(FROM, USUAL.contact),
        line.option(TO, USUAL.address),
        line.text(line.values[1]) if entry in WRITTEN else "",
        parameters,
        values,
    )


def clock(line: Taken) -> ManualClock:
    """When the run begins. Raises MalformedError."""
    example = f'{line.word} "2026-12-24 18:30"'
    line.only(1, 1, example)
    line.options_only()
    text = line.text(line.values[0])
    try:
        return pacific_start(text)
    except ValueError:
        help_ = f"for example `{example}`"
        raise line.refuse(f"`{text}` is no time", "cannot be read", help_, line.values[0]) from None
