"""What a clause with a verb says: the verb's frames with their slots filled from the clause.

The same frames with which reading turns an article's sentence into statements turn a question's clause into patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kgtool.asking.drafts import WORD_START, Draft, Node, Pattern, any_exists, contains_words, one_of, quoted
from kgtool.asking.english import English, literal_stem
from kgtool.asking.interpreter import EVENT, STANDS_FOR, Environment, Interpreter, kg
from kgtool.asking.markup import VerbSense
from kgtool.asking.offices import leader_title_filter
from kgtool.asking.trees import Adjunct, Clause, Phrase
from kgtool.asking.tuples import replace
from kgtool.ontology.entries import Frame, Role
from kgtool.terms import DCTERMS, KG, RDF, RDFS

if TYPE_CHECKING:
    from kgtool.asking.meaning import Meaning

REAL = "FILTER NOT EXISTS {"
UNREAL = kg("Negated", "Denied", "Hypothetical", "Demanded")
NOT_YET = kg("Planned", "Agreed")


class Argument(NamedTuple):
    """A phrase of the clause with the slots where it stands; text arguments have no phrase that is understood."""

    slots: tuple[str, ...]
    phrase: Phrase | None
    adjunct: Adjunct | None = None
    content: Clause | None = None
    first: int = 0
    last: int = 0


def arguments(english: English, clause: Clause) -> list[Argument]:
    """The clause's phrases by slot, voice normalised."""
    found: list[Argument] = []
    if clause.subject is not None:
        found.append(_argument(("object", "host") if clause.passive else ("subject", "host"), clause.subject))
    for number, phrase in enumerate(clause.objects):
        if clause.passive or number:
            found.append(_argument(("complement", "object") if clause.passive else ("complement",), phrase))
        else:
            found.append(_argument(("object", "complement"), phrase))
    for adjunct in clause.adjuncts:
        slots: tuple[str, ...] = (adjunct.preposition,)
        if english.is_a("agent_prepositions", adjunct.preposition) and clause.passive:
            slots = (adjunct.preposition, "subject")
        elif english.is_a("predicative_prepositions", adjunct.preposition):
            slots = (adjunct.preposition, "complement")
        found.append(Argument(slots, adjunct.phrase, adjunct, None, adjunct.first, adjunct.last))
    if clause.content is not None:
        found.append(Argument(("clause",), None, None, clause.content, clause.text_from, clause.last))
    return found


def _argument(slots: tuple[str, ...], phrase: Phrase) -> Argument:
    return Argument(slots, phrase, None, None, phrase.first, phrase.last)


