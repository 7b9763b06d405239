"""Every kind of button of the product."""

from collections.abc import Iterator

from handlers.ui.callbacks import Button


def kinds(base: type[Button] = Button) -> Iterator[type[Button]]:
    """The kinds of buttons that are defined by now, those without a tag left out."""
    for kind in base.__subclasses__():
        if hasattr(kind, "tag"):
            yield kind
        yield from kinds(kind)
