"""The files of a profile, from its own to the one that inherits nothing, and what passes from one to the next."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.rules.assessment import Text
from kiosk.rules.guidance_files import DATA as GUIDANCE
from kiosk.rules.guidance_files import guidance_beside
from kiosk.rules.profile_keys import value_keys
from kiosk.rules.toml_file import in_file, line, read_toml
from kiosk.wrong_words import WrongFile

DATA = Path(__file__).parent / "data" / "profiles"
NATIONAL = "na"
"""What everything inherits in the end; it names every key."""
_BUSINESS = re.compile(r"(BT|X)-[0-9]{2}")
_PLACES = frozenset({"contacts", "sites", "one_card"})


class ProfileError(WrongFile):
    """A profile cannot be used. Each line names the file, the key and what to write there."""


@dataclass(frozen=True)
class ProfileFile:
    """One file as it was read. ``passed`` is what of it counts for the profile asked for; ``near``: with places."""

    path: Path
    content: dict[str, Any]
    passed: dict[str, Any]
    near: bool

    @property
    def id(self) -> str:
        """The id it must have, which is its name."""
        return self.path.stem

    @property
    def is_bundled(self) -> bool:
        """Whether it came with the terminal."""
        return self.path.parent == DATA

    @property
    def guidance(self) -> Path | None:
        """The file of guidance that goes with it; None where there is none, or it is another territory's."""
        path = GUIDANCE / self.path.name if self.is_bundled else guidance_beside(self.path)
        return path if self.near and path.is_file() else None


def bundled_profiles() -> tuple[str, ...]:
    """The names ``load_profile`` knows without a file."""
    return tuple(sorted(path.stem for path in DATA.glob("*.toml")))


def find_profile(name: str, folder: Path = DATA) -> Path:
    """The file of that name in ``folder`` or among the bundled ones. Raises ProfileError."""
    for path in (folder / f"{name}.toml", DATA / f"{name}.toml"):
        if path.is_file():
            return path
    known = ", ".join(bundled_profiles())
    raise ProfileError(
        Text(f"没有名为 {name!r} 的配置；自带的有 {known}", f"no profile {name!r}; bundled are {known}")
    )


def read_chain(path: Path) -> tuple[tuple[ProfileFile, ...], tuple[Text, ...]]:
    """The file and those it inherits, nearest first, and what is wrong with how they name each other.

    What cannot be inherited is replaced by the national profile, so that the rest can still be looked at. Raises
    ProfileError where the file itself cannot be read.
    """
    wrong: list[Text] = []
    read = [(path, _own(path))]
    while (parent := read[-1][1].get("inherits")) is not None:
        child = read[-1][0]
        try:
            following = _parent(parent, child)
            if any(following.resolve() == seen.resolve() for seen, _ in read):
                raise _inherits(child, f"{parent!r} 又绕回自身", f"{parent!r} leads back to itself")
            read.append((following, read_toml(following, ProfileError)))
        except ProfileError as error:
            wrong += error.lines
            read.append(_national())
    contents = [content for _, content in read]
    if not_given := [key for key in sorted(value_keys()) if not any(_gives(each, key) for each in contents)]:
        wrong.append(_nothing_inherited(read[-1][0], not_given))
        read.append(_national())
    own = read[0][1]
    files = tuple(_file(path, content, own) for path, content in read)
    return files, (*wrong, *(line for file in files for line in _wrong_id(file)))


def _own(path: Path) -> dict[str, Any]:
    """What a profile's file says. Raises ProfileError, also where it is the file of guidance beside one."""
    content = read_toml(path, ProfileError)
    if content and all(_BUSINESS.fullmatch(key) for key in content):
        told_with = path.with_name(path.name.replace(".guidance.toml", ".toml"))
        name = "my-province.toml" if told_with == path else told_with.name
        zh = f"这是办事指引文件，随配置一起检查；请检查其旁的 {name}"
        raise ProfileError(
            in_file(path, Text(zh, f"this is a file of guidance, checked with its profile; check {name} beside it"))
        )
    return content


def _national() -> tuple[Path, dict[str, Any]]:
    national = find_profile(NATIONAL)
    return national, read_toml(national, ProfileError)


def _gives(content: dict[str, Any], key: str) -> bool:
    """Whether something stands at that dotted key, or at one before it that is no table."""
    part: Any = content
    for name in key.split("."):
        if not isinstance(part, dict):
            return True
        if name not in part:
            return False
        part = part[name]
    return True


def _nothing_inherited(last: Path, not_given: list[str]) -> Text:
    """What to write in the last file of a chain that leaves values open."""
    known, key, count = ", ".join(bundled_profiles()), not_given[0], len(not_given)
    zh = f"缺少此项，有 {count} 个值无处可取（如 {key}）；请写 {known} 之一，或本文件旁的配置的id"
    en = f"missing, and {count} values are given nowhere (such as {key})"
    return line(last, "inherits", Text(zh, f"{en}; write {known}, or the id of a profile beside this one"))


def _file(path: Path, content: dict[str, Any], own: dict[str, Any]) -> ProfileFile:
    near = _covers(content, own)
    return ProfileFile(path, content, content if near else _without_places(content), near)


def _wrong_id(file: ProfileFile) -> Iterator[Text]:
    if file.content.get("id") != file.id:
        wrong = Text(f"应为 {file.id!r}，与文件名相同", f"must be {file.id!r}, like the file's name")
        yield line(file.path, "id", wrong)


def _inherits(child: Path, zh: str, en: str) -> ProfileError:
    return ProfileError(line(child, "inherits", Text(zh, en)))


def _parent(name: Any, child: Path) -> Path:
    if not isinstance(name, str):
        raise _inherits(child, f"{name!r} 不是配置的id", f"{name!r} is not a profile's id")
    if not re.fullmatch(r"[\w-]+", name):
        zh = f"{name!r} 不是配置的id；不要写路径和后缀"
        raise _inherits(child, zh, f"{name!r} is not a profile's id; give no path and no ending")
    try:
        return find_profile(name, child.parent)
    except ProfileError as error:
        zh = f"{error.text.zh}，或将 {name}.toml 放在本文件旁"
        raise _inherits(child, zh, f"{error}, or put {name}.toml beside this one") from None


def _covers(ancestor: dict[str, Any], own: dict[str, Any]) -> bool:
    """Whether the ancestor's places are also this locality's: the whole country's are, a neighbour's are not."""
    wider, codes = _codes(ancestor), _codes(own)
    return all(any(code.startswith(each) for each in wider) for code in codes)


def _codes(content: dict[str, Any]) -> list[str]:
    codes = content.get("territory_codes")
    return [str(code) for code in codes] if isinstance(codes, list) and codes else [""]


def _without_places(content: dict[str, Any]) -> dict[str, Any]:
    """A neighbour's rules without its contacts, hours, sites and services, no help elsewhere (R-LOC-01)."""
    kept = {key: item for key, item in content.items() if key not in _PLACES}
    if isinstance(dates := kept.get("dates"), dict):
        kept["dates"] = {key: item for key, item in dates.items() if key != "closing_time"}
    return kept
