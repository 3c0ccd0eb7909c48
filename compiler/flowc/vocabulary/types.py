"""The types of arguments and options: what may be written, and how it stands in the JSON."""

from __future__ import annotations

from enum import Enum

import attrs


class Kind(Enum):
    """What sort of value is wanted. The value is the word for it in a declaration."""

    TEXT = "text"
    URL = "url"
    PHONE = "phone"
    NAME = "name"
    VOICE = "voice"
    LOCALE = "locale"
    SID = "sid"
    KEY = "key"
    DTMF = "dtmf"
    JSON = "json"
    INTEGER = "integer"
    NUMBER = "number"
    SECONDS = "seconds"
    MILLISECONDS = "milliseconds"
    SWITCH = "switch"
    ENUMERATION = "enumeration"
    SET = "set"
    LIST = "list"
    RECORD = "record"
    PAIRS = "pairs"
    ANY = "any"


# A bare word for one of these is the value itself, not a reference.
NAME_KINDS = frozenset({Kind.NAME, Kind.VOICE, Kind.LOCALE, Kind.SID})
TEXT_KINDS = NAME_KINDS | {Kind.TEXT, Kind.URL, Kind.PHONE, Kind.KEY, Kind.DTMF, Kind.JSON}
NUMBER_KINDS = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.SECONDS, Kind.MILLISECONDS})
COLLECTION_KINDS = frozenset({Kind.SET, Kind.LIST})
BLOCK_KINDS = frozenset({Kind.PAIRS, Kind.RECORD})


class Encoding(Enum):
    """How a value is written in the JSON, where its own JSON type is not what Studio takes."""

    NATURAL = "natural"
    STRING = "string"
    SPACES = "space-separated"
    COMMAS = "comma-separated"


class Meaning(Enum):
    """What Twilio does with the value of an option, where more can be said of it than its type tells."""

    SPEECH = "speech"
    HEARING = "hearing"
    MESSAGE = "message"
    ADDRESS = "address"
    CALLBACK = "callback"


@attrs.frozen
class Alternative:
    """A value of an enumeration: the word for it in a flow, and what the JSON holds."""

    word: str
    value: str


@attrs.frozen
class Field:
    """A member of a record, or a further member of a pair."""

    name: str
    type: Type
    required: bool


@attrs.frozen
class Type:
    """A type: its kind, and the words that stand for values of their own.

    `prefix` is that of a SID; `element` the type of a list's elements; `fields` the members of a
    record or the further members of a pair, `constructor` the word that writes a record in a list.
    """

    kind: Kind
    alternatives: tuple[Alternative, ...] = ()
    prefix: str = ""
    element: Type | None = None
    fields: tuple[Field, ...] = ()
    constructor: str = ""

    def alternative(self, word: str) -> Alternative | None:
        """The alternative that a word, or the JSON value itself, stands for."""
        for alternative in self.alternatives:
            if word in (alternative.word, alternative.value):
                return alternative
        return None

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the enumeration."""
        return tuple(alternative.word for alternative in self.alternatives)

    @property
    def json_type(self) -> str:
        """The JSON type of a value in its natural encoding."""
        if self.kind in (Kind.INTEGER, Kind.SECONDS, Kind.MILLISECONDS):
            return "integer"
        if self.kind is Kind.NUMBER:
            return "number"
        if self.kind is Kind.SWITCH:
            return "boolean"
        if self.kind in (Kind.SET, Kind.LIST, Kind.PAIRS):
            return "array"
        return {Kind.RECORD: "object", Kind.ANY: "any"}.get(self.kind, "string")
