"""The invented programme: a seeded world whose whole life is lived through `workflow`."""
