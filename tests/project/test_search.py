"""Which file of settings holds for a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowc.project.search import find_settings

TABLE = '[project]\nname = "x"\n\n[tool.flowc]\nstrict = true\n'


def write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The root of a repository, so that nothing above it is found."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def test_the_file_beside_the_flow_is_found(repository: Path) -> None:
    wanted = write(repository / "flowc.toml")

    assert find_settings(repository) == wanted


def test_the_nearest_folder_upwards_holds(repository: Path) -> None:
    write(repository / "flowc.toml")
    nearer = write(repository / "calls" / "pyproject.toml", TABLE)
    (repository / "calls/deep/deeper").mkdir(parents=True)

    assert find_settings(repository / "calls/deep/deeper") == nearer


def test_in_one_folder_the_file_of_our_own_holds(repository: Path) -> None:
    write(repository / "pyproject.toml", TABLE)
    wanted = write(repository / "flowc.toml")

    assert find_settings(repository) == wanted


@pytest.mark.parametrize(
    "heading", ["[tool.flowc]", "[tool.flowc.rules]", '[ tool . "flowc" ]', "tool.flowc.strict = true"]
)
def test_a_pyproject_counts_where_it_speaks_of_flowc(repository: Path, heading: str) -> None:
    wanted = write(repository / "pyproject.toml", f"{heading}\n")

    assert find_settings(repository) == wanted


def test_a_pyproject_that_does_not_is_passed_by(repository: Path) -> None:
    wanted = write(repository / "flowc.toml")
    write(repository / "calls" / "pyproject.toml", '[project]\nname = "x"\n')

    assert find_settings(repository / "calls") == wanted


def test_a_repository_ends_the_search_and_its_own_root_is_searched(repository: Path) -> None:
    inner = repository / "inner"
    write(repository / "flowc.toml")
    write(inner / ".git", "gitdir: elsewhere\n")

    assert find_settings(inner) is None
    assert find_settings(inner / "not-there") is None
    wanted = write(inner / "flowc.toml")
    assert find_settings(inner) == wanted


def test_a_folder_of_that_name_is_no_file(repository: Path) -> None:
    (repository / "flowc.toml").mkdir()
    (repository / "pyproject.toml").mkdir()

    assert find_settings(repository) is None


def test_a_link_is_searched_from_where_it_leads(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    wanted = write(repository / "flowc.toml")
    link = tmp_path_factory.mktemp("elsewhere") / "link"
    link.symlink_to(repository)

    assert find_settings(link) == wanted
