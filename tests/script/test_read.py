"""Tests, read from the tree of a file."""

from __future__ import annotations

import pytest

from flowc import Source, check, compile_text, parse
from flowc.play.happenings import Ending
from flowc.play.questions import HANGS_UP, SILENCE, Keys, Recorded, Reply, Words
from flowc.play.start import Start
from flowc.script.lines import (
    Acts,
    Avoids,
    Ends,
    ExpectsDeed,
    ExpectsRecording,
    ExpectsValue,
    ExpectsWarning,
    Hears,
    Passes,
    Script,
    Text,
    Waits,
)
from flowc.script.read import read_tests

FLOW = 'on call { menu: gather "?" { timeout -> end } }\n'


def read(*lines: str) -> Script:
    """The one test with these lines."""
    source = Source("a.flow", 'test "one" {\n' + "\n".join(lines) + "\n}\n")
    tests = read_tests(source, parse(source).file)
    assert [one.message for one in tests.diagnostics] == []
    (script,) = tests.scripts
    return script


def problem(line: str) -> tuple[str, str, str]:
    """What is wrong with a line: the message, the words at the place, and what is there."""
    source = Source("a.flow", f'test "one" {{\n{line}\n}}\n')
    tests = read_tests(source, parse(source).file)
    assert tests.scripts == ()
    (one,) = tests.diagnostics
    assert one.code == "FLW901"
    return one.message, one.span.text, one.help


# --- What begins a run


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("on call", Start()),
        ("on call from=+1777 to=+1888", Start("call", "+1777", "+1888")),
        ("on call CallStatus=ringing", Start("call", values={"CallStatus": "ringing"})),
        ('on message "Hello"', Start("message", body="Hello")),
        ('on conversation "Hello" from="ada"', Start("conversation", "ada", body="Hello")),
        ("on request { parameters { order = 42 } }", Start("request", parameters={"order": "42"})),
        ('on subflow { parameters { a = json("[1]") } }', Start("subflow", parameters={"a": [1]})),
    ],
)
def test_a_run_begins_as_the_test_says(line: str, start: Start) -> None:
    assert read(line).start == start


def test_a_test_without_a_beginning_is_a_call_at_noon() -> None:
    script = read()

    assert script.start == Start()
    assert script.clock().in_zone().hour == 12


def test_a_run_begins_at_a_time_and_each_run_has_a_clock_of_its_own() -> None:
    script = read('at "2026-12-24 18:30"')
    script.clock().advance(60)

    assert script.clock().in_zone().strftime("%d %H:%M") == "24 18:30"


# --- What happens


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("presses 1", Keys("1")),
        ('presses "12#"', Keys("12#")),
        ('presses "*"', Keys("*")),
        ('says "Yes."', Words("Yes.")),
        ("says yes confidence=0.25", Words("yes", 0.25)),
        ("silent", SILENCE),
        ("hangs-up", HANGS_UP),
        ("records 12s", Recorded(12)),
        ('records 2m key="#"', Recorded(120, "#")),
        ('writes "Hi"', Reply("Hi")),
        ('writes "" media=["https://a/1.png", "https://a/2.png"]', Reply("", ("https://a/1.png", "https://a/2.png"))),
        ('writes "" media="https://a/1.png"', Reply("", ("https://a/1.png",))),
    ],
)
def test_the_contact_does_something(line: str, answer: object) -> None:
    (one,) = read(line).lines

    assert isinstance(one, Acts)
    assert one.answer == answer
    assert one.span.text == line


@pytest.mark.parametrize(("line", "seconds"), [("waits 10m", 600), ("waits 1.5s", 1.5), ("waits 90", 90)])
def test_time_passes(line: str, seconds: float) -> None:
    (one,) = read(line).lines

    assert isinstance(one, Waits)
    assert one.seconds == seconds


def test_what_comes_from_outside_is_kept_apart_in_its_order() -> None:
    script = read(
        "given lookup status_code=404",
        "presses 1",
        'given desk callCompleted DialCallStatus="busy"',
        'given lookup body=json("{}") { headers { a = b } }',
    )

    assert [one.step.name for one in script.given] == ["lookup", "desk", "lookup"]
    assert script.given[1].event is not None
    assert script.given[1].event.name == "callCompleted"
    assert script.given[2].values == {"body": {}, "headers": {"a": "b"}}
    assert [one.values for one in script.outcomes()["lookup"]] == [{"status_code": "404"}, script.given[2].values]
    assert len(script.lines) == 1


def test_the_file_of_a_subflow_is_named() -> None:
    (one,) = read('subflow FW1 "./other.flow"').subflows

    assert (one.sid, one.path) == ("FW1", "./other.flow")


# --- What is expected


def test_texts_are_compared_in_three_ways() -> None:
    script = read('hears "a"', 'hears contains "b"', 'receives regex "c+"', 'hears contains("d")')

    assert [(one.text, one.by_message) for one in script.lines if isinstance(one, Hears)] == [
        (Text("a"), False),
        (Text("b", "contains"), False),
        (Text("c+", "regex"), True),
        (Text("d", "contains"), False),
    ]


