"""Compares the analyses and the rules over them with walking every path, over many small flows.

    python benchmarks/every_path.py [FLOWS]

Without a number, 10,000 flows. Prints what was compared, and each disagreement with its seed.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import attrs
from tests.checks.analyses.compared import claimed, disagreements, found_by_rules
from tests.checks.analyses.every_path import Truth, small_flow
from tests.checks.analyses.verdicts import JUDGED

FLOWS = 10_000


def main() -> int:
    """Runs the comparison; 1 where the two disagree."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FLOWS
    facts = Counter[str](dict.fromkeys((field.name for field in attrs.fields(Truth)), 0))
    findings = Counter[str](dict.fromkeys(JUDGED, 0))
    for seed in range(count):
        flow = small_flow(random.Random(seed))
        found = claimed(flow)
        facts.update({name: len(getattr(found, name)) for name in facts})
        findings.update(code for code, _, _ in found_by_rules(flow))
    wrong = disagreements(range(count))
    print(f"{count:,} flows of up to 7 states, {facts.total():,} facts and {findings.total():,} findings compared")
    print(f"{len(wrong)} disagreements")
    for name, total in (facts + findings).items():
        print(f"{total:9,}  {name}")
    for one in wrong[:10]:
        print(f"seed {one.seed}: {one.field}: only claimed {one.only_claimed}, only true {one.only_true}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
