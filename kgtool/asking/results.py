"""From a draft to an answer: rows as text, with the claimers and quotes behind each."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kgtool.asking.answer import Answer, Evidence
from kgtool.asking.drafts import Draft, Pattern, short
from kgtool.asking.evidence import distinct
from kgtool.store.results import Table, Term
from kgtool.terms import ID, INFERRED_GRAPH, KG

if TYPE_CHECKING:
    from kgtool.asking.asker import Asker

Binding = dict[str, Term]


def answer_from(asker: Asker, question: str, draft: Draft) -> Answer | None:
    """The answer that a draft gives; None where its query finds nothing that has evidence."""
    text = draft.sparql()
    found = asker.store.query(text)
    assert isinstance(found, Table)
    names = ["?" + column for column in found.columns]
    bindings = [{name: cell for name, cell in zip(names, row, strict=True) if cell is not None} for row in found.rows]
    return _Rows(asker, draft, bindings).answer(question, text) if bindings else None


class _Rows:
    def __init__(self, asker: Asker, draft: Draft, bindings: list[Binding]) -> None:
        self.asker = asker
        self.draft = draft
        self.bindings = bindings
        self.render = asker.renderer

    def answer(self, question: str, sparql: str) -> Answer | None:
        groups = self._groups()
        if self.draft.kind in ("source", "apart") and self.draft.beside is not None and len(groups) < 2:
            return None  # nobody disagrees alone
        answers: list[str] = []
        rows: list[tuple[str, ...]] = []
        claimers: list[tuple[str, ...]] = []
        support: list[tuple[Evidence, ...]] = []
        for key, bindings in groups.items():
            text = key
            pieces = distinct(piece for binding in bindings for piece in self._evidence(binding))
            if not pieces:
                continue
            by = self._claimers(bindings)
            if self.draft.kind in ("yes", "no") and by:
                text = self.render.words("claimed_yes", text, self.render.wording["and"].join(by))
            documents = sorted({piece.document for piece, _ in pieces})
            answers.append(text)
            claimers.append(by)
            support.append(tuple(piece for piece, _ in pieces))
            rows.append((text, ", ".join(by), ", ".join(documents)))
        if not answers:
            return None
        evidence = tuple(dict.fromkeys(piece for pieces in support for piece in pieces))
        columns = ("answer", "claimed by", "document")
        return Answer(
            question, tuple(answers), columns, tuple(rows), sparql, evidence, "", tuple(claimers), tuple(support)
        )

    # -- answers -------------------------------------------------------------------------------------------------

    def _groups(self) -> dict[str, list[Binding]]:
        """Bindings by the text of their answer, in order of first mention in the articles."""
        if self.draft.kind in ("yes", "no"):
            return {self.render.words(self.draft.kind): self.bindings}
        assert self.draft.answer is not None
        by_term: defaultdict[Term, list[Binding]] = defaultdict(list)
        for binding in self.bindings:
            if self.draft.answer.variable in binding:
                by_term[binding[self.draft.answer.variable]].append(binding)
        if len(by_term) > 1:
            self._keep_salient(by_term)
        terms = self._without_parts(list(by_term))
        groups: dict[str, list[Binding]] = {}
        single: dict[str, list[Term]] = {}
        for term in terms:
            text = self._text(term)
            if self.draft.kind == "apart" and not any(self._claimers_of(b) for b in by_term[term]):
                text = self.render.words("narrator", text)
            if not text or (self.draft.kind == "thing" and self._only_points(text)):
                continue
            for beside, bindings in self._beside(by_term[term]).items():
                full = f"{text} ({beside})" if beside else text
                groups.setdefault(full, []).extend(bindings)
                single.setdefault(full, []).append(term)
        if self.draft.kind == "time":
            groups = _by_day(groups)
        if self.draft.kind == "figure" and len(groups) > 1 and self.draft.beside is None:
            groups = self._with_scopes(groups, single)
        return dict(sorted(groups.items(), key=lambda item: (self._first(item[1]), item[0])))

    def _only_points(self, text: str) -> bool:
        """Whether words say nobody in particular: "the two leaders", "both sides", "they"."""
        english = self.asker.english
        kinds = ("articles", "determiners", "distributive", "pronouns", "context", "vague")
        words = text.lower().split()
        return all(
            any(english.is_a(kind, form) for kind in kinds for form in english.lemmas(word)) or word in english.numbers
            for word in words
        ) and (len(words) > 1 or any(english.is_a("pronouns", word) for word in words))

    def _text(self, term: Term) -> str:
        if not hasattr(term, "value"):
            return ""
        value: str = term.value
        kind = self.draft.kind
        if kind == "figure":
            return self.render.figure(value)
        if kind == "time":
            return self.render.time(value) if value.startswith(ID) else value
        if kind == "place":
            return self.render.place(value)
        if kind == "office":
            return self.render.office(value)
        if kind == "description":
            found = self.asker.describer.describe(value)
            return found.text if found else ""
        if kind in ("literal", "name", "quote"):
            return " ".join(value.split())
        if kind in ("leads", "memberOf", "represents"):
            return self.render.words(kind, self.render.label(value))
        return self.render.label(value) if value.startswith("http") else value

    def _beside(self, bindings: list[Binding]) -> dict[str, list[Binding]]:
        """The bindings by what the answer belongs to, where the question asks for each."""
        node = self.draft.beside
        if node is None or self.draft.answer is None or node.variable == self.draft.answer.variable:
            return {"": bindings}
        found: dict[str, list[Binding]] = {}
        for binding in bindings:
            term = binding.get(node.variable)
            label = ""
            if term is not None and hasattr(term, "value"):
                is_figure = "figure" in node.variable
                label = self.render.figure(term.value) if is_figure else self.render.label(term.value)
                if self.draft.kind == "apart":
                    label = self.render.words("apart", ", ".join(filter(None, (label, self.render.scope(term.value)))))
            found.setdefault(label, []).append(binding)
        return found

    def _without_parts(self, terms: list[Term]) -> list[Term]:
        """Drops figures that are part of another answer, and places that contain another answer."""
        values = {t.value for t in terms if hasattr(t, "value")}
        if self.draft.kind == "figure":
            return [t for t in terms if not hasattr(t, "value") or not self._wholes(t.value) & (values - {t.value})]
        if self.draft.kind == "place":
            around = {place for value in values for place in self.render.around(value) if place != value}
            around |= self._less_specific(values)
            return [t for t in terms if not hasattr(t, "value") or t.value not in around]
        if self.draft.kind == "quote":
            return [t for t in terms if not any(hasattr(t, "value") and t.value in v and t.value != v for v in values)]
        if self.draft.kind == "thing":
            parties = [
                set(self.render.values(t.value).get("delegationOf", ())) if hasattr(t, "value") else set()
                for t in terms
            ]
            return [t for t, mine in zip(terms, parties, strict=True) if not mine or not mine <= values]
        if self.draft.kind == "time":
            spans = [t for t in terms if hasattr(t, "value") and t.value.startswith(ID)]
            return spans or terms
        return terms

    def _wholes(self, figure: str) -> set[str]:
        return set(self.render.values(figure).get("partOf", ()))

    def _less_specific(self, places: set[str]) -> set[str]:
        """Places of an event for which a more specific one is told: the city where a venue is."""
        found: set[str] = set()
        for event in {self._value(binding, self.draft.said.subject) for binding in self.bindings if self.draft.said}:
            mine = {
                p
                for p in places
                if any(p in self.render.values(event).get(n, ()) for n in ("place", "venue", "target"))
            }
            levels = {place: self._level(place) for place in mine}
            best = min(levels.values(), default=0)
            found |= {place for place, level in levels.items() if level > best}
            for place in mine - found:
                self.render.known_around.setdefault(place, set()).update(p for p in mine if levels[p] > best)
        return found

    def _level(self, place: str) -> int:
        """How large a place is, by its class: 0 for a venue."""
        kinds = {kind.removeprefix(KG) for kind in self.render.values(place).get("type", ())}
        levels = self.asker.english.place_levels
        return max((levels[kind] for kind in kinds if kind in levels), default=0)

    def _value(self, binding: Binding, variable: str) -> str:
        term = binding.get(variable)
        return term.value if term is not None and hasattr(term, "value") else ""

    def _keep_salient(self, by_term: dict[Term, list[Binding]]) -> None:
        """ "the meeting" is one: where several fit and answers differ, the one of which its article tells most; first
        those that the article calls what the question does ("the peace agreement").
        """
        called = dict(self.draft.called)
        for variable in self.draft.single:
            events = {self._value(binding, variable) for bindings in by_term.values() for binding in bindings}
            if len(events) < 2 or "" in events:
                continue
            best: dict[str, tuple[bool, int, str]] = {}
            for event in sorted(events):
                article = event.removeprefix(ID).split("/", 1)[0]
                values = self.render.values(event)
                weight = sum(len(told) for told in values.values())
                same = variable in called and any(
                    called[variable] in label.lower() for label in values.get("label", ())
                )
                if (same, weight) > best.get(article, (False, 0, ""))[:2]:
                    best[article] = (same, weight, event)
            kept = {event for *_, event in best.values()}
            for term in list(by_term):
                by_term[term] = [b for b in by_term[term] if self._value(b, variable) in kept]
                if not by_term[term]:
                    del by_term[term]

    def _with_scopes(self, groups: dict[str, list[Binding]], single: dict[str, list[Term]]) -> dict[str, list[Binding]]:
        """Several figures are told apart by their scopes."""
        scoped: dict[str, list[Binding]] = {}
        for text, bindings in groups.items():
            scopes = {self.render.scope(t.value) for t in single[text] if hasattr(t, "value")}
            scope = "; ".join(sorted(s for s in scopes if s))
            scoped.setdefault(f"{text} ({scope})" if scope else text, []).extend(bindings)
        return scoped

    def _first(self, bindings: list[Binding]) -> tuple[str, int]:
        places = [(piece.document, piece.start) for binding in bindings for piece, _ in self._evidence(binding)]
        return min(places, default=("", 0))

    # -- evidence ------------------------------------------------------------------------------------------------

    def _evidence(self, binding: Binding) -> list[tuple[Evidence, str]]:
        if self.draft.kind == "description":
            return list(self._description(binding))
        found: list[tuple[Evidence, str]] = []
        said = self.draft.said
        claim = binding.get("?claim") or binding.get("?statement")
        if claim is not None and hasattr(claim, "value") and not claim.value.startswith(INFERRED_GRAPH):
            found += self.asker.evidence.of_claim(claim.value)
        for pattern in self.draft.patterns:
            if pattern == said and found:
                continue
            found += self._of_pattern(pattern, binding)
        return found

    def _description(self, binding: Binding) -> tuple[tuple[Evidence, str], ...]:
        assert self.draft.answer is not None
        found = self.asker.describer.describe(self._value(binding, self.draft.answer.variable))
        return found.evidence if found else ()

    def _of_pattern(self, pattern: Pattern, binding: Binding) -> list[tuple[Evidence, str]]:
        subject, value = _term(pattern.subject, binding), _term(pattern.object, binding)
        if not subject or not value:
            return []
        return list(self.asker.evidence.of_statement(subject, pattern.path, value))

    def _claimers(self, bindings: list[Binding]) -> tuple[str, ...]:
        """Who claims the answer. Nobody where the article itself says all that it rests on; where several sources say
        the same, all of them."""
        names: set[str] = set()
        for binding in bindings:
            claimers = self._claimers_of(binding)
            if not claimers:
                return ()
            names |= claimers
        return tuple(sorted(names))

    def _claimers_of(self, binding: Binding) -> set[str]:
        names: set[str] = set()
        if self.draft.kind == "description":
            return {self.render.label(by) for _, by in self._description(binding) if by}
        claim = binding.get("?claim") or binding.get("?statement")
        if claim is not None and hasattr(claim, "value"):
            if claim.value.startswith(INFERRED_GRAPH):
                by = self._value(binding, "?claimedBy")
                names |= {self.render.label(by)} if by else set()
            else:
                names |= {self.render.label(by) for _, by in self.asker.evidence.of_claim(claim.value) if by}
        for pattern in self.draft.patterns:
            if pattern == self.draft.said:
                continue
            pieces = self._of_pattern(pattern, binding)
            if pieces and all(by for _, by in pieces):
                names |= {self.render.label(by) for _, by in pieces}
        return names


def _by_day(groups: dict[str, list[Binding]]) -> dict[str, list[Binding]]:
    """One answer for each day or span, in the longest wording that an article gives it."""
    wordings: dict[str, list[str]] = {}
    for text in groups:
        wordings.setdefault(text.split(" (", 1)[0], []).append(text)
    return {
        max(texts, key=lambda text: (len(text), text)): [binding for text in texts for binding in groups[text]]
        for texts in wordings.values()
    }


def _term(term: str, binding: Binding) -> str:
    """A SPARQL term: the pattern's own, or what its variable is bound to."""
    if not term.startswith("?"):
        return term
    value = binding.get(term)
    if value is None:
        return ""
    return short(value.value) if hasattr(value, "value") and str(value).startswith("<") else str(value)
