"""One program for each code of names, values and templates, with what a user sees; and the program that is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.many_files import found_in

from flowc.diagnostics import Diagnostic
from flowc.diagnostics.codes import CODES
from flowc.diagnostics.render.text import render_text

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "diagnostics"
BAD = sorted(path.name for path in FOLDER.glob("*.flow") if not path.name.endswith(".good.flow"))
# Their label tells the limits or the reason, and what to write instead only the author knows.
HELPLESS = ("out-of-range", "malformed-json", "deprecated-widget", "malformed-declaration")

# Found only where hints are asked for.
HINTS = (
    "FLW224-costly-message.flow",
    "FLW226-plain-http.flow",
    "FLW508-unread-variable.flow",
)
# Its program is as large as the limit that it passes.
LARGE = ("FLW131", "FLW510")

DRAWN = [code for code in CODES if ("FLW101" <= code < "FLW301" or "FLW501" <= code < "FLW601") and code not in LARGE]


def found_in_program(name: str) -> list[Diagnostic]:
    return found_in((FOLDER / name).read_text(encoding="utf-8"), name, hints=name in HINTS)


@pytest.mark.parametrize("code", DRAWN)
def test_each_code_of_names_values_and_templates_has_its_program(code: str) -> None:
    assert f"{code}-{CODES[code].name}.flow" in BAD


@pytest.mark.parametrize("name", BAD)
def test_one_mistake_gives_one_message_drawn_as_a_user_sees_it(name: str, golden: Callable[[Path, str], None]) -> None:
    found = found_in_program(name)

    assert [finding.code for finding in found] == [name[:6]]
    golden((FOLDER / name).with_suffix(".txt"), render_text(found[0]))


@pytest.mark.parametrize("name", BAD)
def test_the_program_that_is_right_has_no_finding(name: str) -> None:
    text = (FOLDER / name).with_suffix(".good.flow").read_text(encoding="utf-8")

    assert found_in(text, hints=name in HINTS) == []


@pytest.mark.parametrize("name", BAD)
def test_a_message_is_one_lower_case_sentence_without_a_full_stop(name: str) -> None:
    (finding,) = found_in_program(name)

    for text in (finding.message, finding.label, finding.help):
        assert not text.endswith("."), text
        assert text.count("`") % 2 == 0, text
    assert re.match(r"[a-z`]|[A-Z][A-Za-z/ ]+ has no exit|Studio|Twilio", finding.message), finding.message
    assert finding.message
    assert finding.label


@pytest.mark.parametrize("name", BAD)
def test_a_cure_stands_in_the_help(name: str) -> None:
    (finding,) = found_in_program(name)

    assert finding.help or CODES[finding.code].name in HELPLESS
