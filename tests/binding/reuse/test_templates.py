"""What compiling replaces inside of texts: `{{param.x}}`, `{{const.x}}`, and names inside of blocks."""

from __future__ import annotations

import pytest
from tests.binding.reuse.texts import found, notes, only, says, short, widgets

from flowc.syntax.strings import encode

HEAD = (
    'const t = "Owl", n = 5, r = flow.variables.r, l = ["a"], q = "it\'s \\"so\\"", p = "{{flow.variables.a}} b"\n'
    'const one = "{{ flow.variables.o }}", single = "say \\"x\\"", d = 5s, w = word, f = 0.5, m = "-7"\n'
)


def said(text: str, head: str = HEAD) -> str:
    """What a text says when it is compiled."""
    return says(f"{head}on call {{ say {encode(text)} }}")["say_1"]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("{{const.t}}", "Owl"),
        ("{{param.t}}", "Owl"),
        ("{{ const.t }}", "Owl"),
        ("{{-const.t-}}", "Owl"),
        ("<{{const.t}}|{{const.t}}>", "<Owl|Owl>"),
        ("{{const.n}} {{const.f}} {{const.m}}", "5 0.5 -7"),
        ("{{const.d}}", "5s"),
        ("{{const.r}}", "{{flow.variables.r}}"),
        ("{{const.q}}", 'it\'s "so"'),
        ("{{const.p}}", "{{flow.variables.a}} b"),
        ("{{{const.n}}}", "{5}"),
    ],
)
def test_a_tag_that_holds_a_value_alone_becomes_the_value(text: str, result: str) -> None:
    assert said(text) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("{{ const.t | upcase }}", '{{ "Owl" | upcase }}'),
        ("{{ flow.variables.x | append: const.t }}", '{{ flow.variables.x | append: "Owl" }}'),
        ("{{ const.n | plus: const.n }}", "{{ 5 | plus: 5 }}"),
        ("{{ const.m | plus: 1 }}", '{{ "-7" | plus: 1 }}'),
        ("{{ const.f | times: 2 }}", "{{ 0.5 | times: 2 }}"),
        ("{{ const.r | upcase }}", "{{ flow.variables.r | upcase }}"),
        ("{{ const.one | upcase }}", "{{ flow.variables.o | upcase }}"),
        ("{{ const.single | upcase }}", "{{ 'say \"x\"' | upcase }}"),
        ('{% if const.t == "a" %}x{% endif %}', '{% if "Owl" == "a" %}x{% endif %}'),
        ("{% if const.r == const.t %}x{% endif %}", '{% if flow.variables.r == "Owl" %}x{% endif %}'),
        ("{%- assign x = const.n -%}", "{%- assign x = 5 -%}"),
        ("{% case const.t %}{% when const.n %}{% endcase %}", '{% case "Owl" %}{% when 5 %}{% endcase %}'),
        ('{{ "const.t" | append: const.t }}', '{{ "const.t" | append: "Owl" }}'),
        ("{{ 'const.t' | append: const.t }}", "{{ 'const.t' | append: \"Owl\" }}"),
    ],
)
def test_inside_of_an_expression_a_value_is_liquids_literal_for_it(text: str, result: str) -> None:
    assert said(text) == result


@pytest.mark.parametrize(
    "text",
    [
        "{{ my.const.t }}",
        "{{ myconst.t }}",
        "{{ flow.variables.const.t }}",
        "{{ my-const.t }}",
        "{{ x[0].const.t }}",
        "const.t and {{flow.variables.x}}",
        "{ {const.t} }",
        "{{ const }}",
        "{{ const.",
        "{% raw %}{{const.t}}{% if const.t %}{% endraw %}",
        "{%- raw -%}{{const.t}}{%- endraw -%}",
        "{{flow.variables.x}}",
        "{{widgets.nobody.x}}",
        "{{ constant.t }}",
    ],
)
def test_everything_else_is_left_as_it_is_written(text: str) -> None:
    assert said(text) == text


def test_after_raw_values_are_replaced_again() -> None:
    assert said("{% raw %}{{const.t}}{% endraw %}{{const.t}}") == "{% raw %}{{const.t}}{% endraw %}Owl"


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("{{const.l}}", "const.l", "a list or a record has no place in a text"),
        ("{{ const.l | first }}", "const.l", "a list or a record has no place in a text"),
        ("{{ const.q | upcase }}", "const.q", "it has no spelling inside of an expression"),
        ("{{ const.p | upcase }}", "const.p", "it has no spelling inside of an expression"),
        ("{% if const.p %}{% endif %}", "const.p", "it has no spelling inside of an expression"),
    ],
)
def test_a_value_that_has_no_place_is_an_error_with_the_value(text: str, place: str, reason: str) -> None:
    (finding,) = (one for one in found(f"{HEAD}on call {{ say {encode(text)} }}") if one.code != "FLW128")

    assert (finding.code, finding.span.text, finding.label) == ("FLW216", place, reason)
    assert notes(finding)[0][0] == "its value"
    assert bool(finding.help) is ("spelling" in reason)


