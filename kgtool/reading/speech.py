"""Acts of speech as events of their own: who said what, in which words, where and when."""

from __future__ import annotations

from kgtool.reading.attribution_quotes import NOBODY
from kgtool.reading.collector import Part, Understanding
from kgtool.reading.model import Literal, Thing
from kgtool.reading.phrases import Phrases
from kgtool.reading.roles import TYPE, Roles
from kgtool.terms import KG

LONGEST_LEAD = 8
"""Tokens that may stand between a verb of speech and its "that" ("stated *in X, Y* that …")."""


class Speech(Part):
    """States the speech of one article."""

    def __init__(self, article: Understanding, phrases: Phrases, roles: Roles) -> None:
        super().__init__(article)
        self.phrases, self.roles = phrases, roles

    def state(self) -> None:
        """Each attribution by a verb is an event of its own: who said what, where, in which words."""
        done: set[tuple[int, str]] = set()
        for attribution in sorted(self.attributions.found, key=lambda a: (a.cue.first, a.source)):
            verb = attribution.cue.first
            by_verb = attribution.frame is not None and "self" not in attribution.frame.source_slots
            if self.document.tokens[verb].upos != "VERB" or not by_verb:
                continue
            if attribution.source == NOBODY:
                continue
            speaker = self.voices.claimer(attribution)
            if speaker is None:
                self.report.count("speakers that the article does not name clearly")
                continue
            if (verb, speaker.iri) in done or verb in self.events.words:
                continue
            done.add((verb, speaker.iri))
            source = self.identity.mentions.get(attribution.source)
            content = sorted(attribution.scope)
            tokens = {*attribution.cue, *(source.span if source else ()), *content}
            iri = self.identity.own_iri("statement")
            cls = KG + ("Denial" if attribution.stance == KG + "Denied" else "Statement")
            self.add(iri, TYPE, cls, tokens, verb)
            self.add(iri, KG + "speaker", speaker.iri, tokens, verb)
            self.add(iri, KG + "stance", attribution.stance, tokens, verb)
            beside = self.attributions.beside(verb)
            told = [i for i in content if i not in beside] or content
            told = [i for i in told if self._is_with(verb, i)] or told
            said = self._without_comment(self._without_mark(self._longest_run(told)))
            text = self.phrases.text(said) if said else ""
            if text and not self._is_relative(verb, content) and not self._is_lone_verb(said):
                self.add(iri, KG + "content", Literal(text, language="en"), tokens, verb)
            for quotation in self.quotations:
                if quotation.kind == "speech" and set(quotation.span) <= attribution.scope:
                    quoted = self.phrases.text(list(quotation.span))
                    value = Literal(quoted, language="en")
                    if quoted and any(self._is_with(verb, i) for i in quotation.span):
                        self.add(iri, KG + "quotation", value, tokens, verb)
                    elif quoted:  # it goes on in sentences of its own, which are quoted then
                        first = quotation.span.first
                        self.add(iri, KG + "quotation", value, quotation.outer, first, self.voices.at(verb))
            statement = Thing(iri, {KG + "Statement"}, text, "statement")
            self.roles.state_roles(statement, verb, self.roles.universal(statement), None, tokens, attribution.scope)
            dates = [d for d in self.events.dates_at.get(verb, []) if d.span.first not in attribution.scope]
            self.roles.state_time(statement, verb, dates, KG + "time", tokens)

    def _is_with(self, verb: int, index: int) -> bool:
        """Whether a word stands in the sentence of a verb."""
        return self.document.tokens[index].sentence == self.document.tokens[verb].sentence

    def _is_relative(self, verb: int, content: list[int]) -> bool:
        """ "a charge that X rejected": what is said stands before the verb that describes it, and is no clause."""
        return self.document.tokens[verb].deprel.startswith("acl:relcl") and max(content) < verb

    def _is_lone_verb(self, said: list[int]) -> bool:
        """Whether what is said has lost its subject: "a pact that both deny *exists*"."""
        return len(said) == 1 and self.document.tokens[said[0]].xpos in ("VBZ", "VBP", "VBD")

    def _without_comment(self, content: list[int]) -> list[int]:
        """What is said up to a participle at its end of which nothing is known: "…, *dashing hopes of a deal*"."""
        tokens = self.document.tokens
        if any(i in q.span for q in self.quotations for i in content):
            return content
        for place, index in enumerate(content):
            is_participle = tokens[index].xpos == "VBG" and tokens[index].deprel == "advcl"
            if place > 1 and is_participle and tokens[index - 1].text == "," and index not in self.events.by_head:
                ends = set(content[place:]) == {i for i in self.document.subtree(index) if i >= index} & set(content)
                return content[: place - 1] if ends else content
        return content

    def _longest_run(self, content: list[int]) -> list[int]:
        """The longest unbroken part of what is said: without the speaker's tag in its middle or at its end.

        What is joined behind the tag comes second: "A, X said, *and B*".
        """
        runs: list[list[int]] = [[]]
        for index in content:
            if runs[-1] and index != runs[-1][-1] + 1:
                runs.append([])
            runs[-1].append(index)
        longest = max(runs, key=len)
        return max(runs[: runs.index(longest)], key=len) if longest is not runs[0] and self._joins(longest) else longest

    def _joins(self, run: list[int]) -> bool:
        """Whether words go on with a clause that a conjunction joins to one before."""
        tokens = self.document.tokens
        first = next((i for i in run if tokens[i].upos != "PUNCT"), run[0])
        return tokens[first].upos == "CCONJ"

    def _is_mark(self, index: int) -> bool:
        """Whether a word only opens a clause: "said *that* it was so", not "*that* was so"."""
        stands_for = self.document.tokens[index].deprel.startswith(("nsubj", "obj", "det", "obl"))
        return self.slots.is_word(index, "complementizers") and not stands_for

    def _without_mark(self, content: list[int]) -> list[int]:
        tokens = self.document.tokens
        for place, index in enumerate(content[:LONGEST_LEAD]):
            if tokens[index].upos == "VERB":
                break  # "*He said* that …": said by another
            if place and tokens[index].deprel == "mark" and self.slots.is_word(index, "complementizers"):
                if tokens[tokens[index].head].deprel == "ccomp":
                    content = content[place:]
                    break
        while content and (self._is_mark(content[0]) or tokens[content[0]].upos == "PUNCT"):
            content = content[1:]
        return content
