"""Are quotation marks, apostrophes and dashes restored where a page lost them all to one letter, and nothing else touched?

`python -m tests.evals.lost_marks --texts FILE` takes clean texts (`{"language", "text"}`, JSON lines), replaces their
typographic marks by one stray letter as lost mojibake does, and mends them again. Prints one JSON object of figures as
its last line: by language the share of marks restored, by stray the share in texts of Latin script, the characters
changed that were no marks, and the characters changed in the texts as they are.
"""

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from store.cleaning.lost_marks import mend_lost_marks

MARKS = "“”‘’—–«»"
# A Greek letter and one of another script for texts that are Greek, what decoders write for a byte that they cannot
# read, and the letter that the first of three broken bytes becomes.
STRAYS = ("β", "ж", "\ufffd", "â")
LATIN = ("en", "fr", "de", "es")
HOME = {"el": "β", "ru": "ж"}


def broken(text: str, stray: str) -> str:
    """The text with every typographic mark lost to the stray."""
    return "".join(stray if c in MARKS else c for c in text)


def restored(text: str, mended: str) -> tuple[int, int]:
    """How many marks of the text are back in their places, and how many other characters differ.

    A mark counts as back if it is of the same kind: a dash of either length, a quotation mark of either style.
    """
    if len(text) != len(mended):
        return 0, abs(len(text) - len(mended))
    back = sum(_kind(was) == _kind(now) for was, now in zip(text, mended, strict=True) if was in MARKS)
    other = sum(was != now for was, now in zip(text, mended, strict=True) if was not in MARKS)
    return back, other


def _kind(mark: str) -> str:
    return {"–": "—", "«": "“", "»": "”"}.get(mark, mark)


def evaluate(texts: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """Shares of marks restored by language and by stray, and the characters changed that should not be."""
    back: dict[str, int] = {}
    lost: dict[str, int] = {}
    others = genuine = 0
    for entry in texts:
        text, language = entry["text"], entry["language"]
        genuine += sum(restored(text, mend_lost_marks(text))[1:]) + (
            sum(c in MARKS for c in text) - restored(text, mend_lost_marks(text))[0]
        )
        marks = sum(c in MARKS for c in text)
        for stray in STRAYS:
            if HOME.get(language) == stray or not marks:
                continue
            found, other = restored(text, mend_lost_marks(broken(text, stray)))
            others += other
            for key in (language, *([f"stray {stray}"] if language in LATIN else [])):
                back[key] = back.get(key, 0) + found
                lost[key] = lost.get(key, 0) + marks
    shares = {key: round(back[key] / lost[key], 3) for key in sorted(lost)}
    return {"restored": shares, "others_changed": others, "genuine_changed": genuine}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    lines = parser.parse_args().texts.read_text(encoding="utf-8").splitlines()
    print(json.dumps(evaluate(json.loads(line) for line in lines), ensure_ascii=False))


if __name__ == "__main__":
    main()
