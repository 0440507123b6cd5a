"""Which figure a question wants: its measure, what it counts, and what limits it, from the words of the question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kgtool.asking.interpreter import Interpreter, kg
from kgtool.asking.predicates import Argument, arguments
from kgtool.asking.trees import Adjunct, Clause, Modifier, Phrase
from kgtool.asking.tuples import replace
from kgtool.ontology.entries import Frame, Role
from kgtool.terms import KG

ASKED = {"size": kg("Size"), "share": kg("Share"), "age": kg("Age"), "length": kg("Length")}
"""Measures that a question word alone asks for."""
NUMERIC = ("count", "amount", "share", "size", "age")


class Scope(NamedTuple):
    """One argument that limits a figure, by the part it plays."""

    role: str
    """``owner`` (whose losses), ``cause`` (what brought it about), or the IRI of a property of the figure's event."""
    phrase: Phrase


class Wanted(NamedTuple):
    """What is known of the figure that is asked for."""

    measures: frozenset[str] = frozenset()
    part_of: frozenset[str] = frozenset()
    """Measures of the figure of which it is a part: "among the injured"."""
    whole_counted: tuple[Phrase, ...] = ()
    """What the figure counts of which it is a part: "how many of the *civilians* killed"."""
    whole_value: float | None = None
    """The number of the figure of which it is a part: "how many of the 80 drones"."""
    counted: tuple[Phrase, ...] = ()
    scopes: tuple[Scope, ...] = ()
    adjuncts: tuple[Adjunct, ...] = ()
    sources: tuple[Phrase, ...] = ()
    value: float | None = None
    penalty: float = 0.0
    event_class: str = ""
    printed: tuple[str, ...] = ()
    """Patterns of words that must stand in the figure's sentence."""
    beside: frozenset[str] = frozenset()
    """Measures of which the same event has a figure: the share of what was destroyed."""
    intended: bool = False
    """Whether it is of something agreed or planned: "how many did they agree to release"."""
    money: bool = False
    """Whether it must be an amount of money: "how much did X lose"."""
    notes: tuple[str, ...] = ()


