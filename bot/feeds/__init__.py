"""Feeds in the bot: the commands, and polling while it serves."""
