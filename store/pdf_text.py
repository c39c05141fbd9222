"""The text of a PDF, page by page, taken out in a process of its own: a PDF may loop for ever or ask for all memory."""

import io
import json
import logging
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from store.errors import Refused

TIMEOUT_S = 60
"""A report of 300 pages takes about ten seconds."""
_CPU_S = 50
_MEMORY_BYTES = 2_000_000_000
_PAGES_MAX = 2000
_INFO_CHARACTERS_MAX = 400
_OUTPUT_BYTES_MAX = 50_000_000
_ENCRYPTED = "the PDF is encrypted; save it without its password"
_BROKEN = "the PDF is broken and cannot be read; get it again, or save its text as .txt"


@dataclass(frozen=True)
class PdfText:
    """The lines of each page as they stand in it, and the title and author that the file states of itself."""

    pages: tuple[str, ...]
    title: str | None = None
    author: str | None = None


def text_of_pdf(data: bytes) -> PdfText:
    """Read a PDF in this process. Raises Refused for what is encrypted or broken; it may take for ever."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            reader.decrypt("")  # many can be read without a password; the others fail below
        pages = tuple(page.extract_text() for _, page in zip(range(_PAGES_MAX), reader.pages, strict=False))
        info = reader.metadata
        return PdfText(pages, _stated(info and info.title), _stated(info and info.author))
    except (DependencyError, FileNotDecryptedError) as error:
        raise Refused(_ENCRYPTED) from error
    except MemoryError:
        raise
    except Exception as error:  # what is wrong inside a PDF surfaces as errors of any kind
        raise Refused(_BROKEN) from error


def text_of_pdf_apart(data: bytes, *, timeout_s: float = TIMEOUT_S) -> PdfText:
    """Read a PDF in a process that is stopped when it takes too long or too much. Raises Refused, nothing else."""
    command = [sys.executable, "-P", "-c", "from store.pdf_text import main; main()"]
    paths = [str(Path(__file__).parent.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        done = subprocess.run(  # noqa: S603  (the command is our own)
            command,
            input=data,
            capture_output=True,
            timeout=timeout_s,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except subprocess.TimeoutExpired:
        raise Refused(f"reading the PDF takes more than {timeout_s:g} s; save its text as .txt") from None
    except OSError as error:
        raise Refused(f"the PDF cannot be read now ({error.strerror}); try again") from error
    try:
        said = json.loads(done.stdout)
    except ValueError:
        raise Refused("reading the PDF takes too much time or memory; save its text as .txt") from None
    if "refused" in said:
        raise Refused(said["refused"])
    return PdfText(tuple(said["pages"]), said["title"], said["author"])


def main() -> None:
    """The other process: a PDF on standard input, JSON on standard output."""
    logging.disable(logging.CRITICAL)
    _limit_itself()
    try:
        found = text_of_pdf(sys.stdin.buffer.read())
        said = json.dumps(vars(found))
        if len(said) > _OUTPUT_BYTES_MAX:
            said = json.dumps({"refused": "the PDF holds more text than any article; save the article alone"})
    except Refused as refusal:
        said = json.dumps({"refused": str(refusal)})
    sys.stdout.write(said)


def _limit_itself() -> None:
    with suppress(ImportError, ValueError, OSError):  # not on every system
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


def _stated(value: object) -> str | None:
    return str(value)[:_INFO_CHARACTERS_MAX] if isinstance(value, str) and value.strip() else None
