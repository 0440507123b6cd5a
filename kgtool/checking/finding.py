"""What a check finds, and the report of all findings."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from enum import IntEnum


class Level(IntEnum):
    """How much a finding matters; the worst first."""

    ERROR = 0
    """It breaks a contract: answers may be wrong."""
    WARNING = 1
    """A contradiction or gap that a person should look at."""
    INFO = 2
    """Worth knowing; nothing is wrong."""

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A claim behind a finding, as the article has it."""

    claim: str
    """IRI of the claim."""
    document: str
    """Stem of the seed."""
    start: int
    end: int
    quote: str
    claimed_by: str
    """Label of the claimer."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found."""

    level: Level
    code: str
    """Stable name; its section in ``docs/checks.md``."""
    message: str
    hint: str = ""
    path: str | None = None
    line: int | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def where(self) -> str:
        """``path:line``, ``path``, or nothing."""
        if self.path is None:
            return ""
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, the worst first."""

    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, findings: list[Finding]) -> Report:
        """Sorted by level, code, place and message; the same finding once."""
        order = sorted(
            dict.fromkeys(findings), key=lambda f: (f.level, f.code, f.path or "", f.line or 0, f.message, f.evidence)
        )
        return cls(tuple(order))

    @property
    def exit_status(self) -> int:
        """1 where there is an error; warnings and remarks are 0."""
        return int(any(finding.level is Level.ERROR for finding in self.findings))

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each level, by its word."""
        counted = Counter(finding.level for finding in self.findings)
        return {level.word: counted[level] for level in Level}

    def as_text(self) -> str:
        """For a terminal: each finding with its place, quotes and hint, and a line of counts at the end."""
        lines = [line for finding in self.findings for line in _lines(finding)]
        total = ", ".join(
            f"{count} {word}{'' if word == 'info' or count == 1 else 's'}" for word, count in self.counts.items()
        )
        return "\n".join([*lines, total if self.findings else "nothing found: " + total]) + "\n"

    def as_json(self) -> str:
        """One object: ``findings`` and ``counts``."""
        findings = [{**asdict(finding), "level": finding.level.word} for finding in self.findings]
        return json.dumps({"findings": findings, "counts": self.counts}, ensure_ascii=False, indent=2) + "\n"


def _lines(finding: Finding) -> list[str]:
    place = f"{finding.where}: " if finding.where else ""
    lines = [f"{finding.level.word} [{finding.code}] {place}{finding.message}"]
    lines += [
        f'    {e.document} {e.start}-{e.end}, by {e.claimed_by}: "{" ".join(e.quote.split())}"'
        for e in finding.evidence
    ]
    if finding.hint:
        lines.append(f"    {finding.hint}")
    return lines
