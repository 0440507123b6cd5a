"""Seeds to graph: ``kgtool build``.

In: seed files, the ontology room, and the graph folder as it was. Out: one ``NAME.trig`` for each article and
``inferred.trig`` beside them, and a summary. Only what changed is read again. Nothing in the folder changes until
everything is read and reasoned over, so an interrupted build leaves the old graph, and the next one goes on where it
stopped. The steps: ``freshness`` (what changed), ``reading_pool`` (read it), ``gathering`` (who says what, as
numbers), ``joining`` (what articles speak of in common), ``inferring`` (what follows), ``summary`` (what was done).
"""

from kgtool.building.build import build
from kgtool.building.reading_pool import Progress
from kgtool.building.summary import Summary

__all__ = ["Progress", "Summary", "build"]
