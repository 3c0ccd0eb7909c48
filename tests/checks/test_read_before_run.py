"""FLW505 and FLW506: values of widgets that have not run, on no path or on some."""

from __future__ import annotations

import pytest
from tests.checks.found import findings, only, short, trail

GATHER = 'order: gather "Which order?" { timeout -> end }'
SAY = 'say "Order {{widgets.order.Digits}}."'
SOMETIMES = f'if contact.channel.address starts_with "+1" {{ {GATHER} }}'


MODULE = 'block b { say "x" }\nsection a { say "{{widgets.x.Digits}} {{flow.variables.y}}" }'


def call(*lines: str) -> str:
    return "\n".join(["on call {", *lines, "}"])


def codes(text: str) -> list[str]:
    return [one.code for one in findings(text)]


# --- On no path


def test_a_value_before_its_widget_is_an_error_at_the_path_in_the_string() -> None:
    found = only(call(SAY, GATHER))

    assert (found.code, found.severity.value) == ("FLW505", "error")
    assert (found.span.line, found.span.text) == (2, "widgets.order.Digits")
    assert trail(found) == [("`order` runs only here", 3)]


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("say order.Digits", "order.Digits"),
        ("set x=order.Digits", "order.Digits"),
        ('set { x = "a {{ widgets.order.Digits }}" }', "widgets.order.Digits"),
        ('if order.Digits equal_to 1 { say "a" }', "order.Digits"),
        ('if contact.channel.address equal_to order.Digits { say "a" }', "order.Digits"),
        ("split order.Digits { 1 -> next; else -> next }", "order.Digits"),
        ("split contact.channel.address { equal_to 1 of=order.Digits -> next; else -> next }", "order.Digits"),
        ('say "{% for i in widgets.order.Digits %}{{ i }}{% endfor %}"', "widgets.order.Digits"),
        ('say "{{ flow.sid | append: widgets.order.Digits }}"', "widgets.order.Digits"),
        ("say \"{{ widgets['order'].Digits }}\"", "widgets['order'].Digits"),
    ],
)
def test_a_value_counts_wherever_it_is_read(statement: str, place: str) -> None:
    found = only(call(statement, GATHER))

    assert (found.code, found.span.line, found.span.text) == ("FLW505", 2, place)


def test_a_widget_that_reads_itself_has_not_run_before() -> None:
    found = only(call('order: gather "Was it {{widgets.order.Digits}}?" { timeout -> end }'))

    assert (found.code, found.label) == ("FLW505", "read by the widget itself, before it has run")
    assert found.notes == ()


def test_a_widget_that_no_path_leads_to_never_runs() -> None:
    text = call(SAY, "-> end", GATHER)

    assert codes(text) == ["FLW505", "FLW404"]


def test_a_widget_on_the_other_branch_has_not_run_on_this_one() -> None:
    text = call(f"if contact.channel.address equal_to 1 {{ {GATHER} }} else {{ {SAY} }}")

    assert codes(text) == ["FLW505"]


def test_several_values_of_a_widget_are_one_finding_that_names_the_other_places() -> None:
    found = only(call(SAY, SAY, "set x=order.Digits", GATHER))

    assert [note[1] for note in trail(found)] == [5, 3, 4]


def test_each_widget_has_its_own_finding() -> None:
    other = GATHER.replace("order", "name", 1)

    assert codes(call('say "{{widgets.order.Digits}} {{widgets.name.Digits}}"', GATHER, other)) == ["FLW505"] * 2


def test_what_no_path_leads_to_reads_nothing() -> None:
    assert codes(call("-> end", SAY, GATHER)) == ["FLW404"]


# --- On some paths


def test_a_widget_on_one_branch_gives_a_warning_with_the_path_around_it() -> None:
    found = only(call(SOMETIMES, SAY))

    assert (found.code, found.severity.value, found.span.text) == ("FLW506", "warning", "widgets.order.Digits")
    assert trail(found) == [("1. the run begins with `call`", 1), ("2. no case holds", 2)]


def test_an_entry_around_a_widget_is_a_path_as_well() -> None:
    text = f"on call {{ {GATHER}\n-> tell }}\non request -> tell\nsection tell {{ set x=order.Digits }}"

    found = only(text)

    assert (found.code, found.span.line) == ("FLW506", 4)
    assert trail(found)[0] == ("1. the run begins with `request`", 3)


