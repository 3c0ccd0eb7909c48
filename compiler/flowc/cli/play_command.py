"""`flowc play`: a call or a chat with a flow in the terminal."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import attrs
import click

from flowc.backends import STUDIO, TWIML
from flowc.cli import inputs, outputs, report
from flowc.cli.options import RuleOptions, Settings, ValueOptions, color_option, given_values, values_options
from flowc.cli.play_studio import StudioPlayer
from flowc.cli.settings import SettingsReader
from flowc.cli.stages import load
from flowc.cli.suites import read_tests_in
from flowc.play.clock import ManualClock, pacific_start
from flowc.play.happenings import Happening
from flowc.play.start import ADDRESS, CONTACT, ENTRIES, WRITTEN, Start
from flowc.script.chance import find_break, starts_of
from flowc.script.lines import Script
from flowc.script.player import Played, Stage
from flowc.script.record import recorded
from flowc.script.render.text import failure
from flowc.script.write import write_test

if TYPE_CHECKING:
    from flowc.settings import ProjectSettings
    from flowc.values import Values

_EXAMPLES = """
\b
Examples:
  flowc play feedback.flow
  flowc play orders.flow --on message --body "Where is my order?"
  flowc play menu.flow --at "2026-12-24 18:30" --record menu.flowtest
  flowc play menu.flow --script menu.flowtest -k "a caller who hesitates"
  flowc play menu.flow --target twiml     the bundle of it, called by a stand-in for Twilio
  flowc play --random --seed 7 menu.flow
  flowc play deployed.json
