"""Drawings of figures: where every bar, line and word stands. Knows no record and no database."""
