"""What a declaration says of a widget type of Studio."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping
from enum import Enum

import attrs

from flowc.source import Span
from flowc.vocabulary.types import Encoding, Type

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Call(Enum):
    """What is true of the live call at a point of a flow (language.md, section 11)."""

    NONE = "none"
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    UNKNOWN = "unknown"
    GONE = "gone"


class CallNeed(Enum):
    """Which live call a widget needs."""

    INCOMING = "incoming"
    LIVE = "live"


@attrs.frozen
class Condition:
    """That a property has, or (`negated`) has not, a value."""

    property: str
    value: str
    negated: bool = False

    def holds(self, properties: Mapping[str, Json]) -> bool:
        """Whether the condition holds of a widget with these properties."""
        actual = properties.get(self.property)
        spelled = str(actual).lower() if isinstance(actual, bool) else str(actual)
        return (spelled == self.value) is not self.negated


def hold(conditions: tuple[Condition, ...], properties: Mapping[str, Json]) -> bool:
    """Whether all conditions hold."""
    return all(condition.holds(properties) for condition in conditions)


@attrs.frozen
class Option:
    """An argument or an option of a widget, and the property that it becomes.

    `emitted` is written into the JSON when the flow gives nothing (None: nothing is written);
    `default` is what Studio does by itself then. `required_if` lists the conditions under which
    Studio needs the property, `when` those under which it means something.
    """

    name: str
    property: str
    type: Type
    span: Span
    documentation: str = ""
    positional: bool = False
    inline: bool = False
    required: bool = False
    required_if: tuple[Condition, ...] = ()
    when: tuple[Condition, ...] = ()
    only_with: str = ""
    emitted: Json = None
    default: Json = None
    encoding: Encoding = Encoding.NATURAL
    liquid: bool = False
    open: bool = False
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    pattern: str = ""
    deprecated: str = ""

    @builtins.property  # the plain name is that of the field above
    def json_type(self) -> str:
        """The JSON type that Studio wants for the property."""
        return self.type.json_type if self.encoding is Encoding.NATURAL else "string"


@attrs.frozen
class Exit:
    """An event by which control leaves a widget.

    `entry` is the trigger's word for it after `on`; `call` what it does to the live call;
    `unconfirmed` marks events that only one source names, which are written only when used.
    """

    event: str
    span: Span
    documentation: str = ""
    main: bool = False
    failure: bool = False
    unconfirmed: bool = False
    repeated: bool = False
    call: Call | None = None
    entry: str = ""


class Holds(Enum):
    """What a value may hold.

    Letters and digits, as a SID; no more than stands in a phone number or an address; whatever a
    person says or writes; or nobody knows what.
    """

    PLAIN = "plain"
    ADDRESS = "address"
    WORDS = "words"
    ANYTHING = "anything"


@attrs.frozen
class Output:
    """A variable that a widget leaves behind."""

    name: str
    span: Span
    documentation: str = ""
    holds: Holds = Holds.ANYTHING


@attrs.frozen
class Exclusive:
    """Options of which at most one, or (`required`) exactly one, may be given."""

    properties: tuple[str, ...]
    required: bool
    span: Span


@attrs.frozen
class Verb:
    """A word that makes a widget of this type, with the arguments and options of its own."""

    name: str
    span: Span
    options: tuple[Option, ...] = ()
    documentation: str = ""


@attrs.frozen
class Records:
    """That a widget switches the recording of the call on or off, when the conditions hold."""

    on: bool
    when: tuple[Condition, ...] = ()


@attrs.frozen
class Placement:
    """Where a widget may stand, and what it does to what stands after it.

    `needs` is the live call it needs, `entries` the trigger's entries that it works with, `after`
    the types of which one must have run on every path before. Each holds under its conditions.
    A type counts for `after` only when one of `speaks_with` is given, where it names any.
    `answers` says that it picks up the call without speaking to it; `records` what it does to the
    recording of the call when all goes well; `waits` that it waits for a person or for something
    outside of the flow. `outgoing_help`, `after_why`
    and `after_help` are what a diagnostic says of a broken placement.
    """

    needs: CallNeed | None = None
    needs_when: tuple[Condition, ...] = ()
    entries: tuple[str, ...] = ()
    entries_when: tuple[Condition, ...] = ()
    after: tuple[str, ...] = ()
    after_when: tuple[Condition, ...] = ()
    speaks_with: tuple[str, ...] = ()
    answers: bool = False
    may_speak: bool = False
    may_record: bool = False
    may_record_when: tuple[Condition, ...] = ()
    records: tuple[Records, ...] = ()
    waits: bool = False
    outgoing_help: str = ""
    after_why: str = ""
    after_help: str = ""


@attrs.frozen
class Widget:
    """A widget type of Studio, as its declaration describes it."""

    type: str
    span: Span
    documentation: str = ""
    title: str = ""
    link: str = ""
    family: str = ""
    channels: tuple[str, ...] = ()
    confidence: str = ""
    deprecated: str = ""
    verbs: tuple[Verb, ...] = ()
    options: tuple[Option, ...] = ()
    exits: tuple[Exit, ...] = ()
    outputs: tuple[Output, ...] = ()
    open_outputs: str = ""
    exclusive: tuple[Exclusive, ...] = ()
    misnomers: tuple[tuple[str, str], ...] = ()
    placement: Placement = Placement()

    @property
    def is_guess(self) -> bool:
        """Whether no more is known of the type than its name."""
        return self.confidence == "guess"

    @property
    def main_exits(self) -> tuple[Exit, ...]:
        """The exits by which control goes on to the next statement."""
        return tuple(exit_ for exit_ in self.exits if exit_.main)

    def exit(self, event: str) -> Exit | None:
        """The exit of this event."""
        return next((exit_ for exit_ in self.exits if exit_.event == event), None)

    def all_options(self) -> Iterator[Option]:
        """The options of all verbs."""
        for verb in self.verbs:
            yield from verb.options
        yield from self.options

    def options_of(self, verb: Verb | None) -> tuple[Option, ...]:
        """What a statement with this verb may give; without a verb, all there is."""
        return (*verb.options, *self.options) if verb else tuple(self.all_options())
