"""Where the commands and `serve` get what fetches."""

from bot.settings import Settings
from store.fetch.fetch import Fetcher, Limits


def fetcher_of(settings: Settings) -> Fetcher:
    """A guarded fetcher with the limits of these settings; opened and closed by `async with`."""
    limits = Limits(max_bytes=int(settings.max_mb * 1_000_000))
    return Fetcher(excepted=settings.fetch_allow, limits=limits)
