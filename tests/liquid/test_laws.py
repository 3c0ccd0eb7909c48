"""Laws of reading templates: no text is too odd, both readers agree, and places hold what they name."""

from __future__ import annotations

from hypothesis import example, given
from tests.liquid.templates import broken, plain

from flowc.liquid import Template, read_template
from flowc.liquid.parsed import read_parsed
from flowc.liquid.plain import read_plain


def places(template: Template) -> list[tuple[int, int]]:
    """All places that a template names."""
    found = [(one.start, one.end) for one in (*template.filters, *template.tags)]
    found += [(one.start, one.end) for one in template.outputs]
    found += [(part.start, part.end) for read in template.reads for part in read.path.parts]
    return found + ([(template.problem.start, template.problem.end)] if template.problem else [])


@given(plain())
@example("{{a | b: 1, 'x', c.d | default: \"e\"}}")
@example("{{{a}}")
@example("{{a-}} {{-a}}")
def test_what_the_quick_reader_takes_the_library_reads_alike(text: str) -> None:
    quick = read_plain(text)

    assert quick is None or quick == read_parsed(text)


@given(broken())
def test_the_quick_reader_takes_nothing_that_the_library_reads_otherwise(text: str) -> None:
    quick = read_plain(text)

    assert quick is None or quick == read_parsed(text)


@given(broken())
@example("{{" * 500)
@example("{% if a %}" * 60)
@example("{{a" + "[a" * 2000 + "}}")
def test_any_text_is_read_and_its_places_lie_inside_of_it(text: str) -> None:
    template = read_template(text)

    assert template.text == text
    assert all(0 <= start <= end <= len(text) for start, end in places(template))
    assert template.problem is None or template.problem.start < template.problem.end


@given(broken())
def test_a_place_holds_what_it_names(text: str) -> None:
    template = read_template(text)

    for word in (*template.filters, *template.tags):
        assert text[word.start : word.end] == word.text
    for output in template.outputs:
        assert text[output.start : output.end].startswith("{{")
        assert text[output.start : output.end].endswith("}}")
    for part in (part for read in template.reads for part in read.path.parts):
        if isinstance(part.key, str):
            assert text[part.start : part.end] == part.key


@given(broken())
def test_the_reads_stand_in_the_order_of_the_text(text: str) -> None:
    starts = [read.path.start for read in read_template(text).reads]

    assert starts == sorted(starts)
