"""Is it right? Shapes and contradictions in the graph; lint of the ontology, the lexicon and the stored queries.

In: a project's rooms and its graph. Out: a :class:`Report` of findings, each with a level, a stable code, what is
wrong, where (a file's line, or claims with their quotes) and what to do. ``docs/checks.md`` explains every code.

* ``finding``:     findings, and the report as text and JSON
* ``claims``:      which claims state what, so that a finding can quote them
* ``shapes``:      SHACL over the graph
* ``consistency``: contradictions that the reasoner finds, in the articles' own voice and for each claimer
* ``profile``:     does the ontology stay inside OWL 2 RL?
* ``terms``:       labels, definitions and undeclared terms of the ontology
* ``lexicon``:     entries that point nowhere
* ``queries``:     stored queries that do not parse or use unknown terms

Nothing is repaired: a claim that contradicts itself stays as it was made.
"""

from kgtool.checking.finding import Evidence, Finding, Level, Report
from kgtool.checking.running import Rooms, check, check_graph, check_rooms

__all__ = ["Evidence", "Finding", "Level", "Report", "Rooms", "check", "check_graph", "check_rooms"]
