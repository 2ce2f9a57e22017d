"""A parameter that cannot be."""

from usecases.rules.missing import Missing


class BadParameters(Exception):  # noqa: N818  # an answer to whoever asked, not a failure
    """Unknown parameters and values; each fault names its parameter."""

    def __init__(self, *faults: Missing) -> None:
        self.faults = faults
        super().__init__(" ".join(str(fault.text) for fault in faults))
