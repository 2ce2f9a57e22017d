"""The REST API, one file a behaviour."""
