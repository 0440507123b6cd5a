"""Run by ``parse.py`` in a Python that has spaCy: a JSON list of texts in, names and speed out.

OntoNotes kinds are brought to this project's: GPE is a place, PRODUCT and WORK_OF_ART, LAW and LANGUAGE are the rest;
an article before a name is cut off, as the other sources do.
"""

import json
import sys
import time

import spacy  # type: ignore[import-not-found]

KINDS = {
    "PERSON": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "FAC",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "PRODUCT": "MISC",
    "WORK_OF_ART": "MISC",
    "LAW": "MISC",
    "LANGUAGE": "MISC",
}

pipeline = spacy.load(sys.argv[1])
texts = json.load(sys.stdin)
documents = [pipeline(text) for text in texts]
began = time.perf_counter()
for text in texts:
    pipeline(text)
spent = time.perf_counter() - began
names = []
for document in documents:
    row = []
    for entity in document.ents:
        if entity.label_ not in KINDS:
            continue
        tokens = [token for token in entity if not token.is_space]
        while tokens and tokens[0].lower_ in ("the", "a", "an"):
            tokens.pop(0)
        while tokens and tokens[-1].lower_ in ("'s", "’s"):
            tokens.pop()
        if tokens:
            row.append((tokens[0].idx, tokens[-1].idx + len(tokens[-1]), KINDS[entity.label_]))
    names.append(row)
meta = pipeline.meta
json.dump(
    {
        "names": names,
        "speed": sum(map(len, documents)) / spent,
        "spacy": spacy.__version__,
        "pipeline": f"{meta['lang']}_{meta['name']} {meta['version']}",
    },
    sys.stdout,
)
