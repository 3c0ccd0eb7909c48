"""FLW504, FLW507 to FLW509 and FLW513: values that are looked for where they are not."""

from __future__ import annotations

import pytest
from tests.asked import asked

from flowc.compile import check
from flowc.diagnostics import Diagnostic

GATHER = 'order: gather "Which order?" { timeout -> end }\n'


def findings(text: str) -> list[Diagnostic]:
    """What is found in a text, but for failures that it says nothing of."""
    return [one for one in asked(check(text).diagnostics) if one.code != "FLW405"]


def only(text: str) -> Diagnostic:
    (found,) = findings(text)
    return found


def call(*lines: str) -> str:
    return "\n".join(["on call {", *lines, "}"])


def placed(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.span.text) for one in findings(text)]


def hinted(text: str) -> list[tuple[str, str]]:
    """What is found with hints, but for labels."""
    return [(one.code, one.span.text) for one in asked(check(text, hints=True).diagnostics)]


# --- Widgets


def test_a_widget_that_does_not_exist_is_an_error_at_its_name() -> None:
    found = only(call(GATHER, 'say "a {{widgets.ordr.Digits}}"'))

    assert (found.code, found.severity.value, found.span.text) == ("FLW504", "error", "ordr")
    assert found.help == "did you mean `order`?"
    assert [fix.replacement for fix in found.fixes] == ["order"]


def test_a_bare_word_for_a_widget_that_does_not_exist_has_its_one_message_already() -> None:
    assert [code for code, _ in placed(call(GATHER, "say ordr.Digits"))] == ["FLW111"]


@pytest.mark.parametrize("text", ["{{widgets.ordr.x | default: 1}}", "{% if widgets.ordr.x %}a{% endif %}"])
def test_a_default_gives_no_widget_its_being(text: str) -> None:
    assert placed(call(GATHER, f'say "{text}"')) == [("FLW504", "ordr")]


@pytest.mark.parametrize("name", ["my.order", "my order"])
def test_a_widget_with_a_dot_or_a_blank_in_its_name_is_found(name: str) -> None:
    text = call(f'"{name}": gather "a" {{ timeout -> end }} # flowc: allow FLW109 an old name', "%")

    assert placed(text.replace("%", f"say \"{{{{widgets['{name}'].Digits}}}}\"")) == []


# --- Outputs


@pytest.mark.parametrize(
    ("read", "place"),
    [
        ("widgets.order.digits", "digits"),
        ("widgets.order.SpechResult", "SpechResult"),
        ("widgets.order['digits']", "digits"),
        ("widgets.hours.status", "status"),
        ("widgets.hours.parse.open", "parse"),
        ("widgets.mail.outbound.Bdy", "outbound.Bdy"),
        ("widgets.greet.Digits", "Digits"),
    ],
)
def test_an_output_that_a_widget_does_not_have_is_a_warning_at_its_name(read: str, place: str) -> None:
    lines = [
        GATHER,
        'hours: http GET "https://example.com" { failed -> end }',
        'mail: send "a" { failed -> end }',
        'greet: redirect "https://example.com" { timeout, fail -> end }' if "greet" not in read else 'greet: say "a"',
    ]

    assert placed(call(*lines, f'say "{{{{{read}}}}}"')) == [("FLW513", place)]


@pytest.mark.parametrize(
    "read",
    [
        "widgets.order.Digits",
        "widgets.order.StirVerstat",
        "widgets.hours.parsed.open[0].at",
        "widgets.hours.body",
        "widgets.mail.outbound.Body",
        "widgets.mail.outbound",
        "widgets.order",
    ],
)
def test_an_output_that_there_is_or_that_twilio_may_post_gives_no_finding(read: str) -> None:
    lines = [GATHER, 'hours: http GET "https://example.com" { failed -> end }', 'mail: send "a" { failed -> end }']

    assert placed(call(*lines, f'say "{{{{{read}}}}}"')) == []


def test_a_bare_word_for_an_output_that_there_is_not_is_placed_at_the_output() -> None:
    found = only(call(GATHER, "say order.digits"))

    assert (found.code, found.severity.value, found.span.text, found.help) == (
        "FLW513",
        "warning",
        "digits",
        "did you mean `Digits`?",
    )


# --- Variables


def test_a_variable_that_nothing_sets_is_a_warning_with_the_near_one() -> None:
    found = only(call('set language="es"', "say flow.variables.Language"))

    assert (found.code, found.severity.value, found.span.text) == ("FLW507", "warning", "Language")
    assert found.help == "did you mean `language`?"


def test_a_variable_that_is_set_only_behind_is_not_set_when_it_is_read() -> None:
    found = only(call('say "{{flow.variables.a}}"', 'set a="1"'))

    assert (found.code, found.label) == ("FLW507", "set on no path before")
    assert [note.span.line for note in found.notes if note.span] == [3]


