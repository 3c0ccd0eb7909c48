"""The real command line in a process for each run, forked from one that has loaded the compiler already.

To start Python and to import the compiler takes longer than what most runs then do.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile

import attrs
import pytest

PROJECT = Path(__file__).resolve().parents[1]
COMPILER = str(PROJECT / "compiler")
# What Python reads of the environment when it starts, which the process that is forked has done.
_READ_BY_PYTHON = ("PYTHON", "LC_", "LANG")
_PATIENCE = 120.0


@attrs.frozen
class Result:
    """What a run of the command gave."""

    status: int
    out: str
    err: str


@attrs.frozen
class Commands:
    """Runs `flowc`, in processes that are forked where that makes no difference to the run."""

    _channel: socket.socket

    def run(self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: bytes = b"") -> Result:
        """What `flowc ARGUMENTS` in a folder came to."""
        with TemporaryFile() as given, TemporaryFile() as out, TemporaryFile() as err:
            given.write(stdin)
            given.seek(0)
            streams = (given.fileno(), out.fileno(), err.fileno())
            status = self.status_of(arguments, folder, environment, streams)
            out.seek(0)
            err.seek(0)
            return Result(status, out.read().decode("utf-8"), err.read().decode("utf-8"))

    def status_of(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], streams: tuple[int, int, int]
    ) -> int:
        """The exit status of `flowc ARGUMENTS` in a folder, with streams by their descriptors."""
        if starts_alike(environment):
            return self._forked(arguments, folder, environment, streams)
        stdin, out, err = streams
        command = [sys.executable, "-m", "flowc", *arguments]
        return subprocess.run(
            command, cwd=folder, env=environment, stdin=stdin, stdout=out, stderr=err, timeout=_PATIENCE, check=False
        ).returncode

    def _forked(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], streams: tuple[int, int, int]
    ) -> int:
        order = json.dumps([list(arguments), str(folder), dict(environment)])
        socket.send_fds(self._channel, [order.encode()], streams)
        status: int = json.loads(self._channel.recv(1024))
        return status


def starts_alike(environment: Mapping[str, str]) -> bool:
    """Whether Python starts in an environment as it does in that of the tests, with the compiler of this checkout."""
    ours = {**os.environ, "PYTHONPATH": COMPILER}
    names = [name for name in {*ours, *environment} if name.startswith(_READ_BY_PYTHON)]
    return all(ours.get(name) == environment.get(name) for name in names)


@pytest.fixture(scope="session")
def commands() -> Iterator[Commands]:
    """Runs `flowc` in processes forked from one of this session's."""
    own, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    own.settimeout(_PATIENCE)
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.command_server", str(other.fileno())],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": COMPILER},
        pass_fds=[other.fileno()],
        stdin=subprocess.DEVNULL,
        # A run that never ends is ended with it.
        start_new_session=True,
    )
    other.close()
    yield Commands(own)
    own.close()
    try:
        assert server.wait(10) == 0
    finally:
        if server.returncode is None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
