"""What the kernel's USB tree tells of a node and of smart card readers, on a tree like the kernel's."""

import os
from pathlib import Path

from drivers.system import find_attached
from drivers.usb import UsbDevice, smart_card_readers, usb_behind


def usb_device(root: Path, name: str, interface_class: str, driver: str | None) -> Path:
    folder = root / "devices" / "usb1" / name
    interface = folder / f"{name}:1.0"
    interface.mkdir(parents=True)
    for file, text in (("idVendor", "072f"), ("idProduct", "90cc"), ("manufacturer", "ACS"), ("product", "CCID")):
        (folder / file).write_text(f"{text}\n")
    (interface / "bInterfaceClass").write_text(f"{interface_class}\n")
    if driver is not None:
        (root / "drivers" / driver).mkdir(parents=True, exist_ok=True)
        (interface / "driver").symlink_to(root / "drivers" / driver)
    listed = root / "bus"
    listed.mkdir(exist_ok=True)
    for entry in (folder, interface):
        (listed / entry.name).symlink_to(entry)
    return interface


def test_smart_card_readers_are_told_from_other_devices(tmp_path) -> None:
    usb_device(tmp_path, "1-1", "0b", "usbfs")
    usb_device(tmp_path, "1-2", "03", "usbhid")
    assert smart_card_readers(tmp_path / "bus") == (UsbDevice("072f", "90cc", "ACS CCID", ("usbfs",)),)


def test_a_kernel_driver_that_took_a_reader_is_named(tmp_path) -> None:
    usb_device(tmp_path, "1-1", "0b", "pn533_usb")
    assert smart_card_readers(tmp_path / "bus")[0].drivers == ("pn533_usb",)


def test_no_usb_at_all_is_no_reader(tmp_path) -> None:
    assert smart_card_readers(tmp_path / "nothing") == ()


def test_the_usb_device_behind_a_node_is_found(tmp_path) -> None:
    interface = usb_device(tmp_path, "1-1", "02", "cdc_acm")
    tty = interface / "tty" / "ttyACM0"
    tty.mkdir(parents=True)
    number = Path("/dev/null").stat().st_rdev
    nodes = tmp_path / "char"
    nodes.mkdir()
    (nodes / f"{os.major(number)}:{os.minor(number)}").symlink_to(tty)
    found = usb_behind("/dev/null", nodes)
    assert str(found) == "USB 072f:90cc ACS CCID"


def test_a_file_and_a_node_that_is_not_usb_have_none(tmp_path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert usb_behind(str(file)) is None
    assert usb_behind(str(tmp_path / "absent")) is None
    assert find_attached("/dev/null") == "/dev/null"
