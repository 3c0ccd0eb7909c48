"""Flows by chance: every widget that has a form in TwiML, its exits leading further on, and every predicate."""

from __future__ import annotations

import random
from collections.abc import Mapping

import attrs

from flowc.play.predicates import PREDICATES
from flowc.resources import runtime_steps
from flowc.vocabulary import standard_vocabulary

# How each type is written, its exits left out; a type without a line here is shown as not covered.
_WRITTEN: Mapping[str, tuple[str, ...]] = {
    "say-play": (
        'say "Step {name}, {{{{flow.variables.trace}}}}."',
        'play "https://example.com/a.mp3"',
        'digits "1w2"',
    ),
    "gather-input-on-call": (
        'gather "Please, at {name}."',
        'gather "Keys at {name}?" number_of_digits=2',
        'gather "Say {{{{flow.variables.trace}}}}" finish_on_key="*" timeout=3s',
    ),
    "record-voicemail": ('voicemail finish_on_key="#"',),
    "record-call": ("record on", "record off"),
    "connect-call-to": (
        'dial number "+15550142"',
        'dial sip "sip:desk@example.com" timeout=10s',
        "dial client alice",
        'dial number-multi ["+15550142", "+15550143"] record=on',
    ),
    "enqueue-call": ("enqueue support", 'enqueue support wait_url="https://example.com/wait"'),
    "capture-payments": ('pay {{ payment_connector = stripe; payment_amount = "10.99"; parameters {{ a = "1" }};',),
    "connect-virtual-agent-v2": ("agent connector_name=cx",),
    "connect-virtual-agent": ('raw "connect-virtual-agent" {{ property connector = json("\\"es\\"");',),
    "run-conversation-relay": ('relay "wss://example.com/{name}"',),
    "add-twiml-redirect": (
        'redirect "https://example.com/{name}?a={{{{flow.variables.trace}}}}" timeout=60s',
        'redirect "not {{{{flow.variables.trace}}}}" timeout=60s',
    ),
    "send-message": ('send "Note of {name}, {{{{flow.variables.trace}}}}."', 'send "News." to="+15550123"'),
    "send-and-wait-for-reply": (
        'ask "What is it, {name}?" timeout=10m',
        'ask "{{{{flow.variables.trace}}}}, at {name}?" media_url="https://example.com/a.png"',
    ),
    "send-to-flex": (
        "flex {{ workflow = WW0123456789abcdef0123456789abcdef; channel = TC0123456789abcdef0123456789abcdef;"
        ' attributes = "{{\\"at\\": \\"{name}\\"}}";',
        "flex {{ workflow = WW0123456789abcdef0123456789abcdef; channel = TC0123456789abcdef0123456789abcdef;"
        ' attributes = "{{}}"; priority = 5;',
    ),
    "run-subflow": ('subflow {subflow} {{ parameters {{ day = "{name}" }};',),
    "start-conversation": (
        'raw "start-conversation" {{'
        ' property conversation_service_sid = json("\\"IS0123456789abcdef0123456789abcdef\\"");'
        ' property participants = json("[{{\\"type\\": \\"messaging\\",'
        ' \\"messaging_binding_address\\": \\"{{{{contact.channel.address}}}}\\",'
        ' \\"messaging_binding_proxy_address\\": \\"{{{{flow.channel.address}}}}\\"}}]");',
    ),
    "resume-conversation": (
        'raw "resume-conversation" {{'
        ' property conversation_service_sid = json("\\"IS0123456789abcdef0123456789abcdef\\"");'
        ' property conversation_sid = json("\\"CH0123456789abcdef0123456789abcdef\\"");'
        ' property webhook_filters = json("[\\"onMessageAdded\\"]");',
    ),
    "fork-stream": ('stream start name=s_{name} url="wss://example.com/audio"', "stream stop name=s_0"),
    "make-http-request": (
        'http GET "https://example.com/{name}?q={{{{flow.variables.trace}}}}"',
        'http POST "https://example.com/{name}" {{ parameters {{ a = "{{{{contact.channel.address}}}}"; b = "" }};',
        'http POST "https://example.com/{name}" {{ content_type = json; body = "{{}}";',
    ),
    "run-function": ('function "https://example-1234.twil.io/{name}" {{ parameters {{ day = "today" }};',),
    "make-outgoing-call-v2": ("call", "call timeout=20s detect_answering_machine=on"),
    "make-outgoing-call-v1": (
        'raw "make-outgoing-call-v1" {{ property from = json("\\"+15550100\\"");'
        ' property to = json("\\"+15550199\\"");',
    ),
    "set-variables": (
        'set trace="{{{{flow.data.day}}}}"',
        'set trace="{{{{flow.variables.trace}}}}{name}"',
        'set trace="{{{{widgets.{other}.Digits}}}}"',
    ),
}
_VALUES = ("1", "12", "yes", "no", "", "step", "10:30", "2026-01-15", "Yes, please.", "9,1,yes", "[0-9]+", "s.*")
_OF_KIND = {"_time": ("10:30", "23:59"), "_date": ("2026-01-15", "2027-12-31"), "_than": ("1", "12", "-3")}
# A text and a value for which each predicate holds.
_HOLDING: Mapping[str, tuple[str, str]] = {
    "equal_to": ("yes", "YES"),
    "not_equal_to": ("yes", "no"),
    "matches_any_of": ("9", "9,1,yes"),
    "does_not_match_any_of": ("5", "9,1,yes"),
    "is_blank": ("", ""),
    "is_not_blank": ("no", ""),
    "regex": ("471", "[0-9]+"),
    "contains": ("Yes, please.", "please"),
    "does_not_contain": ("Yes, please.", "no"),
    "starts_with": ("step one", "step"),
    "does_not_start_with": ("one step", "step"),
    "less_than": ("5", "12"),
    "greater_than": ("5", "-3"),
    "is_before_time": ("09:15", "10:30"),
    "is_after_time": ("23:30", "10:30"),
    "is_before_date": ("2025-05-05", "2026-01-15"),
    "is_after_date": ("2028-01-01", "2027-12-31"),
}
_INPUTS = ("flow.variables.trace", "widgets.{other}.Digits", "widgets.{other}.SpeechResult", "trigger.call.From")
_WRITTEN_INPUTS = ("flow.variables.trace", "widgets.{other}.inbound.Body", "contact.channel.address", "flow.data.day")
_END = "over"
# The flow that others run, and what it is made of.
SUBFLOW = "FW" + "5" * 32
_INNER = ("make-http-request", "run-function", "set-variables", "send-message")
# A run has one call, and one Conversation: only what begins a run over REST places the one or finds the other.
_PLACING = ("make-outgoing-call-v2", "make-outgoing-call-v1")
_ATTACHING = ("start-conversation", "resume-conversation")
_ANYWHERE = ("send-message", "run-subflow", "send-to-flex", "make-http-request", "run-function", "set-variables")
# What a chat is made of; a call has all but what waits for a message.
_CHAT = ("send-and-wait-for-reply", "send-and-wait-for-reply", *_ANYWHERE)
_CALL = tuple(name for name in _WRITTEN if name not in {*_PLACING, *_ATTACHING, "send-and-wait-for-reply"})
# So many subflows fail, and so many flows are calls.
_FAILING = 0.2
_CALLS = 0.65


