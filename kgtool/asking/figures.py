"""Questions about numbers: how many, how much, what share, how large.

A figure has a measure, a counted noun and a scope: whose, by whom, where, when, of which event, among which others.
Each word of the question must fix one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kgtool.asking.drafts import Draft, Node, Pattern, any_exists, contains_words, one_of, short
from kgtool.asking.interpreter import EVENT, Environment, Interpreter, kg
from kgtool.asking.predicates import Argument, arguments
from kgtool.asking.trees import Adjunct, Clause, Modifier, Phrase
from kgtool.asking.tuples import replace
from kgtool.ontology.lexicon import Frame, Role
from kgtool.terms import KG

if TYPE_CHECKING:
    from kgtool.asking.meaning import Meaning

ASKED = {"size": kg("Size"), "share": kg("Share"), "age": kg("Age"), "length": kg("Length")}
"""Measures that a question word alone asks for."""
NUMERIC = ("count", "amount", "share", "size", "age")
WHOLE = "(kg:partOf|^kg:figurePart|^kg:hasPart)?"
OF_EVENT = "(kg:ofEvent|^kg:figure|^kg:duration|^kg:preparation)"


class Scope(NamedTuple):
    """One argument that limits a figure, by the part it plays."""

    role: str
    """``of``, or the IRI of the property of the figure's event."""
    phrase: Phrase


class Wanted(NamedTuple):
    """What is known of the figure that is asked for."""

    measures: frozenset[str] = frozenset()
    part_of: frozenset[str] = frozenset()
    """Measures of the figure of which it is a part: "among the injured"."""
    counted: tuple[Phrase, ...] = ()
    scopes: tuple[Scope, ...] = ()
    adjuncts: tuple[Adjunct, ...] = ()
    sources: tuple[Phrase, ...] = ()
    value: float | None = None
    penalty: float = 0.0
    event_class: str = ""
    notes: tuple[str, ...] = ()


