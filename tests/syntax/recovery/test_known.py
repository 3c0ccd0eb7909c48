"""Each known mistake has one message, with its place, and what stands around it is read as it was meant."""

from __future__ import annotations

import pytest
from tests.syntax.texts import EXAMPLES, findings, marked, outline, read

from flowc.source import Source
from flowc.syntax import parse
from flowc.syntax.nodes import Assignment, Statement, is_broken, items

# A text with the place of its only finding, the finding, and the outline of what was read.
MISTAKES = [
    # signs before a block
    ("on call⟦:⟧ {\n  say\n}", "a `:` before a block", "on(say)"),
    ("on call⟦:⟧\n{\n  say\n}", "a `:` before a block", "on(say)"),
    ("http { parameters⟦:⟧ { a = 1 } }", "a `:` before a block", "http(parameters(a=))"),
    ("http { parameters ⟦=⟧ { a = 1; b = 2 } }", "an `=` before a block", "http(parameters(a= b=))"),
    ("gather { timeout ⟦->⟧ { say; -> menu } }", "an arrow before a block", "gather(timeout(say ->menu))"),
    # a block below its statement
    ("on call\n⟦{⟧\n  say\n}\nsay", "a block begins below its statement", "on(say) say"),
    ("if a # b\n\n⟦{⟧\n  say\n}", "a block begins below its statement", "if(say)"),
    # else
    ("if a {\n  say\n}\n⟦else⟧ {\n  play\n}\nsay", "an `else` stands on its own line", "if(say)(play) say"),
    ("if a {\n}\n\n# b\n⟦else⟧ if b {\n  play\n}", "an `else` stands on its own line", "if()(play)"),
    ("a: if a {\n} else if b {\n}\n⟦else⟧ {\n  play\n}", "an `else` stands on its own line", "a:if()()(play)"),
    ("if a { -> b }\n⟦else⟧ -> c\nsay", "an `else` stands on its own line", "if(->b) say"),
    # arrows
    ("gather { failed ⟦=>⟧ sorry }", "`=>` is no arrow", "gather(failed->sorry)"),
    ("gather { failed ⟦- >⟧ sorry }", "`- >` is no arrow", "gather(failed->sorry)"),
    ('"1" ⟦-->⟧ sorry', "`-->` is no arrow", '"1"->sorry'),
    ("failed ⟦→⟧ sorry", "`→` is no arrow", "failed->sorry"),
    ("⟦=>⟧ menu", "`=>` is no arrow", "->menu"),
    # comparisons
    ('if a.Digits ⟦==⟧ "1" {\n  say\n}', "`==` compares nothing here", "if(say)"),
    ("if a.Digits ⟦!=⟧ 1 -> b", "`!=` compares nothing here", "if->b"),
    ("if a.Digits ⟦<⟧ 1 -> b", "`<` compares nothing here", "if->b"),
    ("if a.Digits ⟦>=⟧ 1 -> b", "`>=` compares nothing here", "if->b"),
    ("if a is_blank ⟦&&⟧ b is_blank -> c", "`&&` compares nothing here", "if->c"),
    ("if a is_blank ⟦||⟧ b is_blank -> c", "`||` compares nothing here", "if->c"),
    # blocks of colons and indentation
    ("on call⟦:⟧\n  say\n  play\nsection b {\n}", "a block begins with a `:`", "on(say play) section()"),
    ("on call⟦:⟧ # a\n\n  say\n  # b\n\nsay", "a block begins with a `:`", "on(say) say"),
    ("on call {\n  gather a⟦:⟧\n    x = 5\n}\nsay", "a block begins with a `:`", "on(gather(x=)) say"),
    ("gather {\n  parameters⟦:⟧\n    x = 5\n  y = 1\n}", "a block begins with a `:`", "gather(parameters(x=) y=)"),
    ("on call⟦:⟧\n  if a {\n  say\n  }\nsay", "a block begins with a `:`", "on(if(say)) say"),
    # labels and options
    ('⟦greeting:⟧\nsay "a"\nplay', "a label stands on its own line", "greeting:say play"),
    ('⟦greeting:⟧\n  say "a"\nplay', "a label stands on its own line", "greeting:say play"),
    ("⟦greeting:⟧ # a\n\n-> menu", "a label stands on its own line", "greeting:->menu"),
    ("gather { timeout⟦:⟧ 5s }", "an option with `:`", "gather(timeout=)"),
    ('gather {\n  "timeout"⟦:⟧ [a, b]\n  x = 1\n}', "an option with `:`", 'gather("timeout"= x=)'),
    ("number⟦:⟧ +15550100", "an option with `:`", "number="),
    # objects of JSON
    (
        'http { parameters: { ⟦"a":⟧ 1, "b": [1, 2] } }',
        "an object of JSON in the place of a block",
        'http(parameters("a"= "b"=))',
    ),
    (
        'http {\n parameters = {\n ⟦"a":⟧ 1,\n "b": { "c": x }\n }\n}',
        "an object of JSON in the place of a block",
        'http(parameters("a"= "b"("c"=)))',
    ),
    # commas and backslashes
    ("gather {\n  timeout = 5s⟦,⟧\n  x = 1\n}", "a `,` with nothing behind it", "gather(timeout= x=)"),
    ("say a⟦,⟧ {\n}", "a `,` with nothing behind it", "say()"),
    ("say a⟦,⟧ -> b", "a `,` with nothing behind it", "say->b"),
    ("say a⟦,⟧", "a `,` with nothing behind it", "say"),
    ("a { x = 1⟦,⟧ }", "a `,` with nothing behind it", "a(x=)"),
    ("record on⟦,⟧\n  a=1,\n  b=2\nsay", "a statement goes on below its line", "record say"),
    ("a { x = 1⟦,⟧ y = 2 }", "a `,` between the lines of a block", "a(x= y=)"),
    ("a { x -> b⟦,⟧ y -> c }", "a `,` between the lines of a block", "a(x->b y->c)"),
    # parentheses
    ('say⟦(⟧"Hello", voice=alice)\nplay', "parentheses behind `say`", "say play"),
    ("hangup⟦(⟧)\nplay", "parentheses behind `hangup`", "hangup play"),
    ("if ⟦(⟧a.b equal_to 2) {\n  say\n}", "parentheses behind `if`", "if(say)"),
    ("a: say⟦(⟧json(b)) -> c", "parentheses behind `say`", "a:say->c"),
]

