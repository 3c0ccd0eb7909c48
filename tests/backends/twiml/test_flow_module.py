"""`flow.py` reads like its source: the steps in their order, each below its lines."""

from __future__ import annotations

import ast

import pytest
from tests.backends.twiml.bundle_of import call, files_of

from flowc import compile_bundle
from flowc.backends.twiml.python import width
from flowc.modules import MemoryModules


def module(text: str, path: str = "main.flow") -> str:
    return files_of(text, path)["flow.py"]


def test_a_step_stands_below_the_line_that_it_comes_from() -> None:
    text = module('on call {\n  greeting: say "Hi"   # a greeting\n}\n')

    assert '\n\n# main.flow:2  greeting: say "Hi"   # a greeting\nflow.add(SayPlay("greeting", ' in text


def test_a_step_of_a_block_stands_below_the_use_of_the_block_and_its_own_line() -> None:
    text = module('block greet {\n  say "Hi"\n}\non call {\n  greet\n}\n')

    assert '\n\n# main.flow:5  greet\n# main.flow:2  say "Hi"\nflow.add(SayPlay("' in text


def test_a_line_of_another_file_is_shown_with_its_name() -> None:
    modules = MemoryModules({"a/common.flow": 'block greet {\n  say "Hi"\n}\n'})
    compiled = compile_bundle('use "common.flow"\non call { common.greet }\n', "a/b.flow", modules=modules)
    assert compiled.files is not None, compiled.diagnostics

    assert '# b.flow:2  on call { common.greet }\n# common.flow:2  say "Hi"\n' in compiled.files["flow.py"]


def test_only_the_classes_that_are_used_are_imported() -> None:
    lines = module('on call { say "Hi"; set a=1 }').splitlines()

    imports = [line for line in lines if line.startswith(("from", "import"))]
    assert imports == ["from runtime import Flow", "from runtime.steps import SayPlay, SetVariables"]


@pytest.mark.parametrize(("setting", "said"), [("", False), ("true", False), ("none", False), ("false", True)])
def test_only_a_flow_that_forbids_concurrent_calls_says_so(setting: str, said: bool) -> None:
    flag = f"{{ allow_concurrent_calls = {setting} }}" if setting else ""
    text = module(f'flow "Main" {flag}\non call {{ say "Hi" }}\n')

    assert ("allow_concurrent_calls=False" in text) is said


def test_a_flow_without_a_step_imports_none() -> None:
    lines = module("on call -> end").splitlines()

    assert [line for line in lines if line.startswith("from")] == ["from runtime import Flow"]


def test_conditions_are_imported_from_the_module_of_their_split() -> None:
    text = module(call("if flow.variables.x is_blank { set c=1 }"))

    assert "\nfrom runtime.steps.split_based_on import When\n" in text


def test_the_starts_have_the_lines_of_their_entries() -> None:
    text = module('on call {\n  a: say "Hi"\n}\n\non subflow -> a\n')

    assert '        # main.flow:1  on call {\n        "incomingCall": "a",\n' in text
    assert '        # main.flow:5  on subflow -> a\n        "incomingParent": "a",\n' in text
    assert '        "incomingMessage": None,\n' in text


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('flow "Client feedback"', "Client feedback."),
        ('flow "Who calls?"', "Who calls?"),
        ("", "The flow main."),
        ('flow "say \\"it\\" \\\\ and"', 'say "it" \\ and.'),
        ('flow "\\"quoted\\""', 'quoted".'),
        ('flow "a \\"\\"\\" b\\n  c"', "a ''' b c."),
        ('flow "\x01"', "The flow main."),
    ],
)
def test_the_title_of_the_flow_is_the_title_of_the_module(head: str, title: str) -> None:
    documentation = ast.get_docstring(ast.parse(module(f'{head}\non call {{ say "Hi" }}\n')))
    assert documentation is not None

    assert documentation.splitlines()[0] == title
    assert documentation.splitlines()[2].startswith("Compiled by flowc from main.flow. ")


def test_a_line_of_the_source_that_is_too_long_is_cut() -> None:
    text = module(f'on call {{\n  say "{"x" * 200}{{{{flow.sid}}}}"\n}}\n')

    comment = next(line for line in text.splitlines() if line.startswith("# main.flow:2"))
    assert comment.endswith("x…")
    assert len(comment) <= 120


def test_a_line_of_wide_characters_is_cut_where_it_is_too_wide() -> None:
    text = module(f'on call {{\n  say "{"你" * 100_000}"\n}}\n')

    comment = next(line for line in text.splitlines() if line.startswith("# main.flow:2"))
    assert comment.endswith("你…")
    assert 114 <= width(comment) <= 120


def test_a_module_with_a_long_text_tells_linters_why() -> None:
    long, short = (module(f'on call {{ say "{"x" * size}{{{{flow.sid}}}}" }}') for size in (200, 20))

    assert "# ruff: noqa: E501 - texts are not broken into lines\n" in long
    assert "noqa" not in short


def test_the_flow_is_called_after_its_file() -> None:
    assert '\nflow = Flow(\n    "feedback",\n    version="' in module('on call { say "Hi" }', "flows/feedback.flow")
