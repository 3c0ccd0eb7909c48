"""What is no known mistake is set aside, and no more than that."""

from __future__ import annotations

import pytest
from tests.syntax.texts import findings, marked, outline, read

from flowc.syntax.nodes import BROKEN, Statement, Token, items, tokens

SET_ASIDE = [
    # what is missing
    (
        "gather { failed ->⟦⟧\n}",
        "a label, a section, `next` or `end` is missing before the end of the line",
        "gather(failed->)",
    ),
    ("-> ⟦⟧# a", "a label, a section, `next` or `end` is missing before the comment", "->"),
    ("timeout =⟦⟧\nx = 1", "a value is missing before the end of the line", "timeout= x="),
    ("timeout = ⟦⟧", "a value is missing before the end of the file", "timeout="),
    ("a { timeout =⟦;⟧ x = 1 }", "a value is missing before `;`", "a(timeout= x=)"),
    ("option a:⟦⟧\nx = 1", "a type is missing before the end of the line", "option x="),
    ("option a: b |⟦⟧\nx = 1", "a type is missing before the end of the line", "option x="),
    ("greeting:⟦⟧", "a statement is missing before the end of the file", "greeting:"),
    ("if a { } else⟦⟧\nsay", "`{`, `if` or an arrow is missing before the end of the line", "if() say"),
    ("if a { } else b⟦⟧\nsay", "an argument, `{` or `->` is missing before the end of the line", "if() say"),
    # what is too much
    ("gather { failed -> sorry ⟦please⟧ }", "`please` does not fit here", "gather(failed->sorry please)"),
    ("timeout = 5s ⟦6s⟧", "`6s` does not fit here", "timeout= 6s"),
    ("timeout = 5 ⟦6⟧\nsay", "`6` does not fit here", "timeout= 6 say"),
    ("if a -> b ⟦else⟧ -> c\nsay", "`else` does not fit here", "if->b else->c say"),
    ("say [a, ⟦=⟧ b, c] d\nplay", "`=` does not fit here", "say play"),
    ("say x(a, ⟦|⟧ b) -> d\nplay", "`|` does not fit here", "say->d play"),
    # what stands where a statement begins
    ("⟦{⟧ say }\nplay", "`{` does not fit here", "(say) play"),
    ("⟦,⟧ say\nplay", "`,` does not fit here", ", say play"),
    ("on call {\n  ⟦=⟧ 5\n  say\n}", "`=` does not fit here", "on(= 5 say)"),
    ("⟦5s⟧ say\nplay", "`5s` does not fit here", "5s say play"),
    ("⟦|⟧ a { say }\nplay", "`|` does not fit here", "| a(say) play"),
    # heads whose blocks are kept
    ("on call ⟦|⟧ {\n  say\n}\nplay", "`|` does not fit here", "on(say) play"),
    ("section offline ⟦|⟧ {\n  say\n}", "`|` does not fit here", "section(say)"),
    ("if a { say } else ⟦|⟧ b { play }", "`|` does not fit here", "if(say)(play)"),
    ("a: say ⟦|⟧ b -> c", "`|` does not fit here", "a:say->c"),
]

STRAY = [
    ("say ⟦?⟧ b\nplay", "the character `?` means nothing here", "say play"),
    ("⟦é⟧: say\nplay", "the character `é` means nothing here", None),
    ("say ⟦\0⟧\nplay", "the character U+0000 means nothing here", "say play"),
    ("say ⟦\u00a0⟧\nplay", "the character U+00A0 means nothing here", "say play"),
    ("say ⟦?⟧ ? ?\nplay", "the character `?` means nothing here", "say play"),
    ("say ⟦“⟧\nplay", "the character `“` means nothing here", "say play"),
    ("say ⟦$⟧ {\n play\n}", "the character `$` means nothing here", "say(play)"),
]


@pytest.mark.parametrize(("text", "message", "read_as"), SET_ASIDE)
def test_what_does_not_fit_is_set_aside(text: str, message: str, read_as: str) -> None:
    assert findings(text) == [("FLW001", message)]
    assert outline(marked(text)[0]) == read_as


@pytest.mark.parametrize(("text", "message", "read_as"), STRAY)
def test_a_character_that_means_nothing_is_named(text: str, message: str, read_as: str | None) -> None:
    assert findings(text) == [("FLW009", message)]
    if read_as is not None:
        assert outline(marked(text)[0]) == read_as


def test_one_line_has_one_finding_however_much_of_it_does_not_fit() -> None:
    assert len(read("say | a | b = = c | d\nplay").diagnostics) == 1


def test_a_line_with_a_mistake_before_and_behind_a_brace_has_two() -> None:
    assert len(read("say | { play | }").diagnostics) == 2


def test_what_was_set_aside_is_one_token_without_a_finding_of_its_own() -> None:
    (statement,) = items(read('say | 08:00 "a\\q" *\n').file.entries)

    assert isinstance(statement, Statement)
    assert [token.text for token in tokens(statement) if token.type == BROKEN] == ['| 08:00 "a\\q" *']


def test_what_is_missing_is_a_token_without_text() -> None:
    (statement,) = items(read("failed -> \n").file.entries)

    assert isinstance(statement, Statement)
    assert statement.arrow is not None
    assert statement.arrow.target == Token(BROKEN, "", 9)


def test_a_statement_keeps_its_label_and_its_sound_arguments() -> None:
    (statement,) = items(read("a: say b c=d | e\n").file.entries)

    assert isinstance(statement, Statement)
    assert statement.label is not None
    assert statement.label.name.text == "a"
    assert [type(part).__name__ for part in statement.parts] == ["Token", "Assignment", "Token"]


def test_a_list_keeps_its_sound_values() -> None:
    (statement,) = items(read("say [a, = 5, b]\n").file.entries)

    assert [token.type for token in tokens(statement) if token.type in ("WORD", BROKEN)] == [
        "WORD",
        "WORD",
        BROKEN,
        "WORD",
    ]


def test_findings_stand_in_the_order_of_the_text() -> None:
    starts = [problem.span.start for problem in read('say “a” )\nx = "b\ny = |\non call {\n').diagnostics]

    assert starts == sorted(starts)
    assert len(starts) == 5


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("failed ->\n", "for example `failed -> sorry`"),
        ("x =\n", 'for example `timeout = 5s`, or `voice = "alice"`'),
        ("failed -> a b\n", 'an arrow has one target; a name of several words needs quotes: `-> "main menu"`'),
        ("x = 5 6s\n", 'an option has one value: a list `[a, b]`, or a text in quotes `"a b"`'),
        ("| a\n", 'a statement begins with its verb or its label, for example `say "Hello"`'),
        ("say a |\n", 'for example `say "Hello" voice=alice -> menu`'),
        ("say [a, |]\n", "for example `[completed, absent]`"),
        ("{\n}\n", "a block stands behind its statement, for example `on call {`"),
        ("say é\n", "a name is made of A-Z, a-z, 0-9, `_`, `.` and `-`; a text stands in quotes"),
    ],
)
def test_the_help_shows_how_it_is_written(text: str, help: str) -> None:  # noqa: A002 - the field's name
    (problem,) = read(text).diagnostics

    assert problem.help == help


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_message_repeats_no_more_than_the_first_line_of_a_text(line_end: str) -> None:
    text = 'a -> b ⟦"""\n  Hello.\n  """⟧\n'.replace("\n", line_end)

    assert findings(text) == [("FLW001", '`"""…` does not fit here')]
