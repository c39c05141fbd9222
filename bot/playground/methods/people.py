"""Who is there: auth.*, api.test, users.*, team.info, files.info, reactions.add."""

from bot.playground.methods.call import ApiError, Call
from bot.playground.records import Json
from bot.playground.wire import file_json, user_json


def api_test(call: Call) -> Json:
    if call.args.get("error"):
        raise ApiError(call.required("error"))
    return {"args": {name: value for name, value in call.args.items() if name != "token"}}


def auth_test(call: Call) -> Json:
    me = call.workspace.me
    return {
        "url": f"https://{me.team_domain}.slack.com/",
        "team": me.team_name,
        "user": call.workspace.users[me.bot_user].name,
        "team_id": me.team_id,
        "user_id": me.bot_user,
        "bot_id": me.bot_id,
        "app_id": me.app_id,
        "is_enterprise_install": False,
    }


def users_info(call: Call) -> Json:
    user = call.workspace.users.get(call.required("user"))
    if user is None:
        raise ApiError("user_not_found")
    return {"user": user_json(user, call.workspace, include_locale=call.flag("include_locale"))}


def users_list(call: Call) -> Json:
    locale = call.flag("include_locale")
    members = [user_json(user, call.workspace, include_locale=locale) for user in call.workspace.users.values()]
    return {"members": members, "cache_ts": 0, "response_metadata": {"next_cursor": ""}}


def team_info(call: Call) -> Json:
    me = call.workspace.me
    team = {"id": me.team_id, "name": me.team_name, "domain": me.team_domain, "email_domain": "", "icon": {}}
    return {"team": team}


def files_info(call: Call) -> Json:
    file = call.workspace.files.get(call.required("file"))
    if file is None:
        raise ApiError("file_not_found")
    return {"file": file_json(file, call.base_url), "comments": []}


def reactions_add(call: Call) -> Json:
    channel = call.channel()
    message = call.message(channel, "timestamp")
    if not call.workspace.react(message, call.required("name").strip(":"), call.workspace.me.bot_user):
        raise ApiError("already_reacted")
    return {}