def test_none_has_no_place_in_a_text() -> None:
    finding = only('block b(x: text = none) { say "a{{param.x}}" }\non call { b }')

    assert (finding.code, finding.label) == ("FLW216", "it is `none` here")
    assert notes(finding) == [("its value", "none"), ("in this use of `b`", "b")]


def test_each_unknown_name_of_a_text_is_one_error_at_its_place() -> None:
    text = 'const shop = "Owl"\non call { say "{{const.shp}} {{ param.nope | upcase }} {{const.shop}}" }'

    assert short(text) == [("FLW111", "const.shp"), ("FLW111", "param.nope")]


def test_an_unknown_name_gets_the_nearest() -> None:
    assert only('const shop = "Owl"\non call { say "{{const.shp}} {{const.shop}}" }').help == "did you mean `shop`?"
    assert only('on call { say "{{param.x}}" }').help == "declare it: `param x …`"


@pytest.mark.parametrize("quotes", ['"{}"', '"""{}"""', '"""\n  {}\n  """'])
def test_a_place_is_found_in_every_kind_of_text(quotes: str) -> None:
    assert short(f"on call {{ say {quotes.format('Hello {{const.x}}')} }}") == [("FLW111", "const.x")]


def test_where_escapes_hide_the_place_the_whole_text_is_it() -> None:
    assert short('on call { say "{{const.\\u{78}}}" }') == [("FLW111", '"{{const.\\u{78}}}"')]


def test_a_value_with_quotes_and_line_ends_is_one_text_of_json() -> None:
    text = (
        'const v = "a \\"b\\" \\\\ c\\nd"\n'
        'on call { raw "some-type" { property "x" = json("{\\"k\\": \\"<{{const.v}}>\\", \\"n\\": {{const.n}}}") } }\n'
        "const n = 5"
    )

    assert widgets(text)["raw_1"]["x"] == {"k": '<a "b" \\ c\nd>', "n": 5}


def test_json_that_a_value_breaks_is_told_at_the_text() -> None:
    assert [code for code, _ in short('const v = "x"\non call { raw "t" { property "x" = json("{{const.v}}") } }')] == [
        "FLW212"
    ]


# Names of widgets inside of blocks


BLOCK = 'block b(t: text) {{ exit no; x: gather t {{ timeout -> no }}; say {} }}\non call {{ u: b "q" }}'


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("{{widgets.x.Digits}}", "{{widgets.u_x.Digits}}"),
        ("{{ widgets.x.Digits | upcase }}", "{{ widgets.u_x.Digits | upcase }}"),
        ("{{widgets['x'].Digits}}", "{{widgets['u_x'].Digits}}"),
        ("{{ widgets[ 'x' ].Digits | upcase }}", "{{ widgets[ 'u_x' ].Digits | upcase }}"),
        ("{% if widgets.x.Digits == '1' %}{% endif %}", "{% if widgets.u_x.Digits == '1' %}{% endif %}"),
        ("{{widgets.x.body.deep.er}}", "{{widgets.u_x.body.deep.er}}"),
        ("{{widgets.y.Digits}} widgets.x.Digits", "{{widgets.y.Digits}} widgets.x.Digits"),
        ("{% raw %}{{widgets.x.Digits}}{% endraw %}", "{% raw %}{{widgets.x.Digits}}{% endraw %}"),
        ("{{param.t}}{{widgets.x.Digits}}", "q{{widgets.u_x.Digits}}"),
    ],
)
def test_the_name_of_a_widget_in_a_block_is_that_of_the_use(text: str, result: str) -> None:
    assert says(BLOCK.format(encode(text)))["u_say_1"] == result


def test_bare_references_in_a_block_bear_the_name_of_the_use() -> None:
    text = (
        'block b() { x: gather "q"; say x.Digits; say widgets.x.Digits; if x.Digits is_blank -> x }\non call { u: b }'
    )

    assert list(says(text).values()) == ["q", "{{widgets.u_x.Digits}}", "{{widgets.u_x.Digits}}"]
    assert widgets(text)["u_if_1"] == {"input": "{{widgets.u_x.Digits}}"}


def test_an_argument_refers_to_the_names_where_it_is_written() -> None:
    text = (
        "block b(t: text) { x: gather t; say t }\n"
        'on call { x: gather "q"; b x.Digits; b "{{widgets.x.Digits}}"; u: b "{{ widgets.x.Digits | upcase }}" }'
    )

    assert set(says(text).values()) == {"q", "{{widgets.x.Digits}}", "{{ widgets.x.Digits | upcase }}"}


def test_a_value_that_looks_like_a_name_of_the_block_is_not_renamed() -> None:
    text = 'block b(t: text) { x: gather "{{param.t}}" }\non call { x: gather "q"; u: b "{{widgets.x.Digits}}" }'

    assert says(text)["u_x"] == "{{widgets.x.Digits}}"


def test_long_texts_are_refused_beyond_a_hundred_thousand_characters() -> None:
    text = 'const c = "{}"\non call {{ set a="{{{{const.c}}}}" }}'

    assert short(text.format("x" * 100_000)) == []
    assert [code for code, _ in short(text.format("x" * 100_001))] == ["FLW131"]
