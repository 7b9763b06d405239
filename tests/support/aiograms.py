"""Another library's reading of the Bot API: its models, finished one by one as they are asked for.

It finishes all of its hundreds of models as it is imported, for seconds; tests look at thirty.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from pydantic import BaseModel

_names: dict[str, Any] = {}  # what its models call each other


def types() -> Any:
    """Its models of what Telegram says."""
    return _Models("types")


def methods() -> Any:
    """Its models of what a bot may call."""
    return _Models("methods")


class _Models:
    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __getattr__(self, name: str) -> type[BaseModel]:
        return _finished(self.kind, name)


@cache
def _finished(kind: str, name: str) -> type[BaseModel]:
    model: type[BaseModel] = getattr(_imported(kind), name)
    assert model.model_rebuild(_types_namespace=_names) is not False
    assert model.__pydantic_complete__
    return model


@cache
def _imported(kind: str) -> ModuleType:
    with _unfinished():
        types = import_module("aiogram.types")
    _names.update((name, getattr(types, name)) for name in types.__all__)
    return import_module(f"aiogram.{kind}")


@contextmanager
def _unfinished() -> Iterator[None]:
    """No model of Telegram's types is finished meanwhile, and none before it was asked for."""
    rebuild = vars(BaseModel)["model_rebuild"]

    def unless_theirs(cls: type[BaseModel], **options: Any) -> bool | None:
        if not cls.__module__.startswith("aiogram.types."):
            return rebuild.__func__(cls, **options)
        _names.update(options["_types_namespace"])
        return None

    BaseModel.model_rebuild = classmethod(unless_theirs)
    try:
        yield
    finally:
        BaseModel.model_rebuild = rebuild
