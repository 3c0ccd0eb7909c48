"""What a file means, once its verbs have their declarations: the bound program.

It still has the shape of the source: bodies, branches and menus. The graph is built from it.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from flowc.source import Source, Span
from flowc.vocabulary.widget import Json, Widget


@attrs.frozen
class Name:
    """A name and where it is written."""

    text: str
    span: Span


@attrs.frozen
class Goto:
    """`-> name`: a label or a section."""

    name: str
    span: Span


@attrs.frozen
class Next:
    """`-> next`: the statement after the one that holds the line."""

    span: Span


@attrs.frozen
class End:
    """`-> end`: the flow ends."""

    span: Span


@attrs.frozen
class Body:
    """A block of statements; when it runs out, control joins what stands around it."""

    statements: tuple[Bound, ...]
    span: Span


@attrs.frozen
class Leave:
    """`-> name` in the body of a block: an exit of the block, in one of its uses."""

    use: str
    exit: str
    span: Span


Target = Goto | Next | End | Leave
Destination = Target | Body


@attrs.frozen
class Property:
    """A property of a widget, as it stands in the JSON."""

    name: str
    value: Json
    span: Span


@attrs.frozen
class ExitTo:
    """Where an exit of a widget leads."""

    event: str
    destination: Destination
    span: Span


@attrs.frozen
class Step:
    """A statement that is one widget. `widget` is None for a type that nothing declares."""

    label: Name | None
    verb: str
    type: str
    widget: Widget | None
    properties: tuple[Property, ...]
    exits: tuple[ExitTo, ...]
    arrow: Target | None
    span: Span


@attrs.frozen
class Condition:
    """`[name=…] [of=…] PREDICATE VALUE`. `argument` and `friendly_name` are None where not given."""

    predicate: str
    value: str
    span: Span
    friendly_name: str | None = None
    argument: str | None = None


@attrs.frozen
class Case:
    """A condition and where control goes when it holds."""

    condition: Condition
    destination: Destination


@attrs.frozen
class Split:
    """`split VALUE { case … else … }`, with what further properties it has."""

    label: Name | None
    input: Property
    cases: tuple[Case, ...]
    otherwise: Destination | None
    span: Span
    further: tuple[Property, ...] = ()


@attrs.frozen
class Clause:
    """`if VALUE CONDITION …`, or one of its `else if`s."""

    input: Property
    case: Case
    span: Span


@attrs.frozen
class If:
    """`if … { … } else if … { … } else { … }`."""

    label: Name | None
    clauses: tuple[Clause, ...]
    otherwise: Destination | None
    span: Span


@attrs.frozen
class Choice:
    """A case of a menu: keys to press and words to say that lead to one place."""

    keys: tuple[str, ...]
    words: tuple[str, ...]
    destination: Destination
    span: Span


@attrs.frozen
class Menu:
    """`menu PROMPT { choices }`. `prompt` is the gathering step without exits.

    `none`, `timeout` and `failed` are None where they are not written; `tries` is 0 without
    `tries=`; `keys` and `words` rename the splits.
    """

    prompt: Step
    choices: tuple[Choice, ...]
    none: Destination | None
    timeout: Destination | None
    failed: Destination | None
    tries: int
    keys: str
    words: str
    span: Span


@attrs.frozen
class Jump:
    """A bare arrow."""

    target: Target
    span: Span


@attrs.frozen
class Use:
    """A statement whose verb is a block. `name` begins the names of the widgets that it stands for."""

    label: Name | None
    name: str
    block: str
    exits: tuple[ExitTo, ...]
    arrow: Target | None
    span: Span


Bound = Step | Split | If | Menu | Jump | Use


@attrs.frozen
class Entry:
    """`on call, request { … }`: the events of the trigger, and where they lead.

    `word` is the first entry as it is written; names of widgets are made of it.
    """

    word: str
    events: tuple[Name, ...]
    destination: Destination
    arrow: Target | None
    span: Span


@attrs.frozen
class Section:
    """`section name { … }`."""

    name: Name
    body: Body
    arrow: Target | None
    span: Span


@attrs.frozen
class Program:
    """A bound flow. `labels` maps every name that the source gives to its place, as in the definition.

    `bodies` holds what each use of a block stands for, by the name of the use. A file that
    `is_module` has no entries and no description, and declares what other files use.
    """

    source: Source
    labels: Mapping[str, Span]
    description: str | None
    allow_concurrent_calls: bool | None
    entries: tuple[Entry, ...]
    sections: tuple[Section, ...]
    bodies: Mapping[str, Body] = attrs.field(factory=dict)
    is_module: bool = False


def destinations(bound: Bound) -> list[Destination]:
    """Where the parts of a statement lead, in the order of the source."""
    found: list[Destination | None] = []
    if isinstance(bound, Step | Use):
        found += (exit_.destination for exit_ in bound.exits)
    elif isinstance(bound, Split):
        found += [*(case.destination for case in bound.cases), bound.otherwise]
    elif isinstance(bound, If):
        found += [*(clause.case.destination for clause in bound.clauses), bound.otherwise]
    elif isinstance(bound, Menu):
        found += [*(choice.destination for choice in bound.choices), bound.none, bound.timeout, bound.failed]
    return sorted((one for one in found if one is not None), key=lambda one: one.span.start)
