"""What stands before a noun as a filter on its node: names, nouns, adjectives, order words, numbers, possessors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgtool.asking.drafts import LABELLED, Draft, Node, Pattern, any_exists, contains_words, one_of, short
from kgtool.asking.english import literal_stem
from kgtool.asking.interpreter import Environment, Interpreter
from kgtool.asking.markup import NounSense
from kgtool.asking.trees import Adjunct, Modifier, Phrase
from kgtool.ontology.entries import Frame
from kgtool.terms import DCTERMS, KG

if TYPE_CHECKING:
    from kgtool.asking.meaning import Meaning

Understood = Iterator[tuple[Draft, Node, tuple[Adjunct, ...]]]

ASSOCIATIONS = (
    "delegationOf", "nationality", "affiliation", "memberOf", "represents", "locatedIn", "partOf", "conductedBy",
    "speaker", "agreedBy", "ofSide", "bySide", "organizedBy", "officeOf", "capitalOf",
)  # fmt: skip
"""Properties that "Russian X", "Russia's X" and "X of Russia" may mean where no frame says more."""

TEXTS = f"<{KG}describedAs>|<{KG}counts>|<{KG}title>|<{KG}content>|<{KG}text>|<{KG}codename>"


class Modifiers:
    """Understands modifiers of nouns."""

    def __init__(self, shared: Interpreter, meaning: Meaning) -> None:
        self.shared = shared
        self.meaning = meaning

    def _each(self, draft: Draft, phrase: Phrase, env: Environment) -> Understood:
        raise NotImplementedError

    # -- modifiers -----------------------------------------------------------------------------------------------

    def _modifier(
        self, draft: Draft, node: Node, modifier: Modifier, frames: list[Frame], noun: NounSense | None
    ) -> Iterator[Draft]:
        """One modifier as a filter on the node."""
        shared = self.shared
        english = shared.english
        if modifier.ordinal:
            word = shared.tokens[modifier.first].key
            yield draft.where(
                any_exists(
                    f"{node.variable} kg:roundNumber ?n . FILTER(?n = {modifier.ordinal})",
                    f"{node.variable} kg:ordinal ?n . FILTER(STR(?n) = {_string(modifier.ordinal)})",
                    f"{node.variable} {LABELLED} ?l . FILTER({contains_words('STR(?l)', [word])})",
                )
            )
        elif modifier.adjective and english.is_a("previous", modifier.adjective):
            told = f"?later kg:previousRound {node.variable}"
            same = f'STRBEFORE(STR({node.variable}), "/event") = STRBEFORE(STR(?later), "/event")'
            dated = (
                f"{node.variable} a ?round ; kg:date ?day . ?later a ?round ; kg:date ?after . "
                f"FILTER(STR(?day) < STR(?after) && {same} && ?round = kg:NegotiationRound)"
            )
            yield draft.where(any_exists(told, dated))
        elif modifier.adjective and english.is_a("next", modifier.adjective):
            ahead = (
                f"{node.variable} (kg:time|kg:begin)/kg:earliest ?start . ?article <{DCTERMS}issued> ?issued . "
                f'FILTER(STRSTARTS(STR({node.variable}), CONCAT(STR(?article), "/")) && STR(?start) > STR(?issued))'
            )
            word = self._print_branch(node.variable, [modifier.adjective])
            yield draft.where(any_exists(f"{node.variable} kg:mode kg:Planned", ahead, word))
        elif modifier.time is not None:
            yield from self.meaning.adjuncts.at_time(draft, node, modifier.time)
        elif modifier.name is not None:
            yield draft.where(
                self._association_filter(node, modifier.name.things, tuple(frames), self._words(modifier))
            )
        elif modifier.adjective and english.is_a("former", modifier.adjective) and noun is not None:
            return
        else:
            words = self._words(modifier)
            branches = [self._print_branch(node.variable, words)]
            if modifier.noun is not None:
                classes = shared.noun_classes(modifier.noun)
                kinds = sorted({b for cls in classes for b in shared.schema.below(cls)})
                for prop, fillers in slots_of(frames, "modifier"):
                    if classes and shared.schema.are_compatible(
                        classes, frozenset(fillers) or shared.schema.ranges(prop)
                    ):
                        path = Pattern(node.variable, shared.schema.path(prop), "?m").text()
                        listed = ", ".join(short(kind) for kind in kinds)
                        branches.append(f"{path} ?m a ?k . FILTER(?k IN ({listed}))")
                        branches.append(f"{path} FILTER({one_of('?m', classes)})")
                if classes and any(shared.schema.above(c) & node.classes for c in classes):
                    listed = ", ".join(short(kind) for kind in kinds)
                    branches.append(f"{node.variable} a ?k . FILTER(?k IN ({listed}))")
            yield draft.where(any_exists(*branches))

    def _words(self, modifier: Modifier) -> list[str]:
        return [stem for _, stem in self.shared.content_words(modifier.first, modifier.last)]

    def _printed(self, variable: str, stems: list[str]) -> str:
        return any_exists(self._print_branch(variable, stems))

    def _print_branch(self, variable: str, stems: list[str]) -> str:
        return f"{variable} {LABELLED}|{TEXTS} ?l . FILTER({contains_words('STR(?l)', stems)})"

    def _association_filter(
        self, node: Node, things: tuple[str, ...], frames: tuple[Frame, ...], words: list[str] | None = None
    ) -> str:
        """The node belongs to one of the things by a frame's property, by a property of belonging, or by its label."""
        shared = self.shared
        states = shared.states_of(things)
        listed = one_of("?o", {*things, *states})
        props = {prop for prop, _ in [*slots_of(list(frames), "modifier"), *slots_of(list(frames), "possessor")]}
        for name in ASSOCIATIONS:
            prop = KG + name
            if prop in shared.schema.properties and shared.schema.are_compatible(
                node.classes, shared.schema.domain_axioms(prop) or shared.schema.domains(prop)
            ):
                props.add(prop)
        paths = sorted({step for prop in props for step in shared.schema.path(prop)})
        branches = [f"{Pattern(node.variable, tuple(paths), '?o').text()} FILTER({listed})"] if paths else []
        if any(shared.schema.is_kind(node.classes, kind) for kind in ("Person", "Organization", "PeopleGroup")):
            branches.append(f"{node.variable} kg:holds/kg:officeOf ?o . FILTER({listed})")
        if words:
            branches.append(self._print_branch(node.variable, words))
        return any_exists(*branches) if branches else "FILTER(false)"

    def _associated(
        self, draft: Draft, node: Node, owner: Phrase, env: Environment, frames: tuple[Frame, ...]
    ) -> Iterator[Draft]:
        """ "X's node": X a name, or a node of its own."""
        if owner.time is not None:
            yield from self.meaning.adjuncts.at_time(draft, node, owner.time)
            return
        if owner.wh:
            yield from self._asked_owner(draft, node, owner, env)
            return
        if owner.quantifier and self.shared.is_pointer(owner):  # "each side's delegation"
            yield draft
            return
        words = [stem for _, stem in self.shared.content_words(owner.first, owner.last)]
        if owner.name is not None and not owner.modifiers and owner.noun is None:
            yield draft.where(self._association_filter(node, owner.name.things, frames, words))
            return
        for longer, other, left in self._each(draft, owner, env):
            if left:
                continue
            props = {prop for prop, _ in slots_of(list(frames), "possessor")}
            props |= {KG + name for name in ASSOCIATIONS if KG + name in self.shared.schema.properties}
            paths = tuple(sorted({step for prop in props for step in self.shared.schema.path(prop)}))
            yield longer.where(any_exists(Pattern(node.variable, paths, other.variable).text()))

    def _asked_owner(self, draft: Draft, node: Node, owner: Phrase, env: Environment) -> Iterator[Draft]:
        """ "whose delegation", "which country's delegation": what the node belongs to is the answer."""
        schema = self.shared.schema
        for longer, other, left in self._each(draft, owner, env):
            props = [
                KG + name
                for name in ASSOCIATIONS
                if KG + name in schema.properties
                and schema.are_compatible(node.classes, schema.domain_axioms(KG + name) or schema.domains(KG + name))
                and schema.are_compatible(other.classes, schema.ranges(KG + name))
            ]
            if left or draft.answer is not None or not props:
                continue
            paths = tuple(sorted({step for prop in props for step in schema.path(prop)}))
            pattern = Pattern(node.variable, paths, other.variable)
            yield longer.with_pattern(pattern, said=True).asking(other, "thing")

    def _of_number(self, node: Node, phrase: Phrase) -> str:
        """ "the five bases": the number is printed in the label, or a figure of the thing has it."""
        printed = self.shared.number_words(phrase)
        branches = [f"{node.variable} kg:size|kg:figure|^kg:ofEvent ?count . {self.shared.has_value('?count', phrase)}"]
        if printed:
            branches.append(self._print_branch(node.variable, printed))
        return any_exists(*branches)

    def _of_noun(self, draft: Draft, node: Node, noun: NounSense, kinds: frozenset[str], phrase: Phrase) -> Draft:
        """Where the noun says more than its class ("journalists" are people), it must be printed as label or title."""
        shared = self.shared
        names = {kind.removeprefix(KG) for kind in kinds}
        generic = shared.english.words["generic_classes"]
        broad = generic | shared.english.words["broad_classes"]
        if node.context or shared.is_vague(noun) or not names <= broad:
            return draft
        if any(noun.lemma in shared.schema.labels(kind) for kind in kinds if kind.removeprefix(KG) not in generic):
            return draft
        if shared.english.is_a("people", noun.lemma) or (phrase.wh and shared.english.is_a("context", noun.lemma)):
            return draft
        stems = [literal_stem(word) for word in noun.lemma.split()]
        held = f"{node.variable} kg:holds/kg:title ?l . FILTER({contains_words('STR(?l)', stems)})"
        return draft.where(any_exists(self._print_branch(node.variable, stems), held))


def slots_of(frames: list[Frame], slot: str) -> list[tuple[str, tuple[str, ...]]]:
    """Properties of the noun's node for which a frame has this slot, with their fillers."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for frame in frames:
        if frame.kind == "RelationFrame" and "self" in frame.domain_slots and slot in frame.range_slots:
            found.append((frame.reference, frame.range_fillers))
        elif frame.kind == "EventFrame":
            found += [(role.property, role.fillers) for role in frame.roles if slot in role.slots and not role.literal]
    return list(dict.fromkeys(found))


def _string(number: int) -> str:
    return f'"{number}"'
