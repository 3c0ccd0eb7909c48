"""What the target cannot do is told when compiling, at the option, and never on a call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.backends.twiml.bundle_of import call, findings

from flowc import check, compile_bundle
from flowc.backends.twiml.names import module_name
from flowc.backends.twiml.spoken import speaks
from flowc.diagnostics.render import FORMATS
from flowc.language import TRIGGER_TYPE
from flowc.resources import runtime_steps
from flowc.vocabulary import standard_vocabulary

# Whose names are all that Twilio publishes, and what it has retired.
GUESSES = (
    *("add-member-to-chat-channel", "create-chat-channel", "create-task", "run-function-v2"),
    *("understand", "update-sync-object"),
)
RETIRED = ("send-to-auto-pilot",)
PAY = "hangup, payInterrupted, maxFailedAttempts, providerError, validationError -> end"
DRAWN = {
    "nothing-known": 'on call {\n  raw "send-pigeon" { done -> end }\n}\n',
    "own": 'widget pigeon "send-pigeon" {\n  exit done main\n}\non call {\n  pigeon\n}\n',
    "retired": 'on call {\n  raw "send-to-auto-pilot" { sessionEnded, failure, timeout -> end }\n}\n',
    "value": f"on call {{\n  pay payment_connector=stripe {{\n    max_attempts = 5\n    {PAY}\n  }}\n}}\n",
    "word": f'on call {{\n  pay payment_connector=stripe language="en-us" {{ {PAY} }}\n}}\n',
    "tag": "on call {\n  say \"Hi <amazon:effect name='whispered'>you</amazon:effect>\" voice=Polly.Joanna\n}\n",
    "property": 'on call {\n  say "Hi" { property "x own" = 1 }\n}\n',
    "terraform": 'on call {\n  split flow.variables.x {\n    "${var.code}" -> end\n    else -> end\n  }\n}\n',
    "block": 'block question(wait: seconds) {\n  gather "Hi" timeout=wait { timeout -> end }\n}\n'
    "on call {\n  question 0s\n}\n",
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_finding_is_drawn_at_what_it_is_about(name: str, golden: Callable[[Path, str], None]) -> None:
    found = findings(DRAWN[name])

    assert found
    golden(Path("tests/backends/twiml/golden/findings") / f"{name}.txt", FORMATS["text"](found, False))


@pytest.mark.parametrize(
    ("statement", "code", "place"),
    [
        (
            "dial conference CF0123456789abcdef0123456789abcdef { hangup -> end }",
            "FLW703",
            "CF0123456789abcdef0123456789abcdef",
        ),
        (
            f"dial number-multi [{', '.join(f'+1555010{n}' for n in range(11))}] {{ hangup -> end }}",
            "FLW703",
            f"[{', '.join(f'+1555010{n}' for n in range(11))}]",
        ),
        ('stream start url="wss://example.com/a?b=c"', "FLW703", '"wss://example.com/a?b=c"'),
        ('relay "https://example.com" { failed -> end }', "FLW703", '"https://example.com"'),
        ('gather "Hi" number_of_digits=0 { timeout -> end }', "FLW702", "0"),
        ('relay "wss://example.com" tts_provider=google { failed -> end }', "FLW702", "google"),
        ('raw "create-task" {}', "FLW701", 'raw "create-task"'),
    ],
)
def test_what_has_no_form_is_told_at_its_place(statement: str, code: str, place: str) -> None:
    (found,) = findings(call(statement))

    assert (found.code, found.span.text) == (code, place)
    assert found.help


def test_of_what_is_declared_only_retired_types_and_those_known_by_name_alone_are_refused() -> None:
    """With `raw` types that nothing declares, and an agent in a Conversation (FLW703), that is all."""
    types = standard_vocabulary().types
    refused = {
        name for name in types if name != TRIGGER_TYPE and not speaks(name) and module_name(name) not in runtime_steps()
    }

    assert refused <= {name for name, type_ in types.items() if type_.is_guess or type_.deprecated}
    assert sorted(refused) == sorted((*GUESSES, *RETIRED))


@pytest.mark.parametrize("type_", [*GUESSES, *RETIRED, "send-pigeon"])
def test_each_of_them_and_a_raw_type_that_nobody_declares_is_refused_by_its_name(type_: str) -> None:
    found = [one for one in findings(call(f'raw "{type_}" {{}}')) if one.code == "FLW701"]

    assert [one.message.partition(" ")[0] for one in found] == [f"`{type_}`"]


def test_an_agent_in_a_conversation_is_refused_where_it_says_so() -> None:
    text = """on conversation {
      agent channel=conversations { completed, failed, timeout, live-agent-handoff -> end }
    }"""

    assert [(one.code, one.span.text) for one in findings(text)] == [("FLW703", "conversations")]


def test_an_agent_in_a_conversation_and_a_session_that_is_taken_up_are_refused() -> None:
    text = """on conversation {
      raw "connect-virtual-agent-v2" {
        property connector_name = json("\\"cx\\"")
        property channel = json("\\"conversations\\"")
        property session_behavior = json("\\"resume\\"")
        property resume_session_event_name = json("\\"go\\"")
        completed -> end
      }
    }"""

    assert [one.code for one in findings(text)] == ["FLW703", "FLW703", "FLW703"]


def test_a_flow_for_studio_hears_nothing_of_it() -> None:
    for text in DRAWN.values():
        assert not [one for one in check(text).diagnostics if one.code.startswith("FLW7")]


def test_values_are_looked_at_where_nothing_else_is_wrong() -> None:
    text = 'on call { gather "Hi" timeout=0s { timeout -> nowhere }; raw "create-task" {} }'

    assert [one.code for one in findings(text)] == ["FLW701"]


def test_a_value_with_liquid_is_left_to_the_call() -> None:
    assert findings(call('gather "Hi" speech_timeout="{{flow.variables.t}}" { timeout -> end }')) == []


def test_a_finding_cannot_be_allowed() -> None:
    text = 'on call {\n  # flowc: allow FLW701 because it is a test\n  raw "create-task" {}\n}\n'

    assert findings(text)


def test_a_mistake_makes_no_files() -> None:
    compiled = compile_bundle(DRAWN["value"])

    assert compiled.files is None
    assert not compiled.is_module


def test_a_file_that_only_declares_makes_no_files_and_no_error() -> None:
    compiled = compile_bundle('block greet {\n  say "Hi"\n}\n')

    assert (compiled.files, compiled.is_module) == (None, True)
