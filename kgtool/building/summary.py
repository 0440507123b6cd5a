"""What a build did, and what the graph holds now."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from kgtool.store import LocalStore, Table


@dataclass(frozen=True, slots=True)
class Done:
    """What a build did."""

    read: int
    unchanged: int
    removed: int
    errors: int | None = None
    """Contradictions in the articles' own voice; None where nothing was checked."""
    warnings: int | None = None
    """Contradictions within one claimer's claims."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did, and what the graph holds now."""

    done: Done
    documents: int
    narrations: int
    claims: int
    statements: int
    inferred: int
    left_out: dict[str, int]
    """What the reader did not understand well enough to state, counted by reason."""

    @classmethod
    def of(cls, store: LocalStore, done: Done) -> Summary:
        """Counts what a store holds."""

        def count(pattern: str) -> int:
            ((number,),) = _rows(store, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
            return int(number)

        left_out: dict[str, int] = {}
        for _, said in _rows(store, "SELECT ?document ?said { ?document kg:leftOut ?said } ORDER BY ?said ?document"):
            reason, _, number = said.rpartition(": ")
            left_out[reason] = left_out.get(reason, 0) + int(number)
        return cls(
            done,
            documents=count("?d a kg:Document"),
            narrations=count("?c a kg:Narration"),
            claims=count("?c a kg:Claim FILTER NOT EXISTS { ?c a kg:Narration }"),
            statements=count("GRAPH ?g { ?s ?p ?o } ?g kg:quote ?quote"),
            inferred=count("GRAPH ?g { ?s ?p ?o } ?g a kg:Inference"),
            left_out=left_out,
        )

    def lines(self) -> list[str]:
        """For people."""
        done = self.done
        lines = [
            f"{done.read} read, {done.unchanged} unchanged, {done.removed} removed",
            f"{_counted(self.documents, 'document')}: {_counted(self.narrations, 'narration')}, "
            f"{_counted(self.claims, 'claim')}, {_counted(self.statements, 'statement')}; {self.inferred} inferred",
        ]
        if self.left_out:
            lines.append("left out: " + "; ".join(f"{reason} ({count})" for reason, count in self.left_out.items()))
        if done.errors is not None:
            lines.append(
                f"contradictions: {done.errors} in what the articles say, {done.warnings} in what others claim"
                "  (all checks: kgtool check)"
            )
        return lines

    def as_json(self) -> dict[str, Any]:
        """One flat object."""
        content = asdict(self)
        return {**content.pop("done"), **content}


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _rows(store: LocalStore, query: str) -> list[tuple[str, ...]]:
    result = store.query(query)
    rows = result.rows if isinstance(result, Table) else []
    return [tuple(term.value if term is not None and hasattr(term, "value") else "" for term in row) for row in rows]
