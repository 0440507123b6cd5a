"""How building scales: articles varied by dates, numbers and names, and ``kgtool build`` on many of them.

    python -m benchmarks.corpus --articles FOLDER … --sizes 100 1000

* ``names``     the persons of the articles, and names to put in their place
* ``vary``      one article to any number of others, each differing; the same every time
* ``measuring`` one run of the build: how long, how much memory in all its processes, what it showed
* ``killing``   a run that is killed in the middle, and the one after it
"""
