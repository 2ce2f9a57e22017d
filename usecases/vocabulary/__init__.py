"""Words of the field: stages, verbs, roles, actions, limits and their labels. No database."""
