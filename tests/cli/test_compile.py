"""`flowc compile` as a user runs it."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

GOOD = 'on call { say "Hello" }\n'
BAD = "on call { sai }\n"

Write = Callable[[str, str], Path]


def test_the_definition_is_written_beside_its_source(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("hello.flow", GOOD)

    result = run("compile", "hello.flow")

    assert result.status == 0
    assert result.out == ""
    assert result.err == "wrote hello.json\n"
    assert json.loads((tmp_path / "hello.json").read_text())["states"][1]["properties"]["say"] == "Hello"


def test_a_dash_as_output_prints_the_definition_and_nothing_else(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("hello.flow", GOOD)

    result = run("compile", "hello.flow", "-o", "-")

    assert result.status == 0
    assert json.loads(result.out)["initial_state"] == "Trigger"
    assert result.err == ""
    assert not (tmp_path / "hello.json").exists()


def test_standard_input_is_compiled_to_standard_output(run: Run) -> None:
    result = run("compile", "-", stdin=GOOD.encode())

    assert result.status == 0
    assert json.loads(result.out)["states"][1]["type"] == "say-play"


def test_an_output_that_is_a_folder_gets_a_file_of_the_sources_stem(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("hello.flow", GOOD)
    (tmp_path / "build").mkdir()

    assert run("compile", "hello.flow", "-o", "build").status == 0
    assert run("compile", "hello.flow", "-o", "new/").status == 0

    assert (tmp_path / "build/hello.json").is_file()
    assert (tmp_path / "new/hello.json").is_file()


def test_an_output_that_is_no_folder_names_the_file(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("hello.flow", GOOD)

    run("compile", "hello.flow", "-o", "out/greeting.json")

    assert (tmp_path / "out/greeting.json").is_file()


def test_a_folder_is_compiled_with_all_folders_in_it(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("flows/a.flow", GOOD)
    flow("flows/deep/b.flow", GOOD)
    flow("flows/.hidden/c.flow", GOOD)

    result = run("compile", "flows")

    assert result.status == 0
    assert (tmp_path / "flows/a.json").is_file()
    assert (tmp_path / "flows/deep/b.json").is_file()
    assert not (tmp_path / "flows/.hidden/c.json").exists()


def test_of_many_files_those_without_errors_are_written(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("good.flow", GOOD)
    flow("bad.flow", BAD)

    result = run("compile", "bad.flow", "good.flow", "-o", "build")

    assert result.status == 1
    assert "FLW101" in result.err
    assert (tmp_path / "build/good.json").is_file()
    assert not (tmp_path / "build/bad.json").exists()


def test_a_flow_with_an_error_leaves_the_old_definition(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("hello.flow", BAD)
    (tmp_path / "hello.json").write_text("old")

    result = run("compile", "hello.flow")

    assert result.status == 1
    assert result.out == ""
    assert (tmp_path / "hello.json").read_text() == "old"


def test_two_sources_for_one_place_are_refused(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("a/hello.flow", GOOD)
    flow("b/hello.flow", GOOD)

    result = run("compile", "a/hello.flow", "b/hello.flow", "-o", "build")

    assert result.status == 2
    assert "would both be written to build/hello.json" in result.err
    assert not (tmp_path / "build").exists()


def test_several_flows_do_not_fit_into_standard_output(run: Run, flow: Write) -> None:
    flow("a.flow", GOOD)
    flow("b.flow", GOOD)

    result = run("compile", "a.flow", "b.flow", "-o", "-")

    assert result.status == 2
    assert result.out == ""


def test_a_definition_is_never_written_over_its_source(run: Run, flow: Write) -> None:
    path = flow("hello.flow", GOOD)

    result = run("compile", "hello.flow", "-o", "hello.flow")

    assert result.status == 2
    assert path.read_text() == GOOD


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.flow", None, "missing.flow: no such file"),
        ("latin.flow", b'on call { say "caf\xe9" }', "latin.flow: not UTF-8: byte 0xe9 at offset 18"),
        ("folder", "", "folder: no .flow file in this folder"),
        ("file.flow/inside.flow", None, "file.flow/inside.flow: Not a directory"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(
    run: Run, tmp_path: Path, name: str, content: bytes | str | None, reason: str
) -> None:
    (tmp_path / "file.flow").write_text(GOOD)
    if isinstance(content, bytes):
        (tmp_path / name).write_bytes(content)
    elif content is not None:
        (tmp_path / name).mkdir()

    for verb in ("compile", "check"):
        result = run(verb, name)

        assert result.status == 2
        assert f"flowc: {reason}\n" in result.err
        assert "Traceback" not in result.err


def test_a_file_that_cannot_be_read_is_told_in_one_line(run: Run) -> None:
    """The memory of a process is a file whose first bytes nobody may read, the superuser included."""
    if not Path("/proc/self/mem").exists():
        pytest.skip("no /proc on this system")

    result = run("compile", "/proc/self/mem")

    assert result.status == 2
    assert result.err == "flowc: /proc/self/mem: Input/output error\n"


def test_the_source_map_leads_from_widgets_to_lines(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("hello.flow", 'on call {\n  greeting: say "Hello"\n}\n')

    result = run("compile", "hello.flow", "--source-map")

    found = json.loads((tmp_path / "hello.map.json").read_text())
    assert result.status == 0
    assert found["source"] == "hello.flow"
    assert found["widgets"]["greeting"]["line"] == 2
    assert found["widgets"]["greeting"]["column"] == 13


def test_warnings_do_not_stop_a_compilation_unless_it_is_strict(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("odd.flow", 'on call { "1st": say "Hello" }\n')

    strict = run("compile", "odd.flow", "--strict")
    plain = run("compile", "odd.flow", "-o", "plain.json")

    assert (strict.status, plain.status) == (1, 0)
    assert "error[FLW109]" in strict.err
    assert "warning[FLW109]" in plain.err
    assert not (tmp_path / "odd.json").exists()
    assert (tmp_path / "plain.json").is_file()


def test_quiet_says_nothing_when_all_is_well(run: Run, flow: Write) -> None:
    flow("hello.flow", GOOD)

    assert run("compile", "hello.flow", "-q").err == ""


def test_the_bytes_do_not_depend_on_the_locale_or_the_hash_seed(run: Run, flow: Write) -> None:
    flow("hello.flow", 'on call { a: say "Olé ☎" -> b }\nsection b { say "c"; play "https://example.com/x" }\n')

    results = {
        run("compile", "hello.flow", "-o", "-", env={"PYTHONHASHSEED": seed, "LC_ALL": locale}).out
        for seed, locale in [("0", "C"), ("1", "C.UTF-8"), ("2", "POSIX")]
    }

    assert len(results) == 1
    assert "Olé ☎" in results.pop()


def test_a_full_disk_leaves_the_old_definition(flow: Write, tmp_path: Path, environment: dict[str, str]) -> None:
    """The limit on a file's size stands in for the full disk: both fail in the middle of a write."""
    flow("hello.flow", GOOD)
    (tmp_path / "hello.json").write_text("old")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    found = subprocess.run(
        [sys.executable, "-m", "flowc", "compile", "hello.flow"],
        capture_output=True,
        cwd=tmp_path,
        env=environment,
        preexec_fn=limit,
        check=False,
    )

    assert found.returncode == 2
    assert found.stderr == b"flowc: hello.json: File too large\n"
    assert (tmp_path / "hello.json").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hello.flow", "hello.json"]


