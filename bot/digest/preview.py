"""The digest of a week as it would be posted, without posting it."""

from zoneinfo import ZoneInfo

from bot.digest.compose import Composer
from bot.digest.digest import Digest
from bot.digest.week import Week, last_full_week
from bot.services import Services


def composer_of(services: Services) -> Composer:
    return Composer(
        catalog=services.catalog,
        answers=services.answerer,
        encode=services.embeddings.encode,
        topics=services.settings.digest_topics,
    )


def preview(services: Services, week: str | None = None) -> Digest:
    """The digest of an ISO week such as `2025-W46`; without one, of the last full week in the digest's time zone.

    Raises FixSetup if `week` names none.
    """
    zone = ZoneInfo(services.settings.digest_time_zone)
    return composer_of(services).compose(Week.read(week) if week else last_full_week(services.now(), zone))
