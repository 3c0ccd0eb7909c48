"""Run Subflow: another flow of the bundle."""

from __future__ import annotations

import attrs

from runtime.run import Run
from runtime.step import Nests
from runtime.subflow_parameters import Given, given, rendered
from runtime.values import JsonObject


@attrs.frozen(kw_only=True)
class RunSubflow(Nests):
    """Runs a flow that stands in the same bundle. The revision is for Studio: there is one here."""

    flow_revision: str = "LatestPublished"
    parameters: tuple[Given, ...] = attrs.field(default=(), converter=given)

    def tells(self, run: Run) -> JsonObject:
        """The parameters."""
        return rendered(run, self.parameters)
