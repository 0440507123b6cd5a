"""Circumstances in questions: where, when, how long, according to whom, at which event.

Each is attached to a host node as a filter, or as what the question asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgtool.asking.dates import Time
from kgtool.asking.drafts import LABELLED, Draft, Node, Pattern, any_exists, contains_words, one_of, quoted, short
from kgtool.asking.interpreter import EVENT, FIGURE, Environment, Interpreter, kg
from kgtool.asking.trees import Adjunct, Phrase
from kgtool.asking.tuples import replace
from kgtool.terms import KG

if TYPE_CHECKING:
    from kgtool.asking.meaning import Meaning

BEARING = (
    "kg:affiliation|kg:memberOf|kg:nationality|kg:partOf|kg:locatedIn|kg:officeOf|kg:holds/kg:officeOf|kg:represents"
)
"""How a claimer belongs to the state or body after "according to"."""

MOMENTS = {
    KG + "begin": (KG + "begin", KG + "beginDate", KG + "time", KG + "date"),
    KG + "finish": (KG + "finish", KG + "finishDate"),
    KG + "time": (KG + "time", KG + "date"),
}
"""Properties that tell when, by what is asked; the first that has a value counts."""


class Adjuncts:
    """Attaches adjuncts."""

    def __init__(self, shared: Interpreter, meaning: Meaning) -> None:
        self.shared = shared
        self.meaning = meaning

    def attach(
        self, draft: Draft, adjunct: Adjunct, host: Node, env: Environment, time_property: str = ""
    ) -> Iterator[Draft]:
        """Every way in which the adjunct may constrain the host, or ask for something about it."""
        phrase = adjunct.phrase
        if phrase is None:
            return
        if phrase.conjuncts:  # "between Norland and Sudria": each of them
            drafts = [draft] if self.shared.english.is_a("participation_prepositions", adjunct.preposition) else []
            for part in self.shared.expand(phrase):
                single = replace(adjunct, phrase=part)
                drafts = [more for one in drafts for more in self.attach(one, single, host, env, time_property)]
            yield from drafts
            return
        if adjunct.preposition == "according to":
            yield from self.source(draft, phrase, env)
        elif phrase.time is not None:
            since = self.shared.english.is_a("since_prepositions", adjunct.preposition)
            yield from self.at_time(draft, host, phrase.time, time_property, since=since)
        elif phrase.wh:
            yield from self._asked(draft, adjunct, phrase, host, env, time_property)
        else:
            for longer, node, left in self.meaning.phrases.node(draft, phrase, env):
                if left:
                    continue
                yield from self._circumstance(longer, adjunct.preposition, node, host)

    # -- asked ---------------------------------------------------------------------------------------------------

    def _asked(
        self, draft: Draft, adjunct: Adjunct, phrase: Phrase, host: Node, env: Environment, time_property: str
    ) -> Iterator[Draft]:
        wh = phrase.wh
        if phrase.noun is not None and phrase.noun.asked in ("time", "place", "duration") and not phrase.modifiers:
            wh = phrase.noun.asked
        if draft.answer is not None:
            return
        if wh == "time":
            yield from self.when(draft, host, time_property or KG + "time")
        elif wh == "clock":
            for found in self.when(draft, host, time_property or KG + "time"):
                assert found.answer is not None
                yield found.where(
                    any_exists(f"{found.answer.variable} kg:text ?hour . FILTER({self._is_hour('?hour')})")
                )
        elif (wh == "place" and phrase.noun is None) or wh == "place":
            yield from self.where(draft, host)
        elif wh == "duration":
            yield from self.how_long(draft, host)
        elif wh == "manner" and time_property == KG + "finish":
            ready, text = draft.fresh("text")
            pattern = Pattern(host.variable, ((KG + "outcomeText", False),), text)
            yield ready.with_pattern(pattern, said=True).asking(Node(text, is_literal=True), "literal")
        elif wh == "thing" and phrase.noun is not None:
            for longer, node, left in self.meaning.phrases.node(draft, replace(phrase, wh=""), env):
                if left or not self.shared.fits(node, kg("Place")):
                    continue
                yield from self._which_place(longer, host, node)

    def where(self, draft: Draft, host: Node) -> Iterator[Draft]:
        schema = self.shared.schema
        for longer, event in self._events_of(draft, host):
            ready, place = longer.node("place", kg("Place"))
            pattern = Pattern(event.variable, schema.path(KG + "place"), place.variable)
            yield ready.with_pattern(pattern, said=True).asking(place, "place")
        if schema.is_kind(host.classes, "Transfer"):
            ready, place = draft.node("place", kg("Place"))
            pattern = Pattern(host.variable, schema.path(KG + "destination"), place.variable)
            yield ready.with_pattern(pattern, said=True).asking(place, "place")
        if schema.is_kind(host.classes, "Attack") or schema.is_kind(host.classes, "Operation"):
            ready, place = draft.node("place", kg("Place"))
            ready = self.shared.typed(ready, place.variable, kg("Place"))
            pattern = Pattern(host.variable, schema.path(KG + "target"), place.variable)
            yield ready.worse(0.2).with_pattern(pattern, said=True).asking(place, "place")
        if schema.is_kind(host.classes, "Figure"):
            ready, place = draft.node("place", kg("Place"))
            pattern = Pattern(host.variable, ((KG + "ofPlace", False),), place.variable)
            yield ready.with_pattern(pattern, said=True).asking(place, "place")
        elif not schema.is_kind(host.classes, "Event") and self.shared.fits(host, kg("Place", "Organization")):
            ready, place = draft.node("place", kg("Place"))
            pattern = Pattern(host.variable, schema.path(KG + "locatedIn"), place.variable)
            yield ready.with_pattern(pattern, said=True).asking(place, "place")

    def _which_place(self, draft: Draft, host: Node, node: Node) -> Iterator[Draft]:
        if self.shared.schema.is_kind(host.classes, "Place") and not self.shared.schema.is_kind(host.classes, "Event"):
            inside = Pattern(host.variable, ((KG + "locatedIn", False),), node.variable)
            yield draft.with_pattern(inside, said=True).asking(node, "thing")
            return
        for longer, event in self._events_of(draft, host):
            ready, spot = longer.node("place", kg("Place"))
            said = Pattern(event.variable, self.shared.schema.path(KG + "place"), spot.variable)
            ready = ready.with_pattern(said, said=True)
            ready = ready.where(f"{spot.variable} kg:locatedIn* {node.variable}")
            yield ready.tested(node).asking(node, "thing")

    def when(self, draft: Draft, host: Node, time_property: str) -> Iterator[Draft]:
        names = MOMENTS.get(time_property, (time_property,))
        if time_property == KG + "begin" and self.shared.schema.is_kind(host.classes, "Agreement"):
            names = names[:2]  # the day of its signing is not the day of its beginning
        for longer, event in self._events_of(draft, host):
            for number, name in enumerate(names):
                ready, time = longer.worse(0.1 * number).node("time", kg("TimeSpan"))
                pattern = Pattern(event.variable, ((name, False),), time.variable)
                yield ready.with_pattern(pattern, said=True).asking(time, "time")
        if self.shared.schema.is_kind(host.classes, "Agreement") and time_property == KG + "time":
            ready, meeting = draft.worse(0.4).node("event", kg("Event"))
            ready, time = ready.node("time", kg("TimeSpan"))
            came_of = Pattern(meeting.variable, ((KG + "outcome", False),), host.variable)
            pattern = Pattern(meeting.variable, ((KG + "time", False),), time.variable)
            yield ready.with_pattern(came_of).with_pattern(pattern, said=True).asking(time, "time")
        if self.shared.schema.is_kind(host.classes, "Figure"):
            ready, time = draft.node("time", kg("TimeSpan"))
            pattern = Pattern(host.variable, ((KG + "ofTime", False),), time.variable)
            yield ready.with_pattern(pattern, said=True).asking(time, "time")

    def how_long(self, draft: Draft, host: Node) -> Iterator[Draft]:
        for longer, event in self._events_of(draft, host):
            ready, figure = longer.node("figure", kg("Figure"))
            pattern = Pattern(event.variable, self.shared.schema.path(KG + "duration"), figure.variable)
            yield ready.with_pattern(pattern, said=True).asking(figure, "figure")
            link = Pattern(event.variable, ((KG + "figure", False), (KG + "ofEvent", True)), figure.variable)
            measured = Pattern(figure.variable, ((KG + "measure", False),), "kg:Duration")
            yield ready.worse(0.1).with_pattern(link).with_pattern(measured, said=True).asking(figure, "figure")
        if self.shared.schema.is_kind(host.classes, "Place"):
            ready, figure = draft.node("figure", kg("Figure"))
            link = Pattern(figure.variable, ((KG + "ofPlace", False),), host.variable)
            measured = Pattern(figure.variable, ((KG + "measure", False),), "kg:Length")
            yield ready.with_pattern(link).with_pattern(measured, said=True).asking(figure, "figure")

    def _is_hour(self, variable: str) -> str:
        """A filter expression: the words tell an hour of the day."""
        words = "|".join(sorted(self.shared.english.words["hours"]))
        hour = f"[0-9][:.][0-9][0-9]|(^|[^a-z])({words})([^a-z]|$)"
        return f'REGEX(STR({variable}), {quoted(hour)}, "i")'

    # -- constraints ---------------------------------------------------------------------------------------------

    def _circumstance(self, draft: Draft, preposition: str, node: Node, host: Node) -> Iterator[Draft]:
        schema = self.shared.schema
        is_place = self.shared.fits(node, kg("Place")) and bool(node.classes)
        is_event = bool(node.classes) and schema.is_kind(node.classes, "Event")
        party = schema.is_kind(host.classes, "Event") and self._is_party(preposition, node)
        acts = schema.is_kind(node.classes, "Actor")
        for ready, actor in self.shared.coerced(draft, node, kg("Actor")) if party and node.classes else ():
            if schema.is_kind(actor.classes, "Actor"):  # "between Norland and Sudria", or their capitals
                yield ready.where(self.shared.of_party(host, actor))
        if is_place and self._is_place_word(preposition):
            if not (party and acts):
                yield from self.at_place(draft.worse(0.1) if party else draft, host, node)
        elif is_event and self.shared.english.is_a("event_prepositions", preposition):
            yield from self._within(draft, preposition, node, host)
        elif self.shared.english.is_a("owner_prepositions", preposition):
            yield from self._belongs(draft, host, node)
        elif self._is_body(node) and self.shared.english.is_a("membership_prepositions", preposition):
            yield from self._in_body(draft, host, node)
        elif party and not acts:
            yield draft.where(self.shared.of_party(host, node))

    def _is_body(self, node: Node) -> bool:
        """Whether it is something that has members."""
        return any(self.shared.schema.is_kind(node.classes, kind) for kind in ("Organization", "Delegation"))

    def _in_body(self, draft: Draft, host: Node, node: Node) -> Iterator[Draft]:
        """ "in the contact group": its members, or those of whom the article tells just behind it."""
        if not self.shared.schema.is_kind(host.classes, "Actor"):
            return
        member = Pattern(host.variable, self.shared.schema.path(KG + "memberOf"), node.variable).text()
        yield draft.where(any_exists(member))
        if draft.said is None:
            return
        before = (
            "?claim kg:document ?article ; kg:sentence/kg:number ?at . "
            f"?told kg:document ?article ; kg:sentence/kg:number ?before . FILTER(?before = ?at || ?before = ?at - 1) "
            f"GRAPH ?told {{ ?one ?how ?other }} FILTER({node.variable} IN (?one, ?other))"
        )
        yield draft.worse(0.5).where(any_exists(before))

    def _is_place_word(self, preposition: str) -> bool:
        return any(preposition in role.slots for frame in self.shared.circumstances for role in frame.roles)

    def _is_party(self, preposition: str, node: Node) -> bool:
        """Whether the preposition and what follows it name one who takes part in an event."""
        return self.shared.fits(node, kg("Actor")) and self.shared.english.is_a(
            "participation_prepositions", preposition
        )

    def _belongs(self, draft: Draft, host: Node, node: Node) -> Iterator[Draft]:
        from kgtool.asking.modifiers import ASSOCIATIONS

        schema = self.shared.schema
        if schema.is_kind(host.classes, "Event") and schema.is_kind(node.classes, "Place"):
            if not schema.is_kind(node.classes, "Actor"):
                yield from self.at_place(draft, host, node)
                return
        paths = tuple(sorted({step for name in ASSOCIATIONS for step in schema.path(KG + name)}))
        extra: tuple[tuple[str, bool], ...] = ()
        if schema.is_kind(host.classes, "Event"):
            extra = schema.path(KG + "participant")
        both = tuple(sorted({*paths, *extra}))
        yield draft.where(any_exists(Pattern(host.variable, both, node.variable).text()))

    def _within(self, draft: Draft, preposition: str, node: Node, host: Node) -> Iterator[Draft]:
        """ "at the talks", "during the operation", "after the meeting"."""
        schema = self.shared.schema
        order = self.shared.english.order.get(preposition)
        if order is not None:
            path = Pattern(host.variable, schema.path(KG + order), node.variable).text()
            yield draft.where(any_exists(path))
        elif schema.is_kind(host.classes, "Event"):
            yield draft.where(
                f"FILTER({host.variable} = {node.variable} || EXISTS {{ {host.variable} "
                f"kg:partOf|^kg:hasPart|kg:process|kg:partOfOperation|^kg:outcome {node.variable} }})"
            )
        elif schema.is_kind(host.classes, "Figure"):
            yield draft.where(any_exists(f"{host.variable} (kg:ofEvent|^kg:figure)/kg:partOf* {node.variable}"))
        else:
            paths = schema.path(KG + "participant")
            yield draft.where(any_exists(Pattern(node.variable, paths, host.variable).text()))

    def at_place(self, draft: Draft, host: Node, node: Node) -> Iterator[Draft]:
        schema = self.shared.schema
        inside = f"?spot kg:locatedIn* {node.variable}"
        spots = (*schema.path(KG + "place"), (KG + "target", False))
        if schema.is_kind(host.classes, "Event"):
            yield draft.where(any_exists(f"{Pattern(host.variable, spots, '?spot').text()} {inside}"))
        elif schema.is_kind(host.classes, "Figure"):
            yield draft.where(
                any_exists(
                    f"{host.variable} kg:ofPlace ?spot . {inside}",
                    f"{host.variable} kg:ofEvent|^kg:figure ?at . {Pattern('?at', spots, '?spot').text()} {inside}",
                )
            )
        elif schema.is_kind(host.classes, "Place"):
            yield draft.where(any_exists(f"{host.variable} kg:locatedIn+ {node.variable}"))
        else:
            paths = schema.path(KG + "participant")
            at = Pattern("?at", paths, host.variable).text()
            branches = [f"{at} {Pattern('?at', spots, '?spot').text()} {inside}"]
            if not schema.is_kind(host.classes, "Delegation"):
                branches.append(f"{host.variable} kg:locatedIn+ {node.variable}")
            yield draft.where(any_exists(*branches))

    def at_time(
        self, draft: Draft, host: Node, time: Time, time_property: str = "", *, since: bool = False
    ) -> Iterator[Draft]:
        """The host is of this time; a figure that is to be "since Monday" counts from then on."""
        schema = self.shared.schema
        spans = time.spans(self.shared.issued)
        if not spans and not time.part:
            return
        within = " || ".join(
            f'(STR(?from) <= "{last.isoformat()}" && STR(?until) >= "{first.isoformat()}")' for first, last in spans
        )
        on_day = " || ".join(
            f'(STR(?from) <= "{last.isoformat()}" && STR(?from) >= "{first.isoformat()}")' for first, last in spans
        )
        through = ""
        part = f"?span kg:precision kg:{time.part} . " if time.part else ""
        whole = (
            ""
            if time.part
            else "FILTER NOT EXISTS { ?span kg:precision ?fine . FILTER(?fine IN (kg:Night, kg:Morning, kg:Evening)) }"
        )
        inside = " || ".join(
            f'(STR(?from) >= "{first.isoformat()}" && (STR(?until) <= "{last.isoformat()}" || '
            f'(STR(?from) <= "{last.isoformat()}" && EXISTS {{ ?span kg:precision kg:Night }})))'
            for first, last in spans
        )
        if schema.is_kind(host.classes, "Figure"):
            within = on_day if since else inside  # who died since May did not all die in June
        bounds = "?span kg:earliest ?from ; kg:latest ?until . " + (f"FILTER({within})" if within else "")
        if schema.is_kind(host.classes, "Figure"):
            to_span = f"{host.variable} kg:ofTime|((kg:ofEvent|^kg:figure)/(kg:time|kg:begin)) ?span ."
            to_day = f"{host.variable} (kg:ofEvent|^kg:figure)/(kg:date|kg:beginDate) ?from ."
        elif schema.is_kind(host.classes, "Event"):
            names = (
                ("begin", "time")
                if time_property == KG + "begin"
                else ("finish",)
                if time_property == KG + "finish"
                else ("time", "begin")
            )
            days = {"begin": "beginDate", "time": "date", "finish": "finishDate"}
            if schema.is_kind(host.classes, "Agreement"):
                through = "(^kg:outcome)?/"
            to_span = f"{host.variable} {through}({'|'.join('kg:' + n for n in names)}) ?span ."
            to_day = f"{host.variable} {through}({'|'.join('kg:' + days[n] for n in names)}) ?from ."
        else:
            paths = "|".join(("^" if inv else "") + short(p) for p, inv in _reversed(schema.path(KG + "participant")))
            to_span = f"{host.variable} ({paths})/(kg:time|kg:begin) ?span ."
            to_day = f"{host.variable} ({paths})/(kg:date|kg:beginDate) ?from ."
        if time.part:
            yield draft.where(any_exists(f"{to_span} {part}{bounds}"))
            return
        plain = [f"{to_span} {whole} {bounds}"]
        if on_day:
            plain.append(f"{to_day} FILTER({on_day}) FILTER NOT EXISTS {{ {to_span} }}")
        yield draft.where(any_exists(*plain))
        if schema.is_kind(host.classes, "Figure"):
            return
        started = "?span kg:earliest ?from ; kg:latest ?until . " + (f"FILTER({on_day})" if on_day else "")
        yield draft.worse(0.2).where(any_exists(f"{to_span} {started}"))
        if schema.is_kind(host.classes, "Agreement"):
            meeting = self._meeting_beside(host)
            yield draft.worse(0.3).where(any_exists(f"{meeting} ?meeting kg:time|kg:begin ?span . {bounds}"))

    def _meeting_beside(self, host: Node) -> str:
        """A pattern: ``?meeting`` is one that the sentence of an undated agreement tells of, with the same parties."""
        kinds = one_of("?sort", self.shared.schema.below(KG + "Meeting"))
        return (
            f"FILTER NOT EXISTS {{ {host.variable} kg:time|kg:begin ?own }} "
            f"GRAPH ?one {{ {host.variable} kg:agreedBy ?party }} "
            "?one kg:sentence ?sentence . ?two kg:sentence ?sentence . "
            f"GRAPH ?two {{ ?meeting kg:participant ?party }} ?meeting a ?sort . FILTER({kinds})"
        )

    def source(self, draft: Draft, phrase: Phrase, env: Environment) -> Iterator[Draft]:
        """Who says it: the claimer, those through whom it was reported, or one who belongs to it."""
        claimed = "?claim kg:claimedBy|kg:reportedBy ?source ."
        if phrase.name is not None and phrase.noun is None and phrase.possessor is None and not phrase.conjuncts:
            listed = one_of("?of", phrase.name.things)
            exact = any_exists(f"{claimed} FILTER({listed.replace('?of', '?source', 1)})")
            yield replace(draft, sources=(*draft.sources, exact))
            states = self.shared.states_of(phrase.name.things)
            wide = one_of("?of", {*phrase.name.things, *states})
            bodies = self.shared.belongs_to("?source", {*phrase.name.things, *states})
            others = {b for name in self.shared.english.words["speaking_for_themselves"] for b in kg(name)}
            apart = f"FILTER NOT EXISTS {{ ?source a ?sort . FILTER({one_of('?sort', others)}) }}"
            served = self.shared.belongs_to("?body", {*phrase.name.things, *states})
            loose = any_exists(
                f"{claimed} ?source {BEARING} ?of . FILTER({wide})",
                *(f"{claimed} {line} {apart}" for line in bodies),
                *(f"{claimed} ?source kg:holds/kg:officeOf ?body . {line}" for line in served),
            )
            yield replace(draft.worse(0.2), sources=(*draft.sources, loose))
            stems = [stem for _, stem in self.shared.content_words(phrase.first, phrase.last)]
            named = any_exists(f"{claimed} ?source {LABELLED} ?l . FILTER({contains_words('STR(?l)', stems)})")
            yield replace(draft.worse(0.1), sources=(*draft.sources, named))
            return
        words = [stem for _, stem in self.shared.content_words(phrase.first, phrase.last)]
        if not words:
            return
        printed = any_exists(f"{claimed} ?source {LABELLED} ?l . FILTER({contains_words('STR(?l)', words)})")
        yield replace(draft, sources=(*draft.sources, printed))
        for longer, node, left in self.meaning.phrases.node(draft, phrase, env):
            if left or node.context:
                continue
            same = any_exists(f"?claim kg:claimedBy|kg:reportedBy {node.variable}")
            yield replace(longer.worse(0.1), sources=(*longer.sources, same))

    def _events_of(self, draft: Draft, host: Node) -> Iterator[tuple[Draft, Node]]:
        """The event itself, or the event at which a delegation is."""
        schema = self.shared.schema
        if schema.is_kind(host.classes, "Event"):
            yield draft, host
        elif schema.is_kind(host.classes, "Delegation"):
            longer, event = draft.node("event", kg("Event"))
            yield longer.with_pattern(Pattern(event.variable, schema.path(KG + "participant"), host.variable)), event


def _reversed(path: tuple[tuple[str, bool], ...]) -> list[tuple[str, bool]]:
    return [(prop, not inverse) for prop, inverse in path]


__all__ = ["EVENT", "FIGURE", "Adjuncts"]
