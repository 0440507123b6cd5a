"""``python -m benchmarks.answering [SET] [--verbose]``: builds graphs, asks, and compares.

Six sets: ``developed``, six articles on which the reader was developed; ``unseen``, articles in other wordings that
were written afterwards, and on which asking was developed later; ``unseen2``, ``unseen3`` and ``unseen4``,
articles and questions fixed before they were first asked, the last two with longer articles and questions as
journalists put them; and
``wordings``, which asks about the articles of ``developed`` as people put questions: in other orders, shortened,
several at once, and with traps. Asking has been developed on what these sets showed; a measure needs new ones.

A question scores the F1 of its answers against the expected ones, each a list of regular expressions of which one must
match. One without expected answers scores 1 for no answer, else 0. An answer without evidence, or with a quote that
does not stand in the article letter for letter, scores 0.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from kgtool.asking import Answer, Asker
from kgtool.building import build
from kgtool.project import Project

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SETS = ("developed", "unseen", "unseen2", "unseen3", "unseen4", "wordings")
FOLDERS = (
    ROOT / "seeds",
    ROOT / "tests" / "data" / "articles",
    HERE / "unseen",
    HERE / "unseen2",
    HERE / "unseen3",
    HERE / "unseen4",
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one article; ``expected`` has alternatives for each answer."""

    article: str
    kind: str
    text: str
    expected: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    question: Question
    given: tuple[str, ...]
    score: float

    @property
    def is_wrong(self) -> bool:
        """Something was answered, and all of it is wrong."""
        return bool(self.given) and self.score == 0


def questions(name: str) -> list[Question]:
    """A set's questions, by article."""
    rows = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    found = [Question(row["article"], row["kind"], row["question"], tuple(map(tuple, row["answers"]))) for row in rows]
    return sorted(found, key=attrgetter("article"))


def outcomes(name: str) -> list[Outcome]:
    """Each article's graph is built apart, and asked."""
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        for article, asked in groupby(questions(name), attrgetter("article")):
            seed = next(folder / f"{article}.md" for folder in FOLDERS if (folder / f"{article}.md").is_file())
            project = Project.at(ROOT).with_graph(Path(scratch) / article)
            build(project, seed, jobs=1, check=False)
            asker = Asker(project.open_store(), project.ontology, project.queries)
            text = seed.read_text(encoding="utf-8")
            found += [_outcome(question, asker.ask(question.text), text) for question in asked]
    return found


def _outcome(question: Question, answer: Answer, text: str) -> Outcome:
    given = tuple(answer.answers)
    if not question.expected or not given:
        return Outcome(question, given, float(not question.expected and not given))
    quotes = [piece.quote for piece in answer.evidence]
    if not any(quotes) or any(quote not in text for quote in quotes):
        return Outcome(question, given, 0.0)
    return Outcome(question, given, _f1(question.expected, given))


def _f1(expected: Sequence[Sequence[str]], given: Sequence[str]) -> float:
    recall = sum(any(_fits(one, answer) for answer in given) for one in expected) / len(expected)
    precision = sum(any(_fits(one, answer) for one in expected) for answer in given) / len(given)
    return 2 * recall * precision / (recall + precision) if recall and precision else 0.0


def _fits(alternatives: Iterable[str], answer: str) -> bool:
    return any(re.search(pattern, answer) for pattern in alternatives)


def report(name: str, found: Sequence[Outcome], *, verbose: bool) -> str:
    """A table by kind, the whole, and what fell short."""
    lines = [f"## {name}", "", "| kind | score | perfect | wrong |", "|---|---|---|---|"]
    by_kind = sorted(found, key=lambda outcome: outcome.question.kind)
    for kind, group in groupby(by_kind, lambda outcome: outcome.question.kind):
        lines.append(_row(kind, list(group)))
    lines.append(_row("**all**", found))
    if verbose:
        lines += ["", *(f"- {_short(outcome)}" for outcome in found if outcome.score < 1)]
    return "\n".join(lines) + "\n"


def _row(kind: str, group: Sequence[Outcome]) -> str:
    score = sum(outcome.score for outcome in group) / len(group)
    perfect = sum(outcome.score == 1 for outcome in group)
    return f"| {kind} | {score:.2f} | {perfect} of {len(group)} | {sum(outcome.is_wrong for outcome in group)} |"


def _short(outcome: Outcome) -> str:
    wanted = " and ".join(one[0] for one in outcome.question.expected) or "no answer"
    given = "; ".join(outcome.given) or "nothing"
    return f"{outcome.question.article}: {outcome.question.text} {given} (expected: {wanted})"


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.answering")
    options.add_argument("sets", nargs="*", choices=[*SETS, []], help="which sets; default: all")
    options.add_argument("--verbose", action="store_true", help="list the questions that fall short")
    wanted = options.parse_args()
    for name in wanted.sets or SETS:
        sys.stdout.write(report(name, outcomes(name), verbose=wanted.verbose) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
