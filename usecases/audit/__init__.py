"""The one door of every write, and the trail it leaves."""

from usecases.audit.writing import Writing, writing

__all__ = ["Writing", "writing"]
