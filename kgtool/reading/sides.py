"""Delegations and the sides of talks: "delegations from A and B", "the two sides", "each side"."""

from __future__ import annotations

from collections.abc import Container

from kgtool.reading.model import Mention, Thing
from kgtool.reading.naming import slug
from kgtool.reading.organisations import label_of
from kgtool.reading.registry import ACTOR, DELEGATION, ORGANIZATION, PARTY_SLOTS, PERSON, STATE, Registry, Settler
from kgtool.terms import ID, KG


class Sides(Settler):
    """Settles the delegations and sides of one document."""

    def __init__(self, registry: Registry) -> None:
        super().__init__(registry)
        self.sources: Container[int] = ()
        """Heads of phrases that name who says something: no sides for that alone."""
        self.sending: Container[int] = ()
        """Verbs whose subject sends the delegation that is their object."""
        self.counterparts: Container[int] = ()
        """Words for the one on the other side."""
        self.teams: Container[int] = ()
        """Words that mean a delegation where a party has it: "the *rebels'* panel"."""
        self.parties: tuple[Thing, ...] = ()
        """Between whom the talks are, as far as one phrase says it."""
        self.represented: dict[str, list[Thing]] = {}
        """Whom a person (by IRI) is said to represent, as far as it is read."""

    def claim_teams(self) -> None:
        """Makes a word such as "panel" a delegation where it says whose it is; elsewhere it is a body of its own."""
        for mention in self.mentions.values():
            if mention.head in self.teams and mention.kind == "noun" and self._is_of_party(mention):
                mention.classes, mention.denotes = frozenset({DELEGATION}), DELEGATION

    def settle(self) -> None:
        """Delegations by their party; "delegations from A and B" are two."""
        for mention in self.mentions.values():
            if mention.head in self.counterparts and self._is_of_delegation(mention):
                mention.classes = frozenset({DELEGATION})
            if mention.things or DELEGATION not in mention.classes:
                continue
            parties = self._parties(mention)
            is_owned = bool(parties) and bool(self.slots.children(mention.head, "nmod:poss"))
            if mention.number == "Plur" and len(parties) < 2 and not is_owned:
                continue  # "the delegations": settled with the sides
            found = []
            for party in parties or self._described_party(mention):
                name = party.label if isinstance(party, Thing) else party
                iri = f"{ID}{self.registry.name}/delegation/{slug(name)}"
                described = f"{name} {self.vocabulary.vocabulary.label(DELEGATION)}"
                thing = self.registry.thing(iri, {DELEGATION}, described, "delegation")
                if mention.number != "Plur" and thing.label == described:
                    thing.label = label_of(self.document, mention, described)
                if isinstance(party, Thing):
                    thing.parties = (party,)
                found.append(thing)
            if not found and self._is_introduced(mention):
                label = label_of(self.document, mention, self.document.tokens[mention.head].text)
                own = self.registry.own_iri("delegation")
                found.append(self.registry.thing(own, {DELEGATION}, label, "delegation"))
            if found:
                self.registry.attach(mention, *found)
            if len(found) > 1 and not self.parties:
                self.parties = tuple(t.parties[0] for t in found if t.parties)

    def _is_of_party(self, mention: Mention) -> bool:
        """Whether a phrase says whose team it is, by a name or as "the government's"."""
        fillers = [f for slot in PARTY_SLOTS for f in self.slots.fillers(mention.head, slot)]
        named = [self.mentions[f] for f in fillers if f in self.mentions]
        parties = [m for m in named if self.registry.is_a(m, ORGANIZATION, STATE, KG + "PeopleGroup")]
        return len(parties) == 1 and not self.registry.is_a(parties[0], KG + "InternationalOrganization")

    def _is_introduced(self, mention: Mention) -> bool:
        """Whether a phrase brings up a delegation without saying whose it is: "*a delegation* headed by X"."""
        tokens = self.document.tokens
        told = [c for c in self.slots.children(mention.head, "acl") if tokens[c].xpos == "VBN"]
        before = [c for c in self.document.children[mention.head] if c < mention.head]
        bare = all(tokens[c].deprel in ("det", "case") for c in before)
        return bool(told) and bare and self.slots.is_word(mention.span.first, "indefinite_articles")

    def _parties(self, mention: Mention) -> list[Thing]:
        found: list[Thing] = []
        owned = bool(self.slots.children(mention.head, "nmod:poss"))
        for slot in PARTY_SLOTS:
            if owned and slot not in ("possessor", "modifier"):
                continue  # "withdrew *its* delegation *from X*"
            for filler in self.slots.fillers(mention.head, slot):
                other = self.mentions.get(filler)
                if other is not None and other.things and other.kind != "pronoun":
                    acting = [self.registry.acting(t) for t in other.things]
                    found.extend(t for t in acting if t not in found and self.registry.is_a(t, ORGANIZATION, STATE))
        found = found or self._senders(mention)
        if not found:
            state = self.registry.adjacent_state(mention.head)
            found = [state] if state is not None and self.registry.is_a(state, ORGANIZATION, STATE) else []
        return [self._people_of(party, mention) or party for party in found]

    def _is_of_delegation(self, mention: Mention) -> bool:
        """Whether a counterpart is a delegation's: "Kenya's delegation … *its Somali counterpart*"."""
        owners = [self.mentions[o] for o in self.slots.children(mention.head, "nmod:poss") if o in self.mentions]
        if mention.number == "Plur" or not any(o.anaphor == "it" for o in owners):
            return False
        sentence = self.document.tokens[mention.head].sentence
        before = [
            m for m in self.mentions.values()
            if m.head < mention.head and sentence - self.document.tokens[m.head].sentence <= 1
            and self.document.tokens[m.head].deprel.startswith("nsubj")
        ]  # fmt: skip
        last = max(before, key=lambda m: m.head, default=None)
        return last is not None and DELEGATION in last.classes and last.number != "Plur"

    def _senders(self, mention: Mention) -> list[Thing]:
        """ "*Kenya* sent a delegation": whose it is where the phrase itself does not say it."""
        verb = self.document.tokens[mention.head].head
        if verb not in self.sending or mention.head not in self.slots.fillers(verb, "object"):
            return []
        named = [self.mentions[f] for f in self.slots.fillers(verb, "subject") if f in self.mentions]
        things = [self.registry.acting(t) for m in named if m.kind != "pronoun" for t in m.things]
        return [t for t in dict.fromkeys(things) if self.registry.is_a(t, ORGANIZATION, STATE)]

    def _people_of(self, party: Thing, mention: Mention) -> Thing | None:
        """The people that a demonym means where the article speaks of them and never of the state ("ethnic Xs")."""
        if any(m.kind == "name" for m in party.mentions) or not party.mentions:
            return None
        for other in self.mentions.values():
            if other.kind == "noun" and other.people_of == party.iri and other.head < mention.head:
                if not other.things:
                    label = label_of(self.document, other, "")
                    self.registry.attach(
                        other, self.registry.thing(self.registry.own_iri("group"), other.classes, label, "group")
                    )
                return other.things[0]
        return None

    def _described_party(self, mention: Mention) -> list[str]:
        """A party without a name of its own: the modifier's word ("the rebel delegation", "the rebels' team")."""
        words = []
        for filler in (*self.slots.fillers(mention.head, "modifier"), *self.slots.fillers(mention.head, "possessor")):
            token = self.document.tokens[filler]
            counted = self.mentions.get(filler)
            if counted is not None and (self.registry.is_a(counted, KG + "Delegate") or ACTOR in counted.classes):
                continue  # "ten-member", "his side's"
            if self.slots.children(filler, "nummod"):
                continue  # "eight-man"
            if token.upos in ("PROPN", "NOUN") or (token.upos == "ADJ" and token.text[:1].isupper()):
                words.append(token.lemma if token.upos == "NOUN" else token.text)
        return [" ".join(words)] if words else self._party_behind(mention)

    def _party_behind(self, mention: Mention) -> list[str]:
        """A party without a name behind the noun: "a delegation from *the rebels*", "… of *the X party*"."""
        for slot in PARTY_SLOTS:
            for filler in self.slots.fillers(mention.head, slot):
                other = self.mentions.get(filler)
                if other is None or other.kind != "noun" or self.slots.case(filler) != slot:
                    continue
                if not self.registry.is_a(other, ACTOR, KG + "PeopleGroup") or not (other.definite or slot == "from"):
                    continue  # "a delegation of lawmakers": its members
                tokens = [self.document.tokens[i] for i in other.span if self.document.tokens[i].upos != "DET"]
                return [" ".join(t.lemma if t.upos == "NOUN" else t.text for t in tokens)]
        return []

    def is_side(self, mention: Mention) -> bool:
        """Whether a phrase speaks of the sides of the talks: "the two sides", "each side", "the delegations"."""
        if mention.kind != "noun":
            return False
        if DELEGATION in mention.classes and self.slots.children(mention.head, "nmod:poss"):
            return False  # "the group's negotiators"
        if ACTOR in mention.classes:
            return mention.number == "Plur" or mention.anaphor in ("each", "both")
        return DELEGATION in mention.classes and (mention.number == "Plur" or mention.anaphor in ("each", "both"))

    def settle_side(self, mention: Mention) -> tuple[Thing, ...]:
        """The parties that the talks are between, or their delegations; empty where they are not named before."""
        if mention.quantity is not None and mention.quantity.value != 2:
            return ()  # "nineteen delegations"
        if mention.number == "Plur" and self._is_of_one_state(mention):
            return ()  # "talks between the Afghan sides", where two others have just agreed
        described = self._described_before(mention)
        if described:
            self.registry.attach(mention, *described)
            return described
        sides = self.parties or self._pair_before(mention.head)
        if len(sides) < 2:
            self.report.count("sides whose parties the article does not name before")
            return ()
        if ACTOR in mention.classes:
            self.registry.attach(mention, *sides)
        else:
            self.registry.attach(mention, *(self.delegation_of(side) for side in sides))
        return mention.things

    def _is_of_one_state(self, mention: Mention) -> bool:
        """Whether the sides are those within a state: "the *Afghan* sides"."""
        beside = [self.mentions[c] for c in self.slots.children(mention.head, "amod") if c in self.mentions]
        return ACTOR in mention.classes and len({m.head for m in beside if m.kind == "demonym"}) == 1

    def _described_before(self, mention: Mention) -> tuple[Thing, ...]:
        """The sides as the text described them before: "Yemen's warring parties", behind which "the parties" stands."""
        lemma = self.document.tokens[mention.head].lemma
        for other in sorted(self.mentions.values(), key=lambda m: -m.head):
            if other.head < mention.head and other.kind == "noun" and self.document.tokens[other.head].lemma == lemma:
                is_group = len(other.things) == 1 and other.things[0].kind == "group"
                return other.things if is_group and other.number == "Plur" else ()
        return ()

    def _is_in_talks(self, index: int) -> bool:
        """Whether a phrase is a subject, or stands behind "between", "from" or "of": not a host or sponsor named in
        passing.
        """
        if self.document.tokens[index].deprel.startswith("nsubj"):
            return True
        return self.slots.case(index) in ("between", "from")

    def _speaks(self, index: int) -> bool:
        """Whether a phrase names who says something and no more."""
        return index in self.sources

    def delegation_of(self, party: Thing) -> Thing:
        """The delegation of a party at the talks of this article."""
        for thing in self.things.values():
            if thing.kind == "delegation" and party in thing.parties:
                return thing
        label = f"{party.label} {self.vocabulary.vocabulary.label(DELEGATION)}"
        thing = self.registry.thing(
            f"{ID}{self.registry.name}/delegation/{slug(party.label)}", {DELEGATION}, label, "delegation"
        )
        thing.parties = (party,)
        return thing

    def delegation_named(self, party: str) -> Thing:
        """The delegation of a party that has no name of its own."""
        label = f"{party} {self.vocabulary.vocabulary.label(DELEGATION)}"
        iri = f"{ID}{self.registry.name}/delegation/{slug(party)}"
        return self.registry.thing(iri, {DELEGATION}, label, "delegation")

    def _pair_before(self, index: int) -> tuple[Thing, ...]:
        """The parties of the delegations named so far, or the last two actors that the text joins with "and"."""
        delegations = [t for h, t in self.order if t.kind == "delegation" and h < index and t.parties]
        parties = tuple(dict.fromkeys(t.parties[0] for t in delegations))
        if len(parties) == 2:
            return parties
        represented = tuple(dict.fromkeys(t for things in self.represented.values() for t in things))
        if len(represented) == 2:
            return represented
        for mention in sorted(self.mentions.values(), key=lambda m: -m.head):
            if mention.head >= index or not mention.things or not self.registry.is_a(mention, ACTOR, STATE):
                continue
            if not self._is_in_talks(mention.head) or self._speaks(mention.head):
                continue
            if self.document.tokens[mention.head].deprel == "conj":
                continue  # the last two of "A, B and C" are no pair
            group = tuple(
                dict.fromkeys(
                    t
                    for c in self.slots.conjuncts(mention.head)
                    if c in self.mentions and self.mentions[c].kind != "demonym"
                    for t in self.mentions[c].things
                    if self.registry.is_a(t, ORGANIZATION, STATE) and not self.registry.is_a(t, PERSON)
                )
            )
            if len(group) == 2:
                return group
        return ()
