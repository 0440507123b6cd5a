"""The project over HTTP: pages for people, SPARQL 1.1 and a JSON API for programs.

In: a project and limits. Out: an ASGI application (``app``) and a server that runs it (``server``). Whatever a request
asks is evaluated in a worker process that is killed at its time limit, its result is spooled whole before the first
byte is sent, and all of one request sees one snapshot of the graph. Nothing here knows English.
"""
