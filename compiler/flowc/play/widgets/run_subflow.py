"""`run-subflow`: runs another flow within this run."""

from __future__ import annotations

from collections.abc import Generator, Mapping

from flowc.play.happenings import Ending
from flowc.play.questions import Answer, Outcome, Question
from flowc.play.turn import ContactGoneError, Result, Turn
from flowc.play.widgets.trigger import subflow_scope


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `completed` with the variables that the other flow set, or by `failed`.

    A flow that is not at hand is played by whoever answers for the outside. A subflow cannot run another one.
    """
    sid = str(turn.value("flow_sid", ""))
    parameters = turn.pairs("parameters")
    turn.did("subflow", {"flow_sid": sid, "parameters": parameters})
    if turn.scope is not turn.run.scope:
        turn.warn(81024, "a subflow cannot run a subflow")
        return Result("failed")
    definition = turn.run.subflows.get(sid)
    if definition is None:
        outcome = yield from turn.outside(("completed", "failed"), [Outcome("completed"), Outcome("failed")])
        return Result(outcome.event or "completed", outcome.values if outcome.event != "failed" else {})
    scope = subflow_scope(turn.scope, parameters, {"flow_sid": turn.scope.flow["flow_sid"], "subflow_sid": sid})
    ending = yield from turn.run.play_subflow(definition, scope)
    if ending is Ending.ENDED:
        # Only simple values leave a subflow: https://www.twilio.com/docs/studio/subflows
        simple = {name: value for name, value in scope.variables.items() if not isinstance(value, Mapping | list)}
        return Result("completed", simple)
    if ending in {Ending.HUNG_UP, Ending.GONE}:
        raise ContactGoneError(ending)
    return Result("failed")
