"""The files to ingest: those named, and those in the folders named, whatever their names and states."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from store.errors import Refused
from store.sources import Source

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class FoundFile:
    """A file, or what was named as one. `path` is absolute and follows links, so that one file has one origin.

    `name` is what to call it: the path that was given, made absolute, or an address. `problem` says why it cannot be
    taken, if that is known.
    """

    path: Path
    name: str
    problem: str | None = None


def find_files(sources: Iterable[str | Path]) -> Iterator[FoundFile]:
    """The files named, and those in the folders named, in a stable order. Hidden files in folders are passed over.

    "-" is standard input.
    """
    for source in sources:
        if str(source) == STANDARD_INPUT:
            yield FoundFile(Path(), STANDARD_INPUT)
            continue
        if str(source).startswith(("http://", "https://")):
            yield FoundFile(Path(), str(source), "an address is no file; fetch it, or pass a saved page")
            continue
        try:
            named = Path(source).expanduser().absolute()
            path = named.resolve()
            is_folder = path.is_dir()
        except (OSError, RuntimeError, ValueError) as error:
            yield FoundFile(Path(), str(source), f"it cannot be a path ({_why(error)}); check it")
            continue
        yield from _files_below(path) if is_folder else [FoundFile(path, str(named), _unspeakable(path))]


def read_source(file: FoundFile) -> Source:
    """What is in the file, opened only when it is read. Raises Refused where that cannot be, for want of a file."""
    if file.problem:
        raise Refused(file.problem)
    if file.name == STANDARD_INPUT:
        return Source(STANDARD_INPUT, STANDARD_INPUT, opener=_standard_input)
    return Source(str(file.path), file.name, opener=lambda: _opened(file))


def _opened(file: FoundFile) -> IO[bytes]:
    try:
        if file.path.exists() and not file.path.is_file():
            raise Refused("it is no regular file; pass the article's own file")
        return file.path.open("rb")
    except FileNotFoundError as error:
        raise Refused(_nothing_there(file)) from error
    except OSError as error:
        raise Refused(f"it cannot be read ({error.strerror}); check its name and permissions") from error


def _standard_input() -> IO[bytes]:
    if sys.stdin is None:
        raise Refused("standard input is closed; pipe the article into it, or pass its file")
    return open(sys.stdin.fileno(), "rb", closefd=False)


def _nothing_there(file: FoundFile) -> str:
    if Path(file.name).is_symlink():
        return f"it is a link to {Path(file.name).readlink()}, and no such file is there; mend the link"
    return "there is no such file; check the path"


def _files_below(folder: Path) -> Iterator[FoundFile]:
    problems: list[FoundFile] = []

    def unreadable(error: OSError) -> None:
        why = f"the folder cannot be read ({error.strerror}); check its permissions"
        problems.append(FoundFile(Path(error.filename), error.filename, why))

    found = []
    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in names if not name.startswith(".")]
    yield from (FoundFile(path, str(path), _unspeakable(path)) for path in sorted(found, key=os.fsencode))
    yield from problems


def _unspeakable(path: Path) -> str | None:
    """Why a path cannot be an origin: its name is no text."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return "its name is not valid UTF-8; rename it"
    return None


def _why(error: Exception) -> str:
    """The reason without the path, which is named beside it."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
