"""Asking one question of one project: understand, run, render, or say why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol

from kgtool.asking.answer import Answer
from kgtool.asking.comparing import Single, compared, distributed
from kgtool.asking.describing import Describer
from kgtool.asking.drafts import Draft, any_exists, in_order, one_of, short, with_modes
from kgtool.asking.english import English
from kgtool.asking.evidence import EvidenceFinder
from kgtool.asking.framing import Exclusion, exclusion, framed, parts
from kgtool.asking.hindrance import hindering, subordinate
from kgtool.asking.interpreter import Interpreter
from kgtool.asking.markup import Markup, label_table
from kgtool.asking.meaning import MOST_DRAFTS, Meaning
from kgtool.asking.names import NameIndex
from kgtool.asking.parsing import Grammar
from kgtool.asking.rendering import Renderer
from kgtool.asking.results import answer_from
from kgtool.asking.schema import Schema
from kgtool.asking.spelling import Spelling
from kgtool.asking.stored import nearest_queries, stored_answer
from kgtool.asking.tokens import Token, tokenise
from kgtool.asking.trees import Clause
from kgtool.asking.tuples import replace
from kgtool.asking.wordlist import WordList
from kgtool.store.results import Store, Table
from kgtool.terms import DCTERMS, KG

_AFFIRMED = "FILTER(!REGEX(STR(?text"
"""How a filter begins that a text must not deny."""
QUESTION_WORDS = Path("lexicon") / "questions.toml"
_PACKAGE = Path(__file__).parents[1]
SHIPPED = tuple(room / QUESTION_WORDS for room in (_PACKAGE / "rooms" / "ontology", _PACKAGE.parent / "ontology"))
"""Where the words that come with the program may stand; a project's own lie over them."""
WORDINGS = Path("lexicon") / "questions"


class AskedProject(Protocol):
    """What asking needs of a project."""

    @property
    def ontology(self) -> Path: ...

    @property
    def queries(self) -> Path: ...

    def open_store(self) -> Store: ...


def ask(project: AskedProject, question: str) -> Answer:
    """Answers a question from a project's graph. An answer without ``answers`` says in ``because`` why."""
    return Asker(project.open_store(), project.ontology, project.queries).ask(question)


class Understanding(NamedTuple):
    """One question as far as it is understood."""

    drafts: tuple[Draft, ...]
    unknown: tuple[str, ...]
    """Words that are no word of the lexicon, no name and no function word."""
    parsed: bool
    yes_no: bool
    asks_why: bool = False
    asks_others: bool = False


