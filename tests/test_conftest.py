"""The fixtures that all tests share, tried in a project of their own."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

CONFTEST = (Path(__file__).parent / "conftest.py").read_text(encoding="utf-8")

COMPARES = """
    from pathlib import Path

    def test_compares(golden):
        golden(Path("tests/golden/greeting.txt"), "hello\\r\\n")
"""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.Pytester]:
    """A project `main/` with our conftest and one test against a golden; nothing is beside it."""
    profile = settings.get_current_profile_name()
    monkeypatch.delenv("CI", raising=False)
    tests = pytester.mkdir("main") / "tests"
    tests.mkdir()
    (tests / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    write_test(pytester, COMPARES)
    yield pytester
    # The project is run within this process, and its conftest has loaded a profile of its own.
    settings.load_profile(profile)


def write_test(project: pytest.Pytester, text: str) -> None:
    lines = text.strip("\n").splitlines()
    (project.path / "main/tests/test_it.py").write_text("\n".join(line[4:] for line in lines), encoding="utf-8")


def write_golden(project: pytest.Pytester, content: bytes) -> Path:
    file = project.path / "main/tests/golden/greeting.txt"
    file.parent.mkdir()
    file.write_bytes(content)
    return file


def run(project: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return project.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:asyncio", *arguments, "main/tests")


def test_a_text_equal_to_its_golden_passes(project: pytest.Pytester) -> None:
    write_golden(project, b"hello\r\n")

    run(project).assert_outcomes(passed=1)


def test_another_line_end_than_the_goldens_fails(project: pytest.Pytester) -> None:
    write_golden(project, b"hello\n")

    result = run(project)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*greeting.txt differs: if it should, run `pytest --update-goldens`*"])


def test_a_missing_golden_fails_and_says_how_to_make_it(project: pytest.Pytester) -> None:
    result = run(project)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*greeting.txt is not there: run `pytest --update-goldens`*"])


def test_update_goldens_makes_a_missing_golden_byte_for_byte(project: pytest.Pytester) -> None:
    run(project, "--update-goldens").assert_outcomes(passed=1)

    assert (project.path / "main/tests/golden/greeting.txt").read_bytes() == b"hello\r\n"


def test_update_goldens_rewrites_one_that_differs(project: pytest.Pytester) -> None:
    file = write_golden(project, b"good bye\n")

    run(project, "--update-goldens").assert_outcomes(passed=1)

    assert file.read_bytes() == b"hello\r\n"


def test_update_goldens_is_refused_on_a_build_server(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    file = write_golden(project, b"good bye\n")

    result = run(project, "--update-goldens")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*--update-goldens is not for CI*"])
    assert file.read_bytes() == b"good bye\n"


USES_SHARED = """
    def test_uses_shared(shared):
        assert (shared / "corpus").is_dir()
"""


def test_a_test_that_needs_the_shared_folder_skips_where_it_is_absent(project: pytest.Pytester) -> None:
    write_test(project, USES_SHARED)

    result = run(project, "-rs")

    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED*../shared is absent"])


def test_a_test_that_needs_the_shared_folder_runs_where_it_is_beside_the_checkout(project: pytest.Pytester) -> None:
    (project.path / "shared/corpus").mkdir(parents=True)
    write_test(project, USES_SHARED)

    run(project).assert_outcomes(passed=1)


SHOWS_PROFILE = """
    from hypothesis import settings

    def test_is_deterministic():
        assert settings().derandomize
        assert settings().deadline is None
"""


def test_properties_try_the_same_cases_each_time_on_a_build_server(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    write_test(project, SHOWS_PROFILE)

    run(project).assert_outcomes(passed=1)


def test_properties_try_new_cases_on_a_developers_machine(project: pytest.Pytester) -> None:
    write_test(project, SHOWS_PROFILE)

    run(project).assert_outcomes(failed=1)


LOOKS_AT_GARBAGE = """
    import gc

    def test_new_garbage_is_collected_and_what_was_there_is_left_alone():
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
"""


def test_what_is_collected_of_the_tests_is_no_garbage(project: pytest.Pytester) -> None:
    write_test(project, LOOKS_AT_GARBAGE)
    gc.unfreeze()

    run(project).assert_outcomes(passed=1)
    assert gc.isenabled()
