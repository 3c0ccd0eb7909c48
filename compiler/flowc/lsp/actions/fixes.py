"""The fixes of findings: each one by itself, and all that are safe at once."""

from __future__ import annotations

from lsprotocol import types

from flowc.diagnostics import Fix
from flowc.fix import fix as mend
from flowc.lsp.actions.request import Offers, Request
from flowc.lsp.conversion import diagnostic
from flowc.lsp.reader import OpenModules

FIX_ALL = "source.fixAll.flowc"


def offer(request: Request) -> Offers:
    """A quick fix for each way to mend what is found at the selection."""
    server = request.server
    for finding in server.findings.of(request.document):
        if not request.touches(finding.span):
            continue
        shown = diagnostic(finding, server.flows.positions, server.pages.address(finding.code))
        for fix in finding.fixes:
            action = request.with_edits(_title(fix), types.CodeActionKind.QuickFix, _edits(request, fix))
            action.diagnostics = [shown]
            action.is_preferred = fix.safe and len(finding.fixes) == 1
            yield action


def offer_all(request: Request) -> Offers:
    """All safe fixes of the file, as `flowc check --fix` makes them."""
    findings = request.server.findings.of(request.document)
    path = request.document.path
    if not any(fix.safe and fix.span.source.path == path for one in findings for fix in one.fixes):
        return
    fixed = mend(
        request.source.text,
        path,
        modules=OpenModules(path, request.server.flows.by_real_path()),
        settings=request.server.flows.settings.of(path).settings,
    )
    if fixed.edits:
        yield request.action("Mend all that can be mended safely", FIX_ALL, fixed.text)


def _title(fix: Fix) -> str:
    title = fix.title[:1].upper() + fix.title[1:]
    return title if fix.safe else f"{title} (a guess)"


def _edits(request: Request, fix: Fix) -> dict[str, list[types.TextEdit]]:
    edit = types.TextEdit(request.server.flows.positions.range(fix.span), fix.replacement)
    return {request.server.uri(fix.span.source.path): [edit]}