class Asker:
    """Answers questions about one store; what it loads, it loads once."""

    def __init__(self, store: Store, ontology: Path, queries: Path | None = None) -> None:
        self.store = store
        self.ontology = ontology
        self.queries = queries

    def prepare(self) -> None:
        """Loads what every question needs, and keeps it in the caches."""
        for table in (self.english, self.lexicon, self.schema, self.names):
            assert table is not None

    @cached_property
    def english(self) -> English:
        return English.load(self.ontology / QUESTION_WORDS, *SHIPPED)

    @cached_property
    def lexicon(self) -> WordList:
        """The lexicon, with the wordings that only questions have."""
        folder = self.ontology / "lexicon"
        return WordList.load((folder, self.ontology / WORDINGS), self.ontology.parent / ".cache")

    @cached_property
    def spelling(self) -> Spelling:
        return Spelling(self.english, self.lexicon.first_words())

    @cached_property
    def schema(self) -> Schema:
        return Schema(self.store)

    @cached_property
    def names(self) -> NameIndex:
        return NameIndex(self.store, self.english.words["place_nouns"])

    @cached_property
    def renderer(self) -> Renderer:
        return Renderer(self.store, self.english.render)

    @cached_property
    def evidence(self) -> EvidenceFinder:
        return EvidenceFinder(self.store, self.renderer)

    @cached_property
    def describer(self) -> Describer:
        return Describer(self.store, self.schema, self.renderer, self.evidence, self.english.describe)

    @cached_property
    def issued(self) -> tuple[date, ...]:
        """The dates of the articles."""
        found = self.store.query(f"SELECT DISTINCT ?d WHERE {{ ?a <{DCTERMS}issued> ?d }}")
        assert isinstance(found, Table)
        dates = []
        for (value,) in found.rows:
            try:
                dates.append(date.fromisoformat(value.value[:10]))  # type: ignore[union-attr]
            except ValueError:
                continue
        return tuple(sorted(dates))

    @cached_property
    def labels(self) -> dict[str, tuple[str, ...]]:
        """Labels of classes, properties and measures."""
        terms = [*self.schema.classes, *self.schema.properties, *self.schema.instances(KG + "Measure")]
        return label_table([(iri, label) for iri in terms for label in self.schema.labels(iri)])

    def ask(self, question: str) -> Answer:
        """Answers one question, or each of several in one text."""
        asked = parts(self.english, question)
        if not asked:
            return Answer(question, because="There is no question.")
        if len(asked) == 1:
            return self._apart(question, asked[0])
        return together(question, [self._ask(" ".join(t.text for t in tokens), tokens) for tokens in asked])

    def _apart(self, question: str, tokens: list[Token]) -> Answer:
        """The answer, or the answers for each of those that the question joins where only these are understood."""
        bare = framed(self.english, tokens).tokens
        grammar = Grammar(self.english, self._markup(bare), bare) if bare else None
        if grammar is not None and bare[0].key in self.english.comparing["verbs"]:
            found = self._each(question, compared(self.english, grammar, bare))
            if found is not None:
                return found
        whole = self._ask(question, tokens)
        if whole.answers or grammar is None or not any(self.english.is_a("conjunctions", t.key) for t in bare):
            return whole
        if self._understood(tokens).drafts:
            return whole
        for singles in distributed(self.english, grammar, bare):
            found = self._each(question, singles)
            if found is not None and found.answers:
                return found
        return whole

    def _each(self, question: str, singles: list[Single]) -> Answer | None:
        """What is answered for each of several, with its name; None where one of them is not understood."""
        answers: list[Answer] = []
        for single in singles:
            asked = [parts(self.english, text) for text in single.questions]
            known = [tokens for several in asked for tokens in several if self._understood(tokens).drafts]
            if not known:
                return None
            tried = [self._ask(single.name, tokens) for tokens in known]
            answers.append(next((answer for answer in tried if answer.answers), tried[0]))
        named = [_named(self.english, answer) for answer in answers]
        return together(question, named) if named else None

    def _ask(self, question: str, tokens: list[Token]) -> Answer:
        understanding = self._understood(tokens)
        if understanding.yes_no:
            affirmed = self._yes_or_no(question, understanding, tokens)
            denied = None if affirmed.answers else self._denial(tokens)
            return _as_no(denied, question, self.renderer.words("no")) if denied else affirmed
        tried = ""
        for draft in understanding.drafts:
            tried = tried or draft.sparql()
            found = answer_from(self, question, draft)
            if found is not None and draft.near_miss:
                return Answer(question, sparql=tried, because=instead(found), nearest=nearest_queries(self, question))
            if found is not None and understanding.asks_others and len(found.answers) == 1:
                only = f"The article tells only of one: {found.answers[0]}."
                return Answer(question, sparql=found.sparql, because=only)
            if found is not None:
                return found
        if not understanding.drafts:
            found = self._as_printed(question, tokens)
            if found is not None:
                return found
            stored = stored_answer(self, question)
            if stored is not None:
                return stored
        return self._unknown(question, understanding, tried, tokens)

    def _as_printed(self, question: str, tokens: list[Token]) -> Answer | None:
        """The answer to a question with a clause of time that is not understood, where the article has its words:
        "how many died since the war began"."""
        for first, last in subordinate(self.english, tokens):
            rest = [*tokens[:first], *tokens[last + (last < len(tokens)) :]]
            understanding = self._understood(rest)
            if understanding.yes_no or not understanding.drafts:
                continue
            shared = Interpreter(self.store, self.schema, self.english, self.lexicon, self.names, self.issued, tokens)
            words = [tokens[first].key, *(stem for _, stem in shared.content_words(first, last))]
            printed = f"?claim kg:sentence/kg:quote ?sentence . FILTER({in_order('STR(?sentence)', words)})"
            for draft in understanding.drafts:
                found = answer_from(self, question, draft.where(any_exists(printed))) if draft.said else None
                if found is not None:
                    return found
        return None

    def understand(self, question: str) -> Understanding:
        """All drafts of queries for one question, best first."""
        return self._understood(tokenise(question))

    def _understood(self, words: list[Token]) -> Understanding:
        tokens, confirms, asks_others = framed(self.english, words)
        if not tokens:
            return Understanding((), (), False, False)
        markup = self._markup(tokens)
        strange = [at for at in range(len(tokens)) if markup.unknown_at(at)]
        if strange:
            mended = [self.spelling.corrected(t) if at in strange else t for at, t in enumerate(tokens)]
            if mended != tokens:
                tokens, confirms, asks_others = framed(self.english, mended)
                markup = self._markup(tokens)
        left_out = exclusion(self.english, markup, tokens)
        if left_out is not None:
            tokens = left_out.tokens
            markup = self._markup(tokens)
        keys = [token.key for token in words]
        total = any(self.english.starts_phrase("totals", keys, at) for at in range(len(keys)))
        shared = Interpreter(
            self.store, self.schema, self.english, self.lexicon, self.names, self.issued, tokens, asks_total=total
        )
        meaning = Meaning(shared)
        grammar = Grammar(self.english, markup, tokens)
        clauses = [
            replace(c, asks=True) if c.verb is not None and shared.is_disagreement(c.verb) else c
            for c in (grammar.statements() if confirms else grammar.readings())
        ]
        yes_no = bool(clauses) and all(not clause.asks for clause in clauses)
        drafts: list[tuple[float, int, Draft]] = []
        seen: set[str] = set()
        for number, draft in enumerate(self._drafts(meaning, clauses, yes_no)):
            kept = draft if left_out is None else _leaving_out(draft, left_out)
            text = kept.sparql() if kept is not None else ""
            if kept is not None and text not in seen:
                seen.add(text)
                drafts.append((kept.penalty, number, kept))
            if number >= MOST_DRAFTS:
                break
        unknown = tuple(tokens[at].text for at in range(len(tokens)) if markup.unknown_at(at))
        ordered = tuple(draft for _, _, draft in sorted(drafts, key=lambda item: item[:2]))
        asks_others = asks_others and left_out is None
        return Understanding(ordered, unknown, bool(clauses), yes_no, self._asks_why(tokens), asks_others)

    def _asks_why(self, tokens: list[Token]) -> bool:
        """Whether the question asks for a reason."""
        keys = [token.key for token in tokens]
        asked = [self.english.question.get(key) for key in keys]
        return "reason" in asked or any(
            self.english.phrases.get(" ".join(keys[at : at + size])) == "reason"
            for at in range(len(keys))
            for size in (2, 3)
        )

    def _markup(self, tokens: list[Token]) -> Markup:
        return Markup(self.english, self.lexicon, self.names, self.labels, tokens, self.spelling)

    def _drafts(self, meaning: Meaning, clauses: list[Clause], yes_no: bool) -> Iterator[Draft]:
        for clause in clauses:
            if yes_no:
                yield from meaning.statements(Draft(), clause, {})
            elif clause.asks:
                yield from meaning.questions(Draft(), clause, {})

    # -- yes or no, and neither ----------------------------------------------------------------------------------

    def _yes_or_no(self, question: str, understanding: Understanding, tokens: Sequence[Token] = ()) -> Answer:
        for draft in understanding.drafts:
            found = answer_from(self, question, replace(draft, kind="yes"))
            if found is not None and self._may_be_ahead(draft):
                break
            if found is not None:
                return found
        for draft in understanding.drafts:
            denied = denied_draft(draft)
            found = answer_from(self, question, denied) if denied is not None else None
            if found is not None:
                return found
        tried = understanding.drafts[0].sparql() if understanding.drafts else ""
        return self._unknown(question, understanding, tried, tokens)

    def _denial(self, tokens: list[Token]) -> Answer | None:
        """Where "does X admit it" has no answer, the answer to "does X deny it", if it is yes."""
        english = self.english
        denying = next(iter(english.words["deny"]), "")
        for at, token in enumerate(tokens):
            if at and any(english.is_a("admitting", lemma) for lemma in english.lemmas(token.key)):
                other = [*tokens[:at], Token(denying, denying, token.start), *tokens[at + 1 :]]
                understanding = self._understood(other)
                found = self._yes_or_no("", understanding) if understanding.yes_no else None
                if found is not None and found.answers == (self.renderer.words("yes"),):
                    return found
        return None

    def _may_be_ahead(self, draft: Draft) -> bool:
        """Whether "the exchange" may as well be one that is only agreed or planned, though another has happened."""
        ahead = with_modes(draft, "kg:Agreed, kg:Planned") if draft.single else None
        return ahead is not None and answer_from(self, "", replace(ahead, kind="yes")) is not None

    def _not_understood(self, tokens: list[Token]) -> str:
        """Why a question of known words was not understood."""
        words = hindering(self.english, tokens, lambda rest: bool(self._understood(rest).drafts))
        if words:
            return f"Not understood: what “{words}” adds to the question. Without it, the question is understood."
        return "The question was not understood: its words are known, but not what they ask for together."

    def _not_yet(self, understanding: Understanding) -> str:
        """Why there is no answer where what is asked for is only planned, agreed or demanded."""
        for draft in understanding.drafts:
            found = with_modes(draft, "kg:Agreed, kg:Planned, kg:Demanded, kg:Hypothetical")
            if found is not None and answer_from(self, "", replace(found, kind=draft.kind or "yes")) is not None:
                return "The article does not say that it happened: it speaks of something agreed, planned or demanded."
        return ""

    def _unknown(self, question: str, understanding: Understanding, tried: str, tokens: Sequence[Token] = ()) -> Answer:
        words = ", ".join(f"“{word}”" for word in understanding.unknown)
        if understanding.unknown and understanding.drafts:
            because = (
                "The article does not say: the graph holds no such statement. "
                f"No word of the lexicon, and only looked for as printed: {words}."
            )
        elif understanding.unknown:
            because = f"Not understood: {words}. No name in the graph and no word of the lexicon is spelt like that."
        elif understanding.asks_why:
            because = "The graph holds no reasons: it holds what is said to have happened, who says so, when and where."
        elif not understanding.parsed or not understanding.drafts:
            because = self._not_understood(list(tokens))
        else:
            because = self._not_yet(understanding) or "The article does not say: the graph holds no such statement."
        nearest = nearest_queries(self, question)
        return Answer(question, sparql=tried, because=because, nearest=nearest)


