"""What comments allow is not told, and what they allow in vain is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.many_files import found_in

from flowc.compile import check, compile_text
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.apply import apply_fixes, fixes_to_apply
from flowc.diagnostics.codes import CODES
from flowc.fix import fix
from flowc.format import format_text
from flowc.modules import MemoryModules

GOLDENS = Path(__file__).resolve().parents[1] / "golden"
WHY = "# flowc: allow FLW402 the prices come in spring"


def codes(text: str, *, hints: bool = False) -> list[str]:
    return [one.code for one in found_in(text, hints=hints)]


@pytest.mark.parametrize(
    "text",
    [
        f'on call {{\n  menu "x" {{ 1 {{ }} }} {WHY}\n}}\n',
        f'on call {{\n  {WHY}\n  menu "x" {{ 1 {{ }} }}\n}}\n',
        f'on call {{\n  menu "x" {{\n    1 {{ }} {WHY}\n  }}\n}}\n',
        f'on call {{\n  menu "x" {{\n    {WHY}\n    1 {{ }}\n  }}\n}}\n',
        f'on call {{\n  {WHY}\n  menu "x" {{\n    1 {{ }}\n  }}\n}}\n',
        f'on call {{\n  menu "x" {{\n    1 {{ }}\n  }} {WHY}\n}}\n',
        f'on call {{\n  menu "x" {{\n    1 {{ }}\n  }}; {WHY}\n}}\n',
        f'{WHY}\non call {{\n  menu "x" {{\n    1 {{ }}\n  }}\n}}\n',
        f'on call {{\n  say "a"; menu "x" {{ 1 {{ }} }} {WHY}\n}}\n',
        f'on call {{\n  menu "x" {{ 1 {{ }} }}; say "a" {WHY}\n}}\n',
        '# flowc: allow-file empty-body the prices come in spring\n\non call {\n  menu "x" {\n 1 { } }\n}\n',
    ],
)
def test_a_finding_is_allowed_on_its_line_in_its_statement_and_in_the_file(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f'on call {{ {WHY}\n  menu "x" {{ 1 {{ }} }}\n}}\n',
        f'on call {{\n  {WHY}\n\n  menu "x" {{ 1 {{ }} }}\n}}\n',
        f'on call {{\n  menu "x" {{ 1 {{ }} }}\n  {WHY}\n}}\n',
    ],
)
def test_elsewhere_a_comment_allows_nothing_and_both_are_told(text: str) -> None:
    assert sorted(codes(text)) == ["FLW133", "FLW402"]


def test_a_statement_over_several_lines_is_allowed_at_its_head() -> None:
    text = (
        'on call {\n  say "After the beep, tell us."\n  voicemail {%s\n'
        '    transcription_callback_url = "https://example.com/t"\n    hangup -> end\n  }\n}\n'
    )
    plain = found_in(text % "")

    assert [(one.code, one.span.line > 3) for one in plain] == [("FLW214", True)]
    assert codes(text % " # flowc: allow FLW214 the address is kept for later") == []


def test_one_comment_allows_several_codes_and_several_findings() -> None:
    text = (
        f'on call {{\n  menu "x" {{ 1 {{ }}; 2 {{ }}; none -> end }} {WHY.replace("FLW402", "FLW402, odd-name")}\n}}\n'
    )

    assert codes(text) == ["FLW133"]
    assert codes(text.replace("menu", '"1st": menu').replace("-> end", '-> "1st"')) == []


def test_the_code_that_is_allowed_in_vain_is_taken_out_of_the_comment() -> None:
    text = 'on call {\n  menu "x" { 1 { } } # flowc: allow FLW305, FLW402, FLW109: why\n}\n'

    fixed = fix(text)

    assert fixed.text == 'on call {\n  menu "x" { 1 { } } # flowc: allow FLW402: why\n}\n'
    assert fixed.checked.diagnostics == ()


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_comment_that_allows_nothing_is_removed_by_a_safe_fix(line_end: str) -> None:
    lines = ["on call {", '  say "a"', '  say "b"', "}", ""]
    commented = ["on call {", f"  {WHY}", '  say "a"', f'  say "b" {WHY}', "}", ""]

    assert fix(line_end.join(commented)).text == line_end.join(lines)


@pytest.mark.parametrize("mistake", ["sai", 'say "a\\q";', "-> nowhere"])
def test_a_mistake_that_may_hide_findings_keeps_comments_from_being_called_unused(mistake: str) -> None:
    text = f'on call {{\n  say "a" {WHY}\n  {mistake}\n}}\n'

    assert "FLW133" not in codes(text)


def test_an_error_that_hides_nothing_does_not_keep_them_from_it() -> None:
    assert "FLW133" in codes(f'on message {{\n  record on {{ failed -> end }}\n  send "a" {WHY}\n}}\n')


def test_a_hint_is_allowed_without_being_looked_for() -> None:
    text = 'on call {\n  say "Hello."\n  set choice=1 # flowc: allow FLW508 another flow reads it\n}\n'

    assert codes(text) == codes(text, hints=True) == []
    assert codes(text.replace("choice", "a={{flow.variables.a}} choice")) != ["FLW133"]
    assert codes(text.replace("set choice=1", "digits 1")) == []
    assert codes(text.replace("set choice=1", "digits 1"), hints=True) == ["FLW133"]


def test_what_is_turned_off_is_still_what_a_comment_allows() -> None:
    text = f'on call {{ menu "x" {{ 1 {{ }} }} {WHY}\n}}\n# ---- flowc.toml\nrules.FLW402 = "off"\n'

    assert codes(text) == []


def test_a_finding_that_settings_raise_is_allowed_all_the_same() -> None:
    text = f'on call {{ menu "x" {{ 1 {{ }} }} {WHY}\n}}\n# ---- flowc.toml\nrules.FLW402 = "error"\n'

    assert codes(text) == []


def test_findings_about_comments_can_be_allowed_too() -> None:
    assert codes('on call {\n  say "a" # flowc: allow FLW402, FLW133 the prices come and go\n}\n') == []
    assert (
        codes('# flowc: allow-file unexplained-allow ours\non call {\n  menu "x" { 1 { } } # flowc: allow FLW402\n}\n')
        == []
    )


def test_a_comment_that_allows_findings_about_comments_in_vain_is_unused_itself() -> None:
    assert codes('on call {\n  say "a" # flowc: allow FLW133 nothing\n}\n') == ["FLW133"]
    assert codes('on call {\n  say "a" # flowc: allow FLW134, FLW402 nothing\n}\n') == ["FLW133", "FLW133"]


def test_what_is_fixed_stays_though_a_comment_would_allow_it() -> None:
    assert sorted(codes('on call {\n  sai "a" # flowc: allow FLW101 later\n}\n')) == ["FLW101", "FLW136"]


def test_a_missing_value_is_allowed_and_the_draft_is_written() -> None:
    text = "on call {\n  dial number { hangup -> end } # flowc: allow FLW204 the number comes later\n}\n"

    assert codes(text) == []
    assert compile_text(text).definition is not None


@pytest.mark.parametrize(
    "text",
    [
        f'on call {{ menu "x" {{ 1 {{ }} }} {WHY}\n}}\n',
        f'on call {{ menu "x" {{ 1 {{ }} }} }} {WHY}\n',
        f'on call {{\n menu "x" {{ 1 {{ }}; 2 {{ say "a" }} }} {WHY}\n}}\n',
        f'on call {{\n menu "x" {{\n 1 {{ }} {WHY}\n }}\n}}\n',
        f'on call {{\n {WHY}\n menu "x" {{ 1 {{ }}; failed -> end }}\n}}\n',
        f'on call {{\n  say "a"; menu "x" {{ 1 {{ }} }} {WHY}\n}}\n',
    ],
)
def test_formatting_does_not_change_what_is_allowed(text: str) -> None:
    formatted = format_text(text, "a.flow").text

    assert formatted != text
    assert codes(text) == codes(formatted) == []


# --- Modules


MODULE = 'block choose {\n  menu "x" { 1 { } }%s\n}\n'
USER = 'use "m.flow" as m\n\non call {\n  m.choose%s\n}\n'


def with_module(in_module: str = "", in_flow: str = "") -> list[Diagnostic]:
    modules = MemoryModules({"m.flow": MODULE % in_module})
    return list(check(USER % in_flow, "a.flow", modules=modules).diagnostics)


def test_a_finding_in_a_module_is_allowed_in_the_module() -> None:
    assert [(one.code, one.span.source.path) for one in with_module()] == [("FLW402", "m.flow")]
    assert with_module(f" {WHY}") == []


def test_a_comment_of_a_module_is_judged_where_the_module_is_checked() -> None:
    idle = " # flowc: allow FLW305, FLW402, FLW499"

    assert with_module(idle) == []
    assert sorted(one.code for one in check(MODULE % idle, "m.flow").diagnostics) == ["FLW133", "FLW134", "FLW135"]


def test_a_comment_at_the_use_does_not_reach_into_the_module() -> None:
    assert [one.code for one in with_module("", f" {WHY}")] == ["FLW133", "FLW402"]


def test_a_finding_that_is_placed_at_the_use_of_a_block_is_allowed_there() -> None:
    text = 'block note { record on { failed -> end } }\n\non call {\n  note%s\n  say "This call is recorded."\n}\n'

    assert "FLW302" in codes(text % "")
    assert "FLW302" not in codes(text % " # flowc: allow FLW302 they have been told by mail")


# --- Laws


# Files in which a comment can be put at the end of any line.
FLOWS = [
    text
    for path in sorted([*GOLDENS.glob("placement/*.flow"), *GOLDENS.glob("diagnostics/*.flow")])
    if '"""' not in (text := path.read_text(encoding="utf-8")) and "# ----" not in text and "flowc" not in text
]
ALLOWABLE = [
    text for text in FLOWS if (found := check(text).diagnostics) and all(not CODES[one.code].fixed for one in found)
]


