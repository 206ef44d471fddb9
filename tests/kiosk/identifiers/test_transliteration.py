import pytest

from kiosk.identifiers.transliteration import NotTransliterable, transliterate, transliterations


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Łukasz Wałęsa", "LUKASZ WALESA"),
        ("Groß", "GROSS"),
        ("Sørensen", "SOERENSEN"),
        ("Müller", "MUELLER"),
        ("Åse Ångström", "AASE AANGSTROEM"),
        ("Nguyễn Thị Thuỳ Dương", "NGUYEN THI THUY DUONG"),
        ("Đặng Văn Hữu", "DANG VAN HUU"),
        ("D'Artagnan-Étienne", "DARTAGNAN ETIENNE"),
        ("Şükrü Işık İnönü", "SUEKRUE ISIK INOENUE"),
        ("Þórður", "THORDUR"),
        ("Œuvre Ĳsselmeer", "OEUVRE IJSSELMEER"),
        ("Gómez  Núñez", "GOMEZ NUNEZ"),
        ("Dvořák", "DVORAK"),
        ("Țîrlea Șerban", "TIRLEA SERBAN"),
        ("SMITH, JOHN", "SMITH JOHN"),
        ("Zoe\u0308", "ZOE"),
    ],
)
def test_names_become_what_passports_print(name, zone):
    assert transliterate(name) == zone


def test_every_allowed_form_of_a_name_is_known():
    assert set(transliterations("Müller")) == {"MUELLER", "MULLER", "MUXXLLER"}
    assert set(transliterations("Sørensen")) == {"SOERENSEN", "SORENSEN"}
    assert transliterations("Muñoz")[0] == "MUNOZ"
    assert transliterations("SMITH JOHN") == ("SMITH JOHN",)


@pytest.mark.parametrize("name", ["王小明", "Иванов", "山田"])
def test_a_name_without_latin_letters_is_refused_without_repeating_it(name):
    with pytest.raises(NotTransliterable) as caught:
        transliterate(name)
    assert name not in str(caught.value)