def _named(english: English, answer: Answer) -> Answer:
    """The answer with whom it is about, who is its question."""
    first, _, rest = answer.question.partition(" ")
    name = rest if rest and english.is_a("articles", first.lower()) else answer.question
    return replace(answer, answers=tuple(f"{text} ({name})" for text in answer.answers))


def instead(found: Answer) -> str:
    """Why there is no answer where the article says it in a way that the question does not ask for."""
    said = "; ".join(f"“{text}”" for text in found.answers[:2])
    return f"The article does not put it so. What it says instead: {said}."


def together(question: str, answers: list[Answer]) -> Answer:
    """The answers to several questions as one; ``because`` says which of them has none, and why."""
    known = [answer for answer in answers if answer.answers]
    missing = [answer for answer in answers if not answer.answers]
    because = " ".join(f"“{answer.question}”: {answer.because}" for answer in missing)
    if not known:
        return Answer(question, sparql=answers[0].sparql, because=because, nearest=answers[0].nearest)
    return Answer(
        question,
        tuple(text for answer in known for text in answer.answers),
        known[0].columns,
        tuple(row for answer in known if len(answer.columns) == len(known[0].columns) for row in answer.rows),
        "\n\n".join(answer.sparql for answer in known),
        tuple(dict.fromkeys(piece for answer in known for piece in answer.evidence)),
        because,
        tuple(by for answer in known for by in answer.claimers),
        tuple(pieces for answer in known for pieces in answer.support),
    )


