"""Questions for sources that disagree: "which sources disagree about the number of dead".

Figures of one measure whose values differ conflict where their scopes are the same. Where scopes are told and differ,
both may be right: such figures are given only where none conflict, and it is said that their scopes differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgtool.asking.drafts import Draft, Node, any_exists
from kgtool.asking.interpreter import Interpreter
from kgtool.asking.trees import Clause, Phrase

if TYPE_CHECKING:
    from kgtool.asking.meaning import Meaning

CLAIMER = Node("?claimedBy")


class Disagreement:
    """Understands verbs of disagreeing."""

    def __init__(self, shared: Interpreter, meaning: Meaning) -> None:
        self.shared = shared
        self.meaning = meaning

    def drafts(self, draft: Draft, clause: Clause) -> Iterator[Draft]:
        """Claimers of comparable figures that differ."""
        subject = clause.subject
        if subject is None or not self._are_sources(subject):
            return
        topics = [a.phrase for a in (*subject.posts, *clause.adjuncts) if a.phrase is not None]
        if len(topics) != 1:
            return
        for topic in self.meaning.figures.topics(draft, topics[0]):
            if topic.answer is not None:
                yield from self._pairs(topic, topic.answer)

    def _are_sources(self, phrase: Phrase) -> bool:
        if phrase.wh == "actor" and phrase.noun is None:
            return True
        noun = phrase.noun
        return noun is not None and (self.shared.is_vague(noun) or self.shared.english.is_a("claim_nouns", noun.lemma))

    def _pairs(self, topic: Draft, figure: Node) -> Iterator[Draft]:
        mine, theirs = figure.variable, f"{figure.variable}_other"
        lines = (
            "FILTER(BOUND(?claimedBy))",
            f"GRAPH ?other {{ {theirs} kg:measure {mine}_measure }}",
            f"?other kg:claimedBy {theirs}_by .",
            f"FILTER({theirs}_by != ?claimedBy && {theirs} != {mine})",
            f"FILTER NOT EXISTS {{ {mine} kg:partOf ?whole }} FILTER NOT EXISTS {{ {theirs} kg:partOf ?whole }}",
            f"{mine} kg:value|kg:minimum {mine}_value . {theirs} kg:value|kg:minimum {theirs}_value .",
            f"FILTER({mine}_value != {theirs}_value)",
        )
        claimed = (
            "FILTER NOT EXISTS { ?claim a kg:Narration }",
            "FILTER NOT EXISTS { ?other a kg:Narration }",
        )
        apart = [self._apart(mine, theirs, scope) for scope in ("ofPlace", "ofSide", "bySide")]
        apart.append(
            f"{mine} kg:ofTime ?my . {theirs} kg:ofTime ?their . "
            "?my kg:earliest ?one ; kg:precision ?fine . ?their kg:earliest ?two ; kg:precision ?other_fine . "
            "FILTER(?one != ?two || ?fine != ?other_fine)"
        )
        same = tuple(f"FILTER NOT EXISTS {{ {pattern} }}" for pattern in apart)
        yield topic.where(*lines, *claimed, *same).asking(CLAIMER, "source").beside_figure(figure)
        counted = any_exists(
            f"{mine} kg:countedClass ?kind . {theirs} kg:countedClass ?kind",
            f"{mine} kg:counts ?noun . {theirs} kg:counts ?noun",
        )
        differing = topic.worse(0.5).where(*lines, counted, any_exists(*apart))
        yield differing.asking(CLAIMER, "apart").beside_figure(figure)

    def _apart(self, mine: str, theirs: str, scope: str) -> str:
        return f"{mine} kg:{scope} ?one . {theirs} kg:{scope} ?two . FILTER(?one != ?two)"
