"""Invitations to get in touch, and what answers them."""

from __future__ import annotations

import pytest

from tests.support import found
from tests.test_contacts import MAIL

ASK = "<html lang=sv><main><h1>Vänorter</h1><p>Du är välkommen att kontakta vår samordnare.</p>{}</main>{}"


@pytest.mark.parametrize(
    ("inside", "after", "expected"),
    [
        pytest.param("", "", 1, id="nothing"),
        pytest.param("<p>Telefon: 0480-46 21 17</p>", "", 0, id="phone"),
        pytest.param(f"<p>{MAIL}</p>", "", 0, id="email"),
        pytest.param("<p><a href=/kontakt>Kontakta oss</a></p>", "", 0, id="link-to-a-contact-page"),
        pytest.param("", f"<aside><p>Ada Ekmark<br>{MAIL}</p></aside>", 0, id="aside"),
        pytest.param(
            "",
            f"<footer><p>Granviks kommun<br>Telefon: 0480-46 20 00<br>{MAIL}</p></footer>",
            1,
            id="footer-is-not-the-coordinator",
        ),
        pytest.param("<form action=/sok><input type=search name=q></form>", "", 1, id="search-form"),
        pytest.param("<p>Kontakta vår växel. Hör av dig till vår chef.</p>", "", 1, id="once-a-page"),
    ],
)
def test_contact_missing(inside: str, after: str, expected: int) -> None:
    assert expected == len(found(ASK.format(inside, after), "contact-missing"))


NO_INVITATIONS = {
    "sv": (
        "Vi kan kontakta dig.",
        "Kontakta din hyresvärd.",
        "Ring 112 vid fara.",
        "Vi kontaktar dig när vi har läst din anmälan.",
        "<a href=/kontakt>Kontakta oss</a> om du har frågor.",
        "Ringvägen är avstängd.",
        "Man kan kontakta handläggaren i den kommun man bor i.",
        "Man kan prata med någon på kommunen.",
        "Det är bra att prata med någon om hur det känns.",
        "Prata med någon du litar på.",
        "Kontakta din kommun om du behöver hjälp.",
        "Kontakta kommunen där du bor.",
        "Vänd dig till den kommun där du är folkbokförd.",
        "Vissa kommuner tar betalt. Kontakta bygglovsenheten om du undrar.",
        "Du behöver inte kontakta kommunen.",
        "Den som vill kan kontakta kommunens växel.",
        "Föräldrar kan kontakta skolan.",
        "Handläggaren ska kontakta vår chef.",
        "Du har rätt att kontakta kommunen på ditt eget språk.",
        "Om du vill kontakta oss behandlar vi dina uppgifter.",
        "Genom att kontakta kommunen godkänner du villkoren.",
        "Klicka på Kontakta oss i menyn.",
        "Kontakta kommunen",
        "Länken ”Kontakta oss” leder till kommunens växel.",
        "Ring vår jour på 0480-46 21 17.",
        "Man kan ringa oss.",
        "Om du vill ringa oss är det bra.",
        "Vi kan ringa er.",
        "Du kan ringa en vän.",
        "Ring din husläkare.",
    ),
    "nb": (
        "Man kan kontakte kommunen der man bor.",
        "Ta kontakt med kommunen der du bor.",
        "Det kan være lurt å snakke med noen.",
        "Ta kontakt med fastlegen din.",
    ),
    "da": ("Man kan kontakte sin kommune.", "Kontakt kommunen, hvor du bor.", "Klik på Kontakt os i menuen."),
    "fi": (
        "Ota yhteyttä omaan kuntaasi.",
        "Ota yhteyttä lääkäriin.",
        "Ota yhteyttä omalääkäriin.",
        "Ota yhteyttä omahoitajaasi.",
        "Ota yhteyttä hammaslääkäriisi.",
        "Soita isännöitsijällenne.",
    ),
    "en": (
        "The words CONTACT US are written on the button.",
        "Click CONTACT US in the menu.",
        "Register by using Contact Us below, or by calling the office.",
        "Select Contact our office from the list.",
        "Contact your local council.",
        "People contact our office every day.",
        "When you contact us, we keep your data.",
        "Passengers with a dog should contact our staff.",
        "Our contact centre is open.",
        "Please contact the support desk at 330-555-0168.",
    ),
    "de": ("Man kann sich an unsere Nachbarn wenden.", "Wenden Sie sich an Ihre Gemeinde."),
}


