import json

import cv2

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
    assert set(code) == {"text", "bytes", "symbology", "corners", "engine", "stage"}
    assert bytes.fromhex(code["bytes"]) == code["text"].encode()
    assert [len(corner) for corner in code["corners"]] == [2, 2, 2, 2]
    assert nothing["codes"] == []


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
