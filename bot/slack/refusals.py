"""Slack's own words for why it refused a call, sorted by what helps."""

BLOCKS_REFUSED = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long")
MAYBE_DONE = ("internal_error", "fatal_error", "service_unavailable", "request_timeout")
"""Errors of Slack's own, after which the call may have been carried out all the same."""
PASSING = ("ratelimited", *MAYBE_DONE)
"""What another attempt may get past."""


def reason_of(error: Exception) -> str:
    """Slack's word for why it refused; empty where no answer of Slack's came through."""
    answer = getattr(getattr(error, "response", None), "data", None)
    return str(answer.get("error") or "") if isinstance(answer, dict) else ""
