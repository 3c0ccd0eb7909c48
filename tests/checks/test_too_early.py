"""FLW302: a recording only after somebody has spoken to the caller, on every path by itself."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short

TOO_EARLY = ("FLW302", "error")
DOUBTFUL = ("FLW302", "warning")

GREETINGS = [
    'say "hello"',
    'play "https://example.com/hello.mp3"',
    'digits "1"',
    'gather "how are you?"',
    'gather play="https://example.com/hello.mp3"',
    'menu "one?" { 1 -> next; none, timeout -> next }',
]


@pytest.mark.parametrize("greeting", GREETINGS)
def test_after_a_greeting_a_recording_may_begin(greeting: str) -> None:
    assert short(f"on call {{\n{greeting}\nrecord on\n}}") == []


@pytest.mark.parametrize("switch", ["on", "off"])
def test_a_recording_may_not_stand_first(switch: str) -> None:
    assert short(f"on call {{\nrecord {switch}\n}}") == [(*TOO_EARLY, 2)]


SILENT = [
    "gather",
    'gather ""',
    "set a=1",
    'http GET "https://example.com"',
    'send "x"',
    "stream stop",
    "split flow.variables.a { else -> next }",
]


@pytest.mark.parametrize("statement", SILENT)
def test_what_does_not_speak_is_no_greeting(statement: str) -> None:
    assert short(f"on call {{\n{statement}\nrecord on\n}}") == [(*TOO_EARLY, 3)]


def test_one_silent_path_is_an_error_however_many_others_speak() -> None:
    branches = " else ".join(f'if flow.variables.a equal_to {number} {{ say "{number}" }}' for number in range(9))

    assert short(f"on call {{\n{branches}\nrecord on\n}}") == [(*TOO_EARLY, 3)]


def test_a_say_on_one_branch_does_not_cover_the_other() -> None:
    text = 'on call {\nif flow.variables.a is_blank {\nsay "x"\n}\nrecord on\n}'

    assert short(text) == [(*TOO_EARLY, 5)]


def test_a_say_on_both_branches_covers_both() -> None:
    assert short('on call {\nif flow.variables.a is_blank { say "x" } else { say "y" }\nrecord on\n}') == []


def test_a_branch_that_does_not_come_back_need_not_speak() -> None:
    assert short('on call {\nif flow.variables.a is_blank { say "x" } else { -> end }\nrecord on\n}') == []


def test_a_loop_back_does_not_excuse_the_first_pass() -> None:
    text = 'on call {\nagain: record on\ngather "x"\n-> again\n}'

    assert short(text) == [(*TOO_EARLY, 2)]


def test_a_loop_back_behind_a_greeting_needs_no_other() -> None:
    assert short('on call {\nsay "x"\nagain: record on\ndial number +15550101\nrecord off\n-> again\n}') == []


def test_a_greeting_on_the_way_to_a_failure_exit_counts_there_only() -> None:
    text = 'on call {\nhttp GET "https://example.com" {\nfailed { say "sorry"; record on }\n}\nrecord on\n}'

    assert short(text) == [(*TOO_EARLY, 5)]


def test_a_gather_counts_on_each_of_its_exits() -> None:
    assert short('on call {\ng: gather "x" { timeout { record on; -> end }; speech -> end }\nrecord on\n}') == []


def test_a_greeting_before_another_entry_does_not_cover_this_one() -> None:
    text = 'on call { -> go }\nsection hello { say "x"; -> go }\nsection go { record on }\non subflow -> hello'

    assert short(text) == [(*TOO_EARLY, 3)]


def test_a_say_behind_an_arrow_that_skips_it_does_not_count() -> None:
    assert short('on call {\n-> go\nsay "x"\ngo: record on\n}') == [("FLW404", "warning", 3), (*TOO_EARLY, 4)]


@pytest.mark.parametrize(
    "statement",
    [
        "dial number +15550100",
        "voicemail",
        "pay payment_connector=Default",
        "agent connector_name=Helper",
        'relay "wss://example.com"',
        'redirect "https://example.com"',
    ],
)
def test_where_only_something_else_answered_the_call_it_is_a_warning(statement: str) -> None:
    assert short(f"on call {{\n{statement}\nrecord on\n}}") == [(*DOUBTFUL, 3)]


def test_a_call_that_was_answered_and_then_spoken_to_is_fine() -> None:
    assert short('on call {\nvoicemail\nsay "x"\nrecord on\n}') == []


SUBFLOW = "subflow FW0123456789abcdef0123456789abcdef { failed -> end }"


def test_a_subflow_may_have_spoken_and_that_is_a_warning() -> None:
    found = only(f"on call {{\n{SUBFLOW}\nrecord on\n}}")

    assert (found.code, found.severity.value) == DOUBTFUL
    assert found.label == "on one path it is not known whether one of these has run"


def test_a_subflow_after_a_greeting_changes_nothing() -> None:
    assert short(f'on call {{\nsay "x"\n{SUBFLOW}\nrecord on\n}}') == []


def test_the_worst_of_the_paths_is_told() -> None:
    branch = f"if flow.variables.a is_blank {{ {SUBFLOW} }} else if flow.variables.a equal_to 1 {{ voicemail }}"

    assert short(f"on call {{\n{branch}\nrecord on\n}}") == [(*TOO_EARLY, 3)]
    assert short(f"on call {{\n{branch} else {{ -> end }}\nrecord on\n}}") == [(*DOUBTFUL, 3)]
    assert only(f"on call {{\n{branch} else {{ -> end }}\nrecord on\n}}").label.startswith("on one path the call was")


def test_an_entry_from_another_flow_raises_nothing() -> None:
    assert short("on subflow {\nrecord on\n}") == []


def test_a_widget_of_an_unknown_type_may_have_done_anything() -> None:
    assert short('on call {\nraw "some-type" { done -> next }\nrecord on\n}') == []


def test_one_silent_path_to_two_recordings_is_one_mistake() -> None:
    found = only("on call {\nrecord on\nset a=1\nrecord off\n}")

    assert found.span.line == 2
    assert ("`record` here as well", 4) in [(note.message, note.span.line) for note in found.notes if note.span]


def test_two_silent_paths_to_two_recordings_are_two_mistakes() -> None:
    text = "on call {\nif flow.variables.a is_blank {\nrecord on\n} else {\nrecord off\n}\n}"

    assert short(text) == [(*TOO_EARLY, 3), (*TOO_EARLY, 5)]


def test_several_silent_paths_to_one_recording_are_one_mistake() -> None:
    text = "on call {\nif flow.variables.a is_blank { set b=1 } else { set b=2 }\nrecord on\n}"

    assert short(text) == [(*TOO_EARLY, 3)]


def test_an_error_on_one_path_and_a_doubt_further_on_are_told_apart() -> None:
    text = "on call {\nrecord on\ndial number +15550101\nrecord off\n}"

    assert short(text) == [(*TOO_EARLY, 2), (*DOUBTFUL, 4)]


def test_a_recording_that_nothing_leads_to_is_not_judged() -> None:
    assert short('on call { say "x" }\nsection lost { record on }') == [("FLW404", "warning", 2)]


def test_the_finding_says_why_and_how_to_mend_it() -> None:
    found = only("on call {\nrecord on\n}")

    assert found.message == "`record` must stand after `say-play` or `gather-input-on-call` on every path"
    assert "21220" in found.why
    assert found.help == "put a `say`, a `play` or a `gather` with a prompt before it on this path"
    assert found.url.startswith("https://www.twilio.com/docs/")


def test_a_greeting_that_was_not_understood_is_not_missed_besides() -> None:
    assert [code for code, *_ in short('on call {\nsya "x"\nrecord on\n}')] == ["FLW101"]
