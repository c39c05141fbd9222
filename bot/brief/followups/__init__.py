"""Going on in a thread: what is asked now, given the briefs before."""
