"""Who holds which office: "Turkish Foreign Minister Hakan Fidan", "X, the president of Y", "the head of Y, X".

In: title words of the lexicon and the mentions. Out: :class:`Holding` objects. Titles are read from the order of the
words, which news keeps strictly, and from the tree where it agrees. ``owners`` says whose office it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kgtool.language.document import Document, Span
from kgtool.reading.identity import Identity
from kgtool.reading.model import Evocation, Mention, Thing
from kgtool.reading.owners import Owners
from kgtool.reading.registry import PERSON, PLACE, STATE
from kgtool.reading.slots import Slots

BETWEEN = ("DET", "ADJ", "NOUN", "PROPN", "PART", "ADP", "NUM", "PRON")
"""Parts of speech that may stand inside a title phrase."""
LONGEST_PHRASE = 14
"""Words that may stand between a title and the comma before its holder."""
LONGEST_RANK = 3
"""Words of a rank before a name, which may be cut short: "Lt Col"."""
LONGEST_TITLE = 6
"""Words of a second title between that comma and the holder's name."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A person, the title as printed, whose office it is, and the tokens that say so."""

    person: Thing
    title: Span
    of: tuple[Thing, ...]
    is_former: bool
    tokens: frozenset[int]
    sentence: int
    head: int


class Offices:
    """Reads the offices of one document."""

    def __init__(self, document: Document, slots: Slots, evocations: Iterable[Evocation], identity: Identity) -> None:
        self.document, self.slots, self.identity = document, slots, identity
        self.mentions = identity.mentions
        self.titles: dict[int, Evocation] = {}
        self.former: set[int] = set()
        lesser: set[int] = set()
        for evocation in evocations:
            if "Title" in evocation.entry.kinds:
                known = self.titles.get(evocation.head)
                if known is None or len(known.span) < len(evocation.span):
                    self.titles[evocation.head] = evocation
            if "Former" in evocation.entry.kinds and not self._opens_sentence(evocation):
                self.former.update(evocation.span)
            if "Lesser" in evocation.entry.kinds:
                lesser.update(evocation.span)
        self.owners = Owners(document, identity, self.titles, self.former, lesser)
        self.persons = [m for m in self.mentions.values() if m.kind == "name" and m.things and self._is_person(m)]
        self.by_start = {m.span.first: m for m in self.persons}
        self.named = {i for m in self.persons for i in m.span}

    def _opens_sentence(self, evocation: Evocation) -> bool:
        """Whether an adverb only goes on with the story: "*Then* President X left"."""
        token = self.document.tokens[evocation.head]
        return token.upos == "ADV" and self.document.sentences[token.sentence].first == token.index

    def _is_person(self, mention: Mention) -> bool:
        return self.identity.is_a(mention.things[0], PERSON)

    def read(self) -> list[Holding]:
        """All holdings, in order of the text."""
        found: list[Holding] = []
        for head in sorted(self.titles):
            evocation = self.titles[head]
            if self._is_rank(evocation):
                continue
            mention = self.mentions.get(head)
            if mention is not None and mention.kind == "name" and self.identity.is_a(mention, PERSON):
                continue
            for person in self._holders(evocation):
                holding = self._holding(evocation, person, found)
                if holding is not None:
                    found.append(holding)
        return sorted(found, key=lambda h: (h.sentence, h.title.first))

    def _is_rank(self, evocation: Evocation) -> bool:
        """Whether a title only says the rank of the one right behind it: "*deputy* head of the team"."""
        token = self.document.tokens[evocation.head]
        follows = self.titles.get(token.head)
        if follows is None or token.head <= token.index:
            return False
        return follows.span.first == evocation.span.last or token.index in follows.span

    def _holders(self, evocation: Evocation) -> list[Mention]:
        behind = self.by_start.get(self._past_ranks(self.owners.end(evocation), evocation.head))
        if behind is not None:
            return self._listed(behind) if self._is_plural(evocation) else [behind]
        if self._is_plural(evocation) or self.owners.is_genitive(evocation.span.last):
            return []  # "the prime minister's adviser"
        posted = self._behind_post(evocation)
        if posted is not None:
            return [posted]
        return self._before(evocation) or self._after(evocation) or self._copular(evocation)

    def _past_ranks(self, at: int, title: int) -> int:
        """Where the name begins to which a rank right behind a title leads: "army spokesman *Lt Col* X"."""
        tokens = self.document.tokens
        for first in range(at, min(at + LONGEST_RANK + 1, len(tokens))):
            person = self.by_start.get(first)
            if person is not None:
                inside = {*range(at, first), *person.span, title}
                ranks = range(at, first)
                is_rank = all(tokens[i].upos == "PROPN" and tokens[i].head in inside for i in ranks)
                return first if is_rank and not any(i in self.titles for i in ranks) else at
        return at

    def _behind_post(self, evocation: Evocation) -> Mention | None:
        """The name right behind the place that a title is for: "special envoy for Yemen *X*"."""
        tokens, at = self.document.tokens, self.owners.end(evocation)
        if at >= len(tokens) or not self.slots.is_word(at, "post_prepositions"):
            return None
        post = next((m for m in self.mentions.values() if m.kind == "name" and m.span.first in (at + 1, at + 2)), None)
        if post is None or not post.things or not self.identity.is_a(post, PLACE, STATE):
            return None
        between = tokens[at + 1 : post.span.first]
        return self.by_start.get(post.span.last) if all(t.upos == "DET" for t in between) else None

    def _is_plural(self, evocation: Evocation) -> bool:
        return self.document.tokens[evocation.head].feature("Number") == "Plur"

    def _listed(self, person: Mention) -> list[Mention]:
        """The persons of a list that a title in the plural begins: "Presidents A and B"."""
        heads = dict.fromkeys((*self.slots.conjuncts(person.head), *self.slots.lists.get(person.head, ())))
        found = [m for m in self.persons if m.head in heads]
        return [m for m in found if m is person or m.span.first - 1 not in self.titles]

    def _before(self, evocation: Evocation) -> list[Mention]:
        """ "NAME, (the) … TITLE" """
        tokens = self.document.tokens
        at = evocation.span.first - 1
        while at >= 0 and self._may_be_between(at) and at not in self.named:
            at -= 1
        if at < 1 or tokens[at].text != "," or tokens[at].sentence != tokens[evocation.head].sentence:
            return []
        if any(tokens[i].upos == "ADP" for i in range(at + 1, evocation.span.first)):
            return []
        person = next((m for m in self.persons if m.span.last == at), None)
        if person is None or self._is_list(evocation, person):
            return []
        return [person]

    def _may_be_between(self, index: int) -> bool:
        """Whether a word may stand inside a title phrase: "a *retired* judge" too."""
        token = self.document.tokens[index]
        return token.upos in BETWEEN or token.deprel == "amod" or token.xpos == "HYPH" or index in self.former

    def _is_list(self, evocation: Evocation, person: Mention) -> bool:
        """Whether title and name are members of an enumeration rather than one in apposition to the other."""
        tokens = self.document.tokens
        if tokens[evocation.head].deprel == "appos" and tokens[evocation.head].head in person.span:
            return False
        follower = self.by_start.get(evocation.span.last)
        if follower is not None or self._goes_on(evocation, person):
            return True
        return tokens[evocation.head].deprel == "conj" and not self._is_aside(evocation, person)

    def _is_aside(self, evocation: Evocation, person: Mention) -> bool:
        """Whether an indefinite title stands between commas behind a name: "X, *a former minister*, and Y"."""
        tokens, first, last = self.document.tokens, person.span.last + 1, evocation.span.last
        if not self.slots.is_word(first, "indefinite_articles") or last + 2 >= len(tokens):
            return False
        return tokens[last].text == "," and last + 2 in self.by_start

    def _goes_on(self, evocation: Evocation, person: Mention) -> bool:
        """Whether titles and names alternate: "its leader, *A*, its *spokesman*, B, and …"."""
        tokens, behind = self.document.tokens, evocation.span.last
        if tokens[behind].text != "," or behind + 1 not in self.by_start or tokens[person.span.first - 1].text != ",":
            return False
        sentence = tokens[person.head].sentence
        return any(
            head < person.span.first and tokens[head].sentence == sentence and self._after(title) == [person]
            for head, title in self.titles.items()
        )

    def _after(self, evocation: Evocation) -> list[Mention]:
        """ "the TITLE of …, NAME," with or without a second title before the name."""
        tokens = self.document.tokens
        at = self.owners.end(evocation)
        if at < len(tokens) and tokens[at].text != "," and tokens[at].upos != "ADP":
            return []
        if self._is_anothers_owner(evocation):
            return []
        steps = 0
        while at < len(tokens) and self._may_be_between(at) and at not in self.named and steps < LONGEST_PHRASE:
            at, steps = at + 1, steps + 1
        if at >= len(tokens) or tokens[at].text != "," or tokens[at].sentence != tokens[evocation.head].sentence:
            return []
        person = self.by_start.get(self._past_ranks(at + 1, evocation.head)) or self._titled_name(at + 1)
        if person is None or not self._closes(person.span.last) or self._begins_clause(evocation, person):
            return []
        if person.span.first > at + 1 and not self._is_apposed(evocation, person):
            return []
        return [person]

    def _is_anothers_owner(self, evocation: Evocation) -> bool:
        """Whether a title only says whose the office before it is: "the adviser *of the president* on trade, X"."""
        tokens, at = self.document.tokens, evocation.span.first - 1
        while at >= 0 and tokens[at].upos == "DET":
            at -= 1
        return at > 0 and self.slots.is_word(at, "genitive") and at - 1 in self.titles

    def _titled_name(self, first: int) -> Mention | None:
        """The name that a second title, begun at a token, leads to: "the minister, *Prince X*"."""
        tokens = self.document.tokens
        for at in range(first, min(first + LONGEST_TITLE, len(tokens))):
            if at in self.by_start:
                return self.by_start[at] if at - 1 in self.titles else None
            if tokens[at].upos not in BETWEEN or tokens[at].upos == "ADP":
                return None
        return None

    def _is_apposed(self, evocation: Evocation, person: Mention) -> bool:
        """Whether a titled name behind a title says who its holder is: the tree must agree, as lists look alike."""
        tokens, behind = self.document.tokens, person.span.last
        if behind + 1 < len(tokens) and tokens[behind].text == "," and tokens[behind + 1].upos == "VERB":
            return True
        name = set(range(evocation.head, person.span.last))
        appositions = self.slots.children(evocation.head, "appos", "nmod:desc", "flat")
        return any(a in name for a in appositions) or self.document.tokens[evocation.head].head in person.span

    def _begins_clause(self, evocation: Evocation, person: Mention) -> bool:
        """Whether a name behind a comma is the subject of a clause of its own: "asked whether he had met *the governor*
        in X, *Y* said".
        """
        name, title = self.document.tokens[person.head], self.document.tokens[evocation.head]
        return name.deprel == "nsubj" and name.head == person.span.last and title.deprel.startswith(("obj", "obl"))

    def _closes(self, index: int) -> bool:
        """Whether an apposition may end before a token: at a stop or a verb."""
        tokens = self.document.tokens
        if index < len(tokens) and tokens[index].upos == "ADP":  # "X of Y,"
            index = next((m.span.last for m in self.mentions.values() if m.span.first == index + 1), index)
        return index >= len(tokens) or tokens[index].text in (",", ".", ";", ":") or tokens[index].upos == "VERB"

    def _copular(self, evocation: Evocation) -> list[Mention]:
        token = self.document.tokens[evocation.head]
        if token.deprel == "nsubj" and self.slots.children(token.head, "cop"):  # "the chief negotiator is X"
            return [m for m in self.persons if token.head in m.span]
        if not self.slots.children(evocation.head, "cop"):
            return []
        subjects = self.slots.fillers(evocation.head, "subject")
        return [m for s in subjects if (m := self.mentions.get(s)) is not None and m in self.persons]

    def _holding(self, evocation: Evocation, person: Mention, before: list[Holding]) -> Holding | None:
        owned = self.owners.of(evocation, person)
        title, of = owned.title, owned.of
        is_former = owned.is_former or "Former" in evocation.entry.kinds
        used = {*title, *person.span, *owned.tokens}
        if "Counterpart" in evocation.entry.kinds:
            other = self._other(evocation, before)
            if other is None or other.person is person.things[0]:
                return None
            title = other.title
            used |= other.tokens
            of = tuple(thing for thing in of if not self.identity.is_a(thing, PERSON))
            if is_former:
                of = other.of  # "her predecessor"
        of = tuple(thing for thing in of if thing is not person.things[0])  # "X, *their* negotiator"
        return Holding(
            person.things[0], title, of, is_former, frozenset(used),
            self.document.tokens[owned.title.first].sentence, evocation.head,
        )  # fmt: skip

    def _other(self, evocation: Evocation, before: list[Holding]) -> Holding | None:
        """The office that a counterpart's is like: that of the last person of the sentence, or the one before."""
        sentence = self.document.tokens[evocation.head].sentence
        named = [self.mentions[c] for c in self.slots.children(evocation.head, "nmod:poss") if c in self.mentions]
        if any(m.kind == "name" and m.things and self._is_person(m) for m in named):  # "Berg's predecessor"
            return next((h for h in reversed(before) if any(h.person in m.things for m in named)), None)
        near = [h for h in before if h.sentence in (sentence, sentence - 1) and h.head < evocation.head]
        meant = {t.iri for m in named if m.kind == "pronoun" for t in self.identity.settle_pronoun(m, (PERSON,))}
        if meant:
            near = [h for h in near if h.person.iri in meant]
        persons = {h.person.iri for h in near if h.sentence == near[-1].sentence} if near else set()
        return near[-1] if len(persons) == 1 else None
