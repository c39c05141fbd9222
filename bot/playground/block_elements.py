"""The rules of Block Kit's texts and interactive elements."""

from bot.playground.schema import Checker, anything, array, boolean, integer, one_of, shape, string, tagged

TYPE = {"type": anything}
URL = string(most=3000, least=1)
ID = string(most=255)

_PLAIN = {"emoji": boolean}
_MRKDWN = {"verbatim": boolean}


def plain_text(most: int, *, least: int = 1) -> Checker:
    """A `plain_text` object, the only kind that headers, buttons and titles take."""
    return tagged({"plain_text": shape(TYPE | {"text": string(most=most, least=least)}, _PLAIN)})


def any_text(most: int) -> Checker:
    """A `plain_text` or `mrkdwn` object."""
    text = {"text": string(most=most, least=1)}
    return tagged({"plain_text": shape(TYPE | text, _PLAIN), "mrkdwn": shape(TYPE | text, _MRKDWN)})


_CONFIRM = shape(
    {"title": plain_text(100), "text": any_text(300), "confirm": plain_text(30), "deny": plain_text(30)},
    {"style": string(among=("primary", "danger"))},
)
_OPTION = shape({"text": any_text(75), "value": string(most=150)}, {"description": plain_text(75), "url": URL})
_GROUP = shape({"label": plain_text(75), "options": array(_OPTION, most=100, least=1)})
_FEEDBACK = shape({"text": plain_text(75), "value": string(most=2000)}, {"accessibility_label": string(most=75)})
SLACK_FILE = shape({}, {"id": string(), "url": string()}, rule=one_of("id", "url"))
_FILTER = shape(
    {},
    {
        "include": array(string(among=("im", "mpim", "private", "public")), most=4, least=1),
        "exclude_bot_users": boolean,
        "exclude_external_shared_channels": boolean,
    },
)
_DISPATCH = shape(
    {"trigger_actions_on": array(string(among=("on_enter_pressed", "on_character_entered")), most=2, least=1)}
)

_ACTS = {"action_id": ID, "confirm": _CONFIRM}
_ASKS = _ACTS | {"placeholder": plain_text(150), "focus_on_load": boolean}
_TYPED = {
    "action_id": ID,
    "placeholder": plain_text(150),
    "focus_on_load": boolean,
    "dispatch_action_config": _DISPATCH,
}
_MANY = {"max_selected_items": integer(least=1, most=1_000_000)}
_LABELLED = {"accessibility_label": string(most=75), "visible_to_user_ids": array(string(), most=10)}
_CHOICES: dict[str, Checker] = {
    "options": array(_OPTION, most=100, least=1),
    "option_groups": array(_GROUP, most=100, least=1),
}
_IDS = array(string(), most=1_000)

IMAGE = shape(
    TYPE | {"alt_text": string(most=2000)},
    {"image_url": URL, "slack_file": SLACK_FILE},
    rule=one_of("image_url", "slack_file"),
)
BUTTON = shape(
    TYPE | {"text": plain_text(75)},
    _ACTS
    | _LABELLED
    | {
        "url": URL,
        "value": string(most=2000),
        "style": string(among=("primary", "danger")),
        "agent_prompt": string(most=4000),
        "agent_prompt_display": anything,
    },
)


def _picker(**initial: Checker) -> Checker:
    return shape(TYPE, _ASKS | initial)


