"""Composes, holds and sends messages. When, `workflow` says."""
