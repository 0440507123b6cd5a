"""Deeds of war and their figures: each text here was once read wrongly or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.reading.read_articles import Read

Reads = Callable[[str], Read]


class TestObjectsWithDates:
    def test_each_has_an_event_of_its_own(self, read: Reads) -> None:
        told = read("Rebels took Korhala in October and Vandu in January.")
        assert told.rows("?e kg:target/rdfs:label ?p ; kg:time/kg:text ?t", "?p ?t") == [
            ("Korhala", "October"),
            ("Vandu", "January"),
        ]
        assert len(told.rows("?e kg:conductedBy ?r", "?e")) == 2

    def test_a_list_of_three(self, read: Reads) -> None:
        told = read("The Moro Army has captured Korhala in May, Vandu in June and Tessit in July.")
        assert len(told.rows("?e a kg:Capture ; kg:target ?p ; kg:time ?t", "?e ?p ?t")) == 3

    def test_figures_too(self, read: Reads) -> None:
        told = read("Gunmen killed five people on Monday and six on Tuesday.")
        assert told.rows("?f kg:text ?n ; kg:ofTime/kg:text ?t", "?n ?t") == [("five", "Monday"), ("six", "Tuesday")]

    def test_two_dates_of_one_object(self, read: Reads) -> None:
        told = read("The leaders met in Oslo in May and June.")
        assert len(told.rows("?e a kg:Meeting", "?e")) == 1


class TestPlaces:
    def test_all_cities_that_are_joined(self, read: Reads) -> None:
        told = read("Gunmen killed five in the cities of Korhala and Tessit.")
        assert told.rows("?f kg:ofPlace/rdfs:label ?p", "?p") == [("Korhala",), ("Tessit",)]
        captured = read("Rebels captured the towns of Korhala, Vandu and Tessit.")
        assert len(captured.rows("?e kg:target ?p", "?p")) == 3

    def test_a_capital_of_some_kind_is_no_seat_of_government(self, read: Reads) -> None:
        assert not read("Rebels fired rockets at Kenya's tourism capital.").says("?e kg:target id:Nairobi")
        assert not read("Rebels attacked Kenya's former capital.").says("?e kg:target id:Nairobi")
        assert read("Rebels attacked the Kenyan capital.").says("?e kg:target id:Nairobi")

    def test_the_camp_of_somebody_is_none_told_of_before(self, read: Reads) -> None:
        told = read("Jets bombed a camp in Ecuador in 2008. In 2010, planes attacked the camp of the rebels' chief.")
        assert len(told.rows("?e kg:target ?p . ?p a kg:Place", "?p")) >= 2


class TestAttempts:
    def test_whose_attempt_it_was(self, read: Reads) -> None:
        told = read("The army foiled an attempt by the rebels to attack Mombasa airport.")
        assert told.says('?e a kg:Attack ; kg:mode kg:Planned ; kg:conductedBy/rdfs:label "rebels"@en')
        assert told.rows("?e a kg:Repulse ; kg:conductedBy/rdfs:label ?w", "?w") == [("army",)]

    def test_nobody_s_plan_is_not_that_of_who_foiled_it(self, read: Reads) -> None:
        assert not read("Police thwarted a plan to bomb a hotel in Kismayo.").says("?e a kg:Attack ; kg:conductedBy ?x")

    def test_one_s_own_attempt(self, read: Reads) -> None:
        assert read("Rebels made an attempt to capture Kismayo.").says('?e kg:conductedBy/rdfs:label "Rebels"@en')

    @pytest.mark.parametrize(
        ("text", "mode"),
        [
            ("Kenya called off an attack on Somali bases on Friday.", "Negated"),
            ("The army called up 600 reservists for a possible offensive.", "Hypothetical"),
            ("Hopes for a two-week truce were dashed.", "Hypothetical"),
            ("The threat of an attack by rebels kept tourists away.", "Hypothetical"),
            ("Calls for a ceasefire grew louder.", "Demanded"),
            ("Liberating Kismayo is our duty.", "Hypothetical"),
        ],
    )
    def test_what_was_not_done(self, read: Reads, text: str, mode: str) -> None:
        told = read(text)
        assert told.says(f"?e kg:mode kg:{mode}")
        assert not told.says("?e kg:mode kg:Happened")
        assert not told.says("?e kg:begin ?t")

    def test_what_was_done(self, read: Reads) -> None:
        assert read("The response to the attack on Kismayo was swift.").says("?e a kg:Attack ; kg:mode kg:Happened")


class TestBlame:
    def test_who_is_blamed_is_not_what_was_hit(self, read: Reads) -> None:
        told = read("Kenya blamed the attack on the rebel group Red Flag.")
        assert told.claims("id:Kenya", "?e kg:conductedBy id:Red_Flag")
        assert not told.says("?e kg:target ?x")

    def test_blame_by_nobody_named(self, read: Reads) -> None:
        assert not read("Similar attacks have been blamed on the Red Brigade.").says("?e kg:conductedBy ?x")

    def test_responsibility(self, read: Reads) -> None:
        told = read("Gunmen attacked a market in Kismayo. The Red Brigade claimed responsibility for the attack.")
        assert told.claims("id:Red_Brigade", "?e kg:conductedBy id:Red_Brigade")
        assert not read("No group claimed responsibility for the raid on Kismayo.").says("?e kg:conductedBy ?x")


class TestFigures:
    @pytest.mark.parametrize(
        ("text", "number", "measure"),
        [
            ("Rescuers recovered 12 bodies from the rubble.", "12", "BodiesFound"),
            ("The rebels left behind 17 bodies.", "17", "BodiesFound"),
            ("Ten sailors lost their lives on Monday.", "Ten", "Killed"),
            ("The shelling left 12 dead.", "12", "Killed"),
            ("The group deplored the killing of 482 people by the army.", "482", "Killed"),
            ("Sixteen people were hacked to death.", "Sixteen", "Killed"),
            ("The death toll rose to 28 villagers.", "28", "Killed"),
            ("Four soldiers are still missing.", "Four", "Missing"),
            ("About 600 soldiers surrendered on Sunday.", "About 600", "Surrendered"),
            ("Twelve officers laid down their arms.", "Twelve", "Surrendered"),
            ("More than 200 rebels were killed or captured.", "More than 200", "KilledOrCaptured"),
            ("Fifty people were killed or wounded.", "Fifty", "KilledOrInjured"),
            ("Nine rifles were recovered.", "Nine", "Captured"),
            ("The army called up 16,000 reservists for war.", "16,000", "Mobilised"),
            ("Jets dropped seven bombs on the town of Kismayo.", "seven", "Launched"),
            ("The army said 97 targets were struck overnight.", "97", "Hit"),
        ],
    )
    def test_measures(self, read: Reads, text: str, number: str, measure: str) -> None:
        told = read(text)
        assert told.rows(f'?f kg:text "{number}"@en ; kg:measure ?m', "?m") == [
            (f"https://w3id.org/kgtool/ns#{measure}",)
        ]

    def test_either_of_two_without_a_word_for_both_is_neither(self, read: Reads) -> None:
        assert not read("Forty people were killed or displaced.").says("?f kg:measure ?m")
        told = read("Five were killed and six wounded.")
        assert told.says('?f kg:text "Five"@en ; kg:measure kg:Killed')
        assert told.says('?f kg:text "six"@en ; kg:measure kg:Injured')

    def test_some_of_several(self, read: Reads) -> None:
        told = read("Kenya says 14 of its soldiers and 12 civilians have died.")
        assert told.rows("?f kg:measure kg:Killed ; kg:value ?n", "?n") == [("12",), ("14",)]

    def test_people_are_no_part_of_hours(self, read: Reads) -> None:
        told = read(
            "The rebels fled after two hours of fighting, Kenya said, adding that its troops killed a dozen of them."
        )
        assert not told.says("?f kg:partOf ?g")

    def test_a_deed_of_other_dates_is_not_of_the_event(self, read: Reads) -> None:
        told = read("Rebels fired rockets at Kismayo on 14 January and detained 184 people between April and August.")
        assert told.says('?f kg:text "184"@en')
        assert not told.says('?f kg:text "184"@en ; kg:ofEvent ?e')

    def test_another_s_deed_is_not_of_the_event(self, read: Reads) -> None:
        told = read("Rockets hit Mombasa on Friday, and Kenya called up 900 reservists.")
        assert told.says("?f kg:measure kg:Mobilised")
        assert not told.says("?f kg:measure kg:Mobilised ; kg:ofEvent ?e")

    def test_the_quote_holds_the_day(self, read: Reads) -> None:
        told = read("Kenya's navy lost 40 sailors in the past 24 hours.")
        quotes = told.rows("GRAPH ?c { ?f kg:measure ?m } ?c kg:quote ?q", "?q")
        assert quotes and all("past 24 hours" in quote for (quote,) in quotes)


class TestWhen:
    def test_since_an_event_of_a_day(self, read: Reads) -> None:
        told = read("Since the start of the siege on 6 January, our forces have killed 152 rebels.")
        assert told.rows("?f kg:ofTime ?t . ?t kg:earliest ?a ; kg:latest ?b", "?a ?b") == [
            ("2024-01-06", "2024-03-20")
        ]

    def test_since_looks_back_whatever_the_verb(self, read: Reads) -> None:
        told = read("The loss would be the worst since October, when rebels launched Operation Storm.")
        assert told.says('?t kg:earliest "2023-10-01"^^xsd:date')

    def test_an_attack_that_began_before(self, read: Reads) -> None:
        told = read(
            "Rockets struck Mombasa on Friday in the first such attack in years. Kenya began its assault on Wednesday."
        )
        assert not told.says("?e kg:begin ?b ; kg:time ?t")


class TestWhoSpeaks:
    def test_a_capital_s_government_goes_on(self, read: Reads) -> None:
        told = read("Uganda shelled Mandera. Nairobi denied that. It said that two soldiers had been killed.")
        assert told.claims("id:Kenya", '?f kg:text "two"@en')

    def test_who_says_it_of_whom(self, read: Reads) -> None:
        told = read("He wept over a boy, Abdi Warsame, who neighbours said had been killed in a raid.")
        assert not told.says("?s kg:speaker id:Abdi_Warsame")

    def test_the_military_is_no_rebel_army(self, read: Reads) -> None:
        told = read("The Moro Liberation Army overran a base. The military said it had shot down seven drones.")
        assert not told.claims("id:Moro_Liberation_Army", "?f kg:measure kg:ShotDown")

    def test_a_name_beside_what_it_is(self, read: Reads) -> None:
        told = read("The Kismayo Crime Tracker, a monitoring group, keeps records. It counted 241 dead in May.")
        assert told.claims("id:Kismayo_Crime_Tracker", "?f kg:measure kg:Killed")

    def test_what_a_group_found(self, read: Reads) -> None:
        told = read("Sahel Watch published a report. The attacks killed 224 civilians, the group found.")
        assert not told.narrates("?f kg:measure kg:Killed")

    def test_a_rank_between_title_and_name(self, read: Reads) -> None:
        told = read("Kenyan army spokesman Lt Col David Njoroge said nine had died.")
        assert told.says('id:David_Njoroge kg:holds/kg:title "army spokesman"')
        told = read("Uganda's army chief, Gen Joseph Okello, attended the funeral.")
        assert told.says('id:Joseph_Okello kg:holds/kg:title "army chief"')
        deputy = read("Kenyan Deputy President Abdi Warsame spoke.")
        assert not deputy.says('id:Abdi_Warsame kg:holds/kg:title "Deputy"')


class TestDeeds:
    def test_blasts(self, read: Reads) -> None:
        told = read("A car loaded with explosives blew up in Mogadishu on Monday.")
        assert told.says('?e a kg:Bombing ; kg:place id:Mogadishu ; kg:date "2024-03-18"^^xsd:date')

    def test_a_truck_driven_into_something(self, read: Reads) -> None:
        told = read("A suicide bomber drove a truck into a navy convoy, killing 98 sailors.")
        assert told.says('?e a kg:Attack ; kg:instrument ?i ; kg:target ?t ; kg:figure/kg:text "98"@en')
        assert not read("The minister drove his car into the city.").says("?e a kg:Attack")

    def test_rockets_that_target(self, read: Reads) -> None:
        assert read("Two rockets from Somalia targeted Mombasa on Friday.").says(
            "?e a kg:Attack ; kg:instrument ?r ; kg:target ?m"
        )

    def test_taking_without_a_place_is_no_transfer(self, read: Reads) -> None:
        assert not read("Sirens sent residents running.").says("?e a kg:Transfer")
        assert read("Buses took 40 wounded men to Kismayo.").says("?e a kg:Transfer ; kg:destination ?k")

    def test_names_are_not_torn(self, read: Reads) -> None:
        told = read("Troops cleared the valley in 2003 in an offensive called Operation Liberty One.")
        assert told.rows("?e kg:codename ?n", "?n") == [("Operation Liberty One",)]

    def test_whose_crew_it_was(self, read: Reads) -> None:
        assert read("Kenyan warplanes bombed Kismayo.").says("?e kg:conductedBy id:Kenya")
        assert read("Kenya said its jets had bombed Kismayo.").claims("id:Kenya", "?e kg:conductedBy id:Kenya")
        assert not read("A Kenyan missile hit a school.").says("?e kg:conductedBy ?x")

    def test_when_and_where_an_attack_killed(self, read: Reads) -> None:
        told = read("An airstrike killed nine soldiers in Kismayo on Friday.")
        assert told.says('?e a kg:AirStrike ; kg:place id:Kismayo ; kg:date "2024-03-15"^^xsd:date')
        assert not read("Attacks killed 40 people in January.").says("?e kg:time ?t")

    def test_what_had_been_before_is_no_begin(self, read: Reads) -> None:
        told = read(
            "2. The regiment retook the towns of Boga and Tessit, which had been in rebel hands since 3 January."
        )
        assert told.says("?e a kg:Capture")
        assert not told.says("?e kg:begin ?t")

    def test_whose_soldiers(self, read: Reads) -> None:
        assert read("Kenya says seven of its soldiers have been killed.").says("?f kg:ofSide id:Kenya")


class TestQuotes:
    def test_who_is_named_in_the_words_does_not_say_them(self, read: Reads) -> None:
        told = read('The spokesman, Joseph Okello, spoke on Monday. "Nyankunde is under our control," he declared.')
        assert told.says("?s kg:speaker id:Joseph_Okello ; kg:quotation ?q")

    def test_a_verb_of_speech_in_a_quotation(self, read: Reads) -> None:
        told = read('The army said its forces had "responded effectively", killing five soldiers.')
        assert not told.says('?s kg:content "effectively"@en')


class TestMore:
    @pytest.mark.parametrize(
        ("text", "number", "measure"),
        [
            ("Twenty men are dead or missing and 24 others were injured.", "Twenty", "KilledOrMissing"),
            ("Nine sailors are dead.", "Nine", "Killed"),
            ("Kenya admits the loss of three aircraft.", "three", "Destroyed"),
            ("Rebels admitted the loss of nine fighters.", "nine", "Killed"),
            ("Kenya has sent 65 ships to the island of Lamu.", "65", "Deployed"),
            ("Kenya sent 65 drones against Kismayo.", "65", "Launched"),
        ],
    )
    def test_measures(self, read: Reads, text: str, number: str, measure: str) -> None:
        assert read(text).rows(f'?f kg:text "{number}"@en ; kg:measure ?m', "?m") == [
            (f"https://w3id.org/kgtool/ns#{measure}",)
        ]

    def test_an_adjective_without_a_measure(self, read: Reads) -> None:
        assert not read("Six houses are empty.").says("?f kg:measure ?m")

    def test_an_object_of_a_day_that_is_not_known(self, read: Reads) -> None:
        told = read("The army retook the palace on 21 February and the airport five days later.")
        assert len(told.rows("?e a kg:Capture", "?e")) == 2
        assert len(told.rows('?e kg:date "2024-02-21"^^xsd:date ; kg:target ?t', "?t")) == 1

    def test_the_army_is_not_the_police(self, read: Reads) -> None:
        told = read("Police fired on rioters. Soldiers shot dead two men, an army spokesman, Joseph Okello, said.")
        assert not told.says('?o kg:officeOf/rdfs:label "police"@en')

    def test_a_place_in_another_does_not_hold_it(self, read: Reads) -> None:
        told = read("Forces ended a siege at a hotel in the capital in which at least 15 people were killed.")
        assert not told.says("?a kg:locatedIn ?b . ?b kg:locatedIn ?a")

    def test_no_codename_from_the_next_sentence(self, read: Reads) -> None:
        told = read("The union demanded that the army be called in. Clashes killed more than 100 people.")
        assert not told.says("?e kg:codename ?n")

    def test_a_loss_of_what_is_not_said(self, read: Reads) -> None:
        assert not read("Uganda claims eleven aircraft. Kenya admits the loss of three.").says('?f kg:text "three"@en')

    def test_its_assault_is_not_what_was_told(self, read: Reads) -> None:
        told = read("Kenyan jets bombed Kismayo. Kenya began its assault on Wednesday.")
        assert not told.says("?e kg:target ?t ; kg:begin ?b")

    @pytest.mark.parametrize(
        ("text", "number", "measure"),
        [
            ("The army counted 645 rifles recovered.", "645", "Captured"),
            ("Soldiers rescued nine men and 645 trinkets recovered.", "645", ""),
            ("The number of people killed in Saturday's bombing has risen to 28.", "28", "Killed"),
            ("It is the sixth raid since December, when 344 boys were taken in Korhala.", "344", ""),
            ("Forty wounded men were taken to Kismayo.", "Forty", "Transferred"),
            ("Kenya handed over two planes to Uganda's air force.", "two", "Transferred"),
        ],
    )
    def test_what_is_measured(self, read: Reads, text: str, number: str, measure: str) -> None:
        expected = [(f"https://w3id.org/kgtool/ns#{measure}",)] if measure else []
        assert read(text).rows(f'?f kg:text "{number}"@en ; kg:measure ?m', "?m") == expected

    def test_what_was_done_on_the_first_day(self, read: Reads) -> None:
        told = read(
            "Rebels have attacked ships since 19 November, when they boarded a tanker and took 25 sailors hostage."
        )
        assert told.says('?f kg:text "25"@en ; kg:ofTime/kg:latest "2023-11-19"^^xsd:date')
        assert not told.says('?f kg:text "25"@en ; kg:ofEvent ?e')

    def test_whose_crews_they_were(self, read: Reads) -> None:
        told = read("U.S. and British aircraft attacked the port of Salif.")
        assert told.rows("?e kg:conductedBy ?w", "?w") == [
            ("https://w3id.org/kgtool/id/United_Kingdom",),
            ("https://w3id.org/kgtool/id/United_States",),
        ]

    @pytest.mark.parametrize(
        ("text", "number", "measure"),
        [
            ("At least 25 people were treated for wounds.", "25", "Injured"),
            ("The rebels set fire to 60 houses.", "60", "Destroyed"),
            ("Rebels set 12 trucks ablaze.", "12", "Destroyed"),
            ("Doctors treated 400 villagers for malaria.", "400", ""),
        ],
    )
    def test_wounds_and_fires(self, read: Reads, text: str, number: str, measure: str) -> None:
        expected = [(f"https://w3id.org/kgtool/ns#{measure}",)] if measure else []
        assert read(text).rows(f"?f kg:value ?v ; kg:measure ?m FILTER(?v = {number})", "?m") == expected

    def test_where_a_loaded_truck_went(self, read: Reads) -> None:
        told = read("A suicide bomber drove a truck packed with explosives into a navy convoy, killing 98 sailors.")
        assert told.says("?e a kg:Attack ; kg:target ?c ; kg:figure ?f")
        assert read("A bomber rammed a car laden with explosives into an army base in Gao.").says("?e a kg:Attack")
        assert not read("Soldiers drove two trucks into the base.").says("?e a kg:Attack")
