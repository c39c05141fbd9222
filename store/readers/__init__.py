"""From the bytes of a source to its pages: one module a kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import IO

from store.articles import Page
from store.errors import Refused
from store.readers.archive import unpacked, zip_members
from store.readers.fields import FieldMapping
from store.readers.json_records import read_json, read_json_lines
from store.readers.kinds import Kind, kind_of
from store.readers.limits import Budget, Limits, counted, read_whole
from store.readers.mail import read_mail, read_mbox
from store.readers.page import read_page
from store.readers.parts import Parts, Problem, by_content
from store.readers.pdf import read_pdf
from store.sources import Source

__all__ = ["FieldMapping", "Limits", "Problem", "read_page", "read_pages"]

STANDARD_INPUT = "-"
_START_BYTES = 8192


def read_pages(
    source: Source, *, limits: Limits | None = None, fields: FieldMapping | None = None
) -> Iterator[Page | Problem]:
    """The articles of a source, one after the other, with a Problem for each that cannot be taken, and at least one.

    A source with several (mbox, JSON, zip) is read piece by piece where its form allows that. `fields` says where JSON
    keeps the facts. Nothing is raised for any bytes.
    """
    budget = Budget(limits or Limits())
    yield from _Reading(budget, Parts(), fields or FieldMapping()).pages(source)


@dataclass(frozen=True)
class _Reading:
    budget: Budget
    parts: Parts
    fields: FieldMapping

    def pages(self, source: Source, *, in_archive: bool = False) -> Iterator[Page | Problem]:
        empty = True
        try:
            with source.open() as opened, counted(opened, self.budget) as stream:
                for one in self._read(source, opened, stream, in_archive=in_archive):
                    empty = False
                    yield one
        except Refused as error:
            yield Problem(source.origin, source.name, str(error))
        except OSError as error:
            yield Problem(source.origin, source.name, f"it cannot be read ({error.strerror}); check its permissions")
        else:
            if empty:
                yield Problem(source.origin, source.name, "there is nothing in it; give one with an article in it")

    def _read(
        self, source: Source, opened: IO[bytes], stream: BufferedReader, *, in_archive: bool
    ) -> Iterator[Page | Problem]:
        kind = kind_of(stream.peek(_START_BYTES)[:_START_BYTES], source)
        if kind in (Kind.ZIP, Kind.GZIP):
            if in_archive:
                raise Refused("an archive inside an archive is not opened; unpack it and pass what is in it")
            members = zip_members if kind is Kind.ZIP else unpacked
            for one in members(source, opened, stream, self.budget, self.parts):
                yield from [one] if isinstance(one, Problem) else self.pages(one, in_archive=True)
        elif kind is Kind.JSON:
            yield from read_json(source, stream, self.budget.limits, self.parts, self.fields)
        elif kind is Kind.JSON_LINES:
            yield from read_json_lines(source, stream, self.budget.limits, self.parts, self.fields)
        elif kind is Kind.MBOX:
            yield from read_mbox(source, stream, self.budget.limits, self.parts)
        else:
            yield self._page(source, stream, kind)

    def _page(self, source: Source, stream: BufferedReader, kind: Kind) -> Page:
        data = read_whole(stream, self.budget.limits.article_bytes)
        named = by_content(source, data) if source.origin == STANDARD_INPUT else source
        if kind is Kind.MAIL:
            return read_mail(data, named)
        if kind is Kind.PDF:
            return read_pdf(data, named)
        return read_page(
            data, named.origin, charset=source.charset, content_type=source.content_type, known=source.facts
        )
