"""`const name = value`, and values that are made of each other."""

from __future__ import annotations

import pytest
from tests.binding.reuse.texts import found, notes, only, says, short, widgets


def test_a_const_stands_for_its_value() -> None:
    assert says('const shop = "the Owl shop"\non call { say shop; say "at {{const.shop}}" }') == {
        "say_1": "the Owl shop",
        "say_2": "at the Owl shop",
    }


def test_one_line_may_give_several_names() -> None:
    assert says('const a = "1", b = "2"\non call { say a; say b }') == {"say_1": "1", "say_2": "2"}


def test_a_const_may_be_of_any_kind() -> None:
    text = (
        'const verb = POST, where = "https://example.com", count = 3, wait = 5s, who = Polly.Joanna\n'
        'const many = ["a", "b"], which = [completed], yes = on, any = json("[1]")\n'
        'on call { say "a" voice=who loop=count; gather "b" timeout=wait hints=many; record yes events=which\n'
        'http verb where { property "x" = any } }'
    )
    found_ = widgets(text)

    assert found_["say_1"] == {"say": "a", "voice": "Polly.Joanna", "loop": 3}
    assert (found_["gather_1"]["timeout"], found_["gather_1"]["hints"]) == (5, "a,b")
    assert found_["record_1"]["recording_status_callback_events"] == "completed"
    assert (found_["http_1"]["method"], found_["http_1"]["x"]) == ("POST", [1])


def test_a_const_may_be_made_of_others_in_any_order() -> None:
    assert says('const c = b\nconst b = "<{{const.a}}>"\nconst a = "x"\non call { say c }') == {"say_1": "<x>"}


def test_a_reference_in_a_const_may_name_a_widget_of_the_flow() -> None:
    text = 'const answer = ask1.Digits\non call { ask1: gather "a"; say answer; say "{{const.answer | upcase}}" }'

    assert list(says(text).values())[1:] == ["{{widgets.ask1.Digits}}", "{{widgets.ask1.Digits | upcase}}"]


def test_a_reference_in_a_const_may_name_the_output_of_a_block() -> None:
    text = 'const answer = a.O\nblock b() { x: gather "a"; output O = x.Digits }\non call { a: b; say answer }'

    assert says(text)["say_1"] == "{{widgets.a_x.Digits}}"


def test_a_word_of_a_const_is_read_where_it_is_used() -> None:
    """One name may be a method here, and nothing at all there: only the use can tell."""
    finding = only('const verb = PUT\non call { say "a"; http verb "https://example.com" }')

    assert (finding.code, finding.span.text) == ("FLW202", "verb")
    assert notes(finding) == [("`verb` gets its value here", "PUT")]


def test_a_wrong_value_is_told_at_each_use_with_the_place_of_the_value() -> None:
    findings = found('const n = "five"\non call { say "a" loop=n; say "b" loop=n }')

    assert [(one.code, one.span.text) for one in findings] == [("FLW201", "n"), ("FLW201", "n")]
    assert [notes(one) for one in findings] == [[("`n` gets its value here", '"five"')]] * 2
    assert all(one.fixes == () for one in findings)


def test_the_value_at_the_end_of_a_chain_is_the_place() -> None:
    finding = only('const a = b, b = c, c = "five"\non call { say "a" loop=a }')

    assert (finding.span.text, notes(finding)) == ("a", [("`a` gets its value here", '"five"')])


def test_an_unknown_name_in_the_text_of_a_const_is_one_error_there() -> None:
    text = 'const a = "{{const.nope}}", b = "{{const.a}}"\non call { say a; say a; say "{{const.b}}" }'

    assert short(text) == [("FLW111", "const.nope")]


def test_an_unknown_name_is_told_in_a_const_that_nothing_uses_too() -> None:
    assert short('const a = ["{{const.nope}}"]\non call { say "x" }') == [("FLW111", "const.nope")]


