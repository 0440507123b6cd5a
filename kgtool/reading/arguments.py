"""Subjects, objects and complements, with voice normalised.

In: the trees. Out: the heads of the core arguments of a word, through relative clauses, participles and infinitives.
"""

from __future__ import annotations

from kgtool.language.english import words
from kgtool.reading.prepositions import Prepositions
from kgtool.reading.syntax import HYPHENS

RELATIVE_PRONOUNS = frozenset({"WDT", "WP", "WP$"})


class Arguments(Prepositions):
    """The core arguments of the words of one document."""

    def _subject(self, index: int, depth: int = 0) -> list[int]:
        token = self.tokens[index]
        if self.is_passive(index):
            return self._agent(index)
        own = [c for c in self.children(index, "nsubj", "csubj") if not self.tokens[c].deprel.endswith(":pass")]
        own = [c for c in own if c not in self._taken]
        own = [c for c in own if c < index] or own  # one behind the verb beside one before it is its object
        if len(own) > 1 and self.tokens[own[0]].xpos in RELATIVE_PRONOUNS and own[-1] < index:
            own = own[1:]  # "a boy who *neighbours* said had been killed"
        if token.deprel == "conj" and own and any(t.text == "," for t in self.tokens[index : own[0]]):
            own = []  # "killed five and wounded six, *a spokesman* said"
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
            if self.is_infinitive(index) and not token.deprel.endswith("relcl"):
                return self._attempting(token.head, index, depth)
            return [token.head]
        if relation == "advcl" and self.is_infinitive(index):
            objects = [c for c in self.children(token.head, "obj") if token.head < c < index]
            if objects and self._is_whose(objects[-1], index):
                return self._attempting(objects[-1], index, depth)
        if relation == "advcl" and any(self.is_word(c, "charge_prepositions") for c in self.children(index, "mark")):
            objects = [c for c in self.children(token.head, "obj") if token.head < c < index]
            if objects:
                return objects  # "X accused *Y* of shelling a camp"
            if self.is_passive(token.head):
                return self._object(token.head)  # "*Y* stands accused by X of shelling a camp"
        if relation in ("conj", "advcl", "parataxis") and head.upos in ("VERB", "AUX"):
            return self.any_subject(token.head, depth + 1)
        if relation == "csubj" and token.xpos == "VBG" and token.head > index and self.children(token.head, "cop"):
            return [token.head]  # "*Heading* the team is X"
        if relation in ("xcomp", "ccomp"):
            if relation == "xcomp":
                objects = self.children(token.head, "obj", "iobj")
                if objects and head.lemma.lower() not in words("grammar", "subject_control"):
                    return objects
            return self.any_subject(token.head, depth + 1) if relation == "xcomp" else []
        if relation in ("advcl", "conj"):
            return self._copular_subject(token.head)
        return []

    def _is_whose(self, noun: int, infinitive: int) -> bool:
        """Whether a noun before an infinitive has its own doer, or a verb before it whose subject works against it."""
        verb = self.tokens[noun].head
        against = self.tokens[verb].lemma.lower() in words("grammar", "obstructing_verbs")
        return against or bool(self._whose(noun, infinitive))

    def _whose(self, noun: int, infinitive: int) -> list[int]:
        """Whose attempt it is: "an attempt *by X* to leave", "*X's* plan to leave"."""
        by = words("grammar", "agent_prepositions")
        behind = [i for i in range(noun + 1, infinitive) if self.case(i) in by]
        return behind or self.children(noun, "nmod:poss")

    def _attempting(self, noun: int, infinitive: int, depth: int) -> list[int]:
        """Who does what an infinitive tells behind a noun: "*X* has a plan to leave", "Y foiled *X's* plan to go"."""
        own = self._whose(noun, infinitive)
        if own:
            return own
        governor = self.clause_head(noun)
        if governor == infinitive or self.tokens[governor].lemma.lower() in words("grammar", "obstructing_verbs"):
            return []
        return self.any_subject(governor, depth + 1)

    def any_subject(self, index: int, depth: int = 0) -> list[int]:
        """The grammatical subject, active or passive."""
        passive = self.children(index, "nsubj:pass")
        return passive or self._subject(index, depth)

    def _agent(self, index: int) -> list[int]:
        agents = self.children(index, "obl:agent")
        if not agents:
            by = words("grammar", "agent_prepositions")
            agents = [c for c in self.children(index, "obl", "nmod") if self.case(c) in by]
        if not agents and index > 1 and self.tokens[index - 1].text in HYPHENS:
            agents = [index - 2]  # "a Russian-brokered truce"
        if not agents:
            agents = self._agent_below(index)
        if not agents:
            agents = self._adjacent_agent(index)
        elsewhere = {right for _, right in self.gapped.get(index, ())}
        return [agent for agent in agents if agent not in elsewhere]

    def _agent_below(self, index: int) -> list[int]:
        """The person whom the tree hangs on a phrase before: "X was represented in the commission *by Y*"."""
        return [
            agent
            for phrase in self.children(index, "obl")
            for agent in self.children(phrase, "nmod")
            if phrase < agent and self.case(agent) in words("grammar", "agent_prepositions")
            if self.tokens[agent].upos == "PROPN"
        ]

    def _adjacent_agent(self, index: int) -> list[int]:
        """Surface fallback: "led by X" where the tree hangs X elsewhere."""
        following = index + 1
        if following < len(self.tokens) and self.is_word(following, "agent_prepositions"):
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
        if index and self._is_subject_of_later(index - 1, index):
            return [index - 1]  # "when *a coalition* led by X intervened"
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

    def _is_subject_of_later(self, noun: int, participle: int) -> bool:
        """Whether a noun right before a participle is the subject of a verb behind it."""
        token = self.tokens[noun]
        is_noun = token.upos in ("NOUN", "PROPN") and token.sentence == self.tokens[participle].sentence
        return is_noun and token.deprel.startswith("nsubj") and token.head > participle

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
        if self.children(index, "cop") or (self.tokens[index].upos == "ADJ" and self.children(index, "aux")):
            return self.children(index, "nsubj")  # "are still *missing*", the copula taken for an auxiliary
        head = self.tokens[index].head
        if self._is_told_by_name(index):
            return [head]
        verb = self.role_verb(index)
        return [] if verb is None else self.any_subject(verb)

    def _is_told_by_name(self, index: int) -> bool:
        """Whether a noun is the subject of a clause that says who it is: "The *mediators* are X and Y"."""
        token = self.tokens[index]
        above = self.tokens[token.head]
        return token.deprel == "nsubj" and above.upos == "PROPN" and bool(self.children(above.index, "cop"))

    def role_verb(self, index: int) -> int | None:
        """The verb in whose clause a noun says as what somebody is there: "attended the talks *as an observer*"."""
        head = self.tokens[index].head
        if self.case(index) not in words("grammar", "role_prepositions"):
            return None
        return head if self.tokens[head].lemma.lower() in words("grammar", "copular_verbs") else None

    def _people_of(self, index: int) -> int:
        """Whom "who" means behind a body's name: in "*members* of X who …" the members."""
        token = self.tokens[index]
        above = self.tokens[token.head]
        is_of = token.deprel.startswith("nmod") and self.case(index) in words("grammar", "genitive")
        return above.index if is_of and token.upos == "PROPN" and above.xpos == "NNS" else index

    def antecedent(self, index: int) -> int:
        """What a relative pronoun stands for; any other token is its own."""
        token = self.tokens[index]
        if token.xpos == "WP" and self.children(index, "acl:relcl"):  # "what it called an operation"
            for relative in self.children(index, "acl:relcl"):
                named = self._complement(relative) or [c for c in self.children(relative, "obj") if c != index]
                if named:
                    return named[-1]
        if token.xpos not in RELATIVE_PRONOUNS and token.lemma.lower() not in words("grammar", "relative_pronouns"):
            return index
        at = token.head
        for _ in range(6):
            clause = self.tokens[at]
            if clause.deprel in ("acl:relcl", "acl"):
                return self._people_of(clause.head) if token.lemma.lower() == "who" else clause.head
            if clause.is_root:
                break
            at = clause.head
        return index