_SELECTS: dict[str, Checker] = {
    "static_select": shape(
        TYPE, _ASKS | _CHOICES | {"initial_option": _OPTION}, rule=one_of("options", "option_groups")
    ),
    "external_select": _picker(initial_option=_OPTION, min_query_length=integer(least=0, most=1000)),
    "users_select": _picker(initial_user=string()),
    "conversations_select": _picker(
        initial_conversation=string(),
        default_to_current_conversation=boolean,
        response_url_enabled=boolean,
        filter=_FILTER,
    ),
    "channels_select": _picker(initial_channel=string(), response_url_enabled=boolean),
}
_MULTI_SELECTS: dict[str, Checker] = {
    "multi_static_select": shape(
        TYPE,
        _ASKS | _MANY | _CHOICES | {"initial_options": array(_OPTION, most=100)},
        rule=one_of("options", "option_groups"),
    ),
    "multi_external_select": shape(
        TYPE,
        _ASKS | _MANY | {"initial_options": array(_OPTION, most=100), "min_query_length": integer(least=0, most=1000)},
    ),
    "multi_users_select": shape(TYPE, _ASKS | _MANY | {"initial_users": _IDS}),
    "multi_conversations_select": shape(
        TYPE,
        _ASKS | _MANY | {"initial_conversations": _IDS, "default_to_current_conversation": boolean, "filter": _FILTER},
    ),
    "multi_channels_select": shape(TYPE, _ASKS | _MANY | {"initial_channels": _IDS}),
}
_PICKERS: dict[str, Checker] = {
    "datepicker": _picker(initial_date=string(most=10, least=10)),
    "timepicker": _picker(initial_time=string(most=5, least=5), timezone=string()),
    "datetimepicker": _picker(initial_date_time=integer(least=0, most=9_999_999_999)),
    "radio_buttons": shape(
        TYPE | {"options": array(_OPTION, most=10, least=1)},
        _ACTS | {"initial_option": _OPTION, "focus_on_load": boolean},
    ),
    "checkboxes": shape(
        TYPE | {"options": array(_OPTION, most=10, least=1)},
        _ACTS | {"initial_options": array(_OPTION, most=10, least=1), "focus_on_load": boolean},
    ),
}
_INPUTS: dict[str, Checker] = {
    "plain_text_input": shape(
        TYPE,
        _TYPED
        | {
            "initial_value": string(most=3000),
            "multiline": boolean,
            "min_length": integer(least=0, most=3000),
            "max_length": integer(least=1, most=3000),
        },
    ),
    "email_text_input": shape(TYPE, _TYPED | {"initial_value": string()}),
    "url_text_input": shape(TYPE, _TYPED | {"initial_value": string()}),
    "number_input": shape(
        TYPE | {"is_decimal_allowed": boolean},
        _TYPED | {"initial_value": string(), "min_value": string(), "max_value": string()},
    ),
    "rich_text_input": shape(TYPE, _TYPED | {"initial_value": anything, "min_lines": anything, "max_lines": anything}),
    "file_input": shape(
        TYPE, {"action_id": ID, "filetypes": array(string(), most=100), "max_files": integer(least=1, most=10)}
    ),
}
OVERFLOW: dict[str, Checker] = {
    "overflow": shape(TYPE | {"options": array(_OPTION, most=5, least=1)}, _ACTS),
}
_WORKFLOW = shape(
    TYPE | {"text": plain_text(75), "workflow": anything},
    {"action_id": ID, "style": string(among=("primary", "danger")), "accessibility_label": string(most=75)},
)

IN_ACTIONS = tagged(
    {"button": BUTTON, "workflow_button": _WORKFLOW, "rich_text_input": _INPUTS["rich_text_input"]}
    | OVERFLOW
    | _SELECTS
    | _MULTI_SELECTS
    | _PICKERS
)
ACCESSORY = tagged(
    {"button": BUTTON, "image": IMAGE, "workflow_button": _WORKFLOW} | OVERFLOW | _SELECTS | _MULTI_SELECTS | _PICKERS
)
INPUT_ELEMENT = tagged(_SELECTS | _MULTI_SELECTS | _PICKERS | _INPUTS)
IN_CONTEXT = tagged(
    {
        "image": IMAGE,
        "plain_text": shape(TYPE | {"text": string(most=3000, least=1)}, _PLAIN),
        "mrkdwn": shape(TYPE | {"text": string(most=3000, least=1)}, _MRKDWN),
    }
)
IN_CONTEXT_ACTIONS = tagged(
    {
        "feedback_buttons": shape(
            TYPE | {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, {"action_id": ID}
        ),
        "icon_button": shape(
            TYPE | {"icon": string(least=1), "text": plain_text(75)}, _ACTS | _LABELLED | {"value": string(most=2000)}
        ),
    }
)
URL_SOURCE = tagged({"url": shape(TYPE | {"url": URL, "text": string(least=1)})})
