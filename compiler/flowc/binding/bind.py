"""Binds a flow: what its statements mean, from the declarations of their verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from flowc.binding.context import Context
from flowc.binding.file import DECLARATIONS, FileBinder
from flowc.binding.program import Program
from flowc.binding.scope import find_names
from flowc.binding.session import Session
from flowc.diagnostics import Diagnostic
from flowc.source import Source
from flowc.syntax.nodes import File, Statement, items
from flowc.vocabulary import Vocabulary

if TYPE_CHECKING:
    from flowc.binding.bound_lines import BoundLines
    from flowc.modules import Modules
    from flowc.values import Values


@attrs.frozen
class Bound:
    """What binding gave: the program, the vocabulary it was bound with, and the problems."""

    program: Program
    vocabulary: Vocabulary
    diagnostics: tuple[Diagnostic, ...]


def bind(
    source: Source,
    file: File,
    vocabulary: Vocabulary,
    *,
    modules: Modules | None = None,
    values: Values | None = None,
    memo: BoundLines | None = None,
) -> Bound:
    """The meaning of a file with the modules it uses, and with values for its `param`s.

    Widgets that the file declares itself count as declared. `memo` has what the lines of the file
    meant when it was bound before.
    """
    session = Session(memo=memo)
    if modules is None and values is None and not declares(file):
        program = _bind_plain(source, file, vocabulary, session)
        return Bound(program, vocabulary, tuple(session.problems))
    # Most flows declare and use nothing, and start-up is felt on every run.
    from flowc.binding.reuse.whole import bind_whole  # noqa: PLC0415 - see above
    from flowc.modules import load_modules  # noqa: PLC0415 - see above
    from flowc.values import Values  # noqa: PLC0415 - see above

    files = modules or load_modules(source, file, None)
    program, known = bind_whole(files, vocabulary, values or Values(), session)
    # A value that is wrong may be read in several places.
    return Bound(program, known, tuple(dict.fromkeys(session.problems)))


def declares(file: File) -> bool:
    """Whether a file declares or uses anything beside entries and sections."""
    return any(
        isinstance(item, Statement) and item.head is not None and item.head.text in DECLARATIONS
        for item in items(file.entries)
    )


def _bind_plain(source: Source, file: File, vocabulary: Vocabulary, session: Session) -> Program:
    """The meaning of a file of which no more than its entries and sections need be known."""
    context = Context(source, vocabulary, session=session)
    context.labels = find_names(context, file)
    session.labels.update(context.labels)
    if session.memo is not None:
        session.memo.begin(context, file)
    binder = FileBinder(context)
    for item in items(file.entries):
        binder.bind(item)
    if not context.session.referred.issuperset(context.labels.values()):
        # Few flows have such a label, and start-up is felt on every run.
        from flowc.binding.unused_labels import report_unused_labels  # noqa: PLC0415 - see above

        report_unused_labels(context, file)
    return binder.program()
