"""Makes what tests need, by subject.

What is merely there is made by a `RecordFactory`; what comes about by a verb, by that verb:
a stage is reached, never set.
"""
