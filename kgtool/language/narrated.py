"""Dates that count from what the sentences before them tell.

In: date forms in the order of the text. Out: the days that a form means where the story gives what it leaves open: the
year behind "In 2016 the talks began.", "of that year", "three days later" behind the one day of the sentence before.
All within one paragraph; where the story is not clear, nothing is said.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from fractions import Fraction

from kgtool.language.calendar_days import Bounds, resolve
from kgtool.language.date_words import DateForm
from kgtool.language.document import Document, Span
from kgtool.language.english import words
from kgtool.language.pieces import Pieces, lower_at
from kgtool.language.tense import PAST

REACH = 1
"""Sentences back in which the last date of the story must stand."""

RECENT = datetime.timedelta(days=62)
"""Time within which a day without its year is news."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A date that was told: its form, where, and the days it means."""

    form: DateForm
    index: int
    """The token at which it stands."""
    sentence: int
    is_first: bool
    """Whether it opens its sentence."""
    bounds: Bounds


class Narration:
    """What the dates so far tell of the time of the story."""

    def __init__(self, document: Document, pieces: Pieces, published: datetime.date) -> None:
        self.document, self.pieces, self.published = document, pieces, published
        self._told: list[_Told] = []
        self._story: _Told | None = None
        """The last date of a story whose year was told."""

    def bounds(self, form: DateForm, span: Span, tense: str) -> Bounds | None:
        """The days that a form means by the story, or none where it says no more than the form itself."""
        if self._says(form, "same_year"):
            year = self._year_before(span)
            return None if year is None else resolve(_in_year(form, year), self.published, tense)
        if form.kind == "later" and form.anchor is None and form.unit in ("day", "week") and (form.amount or 0) > 0:
            return self._after_day(form, span, tense)
        if self._says(form, "day_after"):
            return self._after_day(replace(form, unit="day", amount=Fraction(1)), span, tense)
        if form.kind not in ("day", "month") or form.year is not None or tense != PAST:
            return None
        return self._in_story(form, span, tense)

    def of_that_year(self, form: DateForm, next_form: list[DateForm], span: Span) -> DateForm | None:
        """A day or month with the words "of that year" behind it, with that year."""
        behind = next_form[0] if next_form else form
        if not self._says(behind, "same_year") or form.kind not in ("day", "month"):
            return None
        if behind.begin != form.end + 1 or lower_at(self.pieces, form.end) not in words("dates", "of"):
            return None
        year = self._year_before(span)
        return None if year is None else replace(_of_year(form, year), end=behind.end)

    def note(self, form: DateForm, span: Span, bounds: Bounds | None) -> None:
        """Takes a date into the story."""
        if bounds is None:
            return
        sentence = self.document.tokens[span.first].sentence
        is_first = self._opens(span.first)
        told = _Told(form, span.first, sentence, is_first, bounds)
        self._told.append(told)
        is_told = form.kind in ("year", "month", "day") and form.year is not None and form.until is None
        opens = is_told and is_first and bounds.earliest <= self.published
        is_open = form.kind in ("day", "month") and form.year is None
        goes_on = is_open and self._story is not None and bounds.latest >= self._story.bounds.earliest
        if opens or goes_on:
            self._story = told
        elif form.kind not in ("later", "in_hand"):
            self._story = None

    def _says(self, form: DateForm, phrases: str) -> bool:
        """Whether a form is one of the phrases of a list."""
        said = " ".join(piece.lower for piece in self.pieces[form.begin : form.end])
        return form.kind == "in_hand" and said in words("dates", phrases)

    def _in_story(self, form: DateForm, span: Span, tense: str) -> Bounds | None:
        """The first such day or month from the last date of the story on, if that is past."""
        sentence = self.document.tokens[span.first].sentence
        story = self._story
        if story is None or sentence - story.sentence > REACH or not self._is_one_paragraph(story.index, span.first):
            return None
        if story.sentence == sentence and story.form.year is not None:
            return None  # "In 2015 X signed a deal, which collapsed on 3 May": of a later year, perhaps
        last = story.bounds.earliest
        for year in (last.year, last.year + 1):
            found = resolve(_of_year(form, year), self.published, tense)
            if found is not None and found.latest >= last and found.earliest <= self.published:
                return replace(found, certain=not self._is_news(form, tense, found))
        return None

    def _is_news(self, form: DateForm, tense: str, found: Bounds) -> bool:
        """Whether a day or month was not long before the article, too: then it may be of this year."""
        alone = resolve(form, self.published, tense)
        return alone is not None and alone != found and self.published - alone.latest <= RECENT

    def _year_before(self, span: Span) -> int | None:
        """The one year that is told before in the sentence, else in the one before it."""
        sentence = self.document.tokens[span.first].sentence
        for at in (sentence, sentence - 1):
            told = [t for t in self._told if t.sentence == at and t.form.year is not None]
            years = {t.bounds.earliest.year for t in told}
            if years:
                is_near = self._is_one_paragraph(told[0].index, span.first)
                return years.pop() if len(years) == 1 and is_near else None
        return None

    def _after_day(self, form: DateForm, span: Span, tense: str) -> Bounds | None:
        """Days after the one day of the sentence before, at the begin of a sentence: "*Three days later* X met Y"."""
        sentence = self.document.tokens[span.first].sentence
        if not self._opens(span.first):
            return None
        before = [t for t in self._told if t.sentence == sentence - 1]
        days = [t for t in before if t.bounds.earliest == t.bounds.latest and t.bounds.certain]
        if len(before) != 1 or len(days) != 1 or not self._is_one_paragraph(before[0].index, span.first):
            return None
        anchor = days[0].bounds.earliest
        fixed = DateForm(form.begin, form.end, "day", day=anchor.day, month=anchor.month, year=anchor.year)
        return resolve(replace(form, kind="later", anchor=fixed), self.published, tense)

    def _opens(self, index: int) -> bool:
        """Whether a token is the first or second of its sentence."""
        tokens = self.document.tokens
        return index < 2 or tokens[index - 2].sentence != tokens[index].sentence

    def _is_one_paragraph(self, one: int, other: int) -> bool:
        return any(one in paragraph and other in paragraph for paragraph in self.document.paragraphs)


def _of_year(form: DateForm, year: int) -> DateForm:
    until = form.until and replace(form.until, year=form.until.year or year)
    return replace(form, year=year, until=until)


def _in_year(form: DateForm, year: int) -> DateForm:
    return DateForm(form.begin, form.end, "year", year=year)
