"""From a question in English to an answer with its evidence.

In: a question, a store, the lexicon. Out: an :class:`Answer`. The steps, one module each:

* ``english``, ``tokens``, ``dates``, ``names``, ``spelling``: what the words may be;
* ``markup`` and ``parsing``: every way to read them as one clause with slots;
* ``meaning`` (with ``phrases``, ``predicates``, ``figures``, ``claims``, ``adjuncts`` and others): clauses to drafts of
  queries, by the frames that reading uses;
* ``drafts``: a draft as SPARQL;
* ``rendering`` and ``evidence``: rows as a person reads them, and the quotes and claimers behind each.

No language model is loaded. What is not understood is said and never passed over.
"""

from kgtool.asking.answer import Answer, Evidence
from kgtool.asking.asker import Asker, ask

__all__ = ["Answer", "Asker", "Evidence", "ask"]
