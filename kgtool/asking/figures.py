"""Questions about numbers: how many, how much, what share, how large.

A figure has a measure, a counted noun and a scope: whose, by whom, where, when, of which event, among which others.
Each word of the question must fix one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgtool.asking.drafts import Draft, Node, Pattern, any_exists, contains_words, one_of, quoted, short
from kgtool.asking.interpreter import Environment, Interpreter, kg
from kgtool.asking.predicates import arguments
from kgtool.asking.trees import Adjunct, Clause, Modifier, Phrase
from kgtool.asking.tuples import replace
from kgtool.asking.wanted import FigureReader, Scope, Wanted
from kgtool.terms import KG

if TYPE_CHECKING:
    from kgtool.asking.meaning import Meaning

HARM = kg("Killed", "Injured", "KilledOrInjured", "Missing", "Captured", "Detained")
"""Measures of what befalls people, of whom the second of two figures need not say again who they are."""
WHOLE = "(kg:partOf|^kg:figurePart|^kg:hasPart)?"
OF_EVENT = "(kg:ofEvent|^kg:figure|^kg:duration|^kg:preparation)"


class Figures:
    """Understands questions and statements about numbers."""

    def __init__(self, shared: Interpreter, meaning: Meaning) -> None:
        self.shared = shared
        self.meaning = meaning
        self.reader = FigureReader(shared)

    def drafts(
        self, draft: Draft, clause: Clause, env: Environment, sources: tuple[Phrase, ...] = ()
    ) -> Iterator[Draft]:
        """Every way to understand the clause as a question for a figure."""
        yield from self._intended(draft, clause, env)
        for wanted in self.reader.wanted(clause, self.reader.is_asked):
            yield from self._query(draft, replace(wanted, sources=(*wanted.sources, *sources)), env)

    def _intended(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """ "how many prisoners did they agree to swap": a figure of what is agreed, promised or demanded."""
        inner = clause.content
        if inner is None or clause.verb is None or clause.subject is None or clause.adjuncts or clause.objects:
            return
        kinds = {cls for kind in ("Agreement", "Promise", "Demand") for cls in self.shared.schema.below(KG + kind)}
        if not any(f.kind == "EventFrame" and f.reference in kinds for f in self.shared.verb_frames(clause.verb)):
            return
        if inner.subject is not None and inner.subject.pronoun == "gap":
            inner = replace(inner, subject=clause.subject)
        for wanted in self.reader.wanted(inner, self.reader.is_asked):
            yield from self._query(draft, replace(wanted, intended=True), env)

    def assertions(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """A clause that states a figure: "162 drones were shot down"."""
        for wanted in self.reader.wanted(clause, lambda p: p.number is not None):
            for found in self._query(draft, wanted, env):
                yield replace(found, answer=None, kind="")

    def occurrences(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """A clause that a figure would bear out: "any children were hurt"."""
        if clause.verb is None or not any(f.kind == "MeasureFrame" for f in self.shared.verb_frames(clause.verb)):
            return
        for wanted in self.reader.wanted(clause, lambda p: p.noun is not None and p.number is None and not p.wh):
            if wanted.measures and wanted.counted:
                for found in self._query(draft, wanted, env):
                    yield replace(found, answer=None, kind="")

    def doers(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """ "who killed three people in X": who did what the figure counts; "which country lost six soldiers": whose
        they were."""
        by = [a for a in clause.adjuncts if self._is_agent(a) and a.phrase is not None and a.phrase.wh]
        if clause.passive and len(by) == 1 and clause.subject is not None and not clause.objects:
            others = tuple(a for a in clause.adjuncts if a is not by[0])  # "by whom were three people killed"
            active = replace(clause, passive=False, subject=by[0].phrase, objects=(clause.subject,), adjuncts=others)
            yield from self.doers(draft, active, env)
            return
        subject = clause.subject
        if clause.verb is None or clause.passive or subject is None or subject.wh not in ("actor", "thing"):
            return
        if len(clause.objects) != 1 or clause.objects[0].wh or clause.content is not None:
            return
        rest = [
            a
            for a in arguments(self.shared.english, clause)
            if a.phrase is not None and a.phrase not in (subject, clause.objects[0])
        ]
        agent = self.shared.english.words["agent_prepositions"]
        for frame in self.shared.verb_frames(clause.verb):
            if frame.kind != "MeasureFrame" or "object" not in frame.counted_slots or "subject" not in frame.of_slots:
                continue
            counted = arguments(self.shared.english, Clause(objects=clause.objects))[0]
            for base in self.reader.of_phrase(clause.objects[0]):
                for wanted in self.reader.by_frame(base, frame, clause, counted, rest):
                    for ready in self._query(draft, wanted, env):
                        yield from self._done_by(ready, subject, env, is_owner=not agent & set(frame.of_slots))

    def _is_agent(self, adjunct: Adjunct) -> bool:
        return self.shared.english.is_a("agent_prepositions", adjunct.preposition)

    def _done_by(self, draft: Draft, subject: Phrase, env: Environment, *, is_owner: bool) -> Iterator[Draft]:
        assert draft.answer is not None
        figure = draft.answer.variable
        bare = replace(draft, answer=None, kind="", said=None)
        for longer, who, left in self.meaning.phrases.node(bare, replace(subject, wh="actor"), env):
            if left:
                continue
            if is_owner:
                owns = Pattern(figure, ((KG + "ofSide", False),), who.variable)
                yield longer.with_pattern(owns, said=True).asking(who, "thing")
                continue
            does = Pattern(figure, ((KG + "bySide", False),), who.variable)
            yield longer.with_pattern(does, said=True).asking(who, "thing")
            ready, deed = longer.worse(0.1).node("event", kg("Event"))
            of = Pattern(figure, ((KG + "ofEvent", False), (KG + "figure", True)), deed.variable)
            ready = ready.with_pattern(of)
            conducted = Pattern(deed.variable, ((KG + "conductedBy", False),), who.variable)
            yield ready.with_pattern(conducted, said=True).asking(who, "thing")
            named = f'{who.variable} rdfs:label ?title . FILTER(REGEX(STR(?title), "^[A-Z].* "))'
            unknown = f"FILTER NOT EXISTS {{ {deed.variable} kg:conductedBy ?somebody }}"
            used = Pattern(deed.variable, ((KG + "instrument", False),), who.variable)
            told = ready.worse(0.3).with_pattern(used, said=True).where(unknown, any_exists(named))
            yield told.asking(who, "thing")

    def circumstances(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """ "when were the soldiers killed", "where did people die": the scope of a figure."""
        given = arguments(self.shared.english, clause)
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
                for base in self.reader.of_phrase(argument.phrase):
                    for wanted in self.reader.by_frame(base, frame, clause, argument, others):
                        for ready in self._query(draft, wanted, env):
                            assert ready.answer is not None
                            figure = ready.answer
                            bare = replace(ready, answer=None, kind="", said=None)
                            yield from self.meaning.adjuncts.attach(bare, asked[0].adjunct, figure, env)

    def topics(self, draft: Draft, phrase: Phrase) -> Iterator[Draft]:
        """Figures that a phrase speaks of: "the number of deaths", "drone losses"."""
        for wanted in self.reader.of_phrase(replace(phrase, wh="")):
            if wanted.measures or wanted.counted:
                yield from self._query(draft, replace(wanted, value=None), {})

    # -- the query -----------------------------------------------------------------------------------------------

    def _query(self, draft: Draft, wanted: Wanted, env: Environment) -> Iterator[Draft]:
        if wanted.notes or not (wanted.measures or wanted.part_of or wanted.counted or wanted.whole_value):
            return
        narrower = {m for measure in wanted.measures for m in self.shared.schema.narrower(measure)}
        if len(wanted.measures) == 1 and narrower > wanted.measures:
            # "casualties": the killed and the injured
            yield from self._query(draft.worse(0.3), replace(wanted, measures=frozenset(narrower)), env)
        longer, figure = draft.worse(wanted.penalty).node("figure", kg("Figure"))
        variable = figure.variable
        if wanted.measures:
            said = Pattern(variable, ((KG + "measure", False),), f"{variable}_measure")
            longer = longer.where(f"FILTER({one_of(f'{variable}_measure', wanted.measures)})")
        else:
            said = Pattern(variable, ((KG + "measure", False),), f"{variable}_measure")
        longer = longer.with_pattern(said, said=True).asking(figure, "figure")
        whole = Node(f"{variable}_whole", kg("Figure"))
        needs_whole = bool(wanted.part_of or wanted.adjuncts)
        if needs_whole:
            longer = longer.where(f"{variable} {WHOLE} {whole.variable} .")
        if wanted.money:
            longer = longer.where(any_exists(self._is_money(variable)))
        for printed in wanted.printed:
            sentence = "?claim kg:sentence/kg:quote ?sentence"
            longer = longer.where(any_exists(f'{sentence} . FILTER(REGEX(STR(?sentence), {quoted(printed)}, "i"))'))
        if wanted.beside:
            same = f"{variable} {OF_EVENT} ?deed . ?sibling {OF_EVENT} ?deed ; kg:measure ?done"
            longer = longer.where(any_exists(f"{same} . FILTER({one_of('?done', wanted.beside)})"))
        if wanted.event_class and not wanted.measures:
            kinds = one_of("?sort", self.shared.schema.below(wanted.event_class))
            longer = longer.where(any_exists(f"{variable} {OF_EVENT}/a ?sort . FILTER({kinds})"))
        if self.shared.asks_total and not wanted.scopes:
            longer = longer.where(
                f"FILTER NOT EXISTS {{ {variable} kg:partOf|kg:bySide|kg:ofSide ?some }}",
                f"FILTER NOT EXISTS {{ {variable} {OF_EVENT}/kg:conductedBy ?one }}",
            )
        alike = Node(f"{variable}_alike", kg("Figure"))
        if wanted.scopes:
            longer = longer.where(
                f"{variable} {WHOLE} {alike.variable} . {alike.variable} kg:measure {variable}_measure ."
            )
        if wanted.part_of:
            longer = longer.where(
                f"{whole.variable} kg:measure ?whole_measure . FILTER({one_of('?whole_measure', wanted.part_of)})"
            )
        if wanted.value is not None:
            longer = longer.where(any_exists(_has_value(variable, wanted.value)))
        if wanted.whole_value is not None:
            of = f"{variable} kg:partOf|^kg:figurePart|^kg:hasPart ?of . "
            longer = longer.where(any_exists(of + _has_value("?of", wanted.whole_value)))
        drafts = [longer]
        for phrase in wanted.counted:
            drafts = [more for before in drafts for more in self._counted(before, figure, phrase, wanted)]
        for phrase in wanted.whole_counted:
            drafts = [more for before in drafts for more in self._counted(before, whole, phrase, wanted)]
        for scope in wanted.scopes:
            drafts = [more for before in drafts for more in self._scope(before, alike, scope, env)]
        for adjunct in wanted.adjuncts:
            drafts = [more for before in drafts for more in self._adjunct(before, figure, whole, adjunct, env)]
        for source in wanted.sources:
            drafts = [more for before in drafts for more in self.meaning.adjuncts.source(before, source, env)]
        for ready in drafts:
            if wanted.intended:
                meant = f"kg:mode ?mode . FILTER({one_of('?mode', kg('Agreed', 'Planned', 'Demanded'))})"
                yield ready.where(any_exists(f"{variable} {meant}", f"{variable} {OF_EVENT} ?what . ?what {meant}"))
                continue
            unreal = f"kg:mode ?mode . FILTER({one_of('?mode', self._unreal())})"
            own = f"FILTER NOT EXISTS {{ {variable} {unreal} }}"
            yield ready.where(f"FILTER NOT EXISTS {{ {variable} {OF_EVENT} ?what . ?what {unreal} }}", own)

    def _unreal(self) -> frozenset[str]:
        """Modes of events whose figures are no answer; of what "will" be, plans are one."""
        if self.shared.asks_what_will_be:
            return kg("Negated", "Denied", "Hypothetical", "Demanded", "Happened")
        if self.shared.asks_ahead:
            return kg("Negated", "Denied", "Hypothetical", "Demanded")
        return kg("Negated", "Denied", "Hypothetical", "Demanded", "Planned", "Agreed")

    def _counted(self, draft: Draft, figure: Node, phrase: Phrase, wanted: Wanted) -> Iterator[Draft]:
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
        if noun is not None and shared.english.is_a("money", noun.lemma):
            yield ready.where(any_exists(self._is_money(variable)))
            return
        if noun is None and phrase.unknown == "modifiers":
            yield ready
            return
        if noun is None:
            # a noun that nobody knows may still be the printed one
            stems = self._stems(phrase.unknown) if phrase.unknown else []
            if stems:
                yield ready.where(
                    any_exists(f"{variable} kg:counts ?noun . FILTER({contains_words('STR(?noun)', stems)})")
                )
            return
        if wanted.event_class and noun.lemma in shared.schema.label(wanted.event_class).split():
            yield ready
            return
        if shared.english.is_a("people", noun.lemma):
            if wanted.measures or wanted.part_of:
                equipment = shared.schema.below(KG + "Equipment")
                yield ready.where(
                    f"FILTER NOT EXISTS {{ {variable} kg:countedClass ?kind . FILTER({one_of('?kind', equipment)}) }}"
                )
                return
        ready = ready.where(*shared.narrowed(variable, noun, "kg:partOf?/kg:countedClass"))
        branches = []
        plurals = [form for form, base in shared.english.irregular.items() if base == noun.lemma]
        for word in (noun.lemma, *plurals, *shared.english.alike.get(noun.lemma, ())):
            printed = contains_words("STR(?noun)", self._stems(word))
            branches.append(f"{variable} kg:counts ?noun . FILTER({printed})")
        kinds = {
            b
            for cls in shared.noun_classes(noun)
            if not shared.english.is_a("generic_classes", cls.removeprefix(KG))
            for b in shared.schema.below(cls)
        }
        if kinds:
            branches.append(f"{variable} kg:countedClass ?kind . FILTER({one_of('?kind', kinds)})")
        without = f"FILTER NOT EXISTS {{ {variable} kg:counts ?own }} "
        of_whole = f"{without} {variable} kg:partOf ?of . "
        starts = [of_whole]
        if wanted.measures & HARM:
            # "two soldiers were killed and six wounded": of one sentence, and of another measure
            starts.append(
                f"{without} FILTER NOT EXISTS {{ {variable} kg:partOf ?of }} "
                "?claim kg:sentence ?told ; kg:claimedBy ?teller . ?there kg:sentence ?told ; kg:claimedBy ?teller . "
                f"GRAPH ?there {{ ?of kg:measure ?other }} "
                f"FILTER({one_of('?other', HARM)} && ?other != {variable}_measure) "
            )
        branches += [start + branch.replace(variable + " ", "?of ") for branch in list(branches) for start in starts]
        yield ready.where(any_exists(*branches))

    def _is_money(self, variable: str) -> str:
        """A pattern: the figure's unit is a currency (ISO 4217)."""
        return f'{variable} kg:unit ?unit . FILTER(REGEX(STR(?unit), "^[A-Z]{{3}}$"))'

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
                    limited = ready.where(any_exists(*branches))
                    yield replace(limited, beside=fit) if scope.phrase.quantifier else limited

    def _branches(self, figure: str, role: str, node: Node) -> list[str]:
        schema = self.shared.schema
        variable = node.variable
        is_event = schema.is_kind(node.classes, "Event") and bool(node.classes)
        is_place = schema.is_kind(node.classes, "Place")
        is_actor = schema.is_kind(node.classes, "Actor") or not node.classes
        branches: list[str] = []
        if role in ("owner", "cause"):
            if is_event:
                branches.append(f"{figure} {OF_EVENT}/(kg:partOf|^kg:hasPart|^kg:outcome)? {variable}")
                branches.append(f"{variable} kg:result|kg:outcome {figure}")
            if is_actor and role == "owner":
                branches.append(f"{figure} kg:ofSide {variable}")
                branches.append(f"{variable} kg:size {figure}")
                # what an attack on X cost, X lost
                hit = f"{figure} {OF_EVENT}/kg:target/kg:locatedIn* {variable} . "
                things = f"{figure} {OF_EVENT} ?deed . ?thing {OF_EVENT} ?deed ; kg:ofSide {variable} . "
                branches += [hit + self._is_money(figure), things + self._is_money(figure)]
            if is_actor and role == "cause":
                branches.append(f"{figure} kg:bySide {variable}")
                branches.append(f"{figure} {OF_EVENT}/(kg:conductedBy|kg:instrument) {variable}")
            if schema.is_kind(node.classes, "Equipment") and role == "cause":
                branches.append(f"{figure} {OF_EVENT}/kg:instrument {variable}")
            if is_place:
                branches.append(f"{figure} kg:ofPlace/kg:locatedIn* {variable}")
            return branches
        path = Pattern("?of", schema.path(role), variable).text()
        branches.append(f"{figure} {OF_EVENT} ?of . {path}")
        if role == KG + "conductedBy":
            branches.append(f"{figure} kg:bySide {variable}")
            agent = f"{figure} {OF_EVENT}/(kg:conductedBy|kg:instrument) ?agent . "
            branches += [agent + belongs for belongs in self.shared.belongs_to("?agent", node.things) if node.things]
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
            measures = self.reader.measures_of(phrase)
            names_things = phrase.noun is not None and bool(self.shared.noun_classes(phrase.noun))
            if measures and not (names_things and (phrase.modifiers or phrase.possessor)):
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
        english = self.shared.english
        role = ""
        if english.is_a("scope_prepositions", adjunct.preposition):
            role = "owner"
        elif english.is_a("target_prepositions", adjunct.preposition):
            role = KG + "target"
        elif self._is_agent(adjunct):
            role = KG + "conductedBy"
        if role:
            yield from self._scope(draft.worse(0.1), whole, Scope(role, phrase), env)

    def _unit(self, adjunct: Adjunct) -> str:
        phrase = adjunct.phrase
        if phrase is None or not self.shared.english.is_a("unit_prepositions", adjunct.preposition):
            return ""
        words = [token.key for token in self.shared.tokens[phrase.first : phrase.last]]
        return self.shared.english.units.get(" ".join(words), "") if words else ""


def _has_value(variable: str, value: float) -> str:
    number = str(int(value)) if value == int(value) else f"{value:g}"
    return f"{variable} kg:value|kg:minimum|kg:maximum ?value . FILTER(?value = {number})"


def _path(path: tuple[tuple[str, bool], ...]) -> str:
    return "|".join(("^" if inverse else "") + short(prop) for prop, inverse in path)
