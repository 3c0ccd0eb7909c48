"""Applying every safe fix to a bad program leaves fewer findings, and none that was not there before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from tests.examples import EXAMPLES, values_of

from flowc.compile import check
from flowc.diagnostics import Diagnostic
from flowc.fix import fix
from flowc.values import Values

STATEMENTS = (
    'say "Welcome to the Owl shop."',
    'say "One moment, please." voice=Polly.Joanna-Neural language=en-US',
    'say "Two words." { loop = 2 }',
    'play "https://example.com/owl.mp3" loop=3',
    'set count=1 shop="the Owl shop"',
    'gather "How are you?" { timeout -> next }',
    'gather "Press a key." timeout=4s { number_of_digits = 1; timeout -> end }',
    'http GET "https://example.com/hours" { failed -> next }',
    'if contact.channel.address is_blank { say "We do not see your number." } else { say "Thank you." }',
    'split contact.channel.address { "+15550100" { say "Is that you?" }; else -> next }',
    "dial number +15550101 timeout=20s { hangup -> end }",
)
Site = tuple[int, int]

# What is wrong, how to find a place for it, and what stands there then.
MISTAKES: Mapping[str, tuple[str, Callable[[re.Match[str]], str]]] = MappingProxyType(
    {
        "a colon for =": (r"(?<=[a-z]) = (?=[\w\"])", lambda _: ": "),
        "a fat arrow": (r"->", lambda _: "=>"),
        "a drawn arrow": (r"->", lambda _: "→"),
        "curly quotes": (r'"([A-Z][a-z ]+\.?)"', lambda found: f"“{found[1]}”"),
        "a lonely quote": (r'(?<=say )"([A-Z][a-z ]+\.)"', lambda found: f"'{found[1]}'"),
        "a bad escape": (r'(?<=say ")([A-Z][a-z]+)', lambda found: f"\\q{found[1]}"),
        "a comment of another language": (r"(?m)^  (?=say)", lambda _: "  // a note\n  "),
        "two statements on one line": (r'(?<=\.")\n  (?=say|set|play)', lambda _: " "),
        "a comma behind an option": (r"(?m)(?<==\d)$", lambda _: ","),
        "an allowance for nothing": (r"(?m)^  (?=say)", lambda _: "  # flowc: allow FLW402 it is quiet\n  "),
        "a colon that lacks": (r"(?m)^  (?=say)", lambda _: "  # flowc allow FLW402 it is quiet\n  "),
        "a raw ampersand": (r"(?<=say \")([A-Z])", lambda found: f"<break/>R & B {found[1]}"),
        "a brace too many": (r"\}\n\Z", lambda _: "}\n}\n"),
    }
)


@st.composite
def good(draw: st.DrawFn) -> str:
    """A program in which nothing is found."""
    lines = draw(st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=8))
    return "\n".join(["on call {", '  say "Good day."', *(f"  {line}" for line in lines), "}", ""])


@st.composite
def spoilt(draw: st.DrawFn, text: str) -> str:
    """A program with some mistakes for which there may be safe fixes."""
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(MISTAKES)))
        pattern, spelling = MISTAKES[name]
        sites = list(re.finditer(pattern, text))
        if sites:
            event(name)
            site = draw(st.sampled_from(sites))
            text = text[: site.start()] + spelling(site) + text[site.end() :]
    return text


def codes(found: tuple[Diagnostic, ...]) -> Counter[str]:
    return Counter(finding.code for finding in found)


def hold(bad: str, values: Values | None = None) -> bool:
    """Whether the law holds for a program; whether there was anything to fix is given back."""
    before = check(bad, values=values).diagnostics
    fixable = any(one.safe for finding in before for one in finding.fixes)
    after = fix(bad, values=values)

    assert codes(after.checked.diagnostics) <= codes(before), after.text
    if fixable:
        assert len(after.checked.diagnostics) < len(before), after.text
    else:
        assert after.text == bad
    return fixable


SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture]
OWN = [path for path in EXAMPLES if "use std" not in path.read_text("utf-8")]


@settings(max_examples=300, deadline=None, suppress_health_check=SLOW)
@given(good().flatmap(spoilt))
def test_every_safe_fix_of_a_generated_program_leaves_fewer_findings_and_no_new_ones(bad: str) -> None:
    assume(hold(bad))


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
@settings(max_examples=10, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_every_safe_fix_of_an_example_leaves_fewer_findings_and_no_new_ones(path: Path, data: st.DataObject) -> None:
    text = path.read_text(encoding="utf-8")

    hold(data.draw(spoilt(text)), values_of(path))


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_alone_is_found_and_fixed_to_the_program_without_it(name: str) -> None:
    text = "\n".join(["on call {", '  say "Good day."', *(f"  {line}" for line in STATEMENTS), "}", ""])
    assert check(text).diagnostics == ()
    pattern, spelling = MISTAKES[name]
    bad = re.sub(pattern, spelling, text, count=1)

    assert bad != text
    assert hold(bad)
