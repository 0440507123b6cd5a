"""What asking gives: answers, the whole table, the evidence for each, and why there is none."""

from __future__ import annotations

from typing import Any, NamedTuple


class Evidence(NamedTuple):
    """A piece of an article, letter for letter, and who says it.

    ``start`` and ``end`` are characters from the start of the seed file; ``claimedBy`` in JSON is empty where it is
    the article's own voice.
    """

    document: str
    start: int
    end: int
    quote: str
    claimed_by: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "document": self.document,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "claimedBy": self.claimed_by,
        }


class Answer(NamedTuple):
    """The answer to one question; ``answers`` is empty where it is not known, and ``because`` says why.

    Where several questions are asked at once, ``because`` speaks of those without an answer.
    """

    question: str
    answers: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    sparql: str = ""
    evidence: tuple[Evidence, ...] = ()
    because: str = ""
    claimers: tuple[tuple[str, ...], ...] = ()
    """For each answer, who claims it; empty where the article itself says it."""
    support: tuple[tuple[Evidence, ...], ...] = ()
    """For each answer, its evidence."""
    nearest: tuple[str, ...] = ()
    """Names of stored queries that may help."""

    @property
    def is_known(self) -> bool:
        return bool(self.answers)

    @property
    def exit_status(self) -> int:
        """0 where there is an answer, 1 where there is none."""
        return 0 if self.answers else 1

    def as_json(self) -> dict[str, Any]:
        """The object that ``kgtool ask --format json`` prints (DESIGN, section 4)."""
        return {
            "question": self.question,
            "answers": list(self.answers),
            "columns": list(self.columns),
            "rows": [list(row) for row in self.rows],
            "sparql": self.sparql,
            "evidence": [piece.as_json() for piece in self.evidence],
            "because": self.because,
        }

    def as_text(self, *, show_sparql: bool = False) -> str:
        """The answer for a person at a terminal: each answer, its claimer, its quotes; or why there is none."""
        lines: list[str] = []
        for number, answer in enumerate(self.answers):
            who = self.claimers[number] if number < len(self.claimers) else ()
            lines.append(answer + (f"   (claimed by {', '.join(who)})" if who else ""))
            for piece in self.support[number] if number < len(self.support) else ():
                said = f" [{piece.claimed_by}]" if piece.claimed_by else ""
                lines.append(
                    f"    “{' '.join(piece.quote.split())}”{said} ({piece.document}:{piece.start}-{piece.end})"
                )
        if self.answers and self.because:
            lines.append(self.because)
        if not self.answers:
            lines.append(self.because or "The article does not say.")
            if self.nearest:
                lines.append("Stored queries that may help: " + ", ".join(f"kgtool query {n}" for n in self.nearest))
            else:
                lines.append("All stored queries: kgtool query")
        if show_sparql and self.sparql:
            lines += ["", self.sparql]
        return "\n".join(lines)
