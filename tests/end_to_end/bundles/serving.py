"""A bundle as its users run it: made by the command line, in an environment of its own, behind a real server."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import attrs
import httpx

PROJECT = Path(__file__).resolve().parents[3]
# What Twilio is told: the stand-in leads it to the port that the server has.
PUBLIC_URL = "https://flow.example"
_PATIENCE = 60.0


def compiled(source: Path, folder: Path, *arguments: str) -> Path:
    """The folder that `flowc compile -t twiml` wrote for a flow."""
    command = [sys.executable, "-m", "flowc", "compile", str(source), "-t", "twiml", "-o", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def environment(requirements: Path, folder: Path) -> Path:
    """The Python of a virtual environment that holds some requirements, and nothing else; it is made once.

    Other processes that want the same one wait for it.
    """
    python = folder / "bin" / "python"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            # The pip of the tests' own environment fills it: one less has to be installed.
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True, timeout=300)
            pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
            install = [*pip, "install", "--quiet"]
            subprocess.run([*install, "-r", str(requirements)], check=True, timeout=600, capture_output=True)
            (folder / "complete").touch()
    return python


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@attrs.define
class Server:
    """A server of a bundle: it may be killed, and started again at the same port.

    Its log stands beside the bundle.
    """

    python: Path
    bundle: Path
    settings: Mapping[str, str]
    port: int = attrs.field(factory=free_port)
    _process: subprocess.Popen[bytes] | None = attrs.field(default=None, init=False)

    @property
    def url(self) -> str:
        """Where the server really is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def alive(self) -> bool:
        """Whether its process runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def log(self) -> Path:
        """What the server printed."""
        return self.bundle.with_name(f"{self.bundle.name}-{self.port}.log")

    def start(self, application: str = "app:app", **more: str) -> None:
        """Starts a process, and returns when it answers."""
        command = ["-W", "error", "-m", "uvicorn", application, "--port", str(self.port), "--log-level", "warning"]
        # Nothing of this environment but where programs are: the bundle has to do with what it brings.
        surroundings = {"PATH": os.environ["PATH"], "TZ": "UTC", **self.settings, **more}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [str(self.python), *command], cwd=self.bundle, env=surroundings, stdout=log, stderr=log
            )
        self._wait_for_answers()

    def kill(self) -> None:
        """Ends the process as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Asks the process to end; its exit status."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(how)
        return self._process.wait(_PATIENCE)

    def _wait_for_answers(self) -> None:
        assert self._process is not None
        until = time.monotonic() + _PATIENCE
        # Nothing is verified of plain HTTP, and reading the list of authorities each time is slow.
        with httpx.Client(verify=False) as client:  # noqa: S501 - as above
            while time.monotonic() < until:
                assert self._process.poll() is None, self.log.read_text(encoding="utf-8")
                try:
                    if client.get(f"{self.url}/readyz").is_success:
                        return
                except httpx.TransportError:
                    pass
                time.sleep(0.05)
        raise AssertionError(self.log.read_text(encoding="utf-8"))
