"""Which widgets of two flows are held for one, by each of the ways in which they are found."""

from __future__ import annotations

from tests.diff.facts import flow_of

from flowc.diff.pairing import Pairing, content, kind
from flowc.diff.side import Side

BEFORE = 'on call {\n  a: say "One."\n  b: gather "Two." { keypress -> c; speech -> c }\n  c: say "Three."\n}\n'


def pairing(before: str, after: str) -> Pairing:
    found = Pairing(Side(flow_of(before)), Side(flow_of(after)))
    found.pair("Trigger", "Trigger")
    return found


def others(found: Pairing) -> dict[str, str]:
    return {first: second for first, second in found.pairs.items() if first != "Trigger"}


def test_by_name_only_widgets_with_the_same_key_are_paired() -> None:
    after = BEFORE.replace('a: say "One."', 'a: gather "One."').replace("Three", "Four")
    by_kind, by_content, by_name = (pairing(BEFORE, after) for _ in range(3))

    by_kind.by_name(kind)
    by_content.by_name(content)
    by_name.by_name()

    assert others(by_kind) == {"b": "b", "c": "c"}
    assert others(by_content) == {"b": "b"}
    assert others(by_name) == {"a": "a", "b": "b", "c": "c"}


def test_by_content_widgets_are_paired_whatever_they_are_called() -> None:
    found = pairing(BEFORE, BEFORE.replace("a:", "x:").replace("c:", "a:").replace("-> c", "-> a"))

    found.by_content()

    assert others(found) == {"a": "x", "b": "b", "c": "a"}


def test_by_content_alike_ones_are_paired_by_those_around_them() -> None:
    before = 'on call {\n  a: say "Same."\n  b: say "Same."\n  c: say "Same."\n}\n'
    found = pairing(before, before.replace("a:", "x:").replace("b:", "y:").replace("c:", "z:"))

    found.by_content()

    assert others(found) == {"a": "x", "b": "y", "c": "z"}


def test_by_content_those_that_lead_to_a_pair_are_paired_as_well() -> None:
    before = (
        'section a { a: say "Same." -> c }\nsection b { b: say "Same." -> d }\n'
        'section c { c: say "C." }\nsection d { d: say "D." }\n'
    )
    begin = 'on call { say "Hi." -> end }\n'
    found = pairing(
        begin + before,
        begin + before.replace("section a { a:", "section x { x:").replace("section b { b:", "section y { y:"),
    )

    found.by_content()

    assert others(found) == {"say_1": "say_1", "c": "c", "d": "d", "a": "x", "b": "y"}


def test_by_likeness_a_widget_whose_text_changed_a_little_is_paired() -> None:
    before = BEFORE.replace("Three.", "Goodbye, and thank you.")
    found = pairing(before, before.replace("c:", "z:").replace("-> c", "-> z").replace("and thank", "thank"))

    found.by_content()
    assert "c" not in found.pairs
    found.by_likeness()

    assert found.pairs["c"] == "z"


def test_a_partner_is_never_taken_twice() -> None:
    before = 'on call {\n  a: say "Same."\n  b: say "Same."\n}\n'
    found = pairing(before, 'on call {\n  a: say "Same."\n}\n')

    found.by_content()
    found.by_likeness()
    found.by_name()

    assert len(set(found.pairs.values())) == len(found.pairs) == 2
    assert found.left() == (["b"], [])
