"""A message, a channel, a view as lines for a terminal."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

from rich.text import Text

from bot.playground.charts import chart_lines, table_lines
from bot.playground.records import Json, Message, View
from bot.playground.spans import Line, Names, Span, markdown_lines, mrkdwn_lines, printable, text_of
from bot.playground.state import SLACKBOT, Workspace

_RULE = "─" * 40
_TASK_MARKS = {"pending": "○", "in_progress": "◐", "complete": "●", "error": "✗"}


def names_in(workspace: Workspace) -> Names:
    """How the people and channels of this workspace are called; an id nobody has stays itself."""

    def name(any_id: str) -> str:
        if any_id == SLACKBOT:
            return "Slackbot"
        if any_id in workspace.users:
            return workspace.users[any_id].real_name
        return workspace.channels[any_id].name if any_id in workspace.channels else any_id

    return name


def message_lines(message: Message, names: Names) -> list[Line]:
    """What readers see of a message: its blocks, or its text where it has none."""
    lines: list[Line] = []
    if message.text and (not message.blocks or message.stream_started_at is not None):
        streamed = message.stream_started_at is not None
        lines += markdown_lines(message.text) if streamed else mrkdwn_lines(message.text, names)
    lines += blocks_lines(message.blocks, names)
    if message.reactions:
        counts = "  ".join(f":{printable(name)}: {len(users)}" for name, users in message.reactions.items())
        lines.append([Span(counts, "dim")])
    return lines


def view_lines(view: View, names: Names) -> list[Line]:
    """What a modal or Home tab shows: its title, blocks and buttons."""
    title = _text(view.body.get("title"))
    lines: list[Line] = [[Span(title, "bold")]] if title else []
    lines += blocks_lines(view.body.get("blocks") or [], names)
    buttons = [f"[{_text(view.body[key])}]" for key in ("close", "submit") if view.body.get(key)]
    return [*lines, [Span("  ".join(buttons))]] if buttons else lines


def blocks_lines(blocks: list[Json], names: Names) -> list[Line]:
    """Every block in turn; a type without a form here shows as its name in brackets."""
    return [line for block in blocks for line in _block(block, names)]


def plain(lines: list[Line]) -> str:
    """The lines without their styles, trailing blanks removed."""
    return "\n".join(text_of(line).rstrip() for line in lines)


def styled(lines: list[Line]) -> Text:
    """The lines for a `rich` console."""
    text = Text()
    for number, line in enumerate(lines):
        if number:
            text.append("\n")
        for span in line:
            text.append(span.text, style=span.style or None)
    return text


def message_text(message: Message, workspace: Workspace) -> str:
    """A message as plain text, as people see it."""
    return plain(message_lines(message, names_in(workspace)))


def channel_lines(workspace: Workspace, channel: str, *, viewer: str | None = None) -> list[Line]:
    """The channel from top to bottom, threads under the messages they belong to.

    With a `viewer`, what only that user sees is shown too, marked so.
    """
    names = names_in(workspace)
    everything = list(workspace.messages[channel])
    everything += [m for m in workspace.ephemerals if m.channel == channel and m.ephemeral_to == viewer]
    everything.sort(key=lambda message: float(message.ts))
    known = {message.ts for message in everything}
    lines: list[Line] = []
    for message in everything:
        if message.is_reply and message.thread_ts in known:
            continue
        lines += _with_author(message, names, "")
        replies = [reply for reply in everything if reply.is_reply and reply.thread_ts == message.ts]
        for reply in replies:
            lines += _with_author(reply, names, "    ")
        status = workspace.status_of(channel, message.ts)
        if status:
            lines.append([Span(f"    {names(workspace.me.bot_user)} {printable(status)}", "italic dim")])
    return lines


def channel_text(workspace: Workspace, channel: str, *, viewer: str | None = None) -> str:
    """The channel from top to bottom as plain text."""
    return plain(channel_lines(workspace, channel, viewer=viewer))


def _with_author(message: Message, names: Names, indent: str) -> list[Line]:
    at = datetime.fromtimestamp(float(message.ts), UTC)
    author: Line = [Span(indent), Span(names(message.user), "bold"), Span(f"  {at:%H:%M}", "dim")]
    if message.ephemeral_to is not None:
        author.append(Span("  (only visible to you)", "dim"))
    if message.edited_ts is not None:
        author.append(Span("  (edited)", "dim"))
    return [author, *[[Span(f"{indent}  "), *line] for line in message_lines(message, names)], []]


def _text(value: Any) -> str:
    """The words of a text object, or of a string, on one line."""
    words = value.get("text", "") if isinstance(value, dict) else value
    return printable(str(words or "")).replace("\n", " ")


def _text_object(value: Json, names: Names) -> list[Line]:
    if value.get("type") == "mrkdwn":
        return mrkdwn_lines(value["text"], names)
    return [[Span(line)] for line in printable(value["text"]).split("\n")]


def _section(block: Json, names: Names) -> Iterator[Line]:
    if block.get("text"):
        yield from _text_object(block["text"], names)
    for field in block.get("fields") or ():
        for line in _text_object(field, names):
            yield [Span("  "), *line]
    if block.get("accessory"):
        yield [Span(_control(block["accessory"]))]


def _context(block: Json, names: Names) -> Iterator[Line]:
    line: Line = []
    for element in block["elements"]:
        shown = [[Span(f"[{_text(element['alt_text'])}]")]] if "alt_text" in element else _text_object(element, names)
        for number, words in enumerate(shown):
            if number:
                yield line
                line = []
            elif line:
                line.append(Span("  "))
            line += [Span(span.text, f"{span.style} dim".strip()) for span in words]
    yield line


def _control(element: Json) -> str:
    """A button or menu in brackets."""
    kind = element.get("type")
    if kind == "feedback_buttons":
        return f"[{_text(element['positive_button']['text'])}]  [{_text(element['negative_button']['text'])}]"
    if kind == "image":
        return f"[image: {_text(element['alt_text'])}]"
    if kind == "overflow":
        return "[…]"
    chosen = element.get("initial_option") or {}
    label = _text(element.get("text") or chosen.get("text") or element.get("placeholder") or kind)
    return f"[{label}]" if "button" in str(kind) else f"[{label} ▾]"


def _rich_text(block: Json, names: Names) -> Iterator[Line]:
    for element in block["elements"]:
        kind = element["type"]
        if kind == "rich_text_list":
            for number, item in enumerate(element["elements"], start=1 + element.get("offset", 0)):
                bullet = f"{number}. " if element["style"] == "ordered" else "• "
                for position, line in enumerate(_inline_lines(item["elements"], names)):
                    indent = "  " * element.get("indent", 0)
                    yield [Span(indent + (bullet if position == 0 else " " * len(bullet))), *line]
            continue
        before = {"rich_text_quote": "│ ", "rich_text_preformatted": "    "}.get(kind, "")
        for line in _inline_lines(element["elements"], names):
            yield [Span(before, "dim"), *line] if before else line


def _inline_lines(elements: list[Json], names: Names) -> list[Line]:
    lines: list[Line] = [[]]
    for element in elements:
        style = " ".join(name for name in ("bold", "italic", "strike") if (element.get("style") or {}).get(name))
        for number, words in enumerate(printable(_inline(element, names)).split("\n")):
            if number:
                lines.append([])
            if words:
                lines[-1].append(Span(words, style))
    return lines


_INLINE: dict[str, Callable[[Json, Names], str]] = {
    "text": lambda e, _: str(e["text"]),
    "link": lambda e, _: f"{e['text']} ({e['url']})" if e.get("text") not in (None, "", e["url"]) else str(e["url"]),
    "user": lambda e, names: f"@{names(e['user_id'])}",
    "channel": lambda e, names: f"#{names(e['channel_id'])}",
    "broadcast": lambda e, _: f"@{e['range']}",
    "emoji": lambda e, _: f":{e['name']}:",
    "date": lambda e, _: str(e.get("fallback") or datetime.fromtimestamp(e["timestamp"], UTC).date()),
    "color": lambda e, _: str(e["value"]),
}


def _inline(element: Json, names: Names) -> str:
    form = _INLINE.get(element["type"])
    return f"[{element['type']}]" if form is None else form(element, names)


def _header(block: Json, _: Names) -> Iterator[Line]:
    title = _text(block["text"])
    yield [Span(title, "bold")]
    yield [Span("═" * len(title), "dim")]


def _input(block: Json, _: Names) -> Iterator[Line]:
    element = block["element"]
    held = element.get("initial_value") or element.get("placeholder") or ""
    yield [Span(f"{_text(block['label'])}: "), Span(f"[{_text(held) or '…'}]" if held else _control(element))]


def _task(block: Json, names: Names) -> Iterator[Line]:
    yield [Span(f"{_TASK_MARKS.get(block['status'], '○')} {_text(block['title'])}")]
    for part in ("details", "output"):
        if block.get(part):
            yield from ([Span("  "), *line] for line in _rich_text(block[part], names))


def _card(block: Json, names: Names) -> Iterator[Line]:
    for part, style in (("title", "bold"), ("subtitle", "dim"), ("body", "")):
        if block.get(part):
            for line in _text_object(block[part], names):
                yield [Span(span.text, f"{span.style} {style}".strip()) for span in line]
    if block.get("actions"):
        yield [Span("  ".join(_control(element) for element in block["actions"]))]


def _container(block: Json, names: Names) -> Iterator[Line]:
    if block.get("rich_text_title"):
        yield from _rich_text(block["rich_text_title"], names)
    elif block.get("title"):
        yield [Span(_text(block["title"]), "bold")]
    for line in blocks_lines(block["child_blocks"], names):
        yield [Span("  "), *line]


def _all_of(key: str, block: Json, names: Names) -> Iterator[Line]:
    if block.get("title"):
        yield [Span(_text(block["title"]), "bold")]
    yield from blocks_lines(block.get(key) or [], names)


def _controls(block: Json, _: Names) -> Iterator[Line]:
    yield [Span("  ".join(_control(element) for element in block["elements"]))]


_FORMS: dict[str, Callable[[Json, Names], Iterator[Line]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "divider": lambda _block, _: iter([[Span(_RULE, "dim")]]),
    "actions": _controls,
    "context_actions": _controls,
    "rich_text": _rich_text,
    "markdown": lambda block, _: iter(markdown_lines(block["text"])),
    "image": lambda block, _: iter([[Span(f"[image: {_text(block['alt_text'])}]")]]),
    "input": _input,
    "table": lambda block, names: table_lines(block, partial(_rich_text, names=names)),
    "data_visualization": lambda block, _: chart_lines(block),
    "task_card": _task,
    "plan": partial(_all_of, "tasks"),
    "alert": lambda block, names: iter(_text_object(block["text"], names)),
    "card": _card,
    "carousel": partial(_all_of, "elements"),
    "container": _container,
}


def _block(block: Json, names: Names) -> Iterator[Line]:
    form = _FORMS.get(block.get("type", ""))
    if form is None:
        return iter([[Span(f"[{printable(str(block.get('type')))}]")]])
    return form(block, names)
