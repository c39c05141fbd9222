"""What is text, but not an article."""

import csv
import json
import re

from store.cleaning.clean import Cleaned
from store.cleaning.lines import Line, is_prose
from store.errors import Refused

_PROSE_WORDS_MIN = 40
_CODE_LINE = re.compile(
    r"[{};]\s*$|^\s*(?:#include|import \w|from [\w.]+ import|def \w+\(|class \w+|function\b"
    r"|const |let |var |return\b|public |private |package |if \(|for \(|</?\w|@\w+\(|//|/\*)"
)
_CODE_SHARE_MIN = 0.4
_TABLE_ROWS_MIN = 4
_TABLE_COLUMNS_MIN = 3
_TABLE_SHARE_MIN = 0.9
_CELL_WORDS_MAX = 8
_SAMPLE_LINES = 400


def refuse_data(text: str) -> None:
    """Raises Refused if the text is JSON, a table of values or program code."""
    lines = [line for line in text.split("\n") if line.strip()][:_SAMPLE_LINES]
    if _is_json(text, lines):
        raise Refused("this is JSON data, not an article; give the article's own text")
    if _is_table(lines):
        raise Refused("this is a table of values, not an article; give the article's own text")
    if lines and sum(_CODE_LINE.search(line) is not None for line in lines) > _CODE_SHARE_MIN * len(lines):
        raise Refused("this is program code, not an article; give the article's own text")


def refuse_without_prose(cleaned: Cleaned) -> None:
    """Raises Refused unless what is left after cleaning has enough running text to be an article."""
    lines = [Line(paragraph) for paragraph in cleaned.paragraphs]
    words = sum(line.words for line in lines if is_prose(line) or line.ends_sentence)
    if words < _PROSE_WORDS_MIN:
        raise Refused(
            f"no article found: {words} words of running text, {_PROSE_WORDS_MIN} are needed; "
            "check that the file holds the article and not only the page around it"
        )


def _is_json(text: str, lines: list[str]) -> bool:
    stripped = text.strip()
    if stripped[:1] not in ("{", "["):
        return False
    for candidate in (stripped, lines[0]):
        try:
            json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        return True
    return False


def _is_table(lines: list[str]) -> bool:
    if len(lines) < _TABLE_ROWS_MIN:
        return False
    for delimiter in (",", ";", "\t", "|"):
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            continue
        columns = max((len(row) for row in rows), default=0)
        regular = sum(len(row) == columns for row in rows)
        cells = [cell for row in rows for cell in row]
        short = sum(len(cell.split()) <= _CELL_WORDS_MAX for cell in cells)
        if (
            columns >= _TABLE_COLUMNS_MIN
            and regular >= _TABLE_SHARE_MIN * len(rows)
            and short >= _TABLE_SHARE_MIN * len(cells)
        ):
            return True
    return False
