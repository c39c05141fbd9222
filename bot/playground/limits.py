"""What Slack refuses in a message or a view: sizes, counts, shapes. Pure: JSON in, refusal or None out."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from bot.playground.block_elements import ID, any_text, plain_text
from bot.playground.block_kit import BLOCKS, MESSAGES_ONLY
from bot.playground.records import Json
from bot.playground.schema import Problem, anything, array, boolean, shape, string, tagged

MAX_MESSAGE_BLOCKS = 50
MAX_VIEW_BLOCKS = 100
MAX_MARKDOWN_CHARS = 12_000
MAX_BLOCKS_CHARS = 13_000
"""All text in a message's blocks together: not documented by Slack, met by its users."""
MAX_TEXT_BYTES = 40_000
MAX_UPDATE_TEXT_BYTES = 4_000
MAX_CHARTS = 2
MAX_TABLES = 1
MAX_VIEW_CHARS = 250_000

_TEXT_FIELDS = frozenset({"text", "alt_text", "title", "label", "name", "details", "description"})


@dataclass(frozen=True)
class Refusal:
    """Slack's error and the problems behind it, each with its JSON pointer."""

    error: str
    problems: tuple[Problem, ...] = ()

    @property
    def messages(self) -> tuple[str, ...]:
        return tuple(str(problem) for problem in self.problems)


def check_message(content: Json, *, is_update: bool = False, unsupported: Collection[str] = ()) -> Refusal | None:
    """None if Slack would take this `{"text", "blocks", "attachments"}`, else what it would answer.

    `unsupported` are block types that this workspace does not have yet.
    """
    text, blocks = content.get("text") or "", content.get("blocks") or []
    if not isinstance(text, str):
        return Refusal("invalid_arguments", (Problem("/text", "must be a string"),))
    if not text and not blocks and not content.get("attachments"):
        return Refusal("no_text")
    if len(text.encode("utf-8", "surrogatepass")) > (MAX_UPDATE_TEXT_BYTES if is_update else MAX_TEXT_BYTES):
        return Refusal("msg_too_long")
    problems = tuple(check_blocks(blocks, "/blocks", most=MAX_MESSAGE_BLOCKS, unsupported=unsupported))
    if problems:
        return Refusal("invalid_blocks", problems)
    if markdown_chars(blocks) > MAX_MARKDOWN_CHARS or text_chars(blocks) > MAX_BLOCKS_CHARS:
        return Refusal("msg_blocks_too_long")
    return None


def check_view(view: Any, *, unsupported: Collection[str] = (), pointer: str = "/view") -> Refusal | None:
    """None if Slack would take this modal or Home tab, else what it would answer."""
    problems = tuple(_VIEW(view, pointer))
    if problems:
        return Refusal("invalid_arguments", problems)
    blocks = view["blocks"]
    refused = frozenset(unsupported) | MESSAGES_ONLY
    problems = tuple(check_blocks(blocks, f"{pointer}/blocks", most=MAX_VIEW_BLOCKS, unsupported=refused))
    has_inputs = any(isinstance(block, dict) and block.get("type") == "input" for block in blocks)
    if not problems and view["type"] == "modal" and has_inputs and view.get("submit") is None:
        problems = (Problem(pointer, "missing required field: submit"),)
    if problems:
        return Refusal("invalid_arguments", problems)
    return Refusal("view_too_large") if text_chars(blocks) > MAX_VIEW_CHARS else None


def check_blocks(blocks: Any, pointer: str, *, most: int, unsupported: Collection[str] = ()) -> Iterator[Problem]:
    """Every problem with a list of blocks, in its order."""
    kinds = {kind: checker for kind, checker in BLOCKS.items() if kind not in unsupported}
    yield from array(tagged(kinds), most=most)(blocks, pointer)
    if not isinstance(blocks, list):
        return
    known = [block for block in blocks if isinstance(block, dict)]
    ids = Counter(block["block_id"] for block in known if isinstance(block.get("block_id"), str))
    for block_id, count in ids.items():
        if count > 1 and block_id:
            yield Problem(pointer, f"block_id must be unique: {block_id}")
    types = Counter(block["type"] for block in known if isinstance(block.get("type"), str))
    for kind, allowed in (("table", MAX_TABLES), ("data_visualization", MAX_CHARTS)):
        if types[kind] > allowed:
            yield Problem(pointer, f"no more than {allowed} {kind} blocks allowed")


def markdown_chars(blocks: list[Json]) -> int:
    """Characters in `markdown` blocks together."""
    return sum(len(block["text"]) for block in blocks if block["type"] == "markdown")


def text_chars(value: Any) -> int:
    """Characters of all text that readers see in these blocks."""
    chars, waiting = 0, [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            chars += sum(len(words) for name, words in item.items() if name in _TEXT_FIELDS and isinstance(words, str))
            waiting.extend(item.values())
    return chars


_COMMON = {
    "private_metadata": string(most=3000),
    "callback_id": ID,
    "external_id": ID,
}
_VIEW = tagged(
    {
        "modal": shape(
            {"type": anything, "title": plain_text(24), "blocks": array(anything, most=MAX_VIEW_BLOCKS)},
            _COMMON
            | {
                "close": plain_text(24),
                "submit": plain_text(24),
                "clear_on_close": boolean,
                "notify_on_close": boolean,
                "submit_disabled": boolean,
            },
        ),
        "home": shape(
            {"type": anything, "blocks": array(anything, most=MAX_VIEW_BLOCKS)}, _COMMON | {"title": any_text(24)}
        ),
    }
)
