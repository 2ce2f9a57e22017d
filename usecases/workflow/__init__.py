"""Every change, as keyword-only verbs. Knows no HTTP, no form, no serializer."""
