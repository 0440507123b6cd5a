"""Questions about who says what: "who claimed that …", "what did X say about Y", "which sources disagree about Z"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgtool.asking.drafts import (
    WORD_START,
    Draft,
    Node,
    Pattern,
    any_exists,
    contains_words,
    in_order,
    one_of,
    quoted,
    short,
)  # fmt: skip
from kgtool.asking.interpreter import BODY_OF, Environment, Interpreter, kg
from kgtool.asking.markup import NounSense, VerbSense
from kgtool.asking.predicates import Argument, arguments
from kgtool.asking.trees import Clause, Phrase
from kgtool.asking.tuples import replace
from kgtool.ontology.entries import Frame
from kgtool.terms import KG

if TYPE_CHECKING:
    from kgtool.asking.meaning import Meaning

CLAIMER = Node("?claimedBy")
NOT_DENIED = "FILTER NOT EXISTS { ?claim kg:stance kg:Denied }"
DENIED = KG + "Denied"
CLAIMED = KG + "Claimed"


class Claims:
    """Understands verbs of saying."""

    def __init__(self, shared: Interpreter, meaning: Meaning) -> None:
        self.shared = shared
        self.meaning = meaning

    def drafts(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """Every way to understand a clause with a verb of saying."""
        if clause.verb is None:
            return
        if self.shared.is_disagreement(clause.verb):
            yield from self.meaning.disagreement.drafts(draft, clause)
            return
        yield from self.spoken(draft, clause, env)
        yield from self._circumstances(draft, clause, env)
        for frame in self.shared.verb_frames(clause.verb):
            if frame.kind != "ClaimFrame" or self._judges(clause.verb):
                continue
            given = arguments(self.shared.english, clause)
            sources = [a for a in given if set(a.slots) & set(frame.source_slots) and a.phrase is not None]
            contents = [
                a for a in given if a not in sources and (set(a.slots) & set(frame.content_slots) or _is_what(a))
            ]
            if len(contents) > 1:
                contents = [a for a in contents if not self._is_audience(a)]
            rest = [a for a in given if a not in sources and a not in contents and not self._is_audience(a)]
            blamed = [a for a in rest if a.adjunct is None and a.phrase is not None and not a.phrase.wh]
            if len(sources) == 1 and len(contents) == len(blamed) == 1 and rest == blamed and contents[0].adjunct:
                yield from self._of_what(draft, clause.verb, sources[0], blamed[0], contents[0], env)
            if len(sources) != 1 or len(contents) > 1 or any(a.adjunct is None for a in rest):
                continue
            source = sources[0].phrase
            assert source is not None
            if source.wh:
                if len(contents) == 1:
                    yield from self._who(draft, frame, source, contents[0], rest, env)
            elif len(contents) == 1:
                yield from self._what(draft, clause, frame, source, contents[0], rest, env)

    def _of_what(
        self, draft: Draft, verb: VerbSense, source: Argument, blamed: Argument, content: Argument, env: Environment
    ) -> Iterator[Draft]:
        """ "of what did X accuse Y": what X says where the verb and Y are printed."""
        asked = content.phrase
        if source.phrase is None or asked is None or asked.wh != "thing" or asked.noun is not None:
            return
        words = [stem for _, stem in self.shared.content_words(blamed.first, blamed.last)]
        told = f"?claim kg:quote ?told . FILTER({in_order('STR(?told)', [self.shared.stem_of(verb), *words])})"
        for found in self.said_by(draft, source.phrase, [], env, NOT_DENIED):
            if words and found.said is not None:
                yield found.where(told)

    def _judges(self, verb: VerbSense) -> bool:
        """Whether the verb says how somebody judges: that is no mere saying."""
        english = self.shared.english
        return any(
            english.is_a(kind, lemma) for kind in ("approving", "disapproving") for lemma in english.lemmas(verb.form)
        )

    def confirmations(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """ "did X deny the claim", "did X say that …": who says it, where it is X."""
        if clause.verb is None or clause.subject is None or clause.passive or clause.subject.name is None:
            return
        name = clause.subject.name
        if clause.subject.noun is not None or clause.subject.modifiers or clause.subject.conjuncts:
            return
        whoever = replace(clause.subject, name=None, wh="actor", posts=())
        things = {*name.things, *self.shared.states_of(name.things)}
        for found in self.drafts(draft, replace(clause, subject=whoever), env):
            if found.answer is not None and found.kind in ("source", "thing"):
                who = found.answer.variable
                itself = f"VALUES ?named {{ {' '.join(map(short, sorted(things)))} }} FILTER({who} = ?named)"
                serves = (
                    f"{who} kg:holds ?post . ?post kg:officeOf ?served . FILTER({one_of('?served', things)}) "
                    "FILTER NOT EXISTS { ?post kg:officeStatus kg:Former }"
                )
                body = any_exists(itself, serves, *self.shared.belongs_to(who, things))
                yield replace(found.where(body), answer=None, kind="")

    def _is_audience(self, argument: Argument) -> bool:
        """ "told reporters": those who are told."""
        phrase = argument.phrase
        return (
            argument.adjunct is None
            and phrase is not None
            and not phrase.wh
            and phrase.noun is not None
            and self._are_people(phrase.noun)
            and not (phrase.modifiers or phrase.possessor or phrase.posts or phrase.number)
        )

    def _are_people(self, noun: NounSense) -> bool:
        titles = any(frame.kind == "OfficeFrame" for frame in self.shared.noun_frames(noun))
        return titles or KG + "PeopleGroup" in self.shared.noun_classes(noun)

    def _circumstances(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """ "where did X say it": circumstances of a statement."""
        assert clause.verb is not None
        speaks = any(
            f.kind == "ClaimFrame" or any(r.property == KG + "speaker" for r in f.roles)
            for f in self.shared.verb_frames(clause.verb)
        )
        asked = [a for a in clause.adjuncts if a.phrase is not None and a.phrase.wh in ("place", "time")]
        subject = clause.subject
        if not speaks or subject is None or subject.wh or not asked or clause.content is not None:
            return
        things = [p for p in clause.objects if not p.pronoun and not self._is_audience(Argument(("object",), p))]
        speakers = self.meaning.phrases.node(draft, subject, env)
        if clause.passive:  # "when was the ceasefire announced"
            things = [subject, *things]
            longer, somebody = draft.worse(0.3).node("x", kg("Actor"))
            speakers = iter([(longer, somebody, ())])
        for longer, speaker, left in speakers:
            ready, act = longer.node("statement", kg("Statement"))
            said = Pattern(act.variable, ((KG + "speaker", False),), speaker.variable)
            drafts = [ready.with_pattern(said)]
            for thing in things:
                words = [stem for _, stem in self.shared.content_words(thing.first, thing.last)]
                told = f"{act.variable} kg:content|kg:quotation|kg:describedAs ?told . "
                told += f"FILTER({in_order('STR(?told)', words)})"
                drafts = [before.where(any_exists(told)) for before in drafts if words]
            for adjunct in [*left, *clause.adjuncts]:
                drafts = [m for before in drafts for m in self.meaning.adjuncts.attach(before, adjunct, act, env)]
            yield from drafts

    def spoken(self, draft: Draft, clause: Clause, env: Environment) -> Iterator[Draft]:
        """ "who spoke of a new dawn": the words stand, in their order, in what somebody is told to have said."""
        assert clause.verb is not None
        speaks = any(
            (f.kind == "ClaimFrame" and f.reference != DENIED) or any(r.property == KG + "speaker" for r in f.roles)
            for f in self.shared.verb_frames(clause.verb)
        )
        subject = clause.subject
        denies = any(f.kind == "ClaimFrame" and f.reference == DENIED for f in self.shared.verb_frames(clause.verb))
        if denies and clause.tense == "text" and subject is not None and subject.wh and subject.noun is None:
            yield from self._denied(draft, Argument(("clause",), None, None, None, clause.text_from, clause.last))
        if not speaks or clause.passive or subject is None or not subject.wh or clause.text_from < 0:
            return
        words = [stem for _, stem in self.shared.content_words(clause.text_from, clause.last)]
        if words:
            yield from self._told(draft, clause, subject, words, env)
        is_quoted = any(token.quoted for token in self.shared.tokens[clause.text_from : clause.last])
        if len(words) < (1 if is_quoted else 2):
            return
        yield from self._speaks(draft.worse(0.6), subject, words, env)
        if len(words) > 3 and not is_quoted:  # "that the operation had been planned": the article may say "it"
            yield from self._speaks(draft.worse(0.9), subject, words[1:], env)

    def _speaks(self, draft: Draft, subject: Phrase, words: list[str], env: Environment) -> Iterator[Draft]:
        """Who is told to have said these words."""
        for longer, speaker, left in self.meaning.phrases.node(
            draft, replace(subject, wh="actor" if subject.noun is None else ""), env
        ):
            if left:
                continue
            ready, act = longer.fresh("statement")
            ready, text = ready.fresh("text")
            said = Pattern(act, ((KG + "speaker", False),), speaker.variable)
            path = ((KG + "describedAs", False), (KG + "quotation", False), (KG + "content", False))
            ready = ready.with_pattern(said, said=True).with_pattern(Pattern(act, path, text))
            ready = ready.where(f"FILTER NOT EXISTS {{ {act} a kg:Denial }}")  # who denies it does not say it
            yield ready.where(f"FILTER({in_order(f'STR({text})', words)})").asking(speaker, "thing")

    def _told(
        self, draft: Draft, clause: Clause, subject: Phrase, words: list[str], env: Environment
    ) -> Iterator[Draft]:
        """ "who accused X of Y": verb and words stand in their order where the article tells of a statement."""
        assert clause.verb is not None
        whoever = replace(subject, wh="actor" if subject.noun is None else "")
        verb = self.shared.stem_of(clause.verb)
        for longer, speaker, left in self.meaning.phrases.node(draft.worse(0.8), whoever, env):
            if left:
                continue
            ready, act = longer.fresh("statement")
            said = Pattern(act, ((KG + "speaker", False),), speaker.variable)
            told = f"?claim kg:quote ?told . FILTER({in_order('STR(?told)', [verb, *words])})"
            yield ready.with_pattern(said, said=True).where(told).asking(speaker, "thing")
            # "the deal was announced by X"
            told = (
                f"{act} kg:content ?what . FILTER({in_order('STR(?what)', words)}) FILTER(STRLEN(?what) < 60) "
                f"?claim kg:quote ?told . FILTER({in_order('STR(?told)', [words[-1], verb])})"
            )
            yield ready.worse(0.1).with_pattern(said, said=True).where(told).asking(speaker, "thing")

    def claimers(self, draft: Draft, clause: Clause, source: Phrase, env: Environment) -> Iterator[Draft]:
        """ "according to whom …": who claims what the clause states."""
        for stated in self.meaning.statements(draft, clause, env):
            ready = stated.where("FILTER(BOUND(?claimedBy))", "FILTER NOT EXISTS { ?claim a kg:Narration }", NOT_DENIED)
            yield ready.asking(CLAIMER, "source")

    # -- who says ------------------------------------------------------------------------------------------------

    def _who(
        self, draft: Draft, frame: Frame, source: Phrase, content: Argument, rest: list[Argument], env: Environment
    ) -> Iterator[Draft]:
        itself = Node("?itself")
        inner = {**env, **dict.fromkeys(("it", "they", "he", "she", "gap"), itself)}
        if frame.reference == DENIED:
            yield from self._denied(draft, content)
        for stated in self._content(draft, content, inner):
            if stated.answer is not None and stated.kind == "thing" and frame.reference == DENIED:
                yield stated
                continue
            if stated.said is None or stated.answer is not None:
                continue
            claimed = self._in_own_name(stated, itself) if itself.variable in stated.variables() else stated
            ready = claimed.where(
                "FILTER(BOUND(?claimedBy))", "FILTER NOT EXISTS { ?claim a kg:Narration }", self._stance(frame)
            )
            if source.noun is not None and not self.shared.is_vague(source.noun):
                kinds = {b for c in self.shared.noun_classes(source.noun) for b in self.shared.schema.below(c)}
                ready = ready.where(any_exists(f"?claimedBy a ?sort . FILTER({one_of('?sort', kinds)})"))
            drafts = [ready.asking(CLAIMER, "source")]
            for argument in rest:
                assert argument.adjunct is not None
                host = Node(stated.said.subject, kg("Event"))
                drafts = [
                    m for before in drafts for m in self.meaning.adjuncts.attach(before, argument.adjunct, host, env)
                ]
            yield from drafts

    def _in_own_name(self, draft: Draft, itself: Node) -> Draft:
        """Who claims "to have done" it is the claimer, a body of the claimer, or one called "its fighters"."""
        own = "|".join(sorted(self.shared.english.words["possessives"]))
        label = f'{itself.variable} rdfs:label ?title . FILTER(REGEX(STR(?title), "^({own}) ", "i"))'
        return draft.where(
            f"FILTER({itself.variable} = ?claimedBy || EXISTS {{ {itself.variable} {BODY_OF} ?claimedBy }} "
            f"|| EXISTS {{ {label} }})"
        )

    def _stance(self, frame: Frame) -> str:
        if frame.reference == DENIED:
            return "FILTER EXISTS { ?claim kg:stance kg:Denied }"
        return NOT_DENIED

    def _content(self, draft: Draft, content: Argument, env: Environment) -> Iterator[Draft]:
        if content.content is not None:
            yield from self.meaning.figures.assertions(draft, content.content, env)
            yield from self.meaning.statements(draft, content.content, env)
            return
        phrase = content.phrase
        if phrase is None or phrase.wh or phrase.conjuncts:
            return
        if phrase.noun is not None and self.shared.english.is_a("claim_nouns", phrase.noun.lemma):
            owner = phrase.possessor or next(
                (p.phrase for p in phrase.posts if self.shared.english.is_a("owner_prepositions", p.preposition)), None
            )
            if owner is not None:
                yield from self._claim_of(draft, owner, env)
            return
        if phrase.number is not None:
            yield from self.meaning.figures.assertions(draft, Clause(subject=phrase, tense="be"), env)
        for longer, node, left in self.meaning.phrases.node(draft, phrase, env):
            schema = self.shared.schema
            if (
                left
                or node.things
                or not (schema.is_kind(node.classes, "Event") or schema.is_kind(node.classes, "Figure"))
            ):
                continue
            kind = Pattern(
                node.variable, (("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", False),), f"{node.variable}_kind"
            )
            yield longer.with_pattern(kind, said=True)

    def _claim_of(self, draft: Draft, owner: Phrase, env: Environment) -> Iterator[Draft]:
        """ "X's claim": something of which a claim by X speaks."""
        longer, thing = draft.fresh("thing")
        longer, other = longer.fresh("other")
        pattern = Pattern(thing, (("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", False),), f"{thing}_kind")
        if owner.name is None or owner.noun is not None:
            return
        yield from self._denial(draft, owner)
        lines = (
            f"GRAPH {other} {{ {thing} ?about ?value }}",
            f"{other} kg:claimedBy {other}_by . FILTER({one_of(other + '_by', owner.name.things)})",
            f"FILTER(?claim != {other} && ?claimedBy != {other}_by)",
            f"FILTER EXISTS {{ {thing} a ?sort . FILTER({one_of('?sort', self._speakable())}) }}",
        )
        yield longer.with_pattern(pattern, said=True).where(*lines)

    def _denied(self, draft: Draft, content: Argument) -> Iterator[Draft]:
        """Who denies what the content says, or "the claim", by the printed words of the denial or of the claim just
        before it."""
        longer, act = draft.fresh("denial")
        longer, who = longer.node("x", kg("Actor"))
        said = Pattern(act, ((KG + "speaker", False),), who.variable)
        longer = (
            longer.with_pattern(said, said=True).where(f"{act} a kg:Denial ; kg:content ?denied .").asking(who, "thing")
        )
        phrase = content.phrase
        words = [stem for _, stem in self.shared.content_words(content.first, content.last)]
        if (
            phrase is not None
            and phrase.noun is not None
            and self.shared.english.is_a("claim_nouns", phrase.noun.lemma)
        ):
            if not (phrase.modifiers or phrase.possessor or phrase.posts or phrase.clauses):
                yield longer.worse(0.4).where(self._points_back(phrase.noun.lemma))
        elif len(words) > 1:
            yield longer.worse(0.2).where(f"FILTER({in_order('STR(?denied)', words)})")
            before = (
                "?claim kg:document ?article ; kg:sentence/kg:number ?at . "
                f"GRAPH ?told {{ ?earlier kg:content ?what }} FILTER(?earlier != {act}) "
                "?told kg:document ?article ; kg:sentence/kg:number ?before ; kg:quote ?put . "
                f"FILTER((?before = ?at || ?before = ?at - 1) && "
                f"({in_order('STR(?what)', words)} || {in_order('STR(?put)', words, apart=2)}))"
            )
            yield longer.worse(0.4).where(self._points_back(), any_exists(before))
            # "a charge that Norland denied": no words but those just before
            bare, mute = draft.fresh("denial")
            denies = Pattern(mute, ((KG + "speaker", False),), who.variable)
            bare = bare.worse(0.5).with_pattern(denies, said=True).asking(who, "thing")
            silent = f"{mute} a kg:Denial . FILTER NOT EXISTS {{ {mute} kg:content|kg:topic ?denied }}"
            yield bare.where(silent, any_exists(before.replace(f"{act})", f"{mute})")))

    def _points_back(self, noun: str = "") -> str:
        """A filter: what is denied is only "the claim" or "this"."""
        nouns = noun or "|".join(sorted(self.shared.english.words["claim_nouns"]))
        return f'FILTER(REGEX(STR(?denied), "^((the|this|that|these|those) ({nouns})s?|this|that|it)$", "i"))'

    def _denial(self, draft: Draft, owner: Phrase) -> Iterator[Draft]:
        """A denial whose topic is a statement or thing that the owner's claims speak of."""
        assert owner.name is not None
        longer, act = draft.fresh("denial")
        longer, topic = longer.fresh("topic")
        longer, who = longer.node("x", kg("Actor"))
        said = Pattern(act, ((KG + "speaker", False),), who.variable)
        longer = longer.with_pattern(said, said=True).with_pattern(Pattern(act, ((KG + "topic", False),), topic))
        by = one_of("?owner", owner.name.things)
        yield longer.where(
            f"{act} a kg:Denial .",
            any_exists(
                f"{topic} kg:speaker|kg:claimedBy ?owner . FILTER({by})",
                f"GRAPH ?other {{ {topic} ?about ?value }} ?other kg:claimedBy ?owner . FILTER({by})",
            ),
        ).asking(who, "thing")
        yield self._denial_next_to(draft.worse(0.3), by)

    def _denial_next_to(self, draft: Draft, by: str) -> Draft:
        """A denial of "the claim" right after the only claim that it can mean: one of the same or the last sentence."""
        longer, act = draft.fresh("denial")
        longer, who = longer.node("x", kg("Actor"))
        said = Pattern(act, ((KG + "speaker", False),), who.variable)
        nouns = "|".join(sorted(self.shared.english.words["claim_nouns"]))
        near = "FILTER({0} = ?at || {0} = ?at - 1)"
        return (
            longer.with_pattern(said, said=True)
            .where(
                f"{act} a kg:Denial ; kg:content ?denied .",
                f'FILTER(REGEX(STR(?denied), "^(the|this|that|these|those) ({nouns})s?$", "i"))',
                "?claim kg:document ?article ; kg:sentence/kg:number ?at .",
                f"GRAPH ?told {{ ?other kg:speaker ?owner }} FILTER({by}) FILTER(?other != {act})",
                "?told kg:document ?article ; kg:sentence/kg:number ?before . " + near.format("?before"),
                "FILTER NOT EXISTS { GRAPH ?third { ?else kg:speaker ?someone } "
                f"FILTER(?someone != ?owner && ?else != {act}) "
                "?third kg:document ?article ; kg:sentence/kg:number ?then . " + near.format("?then") + " }",
            )
            .asking(who, "thing")
        )

    def _speakable(self) -> frozenset[str]:
        return self.shared.schema.below(KG + "Event") | self.shared.schema.below(KG + "Figure")

    # -- what is said --------------------------------------------------------------------------------------------

    def _what(
        self, draft: Draft, clause: Clause, frame: Frame, source: Phrase, content: Argument, rest: list[Argument],
        env: Environment,
    ) -> Iterator[Draft]:  # fmt: skip
        if content.content is not None:
            said_by = next(iter(self.meaning.phrases.node(draft, source, env)), None)
            start, inner = draft, env
            if said_by is not None and not said_by[2]:
                start = said_by[0]
                inner = {**env, **dict.fromkeys(("it", "they", "he", "she", "gap"), said_by[1])}
            for ready in self.meaning.questions(start, content.content, inner):
                if ready.said is None:
                    continue
                yield from self.meaning.adjuncts.source(ready.where(self._stance(frame)), source, env)
            return
        phrase = content.phrase
        if phrase is None or phrase.wh != "thing" or phrase.noun is not None:
            return
        topics = [a.phrase for a in rest if a.adjunct is not None and a.phrase is not None]
        if any(a.adjunct is None or not self._is_topic(a.adjunct.preposition) for a in rest):
            return
        assert clause.verb is not None
        if not any(self.shared.english.is_a("saying", lemma) for lemma in self.shared.english.lemmas(clause.verb.form)):
            # "what did X claim": what the article puts so; that X says something else is no claim of X
            verb = self.shared.stem_of(clause.verb)
            cues = self.shared.english.words["claiming_cues"] if frame.reference == CLAIMED else frozenset()
            stance = f"kg:stance {short(frame.reference)}"
            for found in self.said_by(draft, source, topics, env, self._stance(frame)):
                if found.said is not None:
                    act, words, ways = found.said.subject, "?claim kg:quote", [verb]
                else:
                    act, words, ways = "?statement", "?statement kg:cue", [verb, *sorted(cues)]
                printed = f'REGEX(STR(?manner), {quoted(WORD_START + "(" + "|".join(ways) + ")")}, "i")'
                yield found.where(
                    f"OPTIONAL {{ {words} ?manner }}", f"FILTER(EXISTS {{ {act} {stance} }} || {printed})"
                )
            draft = replace(draft, near_miss=True)
        yield from self.said_by(draft.worse(0.3), source, topics, env, self._stance(frame))

    def _is_topic(self, preposition: str) -> bool:
        return self.shared.english.is_a("topic_prepositions", preposition)

    def said_by(
        self, draft: Draft, source: Phrase, topics: list[Phrase], env: Environment, stance: str
    ) -> Iterator[Draft]:
        """What somebody said: quotations and contents of statements, else the claims' quotes."""
        for longer, speaker, left in self.meaning.phrases.node(draft, source, env):
            if left:
                continue
            ready, text = longer.fresh("text")
            ready, act = ready.fresh("statement")
            path = ((KG + "quotation", False), (KG + "content", False), (KG + "describedAs", False))
            pattern = Pattern(act, path, text)
            ready = ready.with_pattern(Pattern(act, ((KG + "speaker", False),), speaker.variable))
            ready = ready.with_pattern(pattern, said=True).asking(Node(text, is_literal=True), "literal")
            denies = "FILTER NOT EXISTS" if stance == NOT_DENIED else "FILTER EXISTS"
            ready = ready.where(f"{denies} {{ {act} a kg:Denial }}")  # what X denies is not what X says
            yield self._about(ready, act, text, topics)
            ready, text = longer.worse(0.3).fresh("text")
            quote = Pattern("?statement", ((KG + "quote", False),), text)
            ready = ready.with_pattern(Pattern("?statement", ((KG + "claimedBy", False),), speaker.variable))
            ready = ready.with_pattern(quote).asking(Node(text, is_literal=True), "quote")
            ready = ready.where(
                "FILTER NOT EXISTS { ?statement a kg:Narration }", stance.replace("?claim", "?statement")
            )
            yield self._about(ready, "", text, topics)

    def _about(self, draft: Draft, act: str, text: str, topics: list[Phrase]) -> Draft:
        for topic in topics:
            words = [stem for _, stem in self.shared.content_words(topic.first, topic.last)]
            branches = [f"FILTER({contains_words(f'STR({text})', words)})"]
            if topic.name is not None and topic.noun is None:
                listed = one_of("?about", topic.name.things)
                if act:
                    branches.append(f"{act} kg:topic|kg:addressee ?about . FILTER({listed})")
                else:
                    branches.append(f"GRAPH ?statement {{ ?any ?how ?about }} FILTER({listed})")
            elif topic.noun is not None and act:
                kinds = {b for c in self.shared.noun_classes(topic.noun) for b in self.shared.schema.below(c)}
                if kinds and not topic.modifiers:
                    branches.append(f"{act} kg:topic/a ?sort . FILTER({one_of('?sort', kinds)})")
            draft = draft.where(any_exists(*branches))
        return draft


def _is_what(argument: Argument) -> bool:
    """ "what did X tell reporters": whatever is told, also where the verb's object is who is told."""
    phrase = argument.phrase
    return argument.adjunct is None and phrase is not None and phrase.wh == "thing" and phrase.noun is None


__all__ = ["Claims"]
