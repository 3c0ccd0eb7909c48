"""What Twilio would refuse today is mended, each with a note that says what, where, and what it became."""

from __future__ import annotations

from typing import Any

import pytest
from tests.definitions.changed import GONE, changed
from tests.definitions.facts import facts, read, written
from tests.definitions.owls import owls

from flowc.diagnostics import Severity

CONDITION = "states/3/transitions/1/conditions"
CASE: dict[str, Any] = owls()["states"][3]["transitions"][1]["conditions"][0]

# Of each: what is changed, the note, what is underlined, and which path of the sound flow it became.
MENDED: list[tuple[str, Any, str, str | None, str, Any]] = [
    # The definition
    ("initial_state", GONE, "`initial_state` is missing: it became `Trigger`, the trigger (`#`)", "{", "", None),
    ("initial_state", "Begin", "`initial_state` names no state: it became `Trigger`, the trigger", '"Begin"', "", None),
    ("initial_state", None, "`initial_state` names no state: it became `Trigger`, the trigger", "null", "", None),
    ("$schema", "x", "the key `$schema` of the definition means nothing in a flow: left out", '"$schema"', "", None),
    ("description", None, "`null` is no description: left out", "null", "description", GONE),
    ("description", 7, "a number is no description: left out", "7", "description", GONE),
    ("flags", None, "`flags` without `allow_concurrent_calls`: left out", "null", "flags", GONE),
    (
        "flags/allow_concurrent_calls",
        "true",
        "a text is no `allow_concurrent_calls`: left out",
        '"true"',
        "flags",
        GONE,
    ),
    ("flags/fast", True, "the key `fast` of `flags` means nothing in a flow: left out", '"fast"', "", None),
    # States
    ("states/1/sid", "FF1", "the key `sid` of a state means nothing in a flow: left out", '"sid"', "", None),
    ("states/0/properties/say", "Hello", "the trigger has no property `say`: left out", '"Hello"', "", None),
    ("states/5/properties", GONE, "the properties are missing: they became `{}`", "{", "states/5/properties", {}),
    ("states/5/properties", None, "the properties are `null`: they became `{}`", "null", "states/5/properties", {}),
    # Values
    ("states/4/properties/timeout", 60, 'Twilio wants a text for `timeout`: `60` became `"60"`', "60", "", None),
    (
        "states/4/properties/timeout",
        6.5,
        'Twilio wants a text for `timeout`: `6.5` became `"6.5"`',
        "6.5",
        "states/4/properties/timeout",
        "6.5",
    ),
    (
        "states/1/properties/say",
        True,
        'Twilio wants a text for `say`: `true` became `"true"`',
        "true",
        "states/1/properties/say",
        "true",
    ),
    ("states/2/properties/timeout", "5", 'Twilio wants a number for `timeout`: `"5"` became `5`', '"5"', "", None),
    (
        "states/2/properties/stop_gather",
        "true",
        'Twilio wants a boolean for `stop_gather`: `"true"` became `true`',
        '"true"',
        "",
        None,
    ),
    (
        "states/2/properties/number_of_digits",
        None,
        "Twilio takes no `null` for `number_of_digits`: left out",
        "null",
        "states/2/properties/number_of_digits",
        GONE,
    ),
    (
        "states/3/properties/input",
        7,
        'Twilio wants a text for `input`: `7` became `"7"`',
        "7",
        "states/3/properties/input",
        "7",
    ),
    (
        "states/3/properties/input",
        GONE,
        "`input` is missing: it became `{{widgets.menu.Digits}}`, which the conditions look at",
        '"choice"',
        "",
        None,
    ),
    # Transitions
    (
        "states/1/transitions/0/next",
        "gone",
        "the transition leads to `gone`, which does not exist: it ends the flow",
        '"gone"',
        "states/1/transitions/0/next",
        GONE,
    ),
    (
        "states/1/transitions/0/next",
        None,
        "the transition leads to `null`: it ends the flow",
        "null",
        "states/1/transitions/0/next",
        GONE,
    ),
    (
        "states/1/transitions/0/next",
        "",
        "the transition leads to an empty text: it ends the flow",
        '""',
        "states/1/transitions/0/next",
        GONE,
    ),
    (
        "states/1/transitions/0/name",
        "x",
        "the key `name` of a transition means nothing in a flow: left out",
        '"name"',
        "",
        None,
    ),
    (
        "states/4/transitions/3",
        {"event": "callFailure", "next": "menu"},
        "the event `callFailure` is listed twice: the first stays",
        '"callFailure"',
        "",
        None,
    ),
    (
        "states/3/transitions/2",
        {"event": "noMatch"},
        "the event `noMatch` is listed twice: the first stays",
        '"noMatch"',
        "",
        None,
    ),
    ("states/4/transitions/3", {"next": "menu"}, "a transition without an event (to `menu`): left out", "{", "", None),
    ("states/4/transitions/3", {"event": None}, "a transition without an event: left out", "null", "", None),
    ("states/4/transitions/3", {"event": "", "odd": 1}, "a transition without an event: left out", '""', "", None),
    (
        "states/4/transitions/3",
        {"event": "hangup", "next": "menu"},
        "Send To Flex has no event `hangup` (to `menu`): left out (`#/states/4/transitions/3/event`)",
        '"hangup"',
        "",
        None,
    ),
    (
        "states/0/transitions/5",
        {"event": "incoming"},
        "Trigger (Start) has no event `incoming`: left out (`#/states/0/transitions/5/event`)",
        '"incoming"',
        "",
        None,
    ),
    (
        "states/2/transitions/1",
        GONE,
        "the event `speech` is missing: listed, and the flow ends there (`#/states/2/transitions`)",
        '"menu"',
        "",
        None,
    ),
    (
        "states/0/transitions/4",
        GONE,
        "the event `incomingParent` is missing: listed, and the flow ends there (`#/states/0/transitions`)",
        '"Trigger"',
        "",
        None,
    ),
    (
        "states/3/transitions/0",
        GONE,
        "the event `noMatch` is missing: listed, and the flow ends there (`#/states/3/transitions`)",
        '"choice"',
        "states/3/transitions/0",
        {"event": "noMatch"},
    ),
    # Conditions
    ("states/1/transitions/0/conditions", [], "`[]` says no condition: left out", "[]", "", None),
    ("states/1/transitions/0/conditions", None, "`null` says no condition: left out", "null", "", None),
    (
        "states/1/transitions/0/conditions",
        [CASE],
        "conditions on a transition that is no case: left out",
        None,
        "",
        None,
    ),
    (
        "states/3/transitions/0/conditions",
        [CASE],
        "conditions on a transition that is no case: left out",
        None,
        "",
        None,
    ),
    (
        CONDITION,
        [],
        "a `match` without a condition never holds: left out (`#/states/3/transitions/1`)",
        '"match"',
        "states/3/transitions/1",
        GONE,
    ),
    (
        CONDITION,
        GONE,
        "a `match` without a condition never holds: left out (`#/states/3/transitions/1`)",
        '"match"',
        "states/3/transitions/1",
        GONE,
    ),
    (
        f"{CONDITION}/0/arguments",
        GONE,
        "a condition without an argument: it became `{{widgets.menu.Digits}}`, the input of the split",
        "{",
        "",
        None,
    ),
    (
        f"{CONDITION}/0/arguments",
        [],
        "a condition without an argument: it became `{{widgets.menu.Digits}}`, the input of the split",
        "[]",
        "",
        None,
    ),
    (
        f"{CONDITION}/0/arguments",
        None,
        "a condition without an argument: it became `{{widgets.menu.Digits}}`, the input of the split",
        "null",
        "",
        None,
    ),
    (
        f"{CONDITION}/0/arguments",
        [3],
        'Twilio wants a text here: `3` became `"3"` (`#/states/3/transitions/1/conditions/0/arguments/0`)',
        "3",
        f"{CONDITION}/0/arguments",
        ["3"],
    ),
    (f"{CONDITION}/0/value", 1, 'Twilio wants a text here: `1` became `"1"`', "1", "", None),
    (f"{CONDITION}/0/value", GONE, "`value` is missing: it became an empty text", "{", f"{CONDITION}/0/value", ""),
    (
        f"{CONDITION}/0/friendly_name",
        GONE,
        "`friendly_name` is missing: it became `If value equal_to 1`",
        "{",
        f"{CONDITION}/0/friendly_name",
        "If value equal_to 1",
    ),
    (
        f"{CONDITION}/0/friendly_name",
        None,
        "`friendly_name` is `null`: it became `If value equal_to 1`",
        "null",
        f"{CONDITION}/0/friendly_name",
        "If value equal_to 1",
    ),
    (f"{CONDITION}/0/uuid", "x", "the key `uuid` of a condition means nothing in a flow: left out", '"uuid"', "", None),
    # Offsets
    (
        "states/1/properties/offset",
        None,
        "this offset is no pair of numbers: the widget is placed anew",
        "null",
        "",
        None,
    ),
    (
        "states/1/properties/offset",
        {"x": 1},
        "this offset is no pair of numbers: the widget is placed anew",
        None,
        "",
        None,
    ),
    (
        "states/1/properties/offset",
        {"x": 1, "y": "2"},
        "this offset is no pair of numbers: the widget is placed anew",
        None,
        "",
        None,
    ),
    (
        "states/1/properties/offset",
        {"x": True, "y": 2},
        "this offset is no pair of numbers: the widget is placed anew",
        None,
        "",
        None,
    ),
    (
        "states/1/properties/offset",
        {"x": 1.0, "y": -2.6},
        "an offset holds whole numbers: it became 1, -3",
        None,
        "states/1/properties/offset",
        {"x": 1, "y": -3},
    ),
    (
        "states/1/properties/offset",
        {"x": 1, "y": 2, "z": 3},
        "an offset has no `z`: left out",
        None,
        "states/1/properties/offset",
        {"x": 1, "y": 2},
    ),
]


@pytest.mark.parametrize(
    ("path", "value", "message", "place", "became_path", "became"),
    MENDED,
    ids=[f"{path} {value}"[:60] for path, value, *_ in MENDED],
)
def test_it_is_mended_with_one_note(
    path: str, value: object, message: str, place: str | None, became_path: str, became: object
) -> None:
    found = read(changed(path, value))
    expected = changed(became_path, became) if became_path else owls()

    (note,) = found.diagnostics
    assert (note.code, note.severity) == ("FLW803", Severity.INFO)
    assert note.message == (message if message.endswith("`)") else f"{message} (`#/{path}`)")
    assert note.label
    if place is not None:
        assert note.span.text == place
    assert facts(written(found)) == facts(expected)
