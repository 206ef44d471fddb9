"""`kiosk read code` on every odd file that a scanner, a phone or an attacker may leave in its folder."""

import json
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
import segno
from PIL import Image

from kiosk.codes.unknown import ADVICE, UnknownReason
from tests.helpers.code_images import code_image
from tests.helpers.command_line import kiosk, lines

TOKEN = "FWPN:ABCDEFGH23456789"
KEYS = ["text", "charset", "bytes", "symbology", "corners", "engine", "stage"]


def picture() -> Image.Image:
    return Image.fromarray(code_image(TOKEN))


def texts(line: dict) -> list[str]:
    return [code["text"] for code in line["codes"]]


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(1 << 20))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def odd_files(folder: Path) -> dict[str, Path]:
    """Files that must be read."""
    made = {name: folder / name for name in ("cmyk.jpg", "palette.png", "bits.png", "sixteen.png", "alpha.webp")}
    made |= {name: folder / name for name in ("moving.png", "moving.webp", "pages.tiff", "float.tiff", "grey.bmp")}
    picture().convert("CMYK").save(made["cmyk.jpg"], quality=95)
    picture().convert("P").save(made["palette.png"])
    picture().convert("1").save(made["bits.png"])
    Image.fromarray(code_image(TOKEN).astype(np.uint16) * 257).save(made["sixteen.png"])
    picture().convert("LA").save(made["alpha.webp"])
    second = Image.new("L", picture().size, 255)
    for name in ("moving.png", "moving.webp", "pages.tiff"):
        picture().convert("RGB").save(made[name], save_all=True, append_images=[second.convert("RGB")])
    Image.fromarray(code_image(TOKEN).astype(np.float32)).save(made["float.tiff"])
    picture().save(made["grey.bmp"])
    return made


def bad_files(folder: Path) -> dict[str, Path]:
    """Files that must give an error."""
    names = ("cut.png", "cut.jpg", "bomb.png", "empty.png", "text.png", "folder.png", "gone.png", "pipe.png")
    made = {name: folder / name for name in names}
    picture().save(made["cut.png"])
    made["cut.png"].write_bytes(made["cut.png"].read_bytes()[:-200])
    picture().save(made["cut.jpg"])
    made["cut.jpg"].write_bytes(made["cut.jpg"].read_bytes()[:400])
    made["bomb.png"].write_bytes(png_that_claims(60_000, 60_000))
    made["empty.png"].touch()
    made["text.png"].write_text("no picture")
    made["folder.png"].mkdir()
    os.mkfifo(made["pipe.png"])
    return made


def test_every_kind_of_picture_is_read(tmp_path: Path) -> None:
    files = odd_files(tmp_path)
    result = kiosk("read", "code", "--json", *files.values())
    for line, path in zip(lines(result), files.values(), strict=True):
        assert list(line) == ["file", "ms", "codes"], line
        assert line["file"] == str(path)
        assert texts(line) == [TOKEN], path.name
        assert [list(code) for code in line["codes"]] == [KEYS]
    assert result.exit_code == 0


def test_files_that_cannot_be_opened_give_their_error_and_the_next_is_read(tmp_path: Path) -> None:
    files = bad_files(tmp_path)
    good = tmp_path / "good.png"
    picture().save(good)
    result = kiosk("read", "code", "--json", *files.values(), good)
    *errors, last = lines(result)
    for line, path in zip(errors, files.values(), strict=True):
        assert list(line) == ["file", "error"], line
        assert line["file"] == str(path)
        assert line["error"]
    by_name = {Path(line["file"]).name: line["error"] for line in errors}
    assert "million pixels" in by_name["bomb.png"]
    assert all(any("一" <= c <= "鿿" for c in error) for error in by_name.values())
    assert texts(last) == [TOKEN]
    assert result.exit_code == 1


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (4000, 1), (7, 7)])
def test_a_picture_too_small_for_any_code_has_none(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "small.png"
    Image.new("L", size, 0).save(path)
    (line,) = lines(kiosk("read", "code", "--json", path))
    assert line["codes"] == []


def test_corners_are_in_pixels_of_the_file_as_stored(tmp_path: Path) -> None:
    sheet = Image.new("L", (900, 500), 255)
    sheet.paste(Image.fromarray(code_image(TOKEN, quiet=0)), (600, 50))
    turned = Image.Exif()
    turned[0x0112] = 6
    path = tmp_path / "turned.jpg"
    sheet.save(path, exif=turned, quality=95)
    (line,) = lines(kiosk("read", "code", "--json", path))
    side = len(code_image(TOKEN, quiet=0))
    expected = np.array([[600, 50], [600 + side, 50], [600 + side, 50 + side], [600, 50 + side]])
    assert np.abs(np.array(line["codes"][0]["corners"]) - expected).max() < 4


def test_a_binary_payload_has_its_bytes_and_no_text(tmp_path: Path) -> None:
    path = tmp_path / "binary.png"
    Image.fromarray(code_image(bytes(range(60)), mode="byte")).save(path)
    (line,) = lines(kiosk("read", "code", "--json", path))
    assert (line["codes"][0]["text"], line["codes"][0]["bytes"]) == (None, bytes(range(60)).hex())


def test_an_answer_comes_as_soon_as_it_is_known(tmp_path: Path) -> None:
    """The second picture takes long: the first answer does not wait for it."""
    good = tmp_path / "good.png"
    picture().save(good)
    slow = tmp_path / "slow.png"
    noise = np.random.default_rng(1).integers(0, 255, (2000, 3000)).astype(np.uint8)
    Image.fromarray(noise).save(slow)
    command = [sys.executable, "-m", "ui.cli", "read", "code", "--json", str(good), str(slow)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        assert process.poll() is None
        assert texts(first) == [TOKEN]
        second = json.loads(process.stdout.readline())
        assert (second["file"], second["codes"]) == (str(slow), [])
    assert process.returncode == 1


def test_a_part_of_a_split_message_is_marked_as_one_and_told_with_its_number(tmp_path: Path) -> None:
    symbols = segno.make_sequence("KIOSK SPLIT MESSAGE " * 5, symbol_count=3)
    path = tmp_path / "part.png"
    symbols[1].save(str(path), scale=6, border=4)
    (line,) = lines(kiosk("read", "code", "--json", path))
    (code,) = line["codes"]
    assert list(code) == [*KEYS, "part"]
    assert (code["part"]["number"], code["part"]["of"]) == (2, 3)
    told = kiosk("read", "code", path).output
    assert "Q-107 (2/3)" in told
    assert ADVICE[UnknownReason.PART].message.zh in told
    assert ADVICE[UnknownReason.PART].message.en in told
