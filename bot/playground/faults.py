"""What Slack may do wrong, on demand."""

from collections import deque
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """One wrong answer of the Web API.

    `after_effect` lets the call do its work before the answer goes wrong; `hang_up` closes the connection instead
    of answering at all.
    """

    error: str
    status: int = 200
    retry_after_s: int | None = None
    after_effect: bool = False
    hang_up: bool = False


@dataclass
class Faults:
    """Faults waiting for calls, method by method, first in first out."""

    waiting: dict[str, deque[Fault]] = field(default_factory=dict)
    standing: dict[str, Fault] = field(default_factory=dict)

    def add(self, method: str, fault: Fault, *, times: int) -> None:
        self.waiting.setdefault(method, deque()).extend([fault] * times)

    def next_for(self, method: str) -> Fault | None:
        """The fault that this call meets, used up unless it stands; None if the call may go through."""
        queue = self.waiting.get(method)
        if queue:
            return queue.popleft()
        return self.standing.get(method)
