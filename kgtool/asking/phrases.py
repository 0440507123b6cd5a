"""What a noun phrase stands for: a node of the query with constraints from every word of the phrase.

Each way of understanding gives a longer draft, the node, and the adjuncts that it left for the clause to take.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgtool.asking.drafts import LABELLED, Draft, Node, Pattern, any_exists, contains_words, one_of
from kgtool.asking.english import literal_stem
from kgtool.asking.interpreter import ACTOR, Environment, kg
from kgtool.asking.markup import NounSense
from kgtool.asking.modifiers import Modifiers, Understood, slots_of
from kgtool.asking.offices import office_patterns
from kgtool.asking.trees import Adjunct, Clause, Modifier, Phrase
from kgtool.asking.tuples import replace
from kgtool.ontology.entries import Frame
from kgtool.terms import KG

BODIES = "kg:locatedIn|kg:partOf|kg:affiliation|kg:nationality|kg:memberOf|kg:officeOf"
"""How a body that has an office belongs to the state or organisation that the office serves."""


class Phrases(Modifiers):
    """Understands noun phrases."""

    def node(self, draft: Draft, phrase: Phrase, env: Environment) -> Understood:
        """Every way to understand the phrase, without its conjuncts."""
        if phrase.pronoun:
            if phrase.pronoun in env:
                yield draft, env[phrase.pronoun], phrase.posts
            elif self.shared.english.is_a("plural_pronouns", phrase.pronoun) and not phrase.posts:
                longer, node = draft.node("x", kg("Actor"), context=True)
                yield longer, node, ()
            return
        if phrase.time is not None:
            return
        for longer, node, left in self._head(draft, phrase, env):
            for further in self._clauses(longer, phrase, node, env):
                yield from self._posts(further, node, left, env)

    def _clauses(self, draft: Draft, phrase: Phrase, node: Node, env: Environment) -> Iterator[Draft]:
        drafts: list[Draft] = [draft]
        for clause in phrase.clauses:
            inner = {**env, "host": node}
            drafts = [
                replace(found, answer=before.answer, kind=before.kind, said=before.said)
                for before in drafts
                for found in self.meaning.predicates.constraints(before, clause, inner)
            ]
        yield from drafts

    def _posts(self, draft: Draft, node: Node, left: tuple[Adjunct, ...], env: Environment) -> Understood:
        """Adjuncts that constrain the phrase itself; those that cannot are left for the clause."""
        if not left:
            yield draft, node, ()
            return
        adjunct, *rest = left
        found = False
        for longer in self.meaning.adjuncts.attach(draft, adjunct, node, env):
            found = True
            yield from self._posts(longer, node, tuple(rest), env)
        if not found and not self.shared.english.is_a("owner_prepositions", adjunct.preposition):
            for longer, same, more in self._posts(draft, node, tuple(rest), env):
                yield longer, same, (adjunct, *more)

    # -- heads ---------------------------------------------------------------------------------------------------

    def _head(self, draft: Draft, phrase: Phrase, env: Environment) -> Understood:
        if phrase.name is not None and phrase.noun is None:
            yield from self._named(draft, phrase, env)
        elif phrase.quoted and phrase.name is None:
            yield from self._labelled(draft, phrase, phrase.quoted.split(), env)
        elif phrase.noun is not None and phrase.apposition is not None:
            yield from self._apposed(draft, phrase, env)
        elif phrase.noun is not None:
            yield from self._noun(draft, phrase, phrase.noun, env)
        elif phrase.wh in ("actor", "owner", "thing") and not phrase.unknown:
            longer, node = draft.node("x", kg("Actor") if phrase.wh in ("actor", "owner") else ())
            yield longer, node, phrase.posts
        elif phrase.quantifier and not phrase.unknown:
            longer, node = draft.node("x", (), context=True)
            yield longer, node, phrase.posts

    def _named(self, draft: Draft, phrase: Phrase, env: Environment) -> Understood:
        assert phrase.name is not None
        things = phrase.name.things
        longer, node = draft.node("n", self.shared.classes_of(things), things)
        for modifier in phrase.modifiers:
            found = self._name_modifier(longer, node, modifier)
            if found is None:
                return
            longer = found
        if phrase.possessor is not None:
            for further in self._associated(longer, node, phrase.possessor, env, ()):
                yield further, node, phrase.posts
            return
        yield longer, node, phrase.posts

    def _name_modifier(self, draft: Draft, node: Node, modifier: Modifier) -> Draft | None:
        """Titles and kinds beside a name say nothing new where they fit; anything else must be printed."""
        shared = self.shared
        if modifier.noun is not None:
            classes = shared.noun_classes(modifier.noun)
            titles = any("Title" in entry.kinds for entry in modifier.noun.entries)
            if titles or shared.schema.are_compatible(classes, node.classes):
                return draft
        if modifier.name is not None:
            return draft.where(self._association_filter(node, modifier.name.things, ()))
        if modifier.adjective and shared.english.is_a("former", modifier.adjective):
            return draft
        words = [stem for _, stem in shared.content_words(modifier.first, modifier.last)]
        return draft.where(self._printed(node.variable, words)) if words else None

    def _labelled(self, draft: Draft, phrase: Phrase, words: list[str], env: Environment) -> Understood:
        longer, node = draft.node("x", ())
        longer = longer.where(f"{node.variable} {LABELLED} {node.variable}_label")
        longer = longer.where(f"FILTER({contains_words(f'STR({node.variable}_label)', words)})")
        yield longer, node, phrase.posts

    def _apposed(self, draft: Draft, phrase: Phrase, env: Environment) -> Understood:
        """ "Operation Spiderweb", "the town of X" with the name beside the noun."""
        assert phrase.noun is not None and phrase.apposition is not None
        classes = self.shared.noun_classes(phrase.noun)
        inner = replace(phrase.apposition, posts=(), modifiers=())
        for longer, node, _ in self._head(draft, inner, env):
            titles = any("Title" in entry.kinds for entry in phrase.noun.entries)
            if titles or not classes or self.shared.schema.are_compatible(classes, node.classes):
                checked: Draft | None = longer
                for modifier in phrase.modifiers:
                    checked = self._name_modifier(checked, node, modifier) if checked else None
                if checked:
                    yield checked, node, phrase.posts

    def _noun(self, draft: Draft, phrase: Phrase, noun: NounSense, env: Environment) -> Understood:
        shared = self.shared
        frames = shared.noun_frames(noun)
        for frame in frames:
            if frame.kind == "RelationFrame" and "self" in frame.range_slots:
                yield from self._relational(
                    draft, phrase, frame.reference, frame.domain_slots, frame.domain_fillers, frame.range_fillers, env
                )
        is_next = shared.english.is_a("next", noun.lemma.split()[0])  # ahead of now, not of some other round
        for prop in () if is_next else noun.references:
            if prop in shared.schema.properties and not shared.schema.is_literal(prop):
                slots = ("possessor", "modifier", *sorted(shared.english.words["relating_prepositions"]))
                yield from self._relational(draft, phrase, prop, slots, (), (), env)
            elif prop in shared.schema.properties:
                slots = ("possessor", *sorted(shared.english.words["telling_prepositions"]))
                yield from self._relational(draft, phrase, prop, slots, (), (), env)
        for frame in frames:
            if frame.kind == "OfficeFrame":
                yield from self._officer(draft, phrase, noun, frame, env)
        if phrase.is_plural and any(frame.kind == "OfficeFrame" for frame in frames):
            yield from self._officers(draft, phrase, noun, env)
        classes = shared.noun_classes(noun)
        if classes or shared.is_vague(noun):
            yield from self._kind(draft, phrase, noun, classes, frames, env)

    def _kind(
        self,
        draft: Draft,
        phrase: Phrase,
        noun: NounSense,
        classes: frozenset[str],
        frames: list[Frame],
        env: Environment,
    ) -> Understood:
        """A noun that names a class of things."""
        shared = self.shared
        vague = shared.is_vague(noun)
        bare = not (phrase.modifiers or phrase.possessor or phrase.posts or phrase.clauses)
        options = [(classes or frozenset({ACTOR}), 0.0)]
        wider = self._wider(classes)
        if wider:
            options.append((wider, 0.3))
        for kinds, penalty in options:
            longer, node = draft.worse(penalty).node(
                "x", kinds, definite=phrase.definite, plural=phrase.is_plural, context=vague and bare and not phrase.wh
            )
            if (
                phrase.definite
                and not (phrase.is_plural or phrase.quantifier)
                and shared.schema.is_kind(kinds, "Event")
            ):
                longer = replace(longer, single=(*longer.single, node.variable))
                if " " in noun.lemma:
                    longer = replace(longer, called=(*longer.called, (node.variable, noun.lemma)))
            if not node.context and not (vague and kinds <= kg("Actor", "PeopleGroup", "Person")):
                longer = shared.typed(longer, node.variable, kinds)
            longer = self._of_noun(longer, node, noun, kinds, phrase)
            longer = longer.where(*self.shared.narrowed(node.variable, noun, "a"))
            if shared.english.is_a("printed", noun.lemma):
                longer = longer.where(self._printed(node.variable, [literal_stem(noun.lemma)]))
            if phrase.number is not None and not shared.is_pointer(phrase) and "number" not in env:
                longer = longer.where(self._of_number(node, phrase))
            modified: list[Draft] = [longer]
            for modifier in phrase.modifiers:
                modified = [
                    more for before in modified for more in self._modifier(before, node, modifier, frames, noun)
                ]
            if phrase.possessor is not None:
                modified = [
                    more
                    for before in modified
                    for more in self._associated(before, node, phrase.possessor, env, tuple(frames))
                ]
            for ready in modified:
                yield from self._own_adjuncts(ready, node, phrase.posts, frames, env)

    def _wider(self, classes: frozenset[str]) -> frozenset[str]:
        """Classes that writers use for the same thing: talks, meetings."""
        wider = {KG + other for cls in classes for other in self.shared.english.wider.get(cls.removeprefix(KG), ())}
        return frozenset(wider - classes)

    def _own_adjuncts(
        self, draft: Draft, node: Node, posts: tuple[Adjunct, ...], frames: list[Frame], env: Environment
    ) -> Understood:
        """Adjuncts for which the noun's own frames have a slot: "delegation from X", "attack on X by Y"."""
        if not posts:
            yield draft, node, ()
            return
        first, *rest = posts
        found, english = False, self.shared.english
        if first.phrase is not None and first.phrase.conjuncts and not node.plural:
            parts = [replace(first, phrase=part) for part in self.shared.expand(first.phrase)]
            yield from self._own_adjuncts(draft, node, (*parts, *rest), frames, env)
            return
        if first.phrase is not None and not first.phrase.time:
            for prop, fillers in slots_of(frames, first.preposition):
                for longer, other, left in self._each(draft, first.phrase, env, plural=node.plural):
                    is_party = not (left or other.context) and english.is_a("parties", prop.removeprefix(KG))
                    for ready, party in self.shared.coerced(longer, other, kg("Actor")) if is_party else ():
                        placed = ready.worse(0.3).where(self.shared.of_party(node, party))
                        yield from self._own_adjuncts(placed, node, tuple(rest), frames, env)
                    for ready, filler in self.shared.coerced(longer, other, fillers or self.shared.schema.ranges(prop)):
                        found = True
                        pattern = Pattern(node.variable, self.shared.schema.path(prop), filler.variable)
                        yield from self._own_adjuncts(
                            _asked(ready.with_pattern(pattern), first.phrase, filler, pattern),
                            node, (*left, *rest), frames, env,
                        )  # fmt: skip
        if not found:
            for longer, same, left in self._own_adjuncts(draft, node, tuple(rest), frames, env):
                yield longer, same, (first, *left)

    def _each(self, draft: Draft, phrase: Phrase, env: Environment, *, plural: bool = False) -> Understood:
        """The phrase as one node: "of Russia and Ukraine" is either of them where several things are of them, as
        delegations are; where one thing is of both, it is not understood here."""
        if phrase.conjuncts:
            parts = self.shared.expand(phrase)
            names = [part.name for part in parts if part.name is not None and part.noun is None]
            if not plural or len(names) < len(parts):
                return
            things = tuple(dict.fromkeys(thing for name in names for thing in name.things))
            phrase = replace(parts[0], name=names[0]._replace(things=things), quantifier="each")
        yield from self.node(draft, phrase, env)

    def _relational(
        self, draft: Draft, phrase: Phrase, prop: str, slots: tuple[str, ...], domain_fillers: tuple[str, ...],
        range_fillers: tuple[str, ...], env: Environment,
    ) -> Understood:  # fmt: skip
        """ "the leader of X", "X's target", "the talks' mediators": the node is the object of a property of X."""
        shared = self.shared
        schema = shared.schema
        is_literal = schema.is_literal(prop)
        domains = frozenset(domain_fillers) or schema.domains(prop)
        owners: list[tuple[str, Phrase | None]] = [*_owners(phrase), ("", None)]
        for index, (slot, owner) in enumerate(owners):
            if owner is not None and slot not in slots:
                continue
            remaining = [
                p
                for n, p in enumerate(phrase.posts)
                if not (slot not in ("possessor", "modifier") and n == index - _offset(phrase))
            ]
            taken = phrase.modifiers[:-1] if slot == "modifier" else phrase.modifiers
            if owner is None:
                longer, domain = draft.worse(0.2).node("d", domains)
                if shared.schema.is_kind(domains, "Event") and domains != kg("Event"):
                    longer = shared.typed(longer, domain.variable, domains)
                options: Understood = iter([(longer, domain, ())])
            else:
                options = self._each(draft, owner, env, plural=phrase.is_plural)
            for longer, found, left in options:
                for fitting, domain in shared.coerced(longer, found, domains):
                    ranges = () if is_literal else (frozenset(range_fillers) or schema.ranges(prop))
                    ready, bare = fitting.node("text" if is_literal else "x", ranges)
                    node = replace(bare, is_literal=is_literal, definite=phrase.definite, plural=phrase.is_plural)
                    pattern = Pattern(domain.variable, schema.path(prop), node.variable)
                    if schema.is_kind(domain.classes, "Event") and not domain.things:
                        whole = Clause(first=0, last=len(shared.tokens))
                        ready = ready.where(self.meaning.predicates.real(domain, whole))
                    beside = domain if owner is not None and owner.quantifier else ready.beside
                    more: list[Draft] = [replace(ready.with_pattern(pattern), beside=beside)]
                    for modifier in () if is_literal else taken:
                        more = [m for before in more for m in self._modifier(before, node, modifier, [], phrase.noun)]
                    is_theirs = owner is not None and owner.possessor is not None  # and so the owner's
                    if phrase.possessor is not None and slot != "possessor" and not is_theirs:
                        more = [m for before in more for m in self._associated(before, node, phrase.possessor, env, ())]
                    for done in more:
                        if left:
                            for placed in self._on_domain(done, domain, left, env):
                                yield placed, node, tuple(remaining)
                        else:
                            yield done, node, tuple(remaining)
            if owner is not None:
                continue

    def _on_domain(self, draft: Draft, domain: Node, left: tuple[Adjunct, ...], env: Environment) -> Iterator[Draft]:
        drafts = [draft]
        for adjunct in left:
            drafts = [more for before in drafts for more in self.meaning.adjuncts.attach(before, adjunct, domain, env)]
        yield from drafts

    def _officer(self, draft: Draft, phrase: Phrase, noun: NounSense, frame: Frame, env: Environment) -> Understood:
        """ "the president of X", "X's foreign minister": who holds the office."""
        former = any(m.adjective and self.shared.english.is_a("former", m.adjective) for m in phrase.modifiers)
        owners = [(s, o) for s, o in _owners(phrase) if s in frame.range_slots]
        named = [(s, o) for s, o in owners if s != "modifier" or o.name is not None]
        yield from self._holder(draft, phrase, noun, named, phrase.modifiers, env, former=former)
        if named != owners:  # "the government spokesman": spokesman of the government, if not printed so
            yield from self._holder(draft.worse(0.1), phrase, noun, owners, phrase.modifiers[:-1], env, former=former)

    def _holder(
        self, draft: Draft, phrase: Phrase, noun: NounSense, owners: list[tuple[str, Phrase]],
        modifiers: tuple[Modifier, ...], env: Environment, *, former: bool,
    ) -> Understood:  # fmt: skip
        """Who holds an office whose title the noun and its modifiers are, and which serves the owners."""
        words = noun.lemma.split()
        others = [
            m for m in modifiers
            if not (m.adjective and self.shared.english.is_a("former", m.adjective)) and m.name is None
        ]  # fmt: skip
        before = [w for m in others for w, _ in self.shared.content_words(m.first, m.last)]
        if before:
            words = [*before, *words]
        longer, person = draft.node("x", kg("Person"), definite=phrase.definite, plural=phrase.is_plural)
        longer, office = longer.fresh("office")
        holder = Pattern(person.variable, self.shared.schema.path(KG + "holds"), office)
        longer = longer.with_pattern(holder)
        longer = longer.where(*office_patterns(self.shared, office, words, former=former))
        drafts: list[Draft] = [longer]
        used: list[Adjunct] = []
        for slot, owner in owners:
            if slot not in ("possessor", "modifier"):
                used += [p for p in phrase.posts if p.phrase is owner]
            drafts = [
                ready.where(self._serves(office, served, person.variable))
                for before in drafts
                for further, node, left in self._each(before, owner, env)
                if not left
                for ready, served in [(further, node)]
            ]
        rest = tuple(p for p in phrase.posts if p not in used)
        for ready in drafts:
            yield ready, person, rest

    def _officers(self, draft: Draft, phrase: Phrase, noun: NounSense, env: Environment) -> Understood:
        """ "the foreign ministers of X": a group that is called so, nobody named."""
        if phrase.possessor is not None and phrase.possessor.name is None:
            return
        longer, node = draft.worse(0.3).node("x", kg("PeopleGroup"), definite=phrase.definite, plural=True)
        longer = self.shared.typed(longer, node.variable, node.classes)
        words = [literal_stem(word) for word in noun.lemma.split()]
        owners = [] if phrase.possessor is None or phrase.possessor.name is None else [phrase.possessor.name]
        for modifier in phrase.modifiers:
            if modifier.name is not None:
                owners.append(modifier.name)
            else:
                words += [stem for _, stem in self.shared.content_words(modifier.first, modifier.last)]
        longer = longer.where(self._printed(node.variable, words))
        for owner in owners:
            longer = longer.where(any_exists(*self.shared.belongs_to(node.variable, owner.things)))
        yield longer, node, phrase.posts

    def _serves(self, office: str, served: Node, holder: str) -> str:
        """An office serves an actor directly, or a body of it (a ministry of a state), or its printed title says so."""
        branches = [
            f"{office} kg:officeOf {served.variable}",
            f"{office} kg:officeOf/({BODIES}) {served.variable}",
            # "the Ukrainian delegation, led by Defence Minister X": nothing else is said of whose minister X is
            f"{holder} kg:leads|kg:memberOf ?group . ?group kg:delegationOf {served.variable} . "
            f"FILTER NOT EXISTS {{ {holder} kg:holds/kg:officeOf ?else }}",
        ]
        if served.things:
            states = self.shared.states_of(served.things)
            if states:
                branches.append(f"{office} kg:officeOf ?state . FILTER({one_of('?state', states)})")
        return any_exists(*branches)


