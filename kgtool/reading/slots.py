"""Which phrases stand in the grammatical slots of a word.

In: a document and the place of a word. Out: the heads of the phrases in a slot (see ``kgtool.ontology.lexicon``), with
voice normalised, coordination spread out, relative pronouns replaced by what they stand for, and the subjects of
participles and infinitives found. Where the tree has nothing, the words next to the predicate are looked at.
Knows Universal Dependencies; knows no ontology.
"""

from __future__ import annotations

from functools import lru_cache

from kgtool.language.document import Document, Span, Token

CLAUSAL = ("ccomp", "xcomp", "parataxis", "acl:cleft")
RELATIVE_PRONOUNS = frozenset({"WDT", "WP", "WP$"})
SUBJECTS = ("nsubj", "csubj", "expl")


class Slots:
    """Slot look-up over one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens
        self._cache: dict[tuple[int, str], tuple[int, ...]] = {}
        self.lists: dict[int, tuple[int, ...]] = {}
        """For the head of a name the heads of the names listed behind it, found on the surface."""
        self.dated: set[int] = set()
        """Tokens of dates, which are no doers: "Monday, the 2nd of June, *a second round* was held"."""
        self.apart: set[int] = set()
        """Heads of phrases that belong to a clause whose verb is left out ("thirteen *to Germany*")."""
        self.adjacent_subjects = self._find_adjacent_subjects()
        self._taken = {i for head in self.adjacent_subjects.values() for i in self._with_title(head)}

    # -- trees ---------------------------------------------------------------------------------------------------

    def children(self, index: int, *deprels: str) -> list[int]:
        """Dependents with one of these relations, subtypes included."""
        return [c for c in self.document.children[index] if _is_relation(self.tokens[c].deprel, deprels)]

    def conjuncts(self, index: int) -> list[int]:
        """The phrase and those coordinated with it, in order; not one that is the subject of the next verb."""
        found = [index]
        for child in (*self.children(index, "conj"), *self._listed(index)):
            if child not in self._taken and self.tokens[child].upos not in ("VERB", "AUX"):
                found.extend(self.conjuncts(child))
        return found

    def _listed(self, index: int) -> list[int]:
        """Names that the tree takes for appositions but that stand in a list: "A, *B* and C"."""
        if self.tokens[index].upos != "PROPN":
            return []
        last = max(self.children(index, "conj"), default=-1)
        return [c for c in self.children(index, "appos") if self.tokens[c].upos == "PROPN" and index < c < last]

    def _find_adjacent_subjects(self) -> dict[int, int]:
        """Surface rule: a finite verb without a subject in the tree has as its subject the noun right before it.

        The tree of "A met B and C met D" may hang C on B; the order of English words tells better.
        """
        found: dict[int, int] = {}
        for token in self.tokens:
            if token.xpos == "VBG" and token.index:  # "…, and both sides launching attacks"
                noun = self.tokens[token.index - 1]
                if noun.upos in ("NOUN", "PROPN") and noun.deprel == "conj" and noun.sentence == token.sentence:
                    found[token.index] = noun.index
                continue
            if token.xpos not in ("VBD", "VBZ", "VBP") or token.upos != "VERB" or not token.index:
                continue
            if self.children(token.index, "nsubj", "csubj", "aux:pass", "expl") or token.deprel.startswith("acl"):
                continue
            before = self.tokens[token.index - 1]
            if before.upos != "PROPN" or before.sentence != token.sentence:
                continue
            head = before.index
            while self.tokens[head].head != head and self.tokens[head].head < token.index:
                above = self.tokens[head]
                if not _is_relation(above.deprel, ("flat", "compound", "appos", "nmod")) or self.case(head):
                    break
                head = above.head
            relation = self.tokens[head].deprel
            is_late_subject = relation.startswith("nsubj") and self.tokens[head].head < head
            if (relation in ("conj", "obj", "nmod", "obl", "dep") or is_late_subject) and not self.case(head):
                if not self._is_in_phrase(head):
                    found[token.index] = head
        return found

    def _with_title(self, index: int) -> list[int]:
        """A name's head and the words of its title right before it, which the tree may take for its equals."""
        found, at = [index], index - 1
        while at >= 0 and self.tokens[at].upos in ("PROPN", "NOUN") and self.tokens[at].head == self.tokens[index].head:
            found.append(at)
            at -= 1
        return found

    def _is_in_phrase(self, index: int) -> bool:
        """Whether a conjunct belongs to a phrase with a preposition ("talks between A and B opened")."""
        at = index
        while self.tokens[at].deprel == "conj":
            at = self.tokens[at].head
        return at != index and bool(self.case(at))

    def gaps(self, index: int, slot: str) -> list[tuple[int, int]]:
        """Pairs of phrases in clauses whose verb is left out: "A signed for X and *B for Y*" gives (B, Y)."""
        found = []
        for start in (*self.children(index, "nsubj"), *self._prepositional(index, slot), *self.children(index, "obj")):
            for conjunct in self._all_conjuncts(start):
                if conjunct == start:
                    continue
                for child in self.children(conjunct, "nmod", "orphan", "obl"):
                    if self.case(child) == slot:
                        found.append((conjunct, child))
                behind = self._phrase_behind(conjunct, slot)
                if behind is not None:
                    found.append((conjunct, behind))
        return list(dict.fromkeys(found))

    def _phrase_behind(self, index: int, preposition: str) -> int | None:
        """The phrase whose preposition stands right behind a name."""
        end = max([index, *self.children(index, "flat")]) + 1
        if end < len(self.tokens) and self.tokens[end].text.lower() == preposition:
            return self.tokens[end].head if self.tokens[end].head > end else None
        return None

    def _all_conjuncts(self, index: int) -> list[int]:
        return [index, *(c for child in self.children(index, "conj") for c in self._all_conjuncts(child))]

    def case(self, index: int) -> str:
        """The preposition of a phrase in lower case, "" where it has none ("on behalf of" as one)."""
        cases = [c for c in self.children(index, "case") if self.tokens[c].text.lower() not in ("'s", "’s", "'", "’")]
        if not cases:
            return ""
        words: list[str] = []
        for case in cases:
            words.append(self.tokens[case].text.lower())
            words.extend(self.tokens[c].text.lower() for c in self.children(case, "fixed"))
        return " ".join(words)

    def words_of(self, index: int) -> list[int]:
        """The tokens of a phrase, from its preposition on where it has one."""
        cases = [c for c in self.children(index, "case") if c < index]
        first = min(cases, default=0)
        return [i for i in self.document.subtree(index) if i >= first]

    def is_passive(self, index: int) -> bool:
        token = self.tokens[index]
        if any(
            self.tokens[c].deprel in ("nsubj:pass", "aux:pass", "csubj:pass") for c in self.document.children[index]
        ):
            return True
        if token.deprel == "conj" and token.xpos in ("VBN", "VBD") and not self.children(index, "nsubj", "aux"):
            return self.is_passive(token.head) and token.xpos == self.tokens[token.head].xpos
        bare = not self.children(index, "aux", "nsubj")
        if token.upos == "ADJ" and token.text.endswith("ed") and self.tokens[index - 1].text in "-‐‑":
            return True  # "a Russian-brokered truce"
        return token.xpos in ("VBN", "VBD") and bare and _is_relation(token.deprel, ("acl", "advcl", "amod", "dep"))

    def clause_head(self, index: int) -> int:
        """The verb (or predicate noun) whose clause a token stands in."""
        at = index
        while not self.tokens[at].is_root:
            token = self.tokens[at]
            if token.upos in ("VERB", "AUX") and not token.deprel.startswith(("aux", "cop", "amod", "compound")):
                return at
            at = token.head
        return at

    # -- slots ---------------------------------------------------------------------------------------------------

    def fillers(self, index: int, slot: str) -> tuple[int, ...]:
        """Heads of the phrases in a slot of the word at ``index``, coordination spread out."""
        key = (index, slot)
        if key not in self._cache:
            heads = self._direct(index, slot)
            spread = [c for head in heads for c in self.conjuncts(head)] if slot != "clause" else heads
            if slot not in ("clause", "self", "modifier", "possessor", "host"):
                spread = [c for c in spread if c in heads or not self._is_gapped(c, index)]
                if self.tokens[index].upos == "VERB" and slot not in ("subject", "object", "complement"):
                    other = {right for _, right in self.gaps(index, slot)}
                    spread = [c for c in spread if c not in other]
            if slot in ("subject", "object"):
                spread = [c for head in spread for c in self._past_date(head)]
            resolved = [self.antecedent(head) for head in spread if head not in self.apart or slot == "self"]
            resolved = [r for head in resolved for r in (head, *self.lists.get(head, ()))]
            begin = self._clause_begin(index)
            resolved = [r for r in resolved if r > begin or r in self.lists or slot in ("self", "host")]
            self._cache[key] = tuple(dict.fromkeys(r for r in resolved if r != index or slot == "self"))
        return self._cache[key]

    def _clause_begin(self, index: int) -> int:
        """Where the clause of a verb begins if "that" or the like opens it: nothing before it belongs to it."""
        if self.tokens[index].upos not in ("VERB", "AUX") or self.tokens[index].deprel.startswith("acl"):
            return -1
        marks = [c for c in self.children(index, "mark") if self.tokens[c].xpos == "IN" and c < index]
        return min(marks, default=-1)

    def _past_date(self, index: int) -> list[int]:
        """What the tree takes for an apposition to a date is what stands in its place."""
        if index not in self.dated:
            return [index]
        return [c for c in self.children(index, "appos") if c not in self.dated]

    def _is_gapped(self, conjunct: int, verb: int) -> bool:
        """Whether a conjunct is the subject of a clause whose verb is left out ("… and B for Y")."""
        if self.tokens[verb].upos not in ("VERB", "AUX"):
            return False
        prepositions = {self.case(c) for c in self.children(verb, "obl")} - {""}
        return any(self.case(c) in prepositions for c in self.children(conjunct, "nmod", "orphan", "obl")) or any(
            self._phrase_behind(conjunct, p) is not None for p in prepositions
        )

    def _direct(self, index: int, slot: str) -> list[int]:
        token = self.tokens[index]
        verbal = token.upos in ("VERB", "AUX") or self.is_passive(index)
        match slot:
            case "self":
                return [index]
            case "subject":
                return self._subject(index) if verbal else self._copular_subject(index)
            case "object":
                return self._object(index)
            case "complement":
                return self._complement(index)
            case "clause":
                return self.children(index, "ccomp", "xcomp", "advcl", "acl") if verbal else self.children(index, "acl")
            case "quote":
                return []
            case "possessor":
                return self.children(index, "nmod:poss")
            case "modifier":
                return self._modifiers(index)
            case "apposition":
                return self.appositions(index)
            case "host":
                return self._host(index)
            case "whole":
                return [token.head] if token.deprel.startswith("nmod") else []
            case _:
                return self._prepositional(index, slot)

    def _subject(self, index: int, depth: int = 0) -> list[int]:
        token = self.tokens[index]
        if self.is_passive(index):
            return self._agent(index)
        own = [c for c in self.children(index, "nsubj", "csubj") if not self.tokens[c].deprel.endswith(":pass")]
        own = [c for c in own if c not in self._taken]
        own = [c for c in own if c < index] or own  # one behind the verb beside one before it is its object
        if own and (own[0] < index or self._noun_before(index) is None):
            return own
        if index in self.adjacent_subjects:
            return [self.adjacent_subjects[index]]
        noun = self._noun_before(index)
        if noun is not None:
            return [noun]
        return self._shared_subject(index, depth) if depth < 6 and not token.is_root else []

    def _noun_before(self, index: int) -> int | None:
        """The noun that a participle describes stands right before it ("representatives *wearing* uniforms")."""
        if self.tokens[index].xpos != "VBG" or not index or self.tokens[index].deprel.startswith(("xcomp", "ccomp")):
            return None
        noun = self.tokens[index - 1]
        return noun.index if noun.upos in ("NOUN", "PROPN") and noun.sentence == self.tokens[index].sentence else None

    def _shared_subject(self, index: int, depth: int) -> list[int]:
        """The subject of a conjoined verb, a participle or an infinitive."""
        token = self.tokens[index]
        relation = token.deprel.split(":")[0]
        head = self.tokens[token.head]
        if relation == "acl":
            infinitive = any(self.tokens[c].text.lower() == "to" for c in self.children(index, "mark"))
            if infinitive and not token.deprel.endswith("relcl"):
                governor = self.clause_head(token.head)
                return self.any_subject(governor, depth + 1) if governor != index else []
            return [token.head]
        if relation in ("conj", "advcl", "parataxis") and head.upos in ("VERB", "AUX"):
            return self.any_subject(token.head, depth + 1)
        if relation in ("xcomp", "ccomp"):
            if relation == "xcomp":
                objects = self.children(token.head, "obj", "iobj")
                if objects and head.lemma.lower() not in ("promise",):
                    return objects
            return self.any_subject(token.head, depth + 1) if relation == "xcomp" else []
        if relation in ("advcl", "conj"):
            return self._copular_subject(token.head)
        return []

    def any_subject(self, index: int, depth: int = 0) -> list[int]:
        """The grammatical subject, active or passive."""
        passive = self.children(index, "nsubj:pass")
        return passive or self._subject(index, depth)

    def _agent(self, index: int) -> list[int]:
        agents = self.children(index, "obl:agent")
        if not agents:
            agents = [c for c in self.children(index, "obl", "nmod") if self.case(c) == "by"]
        if not agents and index > 1 and self.tokens[index - 1].text in "-‐‑–":
            agents = [index - 2]  # "a Russian-brokered truce"
        if not agents:
            agents = self._adjacent_agent(index)
        return agents

    def _adjacent_agent(self, index: int) -> list[int]:
        """Surface fallback: "led by X" where the tree hangs X elsewhere."""
        following = index + 1
        if following < len(self.tokens) and self.tokens[following].text.lower() == "by":
            return [i for i in [self.tokens[following].head] if i > following]
        return []

    def _object(self, index: int) -> list[int]:
        token = self.tokens[index]
        if token.upos not in ("VERB", "AUX") and not self.is_passive(index):
            return self.children(index, "obj") if token.upos == "ADJ" else []  # "worth a million"
        if not self.is_passive(index):
            own = self.children(index, "obj")
            subjects = self.children(index, "nsubj")
            if not own and len(subjects) > 1 and subjects[0] < index:
                own = [c for c in subjects if c > index]
            if own:
                return own
            small = self._small_clause_subject(index)
            if small:
                return small
            # "Ukraine, which Russia attacked": the object is a relative pronoun or nothing
            if token.deprel == "acl:relcl" and self.children(index, "nsubj"):
                subject = self.children(index, "nsubj")[0]
                if self.tokens[subject].xpos not in RELATIVE_PRONOUNS and self._is_transitive_gap(index):
                    return [token.head]
            return self._shared_object(index)
        passive = self.children(index, "nsubj:pass")
        if passive:
            return passive
        relation = token.deprel.split(":")[0]
        if relation in ("acl", "amod"):
            return [token.head]
        if relation in ("conj", "advcl"):
            head = self.tokens[token.head]
            if head.upos in ("VERB", "AUX"):
                return self.any_subject(token.head)
            return [token.head] if relation == "advcl" else []
        if relation == "xcomp":
            return self.children(token.head, "obj") or self.any_subject(token.head)
        return []

    def _small_clause_subject(self, index: int) -> list[int]:
        """In "called *this* a blow" the tree may take "this" for the subject of "blow"."""
        for child in self.children(index, "obl", "xcomp", "ccomp", "obj"):
            if self.tokens[child].upos in ("NOUN", "ADJ", "PROPN") and child > index:
                inner = [c for c in self.children(child, "nsubj") if index < c < child]
                if inner and not self.children(child, "cop"):
                    return inner
        return []

    def _is_transitive_gap(self, index: int) -> bool:
        return not self.children(index, "obj", "ccomp", "xcomp", "obl")

    def _shared_object(self, index: int) -> list[int]:
        """The object of the last of conjoined verbs belongs to the first too ("destroyed or damaged 41 bombers")."""
        for child in self.children(index, "conj"):
            between = [t for t in self.tokens[index + 1 : child] if t.upos not in ("CCONJ", "ADV", "PUNCT", "AUX")]
            if self.tokens[child].upos == "VERB" and not between:
                return self.children(child, "obj")
        return []

    def _complement(self, index: int) -> list[int]:
        found = [c for c in self.children(index, "xcomp") if self.tokens[c].upos not in ("VERB", "AUX")]
        objects = self.children(index, "obj", "iobj")
        found.extend(objects[1:])
        if self.children(index, "cop"):
            found.append(index)
        found.extend(c for c in self.children(index, "obl:npmod", "obl:unmarked", "obl:tmod") if not self.case(c))
        return found

    def _copular_subject(self, index: int) -> list[int]:
        if self.children(index, "cop"):
            return self.children(index, "nsubj")
        return []

    def _modifiers(self, index: int) -> list[int]:
        found = [c for c in self.children(index, "amod", "compound", "nmod", "flat") if c < index]
        found = [c for c in found if not self.children(c, "case") and not self.tokens[c].deprel.startswith("nmod:poss")]
        nested = [m for c in found for m in self._modifiers(c)]
        spread = [k for c in found for k in self.children(c, "conj") if k < index]
        return sorted({*found, *nested, *spread})

    def appositions(self, index: int) -> list[int]:
        """Phrases that stand beside a noun, on either side."""
        token = self.tokens[index]
        found = self.children(index, "appos", "flat", "nmod:desc")
        if token.deprel in ("appos", "nmod:desc") or token.deprel.startswith("flat"):
            found.append(token.head)
        return found

    def describes(self, noun: int, name: Span) -> bool:
        """Whether a noun says what the name right behind it is: "the news agency X", "the battery maker Y".

        The tree has one below the other, or, where it is wrong, both in the same place of one verb.
        """
        if name.first != noun + 1:
            return False
        token = self.tokens[noun]
        if any(c in name for c in self.children(noun, "appos", "flat", "nmod:desc")):
            return True
        if token.head in name:
            return _is_relation(token.deprel, ("compound", "nmod:desc"))
        return any(self.tokens[i].head == token.head and self.tokens[i].deprel == token.deprel for i in name)

    def _host(self, index: int) -> list[int]:
        token = self.tokens[index]
        noun = self._noun_before(index)
        if noun is not None:
            return [noun]
        if token.upos in ("VERB", "AUX") and _is_relation(token.deprel, ("acl", "amod")):
            return [token.head]
        if token.upos in ("NOUN", "ADJ", "PROPN") and _is_relation(token.deprel, ("compound", "amod", "nmod", "acl")):
            return [token.head]
        if token.upos in ("VERB", "AUX") and token.deprel.startswith("advcl"):
            return [token.head]
        return []

    def _prepositional(self, index: int, preposition: str) -> list[int]:
        found = [c for c in self.document.children[index] if self.case(c) == preposition and not self._is_clause(c)]
        if not found and self.tokens[index].upos not in ("VERB", "AUX"):
            return self._following(index, preposition)
        if found:
            return found
        particles = [c for c in self.children(index, "compound:prt") if self.tokens[c].text.lower() == preposition]
        if particles:  # "resulting in 3 deaths", the preposition read as a particle
            bare = [c for c in self.children(index, "obl", "obj") if c > particles[0] and not self.case(c)]
            if bare:
                return bare
        # the phrase may hang on the object, the subject's complement or a particle instead
        nested = [
            c
            for child in self.children(index, "obj", "xcomp", "obl", "compound:prt", "nsubj:pass")
            for c in self.children(child, "nmod", "obl")
            if self.case(c) == preposition and c > index and self._is_light(child, preposition)
        ]
        return nested or self._following(index, preposition) or self._shared_phrase(index, preposition)

    def _shared_phrase(self, index: int, preposition: str) -> list[int]:
        """A phrase at the end of joined verbs is of all of them: "two were killed and six wounded *in an ambush*"."""
        if not self.is_passive(index):
            return []
        joined = [c for c in self.children(index, "conj") if self.tokens[c].xpos == "VBN"]
        return [
            c
            for verb in joined
            if not self.children(verb, "aux")
            for c in self.children(verb, "obl")
            if self.case(c) == preposition and c > verb
        ]

    def _following(self, index: int, preposition: str) -> list[int]:
        """Surface fallback: the phrase whose preposition stands right behind the noun, wherever the tree hangs it."""
        behind = index + 1
        if behind >= len(self.tokens) or self.tokens[behind].text.lower() != preposition:
            return []
        head = self.tokens[behind].head
        return [head] if self.tokens[behind].deprel == "case" and head > behind else []

    def _is_clause(self, index: int) -> bool:
        return self.tokens[index].upos in ("VERB", "AUX") and not self.children(index, "case")

    def _is_light(self, child: int, preposition: str) -> bool:
        if preposition in ("in", "at") and self.tokens[child].upos == "PROPN":
            return True  # "awarded the prize to X in Y": people seldom carry a place
        return preposition not in ("of", "in") or self.tokens[child].deprel.startswith("xcomp")

    def antecedent(self, index: int) -> int:
        """What a relative pronoun stands for; any other token is its own."""
        token = self.tokens[index]
        if token.xpos == "WP" and self.children(index, "acl:relcl"):  # "what it called an operation"
            for relative in self.children(index, "acl:relcl"):
                named = self._complement(relative) or [c for c in self.children(relative, "obj") if c != index]
                if named:
                    return named[-1]
        if token.xpos not in RELATIVE_PRONOUNS and token.lemma.lower() not in ("who", "which"):
            return index
        at = token.head
        for _ in range(6):
            clause = self.tokens[at]
            if clause.deprel in ("acl:relcl", "acl"):
                return clause.head
            if clause.is_root:
                break
            at = clause.head
        return index


@lru_cache(maxsize=4096)
def _is_relation(deprel: str, wanted: tuple[str, ...]) -> bool:
    return any(deprel == name or deprel.startswith(name + ":") for name in wanted)


def is_nominal(token: Token) -> bool:
    """Whether a token may head a noun phrase."""
    return token.upos in ("NOUN", "PROPN", "PRON", "NUM", "SYM") or (
        token.upos in ("ADJ", "DET") and token.xpos != "DT"
    )
