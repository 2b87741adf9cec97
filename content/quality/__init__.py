"""What is missing or doubtful in what is given to it: plain Python, asked by forms, workflow, worker and commands alike."""

from .gaps import Draft, Gap, Link, gaps

__all__ = ["Draft", "Gap", "Link", "gaps"]
