"""The grammar is LALR(1) without conflicts, is the only definition of the syntax, and may be extended."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from lark import Lark, logger
from tests.syntax.texts import EXAMPLES, FEEDBACK

from flowc.resources import grammar_text
from flowc.source import Source
from flowc.syntax import Grammar, flow_grammar, parse, print_tree
from flowc.syntax.nodes import Other, Statement, Token, items, tokens

PACKAGE = Path(__file__).resolve().parents[2] / "compiler" / "flowc"


def test_the_grammar_declares_every_terminal_itself() -> None:
    assert not re.search(r"^%(declare|import)", grammar_text(), re.MULTILINE)


def test_no_module_of_the_compiler_gives_lark_a_lexer_of_its_own() -> None:
    for path in PACKAGE.rglob("*.py"):
        assert "postlex" not in path.read_text(encoding="utf-8"), path


def test_the_grammar_has_no_conflicts(caplog: pytest.LogCaptureFixture) -> None:
    level = logger.level
    logger.setLevel(logging.DEBUG)
    logger.addHandler(caplog.handler)
    try:
        Lark(grammar_text(), parser="lalr", debug=True)
    finally:
        logger.setLevel(level)
        logger.removeHandler(caplog.handler)

    assert [record.getMessage() for record in caplog.records if "conflict" in record.getMessage().lower()] == []


def test_a_conflict_would_be_seen(caplog: pytest.LogCaptureFixture) -> None:
    level = logger.level
    logger.setLevel(logging.DEBUG)
    logger.addHandler(caplog.handler)
    try:
        Lark('start: a\na: "x" | "if" a | "if" a "else" a', parser="lalr", debug=True)
    finally:
        logger.setLevel(level)
        logger.removeHandler(caplog.handler)

    assert any("conflict" in record.getMessage().lower() for record in caplog.records)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("lexer", ["basic", "contextual"])
def test_plain_lark_reads_what_we_read(name: str, lexer: str) -> None:
    plain = Lark(grammar_text(), parser="lalr", lexer=lexer, keep_all_tokens=True)
    theirs = [str(token) for token in plain.parse(EXAMPLES[name]).scan_values(bool)]
    ours = [token.text for token in tokens(parse(Source("a.flow", EXAMPLES[name])).file)]

    assert ours[:-1] == theirs
    assert ours[-1] == ""


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_tokens_are_those_of_larks_own_lexer(name: str) -> None:
    plain = Lark(grammar_text(), parser="lalr", lexer="basic")
    theirs = [(token.type, str(token), token.start_pos) for token in plain.lex(EXAMPLES[name])]
    *ours, end = [(token.type, token.text, token.start) for token in flow_grammar().tokenize(EXAMPLES[name])]

    assert ours == theirs
    assert end == ("$END", "", len(EXAMPLES[name]))


def test_a_stretch_of_a_text_is_tokenized_with_the_places_of_the_whole() -> None:
    found = list(flow_grammar().tokenize("say a b c", 4, 8))

    assert [(token.type, token.text, token.start, token.leading) for token in found] == [
        ("WORD", "a", 4, ""),
        ("WORD", "b", 6, " "),
        ("$END", "", 8, " "),
    ]


def test_a_character_that_no_terminal_begins_with_is_a_token_of_its_own() -> None:
    assert [token.type for token in flow_grammar().tokenize("a ? é")] == ["WORD", "STRAY", "STRAY", "$END"]


def test_many_blanks_before_the_end_are_blanks() -> None:
    (end,) = flow_grammar().tokenize(" \t" * 50_000)

    assert (end.type, len(end.leading)) == ("$END", 100_000)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("trim-silence", ["WORD"]),
        ("a->b", ["WORD", "ARROW", "WORD"]),
        ("a-->b", ["WORD", "ARROW", "WORD"]),
        ("Polly.Joanna en-US _x", ["WORD", "WORD", "WORD"]),
        ("5 0.5 -3", ["NUMBER", "NUMBER", "NUMBER"]),
        ("5s 2m 1h 300ms 0.5s", ["DURATION"] * 5),
        ("+15550100", ["PHONE"]),
        ("5->a", ["NUMBER", "ARROW", "WORD"]),
        ("08:00 2024-01-01 * 1st 5x", ["UNQUOTED"] * 5),
        ('"" "a" "\\""', ["STRING"] * 3),
        ('"""a"b"" """', ["LONG_STRING"]),
        ("else elsewhere else-if else.x else->a", ["ELSE", "WORD", "WORD", "WORD", "ELSE", "ARROW", "WORD"]),
        ("# a", ["COMMENT"]),
        ("## a", ["DOC_COMMENT"]),
        ("### a", ["COMMENT"]),
        ("\r\n\r\n\n", ["NEWLINE"] * 3),
    ],
)
def test_words_and_signs(text: str, types: list[str]) -> None:
    assert [token.type for token in flow_grammar().tokenize(text)][:-1] == types


def test_a_rule_added_to_the_grammar_is_read_and_printed() -> None:
    text = grammar_text().replace("_entry: statement | assignment", "_entry: statement | assignment | shout")
    extended = Grammar(text + '\nshout: "!" WORD\n')
    source = Source("a.flow", 'on call {\n  ! hello\n  say "a"\n}\n')
    parsed = parse(source, extended)
    (statement,) = items(parsed.file.entries)

    assert parsed.diagnostics == ()
    assert print_tree(parsed.file) == source.text
    assert isinstance(statement, Statement)
    assert statement.block is not None
    shouts = [entry for entry in statement.block.entries if isinstance(entry, Other)]
    assert [(shout.rule, [part.text for part in shout.parts if isinstance(part, Token)]) for shout in shouts] == [
        ("shout", ["!", "hello"])
    ]


def test_a_keyword_added_to_the_grammar_is_no_longer_a_word() -> None:
    text = grammar_text().replace("_entry: statement | assignment", "_entry: statement | assignment | goto")
    extended = Grammar(text + '\ngoto: "goto" WORD\n')
    source = Source("a.flow", "goto menu\ngotowhere menu\n")
    parsed = parse(source, extended)

    assert parsed.diagnostics == ()
    assert print_tree(parsed.file) == source.text
    assert [getattr(entry, "rule", "") for entry in parsed.file.entries] == ["goto", "", "", ""]


def test_what_a_copy_of_the_grammar_allows_is_no_mistake_there() -> None:
    text = grammar_text().replace("_entry: statement | assignment", "_entry: statement | assignment | mark")
    source = Source("a.flow", 'greeting:\nsay ) "a"\n')

    assert [problem.code for problem in parse(source).diagnostics] == ["FLW001", "FLW005"]
    assert [problem.code for problem in parse(source, Grammar(text + "\nmark: WORD COLON\n")).diagnostics] == ["FLW005"]


def test_the_grammar_of_the_language_is_made_once() -> None:
    assert flow_grammar() is flow_grammar()
    assert flow_grammar().text == grammar_text()
    assert parse(Source("a.flow", FEEDBACK)).file == parse(Source("a.flow", FEEDBACK), Grammar(grammar_text())).file
