"""Speed and memory beside the usual ways to do the same: `python -m tests.bench --data DIR [--articles N]`."""
