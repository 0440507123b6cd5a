"""Writes docs/conformance.md's part on the W3C SPARQL 1.1 suites: ``python -m tests.serving.conformance``."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from rdflib import Graph, URIRef

from tests.serving.running import REPOSITORY, Server, make_empty_project, serving
from tests.serving.w3c import (
    MF,
    ask_oxigraph,
    ask_server,
    evaluations,
    expected,
    manifest,
    members,
    run_description_test,
    run_graph_store_test,
    run_protocol_test,
)

PAGE = REPOSITORY / "docs" / "conformance.md"
BEGIN, END = "<!-- sparql: written by tests.serving.conformance -->", "<!-- sparql: end -->"
REASONS = {
    "entailment": "asks for an entailment regime; what kgtool infers is in the graph already, by its own rules",
    "service": "SERVICE is refused by design",
}


def main() -> None:
    """Runs the suites against a server of its own and writes the page."""
    with tempfile.TemporaryDirectory() as folder:
        project = make_empty_project(Path(folder) / "project")
        with serving(project, "--writable") as server:
            lines = [*_protocols(server), *_evaluation(server)]
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else f"# Conformance\n\n{BEGIN}\n{END}\n"
    if BEGIN not in text:
        text = f"{text.rstrip()}\n\n{BEGIN}\n{END}\n"
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text("\n".join([before + BEGIN, *lines, END + after]), encoding="utf-8")
    print(f"written: {PAGE.relative_to(REPOSITORY)}", file=sys.stderr)


def _protocols(server: Server) -> list[str]:
    def describe(server: Server, _: Graph, test: URIRef) -> None:
        run_description_test(server, test.rpartition("#")[2])

    suites: list[tuple[str, Sequence[str], URIRef, Callable[[Server, Graph, URIRef], None]]] = [
        ("SPARQL 1.1 Protocol", ["protocol"], MF.ProtocolTest, run_protocol_test),
        (
            "Graph Store Protocol",
            ["graph-store-protocol/manifest-direct.ttl", "graph-store-protocol/manifest-indirect.ttl"],
            MF.GraphStoreProtocolTest,
            run_graph_store_test,
        ),
        ("Service Description", ["service-description"], MF.ServiceDescriptionTest, describe),
    ]
    lines = [
        "## SPARQL over HTTP",
        "",
        "The W3C suites as they are, against a running `kgtool serve --writable`:",
        "",
        "| suite | passed | of |",
        "|---|---|---|",
    ]
    failures = []
    for title, names, kind, run in suites:
        tests = [(graph, test) for graph in map(manifest, names) for test in members(graph, kind)]
        failed = []
        for graph, test in tests:
            try:
                run(server, graph, test)
            except AssertionError as error:
                failed.append(f"- `{test.rpartition('#')[2]}`: {str(error).splitlines()[0]}")
        lines.append(f"| {title} | {len(tests) - len(failed)} | {len(tests)} |")
        failures += failed
    return [*lines, "", *failures, *([""] if failures else [])]


def _evaluation(server: Server) -> list[str]:
    passed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    both, lost = [], []
    for test in evaluations():
        folder = test.name.partition("/")[0]
        total[folder] += 1
        wanted, answered = expected(test), ask_server(server, test)
        if answered == wanted:
            passed[folder] += 1
        elif folder != "service" and ask_oxigraph(test) == wanted:
            lost.append(test)
        else:
            both.append(test)
    lines = [
        f"Query evaluation over HTTP: {passed.total()} of {total.total()}. "
        f"Tests that Oxigraph passes and the server does not: {len(lost)}. The rest fails for both:",
        "",
        "| folder | passed | of | |",
        "|---|---|---|---|",
        *(f"| {name} | {passed[name]} | {total[name]} | {REASONS.get(name, '')} |" for name in sorted(total)),
        "",
        "Not passed:",
        "",
        *(f"- `{test.name}` ({test.title})" for test in sorted([*lost, *both], key=lambda test: test.name)),
    ]
    return lines


if __name__ == "__main__":
    main()