class Predicates:
    """Fills frames."""

    def __init__(self, shared: Interpreter, meaning: Meaning) -> None:
        self.shared = shared
        self.meaning = meaning

    def constraints(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """Every way to understand a clause; an asked phrase in it becomes the draft's answer."""
        if clause.verb is None:
            yield from self.meaning.copulas.constraints(draft, clause, env)
            return
        for frame in self.shared.verb_frames(clause.verb):
            if frame.kind == "RelationFrame":
                yield from self._relation(draft, clause, frame, env)
            elif frame.kind == "EventFrame":
                yield from self._event(draft, clause, frame, env)
            elif frame.kind == "MeasureFrame":
                yield from self._lasting(draft, clause, frame, env)
            elif frame.kind == "ModeFrame":
                yield from self._of_mode(draft, clause, frame, env)

    # -- relations -----------------------------------------------------------------------------------------------

    def _relation(self, draft: Draft, clause: Clause, frame: Frame, env: Environment) -> Iterator[Draft]:
        schema = self.shared.schema
        given = arguments(self.shared.english, clause)
        domain_at = [n for n, a in enumerate(given) if set(a.slots) & set(frame.domain_slots)]
        range_at = [n for n, a in enumerate(given) if set(a.slots) & set(frame.range_slots)]
        if not (domain_at or _is_optional(frame.domain_slots)) or not (range_at or _is_optional(frame.range_slots)):
            return  # "who signed" is not who signed for somebody
        is_literal = schema.is_literal(frame.reference)
        domains = frozenset(frame.domain_fillers) or schema.domains(frame.reference)
        ranges = frozenset(frame.range_fillers) or schema.ranges(frame.reference)
        if domains <= self.shared.schema.below(EVENT) and all(self._names_parties(given[n]) for n in domain_at):
            domain_at = [*domain_at, -1]  # "mediated between X and Y": at an event at which both were
        for d in domain_at or [-1]:
            for r in range_at or [-1]:
                if d == r:
                    continue
                rest = [a for n, a in enumerate(given) if n not in (d, r)]
                if any(a.adjunct is None for a in rest):
                    continue
                for filled, domain, one in self._filled(draft, given[d] if d >= 0 else None, domains, env, "d"):
                    took_part = d < 0 and frame.reference == KG + "participant"  # in what is not said: in a meeting
                    longer = self.shared.typed(filled, domain.variable, kg("Meeting")) if took_part else filled
                    if is_literal:
                        options = self._text(longer, given[r] if r >= 0 else None)
                    else:
                        options = self._filled(longer, given[r] if r >= 0 else None, ranges, env, "x")
                    for further, filler, two in options:
                        yield from self._related(
                            further, clause, frame, domain, filler, given, d, r, rest, (*one, *two), env
                        )

    def _names_parties(self, argument: Argument) -> bool:
        """Whether it stands where those who take part in an event do: "between X and Y"."""
        adjunct = argument.adjunct
        return adjunct is not None and self.shared.english.is_a("participation_prepositions", adjunct.preposition)

    def _related(
        self, draft: Draft, clause: Clause, frame: Frame, domain: Node, filler: Node, given: list[Argument], d: int,
        r: int, rest: list[Argument], left: tuple[Adjunct, ...], env: Environment,
    ) -> Iterator[Draft]:  # fmt: skip
        schema = self.shared.schema
        pattern = Pattern(domain.variable, schema.path(frame.reference), filler.variable)
        ready = draft.with_pattern(pattern)
        one, two = (given[d].phrase if d >= 0 else None), (given[r].phrase if r >= 0 else None)
        ready = _answered(ready, pattern, (one, domain), (two, filler), literal=schema.is_literal(frame.reference))
        ready = self._without_third_parties(ready, frame.reference)
        if d < 0 or self.shared.fits(domain, kg("Event")):
            attended = frame.reference in kg("participant", "place", "venue", "hostedBy")
            unreal = f"{REAL} {domain.variable} kg:mode ?mode . FILTER({one_of('?mode', UNREAL)}) }}"
            ready = ready.where(self.real(domain, clause) if attended else unreal)
        adjuncts = [*left, *(a.adjunct for a in rest if a.adjunct is not None)]
        hosts = [domain] if filler.is_literal else [domain, filler]
        yield from self._placed(ready, adjuncts, hosts, env, frame.time_property)
        if frame.reference == KG + "affiliation" and not filler.is_literal:
            longer, office = draft.fresh("office")
            holds = Pattern(domain.variable, schema.path(KG + "holds"), office)
            serves = Pattern(office, schema.path(KG + "officeOf"), filler.variable)
            longer = longer.with_pattern(holds).with_pattern(serves)
            longer = _answered(longer, holds, (one, domain))
            longer = _answered(longer, serves, (two, filler))
            yield from self._placed(longer.worse(0.1), adjuncts, hosts, env, "")
        if KG + "ledBy" in (frame.reference, *schema.properties_above(frame.reference)) and self.shared.fits(
            domain, kg("Organization", "State")
        ):
            yield from self._head_of(draft, domain, filler, (one, two), adjuncts, env)

    def _head_of(
        self, draft: Draft, domain: Node, person: Node, phrases: tuple[Phrase | None, Phrase | None],
        adjuncts: list[Adjunct], env: Environment,
    ) -> Iterator[Draft]:  # fmt: skip
        """Who leads an organisation holds its highest office."""
        if self.shared.schema.is_kind(domain.classes, "Delegation") or not domain.classes:
            return
        longer, office = draft.fresh("office")
        holds = Pattern(person.variable, self.shared.schema.path(KG + "holds"), office)
        serves = Pattern(office, self.shared.schema.path(KG + "officeOf"), domain.variable)
        longer = longer.with_pattern(holds).with_pattern(serves)
        longer = longer.where(*leader_title_filter(self.shared, office, self.shared.english.words["leader_titles"]))
        longer = _answered(longer, holds, (phrases[0], domain), (phrases[1], person))
        yield from self._placed(longer.worse(0.1), adjuncts, [domain, person], env, "")

    def _filled(
        self, draft: Draft, argument: Argument | None, classes: frozenset[str], env: Environment, stem: str
    ) -> Iterator[tuple[Draft, Node, tuple[Adjunct, ...]]]:
        """The node of an argument where it fits; a new node where there is none."""
        if argument is None:
            longer, node = draft.node(stem, classes)
            yield longer, node, ()
            return
        if argument.phrase is None or argument.phrase.conjuncts:
            return
        if KG + "Delegation" in classes and self._is_context(argument):
            # "who led each side": a delegation, not any body that has a head
            phrase = argument.phrase
            longer, node = draft.node(stem, kg("Delegation"), plural=phrase.is_plural)
            yield self.shared.typed(longer, node.variable, kg("Delegation")), node, ()
            return
        for longer, node, left in self.meaning.phrases.node(draft, argument.phrase, env):
            for ready, fit in self.shared.coerced(longer, node, classes):
                yield ready, replace(fit, classes=fit.classes or classes), left

    def _text(self, draft: Draft, argument: Argument | None) -> Iterator[tuple[Draft, Node, tuple[Adjunct, ...]]]:
        """A literal: asked for, or with all content words of the argument."""
        longer, variable = draft.fresh("text")
        node = Node(variable, is_literal=True)
        if argument is None:
            return
        if (
            argument.phrase is not None
            and argument.phrase.wh
            and argument.phrase.noun is None
            and not argument.phrase.posts
        ):
            yield longer, node, ()
            return
        if argument.phrase is not None and argument.phrase.wh:
            return
        words = [stem for _, stem in self.shared.content_words(argument.first, argument.last)]
        if words:
            ready = longer.where(f"FILTER({contains_words(f'STR({variable})', words)})")
            yield (
                ready.where(*self.shared.as_negated(f"STR({variable})", words, argument.first, argument.last)),
                node,
                (),
            )

    # -- events --------------------------------------------------------------------------------------------------

    def _event(self, draft: Draft, clause: Clause, frame: Frame, env: Environment) -> Iterator[Draft]:
        given = arguments(self.shared.english, clause)
        if frame.event_slots:
            for n, argument in enumerate(given):
                if not set(argument.slots) & set(frame.event_slots) or argument.phrase is None:
                    continue
                rest = [a for m, a in enumerate(given) if m != n]
                anything = bool(argument.phrase.wh) and argument.phrase.noun is None
                told = any(set(a.slots) & set(r.slots) for a in rest for r in frame.roles)
                told = told or (not frame.event_fillers and any(a.adjunct is not None for a in rest))
                if anything and not told:
                    continue  # "what was signed" by nobody and nowhere may be anything
                for longer, event, left in self._filled(draft, argument, kg("Event"), env, "e"):
                    sorts = frozenset(frame.event_fillers) or frozenset({frame.reference})
                    ready = self.shared.typed(longer, event.variable, sorts) if anything else longer
                    if argument.phrase.wh and ready.answer is None:
                        ready = self._asked_event(ready, event)
                    ready = ready.where(self.real(event, clause, frame), *self._come_about(event, clause, frame))
                    if frame.time_property == KG + "finish" and any("subject" in a.slots for a in rest):
                        ready = ready.where(*self._put_so(clause))
                    yield from self._roles(ready, event, frame, rest, list(left), env, clause)
            return
        longer, event = draft.node("event", kg("Event") if frame.reference == EVENT else frozenset({frame.reference}))
        kinds = {frame.reference}
        kinds |= {KG + o for o in self.shared.english.wider.get(frame.reference.removeprefix(KG), ())}
        longer = self.shared.typed(longer, event.variable, kinds)
        longer = longer.where(self.real(event, clause, frame), *self._come_about(event, clause, frame))
        if clause.verb is not None:
            longer = longer.where(*self._judged(event, clause.verb))
        if clause.verb is not None and self.shared.english.is_a("generic_events", frame.reference.removeprefix(KG)):
            longer = longer.where(self._printed_verb(event, clause.verb))
        yield from self._roles(longer, event, frame, given, [], env, clause)

    def _put_so(self, clause: Clause) -> list[str]:
        """Filters for "who ended the operation": who conducts it need not have ended it."""
        if clause.verb is None:
            return []
        words = contains_words("?put", [self.shared.stem_of(clause.verb)])
        return [f"?claim kg:quote ?put . FILTER({words})"]

    def _printed_verb(self, event: Node, verb: VerbSense) -> str:
        """Where the class says less than the verb ("apologise" is a statement), the verb or one like it is printed."""
        alike = {entry.words[0] for entry in verb.entries} | {verb.lemma.split()[0]}
        forms = [form for form, lemma in self.shared.english.irregular.items() if lemma in alike]
        tests = [contains_words("STR(?l)", [literal_stem(word)]) for word in sorted({*alike, *forms})]
        label = f"{event.variable} <http://www.w3.org/2000/01/rdf-schema#label> ?l"
        return any_exists(f"{label} . FILTER({' || '.join(tests)})")

    def _asked_event(self, draft: Draft, event: Node) -> Draft:
        pattern = Pattern(
            event.variable, (("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", False),), f"{event.variable}_kind"
        )
        return draft.with_pattern(pattern, said=True).asking(event, "thing")

    def real(self, event: Node, clause: Clause, frame: Frame | None = None) -> str:
        """A filter: the event is said to have happened, as far as the clause asks for that."""
        excluded = set(UNREAL)
        if self.shared.asks_what_will_be:
            excluded |= kg("Happened")
        elif self.shared.asks_ahead:
            pass
        elif (clause.verb is not None and (clause.verb.is_participle or clause.tense == "past")) or self._asks_past(
            clause
        ):
            excluded |= NOT_YET
        if frame is not None:
            if frame.mode:
                excluded -= {frame.mode}
            is_agreement = self.shared.schema.is_kind(event.classes, "Agreement")
            if is_agreement or frame.reference in kg("Promise", "Demand"):
                excluded -= NOT_YET
        return f"{REAL} {event.variable} kg:mode ?mode . FILTER({one_of('?mode', excluded)}) }}"

    def _come_about(self, event: Node, clause: Clause, frame: Frame) -> list[str]:
        """Filters for "has the truce taken effect": what is to begin after its article was written has not."""
        filters: list[str] = []
        signed = any(role.property == KG + "signedBy" for role in frame.roles)
        if signed and frame.event_slots:  # what is agreed or takes place somewhere need not be signed there
            words = contains_words("?quote", self.shared.english.words["signing"])
            printed = f"GRAPH ?told {{ {event.variable} ?how ?what }} ?told kg:quote ?quote . FILTER({words})"
            filters.append(any_exists(f"{event.variable} kg:signedBy ?signer", printed))
        if clause.verb is not None and not clause.asks and frame.event_slots:
            if frame.time_property or self._goes_on(clause.verb):
                filters += self._told_to(event, clause.verb, frame)
        if clause.asks or not self._asks_past(clause):
            return filters
        if self.shared.schema.is_kind(event.classes, "Agreement"):
            if not (frame.event_slots and frame.time_property):
                return filters  # that it was agreed is asked for, not that it began
            filters.append(any_exists(f"{event.variable} {_short(frame.time_property)} ?told"))
        later = (
            f"{event.variable} (kg:time|kg:begin)/kg:earliest ?start . ?article <{DCTERMS}issued> ?issued . "
            f'FILTER(STRSTARTS(STR({event.variable}), CONCAT(STR(?article), "/")) && STR(?start) > STR(?issued))'
        )
        if event.definite and self._asks_of_now(clause):
            filters.append(f"FILTER NOT EXISTS {{ {self._long_ago(event)} }}")
        return [*filters, f"FILTER NOT EXISTS {{ {later} }}"]

    def _asks_of_now(self, clause: Clause) -> bool:
        """ "HAS the exchange taken place", without a time: one that is still talked of."""
        english, tokens = self.shared.english, self.shared.tokens
        dated = any(english.is_a("time_prepositions", a.preposition) and a.phrase and a.phrase.time
                    for a in clause.adjuncts)  # fmt: skip
        return not dated and english.is_a("have_now", tokens[clause.first].key)

    def _long_ago(self, event: Node) -> str:
        """A pattern: the event was over more than a year before its article was written."""
        return (
            f"{event.variable} (kg:time|kg:begin)/kg:latest ?end . ?article <{DCTERMS}issued> ?issued . "
            f'FILTER(STRSTARTS(STR({event.variable}), CONCAT(STR(?article), "/")) && '
            "YEAR(xsd:date(STR(?issued))) > YEAR(xsd:date(STR(?end))) + 1)"
        )

    def _goes_on(self, verb: VerbSense) -> bool:
        """Whether the verb says that something continues."""
        english = self.shared.english
        return any(english.is_a("continuing", lemma) for lemma in english.lemmas(verb.form))

    def _told_to(self, event: Node, verb: VerbSense, frame: Frame) -> list[str]:
        """Filters for "did the talks begin", "is the war over": that there was such a thing does not say so."""
        variable = event.variable
        stem = re.escape(self.shared.stem_of(verb))
        printed = (
            f"GRAPH ?told {{ {variable} ?how ?what }} ?told kg:quote ?quote . "
            f'FILTER(REGEX(?quote, {quoted(WORD_START + stem)}, "i"))'
        )
        if self._goes_on(verb):
            return [any_exists(f"{variable} kg:mode kg:Ongoing", printed)]
        if frame.time_property == KG + "finish":
            return [any_exists(f"{variable} kg:finish|kg:finishDate|kg:outcomeText ?over", printed)]
        return [any_exists(f"{variable} {_short(frame.time_property)} ?when", printed)]

    def _judged(self, event: Node, verb: VerbSense) -> list[str]:
        """Filters for "who praised X": who judged it need not have praised it."""
        english = self.shared.english
        for kind in ("approving", "disapproving"):
            if any(english.is_a(kind, lemma) for lemma in english.lemmas(verb.form)):
                words = "|".join(sorted(literal_stem(word) for word in english.words[kind]))
                told = f"GRAPH ?told {{ {event.variable} ?how ?what }} ?told kg:quote ?quote . "
                return [any_exists(told + f'FILTER(REGEX(?quote, {quoted(WORD_START + f"({words})")}, "i"))')]
        return []

    def _asks_past(self, clause: Clause) -> bool:
        tokens = self.shared.tokens[clause.first : clause.last]
        return any(self.shared.english.is_a("past_auxiliaries", token.key) for token in tokens)

    def _roles(
        self, draft: Draft, event: Node, frame: Frame, given: list[Argument], left: list[Adjunct], env: Environment,
        clause: Clause,
    ) -> Iterator[Draft]:  # fmt: skip
        """Gives every argument a role; adjuncts without one become circumstances."""
        roles = [*frame.roles]
        yield from self._assign(draft, event, frame, roles, given, left, env, frozenset())

    def _assign(
        self, draft: Draft, event: Node, frame: Frame, roles: list[Role], given: list[Argument], left: list[Adjunct],
        env: Environment, filled: frozenset[str],
    ) -> Iterator[Draft]:  # fmt: skip
        if not given:
            if not any(event.variable in (p.subject, p.object) for p in draft.patterns):
                kind = Pattern(event.variable, ((RDF + "type", False),), f"{event.variable}_kind")
                draft = replace(draft.with_pattern(kind), said=draft.said or kind)
            yield from self._placed(draft, left, [event], env, frame.time_property)
            yield from self._on_behalf(draft, event, frame, left, env)
            return
        argument, rest = given[0], given[1:]
        schema = self.shared.schema
        found = False
        for role in roles:
            if not set(role.slots) & set(argument.slots):
                continue
            path = schema.path(role.property)
            if role.literal:
                for longer, node, _ in self._text(draft, argument):
                    found = True
                    pattern = Pattern(event.variable, path, node.variable)
                    ready = _answered(longer.with_pattern(pattern), pattern, (argument.phrase, node), literal=True)
                    yield from self._assign(ready, event, frame, roles, rest, left, env, filled | {role.property})
                continue
            if argument.phrase is None:
                continue
            fillers = frozenset(role.fillers) or schema.ranges(role.property)
            asked = argument.phrase
            if self._are_released(role, asked):  # "which prisoners did X release": whom
                asked = replace(asked, noun=None, wh="actor")
            drafts: list[tuple[Draft, tuple[Adjunct, ...]]] = [(draft, ())]
            inner = env
            counted = asked
            if frame.measure and counted.number is not None and set(argument.slots) & set(frame.counted_slots):
                figure = f"{event.variable} kg:figure|^kg:ofEvent ?count . {self.shared.has_value('?count', counted)}"
                drafts = [(draft.where(any_exists(figure)), ())]
                inner = {**env, "number": event}
            if self._is_inherent(frame, counted):
                found = True
                yield from self._assign(drafts[0][0], event, frame, roles, rest, left, env, filled | {role.property})
                continue
            for part in self.shared.expand(asked):
                drafts = [
                    (
                        _answered(ready.with_pattern(pattern), pattern, (part, fit)),
                        (*before_left, *more),
                    )
                    for before, before_left in drafts
                    for longer, node, more in self.meaning.phrases.node(before, part, inner)
                    for ready, fit in self.shared.coerced(longer, node, fillers)
                    for pattern in [Pattern(event.variable, path, fit.variable)]
                ]
            spoken = any(r.literal and set(r.slots) & set(argument.slots) for r in roles)
            if role.property == KG + "conductedBy":
                drafts += self._agents(draft, event, asked)
            for before, more in drafts:
                found = True
                ready = self._without_third_parties(_apart(before), role.property)
                ready = ready.worse(0.05) if spoken and asked.wh else ready
                yield from self._assign(ready, event, frame, roles, rest, [*left, *more], env, filled | {role.property})
        if argument.adjunct is not None and argument.adjunct.phrase is not None:
            yield from self._assign(
                draft if not found else draft.worse(0.1),
                event,
                frame,
                roles,
                rest,
                [*left, argument.adjunct],
                env,
                filled,
            )
        elif self._is_context(argument):
            yield from self._assign(draft.worse(0.2), event, frame, roles, rest, left, env, filled)

    def _are_released(self, role: Role, phrase: Phrase) -> bool:
        """Whether the phrase asks only for those who are released, whom no other word describes."""
        bare = not (phrase.modifiers or phrase.possessor or phrase.posts or phrase.clauses or phrase.conjuncts)
        asked = phrase.wh == "thing" and phrase.noun is not None and bare
        return asked and role.property == KG + "released" and self._is_captive(phrase)

    def _is_captive(self, phrase: Phrase) -> bool:
        return phrase.noun is not None and self.shared.english.is_a("released_ones", phrase.noun.lemma)

    def _on_behalf(
        self, draft: Draft, event: Node, frame: Frame, left: list[Adjunct], env: Environment
    ) -> Iterator[Draft]:
        """ "who signed the deal for X": the one who did it stands for X."""
        english, answer = self.shared.english, draft.answer
        for number, adjunct in enumerate(left):
            phrase = adjunct.phrase
            if phrase is None or phrase.name is None or phrase.noun is not None or phrase.conjuncts or phrase.modifiers:
                continue
            if english.is_a("behalf", adjunct.preposition) and answer is not None and answer.classes & kg("Actor"):
                stands = any_exists(
                    f"{answer.variable} {STANDS_FOR} ?for . FILTER({one_of('?for', phrase.name.things)})"
                )
                rest = [*left[:number], *left[number + 1 :]]
                yield from self._placed(draft.worse(0.1).where(stands), rest, [event], env, frame.time_property)

    def _agents(self, draft: Draft, event: Node, phrase: Phrase) -> list[tuple[Draft, tuple[Adjunct, ...]]]:
        """ "what did Russia shoot down": what is done by those who act for it, or with its weapons; "who shelled X":
        whose weapons did, where nobody is named."""
        if phrase.conjuncts or phrase.posts or phrase.clauses:
            return []
        agent = ((KG + "conductedBy", False), (KG + "instrument", False))
        if phrase.wh == "actor" and phrase.noun is None:
            longer, node = draft.worse(0.4).node("agent")
            pattern = Pattern(event.variable, agent[1:], node.variable)
            named = f'{node.variable} <{RDFS}label> ?title . FILTER(REGEX(STR(?title), "^[A-Z].* "))'
            unknown = f"FILTER NOT EXISTS {{ {event.variable} kg:conductedBy ?somebody }}"
            ready = longer.with_pattern(pattern).where(unknown, any_exists(named))
            return [(_answered(ready, pattern, (phrase, node)), ())]
        if phrase.name is None or phrase.noun is not None or phrase.modifiers or phrase.possessor is not None:
            return []
        longer, node = draft.worse(0.3).node("agent")
        pattern = Pattern(event.variable, agent, node.variable)
        ready = longer.with_pattern(pattern).where(
            any_exists(*self.shared.belongs_to(node.variable, phrase.name.things))
        )
        return [(_answered(ready, pattern, (phrase, node)), ())]

    def _is_inherent(self, frame: Frame, phrase: Phrase) -> bool:
        """Whether the event's class already says it: in a prisoner exchange, prisoners are exchanged."""
        words = self.shared.schema.label(frame.reference).split()
        return (
            phrase.noun is not None
            and not phrase.wh
            and phrase.noun.lemma in words
            and not (phrase.modifiers or phrase.possessor or phrase.posts or phrase.clauses)
        )

    def _without_third_parties(self, draft: Draft, prop: str) -> Draft:
        """One who only hosts, chairs or mediates has not "met": participants are those who are said to be."""
        said = draft.said
        third = [KG + name for name in self.shared.english.words["third_parties"]]
        if prop != KG + "participant" or said is None or draft.answer is None or draft.answer.variable != said.object:
            return draft
        roles = Pattern(said.subject, tuple((p, False) for p in sorted(third)), said.object).text()
        asserted = f"GRAPH ?told {{ {said.subject} kg:participant {said.object} }} ?told kg:quote ?words"
        return draft.where(f"FILTER(NOT EXISTS {{ {roles} }} || EXISTS {{ {asserted} }})")

    def _is_context(self, argument: Argument) -> bool:
        """Whether the phrase only points at those involved, as "the sides" does."""
        return argument.phrase is not None and self.shared.is_pointer(argument.phrase)

    def _placed(
        self, draft: Draft, adjuncts: list[Adjunct], hosts: list[Node], env: Environment, time_property: str
    ) -> Iterator[Draft]:
        """Attaches every adjunct to the first host that takes it."""
        if not adjuncts:
            yield draft
            return
        adjunct, rest = adjuncts[0], adjuncts[1:]
        for host in hosts:
            found = False
            for longer in self.meaning.adjuncts.attach(draft, adjunct, host, env, time_property):
                found = True
                yield from self._placed(longer, rest, hosts, env, time_property)
            if found:
                return

    def _of_mode(self, draft: Draft, clause: Clause, frame: Frame, env: Environment) -> Iterator[Draft]:
        """ "when is the second round planned": an event of this mode."""
        given = arguments(self.shared.english, clause)
        things = [
            a for a in given if set(a.slots) & set(frame.content_slots) and a.adjunct is None and a.phrase is not None
        ]
        rest = [a for a in given if a not in things]
        if len(things) != 1 or any(a.adjunct is None for a in rest):
            return
        adjuncts = [a.adjunct for a in rest if a.adjunct is not None]
        for longer, event, left in self._filled(draft, things[0], kg("Event"), env, "e"):
            ready = longer.where(f"{event.variable} kg:mode {_short(frame.reference)} .")
            asked = things[0].phrase
            if asked is not None and asked.wh:
                ready = self._asked_event(ready, event)
            elif not any(a.phrase is not None and a.phrase.wh for a in adjuncts):
                kind = Pattern(event.variable, ((RDF + "type", False),), f"{event.variable}_kind")
                ready = ready.with_pattern(kind, said=True)
            yield from self._placed(ready, [*left, *adjuncts], [event], env, frame.time_property)

    # -- durations -----------------------------------------------------------------------------------------------

    def _lasting(self, draft: Draft, clause: Clause, frame: Frame, env: Environment) -> Iterator[Draft]:
        """ "how long did the talks last": a measure of an event with nothing counted."""
        given = arguments(self.shared.english, clause)
        asked = [
            a for a in given if a.phrase is not None and a.phrase.wh in ("duration", "length") and a.phrase.noun is None
        ]
        if not asked:
            return
        rest = [a for a in given if a is not asked[0]]
        owners = [a for a in rest if set(a.slots) & set(frame.of_slots)]
        if not owners:
            return
        others = [a for a in rest if a is not owners[0]]
        if any(a.adjunct is None for a in others):
            return
        adjuncts = [a.adjunct for a in others if a.adjunct is not None]
        for longer, event, left in self._filled(draft, owners[0], kg("Event", "Place"), env, "e"):
            ready, figure = longer.node("figure", kg("Figure"))
            link = Pattern(event.variable, _figure_links(self.shared, frame.reference), figure.variable)
            measured = Pattern(figure.variable, ((KG + "measure", False),), _short(frame.reference))
            ready = ready.with_pattern(link).with_pattern(measured, said=True).asking(figure, "figure")
            yield from self._placed(ready, [*left, *adjuncts], [event, figure], env, "")


def _is_optional(slots: tuple[str, ...]) -> bool:
    """Whether an argument may be left out: a subject or an object may, what only a preposition brings may not."""
    return not slots or bool({"subject", "object", "by", "complement", "clause", "host", "self"} & set(slots))


def _figure_links(shared: Interpreter, measure: str) -> tuple[tuple[str, bool], ...]:
    links = {*shared.schema.path(KG + "figure"), *shared.schema.path(KG + "ofPlace")}
    return tuple(
        sorted(
            {*links, (KG + "ofEvent", True), (KG + "ofPlace", True), (KG + "size", False)} - {(KG + "ofPlace", False)}
        )
    )


def _short(iri: str) -> str:
    return "kg:" + iri.removeprefix(KG) if iri.startswith(KG) else f"<{iri}>"


def _answered(draft: Draft, pattern: Pattern, *parts: tuple[Phrase | None, Node], literal: bool = False) -> Draft:
    """Marks the asked node as the answer, resting on the pattern; and what the answer belongs to, for "each"."""
    ready = draft
    for phrase, node in parts:
        if phrase is not None and _is_asked(phrase) and ready.answer is None:
            kind = "literal" if node.is_literal else "thing"
            ready = replace(ready, answer=node, kind=kind, said=pattern)
    for phrase, node in parts:
        if phrase is not None and phrase.quantifier and ready.answer is not None and ready.answer != node:
            ready = replace(ready, beside=node)
    if (ready.said is None and ready.answer is None) or (
        ready.answer is not None
        and ready.said is not None
        and ready.answer.variable not in (ready.said.subject, ready.said.object)
    ):
        ready = replace(ready, said=pattern)
    return ready


def _apart(draft: Draft) -> Draft:
    """What fills one role twice, as in "with whom did X meet", is two things."""
    last = draft.patterns[-1]
    others = [p for p in draft.patterns[:-1] if (p.subject, p.path) == (last.subject, last.path)]
    filters = [f"FILTER({last.object} != {other.object})" for other in others]
    filters += [f"FILTER NOT EXISTS {{ {last.object} kg:delegationOf {other.object} }}" for other in others]
    return draft.where(*filters)


def _is_asked(phrase: Phrase) -> bool:
    return bool(phrase.wh)


__all__ = ["Argument", "Predicates", "any_exists", "arguments"]
