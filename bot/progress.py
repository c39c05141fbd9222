"""How far a long run has come: a bar where there is a terminal, nothing where there is none."""

import sys
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from bot.terminal import shown


class ProgressBar:
    """A bar with rate and time left while it is entered; call it with what is done and how much there is.

    It is drawn on stdout where that is a terminal that takes text, otherwise on stderr, and never into a file or pipe.
    """

    def __init__(self, unit: str, *, stdout_is_data: bool = False) -> None:
        """`unit` names what is counted, in the plural. `stdout_is_data` keeps the bar off it."""
        on_stdout = sys.stdout.isatty() and not stdout_is_data
        console = Console(stderr=not on_stdout, highlight=False)
        columns = (
            SpinnerColumn(),
            BarColumn(bar_width=24),
            _Count(unit),
            _Rate(),
            TimeRemainingColumn(),
            TextColumn("left"),
        )
        self._above: Console | None = console if on_stdout else None
        self._progress = Progress(
            *columns, console=console, transient=True, redirect_stdout=False, disable=not console.is_terminal
        )
        self._task = self._progress.add_task("", total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, done: float, number: int) -> None:
        self._progress.update(self._task, completed=done, total=number)

    def say(self, line: str) -> None:
        """Print a line on stdout at once, above the bar if it is there."""
        if self._above:
            self._above.print(Text(shown(line)), soft_wrap=True)
        else:
            print(shown(line), flush=True)  # noqa: T201  (what it is for)


class _Count(ProgressColumn):
    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = unit

    def render(self, task: Task) -> Text:
        return Text(f"{int(task.completed)} of {int(task.total)} {self._unit}" if task.total else "starting")


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f} a second" if task.speed else "")