class FigureReader:
    """Reads clauses and phrases as descriptions of a figure."""

    def __init__(self, shared: Interpreter) -> None:
        self.shared = shared

    def is_asked(self, phrase: Phrase) -> bool:
        noun = phrase.noun
        if phrase.wh in NUMERIC or phrase.wh == "length":
            return True
        if noun is None:
            return False
        if phrase.wh in ("thing",) and (noun.asked in NUMERIC or self.shared.noun_measures(noun)):
            return True
        return noun.asked in ("count", "share", "amount", "size") and not phrase.wh

    def _is_owner(self, adjunct: Adjunct) -> bool:
        """Whether it says of what the noun is: "the number OF drones"."""
        return self.shared.english.is_a("owner_prepositions", adjunct.preposition)

    # -- what is wanted ------------------------------------------------------------------------------------------

    def wanted(self, clause: Clause, is_asked: object) -> Iterator[Wanted]:
        given = arguments(self.shared.english, clause)
        found = [a for a in given if a.phrase is not None and is_asked(a.phrase)]  # type: ignore[operator]
        if not found and clause.verb is None:
            bare = [a for a in given if a.phrase is not None and a.phrase.wh == "thing" and a.phrase.noun is None]
            found = [a for a in given if bare and a.phrase is not None and self.measures_of(a.phrase)]
            given = [a for a in given if a not in bare]
        if not found:
            return
        asked = found[0]
        rest = [a for a in given if a is not asked]
        phrase = asked.phrase
        assert phrase is not None
        for base in self.of_phrase(phrase):
            if clause.verb is None:
                yield from self._linked(base, rest)
                continue
            for frame in self.shared.verb_frames(clause.verb):
                yield from self.by_frame(base, frame, clause, asked, rest)

    def of_phrase(self, phrase: Phrase) -> Iterator[Wanted]:
        """What the asking phrase itself says: counted noun, measure, participles, "of the dead"."""
        noun = phrase.noun
        owners = (Scope("owner", phrase.possessor),) if self._has_owner(phrase) and phrase.possessor else ()
        base = Wanted(value=phrase.number if not phrase.wh else None, scopes=owners)
        posts = list(phrase.posts)
        bare = replace(phrase, posts=(), clauses=())
        if phrase.name is not None and noun is None:
            if phrase.name.demonym:
                behind = [post.first for post in posts] + [c.first for c in phrase.clauses if c.first]
                end = min([phrase.last, *behind])
                people = Modifier(end - phrase.name.length, end, name=phrase.name)
                counted = replace(bare, name=None, wh="", modifiers=(*phrase.modifiers, people), unknown="modifiers")
                yield self._with_clauses(replace(base, counted=(counted,), adjuncts=tuple(posts)), phrase)
            return
        if noun is None and not phrase.unknown:
            first = [p for p in posts if p.phrase is not None and self._is_owner(p)]
            if first and phrase.wh:
                share = replace(base, measures=ASKED["share"]) if phrase.wh == "share" else base
                yield from self._among(share, first[0], [p for p in posts if p is not first[0]])
            elif not posts:
                yield replace(base, measures=ASKED.get(phrase.wh, frozenset()), money=phrase.wh == "amount")
            return
        if (
            noun is not None
            and noun.asked in ("count", "share", "amount", "size", "duration")
            and (not self.shared.noun_measures(noun) or any(self._is_owner(p) for p in posts))
        ):
            first = [p for p in posts if p.phrase is not None and self._is_owner(p)]
            rest = tuple(p for p in posts if not first or p is not first[0])
            if noun.asked == "share":
                base = replace(base, measures=kg("Share"))
            if noun.asked == "size":
                base = replace(base, measures=kg("Size"))
            if first and first[0].phrase is not None:
                for inner in self.of_phrase(replace(first[0].phrase, wh="")):
                    yield replace(
                        inner, measures=inner.measures | base.measures, adjuncts=(*inner.adjuncts, *rest), value=None
                    )
            elif noun.asked != "count" or phrase.modifiers:
                yield replace(base, counted=self._modifier_phrases(phrase), adjuncts=rest)
            return
        measures = self.shared.noun_measures(noun) if noun is not None else frozenset()
        if measures:
            for one in sorted(measures):
                yield self._with_clauses(
                    replace(
                        base, measures=frozenset({one}), counted=self._modifier_phrases(phrase), adjuncts=tuple(posts)
                    ),
                    phrase,
                )
        if not measures or (noun is not None and self.shared.noun_classes(noun)):
            yield self._with_clauses(replace(base, counted=(bare,), adjuncts=tuple(posts)), phrase)

    def _has_owner(self, phrase: Phrase) -> bool:
        """Whether the possessor says whose figure it is ("X's death toll") and not whose the counted things are."""
        noun = phrase.noun
        return noun is not None and bool(noun.asked or self.shared.noun_measures(noun))

    def _with_clauses(self, wanted: Wanted, phrase: Phrase) -> Wanted:
        """Participles after the noun give the measure: "people killed in X"."""
        for clause in phrase.clauses:
            done = next(self._clause(wanted, clause), None)
            if done is None:
                return replace(wanted, notes=(*wanted.notes, "clause"))
            wanted = done
        return wanted

    def _clause(self, wanted: Wanted, clause: Clause) -> Iterator[Wanted]:
        if clause.verb is None:
            return
        for frame in self.shared.verb_frames(clause.verb):
            given = arguments(self.shared.english, clause)
            host = [a for a in given if a.phrase is not None and a.phrase.pronoun == "host"]
            if host:
                yield from self.by_frame(wanted, frame, clause, host[0], [a for a in given if a is not host[0]])

    def _modifier_phrases(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """ "civilian deaths" counts civilians."""
        if not phrase.modifiers:
            return ()
        return (
            replace(phrase, noun=None, modifiers=phrase.modifiers, posts=(), clauses=(), wh="", unknown="modifiers"),
        )

    def _among(self, base: Wanted, adjunct: Adjunct, rest: list[Adjunct]) -> Iterator[Wanted]:
        """ "how many of the dead", "among the injured in X"."""
        phrase = adjunct.phrase
        assert phrase is not None
        measures = self.measures_of(phrase)
        inner = list(phrase.posts)
        told = self._with_clauses(Wanted(), replace(phrase, posts=())) if phrase.clauses else Wanted()
        if told.measures and not (told.notes or told.scopes or told.counted or measures):  # "of those killed in X"
            counted = (replace(phrase, posts=(), clauses=()),)
            around = (*base.adjuncts, *inner, *told.adjuncts, *rest)
            yield replace(base, part_of=told.measures, whole_counted=counted, adjuncts=around)
        elif measures:
            for one in sorted(measures):
                yield replace(base, part_of=frozenset({one}), adjuncts=(*base.adjuncts, *inner, *rest))
        elif phrase.noun is not None and phrase.number is not None:
            yield replace(base, whole_value=phrase.number, adjuncts=(*base.adjuncts, *inner, *rest))
        elif phrase.noun is not None:
            yield replace(
                base, counted=(*base.counted, replace(phrase, posts=())), adjuncts=(*base.adjuncts, *inner, *rest)
            )

    def measures_of(self, phrase: Phrase) -> frozenset[str]:
        if phrase.noun is not None:
            return self.shared.noun_measures(phrase.noun)
        if phrase.unknown:
            return self._adjective_measures(phrase.unknown)
        return frozenset()

    def _adjective_measures(self, word: str) -> frozenset[str]:
        return frozenset(
            iri
            for entry in self.shared.lexicon.starting(word.split(maxsplit=1)[0])
            if " ".join(entry.words) == word
            for iri in (*entry.denotes, *(f.reference for f in entry.frames))
            if iri in self.shared.measures
        )

    def _linked(self, base: Wanted, rest: list[Argument]) -> Iterator[Wanted]:
        """Only "be": "how many of the dead were civilians", "how many children were among the injured"."""
        options = [base]
        for argument in rest:
            phrase = argument.phrase
            if phrase is None:
                return
            if argument.adjunct is None:
                measures = self.measures_of(phrase)
                if measures and not phrase.modifiers:
                    asked = base.measures in ASKED.values()
                    options = [
                        replace(
                            o,
                            measures=measures if asked else o.measures | measures,
                            adjuncts=(*o.adjuncts, *phrase.posts),
                        )
                        for o in options
                    ]
                elif phrase.pronoun or phrase.wh:
                    continue
                elif base.measures and not base.counted:
                    options = [replace(o, scopes=(*o.scopes, Scope("owner", phrase))) for o in options]
                else:
                    options = [
                        replace(
                            o, counted=(*o.counted, replace(phrase, posts=())), adjuncts=(*o.adjuncts, *phrase.posts)
                        )
                        for o in options
                    ]
            elif self.shared.english.is_a("part_prepositions", argument.adjunct.preposition) and (
                self.measures_of(phrase) or phrase.clauses
            ):
                options = [more for o in options for more in self._among(o, argument.adjunct, [])]
            else:
                options = [replace(o, adjuncts=(*o.adjuncts, argument.adjunct)) for o in options]
        yield from options

    def by_frame(
        self, base: Wanted, frame: Frame, clause: Clause, asked: Argument, rest: list[Argument]
    ) -> Iterator[Wanted]:
        if frame.kind == "ClaimFrame":
            if set(asked.slots) & set(frame.content_slots):
                sources = [a for a in rest if set(a.slots) & set(frame.source_slots) and a.phrase is not None]
                others = [a.adjunct for a in rest if a not in sources and a.adjunct is not None]
                if len(sources) == 1 and len(others) + 1 == len(rest) and sources[0].phrase is not None:
                    yield replace(base, sources=(sources[0].phrase,), adjuncts=(*base.adjuncts, *others))
            return
        if base.measures == ASKED["share"] and not base.beside and (frame.measure or frame.kind == "MeasureFrame"):
            if set(asked.slots) & set(frame.counted_slots):
                yield from self._scoped(replace(base, beside=self._joined(clause, frame)), frame, rest, clause)
            return
        if frame.kind == "MeasureFrame":
            if not set(asked.slots) & set(frame.counted_slots):
                return
            measures = self._joined(clause, frame)
            wanted = (
                replace(base, measures=base.measures | measures)
                if not base.measures or base.measures == measures
                else None
            )
            if wanted is None:
                return
            siblings = (
                [f for f in self.shared.verb_frames(clause.verb) if f.kind == "EventFrame"] if clause.verb else []
            )
            yield from self._scoped(wanted, frame, rest, clause, tuple(role for f in siblings for role in f.roles))
        elif frame.kind == "EventFrame" and frame.measure:
            if not set(asked.slots) & set(frame.counted_slots) or (base.measures and base.measures != {frame.measure}):
                return
            measures = self._joined(clause, frame)
            yield from self._scoped(replace(base, measures=measures, event_class=frame.reference), frame, rest, clause)
        elif frame.kind == "RelationFrame" and KG + "Figure" in self.shared.schema.ranges(frame.reference):
            if set(asked.slots) & set(frame.range_slots) and base.measures:
                owners = [a for a in rest if set(a.slots) & set(frame.domain_slots)]
                others = [a.adjunct for a in rest if a not in owners and a.adjunct is not None]
                if len(owners) + len(others) == len(rest):
                    part = "cause" if KG + "Event" in frame.domain_fillers else "owner"
                    scopes = tuple(Scope(part, a.phrase) for a in owners if a.phrase is not None)
                    yield replace(base, scopes=(*base.scopes, *scopes), adjuncts=(*base.adjuncts, *others))
        elif frame.kind == "EventFrame" and not frame.event_slots:
            for role in frame.roles:
                if set(role.slots) & set(asked.slots) and not role.literal and base.counted and not base.measures:
                    yield from self._scoped(
                        replace(base, penalty=0.2, event_class=frame.reference), frame, rest, clause
                    )
                    break

    def _joined(self, clause: Clause, frame: Frame) -> frozenset[str]:
        """The measure of "destroyed or damaged": one that covers both, or either."""
        measures = {frame.measure or frame.reference}
        for verb in clause.other_verbs:
            measures |= {f.measure for f in self.shared.verb_frames(verb) if f.measure}
        if len(measures) > 1:
            joint = {m for m in self.shared.measures if measures <= self.shared.schema.narrower(m)}
            return frozenset(joint or measures)
        return frozenset(measures)

    def _scoped(
        self, wanted: Wanted, frame: Frame, rest: list[Argument], clause: Clause, more_roles: tuple[Role, ...] = ()
    ) -> Iterator[Wanted]:
        """Gives each other argument the part that the frame, or the verb's event, has for it."""
        options = [wanted]
        for argument in rest:
            phrase = argument.phrase
            if phrase is None:
                return
            fitting = [r for r in (*frame.roles, *more_roles) if set(r.slots) & set(argument.slots) and not r.literal]
            roles = list(dict.fromkeys(role.property for role in fitting))
            agent = self.shared.english.words["agent_prepositions"]
            slots = {*argument.slots, *(agent if "subject" in argument.slots else ())}  # who does it
            if slots & set(frame.of_slots) and (argument.adjunct is None or agent & set(argument.slots)):
                roles.append("cause" if agent & set(frame.of_slots) else "owner")
            more: list[Wanted] = []
            if argument.adjunct is not None and not phrase.wh:
                more += [replace(o, adjuncts=(*o.adjuncts, argument.adjunct)) for o in options]
            for role in roles:
                more += [replace(o, scopes=(*o.scopes, Scope(role, phrase))) for o in options]
            if not roles and self._is_pointer(phrase):
                more += [replace(o, penalty=o.penalty + 0.2) for o in options]
            elif not roles and argument.adjunct is None and set(argument.slots) & set(frame.counted_slots):
                more += [replace(o, counted=(*o.counted, phrase)) for o in options]
            printed = self._printed(clause, argument) if not roles else ""
            if printed and (phrase.unknown or not more):
                more += [replace(o, printed=(*o.printed, printed), penalty=o.penalty + 0.3) for o in options]
            options = more
        yield from options

    def _printed(self, clause: Clause, argument: Argument) -> str:
        """A pattern of the printed words: "fled the fighting", "died of hunger"; empty where the argument is longer."""
        phrase = argument.phrase
        if clause.verb is None or phrase is None or phrase.wh or phrase.name is not None or phrase.time is not None:
            return ""
        if phrase.posts or phrase.clauses or phrase.conjuncts or phrase.pronoun or "subject" in argument.slots:
            return ""
        words = [re.escape(stem) for _, stem in self.shared.content_words(phrase.first, phrase.last)]
        verb = re.escape(self.shared.stem(self.shared.tokens[clause.verb.first]))
        between = argument.adjunct.preposition + " " if argument.adjunct is not None else ""
        return rf"{verb}[a-z]* {between}([a-z]+ )?([a-z]+ )?{'[a-z]* '.join(words)}" if words else ""

    def _is_pointer(self, phrase: Phrase) -> bool:
        return (
            phrase.noun is not None and self.shared.english.is_a("context", phrase.noun.lemma) and not phrase.modifiers
        )
