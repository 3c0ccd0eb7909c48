"""The stored tables read as the tables do that Lark makes anew."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from flowc.resources import grammar_tables_text, grammar_text
from flowc.source import Source
from flowc.syntax import Grammar, parse, print_tree
from flowc.syntax.nodes import Other, Statement
from flowc.syntax.tables import dump, load

PROJECT = Path(__file__).resolve().parents[2]
FLOWS = sorted([*(PROJECT / "examples").glob("*.flow"), *(PROJECT / "stdlib" / "widgets").glob("*.flow")])


@pytest.fixture(scope="module")
def made() -> Grammar:
    return Grammar(grammar_text())


@pytest.fixture(scope="module")
def stored() -> Grammar:
    return Grammar(grammar_text(), grammar_tables_text())


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_a_tree_is_the_same_by_either(path: Path, made: Grammar, stored: Grammar) -> None:
    source = Source(path.name, path.read_text(encoding="utf-8"))

    assert parse(source, stored).file == parse(source, made).file


def test_the_store_is_what_lark_makes_today(made: Grammar) -> None:
    assert grammar_tables_text() == dump(made.tables, made.text), "run `python -m flowc.generate`"


def test_a_store_of_another_grammar_is_not_used() -> None:
    text = grammar_tables_text()
    assert text is not None

    assert load(text, grammar_text() + "\n") is None


def test_a_store_of_another_version_is_not_used() -> None:
    content = json.loads(grammar_tables_text() or "")
    content["version"] += 1

    assert load(json.dumps(content), grammar_text()) is None


def test_a_run_with_the_store_imports_no_lark() -> None:
    code = "import sys, flowc; flowc.check('on call { -> end }'); print('lark' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(PROJECT / "compiler")},
    )

    assert found.stdout == "False\n"


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_tables_do_not_depend_on_the_hash_seed(seed: str) -> None:
    code = "from flowc.generate import generated; print(*generated().values(), sep='', end='')"
    found = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(PROJECT / "compiler"), "PYTHONHASHSEED": seed},
    )

    assert found.stdout.decode("utf-8").startswith(grammar_tables_text() or "-")


def test_a_rule_of_a_copy_makes_a_node_of_its_own() -> None:
    text = grammar_text().replace(
        "_entry: statement | assignment", '_entry: statement | assignment | note\nnote: "!" _value+ -> remark'
    )
    source = Source("a.flow", 'say "x"\n! one two\n')
    parsed = parse(source, Grammar(text, grammar_tables_text()))

    remark = next(entry for entry in parsed.file.entries if isinstance(entry, Other))
    assert (remark.rule, len(remark.parts)) == ("remark", 3)
    assert print_tree(parsed.file) == source.text


def test_a_rule_that_passes_on_a_single_value_is_no_node() -> None:
    text = grammar_text().replace("_entry: statement | assignment", "_entry: entry\n?entry: statement | assignment")
    parsed = parse(Source("a.flow", 'say "x"'), Grammar(text))

    assert isinstance(parsed.file.entries[0], Statement)
