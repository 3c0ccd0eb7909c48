"""Loads the compiler once and forks a process for each run of `flowc` that is ordered through a socket."""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import runpy
import socket
import sys

import flowc.cli

# The largest order: arguments, and an environment.
_MOST_BYTES = 1 << 20


def load() -> None:
    """Imports what the verbs import, and reads what each of them reads of the compiler's own files."""
    for module in pkgutil.iter_modules(flowc.cli.__path__, "flowc.cli."):
        importlib.import_module(module.name)
    # The grammar and the declarations are read when a flow is.
    flowc.check("on call { }")
    # A child that collects garbage would copy all memory.
    gc.freeze()


def serve(channel: socket.socket) -> None:
    """Serves until the other side closes; in a forked process, returns by `SystemExit` with the run's status."""
    while True:
        order, streams, _, _ = socket.recv_fds(channel, _MOST_BYTES, 3)
        if not order:
            return
        child = os.fork()
        if child == 0:
            channel.close()
            become(streams, *json.loads(order))
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        channel.send(json.dumps(os.waitstatus_to_exitcode(status)).encode())


def become(streams: list[int], arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """Makes this process one that was started as `python -m flowc ARGUMENTS`, and runs it."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[:] = ["flowc", *arguments]
    sys.path[0] = folder
    runpy.run_module("flowc", run_name="__main__", alter_sys=True)
    sys.exit()


if __name__ == "__main__":
    load()
    serve(socket.socket(fileno=int(sys.argv[1])))
