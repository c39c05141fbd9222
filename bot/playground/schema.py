"""Small checkers of JSON shapes, put together into Block Kit's rules. Pure, and safe on any JSON."""

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where, as a JSON pointer."""

    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"


Checker = Callable[[Any, str], Iterator[Problem]]
"""(value, its pointer) -> the problems with it."""


def anything(_value: Any, _pointer: str) -> Iterator[Problem]:
    yield from ()


def string(*, most: int | None = None, least: int = 0, among: Collection[str] | None = None) -> Checker:
    """A string of `least` to `most` characters, or one of a few words."""

    def check(value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(pointer, "must be a string")
        elif most is not None and len(value) > most:
            yield Problem(pointer, f"must be less than {most + 1} characters")
        elif len(value) < least:
            yield Problem(pointer, f"must be more than {least - 1} characters")
        elif among is not None and value not in among:
            yield Problem(pointer, f"must be one of: {', '.join(sorted(among))}")

    return check


def boolean(value: Any, pointer: str) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield Problem(pointer, "must be a boolean")


def integer(*, least: int, most: int) -> Checker:
    def check(value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Problem(pointer, "must be an integer")
        elif not least <= value <= most:
            yield Problem(pointer, f"must be between {least} and {most}")

    return check


def number(*, positive: bool = False) -> Checker:
    """A finite number; a positive one for slices of a pie."""

    def check(value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
            yield Problem(pointer, "must be a number")
        elif positive and value <= 0:
            yield Problem(pointer, "must be greater than 0")

    return check


def array(of: Checker, *, most: int, least: int = 0) -> Checker:
    """A list of `least` to `most` items, each checked."""

    def check(value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(pointer, "must be an array")
            return
        if len(value) > most:
            yield Problem(pointer, f"no more than {most} items allowed")
        if len(value) < least:
            yield Problem(pointer, f"no less than {least} items allowed")
        for number_, item in enumerate(value[:most]):
            yield from of(item, f"{pointer}/{number_}")

    return check


def shape(
    required: Mapping[str, Checker],
    optional: Mapping[str, Checker] | None = None,
    *,
    rule: Checker | None = None,
) -> Checker:
    """An object with these fields and no others. `rule` sees it whole, once its fields are right."""
    known = {**required, **(optional or {})}

    def check(value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(pointer, "must be an object")
            return
        found = [Problem(pointer, f"missing required field: {name}") for name in required if value.get(name) is None]
        for name, item in value.items():
            if name not in known:
                found.append(Problem(pointer, f"invalid additional property: {name}"))
            elif item is not None:
                found.extend(known[name](item, f"{pointer}/{name}"))
        yield from found
        if rule is not None and not found:
            yield from rule(value, pointer)

    return check


def tagged(kinds: Mapping[str, Checker]) -> Checker:
    """An object whose `type` says which checker it must pass."""

    def check(value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(pointer, "must be an object")
        elif not isinstance(value.get("type"), str):
            yield Problem(pointer, "missing required field: type")
        elif value["type"] not in kinds:
            yield Problem(f"{pointer}/type", f"unsupported type: {value['type']}")
        else:
            yield from kinds[value["type"]](value, pointer)

    return check


def one_of(*names: str) -> Checker:
    """A rule: at least one of these fields is there."""

    def check(value: Any, pointer: str) -> Iterator[Problem]:
        if all(value.get(name) in (None, []) for name in names):
            yield Problem(pointer, f"missing required field: {' or '.join(names)}")

    return check
