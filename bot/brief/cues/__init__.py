"""Cues of argument: what words praise or blame, and what of a sentence they are about. Pure text, no models."""
