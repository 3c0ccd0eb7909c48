"""Which statements need a label: those that something names, and those whose automatic name would be another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from flowc.decompile.tree import Body, Tree, statements
from flowc.graph.flow import Flow, State
from flowc.language import WIDGETS_ROOT
from flowc.vocabulary.widget import Json

_READ = re.compile(rf"""{WIDGETS_ROOT}\s*(?:\.\s*|\[\s*['"])([^\s.'"\]|}}]+)""")


def unlabelled(tree: Tree, verbs: dict[str, str], prefixes: list[str], arrows: set[str], flow: Flow) -> set[str]:
    """The names of the states that go without a label.

    `verbs` are the words by which the statements of states count, `prefixes` those of the entries;
    `arrows` are the states that arrows lead to.
    """
    taken = {state.name for state in flow.states}
    needed = arrows | {name for state in flow.states for name in _names_in(state)}
    found: set[str] = set()
    bodies = [(prefix, entry.body) for prefix, entry in zip(prefixes, tree.entries, strict=True)]
    for prefix, body in bodies:
        _number(prefix, body or (), False, verbs, taken, needed, found)
    for section in tree.sections:
        name = section[0].state.name
        _number(name.replace("-", "_"), section, True, verbs, taken, needed, found)
    return found


def _number(
    prefix: str, body: Body, is_section: bool, verbs: dict[str, str], taken: set[str], needed: set[str], found: set[str]
) -> None:
    """Goes through the statements of an entry or a section as naming does (`graph.names`)."""
    counts: Counter[str] = Counter()
    for index, statement in enumerate(statements(body)):
        name = statement.state.name
        verb = verbs[name]
        if is_section and index == 0:
            # It takes the section's name, and counts.
            counts[verb] += 1
            found.add(name)
            continue
        if name in needed:
            continue
        count = counts[verb] + 1
        while (candidate := _joined(prefix, verb, count)) != name and candidate in taken:
            count += 1
        if candidate == name:
            counts[verb] = count
            found.add(name)


def _joined(prefix: str, verb: str, count: int) -> str:
    return "_".join(part for part in (prefix, verb, str(count)) if part)


def _names_in(state: State) -> Iterator[str]:
    """The widgets that the texts of a state may read."""
    for property_ in state.properties:
        for text in _texts(property_.value):
            yield from _READ.findall(text)
    for exit_ in state.exits:
        for condition in exit_.conditions:
            yield from _READ.findall(condition.argument)
            yield from _READ.findall(condition.value)


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