def _as_no(denied: Answer, question: str, no: str) -> Answer:
    """The answer "yes" to whether somebody denies it, as the answer to whether they admit it."""
    rows = tuple((no, *row[1:]) for row in denied.rows)
    return denied._replace(question=question, answers=(no,), rows=rows)


def _leaving_out(draft: Draft, left_out: Exclusion) -> Draft | None:
    """The same draft without these answers; None where its answers are no things. Of one event ("the talks") that is
    asked for, the one with those who are left out is meant."""
    if draft.answer is None or draft.said is None or draft.kind not in ("thing", "source", "place"):
        return None
    answer, said = draft.answer.variable, draft.said
    things = sorted(set(left_out.things))
    theirs = f"{answer} kg:delegationOf|kg:locatedIn ?left_out . FILTER({one_of('?left_out', things)})"
    kept = draft.where(
        f"FILTER({answer} NOT IN ({', '.join(map(short, things))}))", f"FILTER NOT EXISTS {{ {theirs} }}"
    )
    if left_out.beside or (said.subject in draft.single and draft.kind != "place"):
        if said.object != answer:
            return None
        with_them = replace(said, object="?them").text()
        kept = kept.where(any_exists(f"{with_them} FILTER({one_of('?them', things)})"))
    return kept


def denied_draft(draft: Draft) -> Draft | None:
    """The same draft for what is said not to have happened or not to have come of it: where it finds some, the answer
    is no."""
    found = with_modes(draft, "kg:Denied, kg:Negated")
    affirmed = [line for line in draft.filters if line.startswith(_AFFIRMED)]
    if affirmed:
        denied = tuple(line.replace("!REGEX", "REGEX", 1) if line in affirmed else line for line in draft.filters)
        found = replace(draft, filters=denied)
    return None if found is None else replace(found, kind="no")
