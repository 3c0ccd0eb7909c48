"""What is read of a template, and what is said of a text that is none."""

from __future__ import annotations

import subprocess
import sys

import pytest

from flowc.liquid import Template, has_liquid, read_template
from flowc.liquid.problem import Problem


def reads(text: str) -> list[str]:
    """The paths that a text reads, as it writes them."""
    return [text[read.path.start : read.path.end] for read in read_template(text).reads]


def problem(text: str) -> Problem:
    found = read_template(text).problem
    assert found is not None
    return found


def test_a_text_without_liquid_reads_nothing() -> None:
    assert not has_liquid("Hi {there}")
    assert read_template("Hi {there}") == Template("Hi {there}")


def test_an_output_has_its_path_and_its_filters() -> None:
    template = read_template("Hi {{ widgets.menu.Digits | default: '1' | plus: flow.variables.x }}!")

    (output,) = template.outputs
    assert template.text[output.start : output.end].startswith("{{ widgets")
    assert [word.text for word in output.filters] == ["default", "plus"]
    assert output.read is template.reads[0]
    assert output.read is not None
    assert output.read.path.names == ("widgets", "menu", "Digits")
    assert reads(template.text) == ["widgets.menu.Digits", "flow.variables.x"]


def test_a_path_may_have_indexes_quoted_names_and_parts_that_are_worked_out() -> None:
    (path, inner) = (read.path for read in read_template("{{ a['b c'][0].d[e.f] }}").reads)

    assert [part.key for part in path.parts] == ["a", "b c", 0, "d", None]
    assert path.names == ("a", "b c")
    assert not path.is_whole
    assert inner.names == ("e", "f")
    assert inner.is_whole


@pytest.mark.parametrize("text", ["{{a. b}}", "{{a .b}}", "{{a.\nb}}", "{% if a. b %}{% endif %}"])
def test_blanks_around_a_dot_are_no_mistake_as_many_real_flows_have_them(text: str) -> None:
    assert read_template(text).reads[0].path.names == ("a", "b")


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("{{ a.b }}", [False]),
        ("{{ a.b | default: 'x' }}", [True]),
        ("{% if a.b %}{{ c.d }}{% endif %}{{ e }}", [True, True, False]),
        ("{% unless a %}{% else %}{{ b }}{% endunless %}", [True, True]),
        ("{% case a %}{% when b %}{{ c }}{% endcase %}", [True, True, True]),
        ("{% for i in a %}{% endfor %}", [False]),
    ],
)
def test_a_value_with_a_default_or_under_a_condition_is_guarded(text: str, guarded: list[bool]) -> None:
    assert [read.guarded for read in read_template(text).reads] == guarded


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("{% assign x = a.b %}{{ x }}", ["x"]),
        ("{% capture x %}{{ a }}{% endcapture %}{{ x }}", ["x"]),
        ("{% for i in a %}{{ i.b }}{{ forloop.index0 }}{% endfor %}{{ i }}", ["i.b", "forloop.index0"]),
    ],
)
def test_what_a_template_sets_itself_is_local(text: str, local: list[str]) -> None:
    found = [read for read in read_template(text).reads if read.local]

    assert [text[read.path.start : read.path.end] for read in found] == local


def test_the_tags_of_a_template_are_noted_once_each_and_what_is_raw_is_not_read() -> None:
    template = read_template("{% if a %}{% elsif b %}{% endif %}{% raw %}{{ c }}{% endraw %}")

    assert {word.text for word in template.tags} >= {"if", "elsif"}
    assert len(set(template.tags)) == len(template.tags)
    assert reads(template.text) == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        ("Hi {{a", "its `}}` is missing", "{{a"),
        ("{% if a", "its `%}` is missing", "{% if a"),
        ("x {{ }}", "a value is missing", "{{ }}"),
        ("{{ a b }}", "`b` is not expected here", "b"),
        ("{{ a + 1 }}", "`+` is not expected here", "+"),
        ("{{ a || b }}", "`||` is not expected here", "||"),
        ("{{ a }} {{ b | }}", "something is missing at its end", "{{ b | }}"),
        ("{{ a. }}", "a name is missing behind the dot", "a"),
        ("{{ or }}", "a name is wanted, not `or`", "or"),
        ("{{ a if b }}", "`if` has no place in an output", "if"),
        ("x {% if a %}y", "its `endif` is missing", "{% if a %}"),
        ("{% if a %}{% for i in b %}{% endif %}", "no `if` is open here", "endif"),
        ("{% else %}", "no `if` is open here", "else"),
        ("{% comment %}{{ x", "its `endcomment` is missing", "comment"),
        ("{{ größe }}", "a name may not hold `ö`", "größe"),
        ("{{ a | größer }}", "a name may not hold `ö`", "größer"),
        ("{% if a %}" * 40, "it is nested too deep", "if"),
    ],
)
def test_a_broken_template_is_told_in_words_at_its_place(text: str, reason: str, place: str) -> None:
    found = problem(text)

    assert (found.reason, text[found.start : found.end], found.tag) == (reason, place, "")


def test_a_quoted_name_may_hold_any_character() -> None:
    assert read_template('{{ a["größe"] }}').problem is None


@pytest.mark.parametrize("name", ["include", "render", "frobnicate", "liquid"])
def test_a_tag_that_studio_does_not_know_is_a_problem_with_its_name(name: str) -> None:
    text = "a {% " + name + " 'b' %}"
    found = problem(text)

    assert (found.tag, text[found.start : found.end]) == (name, name)


def test_a_tag_that_a_project_knows_is_read_and_so_is_what_stands_around_it() -> None:
    text = "{% shout a %}{{ b }}{% whisper %}{{ c }}"

    template = read_template(text, ("shout", "whisper"))

    assert template.problem is None
    assert [text[read.path.start : read.path.end] for read in template.reads] == ["b", "c"]


def test_plain_outputs_are_read_without_the_library() -> None:
    code = (
        "import sys; from flowc.liquid import read_template; "
        "assert read_template('a {{ b.c | default: 1 }}').reads; sys.exit('liquid' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
