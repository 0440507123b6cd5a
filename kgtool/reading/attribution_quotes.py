"""What is quoted, and by whom: quotations beside a verb of saying, those that go on, and those that nobody claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kgtool.language.document import Span
from kgtool.language.quotations import Quotation
from kgtool.ontology.lexicon import Frame
from kgtool.reading.attribution_tags import Tags
from kgtool.reading.model import Attribution, Evocation
from kgtool.terms import KG

NOBODY = -1
"""The source of what somebody says whom the sentence does not name."""


class Quotes(Tags):
    """The quotations of claims."""

    def _nobody(self, evocation: Evocation, scope: Iterable[int], frame: Frame | None) -> None:
        self.found.append(
            Attribution(frozenset(scope), NOBODY, evocation.span, frame.reference if frame else "", (), frame)
        )

    def _quoted(self, verb: int, right_beside: bool = False) -> set[int]:
        """Speech in quotation marks in the verb's sentence that no other speaker's verb is nearer to.

        A verb that says nothing else ("continued: …") must stand ``right_beside`` it.
        """
        sentence = self.document.tokens[verb].sentence
        found: set[int] = set()
        if self.document.tokens[verb].xpos == "VBG" and not self.slots.children(verb, "nsubj", "aux"):
            return found
        others = [head for head in self.quoting if head != verb]
        for quotation in self.quotations:
            if quotation.kind != "speech" or sentence not in self._sentences(quotation):
                continue
            if _is_inside(verb, quotation) or (right_beside and not self._is_right_beside(verb, quotation)):
                continue
            if quotation.is_fragment and self._governor(quotation) not in (None, verb):
                continue
            distance = _distance(verb, quotation.span)
            if all(
                _distance(other, quotation.span) > distance
                for other in others
                if self.document.tokens[other].sentence == sentence and not _is_inside(other, quotation)
            ):
                found.update(quotation.span)
        return found

    def _is_right_beside(self, verb: int, quotation: Quotation) -> bool:
        """Whether nothing but marks and the speaker stands between a verb and a quotation."""
        between = range(min(verb + 1, quotation.outer.last), max(verb, quotation.outer.first))
        speaker = {i for c in self.slots.children(verb, "nsubj") for i in self.document.subtree(c)}
        return all(self.document.tokens[i].upos == "PUNCT" or i in speaker for i in between)

    def _governor(self, quotation: Quotation) -> int | None:
        """The verb of speech under which a piece of a sentence is quoted: *called* it "a feat"."""
        at = next(
            (i for i in quotation.span if self.document.tokens[i].head not in quotation.span), quotation.span.first
        )
        while not self.document.tokens[at].is_root and at not in self.quoting:
            at = self.document.tokens[at].head
        return at if at in self.quoting and at not in quotation.span else None

    def _sentences(self, quotation: Quotation) -> tuple[int, int]:
        """The sentences in which a quotation begins and ends: its tag stands in one of them."""
        tokens = self.document.tokens
        last, behind = quotation.span.last - 1, quotation.outer.last
        if tokens[last].text == "," and behind < len(tokens):
            last = behind  # a tag that was taken for a sentence of its own
        return tokens[quotation.span.first].sentence, tokens[last].sentence

    def _continue_quotes(self) -> None:
        """A quotation that makes up whole sentences, without a tag, goes on with what was said right before it."""
        said = {i for attribution in self.found for i in attribution.scope}
        for quotation in self.quotations:
            if quotation.kind != "speech" or quotation.depth or said & set(quotation.span):
                continue
            first, last = self._sentences(quotation)
            sentences = range(self.document.sentences[first].first, self.document.sentences[last].last)
            if any(i not in quotation.span and self.document.tokens[i].upos != "PUNCT" for i in sentences):
                continue
            for attribution in self._said_before(first, quotation):
                at = self.found.index(attribution)
                self.found[at] = replace(attribution, scope=attribution.scope | set(quotation.span))

    def _said_before(self, sentence: int, quotation: Quotation) -> list[Attribution]:
        """The last claims by a verb in the paragraph before a quotation, in the sentence right before it."""
        paragraph = next((p for p in self.document.paragraphs if quotation.span.first in p), None)
        cues = [a for a in self.found if a.cue.first < quotation.span.first and a.source != NOBODY]
        cues = [a for a in cues if paragraph is not None and a.cue.first in paragraph]
        near = [a for a in cues if self.document.tokens[a.cue.first].sentence == sentence - 1]
        last = max((a.cue.first for a in near), default=-1)
        return [a for a in near if a.cue.first == last and self.document.tokens[last].upos == "VERB"]

    def _read_unclaimed_speech(self) -> None:
        """What stands in quotation marks of which no verb tells the speaker is not the article's own voice."""
        told = {i for a in self.found for i in a.scope}
        for quotation in self.quotations:
            if quotation.kind == "speech" and not quotation.is_fragment:
                unclaimed = {i for i in quotation.span if i not in told and self.document.tokens[i].upos != "PUNCT"}
                if unclaimed:
                    cue = Span(quotation.outer.first, quotation.outer.first + 1)
                    self.found.append(Attribution(frozenset(unclaimed), NOBODY, cue, "", (), None))

    def _read_turns(self) -> None:
        """What stands behind a speaker's name in a transcript; nobody is known to say what stands behind "Q:"."""
        for turn in self.turns:
            source = next((m.head for m in self.mentions.values() if m.kind == "name" and m.head in turn.label), NOBODY)
            self.found.append(Attribution(frozenset(turn.span), source, turn.label, KG + "Said"))

    # -- sources -------------------------------------------------------------------------------------------------


def _is_inside(index: int, quotation: Quotation) -> bool:
    """Whether a verb is one of the words quoted: "It is time to *say* goodbye," X said."""
    return quotation.closed and index in quotation.span


def _distance(index: int, span: Span) -> int:
    return span.first - index if index < span.first else max(0, index - span.last + 1)