def test_on_the_first_pass_of_a_loop_a_widget_behind_has_not_run() -> None:
    text = call('again: say "Was it {{widgets.order.Digits}}?"', GATHER, "-> again")

    assert codes(text) == ["FLW506"]


def test_a_widget_that_reads_itself_in_a_loop_has_not_run_on_the_first_pass() -> None:
    text = call('order: gather "Was it {{widgets.order.Digits}}?" { timeout -> order }')

    assert codes(text) == ["FLW506"]


def test_a_failure_that_goes_around_a_widget_counts() -> None:
    text = call('http GET "https://example.com" { failed -> late }', GATHER, f"late: {SAY}")

    assert codes(text) == ["FLW506"]


def test_several_values_are_one_finding_for_the_first() -> None:
    found = only(call(SOMETIMES, SAY, SAY))

    assert found.span.line == 3
    assert trail(found)[-1] == ("`say` here as well", 4)


# --- What is no mistake


@pytest.mark.parametrize(
    "lines",
    [
        (GATHER, SAY),
        (SOMETIMES, "say \"{{widgets.order.Digits | default: 'none'}}\""),
        (SOMETIMES, 'say "{% if widgets.order.Digits %}{{widgets.order.Digits}}{% endif %}"'),
        (SOMETIMES, f"if order.Digits is_not_blank {{ {SAY} }}"),
        (SOMETIMES, "if order.Digits is_blank -> end", SAY),
        (GATHER, 'if order.Digits equal_to "1" { say "a" }', SAY),
        ('order: menu "Press 1." { 1 -> next }', SAY),
        ('order: menu "Press 1." tries=3 { 1 -> next; failed -> end }', SAY),
        ("say \"{{widgets.order.Digits | default: 'none'}}\"", GATHER),
    ],
)
def test_a_value_that_is_there_or_provided_for_gives_no_finding(lines: tuple[str, ...]) -> None:
    assert short(call(*lines)) == []


def test_a_flow_with_a_mistake_that_may_hide_a_path_gives_no_finding() -> None:
    assert codes(call(SAY, 'say "a" { audioComplete -> nowhere }', GATHER)) == ["FLW102"]


# --- In blocks


def test_a_value_that_a_block_reads_too_early_is_told_at_its_use() -> None:
    block = 'block quiz {\nsay "{{widgets.q.Digits}}"\nq: gather "a" { timeout -> next }\n}\n'

    found = only(f"{block}on call {{\nquiz\n}}")

    assert (found.code, found.span.line, found.span.text) == ("FLW505", 6, "quiz")
    assert trail(found)[0] == ("this `say` in the block", 2)


def test_an_output_of_a_block_is_a_value_of_the_widget_in_it() -> None:
    block = 'block quiz {\nq: gather "a" { timeout -> next }\noutput Keys = q.Digits\n}\n'

    assert short(f'{block}on call {{\na: quiz\nsay "{{{{widgets.a.Keys}}}}"\n}}') == []
    assert codes(f"{block}on call {{\nsay a.Keys\na: quiz\n}}") == ["FLW505"]


def test_what_a_use_gives_to_a_block_is_placed_where_it_is_given() -> None:
    found = only(f'block b(t: text) {{ say t }}\non call {{\nb "a {{{{widgets.order.Digits}}}}"\n{GATHER}\n}}')

    assert (found.code, found.span.line, found.span.text) == ("FLW505", 3, "widgets.order.Digits")


def test_of_very_many_warnings_the_first_twenty_show_their_path() -> None:
    numbers = range(30)
    asked = [f'w{number}: gather "a" {{ timeout -> tell }}' for number in numbers]
    text = call(*asked, "-> tell") + "\nsection tell {\n" + "\n".join(f"set x{n}=w{n}.Digits" for n in numbers) + "\n}"

    found = [one for one in findings(text) if one.code == "FLW506"]

    assert [bool(one.notes) for one in found] == [True] * 20 + [False] * 9


def test_a_module_alone_says_nothing_of_widgets_and_variables_that_its_flows_have() -> None:
    assert [code for code in codes(MODULE) if code > "FLW5"] == []
