"""Tables and charts in the characters of a terminal."""

from collections.abc import Callable, Iterable, Iterator

from bot.playground.records import Json
from bot.playground.spans import Line, Span, printable, text_of

BAR_WIDTH = 20


def table_lines(block: Json, rich_text: Callable[[Json], Iterable[Line]]) -> Iterator[Line]:
    """The rows in columns of equal width, the first row apart as a heading."""
    rows = [[_cell(cell, rich_text) for cell in row] for row in block["rows"]]
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    widths = [max(len(row[column]) for row in rows) for column in range(width)]
    for number, row in enumerate(rows):
        words = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield [Span(words, "bold" if number == 0 else "")]
        if number == 0:
            yield [Span("  ".join("─" * width for width in widths), "dim")]


def chart_lines(block: Json) -> Iterator[Line]:
    """The title, then a bar for every value: a chart says the same in any of its types."""
    yield [Span(printable(block["title"]), "bold")]
    chart = block["chart"]
    if chart["type"] == "pie":
        yield from _bars([(segment["label"], segment["value"]) for segment in chart["segments"]])
        return
    for series in chart["series"]:
        if len(chart["series"]) > 1:
            yield [Span(printable(series["name"]), "italic")]
        yield from _bars([(point["label"], point["value"]) for point in series["data"]])


def _bars(values: list[tuple[str, float]]) -> Iterator[Line]:
    labels = [printable(label) for label, _ in values]
    widest = max(len(label) for label in labels)
    largest = max(abs(value) for _, value in values) or 1
    for label, (_, value) in zip(labels, values, strict=True):
        bar = "█" * round(abs(value) / largest * BAR_WIDTH)
        yield [Span(f"{label.ljust(widest)}  "), Span(bar, "cyan"), Span(f" {value:g}")]


def _cell(cell: Json, rich_text: Callable[[Json], Iterable[Line]]) -> str:
    if cell["type"] == "rich_text":
        return " ".join(text_of(line) for line in rich_text(cell))
    return printable(str(cell.get("text") or cell.get("value", ""))).replace("\n", " ")