@pytest.mark.parametrize("line", ["passes a, b", "passes a b", "passes [a, b]"])
def test_steps_are_listed_with_commas_or_without(line: str) -> None:
    (one,) = read(line).lines

    assert isinstance(one, Passes)
    assert [step.name for step in one.steps] == ["a", "b"]


def test_steps_are_avoided() -> None:
    (one,) = read('avoids "my step"').lines

    assert isinstance(one, Avoids)
    assert one.steps[0].name == "my step"


@pytest.mark.parametrize(
    ("line", "path", "text"),
    [
        ('expect flow.variables.name "Ada"', "flow.variables.name", Text("Ada")),
        ('expect menu.Digits contains "1"', "widgets.menu.Digits", Text("1", "contains")),
        ("expect widgets.menu.Digits unset", "widgets.menu.Digits", Text("", "unset")),
        ('expect menu.Digits "unset"', "widgets.menu.Digits", Text("unset")),
    ],
)
def test_a_variable_has_a_value(line: str, path: str, text: Text) -> None:
    (one,) = read(line).lines

    assert isinstance(one, ExpectsValue)
    assert (one.path, one.text) == (path, text)


def test_a_deed_is_expected_with_its_fields() -> None:
    script = read(
        'expect request lookup method=POST url=contains("orders") { parameters { order = "42" } }',
        "expect no message",
        "expect no dial desk",
    )
    one, other, third = script.lines

    assert isinstance(one, ExpectsDeed)
    assert one.step is not None
    assert (one.what, one.step.name, one.never) == ("request", "lookup", False)
    assert one.fields == {
        "method": Text("POST"),
        "url": Text("orders", "contains"),
        "parameters": {"order": Text("42")},
    }
    assert isinstance(other, ExpectsDeed)
    assert (other.what, other.step, other.never) == ("message", None, True)
    assert isinstance(third, ExpectsDeed)
    assert third.step is not None


def test_recordings_warnings_and_ends_are_expected() -> None:
    script = read("expect recording on", "expect recording off", "expect warning 81016", "expect no warning", "ends")
    kinds = [type(line) for line in script.lines]

    assert kinds == [ExpectsRecording, ExpectsRecording, ExpectsWarning, ExpectsWarning, Ends]
    assert [line.on for line in script.lines if isinstance(line, ExpectsRecording)] == [True, False]
    assert [(one.code, one.never) for one in script.lines if isinstance(one, ExpectsWarning)] == [
        (81016, False),
        (0, True),
    ]


def test_a_deed_of_the_kind_recording_is_something_else_than_the_state() -> None:
    (one,) = read("expect recording record_1 switch=on").lines

    assert isinstance(one, ExpectsDeed)


@pytest.mark.parametrize(
    ("line", "ending"),
    [
        ("ends", Ending.ENDED),
        ("ends hung-up", Ending.HUNG_UP),
        ("ends gone", Ending.GONE),
        ("ends ignored", Ending.IGNORED),
        ("ends stopped", Ending.STOPPED),
    ],
)
def test_a_run_ends_in_one_of_five_ways(line: str, ending: Ending) -> None:
    (one,) = read(line).lines

    assert isinstance(one, Ends)
    assert one.ending is ending


# --- What is wrong


@pytest.mark.parametrize(
    ("line", "message", "place"),
    [
        ("press 1", "`press` begins no line of a test", "press"),
        ("shouts", "`shouts` begins no line of a test", "shouts"),
        ("presses", "`presses` says too little", "presses"),
        ("presses 1 2", "`presses` says too much", "2"),
        ("presses one", "`one` are no keys", "one"),
        ("presses 1 hard=yes", "`presses` has no option `hard`", "hard"),
        ("presses 1 { parameters { a = 1 } }", "`presses` has no block `parameters`", "{ a = 1 }"),
        ("says yes confidence=high", "a confidence is a number from 0 to 1", "says yes confidence=high"),
        ("silent now", "`silent` says too much", "now"),
        ("waits long", "this is no duration", "long"),
        ("records [1]", "`records` wants a single value here", "[1]"),
        ("on foot", "no run begins by `foot`", "foot"),
        ("on message", "`message` and a text do not go together like this", "on message"),
        ('on call "Hello"', "`call` and a text do not go together like this", 'on call "Hello"'),
        ("on request { headers { a = 1 } }", "`on` has no block `headers`", "{ a = 1 }"),
        ('at "noon"', "`noon` is no time", '"noon"'),
        ("hears", "`hears` says too little", "hears"),
        ('hears "a" "b"', "`hears` compares with one text", '"a"'),
        ('hears regex "("', "this regular expression cannot be read: ", '"("'),
        ("expect nothing", "`expect` knows no `nothing` like this", "expect nothing"),
        ("expect flow.variables.x", "`expect` says too little", "expect flow.variables.x"),
        ("expect warning", "a warning has a code", "expect warning"),
        ("expect warning soon", "a warning has a code", "expect warning soon"),
        ("expect no", "`expect` says too little", "expect no"),
        ("expect request lookup { a { b { c = 1 } } }", "only values stand here", "b { c = 1 }"),
        ("expect request lookup { a b }", "only values stand here", "a b"),
        ("ends badly", "no run ends as `badly`", "badly"),
        ('given lookup body=json("{")', "this is no JSON: ", 'json("{")'),
        ("given lookup body=json()", "`json` takes one text", "json()"),
        ("given", "`given` says too little", "given"),
        ("subflow FW1", "`subflow` says too little", "subflow FW1"),
        ("x = 1", "a value stands outside of a line", "x = 1"),
        ("silent -> end", "a line of a test begins with its word, and leads nowhere", "silent -> end"),
        ("one: silent", "a line of a test begins with its word, and leads nowhere", "one: silent"),
        ("presses a: text", "only declarations have types", "a: text"),
    ],
)
def test_a_line_that_says_nothing_is_reported_at_its_place(line: str, message: str, place: str) -> None:
    found, at, _ = problem(line)

    assert found.startswith(message)
    assert at == place