@pytest.mark.parametrize(
    ("language", "sentence"), [(language, text) for language, texts in NO_INVITATIONS.items() for text in texts]
)
def test_no_invitation(language: str, sentence: str) -> None:
    assert [] == found(f"<html lang={language}><main><h1>A</h1><p>{sentence}</p></main>", "contact-missing")


FOOTER = f"<footer><p>Granviks kommun<br>Telefon: 0480-46 20 00<br>{MAIL}</p></footer>"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "Ring kommunens energirådgivare."),
        ("sv", "Du kan kontakta kommunens konsumentvägledare."),
        ("sv", "Om du vill veta mer kan du kontakta vår handläggare."),
        ("sv", "Om du har frågor är du välkommen att kontakta vår samordnare."),
        ("sv", "Vid frågor kontakta bygglovsenheten."),
        ("sv", "Upptäcker du en skada kontakta vår vaktmästare."),
        ("sv", "Boka tid eller kontakta våra rådgivare."),
        ("sv", "Tveka inte att kontakta våra rådgivare."),
        ("nb", "Ring kommunens energirådgiver."),
        ("nb", "Du kan kontakte saksbehandleren."),
        ("da", "Kontakt kommunens energivejleder."),
        ("fi", "Ota yhteyttä kunnan energianeuvojaan."),
        ("en", "Call the municipality's energy adviser."),
        ("en", "For more information, contact the planning department."),
        ("de", "Rufen Sie die Energieberatung der Gemeinde an."),
    ],
)
def test_named_officer_whom_the_switchboard_does_not_answer_for(language: str, sentence: str) -> None:
    source = f"<html lang={language}><main><h1>A</h1><p>{sentence}</p></main>{FOOTER}"
    assert ["contact-missing"] == [rule for rule, _, _ in found(source, "contact-missing")]


@pytest.mark.parametrize("sentence", ["Kontakta kommunen.", "Kontakta oss gärna.", "Ring kommunens växel."])
def test_switchboard_answers_for_the_municipality(sentence: str) -> None:
    assert [] == found(f"<html lang=sv><main><h1>A</h1><p>{sentence}</p></main>{FOOTER}", "contact-missing")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "Vänd er till vår handläggare."),
        ("sv", "Du är välkommen att ringa oss."),
        ("sv", "Du är välkommen att ringa oss om du har frågor."),
        ("sv", "Ring oss om du har frågor."),
        ("sv", "Tveka inte att skriva till oss."),
        ("sv", "Du kan också ringa vår växel."),
        ("nb", "Du er velkommen til å ringe oss."),
        ("da", "Du er velkommen til at ringe til os."),
        ("fi", "Soita meille."),
        ("fi", "Voit soittaa meille."),
        ("fi", "Ota yhteyttä."),
        ("de", "Sie können uns gerne anrufen."),
        ("nb", "Ta kontakt med kommunen om du har spørsmål."),
        ("nn", "Ta gjerne kontakt med oss."),
        ("da", "Kontakt kommunens sagsbehandler."),
        ("fi", "Ota yhteyttä kunnan suunnittelijaan."),
        ("en", "Please contact our harbour office."),
        ("de", "Wenden Sie sich an unsere Verwaltung."),
    ],
)
def test_invitation_in_each_language(language: str, sentence: str) -> None:
    assert [("contact-missing", "invitation", 1)] == found(
        f"<html lang={language}><main><h1>A</h1><p>{sentence}</p></main>", "contact-missing"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kontakta museet i Granvik om du har en väv.", 0),
        ("Kontakta museet i Lerboda om du har en väv.", 1),
        ("Kontakta oss i Granvik om du har en väv.", 1),
        ("Kontakta museet i god tid om du har en väv.", 1),
    ],
)
def test_body_in_another_town(text: str, expected: int) -> None:
    head = '<meta property="og:site_name" content="Lerboda kommun">'
    html = f"<html lang=sv>{head}<main><h1>Vävar</h1><p>{text}</p></main>"
    assert expected == len(found(html, "contact-missing"))
