"""From a state of the graph back to the statement that makes it.

`spell` gives a plain statement in parts; `Manner` says in what surroundings it is to stand.
"""

from flowc.spell.manner import Manner
from flowc.spell.spelled import Arrow, ExitLine, Spelled
from flowc.spell.statement import spell

__all__ = ["Arrow", "ExitLine", "Manner", "Spelled", "spell"]
