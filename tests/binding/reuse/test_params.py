"""`param name: type = default`: values that are given when compiling."""

from __future__ import annotations

import pytest
from tests.binding.reuse.texts import found, notes, only, says, settings, short, widgets

from flowc.values import Values

SAY_X = "on call { say x }"


def test_a_param_without_a_value_has_its_default() -> None:
    assert says(f'param x: text = "Hello"\n{SAY_X}') == {"say_1": "Hello"}


def test_a_value_that_is_given_wins_over_the_default() -> None:
    assert says(f'param x: text = "Hello"\n{SAY_X}', given={"x": "Good day"}) == {"say_1": "Good day"}


def test_a_param_may_stand_behind_its_uses() -> None:
    assert says(f'{SAY_X}\nparam x: text = "Hello"') == {"say_1": "Hello"}


def test_a_param_without_default_and_value_is_one_error_at_its_name() -> None:
    finding = only("param x: text\non call { say x; say x }")

    assert (finding.code, finding.span.text) == ("FLW125", "x")
    assert finding.help == "give it when compiling, `--set x=…`, or in a file of `--values`"


def test_where_values_could_not_be_read_no_param_is_missed() -> None:
    assert short(f"param x: text\n{SAY_X}", given=Values(complete=False)) == []


@pytest.mark.parametrize(
    ("type_", "statement", "value", "name", "json"),
    [
        ("text", "say x", "5", "say", "5"),
        ("text", "say x", "a, b", "say", "a, b"),
        ("text", "say x", "on", "say", "on"),
        ("url", "play x", "https://example.com/a b", "play", "https://example.com/a b"),
        ("integer", 'say "a" loop=x', "3", "loop", 3),
        ("number", 'say "a" loop=x', "3", "loop", 3),
        ("switch", "record x", "on", "record_call", True),
        ("switch", "record x", "false", "record_call", False),
        ("mono | dual", "record on channels=x", "mono", "recording_channels", "mono"),
        ("voice", 'say "a" voice=x', "Polly.Joanna", "voice", "Polly.Joanna"),
        ("locale", 'say "a" language=x', "en-GB", "language", "en-GB"),
        ("seconds", 'gather "a" timeout=x', "5s", "timeout", 5),
        ("seconds", 'gather "a" timeout=x', "7", "timeout", 7),
        ("key", 'gather "a" finish_on_key=x', "#", "finish_on_key", "#"),
        ("phone", "dial number x", "+15550100", "to", "+15550100"),
        ("phone", "dial number x", "15550100", "to", "15550100"),
        ("list(text)", 'gather "a" hints=x', "a, b", "hints", "a,b"),
        (
            "set(in-progress, completed)",
            "record on events=x",
            "completed,in-progress",
            "recording_status_callback_events",
            "completed in-progress",
        ),
    ],
)
def test_a_setting_is_read_as_its_type_wants(type_: str, statement: str, value: str, name: str, json: object) -> None:
    text = f'param x: {type_}\non call {{ say "Hello"; w: {statement} }}'

    assert widgets(text, given=settings(x=value))["w"][name] == json


@pytest.mark.parametrize(
    ("type_", "statement", "value", "name", "json"),
    [
        ("integer", 'say "a" loop=x', 3, "loop", 3),
        ("text", "say x", 3, "say", "3"),
        ("switch", "record x", True, "record_call", True),
        ("list(text)", 'gather "a" hints=x', ["a", 2], "hints", "a,2"),
        ("text", "say x", 'a "quote" and a \\', "say", 'a "quote" and a \\'),
        ("text", "say x", "two\nlines", "say", "two\nlines"),
        ("text", "say x", "", "say", ""),
        ("text", "say x", "{{flow.variables.y}}", "say", "{{flow.variables.y}}"),
    ],
)
def test_a_value_of_a_program_keeps_its_type(
    type_: str, statement: str, value: str | int | list[object], name: str, json: object
) -> None:
    text = f'param x: {type_}\non call {{ say "Hello"; w: {statement} }}'

    assert widgets(text, given={"x": value})["w"][name] == json  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("type_", "value", "code"),
    [
        ("integer", "three", "FLW201"),
        ("integer", "0.5", "FLW201"),
        ("mono | dual", "stereo", "FLW202"),
        ("switch", "maybe", "FLW201"),
        ("seconds", "soon", "FLW201"),
        ("flow-sid", "CA0123456789abcdef0123456789abcdef", "FLW211"),
        ("flow-sid", "FW0", "FLW211"),
        ("set(a, b)", "a,c", "FLW202"),
        ("integer", "{{flow.variables.n}}", "FLW213"),
    ],
)
def test_a_value_of_another_type_is_an_error_at_the_value_with_the_declaration(
    type_: str, value: str, code: str
) -> None:
    finding = only(f"param x: {type_}\n{SAY_X}", given=settings(x=value))

    assert (finding.code, finding.span.source.path, finding.span.text) == (code, "--set", value)
    assert notes(finding)[0] == ("`x` is declared here", "x")
    assert finding.fixes == ()


def test_a_value_never_refers_to_names_of_the_file() -> None:
    text = 'const secret = "s"\nparam x: text\non call { g: gather secret; say x }'
    finding = only(text, given=settings(x="{{const.secret}}"))

    assert (finding.code, finding.span.source.path) == ("FLW111", "--set")
    assert says(text, given=settings(x="secret"))["say_1"] == "secret"


def test_none_as_a_value_leaves_out_what_the_param_is_used_for() -> None:
    text = 'param x: url\non call { say "a"; w: record on callback=x }'

    assert "recording_status_callback" not in widgets(text, given=settings(x="none"))["w"]
    assert "recording_status_callback" in widgets(text, given=settings(x="https://example.com"))["w"]