@pytest.mark.parametrize(
    ("line", "help_"),
    [
        ("press 1", "did you mean `presses`?"),
        ("presses one", "keys are 0 to 9, `#` and `*`"),
        ("on calls", "did you mean `call`?"),
        ("expect requests", "did you mean `request`?"),
        ("ends hung_up", "did you mean `hung-up`?"),
        ("hangs-up now", "for example `hangs-up`"),
    ],
)
def test_a_report_says_what_to_write(line: str, help_: str) -> None:
    assert problem(line)[2] == help_


def test_a_run_begins_once_and_first() -> None:
    assert problem("presses 1\non call")[0] == "a run begins once, and first"
    assert problem('on message "a"\non message "b"')[0] == "a run begins once, and first"


@pytest.mark.parametrize("text", ["test { silent }", 'test "a"', 'test "a" "b" { }', "test name { silent }"])
def test_a_test_has_a_name_and_a_block(text: str) -> None:
    source = Source("a.flow", text + "\n")

    (one,) = read_tests(source, parse(source).file).diagnostics

    assert one.message == "a test has a name and a block"


def test_all_that_is_wrong_is_reported_and_other_tests_are_kept() -> None:
    source = Source("a.flow", 'test "a" { press 1; shout }\ntest "b" { silent }\n')

    tests = read_tests(source, parse(source).file)

    assert len(tests.diagnostics) == 2
    assert [script.name for script in tests.scripts] == ["b"]


def test_of_two_tests_of_one_name_the_second_is_reported() -> None:
    source = Source("a.flow", 'test "a" { silent }\ntest "a" { presses 1 }\n')

    (one,) = read_tests(source, parse(source).file).diagnostics

    assert (one.code, one.span.line, one.notes[0].span and one.notes[0].span.line) == ("FLW906", 2, 1)


# --- In a flow


def test_tests_are_no_part_of_what_a_flow_compiles_to() -> None:
    with_test = compile_text(FLOW + 'test "a" { silent; ends }\n')

    assert with_test.definition == compile_text(FLOW).definition
    assert [one.code for one in with_test.diagnostics] == [one.code for one in compile_text(FLOW).diagnostics]


@pytest.mark.parametrize(
    ("line", "code", "place", "help_"),
    [
        ("passes menü", "FLW902", "menü", "there is only `menu`"),
        ("avoids menus", "FLW902", "menus", "did you mean `menu`?"),
        ("given menus timeout", "FLW902", "menus", "did you mean `menu`?"),
        ("expect request menus", "FLW902", "menus", "did you mean `menu`?"),
        ('expect menus.Digits "1"', "FLW902", 'expect menus.Digits "1"', "did you mean `menu`?"),
        ("given menu timeouts", "FLW905", "timeouts", "did you mean `timeout`?"),
    ],
)
def test_a_name_that_the_flow_does_not_have_is_reported(line: str, code: str, place: str, help_: str) -> None:
    found = check(FLOW + f'test "a" {{ {line} }}\n').diagnostics

    if place == "menü":
        # The language has no such words: in quotes it is a name.
        assert found
        return
    (one,) = (one for one in found if one.code.startswith("FLW9"))
    trigger_aside = one.help.replace("the steps are `Trigger` and `menu`", "there is only `menu`")
    assert (one.code, one.span.text, trigger_aside) == (code, place, help_)


def test_a_flow_with_errors_has_no_names_to_look_up() -> None:
    found = check('on call { sya "Hello" }\ntest "a" { passes nowhere }\n').diagnostics

    assert [one.code for one in found] == ["FLW101"]


def test_a_test_in_a_body_is_misplaced() -> None:
    assert [one.code for one in check('on call { say "Hi"; test "a" { silent } }').diagnostics] == ["FLW113"]
