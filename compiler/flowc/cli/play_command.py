"""`flowc play`: a call or a chat with a flow in the terminal."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import attrs
import click

from flowc.cli import inputs, outputs, report
from flowc.cli.options import RuleOptions, Settings, ValueOptions, color_option, given_values, values_options
from flowc.cli.settings import SettingsReader
from flowc.cli.stages import load
from flowc.cli.suites import read_tests_in
from flowc.play.clock import ManualClock, pacific_start
from flowc.play.happenings import Ending, Happening
from flowc.play.questions import HANGS_UP, LISTENED, SILENCE, Answer, Asks, Question
from flowc.play.run import Run
from flowc.play.start import ADDRESS, CONTACT, ENTRIES, WRITTEN, Start
from flowc.script.caller import Caller, FailedError
from flowc.script.chance import find_break, starts_of
from flowc.script.lines import Script
from flowc.script.narrate import Narrator
from flowc.script.player import Played, Stage
from flowc.script.record import recorded
from flowc.script.render.text import failure
from flowc.script.typed import choices, read_typed
from flowc.script.write import write_test

_EXAMPLES = """
\b
Examples:
  flowc play feedback.flow
  flowc play orders.flow --on message --body "Where is my order?"
  flowc play menu.flow --at "2026-12-24 18:30" --record menu.flowtest
  flowc play menu.flow --script menu.flowtest -k "a caller who hesitates"
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
    stage = _stage(file, ValueOptions(set_, values, env), settings)
    if at_random:
        sys.exit(_at_random(stage, seed, plays, record))
    beginning = _Beginning(entry, contact, address, body, parameters, at)
    if script is not None:
        sys.exit(_by_script(stage, _chosen(script, name), record, settings))
    clock = beginning.clock()
    told = _chosen(answers, name) if answers is not None else None
    subflows = stage.subflows if told is None else stage.subflows_for(told)
    run = Run(stage.definition, beginning.start(stage), clock, stage.templates, subflows)
    known = Caller(told, run.happenings, run.scope, clock) if told is not None else None
    _Session(run, stage, known).play()
    _write(record, "what was played", run, beginning.clock())


def _stage(file: str, options: ValueOptions, settings: Settings) -> Stage:
    """The flow of a file, ready to be played. Ends the command where there is none."""
    values, findings = given_values(options)
    reader = SettingsReader(RuleOptions(), strict=False)
    try:
        source = inputs.read(file)
        loaded = load(source, values=values, settings=reader.of(source))
    except inputs.InputError as error:
        report.refuse(str(error))
    problems = [*findings, *(reader.problems if reader.failed else ()), *loaded.errors]
    if problems or loaded.stage is None:
        report.show_any(problems, settings)
        if not problems:
            report.refuse(f"{file}: no entry, only what other flows use: nothing to play")
        sys.exit(report.FOUND)
    return loaded.stage


# --- By hand


@attrs.frozen
class _Session:
    """A run whose questions a person answers, but those of the outside that somebody `known` answers."""

    run: Run
    stage: Stage
    known: Caller | None = None

    def play(self) -> Ending:
        """Plays the run to its end."""
        narrator = Narrator(self.run.happenings, self.stage.places, echo=False)
        playing = self.run.play()
        try:
            question = next(playing)
            while True:
                _tell(narrator)
                question = playing.send(self._answer(question))
        except StopIteration as stop:
            _tell(narrator)
            ending: Ending = stop.value
            return ending

    def _answer(self, question: Question) -> Answer:
        if question.asks is Asks.LISTEN:
            return LISTENED
        if question.asks is Asks.OUTSIDE:
            told = self._known_answer(question)
            if told is not None:
                return told
            for line in choices(question):
                _say(f"      {line}")
        while True:
            typed = _typed()
            if typed is None:
                return _at_end_of_input(question)
            answer = read_typed(question, typed)
            if not isinstance(answer, str):
                return answer
            _say(f"    {answer}")

    def _known_answer(self, question: Question) -> Answer | None:
        """What a file says of the outside; None where it says nothing that fits."""
        try:
            return self.known.told(question) if self.known is not None else None
        except FailedError as error:
            _say(f"    {error}")
            return None


def _typed() -> str | None:
    """A line from the person, None at the end of input."""
    report.write("  > ", sys.stdout)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        _say(line.rstrip("\n"))
    return line or None


def _at_end_of_input(question: Question) -> Answer:
    """What happens when nobody types any more: the contact hangs up, or does nothing, and the outside does as usual."""
    if question.asks is Asks.OUTSIDE:
        return HANGS_UP if question.on_call else question.usual[0]
    return SILENCE if question.asks is Asks.REPLY else HANGS_UP


def _tell(narrator: Narrator) -> None:
    for line in narrator.news():
        _say(line)


def _say(line: str) -> None:
    report.write(line + "\n", sys.stdout)


# --- By a script


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


def _by_script(stage: Stage, script: Script, record: str | None, settings: Settings) -> int:
    run = Run(stage.definition, script.start, script.clock(), stage.templates, stage.subflows_for(script))
    caller = Caller(script, run.happenings, run.scope, run.clock, stage.places)
    narrator = Narrator(run.happenings, stage.places)
    playing = run.play()
    status = report.DONE
    try:
        try:
            question = next(playing)
            while True:
                _tell(narrator)
                question = playing.send(caller.answer(question))
        except StopIteration as stop:
            _tell(narrator)
            caller.end(stop.value)
    except FailedError as error:
        played = Played(script, (), error.diagnostic)
        report.write(failure(played, color=report.wants_color(settings, sys.stdout)), sys.stdout)
        status = report.FOUND
    _write(record, script.name, run, script.clock())
    return status


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


def _write(record: str | None, name: str, run: Run, clock: ManualClock) -> None:
    if record is not None:
        happenings: tuple[Happening, ...] = tuple(run.happenings)
        _write_file(record, write_test(recorded(name, run.start, happenings, clock)))


def _write_file(record: str | None, text: str) -> None:
    if record is None:
        return
    try:
        outputs.write_all({Path(record): text})
    except OSError as error:
        report.refuse(f"{record}: {error.strerror or error}")
    report.say(f"wrote {record}")
