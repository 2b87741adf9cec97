"""YAML of the seed: a bare date stays the text it is, a key stands once, nothing refers to anything else."""

import re

import yaml

_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SCALARS = (
    ("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$", re.I), "tTfF"),
    ("tag:yaml.org,2002:null", re.compile(r"(?:~|null|)$"), "~n\0"),
    ("tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9][0-9]{0,17})$"), "-0123456789"),
    (
        "tag:yaml.org,2002:float",
        re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,40}(?:e[-+]?[0-9]{1,3})?$"),
        "-0123456789",
    ),
)


class _Loader(_Base):
    """A safe loader that takes for numbers, yes and no only what looks like nothing else."""

    yaml_implicit_resolvers: dict = {}


for _tag, _pattern, _first in _SCALARS:
    _Loader.add_implicit_resolver(_tag, _pattern, list(_first.replace("\0", "")) + ([""] if "\0" in _first else []))


def read_yaml(text: str) -> object:
    """Parse YAML, dates left as text; raises yaml.YAMLError, also for a key that stands twice, a reference or a tag."""
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            _refuse(node, set())
            return loader.construct_document(node) if node is not None else None
        finally:
            loader.dispose()
    except KeyError as error:
        raise yaml.YAMLError("a value does not fit the tag before it") from error
    except (ValueError, RecursionError) as error:
        # An impossible number, an odd character or endless nesting reaches us as another kind of error.
        raise yaml.YAMLError(str(error)) from error


def _refuse(node: yaml.Node | None, seen: set[int]) -> None:
    if node is None:
        return
    if id(node) in seen:
        raise yaml.composer.ComposerError(None, None, "a reference (& and *) is not allowed here", node.start_mark)
    seen.add(id(node))
    if node.tag not in _plain_tags(node):
        raise yaml.composer.ComposerError(None, None, f"the tag {node.tag} is not allowed here", node.start_mark)
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            _refuse(one, seen)
    elif isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.composer.ComposerError(None, None, "a key must be one word", key.start_mark)
            if key.value in keys:
                raise yaml.composer.ComposerError(None, None, f"the key '{key.value}' stands twice", key.start_mark)
            keys.add(key.value)
            _refuse(value, seen)


def _plain_tags(node: yaml.Node) -> set[str]:
    """The tags a node may have without one being written: a scalar is text, or what its look says."""
    if isinstance(node, yaml.SequenceNode):
        return {"tag:yaml.org,2002:seq"}
    if isinstance(node, yaml.MappingNode):
        return {"tag:yaml.org,2002:map"}
    looks = [tag for tag, pattern, _ in _SCALARS if pattern.match(node.value)]
    return {"tag:yaml.org,2002:str", *looks}


def write_yaml(data: object, width: int = 120) -> str:
    """Data as YAML that `read_yaml` reads back the same."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=width)


def said_wrong(error: yaml.YAMLError) -> tuple[int, str]:
    """The line of a YAML error (from 1; 0 where none is named) and what is wrong, in its own words."""
    mark = getattr(error, "problem_mark", None)
    return (mark.line + 1 if mark else 0), str(getattr(error, "problem", None) or error).split("\n")[0]