"""

_PLAYS = 1000


@attrs.frozen
class _Beginning:
    """How a call or a chat begins, as the command line says."""

    entry: str | None
    contact: str
    address: str
    body: str
    parameters: tuple[str, ...]
    at: str | None

    def start(self, stage: Stage) -> Start:
        """What begins the run: what is asked for, else a call, a message and so on, whichever leads somewhere."""
        possible = {one.entry for one in starts_of(stage.definition)}
        entry = self.entry or next((one for one in ENTRIES if one in possible), ENTRIES[0])
        parameters = dict(one.partition("=")[::2] for one in self.parameters)
        return Start(entry, self.contact, self.address, self.body if entry in WRITTEN else "", parameters)

    def clock(self) -> ManualClock:
        """When it begins. Ends the command where that is no time."""
        try:
            return pacific_start(self.at) if self.at is not None else ManualClock()
        except ValueError:
            report.refuse(f"--at {self.at}: write a time as 2026-12-24 18:30")


@click.command(name="play", epilog=_EXAMPLES)
@click.argument("file", metavar="FILE")
@click.option("--on", "entry", type=click.Choice(ENTRIES), help="How it begins.  [default: as the flow does first]")
@click.option("--from", "contact", default=CONTACT, show_default=True, metavar="ADDRESS", help="Who calls or writes.")
@click.option("--to", "address", default=ADDRESS, show_default=True, metavar="ADDRESS", help="Whom the contact calls.")
@click.option("--body", default="Hello", show_default=True, metavar="TEXT", help="What the contact writes first.")
@click.option("--parameter", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter of a request.")
@click.option("--at", metavar="TIME", help="When it begins, in US Pacific time.")
@click.option("--script", metavar="FILE", help="Play a test of this file: its contact, and its outside.")
@click.option("-k", "name", metavar="TEXT", help="With --script: the test whose name holds this text.")
@click.option("--answers", metavar="FILE", help="Take what comes from outside from the first test of this file.")
@click.option("--record", metavar="FILE", help="Write what was played as a test.")
@click.option("--target", type=click.Choice((STUDIO, TWIML)), default=STUDIO, show_default=True, help="What is played.")
@click.option("--random", "at_random", is_flag=True, help="Play at random until something breaks.")
@click.option("--seed", type=int, default=0, show_default=True, help="With --random: where chance begins.")
@click.option("--plays", type=click.IntRange(1), default=_PLAYS, show_default=True, help="With --random: how often.")
@values_options
@color_option
def command(
    file: str,
    entry: str | None,
    contact: str,
    address: str,
    body: str,
    parameters: tuple[str, ...],
    at: str | None,
    script: str | None,
    name: str | None,
    answers: str | None,
    record: str | None,
    target: str,
    at_random: bool,
    seed: int,
    plays: int,
    set_: tuple[str, ...],
    values: tuple[str, ...],
    env: str | None,
    color: str,
) -> None:
    """Play a call or a chat with a flow in the terminal.

    FILE is a .flow file or a Studio definition (.json). What is spoken and sent is shown as text, with the
    line that runs and the variables that change. Type keys, words or a message; nothing is silence, the end
    of input (Ctrl-D) hangs up, and each line of a test can be typed. Servers, agents and other numbers are
    answered for by you. The exit status is 1 when a script fails or chance finds something that breaks.
    """
    settings = Settings("text", color=color)
    if target == TWIML:
        _refuse_bundle(at_random=at_random)
    ready = _ready(file, ValueOptions(set_, values, env), settings)
    if at_random:
        sys.exit(_at_random(ready.stage, seed, plays, record))
    player = ready.player(target, settings)
    if script is not None:
        played = player.by_script(_chosen(script, name))
        if played.failure is not None:
            report.write(failure(played, color=report.wants_color(settings, sys.stdout)), sys.stdout)
        _write(record, recorded(played.script.name, played.script.start, played.happenings, played.script.clock()))
        sys.exit(report.DONE if played.failure is None else report.FOUND)
    beginning = _Beginning(entry, contact, address, body, parameters, at)
    start, clock = beginning.start(ready.stage), beginning.clock()
    told = _chosen(answers, name) if answers is not None else None
    happenings = player.by_hand(start, clock, told)
    _write(record, recorded("what was played", start, happenings, beginning.clock()))


def _refuse_bundle(*, at_random: bool) -> None:
    """Ends the command where no bundle can be played."""
    if at_random:
        report.refuse("--random plays against Studio: leave out --target twiml")
    from flowc.rehearsal.worker import missing  # noqa: PLC0415 - most plays need no bundle

    if absent := missing():
        report.refuse(f"--target {TWIML} needs {', '.join(absent)}: pip install 'flowc[twiml]'")


class _Player(Protocol):
    """Plays a flow in the terminal."""

    def by_hand(self, start: Start, clock: ManualClock, told: Script | None) -> Sequence[Happening]:
        """All that happened in a run that a person plays."""

    def by_script(self, script: Script) -> Played:
        """What comes of a test."""


@attrs.frozen
class _Ready:
    """A flow that can be played, and what its bundle is made of."""

    stage: Stage
    source: inputs.Input
    values: Values | None
    project: ProjectSettings | None

    def player(self, target: str, settings: Settings) -> _Player:
        """Who plays it. Ends the command where the target does not take the flow."""
        if target == STUDIO:
            return StudioPlayer(self.stage)
        from flowc.cli.play_bundle import BundlePlayer  # noqa: PLC0415 - most plays need no bundle
        from flowc.cli.rehearsals import bundle_of  # noqa: PLC0415 - as above

        try:
            files, refused = bundle_of(self.source, self.values, self.project)
        except inputs.InputError as error:
            report.refuse(str(error))
        if files is None:
            report.show_any(list(refused), settings)
            sys.exit(report.FOUND)
        return BundlePlayer(self.stage, files)


def _ready(file: str, options: ValueOptions, settings: Settings) -> _Ready:
    """The flow of a file, ready to be played. Ends the command where there is none."""
    values, findings = given_values(options)
    reader = SettingsReader(RuleOptions(), strict=False)
    try:
        source = inputs.read(file)
        project = reader.of(source)
        loaded = load(source, values=values, settings=project)
    except inputs.InputError as error:
        report.refuse(str(error))
    problems = [*findings, *(reader.problems if reader.failed else ()), *loaded.errors]
    if problems or loaded.stage is None:
        report.show_any(problems, settings)
        if not problems:
            report.refuse(f"{file}: no entry, only what other flows use: nothing to play")
        sys.exit(report.FOUND)
    return _Ready(loaded.stage, source, values, project)


# --- A test of a file


def _chosen(file: str, name: str | None) -> Script:
    """The test of a file that is played. Ends the command where there is none."""
    try:
        source = inputs.read(file)
    except inputs.InputError as error:
        report.refuse(str(error))
    tests = read_tests_in(source)
    if tests.diagnostics:
        report.show_any(list(tests.diagnostics), Settings())
        sys.exit(report.FOUND)
    scripts = [one for one in tests.scripts if name is None or name.lower() in one.name.lower()]
    if not scripts:
        report.refuse(f"{file}: no test" + (f" whose name holds `{name}`" if name else ""))
    return scripts[0]


# --- At random


def _at_random(stage: Stage, seed: int, plays: int, record: str | None) -> int:
    found = find_break(stage, random.Random(seed), plays)  # noqa: S311 - chance is wanted again, not secret
    if found is None:
        report.say(f"nothing broke in {plays:,} plays")
        return report.DONE
    report.say(f"{found.reason}; the shortest way there that was found:")
    test = write_test(recorded("a way on which the flow breaks", found.start, found.happenings))
    report.write(test, sys.stdout)
    _write_file(record, test)
    return report.FOUND


# --- What was played


def _write(record: str | None, test: Script) -> None:
    if record is not None:
        _write_file(record, write_test(test))


def _write_file(record: str | None, text: str) -> None:
    if record is None:
        return
    try:
        outputs.write_all({Path(record): text})
    except OSError as error:
        report.refuse(f"{record}: {error.strerror or error}")
    report.say(f"wrote {record}")
