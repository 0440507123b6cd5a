"""Questions with a form of "be": who is X, what is the position of X, what was the venue of the talks, when was it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgtool.asking.describing import drafts_of
from kgtool.asking.drafts import Draft, Node, Pattern
from kgtool.asking.interpreter import Environment, Interpreter, kg
from kgtool.asking.trees import Adjunct, Clause, Phrase
from kgtool.asking.tuples import replace
from kgtool.terms import KG

if TYPE_CHECKING:
    from kgtool.asking.meaning import Meaning


class Copulas:
    """Understands clauses whose verb only links."""

    def __init__(self, shared: Interpreter, meaning: Meaning) -> None:
        self.shared = shared
        self.meaning = meaning

    def constraints(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """Every way to understand the clause."""
        parts = [phrase for phrase in (clause.subject, *clause.objects) if phrase is not None]
        asked = [phrase for phrase in parts if phrase.wh]
        plain = [phrase for phrase in parts if not phrase.wh]
        if not asked and any(a.phrase is not None and a.phrase.wh for a in clause.adjuncts) and len(plain) == 1:
            yield from self._circumstance(draft, clause, plain[0], env)
        elif len(asked) == 1 and len(plain) == 1:
            yield from self._linked(draft, clause, asked[0], plain[0], env)
        elif len(asked) == 1 and not plain:
            yield from self._described(draft, clause, asked[0], env)
        elif not asked and len(plain) == 2:
            yield from self._same(draft, clause, plain[0], plain[1], env)
        elif not asked and len(plain) == 1 and clause.adjuncts:
            for longer, node, left in self.meaning.phrases.node(draft, plain[0], env):
                yield from self._with(longer, [*left, *clause.adjuncts], node, env)

    def phrase(self, draft: Draft, phrase: Phrase, env: Environment) -> Iterator[Draft]:
        """A phrase alone, as in a list that is asked for: "mediators of the talks"."""
        noun = phrase.noun
        if noun is not None and noun.asked:
            yield from self._asked_noun(draft, phrase, (), env)
        for longer, node, left in self.meaning.phrases.node(draft, phrase, env):
            if node.things or left:
                continue
            yield from _answering(longer, node)

    def answering(self, draft: Draft, node: Node) -> Iterator[Draft]:
        """The node as the answer, where it is not named in the question."""
        if not node.things:
            yield from _answering(draft, node)

    def _circumstance(self, draft: Draft, clause: Clause, phrase: Phrase, env: Environment) -> Iterator[Draft]:
        """ "when was the meeting", "where is the palace", "how long were the talks"."""
        for longer, node, left in self.meaning.phrases.node(draft, phrase, env):
            yield from self._with(longer, [*left, *clause.adjuncts], node, env)

    def _with(self, draft: Draft, adjuncts: list[Adjunct], node: Node, env: Environment) -> Iterator[Draft]:
        drafts = [draft]
        for adjunct in adjuncts:
            drafts = [more for before in drafts for more in self.meaning.adjuncts.attach(before, adjunct, node, env)]
        yield from drafts

    def _linked(self, draft: Draft, clause: Clause, asked: Phrase, plain: Phrase, env: Environment) -> Iterator[Draft]:
        adjuncts = list(clause.adjuncts)
        if asked.noun is None and not asked.unknown and asked.wh in ("actor", "thing"):
            noun = plain.noun
            if plain.name is not None and noun is None and not plain.conjuncts:
                yield from self._offices(draft, plain, adjuncts, env)
                return
            if noun is not None and noun.asked:
                yield from self._asked_noun(draft, plain, clause.adjuncts, env)
            for longer, node, left in self.meaning.phrases.node(draft, replace(plain, wh=""), env):
                if node.things and plain.apposition is not None and not left and not adjuncts:
                    yield from self._offices(draft, replace(plain.apposition, posts=()), [], env)
                    continue
                for ready in self._with(longer, [*left, *adjuncts], self._domain(longer, node), env):
                    yield from _answering(ready, node, actor=asked.wh == "actor")
        elif asked.noun is not None and asked.wh in ("thing", "actor"):
            # "which official was the chair of the talks"
            for longer, node, left in self.meaning.phrases.node(draft, replace(asked, wh=""), env):
                for further, other, more in self.meaning.phrases.node(longer, plain, env):
                    linked = further.where(f"FILTER({node.variable} = {other.variable})")
                    for ready in self._with(linked, [*left, *more, *adjuncts], self._domain(linked, other), env):
                        yield from _answering(ready, other)
        elif asked.wh in ("time", "place", "duration") and asked.noun is None:
            adjunct = Adjunct("", asked, asked.first, asked.last)
            yield from self._circumstance(draft, replace(clause, adjuncts=(adjunct, *clause.adjuncts)), plain, env)

    def _domain(self, draft: Draft, node: Node) -> Node:
        """Where circumstances belong: the event whose chair it is, not the chair."""
        for pattern in reversed(draft.patterns):
            if pattern.object == node.variable:
                domains = self.shared.schema.domains(pattern.path[0][0])
                if any(self.shared.schema.is_kind({c}, "Event") for c in domains):
                    return Node(pattern.subject, domains)
        return node

    def _described(self, draft: Draft, clause: Clause, asked: Phrase, env: Environment) -> Iterator[Draft]:
        """ "which states were at the talks": only circumstances."""
        if asked.noun is None and asked.wh == "actor":
            yield from self._members(draft, clause, env)
            yield from self._present(draft, clause, env)
        if asked.noun is None or not clause.adjuncts:
            return
        for longer, node, left in self.meaning.phrases.node(draft, replace(asked, wh=""), env):
            for ready in self._with(longer, [*left, *clause.adjuncts], node, env):
                kinds = Pattern(
                    node.variable,
                    (("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", False),),
                    f"{node.variable}_kind",
                )
                yield ready.with_pattern(kinds, said=True).asking(node, "thing")

    def _members(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """ "who was in the delegation": its members."""
        inside = [a.phrase for a in clause.adjuncts if self.shared.english.is_a("inside_prepositions", a.preposition)]
        if len(inside) != 1 or len(clause.adjuncts) > 1 or inside[0] is None:
            return
        for longer, group, left in self.meaning.phrases.node(draft, inside[0], env):
            if left or not self.shared.schema.is_kind(group.classes, "Delegation"):
                continue
            ready, member = longer.node("x", kg("Person"))
            belongs = Pattern(group.variable, self.shared.schema.path(KG + "hasMember"), member.variable)
            yield ready.with_pattern(belongs, said=True).asking(member, "thing")

    def _present(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """ "who was at the talks, at the palace": who took part in the meeting there."""
        if not clause.adjuncts or any(a.phrase is None or a.phrase.wh for a in clause.adjuncts):
            return
        longer, event = draft.node("event", kg("Meeting"))
        longer, who = self.shared.typed(longer, event.variable, kg("Meeting")).node("x", kg("Actor"))
        attends = Pattern(event.variable, self.shared.schema.path(KG + "participant"), who.variable)
        ready = longer.with_pattern(attends, said=True).where(self.meaning.predicates.real(event, clause))
        yield from self._with(ready.asking(who, "thing"), list(clause.adjuncts), event, env)

    def _same(self, draft: Draft, clause: Clause, one: Phrase, other: Phrase, env: Environment) -> Iterator[Draft]:
        for longer, node, left in self.meaning.phrases.node(draft, one, env):
            for further, same, more in self.meaning.phrases.node(longer, other, env):
                linked = further.where(f"FILTER({node.variable} = {same.variable})")
                for ready in self._with(linked, [*left, *more, *clause.adjuncts], self._domain(linked, same), env):
                    rests = [p for p in ready.patterns if same.variable in (p.subject, p.object)]
                    if rests:
                        yield replace(ready, said=rests[-1])

    def _offices(self, draft: Draft, plain: Phrase, adjuncts: list[Adjunct], env: Environment) -> Iterator[Draft]:
        """ "who is X": the offices of X; where there is none, what X belongs to."""
        for longer, node, left in self.meaning.phrases.node(draft, plain, env):
            if left or adjuncts:
                continue
            yield from self.offices_of(longer, node)
            yield from drafts_of(self.shared, longer, node)

    def offices_of(self, draft: Draft, node: Node) -> Iterator[Draft]:
        schema = self.shared.schema
        ready, office = draft.node("office", kg("Office"))
        holds = Pattern(node.variable, schema.path(KG + "holds"), office.variable)
        yield ready.with_pattern(holds, said=True).asking(office, "office")
        for penalty, prop in ((0.4, "leads"), (0.5, "memberOf"), (0.6, "affiliation"), (0.7, "represents")):
            ready, other = draft.worse(penalty).node("x", kg("Actor"))
            pattern = Pattern(node.variable, schema.path(KG + prop), other.variable)
            yield ready.with_pattern(pattern, said=True).asking(other, prop)
        ready, text = draft.worse(0.8).fresh("text")
        pattern = Pattern(node.variable, ((KG + "describedAs", False),), text)
        yield ready.with_pattern(pattern, said=True).asking(Node(text, is_literal=True), "literal")

    def _is_owner(self, adjunct: Adjunct) -> bool:
        return self.shared.english.is_a("owner_prepositions", adjunct.preposition)

    def _asked_noun(
        self, draft: Draft, plain: Phrase, adjuncts: tuple[Adjunct, ...], env: Environment
    ) -> Iterator[Draft]:
        """ "the position of X", "X's role", "the date of the meeting", "the name of the operation"."""
        assert plain.noun is not None
        owner = plain.possessor
        posts = list(plain.posts)
        if owner is None:
            mine = [p for p in posts if p.phrase is not None and self._is_owner(p)]
            if mine:
                owner, posts = mine[0].phrase, [p for p in posts if p is not mine[0]]
        if owner is None or plain.modifiers:
            return
        for longer, node, left in self.meaning.phrases.node(draft, owner, env):
            for ready in self._with(longer, [*left, *posts, *adjuncts], node, env):
                yield from self._of(ready, node, plain.noun.asked)

    def _of(self, draft: Draft, node: Node, asked: str) -> Iterator[Draft]:
        adjunct_maker = self.meaning.adjuncts
        if asked == "office" and self.shared.fits(node, kg("Person")):
            yield from self.offices_of(draft, node)
        elif asked == "time":
            yield from adjunct_maker.when(draft, node, KG + "time")
        elif asked == "place":
            yield from adjunct_maker.where(draft, node)
        elif asked == "duration" or (asked == "length" and self.shared.schema.is_kind(node.classes, "Event")):
            yield from adjunct_maker.how_long(draft, node)
        elif asked == "name" and not node.things:
            ready, text = draft.fresh("text")
            label = ((KG + "codename", False), ("http://www.w3.org/2000/01/rdf-schema#label", False))
            pattern = Pattern(node.variable, label, text)
            yield ready.with_pattern(pattern, said=True).asking(Node(text, is_literal=True), "name")


def _answering(draft: Draft, node: Node, *, actor: bool = False) -> Iterator[Draft]:
    """The node as the answer, resting on the pattern that found it."""
    rests = [p for p in draft.patterns if node.variable in (p.subject, p.object)]
    if draft.answer is not None:
        yield draft
    elif rests:
        kind = "literal" if node.is_literal else "thing"
        yield replace(draft, answer=node, kind=kind, said=rests[0])


__all__ = ["Copulas"]
