"""A small invented world to ask about: two articles on talks and attacks between states that do not exist.

Each claim is written as who says it (empty: the article), the words that say it, and Turtle. Offsets are looked up in
the article's text, as reading would give them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from kgtool.store import LocalStore
from kgtool.terms import BACKGROUND_GRAPH, ID, KG, ONTOLOGY_GRAPH, PREFIXES

ONTOLOGY = Path(__file__).parents[2] / "ontology"

BACKGROUND = """
id:Norland a kg:State, kg:Country ; rdfs:label "Norland" ; kg:demonym "Norlandic", "Norlander" .
id:Sudria a kg:State, kg:Country ; rdfs:label "Sudria" ; kg:demonym "Sudrian" .
id:Ostmark a kg:State, kg:Country ; rdfs:label "Ostmark" ; kg:demonym "Ostmarkish" .
id:Westria a kg:State, kg:Country ; rdfs:label "Westria" ; kg:demonym "Westrian" .
id:Belmora a kg:City ; rdfs:label "Belmora" ; kg:locatedIn id:Ostmark ; kg:capitalOf id:Ostmark .
id:Norhaven a kg:City ; rdfs:label "Norhaven" ; kg:locatedIn id:Norland ; kg:capitalOf id:Norland .
"""

TALKS = """Delegations from Norland and Sudria met at the Élan Palace in Belmora on Tuesday, 4 March 2031, for a second \
round of talks. The Norlandic delegation was headed by Deputy Minister Ívar Bjørnsen, the Sudrian delegation by General \
Tamsin Okoro. Ostmark's foreign minister Petra Vulić chaired the meeting, which lasted about three hours. Westria \
mediated. The sides agreed to exchange 120 prisoners. No ceasefire was agreed. The first round was held in Belmora on \
11 February and took less than two hours. Professor Lena Marsh of Belmora University described the meeting as "a small \
step out of the dark". Okoro called for the return of all captives. Norland denied Okoro's claim that its army had \
shelled Port Aster. Each delegation had five members."""

ATTACKS = """On Sunday Norland launched 80 drones at Sudria, the Sudrian Air Force said, and 55 of them were shot down. \
The Norlandic Defence Ministry claimed that 70 drones were launched. Shelling killed six civilians, including two \
children, in Port Aster on Monday, and injured 14 people. According to the Red Star, at least 200 people have died since \
January. The health ministry of Sudria put the death toll at 150. Operation Lantern targeted the Kastel air base and \
cost Norland 12 bombers, according to the Sudrian army. The front is about 300 km long."""

ARTICLES = {"talks-2031-03-04": (TALKS, "2031-03-05"), "attacks-2031-03-10": (ATTACKS, "2031-03-10")}

CLAIMS = {
    "talks-2031-03-04": [
        ("", "Delegations from Norland and Sudria met at the Élan Palace in Belmora on Tuesday, 4 March 2031", """
            :event1 a kg:Meeting, kg:NegotiationRound ; rdfs:label "second round of talks" ; kg:roundNumber 2 ;
                kg:ordinal 2 ; kg:mode kg:Happened ; kg:participant id:Norland, id:Sudria ; kg:venue id:Elan ;
                kg:place id:Elan, id:Belmora ; kg:date "2031-03-04"^^xsd:date ; kg:time :time1 .
            :time1 a kg:TimeSpan ; kg:earliest "2031-03-04"^^xsd:date ; kg:latest "2031-03-04"^^xsd:date ;
                kg:precision kg:Day ; kg:text "Tuesday, 4 March 2031" ."""),
        ("", "Élan Palace in Belmora", 'id:Elan a kg:Venue ; rdfs:label "Élan Palace" ; kg:locatedIn id:Belmora .'),
        ("", "The Norlandic delegation was headed by Deputy Minister Ívar Bjørnsen", """
            :delegation1 a kg:Delegation ; rdfs:label "Norlandic delegation" ; kg:delegationOf id:Norland ;
                kg:ledBy id:Bjornsen ; kg:attends :event1 .
            id:Bjornsen a kg:Person ; rdfs:label "Ívar Bjørnsen" ; kg:holds :office1 .
            :office1 a kg:Office ; kg:title "Deputy Minister" ; kg:officeOf id:Norland ; kg:officeStatus kg:Current ."""),
        ("", "the Sudrian delegation by General Tamsin Okoro", """
            :delegation2 a kg:Delegation ; rdfs:label "Sudrian delegation" ; kg:delegationOf id:Sudria ;
                kg:ledBy id:Okoro ; kg:attends :event1 .
            id:Okoro a kg:Person ; rdfs:label "Tamsin Okoro" ; kg:holds :office2 .
            :office2 a kg:Office ; kg:title "General" ; kg:officeStatus kg:Current ."""),
        ("", "Ostmark's foreign minister Petra Vulić chaired the meeting", """
            :event1 kg:chairedBy id:Vulic . id:Vulic a kg:Person ; rdfs:label "Petra Vulić" ; kg:holds :office3 .
            :office3 a kg:Office ; kg:title "foreign minister" ; kg:officeOf id:Ostmark ; kg:officeStatus kg:Current ."""),
        ("", "lasted about three hours", """
            :event1 kg:duration :figure1 . :figure1 a kg:Figure ; kg:measure kg:Duration ; kg:ofEvent :event1 ;
                kg:value 3.0 ; kg:unit "hour" ; kg:comparator kg:About ; kg:durationValue "PT3H"^^xsd:duration ;
                kg:text "about three hours" ."""),
        ("", "Westria mediated", ":event1 kg:mediatedBy id:Westria ."),
        ("", "The sides agreed to exchange 120 prisoners", """
            :event2 a kg:Agreement ; rdfs:label "agreed to exchange 120 prisoners" ; kg:mode kg:Happened ;
                kg:agreedBy id:Norland, id:Sudria ; kg:content "to exchange 120 prisoners" ; kg:agreedOn :event3 .
            :event1 kg:outcome :event2 .
            :event3 a kg:PrisonerExchange ; rdfs:label "exchange 120 prisoners" ; kg:mode kg:Agreed ; kg:figure :figure2 .
            :figure2 a kg:Figure ; kg:measure kg:Exchanged ; kg:value 120.0 ; kg:counts "prisoners" ;
                kg:comparator kg:Exactly ; kg:countedClass kg:PeopleGroup ; kg:ofEvent :event3 ; kg:text "120" ."""),
        ("", "No ceasefire was agreed", ':event4 a kg:Ceasefire ; rdfs:label "ceasefire" ; kg:mode kg:Negated .'),
        ("", "The first round was held in Belmora on 11 February", """
            :event5 a kg:NegotiationRound ; rdfs:label "first round" ; kg:roundNumber 1 ; kg:place id:Belmora ;
                kg:mode kg:Happened ; kg:date "2031-02-11"^^xsd:date ; kg:time :time2 .
            :time2 a kg:TimeSpan ; kg:earliest "2031-02-11"^^xsd:date ; kg:latest "2031-02-11"^^xsd:date ;
                kg:precision kg:Day ; kg:text "11 February" ."""),
        ("", "took less than two hours", """
            :event5 kg:duration :figure3 . :figure3 a kg:Figure ; kg:measure kg:Duration ; kg:ofEvent :event5 ;
                kg:durationValue "PT2H"^^xsd:duration ; kg:text "less than two hours" ."""),
        ("", 'Professor Lena Marsh of Belmora University described the meeting as "a small step out of the dark"', """
            :statement1 a kg:Judgement ; kg:speaker id:Marsh ; kg:topic :event1 ;
                kg:describedAs "a small step out of the dark" .
            id:Marsh a kg:Person ; rdfs:label "Lena Marsh" ; kg:holds :office4 .
            :office4 a kg:Office ; kg:title "Professor" ; kg:officeOf :university ; kg:officeStatus kg:Current .
            :university a kg:University ; rdfs:label "Belmora University" ."""),
        ("", "Okoro called for the return of all captives", """
            :statement2 a kg:Demand ; kg:mode kg:Happened ; kg:speaker id:Okoro ;
                kg:content "the return of all captives" ."""),
        ("id:Okoro", "its army had shelled Port Aster", """
            :event6 a kg:Shelling ; rdfs:label "shelled Port Aster" ; kg:mode kg:Happened ;
                kg:conductedBy :army ; kg:target id:PortAster .
            :army a kg:ArmedForce ; rdfs:label "Norlandic army" ; kg:nationality id:Norland .
            id:PortAster a kg:City ; rdfs:label "Port Aster" ; kg:locatedIn id:Sudria ."""),
        ("", "Norland denied Okoro's claim", """
            :statement3 a kg:Denial ; kg:speaker id:Norland ; kg:topic :event6 ; kg:mode kg:Happened ."""),
        ("", "Each delegation had five members", """
            :delegation1 kg:size :figure4 . :delegation2 kg:size :figure4 .
            :figure4 a kg:Figure ; kg:measure kg:Size ; kg:value 5.0 ; kg:counts "members" ;
                kg:countedClass kg:Delegate ; kg:text "five" ; kg:ofSide id:Norland, id:Sudria ."""),
    ],
    "attacks-2031-03-10": [
        ("id:SudrianAirForce", "On Sunday Norland launched 80 drones at Sudria", """
            :event1 a kg:Launch ; kg:mode kg:Happened ; kg:conductedBy id:Norland ; kg:target id:Sudria ;
                kg:date "2031-03-09"^^xsd:date ; kg:time :time1 ; kg:figure :figure1 .
            :figure1 a kg:Figure ; kg:measure kg:Launched ; kg:value 80.0 ; kg:counts "drones" ; kg:text "80" ;
                kg:countedClass kg:Drone ; kg:ofEvent :event1 ; kg:ofTime :time1 ; kg:bySide id:Norland .
            :time1 a kg:TimeSpan ; kg:earliest "2031-03-09"^^xsd:date ; kg:latest "2031-03-09"^^xsd:date ;
                kg:precision kg:Day ; kg:text "Sunday" ."""),
        ("", "the Sudrian Air Force", """
            id:SudrianAirForce a kg:ArmedForce ; rdfs:label "Sudrian Air Force" ; kg:nationality id:Sudria ."""),
        ("id:SudrianAirForce", "55 of them were shot down", """
            :event2 a kg:Interception ; kg:mode kg:Happened ; kg:figure :figure2 .
            :figure2 a kg:Figure ; kg:measure kg:ShotDown ; kg:value 55.0 ; kg:text "55" ; kg:partOf :figure1 ;
                kg:ofEvent :event2 ; kg:ofTime :time1 ."""),
        ("id:NorlandicDefenceMinistry", "70 drones were launched", """
            :event3 a kg:Launch ; kg:mode kg:Happened ; kg:figure :figure3 .
            :figure3 a kg:Figure ; kg:measure kg:Launched ; kg:value 70.0 ; kg:counts "drones" ; kg:text "70" ;
                kg:countedClass kg:Drone ; kg:ofEvent :event3 ."""),
        ("", "The Norlandic Defence Ministry", """
            id:NorlandicDefenceMinistry a kg:Ministry ; rdfs:label "Norlandic Defence Ministry" ;
                kg:nationality id:Norland ."""),
        ("", "Shelling killed six civilians, including two children, in Port Aster on Monday, and injured 14 people", """
            :event4 a kg:Shelling, kg:Attack ; rdfs:label "Shelling" ; kg:mode kg:Happened ; kg:target id:PortAster ;
                kg:date "2031-03-10"^^xsd:date ; kg:time :time2 ; kg:figure :figure4, :figure5, :figure6 .
            :figure4 a kg:Figure ; kg:measure kg:Killed ; kg:value 6.0 ; kg:counts "civilians" ; kg:text "six" ;
                kg:countedClass kg:PeopleGroup ; kg:ofEvent :event4 ; kg:ofPlace id:PortAster ; kg:ofTime :time2 .
            :figure5 a kg:Figure ; kg:measure kg:Killed ; kg:value 2.0 ; kg:counts "children" ; kg:text "two" ;
                kg:countedClass kg:PeopleGroup ; kg:partOf :figure4 ; kg:ofEvent :event4 ; kg:ofPlace id:PortAster .
            :figure6 a kg:Figure ; kg:measure kg:Injured ; kg:value 14.0 ; kg:counts "people" ; kg:text "14" ;
                kg:countedClass kg:PeopleGroup ; kg:ofEvent :event4 ; kg:ofPlace id:PortAster ; kg:ofTime :time2 .
            :time2 a kg:TimeSpan ; kg:earliest "2031-03-10"^^xsd:date ; kg:latest "2031-03-10"^^xsd:date ;
                kg:precision kg:Day ; kg:text "Monday" .
            id:PortAster a kg:City ; rdfs:label "Port Aster" ; kg:locatedIn id:Sudria ."""),
        ("id:RedStar", "at least 200 people have died since January", """
            :figure7 a kg:Figure ; kg:measure kg:Killed ; kg:value 200.0 ; kg:minimum 200.0 ; kg:counts "people" ;
                kg:comparator kg:AtLeast ; kg:text "at least 200" ; kg:countedClass kg:PeopleGroup ."""),
        ("", "the Red Star", 'id:RedStar a kg:NonGovernmentalOrganization ; rdfs:label "Red Star" .'),
        ("id:SudrianHealthMinistry", "put the death toll at 150", """
            :figure8 a kg:Figure ; kg:measure kg:Killed ; kg:value 150.0 ; kg:text "150" ."""),
        ("", "The health ministry of Sudria", """
            id:SudrianHealthMinistry a kg:Ministry ; rdfs:label "health ministry of Sudria" ."""),
        ("", "Operation Lantern targeted the Kastel air base", """
            :event5 a kg:Operation ; rdfs:label "Operation Lantern" ; kg:codename "Lantern" ; kg:mode kg:Happened ;
                kg:target :base . :base a kg:AirBase ; rdfs:label "Kastel air base" ; kg:locatedIn id:Norland ."""),
        ("id:SudrianArmy", "cost Norland 12 bombers", """
            :figure9 a kg:Figure ; kg:measure kg:Destroyed ; kg:value 12.0 ; kg:counts "bombers" ; kg:text "12" ;
                kg:countedClass kg:Bomber ; kg:ofEvent :event5 ; kg:ofSide id:Norland .
            :event5 kg:figure :figure9 ."""),
        ("", "the Sudrian army", 'id:SudrianArmy a kg:ArmedForce ; rdfs:label "Sudrian army" .'),
        ("", "The front is about 300 km long", """
            :place1 a kg:Frontline ; rdfs:label "front" . :figure10 a kg:Figure ; kg:measure kg:Length ;
                kg:ofPlace :place1 ; kg:value 300.0 ; kg:unit "km" ; kg:comparator kg:About ; kg:text "about 300 km" ."""),
    ],
}  # fmt: skip


Claims = Mapping[str, list[tuple[str, str, str]]]


def invented_store(articles: Mapping[str, tuple[str, str]] = ARTICLES, told: Claims = CLAIMS) -> LocalStore:
    """The articles, their background and the real ontology, as reading and building would leave them."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    quads: list[ox.Quad] = []

    def add(turtle: str, graph: str | None, base: str = "") -> None:
        name = ox.DefaultGraph() if graph is None else ox.NamedNode(graph)
        local = f"@prefix : <{ID}{base}> .\n"
        for quad in ox.parse(prefixes + local + turtle, format=ox.RdfFormat.TURTLE):
            quads.append(ox.Quad(quad.subject, quad.predicate, quad.object, name))

    add(BACKGROUND, BACKGROUND_GRAPH)
    for path in sorted(ONTOLOGY.glob("*.ttl")):
        if not path.name.startswith("shapes"):
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                quads.append(ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(ONTOLOGY_GRAPH)))
    for name, claims in told.items():
        text, issued = articles[name]
        sentences = text.split(". ")
        add(f'<{ID}{name}> a kg:Document ; dcterms:issued "{issued}"^^xsd:date ; kg:path "seeds/{name}.md" .', None)
        for number, (by, quote, turtle) in enumerate(claims, 1):
            start = text.index(quote)
            number_of = text[:start].count(". ") + 1
            claim = f"{ID}{name}/claim/{number}.1"
            kind = "kg:Claim ; kg:stance kg:Said" if by else "kg:Narration"
            add(
                f"<{claim}> a {kind} ; kg:claimedBy {by or f'<{ID}{name}>'} ; kg:document <{ID}{name}> ; "
                f"kg:start {start} ; kg:end {start + len(quote)} ; kg:quote {ox.Literal(quote)} ; "
                f"kg:sentence [ kg:number {number_of} ; kg:quote {ox.Literal(sentences[number_of - 1])} ] .",
                None,
            )
            add(turtle, claim, f"{name}/")
    return LocalStore.of(quads)


__all__ = ["ARTICLES", "KG", "ONTOLOGY", "invented_store"]
