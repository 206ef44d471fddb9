import json

import cv2
import pytest

from kiosk.codes.report import read_codes
from tests.helpers.code_images import code_image


def test_each_image_gives_one_answer_that_is_ready_for_json(tmp_path):
    cv2.imwrite(str(tmp_path / "code.png"), code_image("FWPN:ABCDEFGH01234567"))
    cv2.imwrite(str(tmp_path / "empty.png"), code_image("x")[:8, :8])
    found, nothing = read_codes([tmp_path / "code.png", str(tmp_path / "empty.png")])
    assert json.loads(json.dumps(found)) == found
    assert found["file"] == str(tmp_path / "code.png")
    assert found["ms"] >= 0
    code = found["codes"][0]
    assert set(code) == {"text", "charset", "bytes", "symbology", "corners", "engine", "stage"}
    assert bytes.fromhex(code["bytes"]) == code["text"].encode()
    assert [len(corner) for corner in code["corners"]] == [2, 2, 2, 2]
    assert nothing["codes"] == []


@pytest.mark.parametrize(
    ("text", "options", "charset"),
    [
        ("FWPN:ABCDEFGH01234567", {}, "utf-8"),
        ("样张姓名", {"encoding": "utf-8"}, "utf-8"),
        ("样张姓名", {"encoding": "gb18030"}, "gb18030 assumed"),
        ("样张姓名", {"encoding": "gb18030", "eci": True}, "ECI gb18030"),
        ("Müller", {"encoding": "latin-1", "eci": True}, "ECI latin-1"),
        ("漢字", {"mode": "kanji"}, "kanji mode"),
    ],
)
def test_a_text_says_whether_its_character_set_was_declared_or_assumed(tmp_path, text, options, charset):
    cv2.imwrite(str(tmp_path / "code.png"), code_image(text, **options))
    (found,) = read_codes([tmp_path / "code.png"])
    assert [(code["text"], code["charset"]) for code in found["codes"]] == [(text, charset)]


def test_a_binary_payload_is_in_no_character_set(tmp_path):
    cv2.imwrite(str(tmp_path / "code.png"), code_image(b"\x00\xff\x01\xfe"))
    (found,) = read_codes([tmp_path / "code.png"])
    assert [(code["text"], code["charset"]) for code in found["codes"]] == [(None, None)]


def test_a_file_that_cannot_be_read_gives_its_error_and_the_next_is_read(tmp_path):
    cv2.imwrite(str(tmp_path / "code.png"), code_image("NEXT"))
    lost, found = read_codes([tmp_path / "lost.png", tmp_path / "code.png"])
    assert set(lost) == {"file", "error"}
    assert found["codes"][0]["text"] == "NEXT"


def test_answers_come_one_by_one(tmp_path):
    def paths():
        yield tmp_path / "first.png"
        raise AssertionError("the second path was asked for before the first answer was taken")

    assert "error" in next(read_codes(paths()))
