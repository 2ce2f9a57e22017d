"""One module for each way of running: development, production, test."""
