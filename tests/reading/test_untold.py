"""What a text supposes, plays, quotes or asks is not told as having happened; each once gave a wrong statement."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.reading.read_articles import Read

Reads = Callable[[str], Read]


class TestWhatIsOnlySupposed:
    @pytest.mark.parametrize(
        "text",
        [
            "Imagine that Ghana and Togo had signed a treaty in Lima in 2020.",
            "Suppose that Ghana and Togo signed a treaty in Lima.",
            "Ghana and Togo ought to sign a treaty in Lima.",
            "Nobody has signed the treaty in Lima.",
            "Ghana and Togo nearly signed a treaty in Lima in 2020.",
        ],
    )
    def test_it_did_not_happen(self, read: Reads, text: str) -> None:
        assert not read(text).says("?e a kg:Agreement ; kg:mode kg:Happened ; kg:signedBy ?x")

    def test_what_happened_did(self, read: Reads) -> None:
        assert read("Ghana and Togo signed a treaty in Lima in 2020.").says(
            "?e kg:mode kg:Happened ; kg:signedBy id:Togo"
        )
        assert read("Nearly 200 rebels attacked Lomé.").says("?e a kg:Attack ; kg:mode kg:Happened")

    def test_who_nearly_led_did_not(self, read: Reads) -> None:
        assert not read("Ida Berg almost led the Kenyan delegation in Lima.").says("?d kg:ledBy id:Ida_Berg")

    def test_a_raid_that_nearly_killed_took_place(self, read: Reads) -> None:
        assert not read("A raid on Lomé nearly killed the minister.").says("?e a kg:Attack ; kg:mode kg:Hypothetical")

    def test_who_might_sign_what_was_reached(self, read: Reads) -> None:
        reached = "Ghana and Togo reached a treaty in Lima. "
        assert not read(reached + "Benin could sign the treaty on Friday.").says("?e kg:signedBy id:Benin")
        assert not read(reached + "Will Ali Omar sign the treaty?").says("?e kg:signedBy ?x")
        assert read(reached + "Benin signed the treaty on Monday.").says("?e kg:signedBy id:Benin")


class TestStories:
    FILM = (
        "The film, adapted from a novel, has a weak subplot. Ida Berg, played by Ann Wood, leads the rebels. "
        "The army bombs a bridge in Togo and kills 300 soldiers, and the rebels sign a ceasefire in Lomé."
    )

    def test_what_a_film_tells(self, read: Reads) -> None:
        story = read(self.FILM)
        assert not story.says("?e a kg:Attack") and not story.says("?f kg:measure kg:Killed")
        assert not story.says("?e kg:signedBy ?x")

    def test_a_film_in_the_news_of_a_war(self, read: Reads) -> None:
        war = read(
            "The army bombed a bridge in Togo and killed 300 soldiers. A film about it was adapted from a novel."
        )
        assert war.says("?e a kg:Attack") and war.says("?f kg:measure kg:Killed")


class TestWorkAndWages:
    def test_a_walkout_is_no_attack(self, read: Reads) -> None:
        told = read(
            "Dockers began a strike on Monday over a pay offer. The employers said that pickets would not stop "
            "them. The walkout is the first since 2011."
        )
        assert not told.says("?e a kg:Attack")

    @pytest.mark.parametrize(
        "text",
        [
            "Nurses in Lomé began a general strike on Monday.",
            "The two sides are fighting over money.",
            "The report was released by the ministry on Monday.",
            "The minister was attacked by mosquitoes.",
        ],
    )
    def test_words_of_war_in_company(self, read: Reads, text: str) -> None:
        told = read(text)
        assert not told.says("?e a kg:Attack") and not told.says("?e a kg:Battle") and not told.says("?e a kg:Release")

    def test_a_report_of_an_attack(self, read: Reads) -> None:
        assert read("Togo denied reports of an attack on a convoy.").says("?e a kg:Attack")
        assert read("Togo released 12 prisoners on Monday.").says("?e a kg:Release")

    def test_seats_are_not_killed(self, read: Reads) -> None:
        assert not read("The party lost 14 of the capital's 17 seats in 2022.").says("?f kg:measure kg:Killed")
        assert read("The army lost 14 of its 17 officers in Lomé.").says("?f kg:measure kg:Killed")


class TestTranscripts:
    TALK = (
        "**Q: Did your troops attack Lomé?**\n\nA: We entered Lomé in June.\n\n**Q: And then?**\n\n"
        "A: His men ambushed a convoy near Kara and killed seven soldiers.\n\nWe buried them.\n\n**Q: When?**\n\n"
        "A: In June.\n\nTogo attacked Accra on Monday."
    )

    def test_what_is_said_in_an_interview_is_not_the_article_s(self, read: Reads) -> None:
        told = read(self.TALK)
        assert not told.says("?f kg:measure kg:Killed")
        assert told.narrates("?e a kg:Attack ; kg:target id:Accra")

    def test_who_is_named_says_it(self, read: Reads) -> None:
        told = read(
            "OKELLO: His men ambushed a convoy near Kara.\n\nASANTE: Did you go?\n\nOKELLO: I met Amy.\n\nASANTE: When?"
        )
        assert told.says("GRAPH ?g { ?e a kg:Attack } ?g kg:claimedBy ?who . ?who rdfs:label 'Okello'@en")
        assert not told.narrates("?e a kg:Attack")

    def test_one_line_with_a_colon_is_no_transcript(self, read: Reads) -> None:
        assert read("Update: Rebels attacked Lomé on Monday.\n\nThe army left.").narrates("?e a kg:Attack")


class TestWhoSpeaks:
    def test_nobody_whom_he_names_himself(self, read: Reads) -> None:
        said = read('Jacek Lis spoke in Lomé. "We wrote to Peter Munk," he said.')
        assert said.rows("?s kg:speaker ?x . ?x rdfs:label ?l", "?l") == [("Jacek Lis",)]
        assert not read('"We wrote to Peter Munk," he said.').says("?s kg:speaker ?x")

    def test_she_is_not_the_he_of_her_words(self, read: Reads) -> None:
        said = read('Ida Berg met Ali Omar in Lomé. "He said that they would kill us all," she said.')
        assert not said.says("?s kg:speaker id:Ida_Berg ; kg:content ?c FILTER STRSTARTS(?c, 'they')")

    def test_one_of_two_of_the_name(self, read: Reads) -> None:
        named = read("Ida Berg met Per Berg in Lima. Berg said Togo had attacked Lomé.")
        assert not named.says("?s kg:speaker id:Ida_Berg") and not named.says("?s kg:speaker id:Per_Berg")

    def test_who_was_called_so_before(self, read: Reads) -> None:
        named = read("Ida Berg was ill. Berg said Togo had attacked Lomé. Per Berg, her son, left. Berg said she knew.")
        assert named.rows("?s kg:speaker ?x . ?x rdfs:label ?l", "?l") == [("Ida Berg",)]

    def test_another_of_the_name(self, read: Reads) -> None:
        assert not read("Ida Berg left Lima. A third Berg chaired the talks.").says("?e kg:chairedBy id:Ida_Berg")

    def test_what_he_is_said_to_have_said(self, read: Reads) -> None:
        said = read('Ida Berg left. "That did not happen," she said.')
        assert said.says('?s kg:content "That did not happen"@en')
        said = read('Ida Berg met Ali Omar. "He said that rebels had left," she said.')
        assert said.says('?s kg:speaker id:Ida_Berg ; kg:content ?c FILTER STRSTARTS(?c, "He said")')


class TestPlacesAndParties:
    def test_the_place_in_an_agreement_s_name(self, read: Reads) -> None:
        assert not read("The Lima Agreement was signed by 12 states.").says("?e kg:agreedBy id:Peru")

    def test_from_where_a_delegation_was_withdrawn(self, read: Reads) -> None:
        assert not read("Togo withdrew its delegation from Lima in May.").says("?d kg:delegationOf id:Peru")
        assert read("A delegation from Togo arrived in Lima.").says("?d kg:delegationOf id:Togo")

    def test_who_did_something_in_a_place(self, read: Reads) -> None:
        assert not read("In Kara, Ghana negotiated with the rebels.").says("?p kg:locatedIn id:Ghana")
        assert read("The talks in Kara, Togo, ended on Monday.").says("?p kg:locatedIn id:Togo")

    def test_an_embassy(self, read: Reads) -> None:
        assert not read("Rebels attacked the Kenyan embassy.").says("?e kg:locatedIn id:Kenya")

    def test_nobody_dies_of_what_is_said(self, read: Reads) -> None:
        assert not read(
            "The envoy could not support a text on the strikes on Kara, in which, he said, 16 people had died."
        ).says("?f kg:ofEvent ?e . ?e a kg:Reaction")


class TestModesOfWhatIsKnown:
    def test_a_denied_breach_of_a_pact(self, read: Reads) -> None:
        pact = read("Ghana denied that it had breached an agreement signed by both countries in Lima in 2019.")
        assert not pact.says("?e a kg:Agreement ; kg:mode kg:Denied")
        assert read("Ghana denied that it had signed an agreement with Togo.").says("?e kg:mode kg:Denied")

    def test_who_leaves_an_accord_plans_none(self, read: Reads) -> None:
        assert not read("Ghana vowed to withdraw from the Lima accord.").says("?e a kg:Agreement ; kg:mode kg:Planned")
        assert read("Ghana vowed to sign an accord with Togo.").says("?e a kg:Agreement ; kg:mode kg:Planned")

    def test_what_nobody_wants(self, read: Reads) -> None:
        assert read("Togo said nobody wants a war.").says("?e a kg:War ; kg:mode kg:Negated")

    def test_talks_put_off(self, read: Reads) -> None:
        talks = read("Talks in Lima have been put off until Friday.")
        assert not talks.says("?e a kg:NegotiationRound ; kg:mode kg:Happened")
        assert talks.says('?e kg:beginDate "2024-03-22"^^xsd:date')

    def test_a_demand_that_something_be_done(self, read: Reads) -> None:
        told = read("The Council made a demand that the rebels release all hostages.")
        assert told.says("?e a kg:Release") and not told.says("?e a kg:Release ; kg:mode kg:Happened")

    def test_an_agreement_told_of_by_where_it_was_signed(self, read: Reads) -> None:
        pacts = read(
            "Ghana and Togo signed a treaty in Lima on 3 May. Nobody was surprised. Two men left. "
            "It rained. The agreement signed in Lomé in 2007 had failed."
        )
        assert not pacts.says("?e kg:place id:Lima , id:Lome")

    def test_what_cannot_be_signed(self, read: Reads) -> None:
        assert not read('"It is not a war," said Ali Omar. Ida Berg signed it.').says("?e a kg:War ; kg:signedBy ?x")


class TestWordsThatSayNothing:
    def test_a_man_called_so(self, read: Reads) -> None:
        assert not read("His deputy came, a man called Bosco.").says("?e a kg:Judgement")

    def test_without_somebody(self, read: Reads) -> None:
        assert not read("Ghana met Togo in Lima without him.").says("?e kg:outcomeText ?o")
        assert read("The talks in Lima ended without an agreement.").says("?e kg:outcomeText ?o")

    def test_what_was_published(self, read: Reads) -> None:
        report = read("The report, published in 2006, put the dead at 31.")
        assert not report.says('?e a kg:Broadcast ; kg:content ?c FILTER CONTAINS(?c, "published")')

    def test_a_verb_in_a_name(self, read: Reads) -> None:
        assert not read("The Council praised the United Nations Mission to Support the Lima Accord.").says(
            "?e a kg:Reaction ; kg:mode kg:Planned"
        )

    def test_a_link_is_its_words(self, read: Reads) -> None:
        talks = read(
            "The talks were mediated by [Norway](https://example.org/norway) in [Lima](https://example.org/x)."
        )
        assert talks.says("?e kg:mediatedBy id:Norway ; kg:place id:Lima")
        assert not talks.says('?e rdfs:label ?l FILTER CONTAINS(?l, "[")')


class TestNumbersOfOtherThings:
    def test_a_conference_is_no_money(self, read: Reads) -> None:
        assert not read("The COP29 summit opened in Lima.").says("?f a kg:Figure")
        assert read("Ghana paid USD 40 million for the summit.").says("?f a kg:Figure ; kg:unit 'USD'")

    def test_a_number_cut_in_two_is_not_its_half(self, read: Reads) -> None:
        assert not read("The rebels lost 1 200 fighters in Kara.").says("?f kg:text ?t FILTER CONTAINS(?t, '200')")

    def test_years_before_1800(self, read: Reads) -> None:
        dead = read("Eight million people died between 1618 and 1648.")
        assert dead.says('?f kg:ofTime ?t . ?t kg:earliest "1618-01-01"^^xsd:date ; kg:latest "1648-12-31"^^xsd:date')
        counted = read("Between 1200 and 1500 soldiers were killed in Kara.")
        assert counted.says("?f kg:minimum 1200.0 ; kg:maximum 1500.0")

    def test_perhaps_so_many(self, read: Reads) -> None:
        assert read("Perhaps 300 soldiers were killed.").says("?f kg:comparator kg:About")


class TestAtFirstSight:
    def test_a_state_that_only_describes_a_speaker(self, read: Reads) -> None:
        said = read("The report, by a Kenyan officer, said that six civilians had been killed.")
        assert not said.claims("id:Kenya", "?f kg:measure kg:Killed")

    def test_a_place_in_the_quotation(self, read: Reads) -> None:
        said = read('"We were in the trenches," Ali Omar said. "The others at Lomé had an easier afternoon."')
        assert not said.says("?s kg:speaker id:Ali_Omar ; kg:place ?p")

    def test_the_present_for_a_day_to_come(self, read: Reads) -> None:
        assert read("Ghana meets Togo in Lima on 4 April.").says("?e a kg:Meeting ; kg:mode kg:Planned")
        assert read("Ghana met Togo in Lima on 4 March.").says("?e a kg:Meeting ; kg:mode kg:Happened")

    def test_the_members_of_a_union_are_no_delegation(self, read: Reads) -> None:
        assert not read("Their union, which has 9,000 members, will decide next week.").says("?d a kg:Delegation")

    def test_who_held_an_office_long_ago(self, read: Reads) -> None:
        assert not read("In 2015 President Ali Omar agreed to pay.").says("?o kg:officeStatus kg:Current")
        assert read("On Monday President Ali Omar agreed to pay.").says("?o kg:officeStatus kg:Current")

    def test_a_general_told_of_before_a_namesake(self, read: Reads) -> None:
        told = read("General Ross left. His lawyer, Susan Ross, said that Togo had attacked Lomé.")
        assert not told.says("id:Susan_Ross kg:holds ?o . ?o kg:title 'General'")
        assert read("General Ross left. Ali Ross said it was late.").says("id:Ali_Ross kg:holds ?o")


class TestWhatIsSaid:
    def test_what_is_joined_behind_the_tag_comes_second(self, read: Reads) -> None:
        said = read(
            "Turnout will reach 60%, Ida Berg said, and 41,000 agents from all parties will be sent out on Friday."
        )
        assert said.says('?s kg:speaker id:Ida_Berg ; kg:content ?c FILTER STRSTARTS(?c, "Turnout")')

    def test_a_sentence_of_its_own_is_quoted_with_its_words(self, read: Reads) -> None:
        said = read('"He is our general," Ida Berg said. "Togo should send him home."')
        quotes = said.rows(
            "GRAPH ?g { ?s kg:quotation 'Togo should send him home'@en } ?g kg:quote ?quote ; kg:claimedBy ?who",
            "?quote",
        )
        assert quotes and all("Togo should send him home" in quote for (quote,) in quotes)
        assert said.says('?s kg:content "He is our general"@en')


class TestWhoAnswers:
    def test_not_who_asked(self, read: Reads) -> None:
        said = read('Omar Ali stood up. "Did you sign it?" asked prosecutor Ana Berg. "I signed nothing," he answered.')
        assert not said.says('?s kg:speaker id:Ana_Berg ; kg:content ?c FILTER CONTAINS(?c, "nothing")')

    def test_a_name_that_opens_a_clause_holds_no_office(self, read: Reads) -> None:
        told = read("Asked whether he had met the governor in Kara two days before the attack, Omar Ali said no.")
        assert not told.says("id:Omar_Ali kg:holds ?o")
        assert read("The governor of Kara, Omar Ali, said no.").says("id:Omar_Ali kg:holds ?o")

    def test_where_a_treaty_on_a_place_was_signed(self, read: Reads) -> None:
        assert not read("Ghana and Togo signed a treaty on the Volta in Lima.").says("?p kg:locatedIn id:Lima")
        assert read("Rebels attacked a hotel in Lima.").says("?p kg:locatedIn id:Lima")


class TestLikenesses:
    def test_what_is_only_like_an_attack(self, read: Reads) -> None:
        told = read('"It was like an artillery attack," said Omar Ali, the mayor of Kara.')
        assert not told.says("?e a kg:Attack ; kg:mode kg:Happened")

    def test_the_passive_of_a_day_to_come(self, read: Reads) -> None:
        assert read("The report is published by Ghana on 4 April.").says("?e a kg:Broadcast ; kg:mode kg:Planned")

    def test_who_speaks_in_a_transcript_is_named(self, read: Reads) -> None:
        told = read(
            "Q: Well?\n\nA: No.\n\nQ: The bishop of Kara says that eleven people died in June.\n\nA: I know.\n\nQ: So?"
        )
        assert told.says("?g kg:claimedBy ?who . GRAPH ?g { ?f kg:measure kg:Killed } ?who rdfs:label ?name")
