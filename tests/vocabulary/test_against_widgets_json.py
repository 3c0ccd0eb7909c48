"""The declarations of the standard library against the collected facts on Twilio's widgets, both ways.

Both sides are made into facts: a path such as `timeout.default`, and a value. What one side says and
the other does not is a difference, and each difference that is meant stands in DIFFERENCES.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from flowc.resources import stdlib_root
from flowc.vocabulary import Vocabulary, standard_vocabulary
from flowc.vocabulary.types import Encoding, Kind, Type
from flowc.vocabulary.widget import Call, Option, Widget

Facts = dict[str, object]
Entry = dict[str, Any]

TYPES = sorted(path.stem for path in (stdlib_root() / "widgets").glob("*.flow"))

VARIANTS = ("City", "State", "Zip", "Country")

_TONES = "the notes give the characters in words"
_REVISION = "a number or a word, as the pattern says: declared so, with the words as they are"
_INTERRUPTIBLE = "the words that the note lists, and no others"
_CALL = "the state after it: no call was made"

# The facts in which a declaration is meant to differ from the collection, and why.
DIFFERENCES: dict[str, dict[str, str]] = {
    "trigger": {"outputs": "compared by a test of their own: the notes list them loosely"},
    "split-based-on": {"not.properties.conditions": "the language writes conditions as cases"},
    "say-play": {"digits.pattern": _TONES},
    "make-outgoing-call-v2": {
        "send_digits.pattern": _TONES,
        "on.busy.ends_call": _CALL,
        "on.noAnswer.ends_call": _CALL,
    },
    "make-outgoing-call-v1": {
        "on.busy.ends_call": _CALL,
        "on.noAnswer.ends_call": _CALL,
        "on.failed.ends_call": _CALL,
        "on.hangup.ends_call": "its name says it",
    },
    "record-call": {
        "recording_channels.emitted": "what a recording holds is written into the definition",
        "trim.emitted": "what a recording holds is written into the definition",
    },
    "connect-call-to": {"caller_id.required_when": "the console demands it; it is always emitted"},
    "capture-payments": {
        "payment_connector.required": "in practice always, say the notes",
        "payment_connector.required_when": "in practice always, say the notes",
    },
    "fork-stream": {"not.url": "it is the short name of the option"},
    "run-conversation-relay": {
        "dtmf_detection.values": "the attribute of the TwiML verb is a switch",
        "interruptible.values": _INTERRUPTIBLE,
        "interruptible.open": _INTERRUPTIBLE,
    },
    "add-twiml-redirect": {"on.timeout.ends_call": "a voice call cannot be had back then, say the notes"},
    "run-subflow": {
        "flow_revision.emitted": "Studio does not take the widget without it",
        "flow_revision.values": _REVISION,
        "flow_revision.open": _REVISION,
        "flow_revision.pattern": _REVISION,
        "flow_revision.min": _REVISION,
    },
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return standard_vocabulary()


@pytest.fixture(scope="module")
def entries(shared: Path) -> dict[str, Entry]:
    text = (shared / "reference" / "widgets.json").read_text(encoding="utf-8")
    found: dict[str, Entry] = json.loads(text)["widgets"]
    return found


def test_the_same_types_are_declared_as_collected(entries: dict[str, Entry], vocabulary: Vocabulary) -> None:
    assert sorted(vocabulary.types) == sorted(entries) == TYPES


@pytest.mark.parametrize("type_", TYPES)
def test_a_declaration_says_what_was_collected(type_: str, entries: dict[str, Entry], vocabulary: Vocabulary) -> None:
    declared = facts_of_widget(vocabulary.types[type_])
    collected = facts_of_entry(entries[type_], entries)

    differing = {
        path: (declared.get(path), collected.get(path))
        for path in sorted(declared.keys() | collected.keys())
        if declared.get(path) != collected.get(path)
    }

    meant = DIFFERENCES.get(type_, {})
    assert {path: sides for path, sides in differing.items() if path not in meant} == {}
    assert sorted(differing) == sorted(meant), "a difference that is listed is none"


def test_the_trigger_leaves_what_was_collected(entries: dict[str, Entry], vocabulary: Vocabulary) -> None:
    declared = {output.name for output in vocabulary.types["trigger"].outputs}
    collected = entries["trigger"]["variables"]

    assert {name.split(".")[0] for name in declared} == {path.split(".")[1] for path in collected}
    for path, text in collected.items():
        group = path.split(".")[1]
        names = {name.split(".")[1] for name in declared if name.startswith(f"{group}.")}
        words = set(re.findall(r"\w+", text))
        stems = {re.sub(rf"({'|'.join(VARIANTS)})$", "", name) for name in names}
        assert stems - words == set()
        listed = {word for word in words if re.fullmatch(r"([A-Z][a-z]+){2,}\d?|Body|From|To|Author", word)}
        assert listed - names == set()


@pytest.mark.parametrize("revision", ["1", "LatestPublished", "LatestRevision", "LatestDraft", "latest", "-1", ""])
def test_a_revision_is_what_the_collected_pattern_takes(
    revision: str, entries: dict[str, Entry], vocabulary: Vocabulary
) -> None:
    pattern = entries["run-subflow"]["properties"]["flow_revision"]["pattern"]
    option = next(option for option in vocabulary.types["run-subflow"].options if option.property == "flow_revision")

    is_number = re.fullmatch("-?[0-9]+", revision) is not None and int(revision) >= (option.minimum or 0)

    assert (option.type.alternative(revision) is not None or is_number) is bool(re.search(pattern, revision))


# --- What a declaration says


def facts_of_widget(widget: Widget) -> Facts:
    facts: Facts = {
        "title": widget.title,
        "family": widget.family,
        "channels": widget.channels,
        "confidence": widget.confidence,
        "deprecated": bool(widget.deprecated),
        "is_documented": bool(widget.documentation),
        "link": widget.link,
        "events": [exit_.event for exit_ in widget.exits],
        "outputs": {output.name for output in widget.outputs},
        "outputs_are_open": bool(widget.open_outputs),
    }
    for exit_ in widget.exits:
        facts[f"on.{exit_.event}.unconfirmed"] = exit_.unconfirmed
        facts[f"on.{exit_.event}.repeated"] = exit_.repeated
        is_end = exit_.call in (Call.NONE, Call.GONE) and not exit_.entry
        facts[f"on.{exit_.event}.ends_call"] = is_end
    for wrong, right in widget.misnomers:
        facts[f"not.{wrong}"] = right
    for name in {option.property for option in widget.all_options() if not option.noted}:
        options = [option for option in widget.all_options() if option.property == name]
        for fact, value in _facts_of_options(widget, options).items():
            facts[f"{name}.{fact}"] = value
    return facts


def _facts_of_options(widget: Widget, options: list[Option]) -> Facts:
    """The facts on a property; several options may make it, each in its own case."""
    found = [_facts_of_option(widget, option) for option in options]
    assert all(facts == found[0] for facts in found[1:])
    return found[0]


def _facts_of_option(widget: Widget, option: Option) -> Facts:
    groups = [group for group in widget.exclusive if group.required and option.property in group.properties]
    by_verb = len(widget.verbs) > 1 and option not in widget.options
    facts: Facts = {
        "type": option.json_type,
        "required": option.required and not option.when and not by_verb,
        "required_when": bool(option.required_if or groups or (option.required and option.when)),
        "liquid": option.liquid,
        "values": _values(option),
        "open": option.open,
        "members": _members(option.type),
        "items": option.type.element.words if option.type.kind is Kind.SET and option.type.element else None,
        "min": option.minimum,
        "max": option.maximum,
        "max_length": option.max_length,
        "pattern": option.pattern or _sid_pattern(option.type),
        "default": option.default,
        "emitted": option.emitted is not None,
    }
    return facts


def _values(option: Option) -> list[str] | None:
    words = [alternative.value for alternative in option.type.alternatives]
    if option.type.kind is Kind.ENUMERATION:
        return words
    if option.type.kind is Kind.SWITCH and option.encoding is Encoding.STRING:
        return ["true", "false", *words]
    return None


def _members(type_: Type) -> dict[str, tuple[object, bool]] | None:
    members: dict[str, tuple[object, bool]] = {}
    record = type_.element if type_.kind is Kind.LIST else type_
    if type_.kind is Kind.PAIRS:
        members = {"key": (None, True), "value": (None, True)}
    for field in record.fields if record else ():
        members[field.name] = (list(field.type.words) or None, field.required)
    return members or None


def _sid_pattern(type_: Type) -> str | None:
    if not type_.prefix:
        return None
    sid = f"{type_.prefix}[0-9a-fA-F]{{32}}"
    return f"^({sid}|{'|'.join(type_.words)})$" if type_.words else f"^{sid}$"


# --- What was collected


def facts_of_entry(entry: Entry, entries: dict[str, Entry]) -> Facts:
    links = [source for source in entry["sources"] if source.startswith("https://www.twilio.com/docs/")]
    outputs, is_open = _collected_outputs(entry["variables"], entries)
    facts: Facts = {
        "title": entry["title"],
        "family": entry["family"],
        "channels": tuple(entry["channels"]),
        "confidence": entry["confidence"],
        "deprecated": entry["deprecated"],
        "is_documented": bool(entry["summary"]),
        "link": links[0] if links else "",
        "events": [event["event"] for event in entry["transitions"]],
        "outputs": outputs,
        "outputs_are_open": is_open,
    }
    for event in entry["transitions"]:
        facts[f"on.{event['event']}.unconfirmed"] = event.get("unconfirmed", False)
        facts[f"on.{event['event']}.repeated"] = event["conditional"]
        facts[f"on.{event['event']}.ends_call"] = event.get("ends_call", False)
    for wrong, right in entry.get("not_these", {}).items():
        if not right.startswith("("):
            facts[f"not.{_name(wrong)}"] = right if "/" in right else _name(right)
    for name, given in entry["properties"].items():
        for fact, value in _facts_of_property(given).items():
            facts[f"{name}.{fact}"] = value
    return facts


def _name(text: str) -> str:
    """The name at the beginning of a remark; what follows it is an explanation."""
    return text if text.startswith("widgets.NAME.Body") else text.removeprefix("widgets.NAME.").split()[0].rstrip(":")


def _facts_of_property(given: Entry) -> Facts:
    items = given.get("items", {})
    is_record = given["type"] == "array" and items and isinstance(next(iter(items.values())), dict)
    fields = dict.fromkeys(given.get("fields", {}), (None, False))
    sid = re.search(r"\b([A-Z]{2})\.\.\.", given["doc"])
    return {
        "type": given["type"],
        "required": given["required"],
        "required_when": "required_when" in given,
        "liquid": given["liquid"],
        "values": given.get("enum"),
        "open": given.get("enum_open", False),
        "members": {name: _member(member) for name, member in items.items()} if is_record else fields or None,
        "items": tuple(items.get("enum", given.get("enum_items", ()))) or None if not is_record else None,
        "min": given.get("min"),
        "max": given.get("max"),
        "max_length": given.get("max_length"),
        "pattern": given.get("pattern") or (f"^{sid[1]}[0-9a-fA-F]{{32}}$" if sid else None),
        "default": given["default"],
        "emitted": given.get("emit_default", False),
    }


def _member(member: Entry) -> tuple[object, bool]:
    return member.get("enum"), member.get("required", False)


def _collected_outputs(variables: dict[str, str], entries: dict[str, Entry]) -> tuple[set[str], bool]:
    """The names below the widget's own, and whether there may be more."""
    names: set[str] = set()
    for name, text in variables.items():
        path = re.match(r"widgets\.NAME\.([\w.]+\w)", text)
        if path:
            names.add(path[1])
        elif name == "conversation.*":
            same = _collected_outputs(entries["start-conversation"]["variables"], entries)[0]
            names |= {output for output in same if output.startswith("conversation.")}
        elif name == "*":
            listed = re.findall(r"(?:^|(?<=, )|(?<=: )|(?<=list ))\w+(?=,|;| and|$)", text)
            if "City/State/Zip/Country" in text:
                parties = ("From", "To", "Caller", "Called")
                listed += [party + variant for party in parties for variant in VARIANTS]
            names |= set(listed)
    return names, any("*" in name or name.startswith("<") for name in variables)
