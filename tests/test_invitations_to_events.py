"""Sentences that invite to a day that is over, in the languages of pages, and sentences that only look like them."""

from __future__ import annotations

import pytest

from tests.over import over


@pytest.mark.parametrize(
    ("language", "said"),
    [
        pytest.param("sv", "Välkommen till höstkonsert lördag 24 oktober 2026.", id="greeting"),
        pytest.param("sv", "Du är varmt välkommen till en träff den 5 november 2026 kl. 17.30.", id="words-before"),
        pytest.param("sv", "Vi hälsar dig välkommen på invigning den 3 oktober 2026.", id="greeted"),
        pytest.param("sv", "Kommunen bjuder in till samrådsmöte torsdagen den 24 september 2026.", id="who-invites"),
        pytest.param("sv", "Välkommen till Kulturnatten den 2 - 3 oktober 2026!", id="range"),
        pytest.param("sv", "Du är inbjuden till seminarium om äldres hälsa den 7 oktober 2026, kl. 13.", id="about"),
        pytest.param("sv", "Missa inte vår avslutning den 9 juni 2026!", id="imperative"),
        pytest.param("nb", "Velkommen til folkemøte onsdag 14. oktober 2026 kl. 19.00 i kulturhuset.", id="nb"),
        pytest.param("nn", "Velkomen til konsert i kyrkja sundag 11. oktober 2026 kl. 18.", id="nn"),
        pytest.param("da", "Kom til borgermøde tirsdag den 6. oktober 2026 kl. 19 på Rådhuset.", id="da"),
        pytest.param("fi", "Tule mukaan kuntalaisiltaan torstaina 5. marraskuuta 2026 klo 18.", id="fi"),
        pytest.param("en", "Join us for the autumn fair on Saturday 10 October 2026 in the park.", id="en"),
        pytest.param("de", "Wir laden Sie herzlich ein zum Sommerfest am 11. Juli 2026.", id="de"),
    ],
)
def test_sentence_that_invites_to_a_day_that_is_over_is_found(language: str, said: str) -> None:
    assert ["event-past past"] == over(f"<h1>Sidan</h1><p>{said}</p>", language=language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        pytest.param("sv", "Välkommen till öppet hus torsdag 15 oktober 2026 och torsdag 14 januari 2027.", id="again"),
        pytest.param("sv", "Välkommen till badhuset! Badhuset invigdes den 12 september 2026.", id="two-sentences"),
        pytest.param("sv", "Välkommen till webbplatsen, som lanserades den 12 september 2026.", id="clause"),
        pytest.param("sv", "Välkommen till utställningen från den 12 september 2026.", id="first-day"),
        pytest.param("sv", "Välkommen till vårterminen den 12 januari 2026.", id="lasting"),
        pytest.param("sv", "Välkommen till caféet med nya öppettider 3 mars 2026.", id="hours"),
        pytest.param("sv", "Anna kom till oss den 1 september 2026.", id="somebody-came"),
        pytest.param("sv", "Missa inte att den nya taxan börjar gälla den 1 mars 2026.", id="reminder"),
        pytest.param("sv", "Välkommen till biblioteket, uppdaterad 2026-10-01", id="page-date"),
        pytest.param("sv", "Välkommen att läsa beslutet den 3 mars 2026.", id="document"),
        pytest.param("nb", "Kari kom til kommunen 1. mars 2026 og leder etaten.", id="nb-came"),
        pytest.param("en", "Welcome to the 3 March 2026 edition of our newsletter.", id="part-of-a-name"),
        pytest.param("sv", "Välkommen till naturreservatet Storskogen, bildat 3 mars 2025.", id="apposition"),
        pytest.param("sv", "Välkommen till Kvarnbacken med inflyttning 1 mars 2026.", id="moving-in"),
        pytest.param("sv", "Allmänheten var välkommen till invigningen den 3 mars 2026.", id="told-of"),
        pytest.param("de", "Die Bürger wurden eingeladen zur Versammlung am 3. März 2026.", id="de-told-of"),
        pytest.param("en", "Join us as a volunteer. We started on 1 September 2026.", id="en-two-sentences"),
        pytest.param("de", "Besuchen Sie unsere Website, online seit dem 1. März 2026.", id="since"),
    ],
)
def test_day_of_something_else_in_a_welcome_is_no_event(language: str, said: str) -> None:
    assert [] == over(f"<h1>Sidan</h1><p>{said}</p>", language=language)


def test_invitation_in_one_of_several_articles_is_no_event_of_the_page() -> None:
    article = "<article><h2>Marknad</h2><p>{}</p></article>"
    invitation = article.format("Välkommen till marknad den 12 september 2026.")
    assert (["event-past past"], []) == (
        over(f"<h1>Sidan</h1>{invitation}"),
        over(f"<h1>Sidan</h1>{invitation}{article.format('Text.')}"),
    )


def test_event_whose_day_stands_in_a_meta_only_is_read() -> None:
    event = '<div itemscope itemtype="https://schema.org/Event"><meta itemprop="startDate" content="%s"><p>%s</p></div>'
    found = over("<h1>Kurs</h1>" + event % ("2026-09-12T10:00", "Boka plats i receptionen."))
    coming = over("<h1>Kurs</h1>" + event % ("2027-09-12T10:00", "Boka plats i receptionen."))
    assert (["event-past past"], []) == (found, coming)


def test_deadline_of_something_else_speaks_beside_an_invitation() -> None:
    invitation = "<p>Välkommen till sommarfest den 11 juli 2026. {}</p>"
    grant = "<h2>Bidrag</h2><p>Ansök senast den 15 augusti 2026.</p>"
    registration = invitation.format("Anmäl dig senast den 1 juli 2026.")
    assert (["event-past past"], ["deadline-past past", "event-past past"]) == (
        over(f"<h1>Sidan</h1>{registration}"),
        sorted(over(f"<h1>Sidan</h1>{invitation.format('')}{grant}")),
    )
