"""Which model stands at a place in a file, and where its complaint points.

A model's path differs from the author's: it names the verb of a step as a stop on
the way, and stops at keys that a short form leaves out.  Both are undone here.
"""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from drillkit.plan.form import Form
from drillkit.plan.source import Loc, Map, Seq, Tree


def located(tree: Tree, trail: tuple[str | int, ...], form: type[Form]) -> Loc:
    """The author's path for the model's *trail* below the root *form*."""
    node: Any = tree.data
    loc: list[str | int] = []
    for part in _without_tags(trail, form):
        found = _written(node, part)
        if found is not None:
            loc.append(found)
            node = node[found]
    return tuple(loc)


def _written(node: Any, part: str | int) -> str | int | None:
    """The key or index under which *node* has *part*, if its author wrote it."""
    if isinstance(node, Map):
        return part if part in node else None
    if isinstance(node, Seq) and isinstance(part, int):
        return part if part < len(node) else None
    if isinstance(node, Seq):
        # A list that the model turns into a mapping, by a name in each item.
        return next((i for i, item in enumerate(node) if _is_named(item, part)), None)
    return None


def _is_named(item: Any, name: str | int) -> bool:
    return item == name or (isinstance(item, Map) and name in item.values())


def form_at(trail: tuple[str | int, ...], form: type[Form]) -> type[BaseModel] | None:
    """The model that the mapping at *trail* was held against."""
    annotation: Any = form
    for part in trail:
        annotation = _below(annotation, part)
    models = [leaf for _, leaf in _leaves(annotation) if _is_model(leaf)]
    return models[0] if len(models) == 1 else None


def keys_of(form: type[BaseModel]) -> list[str]:
    """The keys an author may write."""
    return [field.alias or name for name, field in form.model_fields.items()]


def _without_tags(
    trail: tuple[str | int, ...], form: type[Form]
) -> Iterator[str | int]:
    annotation: Any = form
    for part in trail:
        tags = [tag for tag, _ in _leaves(annotation) if tag]
        annotation = _below(annotation, part)
        if part not in tags:
            yield part


def _below(annotation: Any, part: str | int) -> Any:
    for tag, leaf in _leaves(annotation):
        if tag and tag == part:
            return leaf
        if _is_model(leaf) and not tag:
            for name, field in leaf.model_fields.items():
                if part == (field.alias or name):
                    return field.annotation
        elif get_origin(leaf) is dict:
            return get_args(leaf)[1]
        elif get_origin(leaf) is tuple:
            return get_args(leaf)[0]
    return None


def _leaves(annotation: Any, tag: str = "") -> Iterator[tuple[str, Any]]:
    """The plain types inside *annotation*, each with its tag in a union."""
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        tags = [mark.tag for mark in metadata if isinstance(mark, Tag)]
        yield from _leaves(inner, tags[0] if tags else tag)
    elif get_origin(annotation) in (Union, UnionType):
        for member in get_args(annotation):
            yield from _leaves(member, tag)
    else:
        yield tag, annotation


def _is_model(leaf: Any) -> bool:
    return isinstance(leaf, type) and issubclass(leaf, BaseModel)
