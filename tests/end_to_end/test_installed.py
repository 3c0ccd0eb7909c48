"""A compiler that stands where a wheel puts it, with nothing of the checkout in reach."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
FLOW = """\
on call {
  say "Hello {{contact.channel.address | slice: 0, 2}}."
}

test "a greeting" {
  hears "Hello +1."
}
"""


def test_bundles_are_played_by_the_runtime_that_a_wheel_carries(tmp_path: Path) -> None:
    """What lies beside the runtime there once was taken for the library of Liquid."""
    place = re.search(r'_PLACE = "(\w+)"', (PROJECT / "hatch_build.py").read_text(encoding="utf-8"))
    assert place is not None
    package = tmp_path / "site" / "flowc"
    no_bytecode = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PROJECT / "compiler" / "flowc", package, ignore=no_bytecode)
    for folder in ("grammar", "stdlib", "runtime", "tests/twilio"):
        shutil.copytree(PROJECT / folder, package / place[1] / folder, ignore=no_bytecode)
    (tmp_path / "hello.flow").write_text(FLOW, encoding="utf-8")

    command = "import flowc; print(flowc.__file__); from flowc.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", command, "test", "--target", "studio,twiml", "hello.flow"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert (done.stdout, done.stderr) == (f"{package / '__init__.py'}\n", "2 passed\n")
