"""Which model stands at a place in a file, and where its complaint points.

A model's path differs from the author's: it names the verb of a step as a stop on
the way, and stops at keys that a short form leaves out.  Both are undone here.
"""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, Tag
from pydantic.fields import FieldInfo

from drillkit.plan.form import Form
from drillkit.plan.scenario import nameless
from drillkit.plan.source import Loc, Map, Seq, Tree


def located(tree: Tree, trail: tuple[str | int, ...], form: type[Form]) -> Loc:
    """The author's path for the model's *trail* below the root *form*."""
    return tuple(stop.part for stop in way_to(tree.data, trail, form))


class Stop(NamedTuple):
    """One key or index of an author's path; the types of its holder and of itself."""

    part: str | int
    holder: Any
    own: Any


def way_to(
    data: Any, trail: tuple[str | int, ...], form: type[Form]
) -> tuple[Stop, ...]:
    """The author's path, stop by stop."""
    node: Any = data
    annotation: Any = form
    way: list[Stop] = []
    for part in trail:
        tags = [tag for tag, _ in leaves(annotation) if tag]
        holder, annotation = annotation, _below(annotation, part)
        found = None if part in tags else _written(node, part)
        if found is not None:
            way.append(Stop(found, holder, annotation))
            node = node[found]
    return tuple(way)


def _written(node: Any, part: str | int) -> str | int | None:
    """The key or index under which *node* has *part*, if its author wrote it."""
    if isinstance(node, Map):
        return part if part in node else None
    if isinstance(node, Seq) and isinstance(part, int):
        return part if part < len(node) else None
    if isinstance(node, Seq):
        # A list that the model turns into a mapping, by a name in each item.
        named = (i for i, item in enumerate(node) if _is_named(item, i, part))
        return next(named, None)
    return None


def _is_named(item: Any, place: int, name: str | int) -> bool:
    if not isinstance(item, Map):
        return bool(item == name)
    return name in item.values() or name == nameless(place)


def form_at(trail: tuple[str | int, ...], form: type[Form]) -> type[BaseModel] | None:
    """The model that the mapping at *trail* was held against."""
    annotation: Any = form
    for part in trail:
        annotation = _below(annotation, part)
    return model_in(annotation)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The one model that *annotation* allows."""
    models = [leaf for _, leaf in leaves(annotation) if is_model(leaf)]
    return models[0] if len(models) == 1 else None


def keys_of(form: type[BaseModel]) -> list[str]:
    """The keys an author may write."""
    return list(fields_of(form))


def fields_of(form: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of *form* by the keys an author writes."""
    return {field.alias or name: field for name, field in form.model_fields.items()}


def _below(annotation: Any, part: str | int) -> Any:
    for tag, leaf in leaves(annotation):
        if tag and tag == part:
            return leaf
        if is_model(leaf) and not tag:
            for name, field in leaf.model_fields.items():
                if part == (field.alias or name):
                    return wanted(field)
        elif get_origin(leaf) is dict:
            return get_args(leaf)[1]
        elif get_origin(leaf) is tuple:
            return get_args(leaf)[0]
    return None


def leaves(annotation: Any, tag: str = "") -> Iterator[tuple[str, Any]]:
    """The plain types inside *annotation*, each with its tag in a union."""
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        tags = [mark.tag for mark in metadata if isinstance(mark, Tag)]
        yield from leaves(inner, tags[0] if tags else tag)
    elif get_origin(annotation) in (Union, UnionType):
        for member in get_args(annotation):
            yield from leaves(member, tag)
    else:
        yield tag, annotation


def wanted(field: FieldInfo) -> Any:
    """The type of *field* with what the library has put beside it."""
    whole: Any = field.annotation
    for mark in field.metadata:
        whole = Annotated[whole, mark]
    return whole


def is_model(leaf: Any) -> bool:
    """Whether *leaf* is one of the mappings of the language."""
    return isinstance(leaf, type) and issubclass(leaf, BaseModel)
