"""States that are named through their officials: "Minister X of A headed *his country's* delegation".

In: who holds which office, and the mentions. Out: nothing; the phrases are given their states, and the delegations of
such states their party.
"""

from __future__ import annotations

from collections.abc import Iterable

from kgtool.reading.identity import Identity
from kgtool.reading.model import Mention, Thing
from kgtool.reading.offices import Holding
from kgtool.reading.registry import DELEGATION, PARTY_SLOTS, PERSON, STATE
from kgtool.reading.slots import Slots


def settle_homelands(identity: Identity, slots: Slots, holdings: Iterable[Holding]) -> None:
    """Gives "his country" the one state whose office the person holds."""
    states: dict[str, dict[str, Thing]] = {}
    for holding in holdings:
        if not holding.is_former:
            of = {thing.iri: thing for thing in holding.of if identity.is_a(thing, STATE)}
            states.setdefault(holding.person.iri, {}).update(of)
    for mention in list(identity.mentions.values()):
        if mention.kind != "noun" or mention.number == "Plur" or mention.things or not identity.is_a(mention, STATE):
            continue
        owners = [identity.mentions[i] for i in slots.children(mention.head, "nmod:poss") if i in identity.mentions]
        if len(owners) != 1 or owners[0].kind != "pronoun":
            continue
        persons = identity.settle_pronoun(owners[0], (PERSON,))
        homes = [home for person in persons for home in states.get(person.iri, {}).values()]
        if len(persons) == 1 and len(homes) == 1:
            identity.attach(mention, homes[0])
    for mention in list(identity.mentions.values()):
        if len(mention.things) == 1 and identity.is_a(mention, DELEGATION) and not mention.things[0].parties:
            _settle_delegation(identity, slots, mention)
    identity.sort()


def _settle_delegation(identity: Identity, slots: Slots, mention: Mention) -> None:
    """Makes "his country's delegation" that of the state."""
    fillers = [i for slot in PARTY_SLOTS for i in slots.fillers(mention.head, slot) if i in identity.mentions]
    homes = [t for i in fillers for t in identity.mentions[i].things if identity.is_a(t, STATE)]
    if len(homes) != 1:
        return
    before, delegation = mention.things[0], identity.sides.delegation_of(homes[0])
    for phrase in before.mentions:
        phrase.things = (delegation,)
        delegation.mentions.append(phrase)
    identity.order[:] = [(head, delegation if thing is before else thing) for head, thing in identity.order]
    identity.things.pop(before.iri, None)