def test_there_are_flows_to_try_the_laws_with() -> None:
    assert len(ALLOWABLE) > 10


@given(st.data(), st.sampled_from(ALLOWABLE))
def test_allowing_findings_takes_these_away_and_no_others_and_taking_it_back_brings_them_back(
    data: st.DataObject, text: str
) -> None:
    found = check(text).diagnostics
    allowed = data.draw(st.lists(st.sampled_from(found), unique_by=id))
    lines = text.split("\n")
    for one in allowed:
        lines[one.span.line - 1] += (
            f" # flowc: allow {one.code} a reason" if "#" not in lines[one.span.line - 1] else ""
        )
    commented = "\n".join(lines)
    pairs = {(number, code) for number, line in enumerate(lines, 1) for code in re.findall(r"allow (FLW\d+)", line)}

    left = check(commented).diagnostics
    heads = {(one.code, one.message) for one in left}

    assert all((one.span.line, one.code) not in pairs for one in left)
    assert heads <= {(one.code, one.message) for one in found}
    assert len(found) - len(left) >= len({(one.span.line, one.code) for one in allowed} & pairs)
    again = re.sub(r" # flowc: allow .*", "", commented)
    assert again == text


@given(st.sampled_from(FLOWS), st.data())
def test_removing_what_allows_nothing_gives_back_the_flow(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    number = data.draw(
        st.sampled_from([number for number, line in enumerate(lines) if line.strip() and "#" not in line])
    )
    code = data.draw(st.sampled_from([code for code, known in CODES.items() if not known.fixed]))
    lines[number] += f" # flowc: allow {code} a reason"
    commented = "\n".join(lines)
    unused = [one for one in check(commented).diagnostics if one.code == "FLW133"]

    assert len(unused) <= 1
    if unused:
        assert apply_fixes(commented, fixes_to_apply(unused)) == text