@attrs.frozen
class _Kind:
    """What the steps of a flow are chosen from, what its splits look at, and how it ends."""

    types: tuple[str, ...]
    inputs: tuple[str, ...]
    end: str


_OF_CALLS = _Kind((*_CALL, "gather-input-on-call"), _INPUTS, "say")
_OF_CHATS = _Kind(_CHAT, _WRITTEN_INPUTS, "set over=")


def covered_types() -> tuple[str, ...]:
    """The types that flows are made of."""
    return (*_WRITTEN, "split-based-on")


def types_in_twiml() -> tuple[str, ...]:
    """The types that the target has: those for which the runtime has a step."""
    steps = runtime_steps()
    return tuple(name for name in standard_vocabulary().types if name.replace("-", "_") in steps)


def flow(chance: random.Random) -> str:
    """The text of a flow of a handful of steps, each of which leads only further on."""
    kind = _OF_CALLS if chance.random() < _CALLS else _OF_CHATS
    count = chance.randrange(3, 8)
    names = [f"s{number}" for number in range(count)]
    parts = "".join(_step(chance, kind, names, number) for number in range(count))
    begin = _call if kind is _OF_CALLS else _chat
    return begin(chance, parts) + parts + f'section {_END} {{ {kind.end} "Goodbye, {{{{flow.variables.trace}}}}." }}\n'


