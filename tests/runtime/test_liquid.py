"""Liquid as Studio renders it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from structlog.testing import capture_logs
from tests.runtime.bench import parsed

from runtime.filters import FILTERS
from runtime.liquid import Template, optional_template, template, templates
from runtime.ssml import UNWRITABLE

CONTEXT: dict[str, Any] = {
    "widgets": {
        "http": {
            "parsed": {"a": 1, "list": [1, {"x": "<y>"}, None, True], "when": "2026-07-02T12:30:00Z"},
            "body": '{"a":1}',
        },
        "get-convo-name": {"parsed": {"name": "Ann"}},
        "menu": {"Digits": "5", "SpeechResult": "yes, <break/> & {{trigger}} {% raise %}"},
    },
    "flow": {"variables": {"n": "3", "words": "a,b"}},
}


def render(text: str) -> str:
    return Template(text).render(CONTEXT)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("plain", "plain"),
        ("{{widgets.menu.Digits}}", "5"),
        ("{{widgets.get-convo-name.parsed.name}}", "Ann"),
        ("{{ widgets['get-convo-name'].parsed['name'] }}", "Ann"),
        ("a{{widgets.nobody.Digits}}b", "ab"),
        ("{{widgets.menu.Digits | plus: flow.variables.n}}", "8"),
        ("{{widgets.menu.Digits | plus: '1.5'}}", "6.5"),
        ("{{ 1.0 }} {{ true }} {{ nil }}.", "1.0 true ."),
        ("{{ widgets.http.parsed.list[1].x }}", "<y>"),
        ("{% for i in (1..3) %}{{ forloop.index0 }}{% endfor %}", "012"),
        ("{% assign a = 'x' %}{% if a == 'x' %}yes{% else %}no{% endif %}", "yes"),
        ("{% case widgets.menu.Digits %}{% when '5' %}five{% endcase %}", "five"),
        ("{{ flow.variables.words | split: ',' | last | upcase }}", "B"),
        ("{{ 'a b+c' | url_encode }}", "a+b%2Bc"),
        ("{{ widgets.nobody | default: 'none' }}", "none"),
        ("{{ (1..3) }}", "1..3"),
    ],
)
def test_a_template_prints_what_studio_prints(text: str, printed: str) -> None:
    assert render(text) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{widgets.http.parsed}}", '{"a":1,"list":[1,{"x":"<y>"},null,true],"when":"2026-07-02T12:30:00Z"}'),
        ("{% echo widgets.http.parsed.list %}", '1{"x":"<y>"}true'),
        ("{{widgets.http.parsed.list}}", '1{"x":"<y>"}true'),
        ("{{widgets.http.parsed.list | join: '-'}}", '1-{"x":"<y>"}--true'),
        ("{{widgets.http.parsed.list | join}}", '1 {"x":"<y>"}  true'),
        ("{{widgets.menu.Digits | join: '-'}}", "5"),
        ("{{'=' | append: widgets.http.parsed.list}}", '=1{"x":"<y>"}true'),
        ("{{ true | upcase }}", "TRUE"),
    ],
)
def test_objects_are_printed_as_json_and_lists_as_their_members(text: str, printed: str) -> None:
    assert render(text) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{widgets.http.parsed.list | to_json}}", '[1,{"x":"<y>"},null,true]'),
        ("{{widgets.menu.Digits | to_json}}", '"5"'),
        ("{{widgets.nobody.x | to_json}}", "null"),
        ("{{ (1..3) | to_json }}", "[1,2,3]"),
        ("{{ 'é' | to_json }}", '"é"'),
    ],
)
def test_to_json_writes_json_without_blanks(text: str, printed: str) -> None:
    assert render(text) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{widgets.http.parsed.when | date: '%H:%M %Z'}}", "05:30 PDT"),
        ("{{'2026-01-02 10:00' | date: '%H:%M %Z'}}", "10:00 PST"),
        ("{{'Sat, 28 Nov 2026 10:00:00 +0000' | date: '%d %H'}}", "28 02"),
        ("{{ 0 | date: '%Y-%m-%d %H:%M' }}", "1969-12-31 16:00"),
        ("{{ '0' | date: '%s' }}", "0"),
        ("{{'nonsense' | date: '%H'}}", "nonsense"),
        ("{{widgets.nobody | date: '%H'}}", ""),
        ("{{ true | date: '%H'}}", "true"),
        ("{{'12:00 XYZ' | date: '%H %Z'}}", "12 P"),
    ],
)
def test_dates_are_in_us_pacific_time(text: str, printed: str) -> None:
    assert render(text).startswith(printed)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{widgets.http.parsed.when | timezone: 'Europe/Berlin' | date: '%H:%M %Z'}}", "14:30 CEST"),
        ("{{widgets.http.parsed.when | timezone: 'UTC' }}", "2026-07-02 12:30:00 +0000"),
        ("{{widgets.http.parsed.when | timezone: 'UTC' | to_json }}", '"2026-07-02 12:30:00 +0000"'),
        ("{{'nonsense' | timezone: 'UTC' }}", "nonsense"),
    ],
)
def test_the_filter_timezone_moves_a_date_to_another_zone(text: str, printed: str) -> None:
    assert render(text) == printed


def test_now_is_the_present_in_us_pacific_time() -> None:
    assert render("{{ 'now' | date: '%Z' }}") in {"PST", "PDT"}
    assert len(render("{{ 'today' | date: '%Y-%m-%d' }}")) == len("2026-11-28")


@pytest.mark.parametrize(
    "text",
    [
        "a{{ 'x' | nope }}b",
        "a{{ widgets + flow }}b",
        "a{{ widgets }b",
        "a{% include 'flow.py' %}b",
        "a{% render 'flow.py' %}b",
        "a{{ '<b>' | safe }}b",
        "a{{ 'x' | timezone: 'Nowhere/Land' | date: '%H' }}{{ 0 | timezone: 'Nowhere/Land' }}b",
        "a{{ '99999999999999999999' | date: '%H' }}b",
        "{% for i in (1..16) %}{{ i }}{% endfor %}",
        "{% for i in (1..4) %}{% for j in (1..4) %}.{% endfor %}{% endfor %}",
        "{{ (1..1000000000) | reverse | first }}",
        "{{ (1..1000000000) | join: '' }}",
        "{% assign a = '0123456789012345678901234567890123456789' %}"
        + "{% assign a = a | append: a %}" * 9
        + "{{ a }}",
        "{% assign a = '0123456789012345678901234567890123456789' %}"
        + "{% assign a = a | append: a %}" * 9
        + "{{ a | replace: '', a | size }}",
    ],
)
def test_a_template_that_fails_prints_nothing_and_is_logged_as_81018(text: str) -> None:
    with capture_logs() as logs:
        assert render(text) == ""

    assert [line["code"] for line in logs] == [81018]


def test_the_log_of_a_failure_holds_nothing_of_the_values() -> None:
    with capture_logs() as logs:
        Template("{{ secret | nope }}").render({"secret": "4111111111111111"})

    assert "4111" not in str(logs)
    assert "secret" not in str(logs)


def test_fifteen_rounds_of_a_loop_are_allowed() -> None:
    assert render("{% for i in (1..15) %}.{% endfor %}") == "." * 15


def test_16384_bytes_are_printed_and_one_more_is_too_many() -> None:
    most = {"text": "é" * 8192}

    assert len(Template("{{ text }}").render(most).encode()) == 16_384
    assert Template("{{ text }}.").render(most) == ""


def test_no_path_leads_into_python() -> None:
    assert render("{{ widgets.__class__ }}{{ widgets.http.keys }}{{ widgets.http.parsed.list.append }}") == ""
    assert render("{{ 'x'.__class__.__mro__ }}{{ flow.variables.items }}") == ""


def test_a_rendered_value_is_never_read_as_liquid() -> None:
    assert render("{{ widgets.menu.SpeechResult }}") == "yes, <break/> & {{trigger}} {% raise %}"
    assert render("{% assign x = widgets.menu.SpeechResult %}{{ x }}") == "yes, <break/> & {{trigger}} {% raise %}"


def test_the_ends_of_lines_stay_as_they_are() -> None:
    lines = {"x": "a\r\nb\rc\nd"}

    assert Template("{{ x }}").render(lines) == lines["x"]
    assert Template("{% if x %}{% capture y %}{{ x }}{% endcapture %}{{ y }}{% endif %}").render(lines) == lines["x"]


def test_half_a_surrogate_pair_is_printed_as_a_question_mark() -> None:
    assert Template("<{{ x }}>").render({"x": "a\ud800é"}) == "<a?é>"


def test_texts_become_templates_once() -> None:
    one = Template("x")

    assert template(one) is one
    assert template("x") == one
    assert templates({"say": "x", "play": one}) == {"say": one, "play": one}
    assert optional_template(None) is None
    assert optional_template("x") == one


def test_studio_has_the_filters_that_real_flows_use() -> None:
    used = ["downcase", "plus", "replace", "strip", "default", "upcase", "remove", "lstrip", "strip_newlines"]

    assert set(FILTERS) == {"to_json", "date", "timezone", "join"}
    with capture_logs() as logs:
        for name in used:
            render(f"{{{{ 'x' | {name}: 'y' }}}}" if name in {"replace", "remove", "default"} else "")
    assert logs == []


def test_a_say_without_markup_of_its_own_is_a_text() -> None:
    spoken = Template("You said {{widgets.menu.SpeechResult}}").speech(CONTEXT)

    assert not isinstance(spoken, Markup)
    assert spoken == "You said yes, <break/> & {{trigger}} {% raise %}"


def test_ssml_around_liquid_is_markup_and_what_liquid_prints_is_text() -> None:
    spoken = Template("You said <break time='1s'/> <s>{{widgets.menu.SpeechResult}}</s>").speech(CONTEXT)

    assert isinstance(spoken, Markup)
    assert spoken == "You said <break time='1s'/> <s>yes, &lt;break/&gt; &amp; {{trigger}} {% raise %}</s>"


def test_a_value_that_grows_when_it_is_escaped_is_read_aloud_as_any_other() -> None:
    spoken = Template("<s>{{ x }}</s>").speech({"x": "'" * 16_000})

    assert parsed(f"<Say>{spoken}</Say>")[0].text == "'" * 16_000


def test_ssml_without_liquid_is_markup() -> None:
    assert isinstance(Template("Wait <break/>").speech({}), Markup)


@pytest.mark.parametrize("text", ["Tom & {{widgets.menu.Digits}}", "1 < {{widgets.menu.Digits}}", "<b>{{x}}</b>"])
def test_a_say_that_is_no_ssml_is_a_text_as_it_stands(text: str) -> None:
    spoken = Template(text).speech(CONTEXT)

    assert not isinstance(spoken, Markup)
    assert spoken == render(text)


_FILTERS = [
    "append: '<s>'",
    "prepend: '</s>'",
    "replace: 'a', '<'",
    "url_decode",
    "url_encode",
    "base64_decode",
    "base64_encode",
    "escape",
    "escape_once",
    "strip_html",
    "newline_to_br",
    "strip_newlines",
    "split: 'a' | join: '<break/>'",
    "truncate: 5",
    "truncatewords: 2, '<'",
    "slice: 0, 9",
    "upcase",
    "capitalize",
    "to_json",
    "date: '<%H>'",
    "default: '<'",
    "squish",
    "remove: 'a'",
]
# An element of SSML that only a value can bring in here, in every spelling that a filter undoes.
_BROUGHT_IN = [
    "<emphasis/>",
    "&lt;emphasis/&gt;",
    "%3Cemphasis%2F%3E",
    "PGVtcGhhc2lzLz4=",
    "</s><emphasis/><s>",
    "&#60;",
]
_HOSTILE = st.lists(
    st.sampled_from([*_BROUGHT_IN, "a", "b", "<", ">", "&", '"', "'", "{{", "%}", "\x00", "\x1b", "\ud800", "\n"])
    | st.text(max_size=5),
    max_size=8,
).map("".join)


@given(value=_HOSTILE, filters=st.lists(st.sampled_from(_FILTERS), max_size=3), tag=st.sampled_from(["s", "p", "w"]))
@settings(max_examples=200)
def test_no_value_through_any_filter_adds_an_element(value: str, filters: list[str], tag: str) -> None:
    """Law: of what is read aloud, the elements are those of the template alone."""
    pipeline = "".join(f" | {one}" for one in filters)
    with capture_logs():
        spoken = Template(f"<{tag}>{{{{ x{pipeline} }}}}</{tag}>").speech({"x": value})

    if isinstance(spoken, Markup):
        assert "emphasis" not in [element.tag for element in parsed(f"<Say>{spoken}</Say>").iter()]


@given(value=_HOSTILE)
@settings(max_examples=200)
def test_what_a_value_says_between_markup_is_what_it_says_without(value: str) -> None:
    """Law: escaped, read as XML, a value is itself, but for what XML cannot hold."""
    spoken = Template("<s>{{ x }}</s>").speech({"x": value})

    assert isinstance(spoken, Markup)
    writable = UNWRITABLE.sub("", value.encode(errors="replace").decode())
    assert "".join(parsed(f"<Say>{spoken}</Say>").itertext()) == re.sub("\r\n?", "\n", writable)
