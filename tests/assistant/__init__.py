"""The assistant: what it answers, what it shows, and where it stops."""