class Figures:
    """Understands questions and statements about numbers."""

    def __init__(self, shared: Interpreter, meaning: Meaning) -> None:
        self.shared = shared
        self.meaning = meaning

    def drafts(
        self, draft: Draft, clause: Clause, env: Environment, sources: tuple[Phrase, ...] = ()
    ) -> Iterator[Draft]:
        """Every way to understand the clause as a question for a figure."""
        for wanted in self._wanted(clause, self.is_asked):
            yield from self._query(draft, replace(wanted, sources=(*wanted.sources, *sources)), env)

    def assertions(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """A clause that states a figure: "162 drones were shot down"."""
        for wanted in self._wanted(clause, lambda p: p.number is not None):
            for found in self._query(draft, wanted, env):
                yield replace(found, answer=None, kind="")

    def occurrences(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """A clause that a figure would bear out: "any children were hurt"."""
        if clause.verb is None or not any(f.kind == "MeasureFrame" for f in self.shared.verb_frames(clause.verb)):
            return
        for wanted in self._wanted(clause, lambda p: p.noun is not None and p.number is None and not p.wh):
            if wanted.measures and wanted.counted:
                for found in self._query(draft, wanted, env):
                    yield replace(found, answer=None, kind="")

    def circumstances(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """ "when were the soldiers killed", "where did people die": the scope of a figure."""
        given = arguments(clause)
        asked = [
            a for a in given if a.phrase is not None and a.phrase.wh in ("time", "place") and a.adjunct is not None
        ]
        if len(asked) != 1 or clause.verb is None or asked[0].adjunct is None:
            return
        rest = [a for a in given if a is not asked[0]]
        for frame in self.shared.verb_frames(clause.verb):
            if frame.kind != "MeasureFrame":
                continue
            for argument in rest:
                if argument.phrase is None or not set(argument.slots) & set(frame.counted_slots):
                    continue
                others = [a for a in rest if a is not argument]
                for base in self._of_phrase(argument.phrase):
                    for wanted in self._by_frame(base, frame, clause, argument, others):
                        for ready in self._query(draft, wanted, env):
                            assert ready.answer is not None
                            figure = ready.answer
                            bare = replace(ready, answer=None, kind="", said=None)
                            yield from self.meaning.adjuncts.attach(bare, asked[0].adjunct, figure, env)

    def topics(self, draft: Draft, phrase: Phrase) -> Iterator[Draft]:
        """Figures that a phrase speaks of: "the number of deaths", "drone losses"."""
        for wanted in self._of_phrase(replace(phrase, wh="")):
            if wanted.measures or wanted.counted:
                yield from self._query(draft, replace(wanted, value=None), {})

    def is_asked(self, phrase: Phrase) -> bool:
        noun = phrase.noun
        if phrase.wh in NUMERIC or phrase.wh == "length":
            return True
        if noun is None:
            return False
        if phrase.wh in ("thing",) and (noun.asked in NUMERIC or self.shared.noun_measures(noun)):
            return True
        return noun.asked in ("count", "share", "amount", "size") and not phrase.wh

    # -- what is wanted ------------------------------------------------------------------------------------------

    def _wanted(self, clause: Clause, is_asked: object) -> Iterator[Wanted]:
        given = arguments(clause)
        found = [a for a in given if a.phrase is not None and is_asked(a.phrase)]  # type: ignore[operator]
        if not found and clause.verb is None:
            bare = [a for a in given if a.phrase is not None and a.phrase.wh == "thing" and a.phrase.noun is None]
            found = [a for a in given if bare and a.phrase is not None and self._measures_of(a.phrase)]
            given = [a for a in given if a not in bare]
        if not found:
            return
        asked = found[0]
        rest = [a for a in given if a is not asked]
        phrase = asked.phrase
        assert phrase is not None
        for base in self._of_phrase(phrase):
            if clause.verb is None:
                yield from self._linked(base, rest)
                continue
            for frame in self.shared.verb_frames(clause.verb):
                yield from self._by_frame(base, frame, clause, asked, rest)

    def _of_phrase(self, phrase: Phrase) -> Iterator[Wanted]:
        """What the asking phrase itself says: counted noun, measure, participles, "of the dead"."""
        noun = phrase.noun
        base = Wanted(value=phrase.number if not phrase.wh else None)
        posts = list(phrase.posts)
        bare = replace(phrase, posts=(), clauses=())
        if noun is None and not phrase.unknown:
            first = [p for p in posts if p.preposition == "of" and p.phrase is not None]
            if first and phrase.wh:
                yield from self._among(base, first[0], [p for p in posts if p is not first[0]])
            elif not posts:
                yield replace(base, measures=ASKED.get(phrase.wh, frozenset()))
            return
        if (
            noun is not None
            and noun.asked in ("count", "share", "amount", "size", "duration")
            and (not self.shared.noun_measures(noun) or any(p.preposition == "of" for p in posts))
        ):
            first = [p for p in posts if p.preposition == "of" and p.phrase is not None]
            rest = tuple(p for p in posts if not first or p is not first[0])
            if noun.asked == "share":
                base = replace(base, measures=kg("Share"))
            if noun.asked == "size":
                base = replace(base, measures=kg("Size"))
            if first and first[0].phrase is not None:
                for inner in self._of_phrase(replace(first[0].phrase, wh="")):
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
            given = arguments(clause)
            host = [a for a in given if a.phrase is not None and a.phrase.pronoun == "host"]
            if host:
                yield from self._by_frame(wanted, frame, clause, host[0], [a for a in given if a is not host[0]])

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
        measures = self._measures_of(phrase)
        inner = list(phrase.posts)
        if measures:
            for one in sorted(measures):
                yield replace(base, part_of=frozenset({one}), adjuncts=(*base.adjuncts, *inner, *rest))
        elif phrase.noun is not None:
            yield replace(
                base, counted=(*base.counted, replace(phrase, posts=())), adjuncts=(*base.adjuncts, *inner, *rest)
            )

    def _measures_of(self, phrase: Phrase) -> frozenset[str]:
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
                measures = self._measures_of(phrase)
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
                    options = [replace(o, scopes=(*o.scopes, Scope("of", phrase))) for o in options]
                else:
                    options = [
                        replace(
                            o, counted=(*o.counted, replace(phrase, posts=())), adjuncts=(*o.adjuncts, *phrase.posts)
                        )
                        for o in options
                    ]
            elif self.shared.english.is_a("part_prepositions", argument.adjunct.preposition) and self._measures_of(
                phrase
            ):
                options = [more for o in options for more in self._among(o, argument.adjunct, [])]
            else:
                options = [replace(o, adjuncts=(*o.adjuncts, argument.adjunct)) for o in options]
        yield from options

    def _by_frame(
        self, base: Wanted, frame: Frame, clause: Clause, asked: Argument, rest: list[Argument]
    ) -> Iterator[Wanted]:
        if frame.kind == "ClaimFrame":
            if set(asked.slots) & set(frame.content_slots):
                sources = [a for a in rest if set(a.slots) & set(frame.source_slots) and a.phrase is not None]
                others = [a.adjunct for a in rest if a not in sources and a.adjunct is not None]
                if len(sources) == 1 and len(others) + 1 == len(rest) and sources[0].phrase is not None:
                    yield replace(base, sources=(sources[0].phrase,), adjuncts=(*base.adjuncts, *others))
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
            yield from self._scoped(wanted, frame, rest, tuple(role for f in siblings for role in f.roles))
        elif frame.kind == "EventFrame" and frame.measure:
            if not set(asked.slots) & set(frame.counted_slots) or (base.measures and base.measures != {frame.measure}):
                return
            measures = self._joined(clause, frame)
            yield from self._scoped(replace(base, measures=measures, event_class=frame.reference), frame, rest)
        elif frame.kind == "RelationFrame" and KG + "Figure" in self.shared.schema.ranges(frame.reference):
            if set(asked.slots) & set(frame.range_slots) and base.measures:
                owners = [a for a in rest if set(a.slots) & set(frame.domain_slots)]
                others = [a.adjunct for a in rest if a not in owners and a.adjunct is not None]
                if len(owners) + len(others) == len(rest):
                    scopes = tuple(Scope("of", a.phrase) for a in owners if a.phrase is not None)
                    yield replace(base, scopes=(*base.scopes, *scopes), adjuncts=(*base.adjuncts, *others))
        elif (
            frame.kind == "EventFrame"
            and frame.event_slots
            and set(asked.slots) & set(frame.event_slots)
            and base.measures
        ):
            return
        elif frame.kind == "EventFrame":
            for role in frame.roles:
                if set(role.slots) & set(asked.slots) and not role.literal and base.counted and not base.measures:
                    yield from self._scoped(replace(base, penalty=0.2, event_class=frame.reference), frame, rest)
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
        self, wanted: Wanted, frame: Frame, rest: list[Argument], more_roles: tuple[Role, ...] = ()
    ) -> Iterator[Wanted]:
        """Gives each other argument the part that the frame, or the verb's event, has for it."""
        options = [wanted]
        for argument in rest:
            phrase = argument.phrase
            if phrase is None:
                return
            fitting = [r for r in (*frame.roles, *more_roles) if set(r.slots) & set(argument.slots) and not r.literal]
            roles = list(dict.fromkeys(role.property for role in fitting))
            if set(argument.slots) & set(frame.of_slots) and (argument.adjunct is None or "by" in argument.slots):
                roles.append("of")
            more: list[Wanted] = []
            if argument.adjunct is not None and not phrase.wh:
                more += [replace(o, adjuncts=(*o.adjuncts, argument.adjunct)) for o in options]
            for role in roles:
                more += [replace(o, scopes=(*o.scopes, Scope(role, phrase))) for o in options]
            if not roles and self._is_pointer(phrase):
                more += [replace(o, penalty=o.penalty + 0.2) for o in options]
            elif not roles and argument.adjunct is None and set(argument.slots) & set(frame.counted_slots):
                more += [replace(o, counted=(*o.counted, phrase)) for o in options]
            options = more
        yield from options

    def _is_pointer(self, phrase: Phrase) -> bool:
        return (
            phrase.noun is not None and self.shared.english.is_a("context", phrase.noun.lemma) and not phrase.modifiers
        )

    # -- the query -----------------------------------------------------------------------------------------------

    def _query(self, draft: Draft, wanted: Wanted, env: Environment) -> Iterator[Draft]:
        if wanted.notes or not (wanted.measures or wanted.part_of or wanted.counted):
            return
        longer, figure = draft.worse(wanted.penalty).node("figure", kg("Figure"))
        variable = figure.variable
        if wanted.measures:
            said = Pattern(variable, ((KG + "measure", False),), f"{variable}_measure")
            longer = longer.where(f"FILTER({one_of(f'{variable}_measure', wanted.measures)})")
        else:
            said = Pattern(variable, ((KG + "measure", False),), f"{variable}_measure")
        longer = longer.with_pattern(said, said=True).asking(figure, "figure")
        whole = Node(f"{variable}_whole", kg("Figure"))
        needs_whole = bool(wanted.part_of or wanted.scopes or wanted.adjuncts)
        if needs_whole:
            longer = longer.where(f"{variable} {WHOLE} {whole.variable} .")
        if wanted.part_of:
            longer = longer.where(
                f"{whole.variable} kg:measure ?whole_measure . FILTER({one_of('?whole_measure', wanted.part_of)})"
            )
        if wanted.value is not None:
            number = f"{wanted.value:g}" if wanted.value < 1e15 else str(wanted.value)
            number = str(int(wanted.value)) if wanted.value == int(wanted.value) else number
            longer = longer.where(
                any_exists(f"{variable} kg:value|kg:minimum|kg:maximum ?value . FILTER(?value = {number})")
            )
        drafts = [longer]
        for phrase in wanted.counted:
            drafts = [
                more
                for before in drafts
                for more in self._counted(
                    before, figure, phrase, bool(wanted.measures or wanted.part_of), wanted.event_class
                )
            ]
        for scope in wanted.scopes:
            drafts = [more for before in drafts for more in self._scope(before, whole, scope, env)]
        for adjunct in wanted.adjuncts:
            drafts = [more for before in drafts for more in self._adjunct(before, figure, whole, adjunct, env)]
        for source in wanted.sources:
            drafts = [more for before in drafts for more in self.meaning.adjuncts.source(before, source, env)]
        for ready in drafts:
            unreal = f"?what kg:mode ?mode . FILTER({one_of('?mode', self._unreal())})"
            yield ready.where(f"FILTER NOT EXISTS {{ {variable} {OF_EVENT} ?what . {unreal} }}")

    def _unreal(self) -> frozenset[str]:
        return kg("Negated", "Denied", "Hypothetical", "Demanded", "Planned", "Agreed")

    def _counted(self, draft: Draft, figure: Node, phrase: Phrase, measured: bool, event_class: str) -> Iterator[Draft]:
        """The counted noun, by the printed words or by its class, and its modifiers."""
        shared, variable = self.shared, figure.variable
        ready = draft
        for modifier in phrase.modifiers:
            ready = ready.where(self._counted_modifier(variable, modifier))
        if phrase.possessor is not None and phrase.possessor.name is not None:
            sides = one_of("?side", phrase.possessor.name.things)
            ready = ready.where(any_exists(f"{variable} kg:ofSide|kg:bySide ?side . FILTER({sides})"))
        elif phrase.possessor is not None:
            return
        noun = phrase.noun
        if noun is None and phrase.unknown == "modifiers":
            yield ready
            return
        if noun is None:
            return
        if event_class and noun.lemma in shared.schema.label(event_class).split():
            yield ready
            return
        if shared.english.is_a("people", noun.lemma):
            if measured:
                equipment = shared.schema.below(KG + "Equipment")
                yield ready.where(
                    f"FILTER NOT EXISTS {{ {variable} kg:countedClass ?kind . FILTER({one_of('?kind', equipment)}) }}"
                )
                return
        words = [w for w, _ in [(noun.lemma, noun.form)]]
        stems = self._stems(noun.lemma)
        branches = [f"{variable} kg:counts ?noun . FILTER({contains_words('STR(?noun)', stems)})"]
        kinds = {
            b
            for cls in shared.noun_classes(noun)
            if not shared.english.is_a("generic_classes", cls.removeprefix(KG))
            for b in shared.schema.below(cls)
        }
        if kinds:
            branches.append(f"{variable} kg:countedClass ?kind . FILTER({one_of('?kind', kinds)})")
        assert words
        branches += [
            f"FILTER NOT EXISTS {{ {variable} kg:counts ?own }} {variable} kg:partOf ?of . "
            + branch.replace(variable + " ", "?of ")
            for branch in list(branches)
        ]
        yield ready.where(any_exists(*branches))

    def _stems(self, lemma: str) -> list[str]:
        from kgtool.asking.english import literal_stem

        forms = [form for form, base in self.shared.english.irregular.items() if base == lemma]
        stems = []
        for word in lemma.split():
            plural = [f for f in forms if f[:2] == word[:2]]
            stem = literal_stem(word)
            if plural and word == lemma.rsplit(maxsplit=1)[-1]:
                size = 0
                while size < min(len(word), len(plural[0])) and word[size] == plural[0][size]:
                    size += 1
                stem = word[:size] if size > 3 else stem
            stems.append(stem)
        return stems

    def _counted_modifier(self, variable: str, modifier: Modifier) -> str:
        stems = [stem for _, stem in self.shared.content_words(modifier.first, modifier.last)]
        branches = [f"{variable} kg:counts|kg:text ?noun . FILTER({contains_words('STR(?noun)', stems)})"]
        if modifier.noun is not None:
            kinds = {
                b
                for cls in self.shared.noun_classes(modifier.noun)
                if not self.shared.english.is_a("generic_classes", cls.removeprefix(KG))
                for b in self.shared.schema.below(cls)
            }
            if kinds:
                branches.append(f"{variable} kg:countedClass ?kind . FILTER({one_of('?kind', kinds)})")
        if modifier.name is not None:
            branches.append(f"{variable} kg:ofSide ?side . FILTER({one_of('?side', modifier.name.things)})")
        return any_exists(*branches)

    def _scope(self, draft: Draft, figure: Node, scope: Scope, env: Environment) -> Iterator[Draft]:
        if scope.phrase.conjuncts:
            return
        for longer, node, left in self.meaning.phrases.node(draft, scope.phrase, env):
            if left:
                continue
            wanted = kg("Actor") if scope.role in (KG + "conductedBy", KG + "speaker") else frozenset()
            for ready, fit in self.shared.coerced(longer, node, wanted):
                branches = self._branches(figure.variable, scope.role, fit)
                if branches:
                    yield ready.where(any_exists(*branches))

    def _branches(self, figure: str, role: str, node: Node) -> list[str]:
        schema = self.shared.schema
        variable = node.variable
        is_event = schema.is_kind(node.classes, "Event") and bool(node.classes)
        is_place = schema.is_kind(node.classes, "Place")
        is_actor = schema.is_kind(node.classes, "Actor") or not node.classes
        branches: list[str] = []
        if role == "of":
            if is_event:
                branches.append(f"{figure} {OF_EVENT}/(kg:partOf|^kg:hasPart|^kg:outcome)? {variable}")
                branches.append(f"{variable} kg:result|kg:outcome {figure}")
            if is_actor:
                branches.append(f"{figure} kg:ofSide {variable}")
                branches.append(f"{variable} kg:size {figure}")
                branches.append(f"{figure} {OF_EVENT}/(kg:conductedBy|kg:instrument) {variable}")
            if is_place:
                branches.append(f"{figure} kg:ofPlace/kg:locatedIn* {variable}")
            return branches
        path = Pattern("?of", schema.path(role), variable).text()
        branches.append(f"{figure} {OF_EVENT} ?of . {path}")
        if role == KG + "conductedBy":
            branches.append(f"{figure} kg:bySide {variable}")
        if role in kg("target", "object", "place", "destination") and is_place:
            inside = f"?of {_path(schema.path(role))} ?spot . ?spot kg:locatedIn* {variable}"
            branches.append(f"{figure} {OF_EVENT} ?of . {inside}")
            if role != KG + "destination":
                branches.append(f"{figure} kg:ofPlace/kg:locatedIn* {variable}")
        if role in kg("target", "object") and is_actor:
            branches.append(f"{figure} kg:ofSide {variable}")
        return branches

    def _adjunct(self, draft: Draft, figure: Node, whole: Node, adjunct: Adjunct, env: Environment) -> Iterator[Draft]:
        phrase = adjunct.phrase
        if phrase is None:
            return
        unit = self._unit(adjunct)
        if unit:
            yield draft.where(any_exists(f'{figure.variable} kg:unit ?unit . FILTER(STR(?unit) = "{unit}")'))
            return
        if self.shared.english.is_a("part_prepositions", adjunct.preposition):
            measures = self._measures_of(phrase)
            if measures:
                ready = draft.where(
                    f"{whole.variable} kg:measure ?whole_measure . FILTER({one_of('?whole_measure', measures)})"
                )
                drafts = [ready]
                for post in phrase.posts:
                    drafts = [more for before in drafts for more in self._adjunct(before, figure, whole, post, env)]
                yield from drafts
                return
        found = False
        for more in self.meaning.adjuncts.attach(draft, adjunct, whole, env):
            found = True
            yield more
        if found or phrase.time is not None or adjunct.preposition == "according to":
            return
        if adjunct.preposition in ("of", "by", "from", "in", "on", "at", "against", "to", "for", "during"):
            role = (
                "of"
                if adjunct.preposition in ("of", "in", "on", "from", "for", "during")
                else KG + "target"
                if adjunct.preposition != "by"
                else KG + "conductedBy"
            )
            yield from self._scope(draft.worse(0.1), whole, Scope(role, phrase), env)

    def _unit(self, adjunct: Adjunct) -> str:
        phrase = adjunct.phrase
        if phrase is None or adjunct.preposition not in ("in", "of"):
            return ""
        words = [token.key for token in self.shared.tokens[phrase.first : phrase.last]]
        return self.shared.english.units.get(" ".join(words), "") if words else ""


def _path(path: tuple[tuple[str, bool], ...]) -> str:
    return "|".join(("^" if inverse else "") + short(prop) for prop, inverse in path)


__all__ = ["EVENT", "Figures"]
