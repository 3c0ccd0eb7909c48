"""A file with several mistakes reports those and nothing else, and all its sound statements are read."""

from __future__ import annotations

import itertools

import pytest
from tests.syntax.texts import FEEDBACK, findings, marked, outline, read

FIVE = """\
## Asks a caller for feedback.
flow "Client feedback"

on call⟦:⟧ {
  say ⟦"Hello! To improve our service this call will be recorded.⟧

  record on channels=dual {
    failed ⟦=>⟧ offline
  }

  feedback: gather "How was it?" ⟦{⟧
    timeout = 5s
    finish_on_key = ⟦*⟧

  say "Thank you."
}

section offline {
  say "We can't take feedback right now."
}
"""


def test_five_mistakes_give_five_findings_in_the_order_of_the_text() -> None:
    assert findings(FIVE) == [
        ("FLW001", "a `:` before a block"),
        ("FLW002", "a text never ends"),
        ("FLW001", "`=>` is no arrow"),
        ("FLW004", "a block is not closed"),
        ("FLW006", "a key needs quotes"),
    ]


def test_the_sound_statements_between_five_mistakes_are_read() -> None:
    assert outline(marked(FIVE)[0]) == (
        "flow on(say record(failed->offline) feedback:gather(timeout= finish_on_key=) say) section(say)"
    )


# Each takes one place of a sound text and gives one mistake of the kinds that people make.
SLIPS = {
    "a colon after a block head": ("on call {", "on call: {"),
    "a missing quote": ('recorded."', "recorded."),
    "a foreign arrow": ("failed -> offline", "failed => offline"),
    "a key without quotes": ('"*"', "*"),
    "a missing brace": ("    timeout -> offline\n  }\n", "    timeout -> offline\n"),
    "an else on its own line": ("  } else {", "  }\n  else {"),
    "two statements on one line": ("{ failed -> next }\n", "{ failed -> next } say again\n"),
    "a list without end": ("absent] {", "absent {"),
    "a comma too many": ("    timeout       = 5s", "    timeout       = 5s,"),
    "an option of YAML": ("    timeout       = 5s", "    timeout: 5s"),
    "a comment of C": ("# given", "// given"),
    "a value that is missing": ("language = en-US", "language ="),
    "a target that is missing": ("failed -> offline\n", "failed ->\n"),
    "curly quotes": ('"We did not catch that."', "“We did not catch that.”"),
    "a brace too many": ('right now. Goodbye."\n}', 'right now. Goodbye."\n}\n}'),
}


def slipped(text: str, *slips: str) -> str:
    """A text with these mistakes in it."""
    for slip in slips:
        text = text.replace(*SLIPS[slip], 1)
    return text


# Not two that change the same place; and braces that are balanced again are no mistake of syntax.
PAIRS = [
    pair
    for pair in itertools.combinations(SLIPS, 2)
    if slipped(FEEDBACK, *pair) == slipped(FEEDBACK, *reversed(pair))
    and SLIPS[pair[1]][0] in slipped(FEEDBACK, pair[0])
    if pair != ("a missing brace", "a brace too many")
]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_gives_one_finding(slip: str) -> None:
    text = slipped(FEEDBACK, slip)

    assert text != FEEDBACK
    assert len(read(text).diagnostics) == 1


@pytest.mark.parametrize("slip", [slip for slip in SLIPS if slip != "two statements on one line"])
def test_a_slip_leaves_the_outline_of_the_text_as_it_is(slip: str) -> None:
    found = outline(slipped(FEEDBACK, slip))

    assert found.replace("failed->)", "failed->offline)") == outline(FEEDBACK)


@pytest.mark.parametrize("slips", PAIRS, ids=" and ".join)
def test_two_slips_give_two_findings(slips: tuple[str, str]) -> None:
    text = slipped(FEEDBACK, *slips)

    assert len(read(text).diagnostics) == 2, text


def test_all_slips_that_are_not_in_one_place_give_one_finding_each() -> None:
    slips = [slip for slip in SLIPS if slip not in ("an option of YAML", "a target that is missing")]

    assert len(read(slipped(FEEDBACK, *slips)).diagnostics) == len(slips)
