"""FLW404: statements and sections that no path leads to."""

from __future__ import annotations

import pytest
from tests.checks.found import findings, only, short, trail

from flowc.compile import check
from flowc.modules import MemoryModules


def test_a_statement_behind_an_arrow_is_found_where_it_stands() -> None:
    found = only('on call {\nsay "a"\n-> end\nsay "b"\n}')

    assert (found.code, found.severity.value, found.span.line) == ("FLW404", "warning", 4)
    assert (found.message, found.label) == ("no path leads to this `say`", "never runs")


def test_those_behind_it_are_told_with_it() -> None:
    found = only('on call {\nsay "a"\n-> end\nsay "b"\nplay "https://example.com/a.mp3"\nsay "c"\n}')

    assert found.span.line == 4
    assert trail(found) == [("`play` here as well", 5), ("`say` here as well", 6)]


def test_each_missing_arrow_has_its_own_finding() -> None:
    text = 'on call {\nsay "a"\n-> end\nsay "b"\n-> end\nsay "c"\n}'

    assert short(text) == [("FLW404", "warning", 4), ("FLW404", "warning", 6)]


def test_a_section_that_nothing_leads_to_is_found_at_its_name() -> None:
    found = only('on call { say "a" }\nsection lost {\nsay "b"\nsay "c"\n}')

    assert (found.code, found.span.text, found.span.line) == ("FLW404", "lost", 2)
    assert found.message == "nothing leads to the section `lost`"
    assert found.help == "write an arrow to it: `-> lost`, or remove it"
    assert found.notes == ()


def test_a_section_that_only_leads_to_itself_is_lost() -> None:
    text = 'on call { say "a" }\nsection lost { gather "b" { timeout -> lost } }'

    assert short(text) == [("FLW404", "warning", 2)]


def test_a_section_that_only_a_lost_one_leads_to_is_told_with_it() -> None:
    found = only('on call { say "a" }\nsection first { say "b"; -> second }\nsection second { say "c" }')

    assert found.span.text == "first"
    assert trail(found) == [("nothing else leads to this `say`", 3)]


def test_the_order_of_two_lost_sections_does_not_matter() -> None:
    found = only('on call { say "a" }\nsection second { say "c" }\nsection first { say "b"; -> second }')

    assert found.span.text == "first"


def test_two_sections_that_lead_to_each_other_are_one_mistake() -> None:
    text = 'on call { say "a" }\nsection b { gather "b"; -> c }\nsection c { gather "c"; -> b }'

    assert short(text) == [("FLW404", "warning", 2)]


def test_a_section_of_an_arrow_alone_is_lost_where_no_arrow_leads_to_it() -> None:
    assert short('on call { -> b }\nsection a { -> b }\nsection b { say "b" }') == [("FLW404", "warning", 2)]


def test_what_stands_behind_the_arrow_of_a_section_that_is_used_is_found_itself() -> None:
    text = 'on call { -> a }\nsection a {\n-> b\nsay "a"\n}\nsection b { say "b" }'

    assert short(text) == [("FLW404", "warning", 4)]


@pytest.mark.parametrize(
    "text",
    [
        'on call { -> a }\nsection a { -> b }\nsection b { say "b" }',
        'on call {\ngather "a" { timeout -> again }\nagain: say "b"\n}',
        'on call {\nif contact.channel.address starts_with "+1" { say "a" } else { say "b" }\nsay "c"\n}',
        'on call {\nmenu "a" tries=2 {\n1 { say "b" }\n2 or "c" -> s\nnone { say "d" }\nfailed -> s\n}\n}\n'
        'section s { say "e" }',
        'on call {\nsay "a"\n-> late\nfirst: say "b"\n-> end\nlate: gather "c"\n-> first\n}',
        "on call { -> end }",
    ],
    ids=["arrow", "label", "if", "menu", "backwards", "end"],
)
def test_what_some_path_leads_to_is_not_found(text: str) -> None:
    assert short(text) == []


def test_a_flow_that_nothing_starts_has_that_finding_alone() -> None:
    assert short('section a { say "a" }\nsection b { say "b" }') == [("FLW403", "warning", 1)]


def test_where_an_arrow_could_not_be_read_nothing_is_said_of_what_it_may_have_reached() -> None:
    assert short('on call { -> hous }\nsection hours { say "a" }') == [("FLW102", "error", 1)]


def test_a_value_that_is_wrong_hides_nothing() -> None:
    codes = [one.code for one in findings('on call { say "a" loop=1000 }\nsection lost { say "b" }')]

    assert codes == ["FLW203", "FLW404"]


def test_a_statement_of_a_block_is_found_once_however_often_the_block_is_used() -> None:
    found = only('block b {\nsay "a"\n-> next\nsay "b"\n}\non call {\nb\nb\n}')

    assert (found.code, found.span.line) == ("FLW404", 7)
    assert trail(found) == [("this `say` in the block", 4)]


def test_the_use_of_a_block_that_nothing_leads_to_is_one_finding() -> None:
    found = only('block b {\nsay "a"\nsay "b"\n}\non call {\nb\n-> end\nb\n}')

    assert found.span.line == 8


def test_a_module_is_not_judged_and_neither_are_the_sections_of_one() -> None:
    library = 'section hours { say "a" }\nsection other { say "b" }\nblock b { say "c" }\n'
    modules = MemoryModules({"m.flow": library})
    found = check('use "./m.flow"\non call { -> m.hours }', "main.flow", modules=modules).diagnostics

    assert "FLW404" not in {one.code for one in found}
