"""The notice as a PDF, looked at with poppler's tools: other people's code than what made it."""

import subprocess
from datetime import date
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from kiosk.training.notice import notice_pdf
from kiosk.training.people import person_named, training_people

DAY = date(2026, 11, 20)
KEYS = [person.key for person in training_people(DAY)]


def poppler(tool, *options, pdf):
    done = subprocess.run([tool, *options], input=pdf, capture_output=True, check=True, timeout=60)
    return done.stdout


@pytest.mark.parametrize("key", KEYS)
def test_the_code_on_the_printed_notice_reads(key):
    person = person_named(key, DAY)
    picture = poppler("pdftoppm", "-r", "150", "-png", "-", pdf=notice_pdf(person))
    found = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))
    assert [code.bytes for code in found] == [person.token.encode()]


@pytest.mark.parametrize("key", KEYS)
def test_the_notice_is_one_page_that_says_whose_it_is_and_that_it_is_a_specimen(key):
    person = person_named(key, DAY)
    text = poppler("pdftotext", "-layout", "-", "-", pdf=notice_pdf(person)).decode()
    assert text.count("\f") == 1
    assert "样张" in text
    for expected in (person.record.name, person.record.permit_number, person.record.chinese_name):
        assert expected is None or expected in text


def test_every_font_is_embedded():
    lines = poppler("pdffonts", "-", pdf=notice_pdf(person_named("yoshida", DAY))).decode().splitlines()[2:]
    assert lines
    assert all(line.split()[-5] == "yes" for line in lines)
