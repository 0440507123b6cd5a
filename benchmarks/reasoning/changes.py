"""What comes after the closure: one fact more, one less, proofs, and the stress cases. Prints one line of JSON."""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyoxigraph as ox

from kgtool.reasoning import Closure, reason_arrays, reason_file
from kgtool.reasoning.columns import Ints
from kgtool.reasoning.terms import NUMBER, Terms
from kgtool.terms import OWL, RDF, RDFS

UB = "http://swat.cse.lehigh.edu/onto/univ-bench.owl#"
EX = "http://example.org/"


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def one_more_and_less(closure: Closure) -> dict[str, object]:
    """Adds and withdraws facts of different kinds, each alone: milliseconds."""
    department = ox.NamedNode("http://www.Department0.University0.edu")
    kinds = {
        "worksFor": (ox.NamedNode(EX + "new"), ox.NamedNode(UB + "worksFor"), department),
        "headOf": (ox.NamedNode(EX + "chair"), ox.NamedNode(UB + "headOf"), department),
        "type": (ox.NamedNode(EX + "newer"), ox.NamedNode(RDF + "type"), ox.NamedNode(UB + "GraduateStudent")),
        "subOrganizationOf": (ox.NamedNode(EX + "group"), ox.NamedNode(UB + "subOrganizationOf"), department),
        "name": (ox.NamedNode(EX + "new"), ox.NamedNode(UB + "name"), ox.Literal("New")),
    }
    plus, minus = {}, {}
    for name, triple in kinds.items():
        plus[name] = round(1000 * timed(lambda triple=triple: closure.add([triple])), 2)
    for name, triple in kinds.items():
        minus[name] = round(1000 * timed(lambda triple=triple: closure.remove([triple])), 2)
    existing = (
        ox.NamedNode("http://www.Department0.University0.edu/FullProfessor0"),
        ox.NamedNode(UB + "headOf"),
        department,
    )
    minus["an old headOf"] = round(1000 * timed(lambda: closure.remove([existing])), 2)
    plus["the old headOf"] = round(1000 * timed(lambda: closure.add([existing])), 2)
    return {"plus_ms": plus, "minus_ms": minus}


def proofs(closure: Closure, count: int = 2000) -> dict[str, float]:
    """The time of one proof each for some inferred triples: milliseconds."""
    chosen = random.Random(1).sample(closure.inferred, count)
    times = sorted(timed(lambda triple=triple: closure.explain(triple)) for triple in chosen)
    return {
        "median_ms": 1000 * statistics.median(times),
        "p95_ms": 1000 * times[int(0.95 * count)],
        "max_ms": 1000 * times[-1],
    }


def stress() -> dict[str, float]:
    """Seconds for each stress case, from arrays to the closure."""
    result = {}
    for name, build in (("chain", chain), ("clique", clique), ("taxonomy", taxonomy), ("million", million)):
        terms = Terms()
        data = build(terms)
        result[name] = timed(lambda terms=terms, data=data: reason_arrays(terms, data))
    return result


def rows(subjects: object, predicate: int, objects: object) -> Ints:
    return np.stack(np.broadcast_arrays(np.asarray(subjects), predicate, np.asarray(objects)), axis=1)


def nodes(count: int, terms: Terms) -> Ints:
    return np.array([terms.number(ox.NamedNode(f"{EX}{i}")) for i in range(count)])


def chain(terms: Terms) -> Ints:
    links, prop = nodes(2001, terms), terms.number(ox.NamedNode(EX + "p"))
    transitive = rows([prop], NUMBER[RDF + "type"], [NUMBER[OWL + "TransitiveProperty"]])
    return np.concatenate((rows(links[:-1], prop, links[1:]), transitive))


def clique(terms: Terms) -> Ints:
    ones, others = np.meshgrid(nodes(200, terms), nodes(200, terms))
    return rows(ones[ones != others], NUMBER[OWL + "sameAs"], others[ones != others])


def taxonomy(terms: Terms) -> Ints:
    classes = nodes(5000, terms)
    parents = classes[(np.arange(1, 5000) - 1) // 3]
    declared = rows(classes, NUMBER[RDF + "type"], NUMBER[OWL + "Class"])
    return np.concatenate((rows(classes[1:], NUMBER[RDFS + "subClassOf"], parents), declared))


def million(terms: Terms) -> Ints:
    links = nodes(1_000_001, terms)
    return rows(links[:-1], NUMBER[OWL + "sameAs"], links[1:])


def main(small: Path, large: Path) -> None:
    result: dict[str, object] = {"proofs": proofs(reason_file(small))}
    result |= one_more_and_less(reason_file(large))
    result["stress_s"] = stress()
    print(json.dumps(result))


main(Path(sys.argv[1]), Path(sys.argv[2]))
