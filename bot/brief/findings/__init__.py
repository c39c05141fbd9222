"""Questions of fact: which sentences answer, whether any does, and what is missing."""
