"""Flows by chance: every widget that has a form in TwiML, its exits leading further on, and every predicate."""

from __future__ import annotations

import random
from collections.abc import Mapping

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
    "add-twiml-redirect": ('redirect "https://example.com/{name}?a={{{{flow.variables.trace}}}}" timeout=60s',),
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
    "set-variables": ('set trace="{{{{flow.variables.trace}}}}{name}"', 'set trace="{{{{widgets.{other}.Digits}}}}"'),
}
_VALUES = ("1", "12", "yes", "no", "", "step", "10:30", "2026-01-15", "Yes, please.", "9,1,yes", "[0-9]+", "s.*")
_OF_KIND = {"_time": ("10:30", "23:59"), "_date": ("2026-01-15", "2027-12-31"), "_than": ("1", "12", "-3")}
_INPUTS = ("flow.variables.trace", "widgets.{other}.Digits", "widgets.{other}.SpeechResult", "trigger.call.From")
_END = "over"
# A run has one call: only what begins a run over REST places it.
_PLACING = ("make-outgoing-call-v2", "make-outgoing-call-v1")


def covered_types() -> tuple[str, ...]:
    """The types that flows are made of."""
    return (*_WRITTEN, "split-based-on")


def types_in_twiml() -> tuple[str, ...]:
    """The types that the target has: those for which the runtime has a step."""
    steps = runtime_steps()
    return tuple(name for name in standard_vocabulary().types if name.replace("-", "_") in steps)


def flow(chance: random.Random) -> str:
    """The text of a flow of a handful of steps, each of which leads only further on."""
    count = chance.randrange(3, 8)
    names = [f"s{number}" for number in range(count)]
    parts = [_step(chance, names, number) for number in range(count)]
    return (
        f'on call {{\n  say "Hello."\n  set trace="{chance.choice(_VALUES)}"\n  -> {names[0]}_\n}}\n'
        + _request(chance, "".join(parts))
        + "".join(parts)
        + (f'section {_END} {{ say "Goodbye, {{{{flow.variables.trace}}}}." }}\n')
    )


def _request(chance: random.Random, parts: str) -> str:
    """How a run over REST begins: with a call to the contact, and with nothing where that is not answered.

    Twilio records such a call from its beginning alone, so a flow that switches the recording has none.
    """
    if ": record " in parts:
        return ""
    type_ = chance.choice(_PLACING)
    begin = chance.choice(_WRITTEN[type_]).format()
    declared = standard_vocabulary().types[type_].exits
    exits = "; ".join(f"{one.event} -> {'s0_' if one.event.startswith('answered') else 'end'}" for one in declared)
    return f"on request {{\n  c: {_block(begin, exits)}\n}}\n"


def _step(chance: random.Random, names: list[str], number: int) -> str:
    targets = [*(f"{name}_" for name in names[number + 1 :]), _END]
    written = _split if chance.random() < 0.4 else _widget
    body = written(chance, names, number, targets)
    return f"section {names[number]}_ {{\n  {names[number]}: {body}\n}}\n"


def _widget(chance: random.Random, names: list[str], number: int, targets: list[str]) -> str:
    type_ = chance.choice([name for name in (*_WRITTEN, "gather-input-on-call") if name not in _PLACING])
    other = names[chance.randrange(number)] if number else _END
    written = [one for one in _WRITTEN[type_] if number or "{other}" not in one]
    begin = chance.choice(written).format(name=names[number], other=other)
    declared = standard_vocabulary().types[type_]
    exits = "; ".join(f"{exit_.event} -> {chance.choice([targets[0], *targets])}" for exit_ in declared.exits)
    return _block(begin, exits)


def _block(begin: str, exits: str) -> str:
    """A statement with more lines in its block, or in one of its own."""
    return f"{begin} {exits} }}" if begin.endswith(";") else f"{begin} {{ {exits} }}"


def _split(chance: random.Random, names: list[str], number: int, targets: list[str]) -> str:
    inputs = _INPUTS if number else [one for one in _INPUTS if "{other}" not in one]
    value = chance.choice(inputs).format(other=names[chance.randrange(number)] if number else "")
    cases = []
    for predicate in chance.sample(sorted(PREDICATES), 3):
        wanted = "" if predicate in {"is_blank", "is_not_blank"} else f' "{chance.choice(_values(predicate))}"'
        cases.append(f"{predicate}{wanted} -> {chance.choice(targets)}")
    return f"split {value} {{ {'; '.join(cases)}; else -> {chance.choice(targets)} }}"


def _values(predicate: str) -> tuple[str, ...]:
    """What a predicate may be given: some take numbers, times or dates alone."""
    return next((values for ending, values in _OF_KIND.items() if predicate.endswith(ending)), _VALUES)
