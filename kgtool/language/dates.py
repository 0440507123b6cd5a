"""Dates of a text compared with the day of its publication: the days they can mean, and how precise that is.

Bounds are those of the named day or stretch itself: ``since 2014`` gives the whole of 2014 and the relation ``since``.
Weeks run from Monday to Sunday (ISO 8601); seasons are those of the northern hemisphere.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from functools import cache

from kgtool.language.calendar_days import Bounds, resolve
from kgtool.language.date_forms import find_forms
from kgtool.language.date_words import DateForm
from kgtool.language.document import Document, Span
from kgtool.language.english import table, words
from kgtool.language.narrated import Narration
from kgtool.language.pieces import Phrases, Pieces, cut, lower_at, span_of
from kgtool.language.tense import FUTURE, PAST, UNKNOWN, is_undone, tense_around


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as printed and what it means; without its preposition."""

    span: Span
    text: str
    earliest: datetime.date | None
    """First day it can mean; none where only another sentence could tell ("the next day")."""
    latest: datetime.date | None
    """Last day it can mean; a night ends on the day after it began."""
    precision: str
    """``time``, ``day``, ``night``, ``morning``, ``afternoon``, ``evening``, ``past_hours``, ``week``, ``weekend``,
    ``month``, ``season``, ``quarter``, ``year``, ``decade``, ``century`` or ``range``."""
    relation: str
    """``on``, ``since``, ``until``, ``before``, ``after``, ``by``, ``from``, ``during``, ``late`` or ``early``."""
    certain: bool
    """Whether calendar and words leave one reading."""
    weekday_conflict: bool = False
    """Whether the weekday that is printed is not that of the date."""
    time: datetime.time | None = None
    """Time of day as printed; its zone is not read."""


RECENT = 2
"""Months within which a day without its year is news."""


def find_dates(document: Document, published: datetime.date) -> list[DateExpression]:
    """All dates and stretches of time in the order of the text."""
    pieces = cut(document)
    named = _inside_person_names(document)
    found: list[DateExpression] = []
    story = Narration(document, pieces, published)
    told: DateExpression | None = None
    forms = find_forms(pieces)
    end = 0
    for place, printed in enumerate(forms):
        span = span_of(pieces, printed.begin, printed.end)
        if named & set(span) or printed.begin < end:
            continue
        since = _relation(pieces, printed) == "since"  # "would be the worst loss since October"
        tense = PAST if since else tense_around(document, pieces, printed.begin, printed.end)
        form = story.of_that_year(printed, forms[place + 1 : place + 2], span) or printed
        end = form.end
        if tense == FUTURE and form.kind in ("day", "month") and is_undone(pieces, form.end):
            tense = UNKNOWN
        is_open = form.kind in ("day", "month") and form.year is None and form.until is None and tense != FUTURE
        year = _year_above(document, found, span) if is_open and form.kind == "day" else None
        if is_open and year is None and told is not None:
            year = _year_going_on(document, form, span, told, published)
        by_story = story.bounds(form, span, tense) if year is None else None
        bounds = by_story or resolve(replace(form, year=year) if year else form, published, tense)
        story.note(form, span, bounds)
        found.append(_expression(document, pieces, form, span_of(pieces, form.begin, form.end), bounds))
        is_printed = form.kind in ("day", "month") and (
            form.year is not None or (year is not None and told is not None)
        )
        told = found[-1] if is_printed else None
    return found


def _year_going_on(
    document: Document, form: DateForm, span: Span, told: DateExpression, published: datetime.date
) -> int | None:
    """The year of a day or month right behind one with its year: "signed on 11 May 2021 and broken on *22 May*".

    A story goes on in the order of time, within one paragraph and from one sentence to the next.
    """
    tokens = document.tokens
    if told.earliest is None or form.month is None:
        return None
    sentences = tokens[span.first].sentence - tokens[told.span.first].sentence
    if sentences > 1 or "\n" in document.text[tokens[told.span.first].start : tokens[span.first].start]:
        return None
    is_before = (form.month, form.day or 31) < (told.earliest.month, told.earliest.day)
    year = told.earliest.year + is_before
    if (year, form.month) > (published.year, published.month):
        return None
    if sentences and (is_before or (published.month - form.month) % 12 <= RECENT):
        return None  # "signed on 11 May 2021. On 22 March" may be news
    return year


def _year_above(document: Document, before: list[DateExpression], span: Span) -> int | None:
    """The year of the clause that a day stands in or under: "fought a war *in 2020* that ended on *9 November*".

    What is joined to a clause, or added behind a comma, may be of another year.
    """
    tokens = document.tokens
    above, at = {_verb(document, span.first)}, span.first
    while not tokens[at].is_root:
        first = document.subtree(at)[0]
        if tokens[at].deprel == "acl:relcl" and "," in (tokens[first].text, tokens[first - 1].text):
            break
        if tokens[at].deprel != "conj":
            above.add(tokens[at].head)
        at = tokens[at].head
    for date in reversed(before):
        if tokens[date.span.first].sentence != tokens[span.first].sentence:
            break
        if date.precision == "year" and date.relation == "on" and date.earliest is not None and len(date.span) == 1:
            opened = date.span.first and tokens[date.span.first - 1].upos == "ADP"
            return date.earliest.year if opened and _verb(document, date.span.first) in above else None
    return None


def _verb(document: Document, index: int) -> int:
    """The verb of the clause that a word stands in."""
    at = index
    while not document.tokens[at].is_root:
        at = document.tokens[at].head
        if document.tokens[at].upos in ("VERB", "AUX"):
            break
    return at


def _inside_person_names(document: Document) -> set[int]:
    return {
        index
        for name in document.names
        if name.kind == "PER" and name.last - name.first > 1
        for index in range(name.first, name.last)
    }


def _expression(
    document: Document, pieces: Pieces, form: DateForm, span: Span, bounds: Bounds | None
) -> DateExpression:
    text = document.text[pieces[form.begin].start : pieces[form.end - 1].end]
    relation = _relation(pieces, form)
    if bounds is None:
        return DateExpression(span, text, None, None, _vague_precision(form), relation, False, time=form.time)
    return DateExpression(
        span,
        text,
        bounds.earliest,
        bounds.latest,
        bounds.precision,
        relation,
        bounds.certain,
        bounds.weekday_conflict,
        form.time,
    )


def _vague_precision(form: DateForm) -> str:
    if form.time is not None:
        return "time"
    known = ("week", "weekend", "month", "quarter", "year", "decade", "century")
    unit = form.unit or (form.kind if form.kind in known else "day")
    return unit if unit in known else "past_hours" if unit in ("hour", "minute") else "day"


@cache
def _relations() -> Phrases[str]:
    return Phrases(table("dates", "relations"))


def _relation(pieces: Pieces, form: DateForm) -> str:
    before = form.begin - (lower_at(pieces, form.begin - 1) in words("dates", "between_preposition_and_date"))
    found = _relations().before(pieces, before) or _relations().before(pieces, form.begin)
    relation = found[0] if found else "on"
    if form.until is not None and form.part != "night" and relation in ("from", "on"):
        return "during"
    if form.kind == "stretch" and relation == "on":
        return "during"
    if relation == "on" and form.edge in ("early", "late") and form.kind in ("day", "weekday", "offset", "month"):
        return form.edge
    return relation