@pytest.mark.parametrize("delay", [0.15, 0.3, 0.45, 0.6, 0.9])
def test_an_interrupt_leaves_the_old_definition_or_the_whole_new_one(
    flow: Write, tmp_path: Path, environment: dict[str, str], delay: float
) -> None:
    statements = "\n".join(f'  say "Number {number}"' for number in range(900))
    flow("long.flow", f"on call {{\n{statements}\n}}\n")
    target = tmp_path / "long.json"
    target.write_text("old")
    process = subprocess.Popen(
        [sys.executable, "-m", "flowc", "compile", "long.flow"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment,
    )
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)

    text = target.read_text()
    assert text == "old" or len(json.loads(text)["states"]) == 901
    assert sorted(path.name for path in tmp_path.iterdir()) == ["long.flow", "long.json"]


def test_widgets_stay_where_the_layout_file_has_them(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("hello.flow", 'on call { a: say "a"; b: say "b" }\n')
    flow("hello.layout.json", '{"version": 1, "offsets": {"a": {"x": -500, "y": 1230}}}')

    assert run("compile", "hello.flow").status == 0

    states = json.loads((tmp_path / "hello.json").read_text())["states"]
    offsets = {state["name"]: state["properties"]["offset"] for state in states}
    assert offsets["a"] == {"x": -500, "y": 1230}
    assert offsets["b"] != offsets["a"]


def test_a_layout_file_that_is_none_is_told_in_one_line(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("hello.flow", GOOD)
    flow("hello.layout.json", "[]")

    result = run("compile", "hello.flow")

    assert result.status == 2
    assert result.err.startswith("flowc: hello.layout.json: no layout:")
    assert not (tmp_path / "hello.json").exists()
