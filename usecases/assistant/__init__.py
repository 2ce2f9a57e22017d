"""Answers from what is published, with citations, or refuses."""
