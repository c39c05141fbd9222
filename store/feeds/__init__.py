"""Feeds and podcasts: read, polled politely, turned into sources for the ingest. Nothing here opens a connection."""
