"""Zip and gzip archives. Members are read in memory, one after the other; nothing is ever written to disk."""

import gzip
import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader
from pathlib import PurePosixPath
from typing import IO, cast

from store.errors import Refused
from store.readers.limits import Budget, Counted, counted, read_whole
from store.readers.parts import Parts, Problem, fingerprint
from store.sources import Source

_END = struct.Struct("<4s4H2LH")
_END_MAGIC = b"PK\x05\x06"
_END_64_MAGIC = b"PK\x06\x07"
_END_64_BYTES = 20
_END_WITHIN = 65_535 + _END.size
_MEMBERS_MAX = 50_000
_DIRECTORY_BYTES_MAX = 20_000_000
_ENCRYPTED = 0x1
_TAR_AT = 257
_TAR_MAGIC = b"ustar"
_READ_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The others unpack a block at a time into memory, however large it becomes."""


def unpacked(
    source: Source, _opened: IO[bytes], stream: BufferedReader, budget: Budget, _parts: Parts
) -> Iterator[Source | Problem]:
    """What a gzip file holds, under the name of the file. Reading it raises Refused where the file is cut off."""
    outer = cast("Counted", stream.raw)
    with gzip.GzipFile(fileobj=stream, mode="rb") as unzipped:
        inner = counted(cast("IO[bytes]", unzipped), budget, lambda: outer.count)
        if inner.peek(_TAR_AT + len(_TAR_MAGIC))[_TAR_AT:].startswith(_TAR_MAGIC):
            raise Refused("this is a tar archive, which is not read; unpack it and pass the folder")
        yield replace(source, content_type=None, data=b"", opener=lambda: inner)


def zip_members(
    source: Source, opened: IO[bytes], stream: BufferedReader, budget: Budget, parts: Parts
) -> Iterator[Source | Problem]:
    """The members of a zip archive as sources; hidden ones, as those that macOS adds, are passed over.

    Names are only names: nothing is looked up or written by them. Raises Refused for what is no archive of articles.
    """
    archive, source = _seekable(source, opened, stream, budget)
    _refuse_crowds(archive)
    try:
        with zipfile.ZipFile(archive) as opened_zip:
            members = opened_zip.infolist()
            _refuse_documents({member.filename for member in members[:_MEMBERS_MAX]})
            for member in members:
                path = PurePosixPath(member.filename)
                if member.is_dir() or any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts):
                    continue
                yield from _member(opened_zip, member, parts.part(source, member.filename), budget)
                if budget.is_spent:
                    return
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, struct.error, RecursionError):
        raise Refused("the zip archive is broken; get it again") from None


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, part: Source, budget: Budget
) -> Iterator[Source | Problem]:
    if member.flag_bits & _ENCRYPTED:
        yield Problem(part.origin, part.name, "it is encrypted; unpack the archive with its password")
    elif member.compress_type not in _READ_METHODS:
        yield Problem(part.origin, part.name, "it is packed by a method that is not read; unpack the archive yourself")
    else:
        try:
            packed = archive.open(member)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, RuntimeError, struct.error):
            yield Problem(part.origin, part.name, "the archive is broken here; get it again")
            return
        with packed:
            inner = counted(packed, budget, lambda: member.compress_size)
            yield replace(part, content_type=None, charset=None, opener=lambda: inner)


def _seekable(source: Source, opened: IO[bytes], stream: BufferedReader, budget: Budget) -> tuple[IO[bytes], Source]:
    """The archive where one can go back and forth; from standard input also under a name of its own."""
    if source.opener is None or (opened.seekable() and source.origin != "-"):
        return opened, source
    data = read_whole(stream, budget.limits.document_bytes, "save it as a file and pass that")
    tail = f"{source.origin}#{fingerprint(data)}" if source.origin == "-" else source.origin
    return io.BytesIO(data), replace(source, origin=tail)


def _refuse_crowds(archive: IO[bytes]) -> None:
    """Raises Refused for a directory of members that would fill the memory: it is read as a whole."""
    size = archive.seek(0, io.SEEK_END)
    archive.seek(max(0, size - _END_WITHIN - _END_64_BYTES))
    tail = archive.read()
    at = tail.rfind(_END_MAGIC)
    if at < 0 or len(tail) < at + _END.size:
        raise Refused("the zip archive is cut off or broken; get it again")
    _, _, _, _, members, directory_bytes, _, _ = _END.unpack_from(tail, at)
    is_64 = tail[max(0, at - _END_64_BYTES) : at].startswith(_END_64_MAGIC)
    if is_64 or members > _MEMBERS_MAX or directory_bytes > _DIRECTORY_BYTES_MAX:
        raise Refused(f"the zip archive has more than {_MEMBERS_MAX} members; unpack it and pass the folder")


def _refuse_documents(names: set[str]) -> None:
    if "[Content_Types].xml" in names:
        raise Refused("this is an Office document, not an archive of articles; export it as PDF or text")
    if "META-INF/container.xml" in names or "content.xml" in names:
        raise Refused("this is a book or an OpenDocument file, not an archive of articles; export it as PDF or text")
