"""What all tests share: goldens, the folder beside the checkout, and Hypothesis' profiles."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import settings
from tests.commands import commands
from tests.postgres import database, database_server

__all__ = ["commands", "database", "database_server"]  # fixtures of their own module, offered to all tests

PROJECT = Path(__file__).resolve().parents[1]

# A build server must find the same today as yesterday, whatever its speed; a developer's machine goes on looking.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("dev", derandomize=False, deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


# A build server tries a part of the examples of each law: the whole takes longer than one likes to wait for it.
# `FLOWC_LAWS=whole` has it try all, as a developer's machine does.
_IN_SHORT = bool(os.environ.get("CI")) and os.environ.get("FLOWC_LAWS") != "whole"
_SHARE, _LEAST = 10, 5
# Where Hypothesis keeps the settings of a test; it has no public name for them.
_SETTINGS = "_hypothesis_internal_use_settings"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Leaves all that is made while tests are collected out of the search for garbage: it is needed to the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Shortens a law on a build server. Tests of many parameters share one function, which is shortened once."""
    method = getattr(item, "obj", None)
    law = getattr(method, "__func__", method)
    known = getattr(law, _SETTINGS, None)
    if not _IN_SHORT or law is None or known is None or getattr(law, "is_short", False):
        return
    examples = min(known.max_examples, max(known.max_examples // _SHARE, _LEAST))
    setattr(law, _SETTINGS, settings(known, max_examples=examples))
    law.is_short = True


# Whole bundles are tried over both databases where calls are recorded, and where they run subflows; the others have
# PostgreSQL beneath them in the tests of the runtime.
_ON_SQLITE = tuple(f"tests/end_to_end/bundles/test_{name}.py" for name in ("calls", "chats", "products"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out the second database of some bundles on a build server."""
    left_out = [one for one in items if _IN_SHORT and one.nodeid.startswith(_ON_SQLITE) and "[postgresql" in one.nodeid]
    if left_out:
        gone = {id(one) for one in left_out}
        items[:] = [one for one in items if id(one) not in gone]
        config.hook.pytest_deselected(items=left_out)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--update-goldens`."""
    parser.addoption("--update-goldens", action="store_true", help="write what the tests got into their golden files")


def pytest_configure(config: pytest.Config) -> None:
    """Refuses to rewrite goldens on a build server, where nobody reads the difference."""
    if config.getoption("--update-goldens") and os.environ.get("CI"):
        raise pytest.UsageError(
            "--update-goldens is not for CI: run it at home, and read the difference before a commit"
        )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """A check that a text equals a golden file (its path from the project's top, or absolute), line ends included.

    Under `--update-goldens` the file is written instead.
    """
    update = request.config.getoption("--update-goldens")

    def check(path: Path, actual: str) -> None:
        file = PROJECT / path
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(actual, encoding="utf-8", newline="")
        if not file.is_file():
            pytest.fail(f"{path} is not there: run `pytest --update-goldens`, then read what it wrote")
        expected = file.read_bytes().decode()

        assert actual == expected, f"{path} differs: if it should, run `pytest --update-goldens`"

    return check


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `../shared` with the corpus of real flows; the test is skipped where there is only a clone."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is absent")
    return folder
