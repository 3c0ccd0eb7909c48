"""The commands of this project: `nox -s check` runs every check, in the environment that nox itself is in."""

from __future__ import annotations

import sys
from pathlib import Path

import nox

nox.needs_version = ">=2024.10"
nox.options.sessions = ["check"]
nox.options.default_venv_backend = "none"

_LOCK_HEADER = """\
# {purpose}
# Written by `nox -s lock` on Python {python}, for Linux and macOS; do not edit by hand.
"""


@nox.session
def check(session: nox.Session) -> None:
    """Runs all checks: format, lint, types, tests."""
    lint(session)
    types(session)
    tests(session)


@nox.session
def lint(session: nox.Session) -> None:
    """Checks the format and Ruff's rules."""
    _run(session, "ruff", "format", "--check", ".")
    _run(session, "ruff", "check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Checks the types, strictly."""
    _run(session, "mypy")


@nox.session
def tests(session: nox.Session) -> None:
    """Runs the tests; what stands after `--` goes to pytest."""
    _run(session, "pytest", *session.posargs)


@nox.session
def mutation(session: nox.Session) -> None:
    """Tries a few mutants of the checks and of binding; what stands after `--` goes to the run."""
    _run(session, "benchmarks.mutation", *(session.posargs or ["--sample", "20", "--quick", "--most", "35"]))


# The oldest Python that is supported asks for the most packages (backports); newer ones install the same file.
@nox.session(venv_backend="venv", python="3.11")
def lock(session: nox.Session) -> None:
    """Writes requirements/*.lock anew, with the newest versions that pyproject.toml allows."""
    session.install("pip-tools>=7.5")
    development = Path(session.create_tmp()) / "dev.in"
    development.write_text("\n".join(nox.project.dependency_groups(nox.project.load_toml(), "dev")), encoding="utf-8")
    _compile(session, "What flowc needs to run, pinned.", "runtime", "pyproject.toml")
    _compile(session, "What work on flowc needs, pinned.", "dev", "--all-extras", "pyproject.toml", str(development))


def _run(session: nox.Session, tool: str, *arguments: str) -> None:
    """Runs a tool of the environment that nox is in, which need not be activated."""
    session.run(sys.executable, "-m", tool, *arguments, external=True)


def _compile(session: nox.Session, purpose: str, name: str, *sources: str) -> None:
    """Resolves the sources into `requirements/NAME.lock`, with hashes and without a word on where they came from."""
    target = Path("requirements") / f"{name}.lock"
    session.run(
        *("pip-compile", "--quiet", "--upgrade", "--generate-hashes", "--strip-extras", "--allow-unsafe"),
        *("--no-header", "--no-annotate", "--no-emit-options", "--no-emit-index-url", "--no-emit-trusted-host"),
        *("--no-emit-find-links", f"--output-file={target}", *sources),
    )
    header = _LOCK_HEADER.format(purpose=purpose, python=session.python)
    target.write_text(header + target.read_text(encoding="utf-8"), encoding="utf-8")
