"""An article of our own, and what it comes wrapped in."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from email.message import EmailMessage

from store.articles import Page
from store.readers import FieldMapping, Limits, Problem, read_pages
from store.sources import Source

PARAGRAPHS = (
    "The ferry company Norrbad said on Monday that it would run its timetable on an open language model of its own.",
    "Passengers had complained for months that the old timetable could not explain why the ferry boats were late.",
    "“We get fewer angry calls, and that is worth the electricity,” said Mette Lund, who runs the harbour office.",
    "The model costs a third of what the company paid before, according to its annual report.",
)
TEXT = "\n\n".join(PARAGRAPHS)
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
PAGE = f"<!doctype html><html><head><title>Ferries talk</title></head><body><article>{HTML}</article></body></html>"


def read(
    data: bytes, origin: str, *, limits: Limits | None = None, fields: str = "", charset: str | None = None
) -> list[Page | Problem]:
    source = Source(origin, origin, data, charset=charset)
    return list(read_pages(source, limits=limits, fields=FieldMapping.parse(fields)))


def pages(found: list[Page | Problem]) -> list[Page]:
    return [one for one in found if isinstance(one, Page)]


def problems(found: list[Page | Problem]) -> list[Problem]:
    return [one for one in found if isinstance(one, Problem)]


def reason(found: list[Page | Problem]) -> str:
    """The one reason why nothing was read: a line with a remedy."""
    (problem,) = found
    assert isinstance(problem, Problem)
    assert "\n" not in problem.reason
    assert "; " in problem.reason
    return problem.reason


def zipped(members: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def mail(
    *,
    subject: str = "Ferries learn to talk",
    sender: str = "Sound Herald <news@sound.example>",
    date: str | None = "Mon, 03 Nov 2025 23:30:00 -0500",
    text: str | None = TEXT,
    html: str | None = HTML,
    message_id: str | None = "<1@sound.example>",
) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = sender, subject
    if date:
        message["Date"] = date
    if message_id:
        message["Message-ID"] = message_id
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def mailbox(*mails: bytes) -> bytes:
    return b"".join(b"From news@sound.example Mon Nov  3 23:30:00 2025\n" + one + b"\n\n" for one in mails)


def texts(found: list[Page | Problem]) -> Iterator[str]:
    return (page.text for page in pages(found))
