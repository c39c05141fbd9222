"""Blocks and views as JSON, as small as Slack takes them."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": "go", **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def chart(**more: Any) -> Json:
    series = [{"name": "For", "data": [{"label": "Mon", "value": 3}, {"label": "Tue", "value": -1.5}]}]
    line = {"type": "line", "series": series, "axis_config": {"categories": ["Mon", "Tue"]}}
    return {"type": "data_visualization", "title": "Points a day", "chart": line | more}


def pie(count: int, value: float = 1) -> Json:
    segments = [{"label": f"s{number}", "value": value} for number in range(count)]
    return {"type": "data_visualization", "title": "Shares", "chart": {"type": "pie", "segments": segments}}


def table(rows: int, columns: int = 2) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows}


def modal(**more: Any) -> Json:
    return {"type": "modal", "title": plain("Digest"), "blocks": [section()], **more}
