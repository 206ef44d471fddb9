"""Whose medical report it is, by the printed name alone."""

import pytest

from kiosk.rules.issuers import Issuer, recognised


@pytest.mark.parametrize(
    "name",
    [
        "广州国际旅行卫生保健中心",
        "深圳海关口岸门诊部",
        "中华人民共和国 湖北出入境检验检疫局",
        "Guangdong International Travel Health Care Center",
        "Ｓｈｅｎｚｈｅｎ Customs (Port Clinic)",
        "China Entry-Exit Inspection and Quarantine Bureau",
    ],
)
def test_domestic_inspection_and_quarantine_is_recognised(name):
    assert recognised(name) is Issuer.DOMESTIC_IQ


@pytest.mark.parametrize(
    "name",
    [
        "Sample City Hospital",
        "样例市第一人民医院",
        "Klinik Musterstadt",
        "Örnek Şehir Hastanesi",
        "HÔPITAL EXEMPLE",
    ],
)
def test_hospitals_are_another_issuer(name):
    assert recognised(name) is Issuer.OTHER


@pytest.mark.parametrize(
    "name", ["International Travel Health Centre, London", "Dr. Sample", "Customs of Utopia", "?"]
)
def test_names_nobody_knows_are_left_to_staff(name):
    assert recognised(name) is Issuer.UNRECOGNISED
