"""The pages of the codes: every code has one, and its examples are what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.many_files import found_in, target_of

from flowc import pages as pages_module
from flowc.checks.check import rule_modules
from flowc.decompile import decompile
from flowc.diagnostics.codes import CODES
from flowc.language import MAX_BLOCK_DEPTH, MAX_STATES
from flowc.liquid.names import MAX_RENDERED
from flowc.pages import SECTIONS, Page, documents, page, read_page
from flowc.syntax.parser import MAX_CHARACTERS, MAX_DEPTH

PROJECT = Path(__file__).resolve().parents[1]
FILES = Path(pages_module.__file__).parent / "diagnostics" / "pages"
DOCUMENTS = PROJECT / "docs" / "rules"

# Found only where hints are asked for.
HINTS = ("FLW224", "FLW226", "FLW409", "FLW508")

# Flows too large to be written out on a page.
TOO_MUCH = {
    "FLW007": "on call {\n" * (MAX_DEPTH + 1) + "}\n" * (MAX_DEPTH + 1),
    "FLW008": 'on call { say "Welcome." }\n' + "#" * MAX_CHARACTERS,
    "FLW131": "".join(f"block b{n} {{ b{n + 1} }}\n" for n in range(MAX_BLOCK_DEPTH + 1))
    + f'block b{MAX_BLOCK_DEPTH + 1} {{ say "Welcome." }}\non call {{ b0 }}\n',
    "FLW223": 'on message {\n  send "' + "Hello " * 300 + '" { failed -> end }\n}\n',
    "FLW411": "on call {\n" + "subflow FW0123456789abcdef0123456789abcdef { failed -> next }\n" * 151 + "}\n",
    "FLW510": 'on call { http POST "https://example.com" { body = "%{{flow.sid}}"; failed -> end } }\n'.replace(
        "%", "x" * (MAX_RENDERED + 1)
    ),
    "FLW401": "on call {\n" + 'say "Welcome."\n' * MAX_STATES + "}\n",
}
REFERENCE = ("widgets.json", "widgets.md", "voice.md")
URL = re.compile(r"\]\((https://[^)]+)\)")


def examples(section: str) -> list[object]:
    """The flows in this section of all pages, each with its code."""
    return [
        pytest.param(code, text, id=f"{code}-{number}")
        for code in CODES
        for number, text in enumerate(page(code).examples(section), start=1)
    ]


def found(text: str, code: str = "") -> list[str]:
    if text.startswith("{"):
        read = decompile(text, "flow.json")
        return [finding.code for finding in read.diagnostics]
    return [finding.code for finding in found_in(text, hints=code in HINTS, target=target_of([code] if code else []))]


# --- What is on the pages


@pytest.mark.parametrize("code", CODES)
def test_a_page_has_all_sections_in_their_order_and_none_is_empty(code: str) -> None:
    shown = page(code)

    assert tuple(shown.sections) == SECTIONS
    assert all(shown.sections.values())


@pytest.mark.parametrize("code", CODES)
def test_a_page_begins_with_one_to_three_whole_sentences(code: str) -> None:
    summary = page(code).summary

    assert re.match(r"[A-Z]", summary)
    assert summary.endswith(".")
    assert 1 <= len(re.findall(r"[.!?](?=\s|$)", summary)) <= 3


@pytest.mark.parametrize(("code", "text"), examples("Bad"))
def test_a_bad_example_gives_this_finding_and_no_other(code: str, text: str) -> None:
    assert found(text, code) == [code]


@pytest.mark.parametrize(("code", "text"), examples("Good"))
def test_a_good_example_gives_no_finding(code: str, text: str) -> None:
    assert found(text, code) == []


@pytest.mark.parametrize("code", CODES)
def test_a_page_shows_both_flows_unless_the_bad_one_would_fill_the_screen(code: str) -> None:
    assert bool(page(code).examples("Bad")) != (code in TOO_MUCH)
    assert page(code).examples("Good")


@pytest.mark.parametrize(("code", "text"), TOO_MUCH.items(), ids=TOO_MUCH)
def test_what_is_too_large_for_a_page_gives_its_finding_and_no_other(code: str, text: str) -> None:
    assert found(text) == [code]


@pytest.mark.parametrize("code", CODES)
def test_a_block_of_a_page_is_a_flow_that_is_run(code: str) -> None:
    fences = re.findall(r"^```(.*)$", page(code).markdown(), re.MULTILINE)
    run = [text for section in ("Bad", "Good") for text in page(code).examples(section)]

    assert fences[::2].count("flow") + fences[::2].count("json") == len(run)
    assert all(re.fullmatch(r"flow|json|(flow|toml) file=\S+( env=\w+)?", fence) for fence in fences[::2])
    assert set(fences[1::2]) == {""}


@pytest.mark.parametrize("code", CODES)
def test_a_source_is_a_page_at_twilio_or_a_section_of_our_reference(code: str) -> None:
    targets = re.findall(r"\]\(([^)]+)\)", page(code).sections["Source"])

    assert targets
    assert all(target.startswith(("https://www.twilio.com/docs/", "docs/language.md#")) for target in targets)


def test_every_link_to_twilio_is_one_that_our_reference_has_seen(shared: Path) -> None:
    seen = "\n".join((shared / "reference" / name).read_text(encoding="utf-8") for name in REFERENCE)
    known = set(re.findall(r"https://[^\s)\"`,;>]+", seen))
    linked = {url for code in CODES for url in URL.findall(page(code).markdown())}

    assert sorted(linked - known) == []


# --- Where they stand


def test_a_code_has_its_page_in_one_place_only() -> None:
    of_rules = [module.CODE for module in rule_modules()]
    of_files = [path.stem for path in FILES.iterdir()]

    assert sorted(of_rules + of_files) == sorted(CODES)


def test_the_limits_that_pages_name_are_those_of_the_compiler() -> None:
    limits = {"FLW007": MAX_DEPTH, "FLW008": MAX_CHARACTERS, "FLW131": MAX_BLOCK_DEPTH, "FLW401": MAX_STATES}
    limits["FLW510"] = MAX_RENDERED

    assert [code for code, limit in limits.items() if f"{limit:,}" not in page(code).summary] == []


def test_a_code_that_does_not_exist_has_no_page() -> None:
    with pytest.raises(KeyError):
        page("FLW999")


# --- docs/rules


@pytest.mark.parametrize("name", documents())
def test_docs_rules_is_made_of_the_pages(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(Path("docs") / "rules" / name, documents()[name])


def test_docs_rules_holds_nothing_else() -> None:
    assert sorted(path.name for path in DOCUMENTS.iterdir()) == sorted(documents())


def test_the_index_names_every_code_under_its_family() -> None:
    index = documents()["README.md"]
    families = re.split(r"^## ", index, flags=re.MULTILINE)[1:]

    headings = ["Syntax", "Names", "Values", "Placement", "Control flow", "Templates", "Compliance"]
    headings += ["Backend", "The way in", "Tests"]
    assert [part.splitlines()[0] for part in families] == headings
    assert re.findall(r"^\| \[(\w+)\]", index, re.MULTILINE) == list(CODES)
    assert "| [FLW302](FLW302-too-early.md) | `too-early` | error |" in families[3]


def test_a_link_to_our_reference_leads_on_from_docs_rules() -> None:
    text = documents()["FLW102-unknown-target.md"] + documents()["FLW101-unknown-verb.md"]

    assert "](docs/" not in text
    assert "](../language.md#declaring-widgets)" in text


def test_a_bad_flow_of_docs_rules_is_marked_with_its_finding() -> None:
    text = documents()["FLW403-no-entry.md"]

    assert text.count("```flow bad FLW403\n") == 1
    assert text.count("```flow\n") == 1


# --- The reader of the pages


def read(*lines: str) -> Page:
    return read_page(CODES["FLW101"], "\n".join(lines))


def test_the_text_before_the_first_heading_is_the_summary() -> None:
    shown = read("A verb that", "nothing declares.", "", "## Why", "", "Because.", "", "## Fix", "Write one.")

    assert shown.summary == "A verb that\nnothing declares."
    assert dict(shown.sections) == {"Why": "Because.", "Fix": "Write one."}


def test_the_documentation_of_a_flow_begins_no_section() -> None:
    flow = '## Greets everybody.\nflow "Greeter"\n'

    shown = read("A verb.", "## Good", "```flow", *flow.splitlines(), "```", "## Fix", "Write one.")

    assert list(shown.sections) == ["Good", "Fix"]
    assert shown.examples("Good") == [flow]


def test_a_section_without_a_flow_has_no_examples_and_neither_has_a_missing_one() -> None:
    shown = read("A verb.", "## Bad", "A very large flow.")

    assert shown.examples("Bad") == []
    assert shown.examples("Good") == []


def test_a_printed_page_names_the_code_its_level_and_its_family() -> None:
    printed = read("A verb.", "## Why", "Because.").markdown()

    assert printed == "# FLW101: unknown-verb\n\nA verb.\n\nLevel: error, fixed. Family: names.\n\n## Why\n\nBecause.\n"
