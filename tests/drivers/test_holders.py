"""Finding the programs that use PC/SC."""

from drivers.holders import programs_with_pcsc


def test_only_programs_with_the_library_loaded_are_named_and_unreadable_ones_passed_over(tmp_path):
    for number, maps in (("101", "7f00 /usr/lib/libpcsclite.so.1.0.0"), ("102", "7f00 /usr/lib/libc.so.6")):
        process = tmp_path / number
        process.mkdir()
        (process / "maps").write_text(maps)
        (process / "comm").write_text("bank-client\n")
    (tmp_path / "103").mkdir()
    (tmp_path / "self").mkdir()
    assert programs_with_pcsc(tmp_path) == ["bank-client (101)"]
