"""Training of the English reader: needs torch, and is not part of the installed package.

In the order of the steps: ``treebank`` reads the treebanks, ``names`` and ``reports`` give name labels, ``augment``
varies them, ``network`` is the model, ``train`` trains it, ``export`` writes the folder that ``kgtool.language``
reads.
"""
