"""The rules of Block Kit's blocks, by type."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from bot.playground.block_elements import (
    ACCESSORY,
    BUTTON,
    ID,
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT,
    IN_CONTEXT_ACTIONS,
    INPUT_ELEMENT,
    OVERFLOW,
    SLACK_FILE,
    TYPE,
    URL,
    URL_SOURCE,
    any_text,
    plain_text,
)
from bot.playground.schema import (
    Checker,
    Problem,
    array,
    boolean,
    integer,
    number,
    one_of,
    shape,
    string,
    tagged,
)

_BLOCK = {"block_id": ID}

MESSAGES_ONLY = frozenset(
    {"markdown", "table", "data_visualization", "context_actions", "task_card", "plan", "carousel"}
)
"""Block types that modals and Home tabs refuse."""

# Rich text

_STYLE = shape(
    {},
    dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), boolean
    ),
)
_INLINE = tagged(
    {
        "text": shape(TYPE | {"text": string(least=1)}, {"style": _STYLE}),
        "link": shape(TYPE | {"url": URL}, {"text": string(), "style": _STYLE, "unsafe": boolean}),
        "user": shape(TYPE | {"user_id": string(least=1)}, {"style": _STYLE}),
        "channel": shape(TYPE | {"channel_id": string(least=1)}, {"style": _STYLE}),
        "usergroup": shape(TYPE | {"usergroup_id": string(least=1)}, {"style": _STYLE}),
        "team": shape(TYPE | {"team_id": string(least=1)}, {"style": _STYLE}),
        "emoji": shape(
            TYPE | {"name": string(least=1)},
            {"unicode": string(), "skin_tone": integer(least=1, most=6), "style": _STYLE},
        ),
        "date": shape(
            TYPE | {"timestamp": integer(least=0, most=99_999_999_999), "format": string(least=1)},
            {"url": URL, "fallback": string(), "style": _STYLE},
        ),
        "broadcast": shape(TYPE | {"range": string(among=("here", "channel", "everyone"))}, {"style": _STYLE}),
        "color": shape(TYPE | {"value": string(least=1)}, {"style": _STYLE}),
    }
)
_LINES = array(_INLINE, most=10_000)
_SECTION_OF_TEXT = shape(TYPE | {"elements": _LINES})
_BORDER = {"border": integer(least=0, most=1)}
_RICH_TEXT = shape(
    TYPE
    | {
        "elements": array(
            tagged(
                {
                    "rich_text_section": _SECTION_OF_TEXT,
                    "rich_text_preformatted": shape(TYPE | {"elements": _LINES}, _BORDER | {"language": string()}),
                    "rich_text_quote": shape(TYPE | {"elements": _LINES}, _BORDER),
                    "rich_text_list": shape(
                        TYPE
                        | {
                            "style": string(among=("bullet", "ordered")),
                            "elements": array(tagged({"rich_text_section": _SECTION_OF_TEXT}), most=10_000),
                        },
                        _BORDER | {"indent": integer(least=0, most=8), "offset": integer(least=0, most=1_000_000)},
                    ),
                }
            ),
            most=10_000,
        )
    },
    _BLOCK,
)
_RICH_TEXT_ONLY = tagged({"rich_text": _RICH_TEXT})

# Charts and tables

_LABEL = string(most=20, least=1)
_POINT = shape({"label": _LABEL, "value": number()})
_SEGMENT = shape({"label": _LABEL, "value": number(positive=True)})
_SERIES = shape({"name": _LABEL, "data": array(_POINT, most=20, least=1)})
_AXES = shape(
    {"categories": array(_LABEL, most=20, least=1)},
    {"x_label": string(most=50), "y_label": string(most=50)},
)


def _one_value_a_category(chart: Any, pointer: str) -> Iterator[Problem]:
    categories = chart["axis_config"]["categories"]
    for index, series in enumerate(chart["series"]):
        if [point["label"] for point in series["data"]] != categories:
            yield Problem(f"{pointer}/series/{index}/data", "must have one data point per category, in order")
    names = Counter(series["name"] for series in chart["series"])
    for name, count in names.items():
        if count > 1:
            yield Problem(f"{pointer}/series", f"series names must be unique: {name}")


_LINES_OR_BARS = shape(
    TYPE | {"series": array(_SERIES, most=6, least=1), "axis_config": _AXES}, rule=_one_value_a_category
)
_CHART = tagged(
    dict.fromkeys(("line", "bar", "area"), _LINES_OR_BARS)
    | {"pie": shape(TYPE | {"segments": array(_SEGMENT, most=6, least=1)})}
)
_CELL = tagged(
    {
        "raw_text": shape(TYPE | {"text": string(least=1)}),
        "raw_number": shape(TYPE | {"value": number()}, {"text": string(least=1)}),
        "rich_text": _RICH_TEXT,
    }
)
_COLUMN = shape({}, {"align": string(among=("left", "center", "right")), "is_wrapped": boolean})

# Cards and tasks

_TASK = shape(
    TYPE
    | {
        "task_id": string(most=255, least=1),
        "title": string(least=1),
        "status": string(among=("pending", "in_progress", "complete", "error")),
    },
    _BLOCK | {"details": _RICH_TEXT_ONLY, "output": _RICH_TEXT_ONLY, "sources": array(URL_SOURCE, most=100)},
)
_CARD = shape(
    TYPE,
    _BLOCK
    | {
        "hero_image": tagged({"image": IMAGE}),
        "icon": tagged({"image": IMAGE}),
        "title": any_text(150),
        "subtitle": any_text(150),
        "body": any_text(200),
        "actions": array(tagged({"button": BUTTON} | OVERFLOW), most=5),
    },
    rule=one_of("hero_image", "title", "actions", "body"),
)

_PLAIN_BLOCKS: dict[str, Checker] = {
    "section": shape(
        TYPE,
        _BLOCK
        | {
            "text": any_text(3000),
            "fields": array(any_text(2000), most=10, least=1),
            "accessory": ACCESSORY,
            "expand": boolean,
        },
        rule=one_of("text", "fields"),
    ),
    "header": shape(TYPE | {"text": plain_text(150)}, _BLOCK),
    "divider": shape(TYPE, _BLOCK),
    "image": shape(
        TYPE | {"alt_text": string(most=2000, least=1)},
        _BLOCK | {"image_url": URL, "slack_file": SLACK_FILE, "title": plain_text(2000)},
        rule=one_of("image_url", "slack_file"),
    ),
    "actions": shape(TYPE | {"elements": array(IN_ACTIONS, most=25, least=1)}, _BLOCK),
    "context": shape(TYPE | {"elements": array(IN_CONTEXT, most=10, least=1)}, _BLOCK),
    "context_actions": shape(TYPE | {"elements": array(IN_CONTEXT_ACTIONS, most=5, least=1)}, _BLOCK),
    "input": shape(
        TYPE | {"label": plain_text(2000), "element": INPUT_ELEMENT},
        _BLOCK | {"hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": _RICH_TEXT,
    "markdown": shape(TYPE | {"text": string(most=12_000, least=1)}, _BLOCK),
    "table": shape(
        TYPE | {"rows": array(array(_CELL, most=20, least=1), most=100, least=1)},
        _BLOCK | {"column_settings": array(_COLUMN, most=20)},
    ),
    "data_visualization": shape(TYPE | {"title": string(most=50, least=1), "chart": _CHART}, _BLOCK),
    "video": shape(
        TYPE | {"alt_text": string(least=1), "video_url": URL, "thumbnail_url": URL, "title": plain_text(199)},
        _BLOCK
        | {
            "title_url": URL,
            "author_name": string(most=49),
            "provider_name": string(),
            "provider_icon_url": URL,
            "description": plain_text(200),
        },
    ),
    "task_card": _TASK,
    "plan": shape(TYPE | {"title": string(least=1)}, _BLOCK | {"tasks": array(tagged({"task_card": _TASK}), most=50)}),
    "alert": shape(
        TYPE | {"text": any_text(3000)},
        _BLOCK | {"level": string(among=("default", "info", "warning", "error", "success"))},
    ),
    "card": _CARD,
    "carousel": shape(TYPE | {"elements": array(tagged({"card": _CARD}), most=10, least=1)}, _BLOCK),
}


def _header_divider(block: Any, pointer: str) -> Iterator[Problem]:
    yield from one_of("title", "rich_text_title")(block, pointer)
    if block.get("is_collapsible") and block.get("has_header_divider"):
        yield Problem(pointer, "has_header_divider is not allowed with is_collapsible")


BLOCKS: dict[str, Checker] = _PLAIN_BLOCKS | {
    "container": shape(
        TYPE | {"child_blocks": array(tagged(_PLAIN_BLOCKS), most=10, least=1)},
        _BLOCK
        | {
            "title": plain_text(150),
            "rich_text_title": _RICH_TEXT_ONLY,
            "subtitle": any_text(150),
            "width": string(among=("narrow", "standard", "wide", "full")),
            "icon": tagged({"image": IMAGE}),
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
        rule=_header_divider,
    ),
}
"""Every block an app may send, with its rules."""
