"""A document that cannot be printed is found before the first call."""

from __future__ import annotations

import pytest
from tests.runtime.bench import Bench
from tests.runtime.own_steps import Goes, Says

from runtime.document_check import check_documents
from runtime.flow import Flow, FlowError
from runtime.step import Step


def flow(*steps: Step) -> Flow:
    made = Flow("bench", version="1", starts={})
    for step in steps:
        made.add(step)
    return made


def says(**liquid: str) -> Says:
    return Says("a", document="a.xml", liquid=liquid, exits={"done": None})


def test_documents_that_print_what_their_steps_give_are_well(bench: Bench) -> None:
    bench.verbs(
        "a.xml", '<Say{{ {"voice": steps.a.voice or none} | xmlattr }}>{{ steps["a"]["say"] }}</Say>{{ answer }}'
    )

    check_documents(flow(says(say="x", voice="y"), Goes("go", exits={})), bench.documents)


def test_a_document_that_is_not_there_is_named(bench: Bench) -> None:
    with pytest.raises(FlowError, match=r"^there is no document a\.xml$"):
        check_documents(flow(says()), bench.documents)


def test_a_frame_that_is_not_there_is_named(bench: Bench) -> None:
    (bench.folder / "response.xml").unlink()

    with pytest.raises(FlowError, match=r"^there is no document response\.xml$"):
        check_documents(flow(), bench.documents)


def test_a_document_that_is_no_template_is_named_with_its_line(bench: Bench) -> None:
    bench.verbs("a.xml", "<Say>{{ steps.a.say </Say>")

    with pytest.raises(FlowError, match=r"^a\.xml, line 3: "):
        check_documents(flow(says(say="x")), bench.documents)


def test_a_document_without_verbs_is_named(bench: Bench) -> None:
    bench.document("a.xml", "<Say/>")

    with pytest.raises(FlowError, match=r"^a\.xml has no block `verbs`$"):
        check_documents(flow(says()), bench.documents)


def test_a_value_that_the_step_does_not_give_is_named(bench: Bench) -> None:
    bench.verbs("a.xml", "{% if false %}<Say>{{ steps.a.sya }}</Say>{% endif %}")

    with pytest.raises(FlowError, match=r"^a\.xml prints steps\.a\.sya, which a does not give$"):
        check_documents(flow(says(say="x")), bench.documents)


def test_a_step_of_another_document_is_named(bench: Bench) -> None:
    bench.verbs("a.xml", "<Say>{{ steps.b.say }}</Say>")

    with pytest.raises(FlowError, match=r"no step of the document is called b$"):
        check_documents(flow(says(say="x")), bench.documents)


def test_a_name_that_nothing_gives_is_named(bench: Bench) -> None:
    bench.verbs("a.xml", "<Say>{{ session.contact }}</Say>")

    with pytest.raises(FlowError, match=r"^a\.xml prints session, which nothing gives$"):
        check_documents(flow(says()), bench.documents)
