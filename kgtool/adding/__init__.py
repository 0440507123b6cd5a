"""From a file of text, Markdown or HTML to a seed: ``kgtool add``.

In: a file, and what a person says of the article. Out: a seed in ``seeds/`` with front matter. In order: ``files``
gives the file's text whatever its encoding, ``page`` the article of a web page, ``add`` writes the seed. Nothing is
fetched.
"""

from kgtool.adding.add import add_article, file_name, read_article
from kgtool.adding.article import Article
from kgtool.adding.page import read_html

__all__ = ["Article", "add_article", "file_name", "read_article", "read_html"]
