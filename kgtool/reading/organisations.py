"""Organisations without a name of their own: "the Russian defence ministry", "Azerbaijan's army", "the group"."""

from __future__ import annotations

from collections.abc import Container

from kgtool.language.document import Document
from kgtool.language.english import words
from kgtool.reading.model import Mention, Thing
from kgtool.reading.naming import fold, slug
from kgtool.reading.registry import DELEGATION, ORGANIZATION, STATE, Settler
from kgtool.terms import ID, KG

MINISTRY = KG + "Ministry"
GENERAL = (ORGANIZATION, KG + "InternationalOrganization")
"""Classes whose words may stand for any body: "the group", "the organization"."""
MEDIA = KG + "MediaOutlet"
ARMED_GROUP = KG + "ArmedGroup"
NO_GROUPS = (KG + "ArmedForce", KG + "Government", MINISTRY)
"""Bodies of a state, which nobody calls "the group"."""


class Organisations(Settler):
    """Settles which organisations the descriptions of one document mean."""

    def settle(self, titles: Container[int] = (), joint: Container[int] = ()) -> None:
        """Organisations named by a description: "the Russian defence ministry", "Azerbaijan's health ministry".

        A ``joint`` body ("coalition") is none of those told of before under other names.
        """
        self.titles, self.joint = titles, joint
        for mention in self.mentions.values():
            if mention.things or mention.kind != "noun" or not self.registry.is_a(mention, ORGANIZATION):
                continue
            collective = self.registry.is_a(mention, KG + "ArmedForce", KG + "Government")
            is_several = mention.quantity is not None or mention.anaphor in ("each", "both")
            if mention.number == "Plur" and (is_several or not collective or self._is_of_several(mention)):
                continue  # "media outlets" are several, "forces" are one
            named = self._named_before(mention)
            named = named or self._named_behind(mention)
            if named is not None:
                self.registry.attach(mention, named)
                continue
            owner = self.registry.state_of(mention.head) or self._state_beside(mention)
            if owner is None and self._is_another_s(mention):
                continue
            if owner is None:
                if not self._owned_by_noun(mention):
                    self._anaphoric_organisation(mention)
                continue
            told = self.document.words(mention.word_span.first, mention.word_span.last) if mention.word_span else ""
            extra = self._inner_modifiers(mention)
            name = slug(f"{owner.label}_{extra}{told.lower()}")
            label = f"{owner.label}: {extra.replace('_', ' ')}{told.lower()}"
            known = self._known_organisation(mention, owner)
            thing = known or self.registry.thing(
                ID + name, mention.classes, label_of(self.document, mention, label), "organisation"
            )
            thing.parties = thing.parties or (owner,)
            self.registry.attach(mention, thing)

    def _is_of_several(self, mention: Mention) -> bool:
        """Whether a plural names the bodies of several: "the British and Irish *governments*"."""
        beside = [self.mentions[m] for m in self.slots.fillers(mention.head, "modifier") if m in self.mentions]
        return len({t.iri for m in beside if m.kind == "demonym" for t in m.things}) > 1

    def _named_before(self, mention: Mention) -> Thing | None:
        """The name that a noun right behind it says the kind of: "the M23 *rebel group*"."""
        first = mention.word_span.first if mention.word_span is not None else mention.head
        for name in self.mentions.values():
            if name.kind == "name" and name.things and name.span.last == first and mention.denotes in name.classes:
                return name.things[0]
        return None

    def _named_behind(self, mention: Mention) -> Thing | None:
        """The name behind a description, between commas: "the second-largest rebel group, *the ELN*, …"."""
        tokens = self.document.tokens
        for name in (self.mentions[c] for c in self.slots.children(mention.head, "appos") if c in self.mentions):
            if name.kind != "name" or len(name.things) != 1 or name.head < mention.head or not mention.definite:
                continue
            last = name.span.last
            is_closed = last >= len(tokens) or tokens[last].upos == "PUNCT"
            is_listed = self.slots.children(name.head, "conj") or self.slots.children(mention.head, "conj")
            one = name.things[0]
            is_body = self.registry.is_a(one, ORGANIZATION) and not self.registry.is_a(one, STATE)
            if is_closed and not is_listed and is_body:
                return one
        return None

    def _owned_by_noun(self, mention: Mention) -> bool:
        """ "the coroner's office": a body of its own by the noun that owns it; with a pronoun it stays open."""
        owners = self.slots.children(mention.head, "nmod:poss")
        if not owners:
            return False
        if all(self.document.tokens[o].upos in ("NOUN", "PROPN") for o in owners):
            label = label_of(self.document, mention, "")
            iri = f"{ID}{self.registry.name}/organisation/{slug(label.lower())}"
            self.registry.attach(mention, self.registry.thing(iri, mention.classes, label, "organisation"))
        return any(self.document.tokens[o].upos != "PRON" for o in owners)

    def _state_beside(self, mention: Mention) -> Thing | None:
        """The state that owns what an organisation only describes: "*Uganda's* army spokesman"."""
        token = self.document.tokens[mention.head]
        if token.deprel != "compound" or not self.slots.children(token.head, "nmod:poss"):
            return None
        return self.registry.state_of(token.head)

    def _is_another_s(self, mention: Mention) -> bool:
        """Whether an organisation that only describes has an owner of its own: "the *rebels'* military spokesman"."""
        token = self.document.tokens[mention.head]
        owners = self.slots.children(token.head, "nmod:poss") if token.deprel == "compound" else []
        return any(self.document.tokens[o].upos in ("NOUN", "PROPN") for o in owners)

    def _inner_modifiers(self, mention: Mention) -> str:
        """Modifiers that tell one organisation from another ("doctors' union", "peacekeeping contingent")."""
        word = mention.word_span or mention.span
        found = []
        for child in self.slots.fillers(mention.head, "modifier") + self.slots.fillers(mention.head, "possessor"):
            inside = self.mentions.get(child)
            if child in word or (inside is not None and inside.kind in ("demonym", "name")):
                continue
            token = self.document.tokens[child]
            if token.upos in ("NOUN", "ADJ") and child < word.first:
                found.append(token.lemma.lower())
        return "".join(f"{w}_" for w in found)

    def _known_organisation(self, mention: Mention, owner: Thing) -> Thing | None:
        """The known or already named organisation of this description: "Ukrainian Security Service" is the SBU."""
        if mention.word_span is None:
            return None
        said = self.document.words(mention.word_span.first, mention.word_span.last)
        for text in (f"{said} of {owner.label}", label_of(self.document, mention, said), f"{owner.label} {said}"):
            for entity in self.gazetteer.find(text):
                thing = self.registry.thing(entity.iri, entity.classes, entity.label, "entity")
                thing.entity = entity
                return thing
        for thing in self.things.values():
            if thing.kind in ("named", "organisation") and owner in thing.parties:
                if fold(said) == fold(thing.label) or fold(thing.label).endswith(fold(said)):
                    return thing
        return None

    def _anaphoric_organisation(self, mention: Mention) -> None:
        """ "the army", "the government": the one of this class that the article named before, if there is one."""
        token = self.document.tokens[mention.head]
        above = self.mentions.get(token.head)
        modifies = token.deprel.startswith("compound") and (
            (above is not None and DELEGATION in above.classes) or token.head in self.titles
        )
        if not (mention.definite or modifies) or mention.word_span is None:
            return
        if self._is_introduced(mention):
            return
        key = fold(self.document.words(mention.word_span.first, mention.word_span.last))
        before = [
            thing
            for head, thing in self.order
            if head < mention.head and self.registry.is_a(thing, ORGANIZATION, STATE) and thing.kind != "person"
        ]
        inside = self._inside(mention)
        if self._is_told_apart(mention):
            before = []
        before = [t for t in before if t.iri not in inside]  # "the coalition fighting *X*" is not X
        before = [t for t in before if self._is_qualified(t, mention)]
        kin = [t for t in before if self.registry.is_a(t, *mention.classes)]
        if self.slots.children(mention.head, "nmod:poss"):
            self._nearest_organisation(mention)
            return
        same = [t for t in kin if key in fold(t.label).split() or fold(t.label).endswith(key)]
        if mention.denotes == KG + "ArmedForce":  # "the army" is no "Army of the Orient"
            same = [t for t in same if t.kind != "named" or fold(t.label).endswith(key)]
        if mention.denotes in GENERAL:  # "the alliance" may be an armed one; "the army" is no "Liberation Army"
            same = same or [t for t in before if fold(t.label).endswith(" " + key)]
        bare = [t for t in same if fold(t.label) == key]
        if bare and mention.denotes in NO_GROUPS:
            same = bare  # "the government" is rather the one called so before than "the Norwegian government"
        if same and mention.denotes in NO_GROUPS and len({t.iri for t in same}) > 1:
            near = {t.iri for h, t in self.order if t in same and self._is_just_before(h, mention.head)}
            same = [t for t in same if t.iri in near] if len(near) == 1 else []
            if not same:
                return  # "the ministry", "an army spokesman", where the text has told of two
        if same:
            self.registry.attach(mention, same[-1])
            return
        called = list(dict.fromkeys(t.iri for t in kin if self._was_called(t, key)))
        if len(called) == 1:
            self.registry.attach(mention, self.things[called[0]])
            return
        if mention.denotes in GENERAL:  # "the group", "the movement"
            self._nearest_organisation(mention)
            return
        typed = [t for t in before if mention.denotes in t.classes and not self._is_other_force(t, key)]
        if mention.denotes == KG + "Government":  # "the government" is no "White House"
            typed = [t for t in typed if t.entity is None]
        typed = [] if mention.head in self.joint else typed
        distinct = list(dict.fromkeys(t.iri for t in typed))
        if len(distinct) == 1:
            self.registry.attach(mention, typed[-1])
        elif (
            not distinct
            and mention.head not in self.joint
            and all(self.registry.is_a_kind(c, ORGANIZATION) for c in mention.classes)
        ):
            text = self.document.words(mention.word_span.first, mention.word_span.last).lower()
            thing = self.registry.thing(
                f"{ID}{self.registry.name}/organisation/{slug(text)}", mention.classes, text, "organisation"
            )
            self.registry.attach(mention, thing)

    def _is_other_force(self, thing: Thing, key: str) -> bool:
        """Whether an armed body of its own name is none of a state: "the military" is no "Free Army"; or is called by
        another word: "the army" is not "the police".
        """
        if not self.registry.is_a(thing, KG + "ArmedForce") or thing.parties or thing.entity is not None:
            return False
        return thing.kind == "named" or (thing.kind == "organisation" and key not in fold(thing.label).split())

    def _inside(self, mention: Mention) -> set[str]:
        """What is named inside a phrase, which the phrase then is not."""
        below = [self.mentions[i] for i in self.document.subtree(mention.head) if i in self.mentions]
        return {thing.iri for other in below if other is not mention for thing in other.things}

    def _is_told_apart(self, mention: Mention) -> bool:
        """Whether a clause tells which one is meant: "the group *led by X*" is none that was told of before."""
        tokens = self.document.tokens
        return any(
            tokens[clause].upos == "VERB"
            and tokens[mention.head + 1].text != ","
            and any(i in self.mentions and self.mentions[i].kind == "name" for i in self.document.subtree(clause))
            for clause in self.slots.children(mention.head, "acl")
            if clause > mention.head
        )

    def _is_introduced(self, mention: Mention) -> bool:
        """Whether a phrase gives its own name: "the faction *known as X*"."""
        roles = words("grammar", "role_prepositions")
        return any(
            self.document.tokens[i].text.lower() in roles
            for clause in self.slots.children(mention.head, "acl")
            if self.document.tokens[clause].xpos == "VBN"
            for i in self.document.subtree(clause)
        )

    def _was_called(self, thing: Thing, key: str) -> bool:
        """Whether a phrase before with the same noun meant a thing: "the Israeli *army* … the army"."""
        phrases = [m.word_span for m in thing.mentions if m.kind == "noun" and m.word_span is not None]
        return any(fold(self.document.words(span.first, span.last)) == key for span in phrases)

    def _is_just_before(self, index: int, mention: int) -> bool:
        """Whether a word stands in the sentence of a phrase, before it, or in the sentence before that."""
        tokens = self.document.tokens
        return index < mention and tokens[mention].sentence - tokens[index].sentence <= 1

    def _is_qualified(self, thing: Thing, mention: Mention) -> bool:
        """Whether a thing's name has the words that qualify a phrase: "the *health* ministry" is no foreign one."""
        told = fold(thing.label).split()
        around = [i for i in mention.span if mention.word_span is None or i not in mention.word_span]
        qualifying = [i for i in around if self.document.tokens[i].deprel == "compound" and i not in self.mentions]
        return all(fold(self.document.tokens[i].text) in told for i in (*qualifying, *self._fields(mention)))

    def _fields(self, mention: Mention) -> list[int]:
        """The field of a ministry, which tells it from others."""
        if mention.denotes != MINISTRY:
            return []
        return [c for c in self.slots.children(mention.head, "amod", "compound") if c < mention.head]

    def _nearest_organisation(self, mention: Mention) -> None:
        """The one organisation named before in the same sentence, or in the last; of several the one it is about.

        What a pronoun owns ("his movement") is looked for in the same sentence only.
        """
        sentence = self.document.tokens[mention.head].sentence
        for at in (sentence,) if self.slots.children(mention.head, "nmod:poss") else (sentence, sentence - 1):
            found = {
                thing.iri: head
                for head, thing in self.order
                if head < mention.head
                and self.document.tokens[head].sentence == at
                and self.registry.is_a(thing, ORGANIZATION)
                and not self.registry.is_a(thing, STATE, MEDIA)
                and not (mention.denotes == ORGANIZATION and self.registry.is_a(thing, *NO_GROUPS))
                and not self._is_opening(head, mention.head)
                and thing.iri not in self._inside(mention)
                and not self._is_told_apart(mention)
                and self._is_qualified(thing, mention)
            }
            fighters = {iri: head for iri, head in found.items() if self.registry.is_a(self.things[iri], ARMED_GROUP)}
            if mention.denotes == ORGANIZATION and fighters:  # "the group", behind rebels and the United Nations
                others = [iri for iri in found if iri not in fighters]
                is_union = all(self.registry.is_a(self.things[iri], GENERAL[1]) for iri in others)
                found = fighters if is_union else found
            if mention.denotes != ORGANIZATION and not all(self._is_body(self.things[iri]) for iri in found):
                return
            subjects = [iri for iri, head in found.items() if self._is_main_subject(head)]
            chosen = list(found) if len(found) == 1 else subjects if at < sentence else []
            if len(chosen) == 1:
                self.registry.attach(mention, self.things[chosen[0]])
            if found:
                return

    def _is_opening(self, index: int, mention: int) -> bool:
        """Whether a name stands inside a phrase that opens the clause of a subject: "In a statement on *X*, …"."""
        token, governor = self.document.tokens[index], self.document.tokens[self.document.tokens[index].head]
        above = self.document.tokens[mention].head
        return token.deprel.startswith("nmod") and governor.deprel.startswith("obl") and governor.head == above

    def _is_main_subject(self, index: int) -> bool:
        token = self.document.tokens[index]
        return token.deprel.startswith("nsubj") and self.document.tokens[token.head].is_root

    def _is_body(self, thing: Thing) -> bool:
        """Whether "the council" or "the agency" may mean a thing: no force, no party, no unknown name of one word."""
        return bool(thing.classes & set(GENERAL)) and (" " in thing.label or thing.entity is not None)


def label_of(document: Document, mention: Mention, otherwise: str) -> str:
    """The phrase as a label: without its article; ``otherwise`` where it has no word beside articles and numbers."""
    first = mention.span.first
    while first < mention.span.last and document.tokens[first].xpos == "DT":
        first += 1
    is_worded = any(document.tokens[i].upos not in ("DET", "NUM") for i in mention.span)
    return document.words(first, mention.span.last) if is_worded else otherwise