def test_several_places_that_read_a_variable_are_one_finding() -> None:
    found = only(call("say flow.variables.a", "say flow.variables.a"))

    assert [note.message for note in found.notes] == ["`say` here as well"]


@pytest.mark.parametrize(
    "lines",
    [
        ('set a="1"', "say flow.variables.a"),
        ('if contact.channel.address is_blank { set a="1" }', "say flow.variables.a"),
        ('set a="{{flow.variables.a | plus: 1}}"', "say flow.variables.a"),
        ("say \"{{flow.variables.a | default: 'x'}}\"",),
        ('say "{% if flow.variables.a %}x{% endif %}"',),
        ('if flow.variables.a is_blank { say "x" }',),
        ("subflow FW00000000000000000000000000000000 { failed -> next }", "say flow.variables.a"),
        ('menu "Press 1." tries=3 { 1 -> next; failed -> end }',),
    ],
)
def test_a_variable_that_may_be_set_or_is_provided_for_gives_no_finding(lines: tuple[str, ...]) -> None:
    assert placed(call(*lines)) == []


def test_a_variable_that_nothing_reads_is_a_hint_where_it_is_set() -> None:
    text = call('set b="1" a="2"', 'set a="3"', "say flow.variables.b")

    assert hinted(text) == [("FLW508", "a")]
    assert check(text).diagnostics == ()


@pytest.mark.parametrize(
    "lines",
    [
        ('it: set a="1"', "say it.a"),
        ('set a="1"', 'say "{{flow.variables | to_json}}"'),
        ('set a="1"', 'say "{{flow | to_json}}"'),
        ('set a="1"', "set b=flow.sid", 'say "{{flow.variables[flow.variables.b]}}"'),
        ('set a="1"', "subflow FW00000000000000000000000000000000 { failed -> next }"),
    ],
)
def test_a_variable_that_something_may_read_gives_no_hint(lines: tuple[str, ...]) -> None:
    assert hinted(call(*lines)) == []


def test_a_subflow_may_set_variables_for_the_flow_that_runs_it() -> None:
    assert hinted('on subflow { set a="1" }') == []
    assert hinted('on request { set a="1" }') == [("FLW508", "a")]


def test_a_variable_that_a_block_sets_is_told_at_its_use() -> None:
    assert hinted('block b { set a="1" }\non call {\nb\nsay "x"\n}') == [("FLW508", "b")]


# --- Roots


@pytest.mark.parametrize(
    ("read", "place", "meant"),
    [
        ("order.Digits", "order", "widgets.order"),
        ("variables.a", "variables", "flow.variables"),
        ("a", "a", "flow.variables.a"),
        ("widget.order.Digits", "widget", "widgets"),
        ("flow.a", "flow.a", "flow.variables.a"),
        ("flow.variable.a", "flow.variable", "flow.variables"),
    ],
)
def test_a_root_that_studio_does_not_have_is_a_warning_that_names_the_right_one(
    read: str, place: str, meant: str
) -> None:
    found = only(call(GATHER, 'set a="1"', f'say "{{{{{read}}}}}"'))

    assert (found.code, found.severity.value, found.span.text) == ("FLW509", "warning", place)
    assert found.help == f"write `{meant}`"
    assert [fix.replacement for fix in found.fixes] == [meant]


def test_a_root_that_is_near_none_gives_the_list() -> None:
    assert only(call('say "{{event.Body}}"')).help == "the roots are `flow`, `trigger`, `contact`, `widgets`"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ('http POST "https://e.com" { body = "{\\"flowSid\\": \\"{{flow.sid}}\\"}"; failed -> end }', "flow.flow_sid"),
        ('http GET "https://e.com/Flows/{{flow.sid}}/x" { failed -> end }', "flow.flow_sid"),
        ('http GET "https://e.com" { parameters { flow_sid = flow.sid }; failed -> end }', "flow.flow_sid"),
        ('http GET "https://e.com/Executions/{{flow.flow_sid}}" { failed -> end }', "flow.sid"),
        ('http GET "https://e.com?execution_sid={{flow.flow_sid}}" { failed -> end }', "flow.sid"),
    ],
)
def test_the_other_sid_is_a_warning_where_the_text_names_it(line: str, meant: str) -> None:
    found = only(call(line))

    assert (found.code, found.help) == ("FLW509", f"write `{meant}`")
    assert found.span.text in ("flow.sid", "flow.flow_sid")


@pytest.mark.parametrize(
    "text",
    [
        "Flow SID: {{flow.flow_sid}} Execution SID: {{flow.sid}}",
        "{{flow.sid}}",
        "This flow is {{flow.sid}}",
        "https://e.com/Flows/{{flow.flow_sid}}/Executions/{{flow.sid}}",
        "{% assign x = flow.data.a %}{{x}}{{flow.channel.address}}{{trigger.call.From}}",
        "{{true}}{{ 'a' }}",
    ],
)
def test_the_right_root_gives_no_finding(text: str) -> None:
    assert placed(call(f'say "{text}"')) == []
