"""The order in which a flow's prompts can be heard."""

from __future__ import annotations

import pytest
from tests.faults.prompts import Prompts, in_order

import flowc

FLOW = """
on call {
  say "Hello."
  asked: gather "Your number, {{trigger.call.From}}?" { timeout -> asked }
  split asked.Digits { "1" -> one; else -> asked }
}
section one { say "One."; say "Goodbye." }
"""


@pytest.fixture(scope="module")
def prompts() -> Prompts:
    definition = flowc.compile_text(FLOW).definition
    assert definition is not None
    return Prompts.of(definition)


ASKED = "Your number, +1555?"


@pytest.mark.parametrize(
    ("heard", "allowed", "ends"),
    [
        ((), True, False),
        (("Hello.", ASKED), True, False),
        (("Hello.", ASKED, "One."), True, False),
        (("Hello.", ASKED, "One.", "Goodbye."), True, True),
        (("Hello.", ASKED, ASKED, "One.", "Goodbye."), True, True),
        ((ASKED,), False, False),
        (("Hello.", "One."), False, False),
        (("Hello.", "Hello.", ASKED), False, False),
        (("Hello.", ASKED, "Goodbye."), False, False),
        (("an application error",), False, False),
        (("Hello.", ASKED, "One.", "Goodbye.", "Hello."), False, False),
    ],
)
def test_words_are_allowed_in_the_orders_of_the_flow(
    prompts: Prompts, heard: tuple[str, ...], allowed: bool, ends: bool
) -> None:
    places = in_order(prompts, [(False, heard)])

    assert bool(places) == allowed
    assert prompts.may_end(places) == ends


def test_after_the_fallback_a_document_may_come_again(prompts: Prompts) -> None:
    first, last = ("Hello.", ASKED), ("One.", "Goodbye.")

    assert in_order(prompts, [(False, first), (True, first), (False, last)])
    # The fallback may be told to wait before it gets the document.
    assert in_order(prompts, [(False, first), (True, ()), (False, first), (False, last)])
    # A caller who has not heard the document hears it then for the first time.
    assert in_order(prompts, [(False, first), (True, last)])


def test_without_the_fallback_it_may_not(prompts: Prompts) -> None:
    assert not in_order(prompts, [(False, ("Hello.", ASKED)), (False, ("Hello.", ASKED))])


def test_an_earlier_document_may_never_come_again(prompts: Prompts) -> None:
    documents = [(False, ("Hello.",)), (False, (ASKED,)), (True, ("Hello.",))]

    assert not in_order(prompts, documents)


def test_the_prompts_of_a_flow_stand_where_another_one_runs_it() -> None:
    outer = f'on call {{ say "Hello."; subflow FW{"0" * 32} {{ failed -> sorry }}; say "Goodbye." }}'
    flows = (f'{outer}\nsection sorry {{ say "Sorry." }}', 'on subflow { say "One."; say "Two." }')
    both = [Prompts.of(str(flowc.compile_text(text).definition)) for text in flows]
    prompts = both[0].running(both[1])

    for heard in ("Hello. One. Two. Goodbye.", "Hello. One. Two. Sorry.", "Hello. Sorry."):
        assert prompts.may_end(in_order(prompts, [(False, tuple(heard.split()))]))
    for heard in ("Hello. Goodbye.", "Hello. One. Goodbye.", "Hello. One. Sorry.", "Hello. Two."):
        assert not in_order(prompts, [(False, tuple(heard.split()))])


def test_a_run_may_end_without_a_word_where_a_way_does() -> None:
    definition = flowc.compile_text('on request { call { busy, noAnswer, failed -> end }; say "Hello." }').definition
    assert definition is not None
    prompts = Prompts.of(definition)

    assert prompts.may_end(prompts.beginning)
    assert in_order(prompts, [(False, ("Hello.",))])
