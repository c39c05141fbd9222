"""What to answer to what a person wrote, ready to be sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.brief.followups.conversation import Conversation
from bot.brief.followups.reading import Remark
from bot.slack.blocks.brief import brief_message
from bot.slack.incoming import asks_something
from bot.slack.text import escape


@dataclass(frozen=True)
class Asked:
    """What somebody wrote. `thread` names the thread that may go on with it; None where none can."""

    text: str
    thread: str | None = None
    asked_by: str | None = None


@dataclass(frozen=True)
class Answer:
    """A message: its text, in mrkdwn, and its blocks where it has any."""

    text: str
    blocks: Sequence[Block] | None = None


def answer_to(asked: Asked, conversation: Conversation, how_to: str) -> Answer:
    """A brief, a remark on a follow-up that refers to nothing, or `how_to` where nothing is asked."""
    said = conversation.follow(asked.text, thread=asked.thread, asked_by=asked.asked_by)
    if said is None and asks_something(asked.text):
        said = conversation.ask(asked.text, thread=asked.thread, asked_by=asked.asked_by)
    if said is None:
        return Answer(how_to)
    if isinstance(said, Remark):
        return Answer(escape(said.text))
    blocks, text = brief_message(said)
    return Answer(text, blocks)
