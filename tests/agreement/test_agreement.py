"""Flows by chance, and the cases in which the targets once differed, do the same on both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.agreement.generated import covered_types, types_in_twiml
from tests.agreement.played import Tally, agree

from flowc import Source, compile_bundle, parse
from flowc.cli.inputs import modules_of, read
from flowc.cli.options import RuleOptions
from flowc.cli.settings import SettingsReader
from flowc.cli.suites import Suites
from flowc.rehearsal.rehearsal import Rehearsal, rehearsing
from flowc.rehearsal.worker import write_bundle
from flowc.script.agree import differences
from flowc.script.player import play_script
from flowc.script.read import read_tests

# A case has its tests in its own text, or, where they name steps of a subflow, beside it.
CASES = sorted((Path(__file__).parent / "cases").glob("*.flow*"))
FLOWS, CALLERS = 50, 3


@pytest.fixture
async def rehearsal(tmp_path: Path) -> AsyncIterator[Rehearsal]:
    async with rehearsing(tmp_path) as found:
        yield found


async def test_flows_by_chance_do_the_same_on_both_targets(rehearsal: Rehearsal, tmp_path: Path) -> None:
    tally = Tally()
    for seed in range(FLOWS):
        await agree(rehearsal, tmp_path, seed, CALLERS, tally)

    assert tally.plays == FLOWS * CALLERS
    assert [(one.seed, one.test, one.lines) for one in tally.differences] == []


async def test_what_once_differed_is_the_same_on_both_targets(rehearsal: Rehearsal, tmp_path: Path) -> None:
    assert CASES
    settings = SettingsReader(RuleOptions(), strict=False)
    for case in CASES:
        suite = Suites(settings=settings).of(read(str(case)))
        if not suite.scripts and not suite.problems:
            assert case.with_suffix(".flowtest") in CASES
            continue
        assert suite.stage is not None, suite.problems
        assert suite.source is not None
        project = settings.of(suite.source)
        modules = modules_of(suite.source, project)
        files = compile_bundle(suite.source.text, suite.source.shown, modules=modules, settings=project).files
        assert files is not None
        write_bundle(tmp_path / case.stem, files)
        with rehearsal.bundle(case.stem):
            for script in suite.scripts:
                studio = play_script(script, suite.stage)
                twiml = await rehearsal.play(script, suite.stage, case.stem)

                assert (studio.failure, twiml.failure) == (None, None), (case.name, script.name)
                found = differences(studio.happenings, twiml.happenings, ("studio", "twiml"))
                assert found == [], (case.name, script.name)


async def test_a_bundle_of_another_flow_differs_and_fails_the_test(rehearsal: Rehearsal, tmp_path: Path) -> None:
    files = compile_bundle('on call { say "Good bye." }\n').files
    assert files is not None
    write_bundle(tmp_path / "other", files)
    source = Source("own.flow", 'test "greeted" { hears "Hello." }\n')
    (script,) = read_tests(source, parse(source).file).scripts
    (tmp_path / "own.flow").write_text(
        'on call { say "Hello." }\ntest "greeted" { hears "Hello." }\n', encoding="utf-8"
    )
    stage = Suites().of(read(str(tmp_path / "own.flow"))).stage
    assert stage is not None

    with rehearsal.bundle("other"):
        played = await rehearsal.play(script, stage, "other")

    assert played.failure is not None
    assert played.failure.message == "what the contact hears next is not `Hello.`"
    assert differences(play_script(script, stage).happenings, played.happenings, ("studio", "twiml"))[:2] == [
        "--- studio",
        "+++ twiml",
    ]


async def test_what_only_studio_can_do_fails_against_the_bundle(rehearsal: Rehearsal, tmp_path: Path) -> None:
    text = 'on call { say "Speak."; box: voicemail { noAudio, hangup -> end } }\n'
    flow = tmp_path / "box.flow"
    flow.write_text(text + 'test "nothing is heard" { given box noAudio; hears "Speak."; ends }\n', encoding="utf-8")
    suite, files = Suites().of(read(str(flow))), compile_bundle(text).files
    assert suite.stage is not None
    assert files is not None
    write_bundle(tmp_path / "box", files)

    with rehearsal.bundle("box"):
        played = await rehearsal.play(suite.scripts[0], suite.stage, "box")

    assert played.failure is not None
    assert played.failure.message == "`noAudio` cannot come of `box` in a bundle"


def test_flows_by_chance_have_every_widget_of_the_target() -> None:
    assert set(types_in_twiml()) == set(covered_types())


def test_what_was_never_reached_is_told() -> None:
    tally = Tally()
    tally.exits["say-play", "audioComplete"] = tally.predicates["regex"] = 1

    assert "say-play audioComplete" not in tally.missed()
    assert {"say-play                   1/1  audioComplete 1", "set-variables              0/1  next 0"} <= set(
        tally.table()
    )
    assert {"set-variables next", "predicate contains"} <= set(tally.missed())
    assert "record-voicemail noAudio" not in tally.missed()
    assert "predicate regex" not in tally.missed()
