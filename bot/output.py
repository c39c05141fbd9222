"""What the command line prints to: an output that may be closed, full, or unable to print some letters."""

import io
import os
import sys


def print_what_can_be_printed() -> None:
    """Let letters that the outputs' encodings lack be replaced by "?" instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")


def prints_all_letters() -> bool:
    """Whether standard output takes every letter; JSON has escapes where it does not."""
    return (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") in ("utf8", "utf8sig", "utf16")


def why_unwritten(*, failed: bool) -> str | None:
    """Why what was printed could not be written, None where it was, or where its reader went away ("| head").

    `failed`: something could not be written; a line end more shows whether it was this. What is left is thrown away,
    so that nothing tries again at exit.
    """
    if sys.stdout is None:
        return "standard output is closed"
    try:
        if failed:
            sys.stdout.write("\n")
        sys.stdout.flush()
    except OSError as error:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        return None if isinstance(error, BrokenPipeError) else (error.strerror or str(error))
    return None
