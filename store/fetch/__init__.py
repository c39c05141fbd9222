"""Fetching addresses of the web that strangers may have written: guarded, limited, polite."""
