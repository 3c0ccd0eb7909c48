"""`flowc fmt` as a user runs it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Run

GOOD = 'on call { say "Hello." }\n'
BAD = 'on   call {\n  say "Hello." }'
BROKEN = 'on call {\n  say "Hello.\n}\n'

Write = Callable[[str, str], Path]


def test_a_file_is_formatted_in_place(run: Run, flow: Write) -> None:
    path = flow("a.flow", BAD)

    result = run("fmt", "a.flow")

    assert (result.status, result.out, result.err) == (0, "", "formatted a.flow\n")
    assert path.read_text() == GOOD


def test_the_tests_in_a_folder_are_formatted_with_the_flows(run: Run, flow: Write) -> None:
    flow("a.flow", GOOD)
    path = flow("a.flowtest", 'test   "greeted" {\nhears "Hello."\n}\n')

    result = run("fmt", ".")

    assert (result.status, result.err) == (0, "formatted ./a.flowtest\n1 file changed, 1 unchanged\n")
    assert path.read_text() == 'test "greeted" { hears "Hello." }\n'


def test_a_file_that_is_formatted_is_not_touched(run: Run, flow: Write) -> None:
    path = flow("a.flow", GOOD)
    before = path.stat().st_mtime_ns

    result = run("fmt", "a.flow")

    assert (result.status, result.out, result.err) == (0, "", "")
    assert path.stat().st_mtime_ns == before


def test_a_folder_is_formatted_with_all_folders_in_it(run: Run, flow: Write) -> None:
    paths = [flow("flows/a.flow", BAD), flow("flows/deep/b.flow", BAD), flow("flows/c.flow", GOOD)]
    hidden = flow("flows/.hidden/d.flow", BAD)

    result = run("fmt", "flows")

    assert result.status == 0
    assert result.err == "formatted flows/a.flow\nformatted flows/deep/b.flow\n2 files changed, 1 unchanged\n"
    assert [path.read_text() for path in paths] == [GOOD, GOOD, GOOD]
    assert hidden.read_text() == BAD


def test_standard_input_is_printed_formatted(run: Run) -> None:
    result = run("fmt", "-", stdin=BAD.encode())

    assert (result.status, result.out, result.err) == (0, GOOD, "")


def test_standard_input_is_printed_also_where_nothing_changes(run: Run) -> None:
    assert run("fmt", "-", stdin=GOOD.encode()).out == GOOD


def test_cr_lf_passes_through(run: Run, flow: Write) -> None:
    path = flow("a.flow", BAD.replace("\n", "\r\n"))
    run("fmt", "a.flow")

    assert path.read_bytes() == GOOD.replace("\n", "\r\n").encode()
    assert run("fmt", "-", stdin=BAD.replace("\n", "\r\n").encode()).out == GOOD.replace("\n", "\r\n")


# --check and --diff


def test_check_lists_the_files_that_would_change_and_writes_nothing(run: Run, flow: Write) -> None:
    path = flow("a.flow", BAD)
    flow("b.flow", GOOD)

    result = run("fmt", "--check", "a.flow", "b.flow")

    assert (result.status, result.out, result.err) == (1, "a.flow\n", "1 file would change, 1 unchanged\n")
    assert path.read_text() == BAD


def test_check_is_content_where_all_is_formatted(run: Run, flow: Write) -> None:
    flow("a.flow", GOOD)

    result = run("fmt", "--check", "a.flow")

    assert (result.status, result.out, result.err) == (0, "", "0 files would change, 1 unchanged\n")


def test_check_reads_standard_input(run: Run) -> None:
    result = run("fmt", "--check", "-q", "-", stdin=BAD.encode())

    assert (result.status, result.out, result.err) == (1, "<stdin>\n", "")


def test_diff_prints_what_would_change_and_writes_nothing(run: Run, flow: Write) -> None:
    path = flow("a.flow", BAD)

    result = run("fmt", "--diff", "a.flow")

    assert result.status == 1
    assert result.out == (
        "--- a.flow\n+++ a.flow\n@@ -1,2 +1 @@\n"
        '-on   call {\n-  say "Hello." }\n\\ No newline at end of file\n+on call { say "Hello." }\n'
    )
    assert result.err == "1 file would change, 0 unchanged\n"
    assert path.read_text() == BAD


def test_diff_prints_nothing_where_nothing_would_change(run: Run, flow: Write) -> None:
    flow("a.flow", GOOD)

    result = run("fmt", "--diff", "-q", "a.flow")

    assert (result.status, result.out, result.err) == (0, "", "")


def test_diff_and_check_together_print_the_difference(run: Run, flow: Write) -> None:
    flow("a.flow", BAD)

    assert run("fmt", "--diff", "--check", "a.flow").out == run("fmt", "--diff", "a.flow").out


def test_the_difference_can_be_applied_whatever_the_line_ends(run: Run, flow: Write) -> None:
    flow("a.flow", "on call {\r\n  -> a; -> b\r\n}\r\n")

    assert "\n-  -> a; -> b\r\n+  -> a\r\n+  -> b\r\n" in run("fmt", "--diff", "a.flow").out


# Texts that cannot be formatted


def test_a_file_with_a_syntax_error_stays_as_it_is_and_the_error_is_told(run: Run, flow: Write) -> None:
    path = flow("a.flow", BROKEN)

    result = run("fmt", "a.flow")

    assert (result.status, result.out) == (1, "")
    assert result.err.startswith("error[FLW002]: a text never ends\n --> a.flow:2:7\n")
    assert result.err.endswith("1 error\n")
    assert path.read_text() == BROKEN


def test_beside_a_file_with_a_syntax_error_the_others_are_formatted(run: Run, flow: Write) -> None:
    flow("a.flow", BROKEN)
    path = flow("b.flow", BAD)

    result = run("fmt", "a.flow", "b.flow")

    assert result.status == 1
    assert "formatted b.flow\n" in result.err
    assert path.read_text() == GOOD


def test_standard_input_with_a_syntax_error_prints_nothing(run: Run) -> None:
    result = run("fmt", "-", stdin=BROKEN.encode())

    assert (result.status, result.out) == (1, "")
    assert " --> <stdin>:2:7\n" in result.err


def test_a_syntax_error_fails_a_check(run: Run, flow: Write) -> None:
    flow("a.flow", BROKEN)

    assert run("fmt", "--check", "a.flow").status == 1
    assert run("fmt", "--diff", "a.flow").out == ""


def test_a_flow_whose_meaning_is_wrong_is_formatted(run: Run, flow: Write) -> None:
    flow("a.flow", "on call { sai  Hello }\n")

    assert run("fmt", "a.flow").status == 0


def test_a_missing_file_is_told_and_the_others_are_formatted(run: Run, flow: Write) -> None:
    path = flow("a.flow", BAD)

    result = run("fmt", "missing.flow", "a.flow")

    assert result.status == 2
    assert "flowc: missing.flow: no such file\n" in result.err
    assert path.read_text() == GOOD


def test_a_folder_without_flows_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    result = run("fmt", "empty")

    assert (result.status, result.err) == (2, "flowc: empty: no .flow or .flowtest file in this folder\n")


def test_a_file_that_is_not_utf_8_is_not_touched(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.flow").write_bytes(b"\xff on   call")

    result = run("fmt", "a.flow")

    assert result.status == 2
    assert (tmp_path / "a.flow").read_bytes() == b"\xff on   call"


def test_files_have_to_be_named(run: Run) -> None:
    assert run("fmt").status == 2


# Writing


def test_a_file_keeps_its_permissions(run: Run, flow: Write) -> None:
    path = flow("a.flow", BAD)
    path.chmod(0o640)
    run("fmt", "a.flow")

    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_written_through(run: Run, flow: Write, tmp_path: Path) -> None:
    path = flow("real/a.flow", BAD)
    (tmp_path / "link.flow").symlink_to(path)
    run("fmt", "link.flow")

    assert (tmp_path / "link.flow").is_symlink()
    assert path.read_text() == GOOD


def test_a_file_that_cannot_be_written_is_told_and_kept(run: Run, flow: Write) -> None:
    """No name may be longer than 255 bytes, so that nothing can be written beside this file, whoever runs it."""
    name = "a" * 245 + ".flow"
    path = flow(name, BAD)
    result = run("fmt", name)

    assert result.status == 2
    assert f"flowc: {name}: File name too long\n" in result.err
    assert path.read_text() == BAD


def test_nothing_else_is_left_in_the_folder(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("a.flow", BAD)
    run("fmt", "a.flow")

    assert [path.name for path in tmp_path.iterdir()] == ["a.flow"]


# How it speaks


def test_quiet_says_nothing(run: Run, flow: Write) -> None:
    flow("a.flow", BAD)
    flow("b.flow", BAD)

    assert run("fmt", "-q", "a.flow", "b.flow").err == ""


def test_verbose_says_what_is_read(run: Run, flow: Write) -> None:
    flow("a.flow", GOOD)

    assert run("fmt", "-v", "a.flow").err == "formatting a.flow\n"


def test_colours_are_for_terminals_unless_they_are_wanted(run: Run, flow: Write) -> None:
    flow("a.flow", BROKEN)

    assert "\x1b[" not in run("fmt", "a.flow").err
    assert "\x1b[" in run("fmt", "--color", "always", "a.flow").err


def test_help_has_an_example(run: Run) -> None:
    result = run("fmt", "-h")

    assert result.status == 0
    assert "flowc fmt --check flows/" in result.out


def test_a_fault_of_the_formatter_leaves_the_file_and_the_others_are_formatted(
    run: Run, flow: Write, tmp_path: Path
) -> None:
    first, second = flow("a.flow", BAD.replace("Hello", "Fault")), flow("b.flow", BAD)
    # A formatter that loses a text, put into the place of the real one.
    flow(
        "sitecustomize.py",
        "import flowc.format.format as f\n"
        "real = f.lay_file\n"
        "f.lay_file = lambda layout, file: [line.replace('Fault', '') for line in real(layout, file)]\n",
    )
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).resolve().parents[2] / "compiler")])

    result = run("fmt", "a.flow", "b.flow", env={"PYTHONPATH": path})

    assert result.status == 2
    assert "flowc: a.flow: internal error: the formatted text would not say the same; please report it" in result.err
    assert first.read_text() == BAD.replace("Hello", "Fault")
    assert second.read_text() == GOOD
