"""Reading one article: the steps of this folder in their order.

In: a text and its front matter, the ontology room, the English reader. Out: quads, and what was left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kgtool.language.datelines import find_dateline
from kgtool.language.dates import find_dates
from kgtool.language.document import Document
from kgtool.language.parser import Reader
from kgtool.language.quantities import find_quantities
from kgtool.language.quotations import find_quotations
from kgtool.language.repairs import repair
from kgtool.language.transcripts import find_turns, with_speakers_apart
from kgtool.ontology.entities import Gazetteer
from kgtool.ontology.lexicon import Lexicon
from kgtool.reading.apposed_names import with_apposed_names
from kgtool.reading.attribution import Attributions
from kgtool.reading.collector import Understanding
from kgtool.reading.events import Events, muted
from kgtool.reading.evocations import find_evocations
from kgtool.reading.figurative import without_figures_of_speech
from kgtool.reading.figures import Figures
from kgtool.reading.holders import Holders
from kgtool.reading.homelands import settle_homelands
from kgtool.reading.identity import Identity
from kgtool.reading.lines import unwrapped, without_links
from kgtool.reading.listing import person_lists, phrases_apart
from kgtool.reading.mentions import MentionFinder
from kgtool.reading.model import Attribution, Literal, Mention, Report, Statement
from kgtool.reading.modes import DENIED, Modes
from kgtool.reading.newcomers import Newcomers
from kgtool.reading.offices import Offices
from kgtool.reading.pairs import Pairs
from kgtool.reading.ranks import with_ranks
from kgtool.reading.scenes import with_scenes
from kgtool.reading.schema import Schema
from kgtool.reading.slots import Slots
from kgtool.reading.statements import read_statements
from kgtool.reading.tags import with_tags
from kgtool.reading.things import Things
from kgtool.reading.times import TimeWriter
from kgtool.reading.voices import Voices
from kgtool.reading.wholes import with_wholes
from kgtool.reading.writing import Source, quads
from kgtool.terms import XSD

DASHES = ("—", "–", " - ", " -- ")
DATELINE_REACH = 80
"""Characters in which the dash of a dateline must stand."""


@dataclass(slots=True)
class Reading:
    """What was understood of one article."""

    quads: list[ox.Quad]
    statements: list[Statement]
    report: Report
    document: Document
    mentions: list[Mention]
    """The phrases that were found, with the things they stand for."""
    attributions: list[Attribution] = field(default_factory=list)
    """Who says what, as positions of words, whether or not a statement came of it."""


@dataclass
class ArticleReader:
    """Reads articles with one ontology room; loads the English reader when it is first needed."""

    schema: Schema
    lexicon: Lexicon
    gazetteer: Gazetteer
    english: Reader = field(default_factory=Reader.load)

    @classmethod
    def load(cls, ontology: Path) -> ArticleReader:
        """Loads an ontology room."""
        return cls(Schema.load(ontology), Lexicon.load(ontology / "lexicon"), Gazetteer.load(ontology))

    def read(self, text: str, source: Source) -> Reading:
        """Reads the body of an article (``source.body_start`` is its offset in the file)."""
        apart = with_speakers_apart(self._with_dateline_apart(unwrapped(without_links(text))))
        return self.understand(self.english.read(apart), source, text)

    def _with_dateline_apart(self, text: str) -> str:
        """The text with the space behind a dateline made a line break, so that no tree spans both; as long as
        before.
        """
        start = len(text) - len(text.lstrip())
        line_end = text.find("\n", start)
        line = text[start : line_end if line_end > 0 else len(text)]
        if not line[:1].isupper() or not any(dash in line[:DATELINE_REACH] for dash in DASHES):
            return text
        opening = self.english.read(line)
        dateline = find_dateline(opening)
        if dateline is None or dateline.body >= len(opening.tokens):
            return text
        at = start + opening.tokens[dateline.body].start - 1
        return text[:at] + "\n" + text[at + 1 :] if text[at].isspace() else text

    def understand(self, document: Document, source: Source, printed: str = "") -> Reading:
        """The steps after parsing; quotes are taken from the text as ``printed``, by default the document's own."""
        report = Report()
        document = repair(document)
        evocations = find_evocations(document, self.lexicon)
        document = with_apposed_names(with_tags(document, evocations), evocations, self.schema)
        document = with_ranks(document, evocations)
        document = with_scenes(document, evocations, self.schema)
        document = with_wholes(document, evocations, self.schema)
        slots = Slots(document)
        evocations = without_figures_of_speech(evocations, slots, self.schema)
        dates = find_dates(document, source.published)
        slots.dated.update(i for date in dates for i in date.span)
        quantities = find_quantities(document)
        quotations = find_quotations(document)
        gazetteer = Newcomers(document, slots, evocations, self.schema, self.gazetteer).gazetteer()
        finder = MentionFinder(
            document, slots, evocations, quantities, quotations, self.lexicon, self.schema, gazetteer
        )
        mentions = finder.find()
        slots.lists.update(person_lists(document, mentions, self.schema))
        slots.apart.update(phrases_apart(document, quantities))
        identity = Identity(source.name, document, slots, mentions, self.schema, self.gazetteer, report)
        identity.settle(evocations)
        attributions = Attributions(
            document, slots, evocations, identity.mentions, quotations, find_turns(document)
        ).read()
        identity.pronouns.speakers, identity.pronouns.speaking = attributions.speakers, attributions.speaking
        identity.pronouns.quoted = {i for q in quotations if q.kind == "speech" for i in q.span}
        identity.sides.sources = {claim.source for claim in attributions.found}
        offices = Offices(document, slots, evocations, identity)
        holdings = offices.read()
        titled = Holders(document, slots, identity, offices.titles, holdings).settle()
        leading = {e.head for e in evocations if "AnyOffice" in e.entry.kinds}
        Pairs(document, slots, identity, holdings, leading).settle()
        identity.pronouns.settle_persons()
        settle_homelands(identity, slots, holdings)
        identity.sort()
        denied = {i for claim in attributions.found if claim.stance == DENIED for i in claim.scope}
        modes = Modes(document, slots, evocations, denied)
        silent = muted(evocations, slots)
        events = Events(document, slots, evocations, identity, modes, dates, silent, titled, source.published)
        events.find()
        identity.sort()
        things = Things(identity, events, self.lexicon)
        voices = Voices(attributions, identity, things)
        figures = Figures(document, slots, evocations, quantities, identity, events, things)
        published = Literal(source.published.isoformat(), XSD + "date")
        article = Understanding(
            document, slots, evocations, identity, attributions, voices, modes, events, things, figures,
            holdings, quotations, published, report, TimeWriter(identity, published.value),
        )  # fmt: skip
        statements = read_statements(article)
        identity.pronouns.settle_rest()
        printed = printed or document.text
        written = quads(document, statements, source, printed, report.left_out)
        mentioned = list(identity.mentions.values())
        return Reading(written, statements, report, document, mentioned, attributions.found)
