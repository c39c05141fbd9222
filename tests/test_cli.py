"""The command line as people and programs meet it: real processes, exit codes, one line on stderr."""

import contextlib
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

ARTICLE = """Harbour towns move to open models

By Ada Fenn
Harbour Ledger
November 3, 2025

Three harbour towns have moved their clerks to open models this autumn, after a year of trials in the planning offices.

Open models are cheaper: the towns together expect to save $400,000 a year, said Ada Morrow, who leads the technology office.

Open models come without support, and that is a risk, warned Lena Hart, chief information officer of Bramley Bank.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "towns.txt"
    path.write_text(ARTICLE)
    return path


def evenhand(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("EVENHAND_", "SLACK_"))}
    env |= {"EVENHAND_DATA": str(Path.cwd() / "data"), **environment}
    command = [str(Path(sys.executable).parent / "evenhand"), *map(str, arguments)]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)


def as_json(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_articles_go_in_and_a_brief_comes_out_in_the_agreed_shape(article: Path) -> None:
    assert as_json(evenhand("ingest", article, "--json"))["indexed"] == 1
    brief = as_json(evenhand("ask", "What are the arguments for and against open models?", "--json"))
    assert set(brief) >= {
        "question", "intent", "topic", "takeaway", "engine", "sides", "findings", "sources", "not_covered",
        "newest_article", "elapsed_ms",
    }  # fmt: skip
    (point,) = brief["sides"]["for"]
    assert set(point) == {"headline", "independent_sources", "quotes"}
    assert set(point["quotes"][0]) == {
        "text", "source", "speaker", "start", "end", "cut_before", "cut_behind", "said_at",
    }  # fmt: skip
    (source,) = brief["sources"]
    assert set(source) >= {
        "number",
        "article_id",
        "title",
        "publisher",
        "agency",
        "author",
        "published",
        "url",
        "origin",
    }
    (stored,) = as_json(evenhand("sources", "--json"))
    quote = point["quotes"][0]
    assert stored["text"][quote["start"] : quote["end"]] == quote["text"]
    assert set(stored) >= {"copies", "facts_from", "ingested_at", "text", "title", "published"}


def test_bad_input_is_named_on_its_line_and_the_exit_code_is_1(article: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    done = evenhand("ingest", empty, article)
    assert done.returncode == 1
    assert f"refused    {empty}" in done.stdout
    assert "1 indexed" in done.stdout


def test_a_file_name_cannot_steer_the_terminal(article: Path, tmp_path: Path) -> None:
    hostile = article.rename(tmp_path / "towns\x1b]0;owned\x07 [b] :ship:.txt")
    done = evenhand("ingest", hostile)
    assert done.returncode == 0
    assert not {"\x1b", "\x07"} & set(done.stdout + done.stderr)
    assert "owned� [b] :ship:.txt" in done.stdout


NO_TEXT = os.fsdecode(b"caf\xe9")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["ask", NO_TEXT], 0),
        (["ask", f"What of {NO_TEXT}?", "--publisher", NO_TEXT, "--json"], 0),
        (["ask", "What of models?", "--since", NO_TEXT], 2),
        (["ingest", NO_TEXT], 1),
        (["ingest", NO_TEXT, f"~{NO_TEXT}", f"http://{NO_TEXT}", "--json"], 1),
        (["digest", "preview", "--week", NO_TEXT], 2),
        (["sources", NO_TEXT], 2),
        ([NO_TEXT], 2),
    ],
)
def test_arguments_that_are_not_utf_8_end_no_command_in_a_traceback(arguments: list[str], code: int) -> None:
    done = evenhand(*arguments)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
    if "--json" in arguments:
        json.loads(done.stdout)


def test_letters_that_an_output_cannot_print_are_replaced_and_escaped_in_json() -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    said = evenhand("ask", "What of “Zoë”?", **ascii_only)
    assert (said.returncode, said.stderr) == (0, "")
    assert "What of ?Zo??" in said.stdout
    assert as_json(evenhand("ask", "What of “Zoë”?", "--json", **ascii_only))["question"] == "What of “Zoë”?"


@pytest.mark.parametrize(
    ("redirected", "why"), [(">/dev/full", "No space left on device"), (">&-", "standard output is closed")]
)
@pytest.mark.parametrize("option", ["", "--json"])
def test_an_output_that_cannot_be_written_ends_in_one_line(redirected: str, why: str, option: str) -> None:
    command = f"{Path(sys.executable).parent / 'evenhand'} sources {option} {redirected}"
    env = {**os.environ, "EVENHAND_DATA": str(Path.cwd() / "data")}
    done = subprocess.run(["sh", "-c", command], env=env, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        f"evenhand: The output cannot be written ({why}); give it another place.\n",
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Harbor Ledger", "did you mean Harbour Ledger?"), ("Zebra", "evenhand sources lists them.")],
)
def test_a_publisher_of_whom_nothing_is_stored_is_named_with_those_of_like_names(
    article: Path, typed: str, meant: str
) -> None:
    evenhand("ingest", article)
    done = evenhand("ask", "open models", "--publisher", typed)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"evenhand: No article by the publisher “{typed}” is stored; {meant}\n"


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_a_bar_is_drawn_on_a_terminal_and_never_in_the_output(article: Path, tmp_path: Path, option: list[str]) -> None:
    terminal, other_end = pty.openpty()
    command = [str(Path(sys.executable).parent / "evenhand"), "ingest", str(article), str(tmp_path / "none"), *option]
    env = {**os.environ, "EVENHAND_DATA": str(tmp_path / "data"), "TERM": "xterm", "COLUMNS": "120"}
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, stderr=other_end, timeout=120, check=False)
    os.close(other_end)
    drawn = b""
    with contextlib.suppress(OSError):  # what a terminal says at its end
        while piece := os.read(terminal, 4096):
            drawn += piece
    os.close(terminal)
    assert b"of 2 files" in drawn
    assert b"left" in drawn
    assert b"1 indexed" in done.stdout or json.loads(done.stdout)["indexed"] == 1
    assert not any(mark in done.stdout for mark in (b"\x1b", b"of 2 files"))


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_a_folder_without_files_fails_with_a_remedy(tmp_path: Path, option: list[str]) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    done = evenhand("ingest", folder, *option)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "No files there" in done.stderr
    if option:
        assert json.loads(done.stdout)["sources"] == []


def test_an_interrupted_command_says_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.services.open_services", interrupt)
    monkeypatch.setattr(sys, "argv", ["evenhand", "sources"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 1
    assert capsys.readouterr().err.startswith("evenhand: Stopped.")


@pytest.mark.parametrize(
    ("arguments", "environment", "named"),
    [
        (["ask", " "], {}, "question is empty"),
        (["ask", "what is it, " * 2_000], {}, "24,000 characters"),
        (["serve"], {}, "SLACK_BOT_TOKEN"),
        (["serve"], {"SLACK_BOT_TOKEN": "xapp-swapped"}, "SLACK_BOT_TOKEN"),
        (["ask", "open models?"], {"EVENHAND_DIGEST_TIME": "late"}, "EVENHAND_DIGEST_TIME"),
        (["ask", "open models?", "--since", "2025-12-01", "--until", "2025-11-30"], {}, "--since"),
        (["ask", "open models?"], {"EVENHAND_DIGEST_TIME_ZONE": "\x1b[2JBay"}, "EVENHAND_DIGEST_TIME_ZONE"),
    ],
)
def test_wrong_use_is_one_line_that_says_what_to_do(
    arguments: list[str], environment: dict[str, str], named: str
) -> None:
    done = evenhand(*arguments, **environment)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr


def test_an_unknown_option_is_wrong_use() -> None:
    assert evenhand("ask", "x", "--sinse", "2025-01-01").returncode == 2


def test_help_names_every_command_without_loading_chroma() -> None:
    code = "import sys, bot.cli\nassert 'chromadb' not in sys.modules\nassert 'langchain' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    shown = evenhand("--help").stdout
    for command in ("ingest", "ask", "sources", "remove", "reindex", "digest", "serve", "demo", "doctor"):
        assert command in shown


def test_a_removed_article_comes_back_only_by_its_own_name(article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    named = article.rename(folder / "towns.txt")
    evenhand("ingest", folder)
    gone = evenhand("remove", named, "nosuchid", "~nosuchuser/x")
    assert (gone.returncode, gone.stderr.count("\n")) == (1, 1)
    assert f"removed    {named}" in gone.stdout
    assert "2 of 3 are not stored" in gone.stderr
    passed_over = evenhand("ingest", folder)
    assert passed_over.returncode == 0
    assert "it was removed; name it itself" in passed_over.stdout
    assert as_json(evenhand("sources", "--json")) == []
    assert as_json(evenhand("ingest", named, "--json"))["indexed"] == 1
    assert as_json(evenhand("ingest", folder, "--json"))["unchanged"] == 1
    (stored,) = as_json(evenhand("sources", "--json"))
    assert evenhand("remove", stored["article_id"]).returncode == 0


def test_the_doctor_names_a_misspelt_variable() -> None:
    done = evenhand("doctor", EVENHAND_DIGEST_CHANEL="C1", COLUMNS="200")
    assert "EVENHAND_DIGEST_CHANEL" in done.stdout
    assert "evenhand ingest" in done.stdout


def test_a_digest_can_be_previewed(article: Path) -> None:
    evenhand("ingest", article)
    digest = as_json(evenhand("digest", "preview", "--week", "2025-W45", "--json"))
    assert set(digest) >= {"week", "stories", "new_points", "coverage", "sources"}
    assert [story["headline"] for story in digest["stories"]] == ["Harbour towns move to open models"]
    assert evenhand("digest", "preview", "--week", "someday").returncode == 2
