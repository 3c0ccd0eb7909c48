"""The sources of subflows: found from the folder of the settings, read once, and only their part that is run."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from flowc import check
from flowc.compile import subflows_of
from flowc.diagnostics import Diagnostic
from flowc.graph import Flow
from flowc.modules import MemoryModules
from flowc.settings.from_toml import read_settings
from flowc.source import Source
from flowc.subflows import LoadedSubflows, runs_of

ONE, TWO = "FW" + "1" * 32, "FW" + "2" * 32
INNER = 'on subflow { set a="1" }'
MAIN = f'on call {{\nsay "x"\nsubflow {ONE} {{ failed -> next }}\n}}'


def flow_of(text: str, path: str = "main.flow") -> Flow:
    flow = check(text, path).flow
    assert flow is not None
    return flow


def load(
    files: Mapping[str, str], toml: str, main: str = MAIN, path: str = "main.flow", at: str = "flowc.toml"
) -> LoadedSubflows:
    settings, problems = read_settings(Source(at, f"[subflows]\n{toml}\n"))
    assert problems == []
    return subflows_of(flow_of(main, path), modules=MemoryModules({path: main, **files}), settings=settings)


def only(found: LoadedSubflows) -> Diagnostic:
    (problem,) = found.diagnostics
    assert found.flows == {}
    return problem


def test_a_flow_tells_which_flows_it_runs() -> None:
    flow = flow_of(
        f'on call {{\na: subflow {TWO} {{ failed -> next }}\nb: subflow {ONE} {{ failed -> a }}\nsay "x"\n}}'
    )

    assert [(state.name, sid) for state, sid in runs_of(flow)] == [("a", TWO), ("b", ONE)]


def test_a_source_is_found_from_the_folder_of_the_settings() -> None:
    found = load(
        {"flows/inner.flow": INNER}, f'{ONE} = "./inner.flow"', path="flows/deep/main.flow", at="flows/flowc.toml"
    )

    assert [flow.source.path for flow in found.flows.values()] == ["flows/inner.flow"]


def test_only_what_the_entry_leads_to_is_kept() -> None:
    text = 'on call { say "not this"; set b="1" }\non subflow -> both\nsection both { set a="1" }'
    found = load({"inner.flow": text}, f'{ONE} = "inner.flow"')

    (flow,) = found.flows.values()
    assert [state.name for state in flow.states] == ["Trigger", "both"]
    assert [exit_.target for exit_ in flow.states[0].exits] == ["both"]


def test_a_subflow_that_is_run_twice_is_loaded_once_and_one_that_nothing_runs_never() -> None:
    main = f'on call {{\nsay "x"\nsubflow {ONE} {{ failed -> next }}\nsubflow {ONE} {{ failed -> next }}\n}}'
    found = load({"inner.flow": INNER}, f'{ONE} = "inner.flow"\n{TWO} = "absent.flow"', main)

    assert list(found.flows) == [ONE]
    assert found.diagnostics == ()


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("absent.flow", "no such file"),
        ("../inner.flow", "outside of the project"),
        ("main.flow", "this flow itself"),
        ("called.flow", "has no `on subflow`"),
    ],
)
def test_a_source_that_cannot_be_run_is_told_in_the_settings(path: str, label: str) -> None:
    problem = only(load({"called.flow": 'on call { say "x" }'}, f'{ONE} = "{path}"'))

    assert (problem.code, problem.span.text, problem.label) == ("FLW705", f'"{path}"', label)
    assert [note.span.line for note in problem.notes if note.span] == [3]
    assert problem.help


def test_an_error_of_a_subflow_is_told_at_its_place() -> None:
    problem = only(load({"inner.flow": "on subflow { sya 1 }"}, f'{ONE} = "inner.flow"'))

    assert (problem.code, problem.span.source.path, problem.span.text) == ("FLW101", "inner.flow", "sya")


def test_a_warning_of_a_subflow_is_left_to_its_own_check() -> None:
    text = f'{INNER}\nsection idle {{ set b="1" }}'

    assert {one.code for one in check(text).diagnostics} == {"FLW404"}
    assert load({"inner.flow": text}, f'{ONE} = "inner.flow"').diagnostics == ()


def test_a_subflow_uses_modules_as_any_flow_does() -> None:
    files = {"m/inner.flow": 'use "./b.flow"\non subflow { b.one }', "m/b.flow": 'block one() { set a="1" }'}

    assert list(load(files, f'{ONE} = "m/inner.flow"').flows) == [ONE]


def test_a_subflow_in_a_subflow_is_an_error_of_it() -> None:
    problem = only(load({"inner.flow": f"on subflow {{ subflow {TWO} {{ failed -> end }} }}"}, f'{ONE} = "inner.flow"'))

    assert problem.code == "FLW410"
