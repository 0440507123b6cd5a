"""Small graphs as the build writes them: claims, each with its quote, and a named graph for what it states."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kgtool.store import LocalStore
from kgtool.store.sources import ontology_sources
from kgtool.terms import PREFIXES

ONTOLOGY = Path(__file__).parents[2] / "ontology"

HEADER = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + "@prefix doc: <%s> .\n"


def graph(*claims: tuple[str, str], extra: str = "") -> LocalStore:
    """A store with one claim for each pair of claimer and statements (Turtle), with the ontology beside it.

    The claimer ``doc:istanbul`` is the article itself: its claims are narration. The quote of claim n is "quote n".
    """
    document = "https://w3id.org/kgtool/id/istanbul"
    lines = [HEADER % (document + "/"), f'<{document}> a kg:Document ; dcterms:title "Talks" .\n', extra]
    for number, (claimer, statements) in enumerate(claims, 1):
        kind = "kg:Narration" if claimer == "doc" else "kg:Claim"
        who = f"<{document}>" if claimer == "doc" else claimer
        lines.append(
            f"<{document}/claim/{number}> a {kind} ; kg:document <{document}> ; kg:claimedBy {who} ;\n"
            f'    kg:start {number * 10} ; kg:end {number * 10 + 7} ; kg:quote "quote {number}" .\n'
            f"<{document}/claim/{number}> {{ {statements} }}\n"
        )
    quads = list(ox.parse("".join(lines), format=ox.RdfFormat.TRIG))
    store = LocalStore.of_files(ontology_sources(ONTOLOGY))
    return LocalStore.of([*store.quads.quads_for_pattern(None, None, None, None), *quads])
