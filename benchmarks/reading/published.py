"""Figures that others publish for pipelines that users would otherwise pick. None of them was measured here."""

TEXT = """\
published, not measured here (other data and other relations; for orientation only)
  spaCy en_core_web_sm 3.7.1 on OntoNotes 5: tags 97.2, UAS 91.8, LAS 89.9, names F 84.6, sentences F 90.6
    (its own model card; ClearNLP relations, not Universal Dependencies; 12 MB, needs spaCy)
  spaCy en_udv25_englishewt_trf on EWT test from raw text, UD 2.5:
    UPOS 96.9, UAS 91.9, LAS 89.4, lemmas 97.4, sentences F 90.6
    (its own model card; a RoBERTa-size transformer)
"""
