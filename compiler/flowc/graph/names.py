"""Names the widgets of a program: labels, section names, and `PREFIX_VERB_N` for all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from flowc import language
from flowc.binding.program import Body, Bound, Destination, Goto, If, Jump, Menu, Program, Split, Use, destinations
from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.codes import CODES
from flowc.source import Span

# The states of a menu besides its prompt, by what is appended to the menu's name.
KEYS = "keys"
WORDS = "words"
COUNT = "count"
AGAIN = "again"
TIMEOUT = "timeout"


@attrs.frozen
class _Statement:
    """A statement of a scope: its name, where the source gives one, and whether it is numbered."""

    bound: Bound
    given: str | None
    numbered: bool


class Names:
    """The names of a program's statements, and the names that meet."""

    def __init__(self, program: Program) -> None:
        self.problems: list[Diagnostic] = []
        self._names: dict[int, list[str]] = {}
        self._used: dict[str, Span | None] = {language.TRIGGER_NAME: None, **program.labels}
        scopes = [(prefix, list(statements)) for prefix, statements in _scopes(program)]
        for _, statements in scopes:
            for statement in statements:
                if isinstance(statement.bound, Menu):
                    self._claim(statement.bound, statement.given)
        for prefix, statements in scopes:
            self._name_all(prefix, statements)

    def of(self, bound: Bound) -> str:
        """The name of a statement's first widget."""
        return self._names[id(bound)][0]

    def all_of(self, bound: If) -> Sequence[str]:
        """The names of all splits that an `if` becomes."""
        return self._names[id(bound)]

    def _claim(self, menu: Menu, given: str | None) -> None:
        """Takes the names that the source gives to the states of a menu; the others are numbered."""
        derived = [] if given is None else derived_names(menu, given)
        for name in [*chosen_names(menu), *derived]:
            if name in self._used:
                self._report(name, menu)
            self._used.setdefault(name, menu.span)

    def _report(self, name: str, menu: Menu) -> None:
        other = self._used[name]
        self.problems.append(
            Diagnostic(
                "FLW103",
                CODES["FLW103"].severity,
                f"`{name}` is the name of two widgets",
                menu.span,
                label="this menu makes a widget of that name",
                notes=(Note("the other is named here", other) if other else Note("the other is the trigger"),),
                help="rename the other, or the menu's own with `keys=` or `words=`",
            )
        )

    def _name_all(self, prefix: str, statements: Sequence[_Statement]) -> None:
        counts: Counter[str] = Counter()
        for statement in statements:
            bound = statement.bound
            verb = _verb(bound)
            counts[verb] += statement.numbered
            names = [self._free(prefix, verb, counts, bound) if statement.given is None else statement.given]
            for _ in range(1, len(splits_of(bound)) if isinstance(bound, If) else 1):
                counts[verb] += 1
                names.append(self._free(prefix, verb, counts, bound))
            self._names[id(bound)] = names

    def _free(self, prefix: str, verb: str, counts: Counter[str], bound: Bound) -> str:
        while True:
            name = "_".join(part for part in (prefix, verb, str(counts[verb])) if part)
            wanted = [name, *(derived_names(bound, name) if isinstance(bound, Menu) else ())]
            if self._used.keys().isdisjoint(wanted):
                self._used.update(dict.fromkeys(wanted, bound.span))
                return name
            counts[verb] += 1


def splits_of(bound: If) -> list[int]:
    """The indices of the clauses with which a new split begins: those that compare another value."""
    inputs = [clause.input.value for clause in bound.clauses]
    return [index for index, value in enumerate(inputs) if index == 0 or value != inputs[index - 1]]


def chosen_names(menu: Menu) -> list[str]:
    """The names that `keys=` and `words=` give to the splits of a menu."""
    return [name for name, values in _splits_of_menu(menu) if name and values]


def derived_names(menu: Menu, name: str) -> list[str]:
    """The names of a menu's further states that are made of its own."""
    (keys, has_keys), (words, has_words) = _splits_of_menu(menu)
    found = []
    if has_keys and not keys:
        found.append(f"{name}_{KEYS}")
    if has_words and not words:
        found.append(f"{name}_{WORDS}")
    if menu.tries:
        found += [f"{name}_{COUNT}", f"{name}_{AGAIN}"]
        if not leads_alike(menu.none, menu.timeout):
            found += [f"{name}_{TIMEOUT}_{COUNT}", f"{name}_{TIMEOUT}_{AGAIN}"]
    return found


def _splits_of_menu(menu: Menu) -> tuple[tuple[str, bool], tuple[str, bool]]:
    """For the keys and the words: the name that the source gives, and whether there are any."""
    keys = any(choice.keys for choice in menu.choices)
    return (menu.keys, keys), (menu.words, any(choice.words for choice in menu.choices))


def leads_alike(one: Destination | None, other: Destination | None) -> bool:
    """Whether two lines of a menu lead to one place, so that one counter serves both."""
    if isinstance(one, Goto) and isinstance(other, Goto):
        return one.name == other.name
    return one is other or (not isinstance(one, Body) and type(one) is type(other))


def _verb(bound: Bound) -> str:
    if isinstance(bound, If):
        return language.IF
    if isinstance(bound, Split):
        return language.SPLIT
    if isinstance(bound, Menu):
        return language.MENU
    return "" if isinstance(bound, Jump | Use) else bound.verb.replace("-", "_")


def _scopes(program: Program) -> Iterator[tuple[str, Iterator[_Statement]]]:
    """Each `on` and section with the prefix of its names and its statements in the order of the source."""
    for index, entry in enumerate(program.entries):
        if isinstance(entry.destination, Body):
            yield (entry.word if index else "", _walk(entry.destination, None))
    for section in program.sections:
        yield section.name.text.replace("-", "_"), _walk(section.body, section.name.text)
    for name, body in program.bodies.items():
        yield name, _walk(body, None)


def _walk(body: Body, section: str | None) -> Iterator[_Statement]:
    seen: set[int] = set()
    stack: list[Bound] = list(reversed(body.statements))
    first = True
    while stack:
        bound = stack.pop()
        if isinstance(bound, Use):
            stack += reversed([one for body in _bodies(bound, seen) for one in body.statements])
        elif not isinstance(bound, Jump):
            label = _label(bound)
            yield _Statement(bound, label or (section if first else None), numbered=label is None)
            stack += reversed([one for body in _bodies(bound, seen) for one in body.statements])
        first = False


def _bodies(bound: Bound, seen: set[int]) -> Iterator[Body]:
    """The bodies in a statement that have not been seen before."""
    for destination in destinations(bound):
        if isinstance(destination, Body) and id(destination) not in seen:
            seen.add(id(destination))
            yield destination


def _label(bound: Bound) -> str | None:
    if isinstance(bound, Jump | Use):
        return None
    label = bound.prompt.label if isinstance(bound, Menu) else bound.label
    return label.text if label else None
