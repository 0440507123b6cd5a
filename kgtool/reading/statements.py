"""From frames to statements: the last step of reading before writing.

In: everything that the other steps found in one article. Out: :class:`Statement` objects, each with the tokens that
it was read from
and the voice in which it stands. A frame whose arguments are not all known gives nothing; what is dropped is counted.
"""

from __future__ import annotations

from kgtool.reading.collector import Understanding
from kgtool.reading.descriptions import Descriptions
from kgtool.reading.figure_statements import FigureStatements
from kgtool.reading.model import Statement
from kgtool.reading.modes import HAPPENED
from kgtool.reading.negotiations import Negotiations
from kgtool.reading.phrases import Phrases
from kgtool.reading.relations import Relations
from kgtool.reading.roles import LABEL, TYPE, Roles
from kgtool.reading.speech import Speech
from kgtool.terms import KG


def read_statements(article: Understanding) -> list[Statement]:
    """All statements of one article, in the order in which they were read."""
    phrases = Phrases(article)
    roles = Roles(article, phrases)
    relations, figures = Relations(article, phrases), FigureStatements(article, roles)
    speech, descriptions = Speech(article, phrases, roles), Descriptions(article)

    for holding in article.holdings:
        descriptions.state_office(holding)
    for word in list(article.events.words.values()):
        roles.state_event(word)
    for evocation in article.evocations:
        for frame in evocation.frames:
            if frame.kind == "RelationFrame":
                for thing in relations.state(evocation, frame):
                    roles.state_circumstances(thing, evocation)
            elif frame.kind == "EventFrame" and frame.event_slots:
                roles.state_light(evocation, frame)
    for verb, thing in article.events.about.items():
        roles.state_told(verb, thing)
    for figure in article.figures.read():
        figures.state(figure)
    Negotiations(article).state()
    speech.state()
    descriptions.state_delegations()
    descriptions.state_places()
    descriptions.state_things()
    return _substantial(article.statements)


def _substantial(statements: list[Statement]) -> list[Statement]:
    """Without events of which nothing is said but that they are named in passing."""
    bare = {TYPE, LABEL, KG + "mode", KG + "ordinal"}
    told = {s.subject for s in statements if s.predicate not in bare}
    told |= {s.object for s in statements if isinstance(s.object, str)}
    told |= {s.subject for s in statements if s.predicate == KG + "mode" and s.object != HAPPENED}
    return [s for s in statements if s.subject in told or "/event/" not in s.subject]
