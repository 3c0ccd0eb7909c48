"""Laws of syntax: what the grammar makes is read, every text comes back, nothing falls over."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lark import Lark
from tests.properties.flow_texts import edited, plain_lark, texts_of
from tests.syntax.texts import EXAMPLES, MISTAKES

from flowc.resources import grammar_text
from flowc.source import Source
from flowc.syntax import Grammar, Parsed, flow_grammar, parse, print_tree
from flowc.syntax.nodes import tokens

# What a text from the grammar may have wrong: its escapes, and what the grammar reads in order to complain of it.
WITHIN_TOKENS = {"FLW002", "FLW003", "FLW006"}

# Hundreds of times what any text below takes on a slow machine.

made = texts_of(plain_lark())
examples = st.sampled_from(list(EXAMPLES.values()))
signs = st.text(alphabet="{}[]():;,=|->\"#*+\\$“”'/?ae15 \n\r\t\ufeff", max_size=60)
many = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large])


def laws_hold(text: str, grammar: Grammar | None = None) -> Parsed:
    """Reads a text, and checks what is true of every reading."""
    parsed = parse(Source("a.flow", text), grammar)
    assert print_tree(parsed.file) == text
    end = 0
    for token in tokens(parsed.file):
        assert token.start == end + len(token.leading), token
        end = token.end
    for problem in parsed.diagnostics:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        for fix in problem.fixes:
            assert 0 <= fix.span.start <= fix.span.end <= len(text)
    assert [problem.span.start for problem in parsed.diagnostics] == sorted(
        problem.span.start for problem in parsed.diagnostics
    )
    return parsed


@many
@given(made)
def test_every_text_of_the_grammar_is_read(text: str) -> None:
    parsed = laws_hold(text)

    assert parsed.complete
    assert {problem.code for problem in parsed.diagnostics} <= WITHIN_TOKENS


@many
@given(made)
def test_plain_lark_reads_every_text_of_the_grammar_as_we_do(text: str) -> None:
    theirs = [(token.type, str(token)) for token in plain_lark().lex(text)]
    *ours, end = [(token.type, token.text) for token in flow_grammar().tokenize(text)]

    plain_lark().parse(text)
    assert ours == theirs
    assert end == ("$END", "")


EXTENDED = grammar_text().replace("_entry: statement | assignment", "_entry: statement | assignment | shout")
EXTENDED += '\nshout: "!" WORD "please"?\n'
extended = Grammar(EXTENDED)


@many
@given(texts_of(Lark(EXTENDED, parser="lalr", lexer="basic")))
def test_a_new_rule_and_a_new_keyword_need_no_change_here(text: str) -> None:
    assert {problem.code for problem in laws_hold(text, extended).diagnostics} <= WITHIN_TOKENS


@given(st.text())
@example("")
@example("\ud800")
@example("; {(\n  ")
@example('{{}:“ =5#$\x00“(\'\ufeff \r\n$# """>\r\n\r\n" !}a')
@example('(5s:;5\\*/ \n{{ \n ]“ else (; """,”//,”} }ü ')
def test_any_text_comes_back(text: str) -> None:
    laws_hold(text)


@given(signs)
def test_any_signs_come_back(text: str) -> None:
    assert laws_hold(text).complete


@given(st.binary())
def test_any_bytes_come_back(data: bytes) -> None:
    laws_hold(data.decode("latin-1"))


@many
@given(edited(examples))
def test_an_edited_text_comes_back(text: str) -> None:
    assert laws_hold(text).complete


@many
@given(edited(made))
def test_an_edited_text_of_the_grammar_comes_back(text: str) -> None:
    laws_hold(text)


@many
@given(edited(examples), st.sampled_from(["\r\n", "\r"]))
@example('a -> b """\n  text\n  """\n', "\r\n")
def test_line_ends_make_no_difference_to_the_findings(text: str, line_end: str) -> None:
    found = [problem.message for problem in laws_hold(text).diagnostics]

    assert [problem.message for problem in laws_hold(text.replace("\n", line_end)).diagnostics] == found


@many
@given(edited(examples))
def test_a_reading_does_not_depend_on_the_one_before(text: str) -> None:
    first = laws_hold(text)
    laws_hold("on call: {")

    assert laws_hold(text).file == first.file


@given(examples, st.sampled_from(MISTAKES), st.sampled_from(MISTAKES))
def test_two_mistakes_in_their_own_sections_give_two_findings(around: str, first: str, second: str) -> None:
    found = laws_hold(f"{first}\n{around}\n{second}\n").diagnostics

    assert len(found) == 2, [problem.message for problem in found]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_text_that_breaks_off_anywhere_comes_back(name: str) -> None:
    for end in range(len(EXAMPLES[name])):
        assert laws_hold(EXAMPLES[name][:end]).complete


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_text_without_any_one_of_its_tokens_comes_back(name: str) -> None:
    words = [token.leading + token.text for token in flow_grammar().tokenize(EXAMPLES[name])]
    numbers = []
    for index in range(len(words)):
        parsed = laws_hold("".join([*words[:index], *words[index + 1 :]]))
        assert parsed.complete
        numbers.append(len(parsed.diagnostics))

    # One mistake, one message; a bracket or a quote that opens something may be missed more than once.
    assert max(numbers) <= 4
    assert sum(number > 1 for number in numbers) <= len(numbers) / 10
