"""A small workspace to begin with: a public and a private channel, two people, the bot."""

from bot.playground.clock import Clock
from bot.playground.records import Channel, User
from bot.playground.state import Workspace


def sample_workspace(clock: Clock) -> Workspace:
    """U1 is Ada (admin, Berlin), U2 Ben (New York); C1 is #ai-strategy, C2 #general, C3 the private #leadership."""
    workspace = Workspace(clock)
    me = workspace.me
    workspace.add_user(User(me.bot_user, "evenhand", "Evenhand", tz="Etc/UTC", is_bot=True))
    workspace.add_user(User("U1", "ada", "Ada Brandt", is_admin=True))
    workspace.add_user(User("U2", "ben", "Ben Ortiz", tz="America/New_York"))
    everybody = {me.bot_user, "U1", "U2"}
    workspace.add_channel(Channel("C1", "ai-strategy", members=set(everybody)))
    workspace.add_channel(Channel("C2", "general", members=set(everybody)))
    workspace.add_channel(Channel("C3", "leadership", is_private=True, members=set(everybody)))
    return workspace
