"""The budgets of the code, held."""
