"""Tables, constraints and labels."""