def subflow(chance: random.Random, text: str) -> str:
    """The text of a flow that the flow of a text can run; now and then one that takes a step too often in a row."""
    if chance.random() < _FAILING:
        again = 'http GET "https://example.com/t0" { success -> t0_; failed -> t0_ }'
        return f"on subflow -> t0_\nsection t0_ {{\n  t0: {again}\n}}\n"
    on_call = "on call" in text
    types = ("say-play", "gather-input-on-call") if on_call else ("send-and-wait-for-reply",)
    kind = _Kind((*_INNER, *types), ("flow.variables.trace", "trigger.parent.parameters.day"), "set left=")
    names = [f"t{number}" for number in range(chance.randrange(1, 4))]
    begin = 'on subflow {\n  set trace="{{trigger.parent.parameters.day}}"\n  -> t0_\n}\n'
    parts = "".join(_step(chance, kind, names, number) for number in range(len(names)))
    return begin + parts + f'section {_END} {{ {kind.end} "{{{{flow.variables.trace}}}}" }}\n'


def _call(chance: random.Random, parts: str) -> str:
    """How a flow of a call begins; over REST with a call to the contact.

    Twilio records such a call from its beginning alone, so a flow that switches the recording has none.
    """
    called = f'on call {{\n  say "Hello."\n  set trace="{chance.choice(_VALUES)}"\n  -> s0_\n}}\n'
    return called if ": record " in parts else called + _request(chance, _PLACING, "answered")


def _chat(chance: random.Random, parts: str) -> str:
    """How a chat begins; over REST in a Conversation or without one, but an agent needs somebody who wrote first."""
    written = "".join(
        f'on {entry} {{\n  set trace="{chance.choice(_VALUES)}"\n  -> s0_\n}}\n'
        for entry in ("message", "conversation")
    )
    if ": flex " in parts:
        return written
    return written + chance.choice((_request(chance, _ATTACHING, "created resumed"), "on request -> s0_\n"))


def _request(chance: random.Random, types: tuple[str, ...], good: str) -> str:
    """How a run over REST begins; nothing follows where that fails."""
    type_ = chance.choice(types)
    begin = chance.choice(_WRITTEN[type_]).format()
    declared = standard_vocabulary().types[type_].exits
    ways = {one.event: "s0_" if one.event.startswith(tuple(good.split())) else "end" for one in declared}
    exits = "; ".join(f"{event} -> {target}" for event, target in ways.items())
    return f"on request {{\n  c: {_block(begin, exits)}\n}}\n"


def _step(chance: random.Random, kind: _Kind, names: list[str], number: int) -> str:
    targets = [*(f"{name}_" for name in names[number + 1 :]), _END]
    written = _split if chance.random() < 0.4 else _widget
    body = written(chance, kind, names, number, targets)
    return f"section {names[number]}_ {{\n  {body}\n}}\n"


def _widget(chance: random.Random, kind: _Kind, names: list[str], number: int, targets: list[str]) -> str:
    type_ = chance.choice(kind.types)
    other = names[chance.randrange(number)] if number else _END
    written = [one for one in _WRITTEN[type_] if number or "{other}" not in one]
    begin = chance.choice(written).format(name=names[number], other=other, subflow=SUBFLOW)
    declared = standard_vocabulary().types[type_]
    exits = "; ".join(f"{exit_.event} -> {chance.choice([targets[0], *targets])}" for exit_ in declared.exits)
    return f"{names[number]}: {_block(begin, exits)}"


def _block(begin: str, exits: str) -> str:
    """A statement with more lines in its block, or in one of its own."""
    return f"{begin} {exits} }}" if begin.endswith(";") else f"{begin} {{ {exits} }}"


def _split(chance: random.Random, kind: _Kind, names: list[str], number: int, targets: list[str]) -> str:
    """A split; every other one of a text for which one of its cases holds."""
    cases = [_case(chance, one, chance.choice(_values(one)), targets) for one in chance.sample(sorted(PREDICATES), 3)]
    inputs = kind.inputs if number else [one for one in kind.inputs if "{other}" not in one]
    value, before = chance.choice(inputs).format(other=names[chance.randrange(number)] if number else ""), ""
    if chance.random() < 0.5:
        meant = chance.choice(sorted(_HOLDING))
        text, wanted = _HOLDING[meant]
        cases.insert(0, _case(chance, meant, wanted, targets))
        value, before = "flow.variables.trace", f'set trace="{text}"\n  '
    return f"{before}{names[number]}: split {value} {{ {'; '.join(cases)}; else -> {chance.choice(targets)} }}"


def _case(chance: random.Random, predicate: str, value: str, targets: list[str]) -> str:
    wanted = "" if predicate in {"is_blank", "is_not_blank"} else f' "{value}"'
    return f"{predicate}{wanted} -> {chance.choice(targets)}"


def _values(predicate: str) -> tuple[str, ...]:
    """What a predicate may be given: some take numbers, times or dates alone."""
    return next((values for ending, values in _OF_KIND.items() if predicate.endswith(ending)), _VALUES)
