"""Statements, or a whole section, that no path leads to.

## Why

Studio publishes such widgets, and no caller ever gets there.
Mostly an arrow to them has been forgotten, or an arrow before them takes everyone elsewhere.

## Bad

```flow
on call {
  say "Welcome to the Owl shop."
  -> hours
  say "Our lines are open."
}

section hours {
  say "We are open from nine to five."
}
```

```flow
on call {
  gather "For our hours, press 1." { timeout -> end }
  say "Thank you."
}

section hours {
  say "We are open from nine to five."
}
```

## Good

```flow
on call {
  say "Welcome to the Owl shop."
  menu "For our hours, press 1." { 1 -> hours }
}

section hours {
  say "We are open from nine to five."
}
```

## Fix

Write an arrow to the section, or to a label on the statement: `-> hours`.
Remove what nobody needs any more.

## Source

[The Flow language: how control moves](docs/language.md#how-control-moves)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flowc.checks.cause import others_too
from flowc.checks.facts import Facts
from flowc.checks.trail import first_word, inside, verb
from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.finding import finding
from flowc.graph.flow import Part, State
from flowc.source import Span

CODE = "FLW404"

_WHY = "Studio publishes it, and no run ever gets there"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each place from which an arrow is missing; what stands behind it is told with it.

    Where nothing starts the flow, or arrows could not be read, other findings speak.
    """
    flow = facts.flow
    if flow.is_module or not facts.whole or not any(exit_.written for exit_ in flow.states[0].exits):
        return
    sections = [part for part in flow.sections if _is_lost(facts, part)]
    around = {number: part for part in sections for number in part.states}
    told: set[Span] = set()
    for first, behind in _runs(facts):
        part = around.get(first)
        if part is not None and part.name in told:
            continue
        if part is None:
            place, found = flow.states[first].span, _of_statement(flow.states[first], behind)
        elif first == facts.edges.numbers.get(part.entry or "") or not _begins_itself(facts, part):
            inner = {flow.states[number].name for number in part.states}
            place, found = part.name, _of_section(part, [state for state in behind if state.name not in inner])
        else:
            continue
        if place not in told:
            told.add(place)
            yield found
    yield from (_of_section(part, ()) for part in sections if not part.states)


def _begins_itself(facts: Facts, part: Part) -> bool:
    """Whether an arrow to a section leads to one of its own statements."""
    return facts.edges.numbers.get(part.entry or "") in part.states


def _is_lost(facts: Facts, part: Part) -> bool:
    """Whether no path leads to a section of the flow's own file; one that only ends the flow is not judged."""
    if part.name.source is not facts.flow.source or any(number in facts.edges.reached for number in part.states):
        return False
    if _begins_itself(facts, part):
        return True
    return not part.sought and (bool(part.states) or part.entry is not None)


def _runs(facts: Facts) -> list[tuple[int, list[State]]]:
    """The states to which an arrow would reach all that is lost, each with what stands behind it.

    These are one state of each loop to which nothing outside of it leads. A walk from each state in turn
    finds them, and perhaps some that a later one leads to: the way back drops those.
    """
    states = facts.flow.states
    roots: list[int] = []
    seen: set[int] = set()
    for number in sorted(set(range(1, len(states))) - facts.edges.reached):
        if number not in seen:
            roots.append(number)
            _walk(facts, number, seen)
    kept: list[tuple[int, list[State]]] = []
    seen = set()
    for root in reversed(roots):
        if root not in seen:
            _, *behind = _walk(facts, root, seen)
            kept.append((root, [states[number] for number in sorted(behind)]))
    return list(reversed(kept))


def _walk(facts: Facts, start: int, seen: set[int]) -> list[int]:
    """What is lost and stands behind a state, itself included, as far as it was not seen before."""
    found = [start]
    seen.add(start)
    for number in found:
        for target in facts.edges.successors[number]:
            if target not in seen and target not in facts.edges.reached:
                seen.add(target)
                found.append(target)
    return found


def _of_statement(state: State, others: Sequence[State]) -> Diagnostic:
    return finding(
        CODE,
        f"no path leads to this `{verb(state)}`",
        state.place,
        label="never runs",
        notes=(*inside(state), *others_too(state, others)),
        why=_WHY,
        help="lead to it, by a label and an arrow, or remove it",
    )


def _of_section(part: Part, others: Sequence[State]) -> Diagnostic:
    places = list(dict.fromkeys(other.place for other in others))
    notes = tuple(Note(f"nothing else leads to this `{first_word(place)}`", place) for place in places[:1])
    return finding(
        CODE,
        f"nothing leads to the section `{part.name.text}`",
        part.name,
        label="never runs",
        notes=notes,
        why=_WHY,
        help=f"write an arrow to it: `-> {part.name.text}`, or remove it",
    )