def test_a_default_of_none_leaves_out_what_the_param_is_used_for() -> None:
    assert widgets('param x: voice = none\non call { say "a" voice=x }') == {"say_1": {"say": "a"}}


def test_none_where_a_value_is_needed_is_told_with_the_place_that_says_none() -> None:
    finding = only("param x: text = none\non call { say x }")

    assert (finding.code, finding.span.text, finding.label) == ("FLW204", "x", "stands for `none`")
    assert notes(finding) == [("`x` is `none` here", "none")]


def test_none_is_itself_where_a_text_is_wanted() -> None:
    assert says("param x: text\non call { say x }", given=settings(x="none")) == {"say_1": "none"}


def test_a_wrong_default_is_one_error_at_the_default() -> None:
    text = 'param x: integer = "many"\non call { say "a" loop=x; say "b" loop=x; say "{{param.x}}" }'

    assert short(text) == [("FLW201", '"many"')]


def test_a_wrong_default_is_told_even_where_a_right_value_is_given() -> None:
    assert short('param x: integer = "many"\non call { say "a" loop=x }', given={"x": 2}) == [("FLW201", '"many"')]


def test_a_default_may_be_a_const_and_another_param() -> None:
    assert says('param x: text = y\nparam y: text = z\nconst z = "Z"\non call { say x }') == {"say_1": "Z"}


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("param", "param"),
        ("param x", "x"),
        ("param x = 5", "x = 5"),
        ("param x: text y: text", "y: text"),
        ("param x: text -> y", "-> y"),
        ("param x: text { }", "{ }"),
        ("l: param x: text", "l:"),
        ("param x: pairs()", "x: pairs()"),
        ("param x: record(a: text)", "x: record(a: text)"),
        ("param x: [text]", "[text]"),
        ("param x: duration", "duration"),
        ("param x: txt", "txt"),
    ],
)
def test_a_param_that_declares_nothing_is_one_error(line: str, place: str) -> None:
    assert short(f'{line}\non call {{ say "a" }}') == [("FLW120", place)]


def test_a_type_that_there_is_not_is_told_with_some_that_there_are() -> None:
    finding = only('param x: duration = 5s\non call { say "a" loop=x }')

    assert finding.message == "there is no type `duration`"
    assert "`seconds`" in finding.help
    assert only('param x: integr = 5\non call { say "a" loop=x }').message.endswith("did you mean `integer`?")


def test_two_params_of_one_name_are_an_error_with_both_places() -> None:
    finding = only('param x: text = "a"\nparam x: text = "b"\non call { say x }')

    assert (finding.code, finding.span.line) == ("FLW103", 2)
    assert [note.span.line for note in finding.notes if note.span] == [1]


def test_a_param_and_a_const_share_their_names() -> None:
    assert short('const x = "a"\nparam x: text = "b"\non call { say x }') == [("FLW103", "x")]


def test_a_param_that_nothing_uses_is_a_warning() -> None:
    finding = only('param x: text = "a"\non call { say "b" }')

    assert (finding.code, finding.severity.value, finding.span.text) == ("FLW128", "warning", "x")


@pytest.mark.parametrize(
    "use",
    [
        "say x",
        'say "{{param.x}}"',
        'say "{{ flow.data.y | append: param.x }}"',
        "set { a = x }",
        'property_of: raw "some-type" { property "a" = x }',
        "if flow.data.y equal_to x -> end",
    ],
)
def test_every_kind_of_use_counts(use: str) -> None:
    assert [code for code, _ in short(f'param x: text = "a"\non call {{ {use} }}')] == []


def test_a_use_in_another_value_counts() -> None:
    assert short('param x: text = "a"\nconst y = "{{param.x}}"\non call { say y }') == []


def test_a_value_that_no_param_takes_is_an_error_that_names_the_nearest() -> None:
    finding = only('param greeting: text = "a"\non call { say greeting }', given=settings(greting="b"))

    assert (finding.code, finding.severity.value) == ("FLW126", "error")
    assert (finding.span.source.path, finding.span.text) == ("--set", "b")
    assert finding.help == "did you mean `greeting`?"
    assert notes(finding) == [("`greeting` is declared here", "greeting")]


def test_a_value_without_any_param_says_how_to_declare_one() -> None:
    assert only('on call { say "a" }', given=settings(x="b")).help == "declare it: `param x: text`"


def test_values_of_one_module_win_over_those_for_all() -> None:
    text = 'use "./m.flow" as m\nparam x: text = "1"\non call { say x; m.hi }'
    files = {"m.flow": 'param x: text = "2"\nblock hi() { say x }'}

    assert list(says(text, files).values()) == ["1", "2"]
    assert list(says(text, files, settings(x="3")).values()) == ["3", "3"]
    assert list(says(text, files, settings(x="3", m__x="4")).values()) == ["3", "4"]
    assert list(says(text, files, settings(m__x="4")).values()) == ["1", "4"]


def test_a_param_of_a_module_without_a_value_is_told_at_its_declaration() -> None:
    finding = only('use "./m.flow" as m\non call { m.hi }', {"m.flow": "param x: text\nblock hi() { say x }"})

    assert (finding.code, finding.span.source.path, finding.span.text) == ("FLW125", "m.flow", "x")


def test_a_param_whose_declaration_is_broken_gives_no_further_errors() -> None:
    assert [one.code for one in found('param x: [text]\non call { say x; say "{{param.x}}" }')] == ["FLW120"]
