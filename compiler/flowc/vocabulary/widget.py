"""What a declaration says of a widget type of Studio."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property

import attrs

from flowc.source import Span
from flowc.vocabulary.types import Encoding, Kind, Meaning, Type

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
    Studio needs the property, `when` those under which it means something; `meaning` is what Twilio
    does with the value. One that is `noted` is a word to the rules, and never written into the JSON; what
    is sent to a `confidential` address is of the caller; a `secret` belongs to nobody's eyes.
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
    meaning: Meaning | None = None
    deprecated: str = ""
    noted: bool = False
    confidential: bool = False
    secret: bool = False

    @builtins.property  # the plain name is that of the field above
    def is_heard(self) -> bool:
        """Whether the caller hears the value."""
        return self.meaning is Meaning.SPEECH and self.type.kind is Kind.TEXT

    @builtins.property
    def json_type(self) -> str:
        """The JSON type that Studio wants for the property."""
        return self.type.json_type if self.encoding is Encoding.NATURAL else "string"


@attrs.frozen
class Exit:
    """An event by which control leaves a widget.

    `entry` is the trigger's word for it after `on`; `fills` the part of the trigger's values that a
    run has behind it; `call` what it does to the live call; `unconfirmed` marks events that only one
    source names, which are written only when used.
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
    fills: str = ""


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
class Most:
    """How many widgets of a type a flow may have, or how many values of one of its properties."""

    count: int
    different: str = ""


@attrs.frozen
class Notice:
    """The words by which a text tells a caller of what a widget does.

    Behind one of the `denials` they say the opposite, except where one of the `wishes` stands
    between: "if you do not want to be recorded". A noted option says with one of the `marks` that
    an audio does so.
    """

    words: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()


@attrs.frozen
class Placement:
    """Where a widget may stand, and what it does to what stands after it.

    `needs` is the live call it needs, `entries` the trigger's entries that it works with, `after`
    the types of which one must have run on every path before. Each holds under its conditions.
    A type counts for `after` only when one of `speaks_with` is given, where it names any.
    `answers` says that it picks up the call without speaking to it, `silent` that the caller hears
    no voice of it; `records` what it does to the recording of the call when all goes well; `waits`
    that it waits for a person or for something outside of the flow. `outgoing_help`, `after_why`
    and `after_help` are what a diagnostic says of a broken placement.

    `call_serves` says that a live call will do where the run began in no way of `entries`, and `or_after`
    names types that will do where one of them has run on every path before; in a run
    that began in a way of `never` it fails, for `never_why`. Without one of the types `prompted`
    before it, the caller does not know what is wanted. `background` says that what it starts ends
    with the call; `own_recording` that it makes a recording of its own; `deaf` that the recording
    which the call was placed with is not made of it; `hands_over` that the caller speaks to
    somebody else there; `private` that what the caller says there is in no recording's interest.
    `opt_out` are words by which a message tells how to get no more of them.
    `most` are its limits, and `alike` a property that is the same wherever another one is.
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
    silent: bool = False
    call_serves: bool = False
    or_after: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    never_why: str = ""
    prompted: tuple[str, ...] = ()
    background: bool = False
    background_when: tuple[Condition, ...] = ()
    own_recording: bool = False
    own_recording_when: tuple[Condition, ...] = ()
    deaf: bool = False
    hands_over: bool = False
    private: bool = False
    most: tuple[Most, ...] = ()
    alike: tuple[tuple[str, str], ...] = ()
    notice: Notice = Notice()
    opt_out: tuple[str, ...] = ()


@attrs.frozen(slots=False)
class Widget:
    """A widget type of Studio, as its declaration describes it.

    `notes` are the properties of its noted options.
    """

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
    notes: tuple[str, ...] = ()

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
        return self._by_event.get(event)

    @cached_property
    def _by_event(self) -> dict[str, Exit]:
        return {exit_.event: exit_ for exit_ in reversed(self.exits)}

    def all_options(self) -> Iterator[Option]:
        """The options of all verbs."""
        for verb in self.verbs:
            yield from verb.options
        yield from self.options

    def options_of(self, verb: Verb | None) -> tuple[Option, ...]:
        """What a statement with this verb may give; without a verb, all there is."""
        return (*verb.options, *self.options) if verb else tuple(self.all_options())
