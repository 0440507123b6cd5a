"""Entries of the lexicon, the frames that they evoke, and the roles of a frame.

Named tuples, as these classes are made in less time than those of dataclasses, and every question needs them.
"""

from __future__ import annotations

from typing import NamedTuple

FRAME_KINDS = ("RelationFrame", "EventFrame", "MeasureFrame", "ClaimFrame", "ModeFrame", "OfficeFrame")


class Role(NamedTuple):
    """One argument of a frame: the property that it fills, the slots where it may stand, and what may fill it."""

    property: str
    slots: tuple[str, ...]
    fillers: tuple[str, ...] = ()
    """Classes of which one must fit the filler; empty: the property's range decides."""
    literal: bool = False
    """Whether the words themselves are the value."""
    required: bool = False


class Frame(NamedTuple):
    """What a predicate means, and where its arguments stand."""

    iri: str
    kind: str
    """One of ``FRAME_KINDS``."""
    reference: str
    """The property (RelationFrame), class (EventFrame), measure, stance or mode that the predicate expresses."""
    domain_slots: tuple[str, ...] = ()
    """RelationFrame: where the subject of the property stands."""
    range_slots: tuple[str, ...] = ()
    """RelationFrame: where the object of the property stands."""
    domain_fillers: tuple[str, ...] = ()
    range_fillers: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    counted_slots: tuple[str, ...] = ()
    """Where the counted thing of ``measure`` stands."""
    counted_fillers: tuple[str, ...] = ()
    of_slots: tuple[str, ...] = ()
    """MeasureFrame: where that stands whose measure it is."""
    measure: str = ""
    source_slots: tuple[str, ...] = ()
    """ClaimFrame: who says it."""
    content_slots: tuple[str, ...] = ()
    """ClaimFrame and ModeFrame: what is said, planned, agreed …"""
    mode: str = ""
    """EventFrame: the mode of the event where this word evokes it, such as Planned for "plan"."""
    event_fillers: tuple[str, ...] = ()
    """EventFrame: the classes of which the event in ``event_slots`` must be one."""
    event_slots: tuple[str, ...] = ()
    """EventFrame: where the event itself stands ("*the meeting* lasted"); empty: the word evokes a new event."""
    kinds: tuple[str, ...] = ()
    """Further marks of the frame as local names of ``kgl:`` classes, such as ``Universal``."""
    time_property: str = ""
    """EventFrame: what a time beside this word says of the event (its begin, its finish); empty: when it was."""
    time_slots: tuple[str, ...] = ()
    """EventFrame: prepositions of which one must lead to a time for it to be the event's; empty: any time is."""


class Entry(NamedTuple):
    """A word or multi-word expression."""

    iri: str
    words: tuple[str, ...]
    """Lemmas in lower case."""
    pos: str
    """lexinfo's part of speech: verb, noun, adjective, adposition, adverb, auxiliary, particle, conjunction …"""
    denotes: tuple[str, ...] = ()
    frames: tuple[Frame, ...] = ()
    kinds: tuple[str, ...] = ()
    """Further marks of the entry as local names of ``kgl:`` classes, such as ``Title``, ``Anaphor``."""
    number: str = ""
    gender: str = ""
    anaphor: str = ""
    """How a pronoun or determiner points back: he, she, it, they, each, both, this, the."""
    rank: int = 0
    """Of an order word ("second": 2)."""
