"""What a sentence does not say is not read: each text here once gave a wrong statement."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgtool.terms import ID
from tests.reading.read_articles import Read

Reads = Callable[[str], Read]


class TestWhoSaysIt:
    def test_what_stands_behind_a_closing_tag_is_of_the_saying(self, read: Reads) -> None:
        pact = read(
            "Kenya and Uganda agreed to a ceasefire, Peter Munya, the mediator, said on state television on Monday."
        )
        assert not pact.says('?e a kg:Agreement ; kg:content ?c FILTER CONTAINS(?c, "television")')
        assert not pact.says("?e a kg:Agreement ; kg:date ?d")

    def test_a_claim_that_another_speaker_repeats(self, read: Reads) -> None:
        claim = read(
            "Spokesman Jakob Weber said the rebels' claim that their men had killed 40 soldiers in Goma was false."
        )
        assert not claim.narrates("?f kg:measure kg:Killed")
        assert not claim.says("?f kg:measure kg:Killed ; kg:ofSide ?s")

    def test_a_semicolon_ends_what_is_said(self, read: Reads) -> None:
        dead = read(
            "The UN said that at least 12 people were killed; the rebels admitted that they had lost 5 fighters."
        )
        assert dead.says('GRAPH ?g { ?f kg:text "at least 12"@en } ?g kg:claimedBy id:United_Nations')
        assert not dead.says('GRAPH ?g { ?f kg:text "5"@en } ?g kg:claimedBy id:United_Nations')

    def test_speech_without_a_speaker_is_nobody_s_statement(self, read: Reads) -> None:
        assert not read('The rally went on. "We killed 300 soldiers in that war."').says("?f a kg:Figure")

    def test_by_somebody_s_count(self, read: Reads) -> None:
        fled = read("More than 3 million people have fled Kenya, by the UN's count.")
        assert not fled.narrates("?f a kg:Figure")
        assert fled.claims("id:United_Nations", "?f kg:measure kg:Displaced")

    def test_who_is_told_is_not_what_is_said(self, read: Reads) -> None:
        told = read('"We are ready," Kenyan President William Ruto told Ugandan reporters, who had waited for hours.')
        assert not told.says('?s kg:content ?c FILTER CONTAINS(?c, "reporters")')

    def test_a_clause_behind_the_quotation_is_the_article_s(self, read: Reads) -> None:
        told = read(
            '"There was no raid," President Mahamat Deby told a radio, '
            "after the rebels alleged that troops had burned a village."
        )
        assert not told.says('?s kg:speaker id:Mahamat_Deby ; kg:content ?c FILTER CONTAINS(?c, "burned")')

    def test_a_rejected_charge_is_no_part_of_the_accusation(self, read: Reads) -> None:
        charge = read("Kenya accused Somalia of shelling a border town, a charge that Mogadishu denied.")
        assert not charge.says('?s kg:content ?c FILTER CONTAINS(?c, "charge")')

    def test_the_place_of_what_is_said_is_not_that_of_the_saying(self, read: Reads) -> None:
        assert not read("Ethiopia accused Eritrea of shelling its troops near Badme.").says(
            "?s kg:speaker ?x ; kg:place ?p"
        )
        assert not read("Kenya promised to rebuild schools in Garissa.").says("?s a kg:Promise ; kg:place ?p")


class TestWhatDidNotHappen:
    def test_what_was_not_signed_has_no_signatory(self, read: Reads) -> None:
        assert not read("Kenya and Uganda reached an accord in Nairobi, but Uganda refused to sign it.").says(
            "?e kg:signedBy ?x"
        )

    def test_an_event_that_brought_nothing_happened(self, read: Reads) -> None:
        fruitless = read("With peace talks in Oslo yielding no results, Kenya closed its border.")
        assert fruitless.says("?m kg:place id:Oslo ; kg:mode kg:Happened")
        spared = read("No helicopter was shot down in the attack on Goma.")
        assert spared.says("?a a kg:Attack ; kg:mode kg:Happened")

    def test_a_meeting_that_ended_without_agreeing(self, read: Reads) -> None:
        ended = read("Kenya and Uganda held talks in Nairobi without agreeing on whether the blockade would end.")
        assert not ended.says("?m kg:outcome ?o")
        assert not ended.says("?a a kg:Agreement ; kg:mode kg:Happened")

    def test_an_infinitive_is_joined_to_an_infinitive(self, read: Reads) -> None:
        agreed = read(
            "Both armies agreed to stop fighting and to disarm the militias, and Juba promised to pay their men."
        )
        assert not agreed.says("?d a kg:Disarmament ; kg:mode kg:Happened")

    def test_what_is_there_already_keeps_its_mode(self, read: Reads) -> None:
        assert not read("Norway would not lift sanctions.").says("?s a kg:Sanctions ; kg:mode kg:Negated")
        assert not read("Kenya said the attack would be investigated.").says("?a a kg:Attack ; kg:mode kg:Hypothetical")

    def test_a_question_tells_of_nothing(self, read: Reads) -> None:
        assert not read("Had Kenya attacked Uganda on Monday?").says("?a a kg:Attack ; kg:mode kg:Happened")

    def test_what_must_be_done_is_demanded(self, read: Reads) -> None:
        assert read("Heavy weapons must be withdrawn.").says("?w a kg:Withdrawal ; kg:mode kg:Demanded")


class TestFigures:
    def test_since_opens_a_stretch(self, read: Reads) -> None:
        dead = read("Kenya said 40 soldiers had been killed since Monday.")
        assert not dead.says('?f kg:ofTime ?t . ?t kg:latest "2024-03-18"^^xsd:date')
        assert dead.says('?f kg:ofTime ?t . ?t kg:earliest "2024-03-18"^^xsd:date ; kg:latest "2024-03-20"^^xsd:date')

    def test_who_is_counted_did_not_do_it(self, read: Reads) -> None:
        hurt = read(
            "Earlier, police clashed with protesters in Nairobi. "
            "Interior Minister Ida Berg said 12 people had been detained and three officers injured."
        )
        assert not hurt.says("?f kg:bySide ?o . ?o rdfs:label 'three officers'@en")

    def test_a_count_of_places_is_of_no_place(self, read: Reads) -> None:
        assert not read("Kenya shot down 30 drones in six provinces and Mombasa.").says(
            '?f kg:text "six"@en ; kg:ofPlace ?p'
        )

    def test_what_is_counted_is_no_measure(self, read: Reads) -> None:
        assert not read("The raid caused 5 deaths.").says("?f kg:countedClass kg:Killed")


class TestPlaces:
    def test_a_state_s_base_may_stand_anywhere(self, read: Reads) -> None:
        assert not read("Kenya attacked an Ethiopian air base.").says("?b kg:locatedIn ?s")


class TestWhichEvent:
    def test_the_next_round_is_not_the_last_one(self, read: Reads) -> None:
        rounds = read("The first round was held in Cairo in January. The next round will be held in Doha on 4 April.")
        assert not rounds.says("?e kg:place id:Cairo , id:Doha")

    def test_talks_that_will_resume_are_not_those_that_failed(self, read: Reads) -> None:
        talks = read("An earlier round in Cairo broke down in August 2019. Talks will resume on 3 May.")
        assert not talks.says('?e kg:place id:Cairo ; kg:beginDate "2024-05-03"^^xsd:date')

    def test_the_talks_of_another_party(self, read: Reads) -> None:
        talks = read(
            "Kenya and Uganda opened a dialogue mediated by Norway. "
            "Ola Berg, who had facilitated the Sudanese talks in Cairo, leads the mediation."
        )
        assert not talks.says("?e kg:mediatedBy id:Norway ; kg:facilitatedBy ?p")

    def test_one_side_s_own_talks(self, read: Reads) -> None:
        talks = read("Chad hosted the negotiations with the army. The rebels agreed to open their own talks.")
        assert not talks.says('?e kg:hostedBy id:Chad ; kg:participant ?x . ?x rdfs:label "rebels"@en')

    def test_what_was_cancelled(self, read: Reads) -> None:
        round_ = read("A round that had been due to open in December was cancelled.")
        assert not round_.says("?e a kg:NegotiationRound ; kg:mode kg:Happened")
        assert not round_.says('?t kg:latest "2024-12-31"^^xsd:date')

    def test_a_meeting_behind_a_tag(self, read: Reads) -> None:
        truce = read(
            "Kenya and Uganda agreed to a truce that will begin on Friday, Norway said, after a meeting in Oslo."
        )
        assert not truce.says("?m a kg:Meeting ; kg:mode kg:Agreed")
        assert not truce.says('?a kg:content ?c FILTER CONTAINS(?c, "Norway")')

    def test_a_deed_without_anything_done(self, read: Reads) -> None:
        assert not read("Anna Ruiz attacked her rival's record.").says("?e a kg:Attack")
        assert not read("Kenya took the lead in the second half.").says("?e a kg:Transfer")


class TestKinds:
    def test_one_diplomat_is_a_person(self, read: Reads) -> None:
        said = read("A senior diplomat said that two villages had been shelled.")
        assert said.says("?s kg:speaker ?d . ?d a kg:Person")
        assert not said.says("?s kg:speaker ?d . ?d a kg:PeopleGroup")

    def test_an_unknown_council_is_no_body_of_states(self, read: Reads) -> None:
        said = read("The Central Council of Kenyan Nurses said 9 people had died.")
        assert not said.says("?c a kg:InternationalOrganization")

    def test_a_dateline_s_agency_is_no_other_name_of_the_place(self, read: Reads) -> None:
        assert not read("NAIROBI, Kenya (AP) — Kenya shelled Moyale on Monday.").says("id:Kenya kg:alias ?a")

    def test_a_city_of_the_state_that_is_named(self, read: Reads) -> None:
        raid = read("A drone hit the port of Tripoli on Monday. Libya's army said nobody was hurt.")
        assert not raid.says("id:Tripoli_Lebanon ?p ?o")

    def test_a_state_lies_in_no_city(self, read: Reads) -> None:
        assert not read("The talks were mediated by Norway in Cairo.").says("id:Norway kg:locatedIn id:Cairo")

    def test_a_date_in_quoted_speech_is_not_when_it_was_said(self, read: Reads) -> None:
        assert not read('"Monday was a good day," Kenya said.').says("?s kg:speaker id:Kenya ; kg:date ?d")


class TestWhoIsMeant:
    def test_one_ministry_is_not_another(self, read: Reads) -> None:
        told = read("Kenya's foreign ministry called the talks a show. The health ministry said 5 people had died.")
        assert not told.claims("id:Kenya_foreign_ministry", "?f a kg:Figure")

    def test_a_state_s_own_council(self, read: Reads) -> None:
        council = read("Ana Wood, the secretary of Kenya's Security Council, met the press in Nairobi.")
        assert not council.says("?o kg:officeOf id:UN_Security_Council")

    def test_a_former_holder_with_a_state_between(self, read: Reads) -> None:
        freed = read("Kenya freed Ida Berg, former U.S. marine Paul Wood and journalist Ann Lee.")
        assert freed.says("id:Paul_Wood kg:holds ?o . ?o kg:officeStatus kg:Former")

    def test_it_is_one_thing(self, read: Reads) -> None:
        led = read("The rebel team ended a meeting in Nairobi. Ida Berg leads the team. Ann Lee had led it since May.")
        assert not led.says("?m a kg:Meeting ; kg:chairedBy id:Ann_Lee")

    def test_who_did_not_lead(self, read: Reads) -> None:
        assert not read("The mission was led by Ida Berg rather than generals.").says(
            "?m kg:chairedBy ?g . ?g a kg:PeopleGroup"
        )

    def test_the_alliance_is_not_whoever_was_named_last(self, read: Reads) -> None:
        claim = read(
            "The Three Rivers Alliance attacked Goma. Junta spokesman Jakob Weber said the alliance's claim "
            "that its fighters had killed 40 soldiers was false."
        )
        assert not claim.says('GRAPH ?g { ?f kg:text "40"@en } ?g kg:claimedBy ?j . ?j rdfs:label "Junta"@en')

    def test_the_army_is_no_rebel_group_with_army_in_its_name(self, read: Reads) -> None:
        raid = read("The National Liberation Army agreed to talks. Nine people died in a raid, the army said.")
        assert not raid.claims("id:ELN", "?f kg:measure kg:Killed")

    def test_an_event_of_another_year(self, read: Reads) -> None:
        truce = read("Kenya and Uganda agreed to a truce. Norway said Uganda had broken the 2003 truce ten times.")
        assert not truce.says('?e kg:agreedBy id:Kenya ; kg:time ?t . ?t kg:earliest "2003-01-01"^^xsd:date')
        assert not truce.says('?a kg:agreedOn ?e . ?e kg:time ?t . ?t kg:earliest "2003-01-01"^^xsd:date')


class TestWhatIsNoEvent:
    def test_an_event_noun_that_only_qualifies(self, read: Reads) -> None:
        assert not read("Kenya's war cabinet met on Monday.").says("?w a kg:War")

    def test_what_is_planned_for_a_day(self, read: Reads) -> None:
        planned = read("A national conference planned for 14 April in Mombasa will be delayed, Kenya said.")
        assert not planned.says("?c a kg:Meeting ; kg:mode kg:Happened")

    def test_a_length_of_time_is_of_no_place(self, read: Reads) -> None:
        assert not read("Kenya and Uganda agreed in Nairobi on Monday to a truce of six months.").says(
            "?f kg:measure kg:Duration ; kg:ofPlace ?p"
        )


class TestWhatShowsItself:
    def test_an_effect_is_said_by_nobody(self, read: Reads) -> None:
        blow = read("Ida Berg called the raid “a heavy blow,” revealing gaps in the army's supplies.")
        assert not blow.says('?s kg:content ?c FILTER CONTAINS(?c, "gaps")')

    def test_the_operation_is_the_exchange_told_of_before(self, read: Reads) -> None:
        swap = read(
            "Forty people were exchanged in Nairobi on Monday in the largest prisoner swap since May. "
            "Kenya coordinated the operation."
        )
        assert swap.says("?e a kg:PrisonerExchange ; kg:organizedBy id:Kenya")

    def test_weapons_of_two_attacks_are_not_one(self, read: Reads) -> None:
        raids = read(
            "A report told of Kenya's drone attacks on Uganda. This drone attack followed Uganda's raid on Kenya."
        )
        assert not raids.says("?a kg:instrument ?d . ?b kg:instrument ?d FILTER (?a != ?b)")


class TestLeadersOfBoth:
    @pytest.mark.parametrize("other", ["the Somali one", "Somalia's", "the Somali team"])
    def test_a_clause_without_its_verb_tells_of_the_other_delegation(self, read: Reads, other: str) -> None:
        said = read(f"The Kenyan team was led by Grace Wanjiru, and {other} by Ahmed Warsame.")
        leaders = said.rows("?team kg:ledBy ?who ; kg:delegationOf ?party", "?party ?who")
        assert leaders == [(ID + "Kenya", ID + "Grace_Wanjiru"), (ID + "Somalia", ID + "Ahmed_Warsame")]

    def test_that_the_head_of_a_team_leads_it_tells_nothing(self, read: Reads) -> None:
        assert not read("The head of the Kenyan delegation met the mediator in Doha.").says("?team kg:ledBy ?who")

    def test_a_new_head_is_a_head_and_a_former_one_is_none(self, read: Reads) -> None:
        assert read("Grace Wanjiru is the new head of the Kenyan delegation.").says("?team kg:ledBy id:Grace_Wanjiru")
        assert not read("Grace Wanjiru is the former head of the Kenyan delegation.").says("?team kg:ledBy ?who")
        assert not read("Grace Wanjiru is the deputy head of the Kenyan delegation.").says("?team kg:ledBy ?who")


class TestWhatStandsBeside:
    def test_the_last_signatory_s_party_is_not_the_first_s(self, read: Reads) -> None:
        signed = read(
            "The pact was signed by Amina Yusuf, a senior envoy, for Kenya, and by rebel secretary Omar Farah "
            "on behalf of the Ogaden Front."
        )
        assert not signed.says("id:Amina_Yusuf kg:represents ?x . ?x rdfs:label ?l FILTER CONTAINS(?l, 'Ogaden')")

    def test_a_second_place_with_its_own_month_holds_no_first(self, read: Reads) -> None:
        taken = read("The rebels captured Garissa in January and Mombasa in February.")
        assert not taken.says("id:Garissa kg:locatedIn ?p FILTER CONTAINS(STR(?p), 'Mombasa')")
        assert not taken.says("?e kg:place ?p FILTER CONTAINS(STR(?p), 'Mombasa')")

    @pytest.mark.parametrize(
        "text",
        [
            "Kenya and Somalia agreed to a ceasefire on the border, where 30 people have been killed since May.",
            "Kenya and Somalia signed an agreement in Oslo while shelling killed nine civilians.",
            "The two sides reached a deal to hand over the bodies of 12 soldiers killed in May.",
        ],
    )
    def test_nobody_dies_of_an_agreement(self, read: Reads, text: str) -> None:
        assert not read(text).says("?f kg:ofEvent ?e . ?e a kg:Agreement")
        assert not read(text).says("?f kg:ofEvent ?e . ?e a kg:Ceasefire")

    def test_the_days_before_a_truce_are_of_the_fighting(self, read: Reads) -> None:
        told = read(
            "Kenya and Somalia agreed to a truce after five days of fighting along their border that killed 36 people."
        )
        assert told.says("?b a kg:Battle ; kg:duration ?d . ?d kg:value 5.0")
