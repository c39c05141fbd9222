"""Parts of a message become Block Kit or plain mrkdwn, and Slack's sizes say whether they fit."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from bot.slack.text import escape

MAX_BLOCKS = 50
MAX_HEADER_CHARS = 150
MAX_SECTION_CHARS = 3_000
MAX_CONTEXT_CHARS = 2_000
MAX_TOGETHER_CHARS = 12_000
"""Slack refuses messages somewhere above 13,000 characters in all blocks and does not say how it counts."""
MAX_TEXT_BYTES = 4_000
"""What `chat.update` takes; `chat.postMessage` would take ten times as much."""


@dataclass(frozen=True)
class Part:
    """One block to be: `text` is mrkdwn, but plain text in a header."""

    kind: Literal["header", "section", "context"]
    text: str


def as_blocks(parts: Sequence[Part]) -> list[Block]:
    return [_block(part) for part in parts]


def as_text(parts: Sequence[Part]) -> str:
    """The same message as mrkdwn: for notifications, for screen readers, and where blocks are refused."""
    return "\n\n".join(f"*{escape(part.text)}*" if part.kind == "header" else part.text for part in parts)


def blocks_fit(parts: Sequence[Part]) -> bool:
    """True if Slack takes these parts as the blocks of one message.

    Characters are counted as UTF-16 units of the JSON, the largest of the ways in which Slack may count them.
    """
    most = {"header": MAX_HEADER_CHARS, "section": MAX_SECTION_CHARS, "context": MAX_CONTEXT_CHARS}
    sizes = [_units(part.text) for part in parts]
    if len(parts) > MAX_BLOCKS or sum(sizes) > MAX_TOGETHER_CHARS:
        return False
    if any(size > most[part.kind] for part, size in zip(parts, sizes, strict=True)):
        return False
    together = json.dumps([block.to_dict() for block in as_blocks(parts)], ensure_ascii=False)
    return _units(together) <= MAX_TOGETHER_CHARS


def text_fits(parts: Sequence[Part]) -> bool:
    """True if Slack takes these parts as the text of one message, posted or updated."""
    return len(as_text(parts).encode()) <= MAX_TEXT_BYTES


def _block(part: Part) -> Block:
    if part.kind == "header":
        return HeaderBlock(text=PlainTextObject(text=part.text, emoji=False))
    # Verbatim: Slack then makes links of nothing by itself, neither of web addresses nor of #words and @words.
    text = MarkdownTextObject(text=part.text, verbatim=True)
    return SectionBlock(text=text) if part.kind == "section" else ContextBlock(elements=[text])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
