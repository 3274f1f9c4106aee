"""How messages put numbers into words."""


def counted(number: float, noun: str, plural: str | None = None) -> str:
    """A number with its noun, which is singular after 1 alone: ``1 issue``, ``0 issues``, ``2,000 issues``."""
    return f"{number:,.15g} {noun if number == 1 else plural or noun + 's'}"