def test_a_const_made_of_itself_is_one_error() -> None:
    finding = only('const a = a\non call { say a; say "{{const.a}}" }')

    assert (finding.code, finding.span.text) == ("FLW120", "a")
    assert finding.message == "`a` is made of itself"


def test_consts_made_of_each_other_are_one_error_that_names_all() -> None:
    finding = only('const a = b\nconst b = "{{const.c}}"\nconst c = [a]\non call { say a; say b; gather "x" hints=c }')

    assert (finding.code, finding.span.line) == ("FLW120", 1)
    assert [note.span.line for note in finding.notes if note.span] == [2, 3]


def test_two_circles_are_two_errors_and_what_leads_into_one_is_none() -> None:
    text = "const a = b, b = a, in = a, c = d, d = c\non call { say in }"

    assert [code for code, _ in short(text)] == ["FLW120", "FLW120"]


def test_a_param_and_a_const_may_make_a_circle() -> None:
    assert [code for code, _ in short("param a: text = b\nconst b = a\non call { say b }")] == ["FLW120"]


def test_a_value_that_is_given_breaks_a_circle() -> None:
    assert says("param a: text = b\nconst b = a\non call { say b }", given={"a": "x"}) == {"say_1": "x"}


@pytest.mark.parametrize("length", [40, 300])
def test_a_long_chain_of_texts_in_order_is_written_out(length: int) -> None:
    chain = "\n".join(f'const c{n} = "{{{{const.c{n - 1}}}}}."' for n in range(1, length))

    assert says(f'const c0 = "x"\n{chain}\non call {{ say c{length - 1} }}')["say_1"] == "x" + "." * (length - 1)


def test_a_long_chain_of_texts_backwards_is_refused_and_never_raises() -> None:
    chain = "\n".join(f'const c{n} = "{{{{const.c{n - 1}}}}}"' for n in range(300, 0, -1))
    codes = {one.code for one in found(f'{chain}\nconst c0 = "x"\non call {{ say c300 }}')}

    assert codes == {"FLW131"}


def test_texts_that_double_are_refused_before_they_fill_the_memory() -> None:
    chain = "\n".join(f'const c{n} = "{{{{const.c{n - 1}}}}}{{{{const.c{n - 1}}}}}"' for n in range(1, 60))
    finding = only(f'const c0 = "x"\n{chain}\non call {{ say c59 }}')

    assert finding.code == "FLW131"
    assert finding.message == "written out, this text holds more than 100,000 characters"


def test_texts_that_double_and_stay_empty_take_no_time() -> None:
    chain = "\n".join(f'const c{n} = "{{{{const.c{n - 1}}}}}{{{{const.c{n - 1}}}}}"' for n in range(1, 60))

    assert says(f'const c0 = ""\n{chain}\non call {{ say "x{{{{const.c59}}}}" }}') == {"say_1": "x"}


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("const", "const"),
        ("const x", "x"),
        ('const "a"', '"a"'),
        ("const x: text", "x: text"),
        ("const x = 1 y", "y"),
        ("const x = 1 -> y", "-> y"),
        ("const x = 1 { }", "{ }"),
        ("l: const x = 1", "l:"),
    ],
)
def test_a_const_that_gives_no_name_is_one_error(line: str, place: str) -> None:
    assert short(f'{line}\non call {{ say "a" }}') == [("FLW120", place)]


def test_two_consts_of_one_name_are_an_error_with_both_places() -> None:
    finding = only('const x = "a", x = "b"\non call { say x }')

    assert (finding.code, finding.span.text) == ("FLW103", "x")
    assert notes(finding) == [("first declared here", "x")]


def test_a_const_that_nothing_uses_is_a_warning() -> None:
    assert short('const x = "a", y = "b"\non call { say y }') == [("FLW128", "x")]


def test_a_const_hides_a_label_of_its_name() -> None:
    assert says('const ask1 = "A"\non call { ask1: gather "a"; say ask1 }')["say_1"] == "A"