# The same, for what has codes of its own.
OTHERS = [
    ("⟦-⟧ say a\n", "FLW009", "a `-` before a statement", "say"),
    ("record on ⟦\\⟧\n  a=1\nsay", "FLW009", "a backslash joins no lines here", "record say"),
    ("record on ⟦\\⟧\n", "FLW009", "a backslash joins no lines here", "record"),
    ("a { } ⟦say⟧ b", "FLW010", "two statements on one line", "a() say"),
    ("-> a ⟦say⟧ b", "FLW010", "two statements on one line", "->a say"),
    ("a { x = 1 ⟦y⟧ = 2 }", "FLW010", "two statements on one line", "a(x= y=)"),
    ("x = 5 ⟦->⟧ b", "FLW010", "two statements on one line", "x= ->b"),
]


@pytest.mark.parametrize(("text", "message", "read_as"), MISTAKES)
def test_a_known_mistake_is_named_and_mended(text: str, message: str, read_as: str) -> None:
    assert findings(text) == [("FLW001", message)]
    assert outline(marked(text)[0]) == read_as


@pytest.mark.parametrize(("text", "code", "message", "read_as"), OTHERS)
def test_a_mistake_with_a_code_of_its_own_is_named_and_mended(text: str, code: str, message: str, read_as: str) -> None:
    assert findings(text) == [(code, message)]
    assert outline(marked(text)[0]) == read_as


@pytest.mark.parametrize(("text", "message", "read_as"), MISTAKES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_known_mistake_leaves_the_text_around_it_alone(text: str, message: str, read_as: str, name: str) -> None:
    around = EXAMPLES[name]
    broken, _ = marked(text)
    found = outline(f"{around}\n{broken}\n{around}")

    assert found == f"{outline(around)} {read_as} {outline(around)}"
    assert [problem.message for problem in read(f"{around}\n{broken}\n{around}").diagnostics] == [message]


@pytest.mark.parametrize("text", [text for text, _, _ in MISTAKES])
def test_every_message_has_a_label_and_a_help(text: str) -> None:
    (problem,) = read(marked(text)[0]).diagnostics

    assert problem.label
    assert problem.help
    assert not problem.message.endswith(".")
    assert problem.message[0].islower() or problem.message[0] == "`"


FIXED = [
    "on call: {\n}",
    "http { parameters = { a = 1 } }",
    "gather { failed => sorry }",
    "if a {\n}\nelse {\n}",
    "gather { timeout: 5s }",
    "gather {\n  timeout = 5s,\n}",
    "a { x = 1, y = 2 }",
    "a { } say b",
    "say ]\n",
    "say [a, b)",
    "say “Hello”\n",
    "// a comment\n",
    "say a\n}\n",
    'say "Hello',
]


@pytest.mark.parametrize("text", FIXED)
def test_a_text_is_sound_once_its_fix_is_applied(text: str) -> None:
    (problem,) = read(text).diagnostics
    (fix,) = problem.fixes

    assert read(text[: fix.span.start] + fix.replacement + text[fix.span.end :]).diagnostics == ()


SOUND = [
    'a: b\n"c": d e\n',
    "split a {\n  1 {\n    say\n  }\n  else {\n    play\n  }\n}",
    "split a {\n  1 { say }\n  # b\n  else -> c\n}",
    "a b: c, d: e | f = g\n",
    "-> else\n",
    'a { "b": 1 }',
    "a { b: 1, c }",
    "on\n",
    "x = y\n",
    "a, b c, d\n",
    "   say\n play\n     say\n",
    "on call {\nsay\nif a {\nsay\n}\n}",
    "on call {\n    say\n  }\n",
]


@pytest.mark.parametrize("text", SOUND)
def test_what_only_looks_like_a_mistake_is_read_without_a_word(text: str) -> None:
    assert read(text).diagnostics == ()


def test_the_value_behind_a_mended_colon_is_that_of_the_option() -> None:
    (item,) = items(parse(Source("a.flow", "timeout: 5s")).file.entries)

    assert isinstance(item, Assignment)
    assert (item.equals.type, item.equals.text) == ("EQUALS", ":")
    assert not is_broken(item)


def test_the_lines_of_a_statement_that_goes_on_are_its_arguments() -> None:
    (item,) = items(parse(Source("a.flow", "record on,\n  a=1,\n  b=2\n")).file.entries)

    assert isinstance(item, Statement)
    assert [part.key.text for part in item.parts if isinstance(part, Assignment)] == ["a", "b"]


def test_a_comparison_breaks_its_statement_so_that_nothing_is_missed_in_it() -> None:
    (item,) = items(parse(Source("a.flow", 'if a == "b" -> c')).file.entries)

    assert isinstance(item, Statement)
    assert is_broken(item)
