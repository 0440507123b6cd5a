"""From a clause to drafts of queries: which part understands which kind of question."""

from __future__ import annotations

from collections.abc import Iterator

from kgtool.asking.adjuncts import Adjuncts
from kgtool.asking.claims import Claims
from kgtool.asking.copulas import Copulas
from kgtool.asking.describing import drafts_of, is_meaning
from kgtool.asking.disagreement import Disagreement
from kgtool.asking.drafts import Draft, Node, Pattern, contains_words, with_modes
from kgtool.asking.figures import Figures
from kgtool.asking.interpreter import Environment, Interpreter
from kgtool.asking.phrases import Phrases
from kgtool.asking.predicates import Predicates
from kgtool.asking.trees import Adjunct, Clause, Phrase
from kgtool.asking.tuples import replace
from kgtool.asking.wanted import NUMERIC
from kgtool.terms import KG, RDF

MOST_DRAFTS = 300
NOT_DONE = "kg:Negated"
NOT_YET_THERE = "FILTER NOT EXISTS {{ {} kg:mode ?stage . FILTER(?stage IN (kg:Agreed, kg:Planned)) }}"
"""A filter for "is there X": what is only agreed or planned is not there."""


class Meaning:
    """The parts of understanding, which use each other."""

    def __init__(self, shared: Interpreter) -> None:
        self.shared = shared
        self.phrases = Phrases(shared, self)
        self.adjuncts = Adjuncts(shared, self)
        self.predicates = Predicates(shared, self)
        self.copulas = Copulas(shared, self)
        self.figures = Figures(shared, self)
        self.claims = Claims(shared, self)
        self.disagreement = Disagreement(shared, self)

    def questions(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """Drafts with an answer, for a clause that asks for something."""
        refused = self._refused(clause)
        if refused is not None:
            for found in self.predicates.constraints(draft, refused, env):
                denied = with_modes(found, NOT_DONE) if found.answer is not None else None
                if denied is not None:
                    yield denied
            return
        if clause.tense == "text":
            yield from self.claims.spoken(draft, clause, env)
            return
        if clause.tense == "fragment":
            for phrase in clause.objects:
                yield from self.figures.drafts(draft, Clause(subject=phrase, tense="be"), env)
                yield from self.copulas.phrase(draft, phrase, env)
                if phrase.noun is not None and self.shared.noun_measures(phrase.noun):  # "deaths in X"
                    counted = Clause(subject=replace(phrase, wh="count"), tense="be")
                    yield from self.figures.drafts(draft.worse(0.5), counted, env)
            return
        asked = [a for a in clause.adjuncts if a.preposition == "according to" and a.phrase is not None and a.phrase.wh]
        if asked and asked[0].phrase is not None:
            rest = replace(clause, adjuncts=tuple(a for a in clause.adjuncts if a is not asked[0]))
            yield from self.claims.claimers(draft, rest, asked[0].phrase, env)
            return
        if clause.passive and self._is_naming(clause):
            yield from self._named(draft, clause, env)
            return
        yield from self._held(draft, clause, env)
        yield from self._meant(draft, clause, env)
        yield from self.figures.drafts(draft, clause, env)
        yield from self.figures.circumstances(draft, clause, env)
        yield from self.figures.doers(draft, clause, env)
        yield from self.claims.drafts(draft, clause, env)
        if any(phrase.wh in NUMERIC for phrase in asked_phrases(clause)):
            return
        for found in self.predicates.constraints(draft, clause, env):
            if found.answer is not None:
                yield found

    def _refused(self, clause: Clause) -> Clause | None:
        """What did not happen, where the clause asks for that: "who did not sign", "who refused to sign"."""
        if clause.negated:
            return replace(clause, negated=False)
        content = clause.content
        if clause.verb is None or content is None or content.verb is None or clause.objects or clause.adjuncts:
            return None
        frames = self.shared.verb_frames(clause.verb)
        is_gap = content.subject is not None and content.subject.pronoun == "gap"
        if is_gap and any(f.kind == "ModeFrame" and f.reference == KG + "Negated" for f in frames):
            return replace(content, subject=clause.subject, asks=clause.asks)
        return None

    def _held(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """ "what post does X hold": the offices of X."""
        if clause.verb is None or clause.subject is None or clause.subject.wh or clause.passive:
            return
        asked = [p for p in clause.objects if p.wh == "thing" and p.noun is not None and p.noun.asked == "office"]
        if not asked or len(clause.objects) > 1 or clause.adjuncts:
            return
        if any(self.shared.english.is_a("holding", lemma) for lemma in self.shared.english.lemmas(clause.verb.form)):
            for longer, node, left in self.phrases.node(draft, clause.subject, env):
                if not left:
                    yield from self.copulas.offices_of(longer, node)

    def _is_naming(self, clause: Clause) -> bool:
        """ "what was the operation called", by nobody in particular."""
        names = clause.verb is not None and self.shared.english.is_a("naming", clause.verb.lemma)
        bare = [p for p in clause.objects if p.wh == "thing" and p.noun is None]
        return names and len(bare) == len(clause.objects) == 1 and not any(self._is_agent(a) for a in clause.adjuncts)

    def _is_agent(self, adjunct: Adjunct) -> bool:
        return self.shared.english.is_a("agent_prepositions", adjunct.preposition)

    def _named(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """The code name of an event."""
        if clause.subject is None:
            return
        for longer, node, left in self.phrases.node(draft, clause.subject, env):
            if left:
                continue
            if not self.shared.schema.is_kind(node.classes, "Event"):
                yield from self.copulas.answering(longer, node)
                continue
            ready, text = longer.fresh("text")
            pattern = Pattern(node.variable, ((KG + "codename", False),), text)
            name = Node(text, is_literal=True)
            whole = ready.with_pattern(pattern, said=True).asking(name, "name")
            drafts = [whole]
            for adjunct in clause.adjuncts:
                drafts = [m for before in drafts for m in self.adjuncts.attach(before, adjunct, node, env)]
            yield from drafts

    def _meant(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """ "what does SBU stand for": what the name is."""
        subject = clause.subject
        if subject is None or subject.name is None or not is_meaning(self.shared, clause):
            return
        for longer, node, left in self.phrases.node(draft, subject, env):
            if not left:
                yield from drafts_of(self.shared, longer, node)

    def _told(self, draft: Draft, node: Node, phrase: Phrase) -> Iterator[Draft]:
        """ "were there any concrete results": a text that says so."""
        words = [stem for _, stem in self.shared.content_words(phrase.first, phrase.last)]
        text = f"STR({node.variable})"
        ready = draft.where(f"FILTER({contains_words(text, words)})")
        yield ready.where(*self.shared.as_negated(text, words, phrase.first, phrase.last))

    def statements(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """Drafts without an answer, for a clause that states something (yes/no questions, what is claimed)."""
        if clause.tense == "exists" and clause.subject is not None:
            for longer, node, left in self.phrases.node(draft, clause.subject, env):
                if not left and node.is_literal:
                    yield from self._told(longer, node, clause.subject)
                elif not left and not node.things and not node.context:
                    kind = Pattern(node.variable, ((RDF + "type", False),), f"{node.variable}_kind")
                    there = longer.with_pattern(kind, said=True).where(self.predicates.real(node, clause))
                    yield there if self.shared.asks_ahead else there.where(NOT_YET_THERE.format(node.variable))
            return
        refused = None if clause.negated else self._refused(clause)
        if refused is not None:  # "did X refuse to sign"
            for found in self.predicates.constraints(draft, refused, env):
                denied = with_modes(found, NOT_DONE) if found.answer is None and found.patterns else None
                if denied is not None:
                    yield denied if denied.said is not None else replace(denied, said=denied.patterns[-1])
            return
        yield from self.claims.confirmations(draft, clause, env)
        yield from self.figures.assertions(draft, clause, env)
        yield from self.figures.occurrences(draft, clause, env)
        for found in self.predicates.constraints(draft, clause, env):
            if found.answer is None and found.patterns:
                ready = found if found.said is not None else replace(found, said=found.patterns[-1])
                yield ready


def asked_phrases(clause: Clause) -> list[Phrase]:
    """The clause's own phrases that ask for something."""
    phrases = [clause.subject, *clause.objects, *(adjunct.phrase for adjunct in clause.adjuncts)]
    return [phrase for phrase in phrases if phrase is not None and phrase.wh]
