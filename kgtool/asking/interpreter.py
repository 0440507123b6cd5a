"""What the parts of understanding share: the ontology, the words, and how to look up what a name is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise

from kgtool.asking.drafts import WORD_START, Draft, Node, Pattern, any_exists, contains_words, one_of, quoted, short
from kgtool.asking.english import English, literal_stem
from kgtool.asking.markup import NounSense, VerbSense
from kgtool.asking.names import NameIndex
from kgtool.asking.schema import Schema
from kgtool.asking.tokens import Token
from kgtool.asking.trees import Phrase
from kgtool.asking.tuples import replace
from kgtool.asking.wordlist import WordList
from kgtool.ontology.entries import Frame
from kgtool.store.results import Store, Table
from kgtool.terms import KG, RDFS

Environment = Mapping[str, Node]
"""What pronouns and gaps stand for."""


def kg(*names: str) -> frozenset[str]:
    """IRIs of the vocabulary by their local names."""
    return frozenset(KG + name for name in names)


STANDS_FOR = (
    "(kg:represents|kg:memberOf|kg:affiliation|kg:holds/kg:officeOf|kg:leads/kg:delegationOf|kg:delegationOf|"
    "kg:memberOf/kg:delegationOf)"
)
"""How one who acts stands for a party."""
BODY_OF = "kg:affiliation|kg:memberOf|kg:nationality|kg:partOf"
"""How one who acts belongs to the actor in whose name it acts."""
_NOT_BUT = "([^b ,;][^ ,;]*|b([^u ,;][^ ,;]*)?|bu([^t ,;][^ ,;]*)?|but[^ ,;]+)"
"""A word that is not "but", behind which nothing is denied any more."""
EVENT, ACTOR, PLACE, FIGURE, PERSON = KG + "Event", KG + "Actor", KG + "Place", KG + "Figure", KG + "Person"


class Interpreter:
    """Shared by all steps for one question."""

    def __init__(
        self, store: Store, schema: Schema, english: English, lexicon: WordList, names: NameIndex,
        issued: tuple[date, ...], tokens: list[Token], *, asks_total: bool = False,
    ) -> None:  # fmt: skip
        self.store = store
        self.schema = schema
        self.english = english
        self.lexicon = lexicon
        self.names = names
        self.issued = issued
        self.tokens = tokens
        self.asks_total = asks_total
        """Whether it asks how many "in all": no part of the whole is an answer."""

    # -- words ---------------------------------------------------------------------------------------------------

    def content_words(self, first: int, last: int) -> list[tuple[str, str]]:
        """Words between two positions that carry meaning, as printed and as the stem to search for."""
        found = []
        for token in self.tokens[first:last]:
            if token.quoted:
                found += [(word, literal_stem(word)) for word in token.text.split() if self._is_content(word.lower())]
            elif self._is_content(token.key):
                found.append((token.text, self.stem(token)))
        return found

    def is_pointer(self, phrase: Phrase) -> bool:
        """Whether the phrase only points at those involved, as "the two sides" does, and constrains nothing."""
        return (
            phrase.noun is not None
            and not phrase.wh
            and self.english.is_a("context", phrase.noun.lemma)
            and not (phrase.modifiers or phrase.possessor or phrase.posts or phrase.clauses)
        )

    def number_words(self, phrase: Phrase) -> list[str]:
        """The words of a phrase's number as printed in the question."""
        known = {**self.english.numbers, **self.english.scales}
        return [
            token.text
            for token in self.tokens[phrase.first : phrase.last]
            if token.key in known or any(c.isdigit() for c in token.key)
        ]

    def has_value(self, variable: str, phrase: Phrase) -> str:
        """A pattern: the figure has the phrase's number."""
        number = phrase.number or 0.0
        value = str(int(number)) if number == int(number) else f"{number:g}"
        return f"{variable} kg:value|kg:minimum|kg:maximum ?value . FILTER(?value = {value})"

    def as_negated(self, expression: str, stems: Iterable[str], first: int, last: int) -> list[str]:
        """Filters: the text denies the words with these stems only where the question does: "without an agreement" is
        no agreement, but "an exchange without a breakthrough" is an exchange."""
        if any(self.english.is_a("denying", token.key) for token in self.tokens[max(0, first - 1) : last]):
            return []
        denying = "|".join(sorted(self.english.words["denying"]))
        words = "|".join(re.escape(stem) for stem in sorted(stems))
        denied = WORD_START + "(" + denying + ") (" + _NOT_BUT + " ){0,3}(" + words + ")"
        return [f'FILTER(!REGEX({expression}, {quoted(denied)}, "i"))']

    def stem(self, token: Token) -> str:
        """A beginning that the printed forms of the word share."""
        if token.is_capitalised or any(c.isdigit() for c in token.text):
            return token.text
        irregular = self.english.irregular.get(token.key)
        if irregular:
            return _common_start(irregular, token.key)
        if token.key.endswith(("ing", "ed")):
            for lemma in self.english.lemmas(token.key):
                if lemma != token.key and any(e.pos == "verb" for e in self.lexicon.starting(lemma)):
                    return literal_stem(lemma)
        return literal_stem(token.key)

    def stem_of(self, verb: VerbSense) -> str:
        """The stem of a verb's first word."""
        return self.stem(self.tokens[verb.first])

    def _is_content(self, word: str) -> bool:
        kinds = (
            "articles",
            "determiners",
            "be",
            "do",
            "have",
            "to",
            "prepositions",
            "pronouns",
            "relatives",
            "complementizers",
        )
        return word not in ("'s", ",", "n't") and not any(self.english.is_a(kind, word) for kind in kinds)

    def verb_frames(self, verb: VerbSense) -> list[Frame]:
        return list(dict.fromkeys(frame for entry in verb.entries for frame in entry.frames))

    def noun_frames(self, noun: NounSense) -> list[Frame]:
        return list(dict.fromkeys(frame for entry in noun.entries for frame in entry.frames))

    def noun_classes(self, noun: NounSense) -> frozenset[str]:
        """Classes that a noun denotes by the lexicon or by a class's label."""
        denoted = {iri for entry in noun.entries for iri in entry.denotes}
        denoted |= {iri for iri in noun.references if iri in self.schema.classes}
        if not denoted:
            denoted = {frame.reference for frame in self.noun_frames(noun) if frame.kind == "EventFrame"}
        return frozenset(iri for iri in denoted if iri in self.schema.classes)

    def narrowed(self, variable: str, noun: NounSense, prop: str) -> list[str]:
        """Filters for a noun that says less than its class: a plane is no drone."""
        apart = self.english.apart.get(noun.lemma)
        if apart is None:
            return []
        kinds = one_of("?kind", self.schema.below(KG + apart))
        words = contains_words("STR(?noun)", [literal_stem(noun.lemma.split()[0])])
        printed = f"{variable} <{RDFS}label>|<{KG}counts> ?noun . FILTER({words})"
        return [f"FILTER(NOT EXISTS {{ {variable} {prop} ?kind . FILTER({kinds}) }} || EXISTS {{ {printed} }})"]

    def noun_measures(self, noun: NounSense) -> frozenset[str]:
        """Measures that a noun or adjective stands for: "deaths", "the wounded"."""
        measures = {iri for entry in noun.entries for iri in entry.denotes if iri in self.measures}
        measures |= {f.reference for e in noun.entries for f in e.frames if f.kind == "MeasureFrame"}
        measures |= {iri for iri in noun.references if iri in self.measures}
        return frozenset(measures)

    def is_disagreement(self, verb: VerbSense) -> bool:
        """Whether the verb asks for sources that differ."""
        return any(self.english.is_a("disagree", lemma) for lemma in self.english.lemmas(verb.form))

    @cached_property
    def asks_ahead(self) -> bool:
        """Whether the question is about what is to come, so that plans are an answer."""
        return self._is_prospective or any(self.english.is_a("future", token.key) for token in self.tokens)

    @cached_property
    def asks_what_will_be(self) -> bool:
        """Whether only what is to come is an answer: "when WILL they meet"."""
        keys = [token.key for token in self.tokens]
        now = any(self.english.is_a("be_now", key) for key in keys)
        return (now and self._is_prospective) or any(self.english.is_a("will", key) for key in keys)

    @cached_property
    def _is_prospective(self) -> bool:
        """Whether "due to", "going to" or the like stands in the question."""
        keys = [token.key for token in self.tokens]
        after = pairwise(keys)
        return any(self.english.is_a("prospective", one) and self.english.is_a("to", two) for one, two in after)

    def is_vague(self, noun: NounSense) -> bool:
        return self.english.is_a("vague", noun.lemma)

    @cached_property
    def measures(self) -> frozenset[str]:
        return self.schema.instances(KG + "Measure")

    @cached_property
    def circumstances(self) -> tuple[Frame, ...]:
        """The frame of what every event may have beside it: places."""
        return self.lexicon.circumstances

    # -- things --------------------------------------------------------------------------------------------------

    def classes_of(self, things: Iterable[str]) -> frozenset[str]:
        """Classes of some things, as the graph and background knowledge say."""
        wanted = " ".join(short(thing) for thing in things)
        found = self.select(f"SELECT DISTINCT ?t WHERE {{ VALUES ?s {{ {wanted} }} ?s a ?t }}")
        return frozenset(row[0] for row in found if row[0] in self.schema.classes)

    def states_of(self, things: Iterable[str]) -> tuple[str, ...]:
        """The states whose capitals these are: "Moscow" for Russia, where it acts."""
        wanted = " ".join(short(thing) for thing in things)
        found = self.select(f"SELECT DISTINCT ?s WHERE {{ VALUES ?c {{ {wanted} }} ?c <{KG}capitalOf> ?s }}")
        return tuple(sorted(row[0] for row in found))

    def select(self, text: str) -> list[tuple[str, ...]]:
        found = self.store.query(text)
        assert isinstance(found, Table)
        return [tuple("" if cell is None else cell.value for cell in row) for row in found.rows]  # type: ignore[union-attr]

    def fits(self, node: Node, fillers: Iterable[str]) -> bool:
        """Whether a node may stand where these classes are wanted."""
        return self.schema.are_compatible(node.classes, frozenset(fillers))

    def coerced(self, draft: Draft, node: Node, fillers: Iterable[str]) -> Iterator[tuple[Draft, Node]]:
        """The node where it fits; a capital's state where only an actor fits."""
        wanted = frozenset(fillers)
        if self.fits(node, wanted):
            yield draft, node
            if not (wanted & kg("Actor", "State")) or not node.things:
                return
            if self.schema.is_kind(node.classes, "Actor"):
                return
        if wanted == kg("Delegation") and self.schema.is_kind(node.classes, "Actor"):
            longer, delegation = draft.node("d", wanted)
            party = Pattern(delegation.variable, self.schema.path(KG + "delegationOf"), node.variable)
            yield longer.with_pattern(party), delegation
        if node.things and self.schema.are_compatible(kg("State"), wanted):
            states = self.states_of(node.things)
            if states:
                longer, state = draft.node("n", kg("State", "Actor"), states)
                yield longer, state

    def belongs_to(self, variable: str, things: Iterable[str]) -> list[str]:
        """Patterns for one who acts for a named actor: a body of it, "Russian forces" for Russia, or "its fighters" in
        what it says itself."""
        found = frozenset(things)
        listed = one_of("?principal", found)
        words = {word for word, named in self.names.demonyms.items() if named & found}
        words |= {word for word, named in self.names.exact.items() if named & found}
        label = f"{variable} <{RDFS}label> ?title"
        patterns = [f"{variable} {BODY_OF} ?principal . FILTER({listed})"]
        own = "|".join(sorted(self.english.words["possessives"]))
        patterns.append(
            f'GRAPH ?in {{ {label} }} FILTER(REGEX(STR(?title), "^({own}) ", "i")) '
            f"?in kg:claimedBy ?principal . FILTER({listed})"
        )
        if words:
            begin = "|".join(re.escape(word) for word in sorted(words))
            test = f"^(the )?({begin})(['’]s)? "
            patterns.append(f'{label} . FILTER(REGEX(STR(?title), {quoted(test)}, "i"))')
        return patterns

    def of_party(self, event: Node, party: Node) -> str:
        """A filter: the party, or one who stands for it, takes part in the event, agreed to it or signed it; not only
        as its host, chair or the like."""
        props = "|".join(sorted("kg:" + name for name in self.english.words["parties"]))
        third = "|".join(sorted("kg:" + name for name in self.english.words["third_parties"]))
        asserted = f"GRAPH ?told {{ {event.variable} kg:participant ?who }} ?told kg:quote ?words"
        who = (
            f"{event.variable} ({props}|^kg:attends) ?who . "
            f"FILTER(NOT EXISTS {{ {event.variable} {third} ?who }} || EXISTS {{ {asserted} }})"
        )
        return any_exists(f"{who} FILTER(?who = {party.variable})", f"{who} ?who {STANDS_FOR} {party.variable}")

    def typed(self, draft: Draft, variable: str, classes: Iterable[str]) -> Draft:
        """Binds the variable to things of these classes."""
        below = sorted({b for cls in classes for b in self.schema.below(cls)})
        kinds = " ".join(short(b) for b in below)
        return draft.where(f"{variable} a {variable}_type . VALUES {variable}_type {{ {kinds} }}")

    def expand(self, phrase: Phrase) -> list[Phrase]:
        """The phrases that are coordinated in one."""
        return [replace(phrase, conjuncts=()), *phrase.conjuncts]


def _common_start(one: str, other: str) -> str:
    size = 0
    while size < min(len(one), len(other)) and one[size] == other[size]:
        size += 1
    return one[:size] if size > 2 else other