def _owners(phrase: Phrase) -> list[tuple[str, Phrase]]:
    """Phrases that may be what a relational noun is of, with their slots."""
    owners: list[tuple[str, Phrase]] = []
    if phrase.possessor is not None:
        owners.append(("possessor", phrase.possessor))
    if phrase.modifiers:
        last = phrase.modifiers[-1]
        if last.name is not None:
            owners.append(("modifier", Phrase(last.first, last.last, name=last.name)))
        elif last.noun is not None:
            rest = phrase.modifiers[:-1]
            whole = Phrase(phrase.first, last.last, noun=last.noun, modifiers=rest, definite=True)
            if phrase.possessor is not None:  # "X's delegation leader": the leader of X's delegation
                owners.append(("modifier", replace(whole, possessor=phrase.possessor)))
            owners.append(("modifier", whole))
    owners += [(post.preposition, post.phrase) for post in phrase.posts if post.phrase is not None]
    return owners


def _offset(phrase: Phrase) -> int:
    """How many owners come before the adjuncts."""
    return len(_owners(replace(phrase, posts=())))


def _asked(draft: Draft, phrase: Phrase, node: Node, pattern: Pattern) -> Draft:
    """Where the phrase is what is asked for, the draft with its answer."""
    if phrase.wh and draft.answer is None:
        return replace(draft, answer=node, kind="thing", said=pattern)
    return draft
