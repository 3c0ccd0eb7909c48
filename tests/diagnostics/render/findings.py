"""The findings that the tests of formats share: a bare one, and one that has everything."""

from __future__ import annotations

from flowc.diagnostics import Diagnostic, Fix, Note, Severity
from flowc.source import Source, Span

SOURCE = Source("calls/feedback.flow", 'flow feedback\n\tsya "Grüße 📞" x\n  on {\n}\n')
VERB = Span(SOURCE, 15, 18)
BARE = Diagnostic("FLW402", Severity.WARNING, "this body is empty", Span(SOURCE, 36, 39))
FULL = Diagnostic(
    "FLW101",
    Severity.ERROR,
    "unknown verb `sya`",
    VERB,
    label="no verb has this name",
    notes=(Note("in this flow", Span(SOURCE, 0, 13)), Note("verbs are declared")),
    why="the call would end here",
    help="did you mean `say`?",
    fixes=(Fix("replace by `say`", VERB, "say"), Fix("remove it", Span(SOURCE, 14, 29), "", safe=False)),
    url="https://www.twilio.com/docs/studio",
)
HINT = Diagnostic("FLW129", Severity.INFO, "nothing refers to `x`", Span(SOURCE, 28, 29))
ALL = [FULL, BARE, HINT]
