"""How records are shown, and how bodies are read."""
