"""Reads YAML into plain texts, lists and keys, and remembers on which line each of them stands.

Every scalar stays as it is written: « 04 » is not the number 4 and « non » is not a false. The référentiel's model
gives each value its type, so that a wrong date or a wrong number is told with its key and its line. Anchors and
aliases are refused: nobody writes a référentiel with them, and they let a small file unfold without end.
"""

from dataclasses import dataclass

import yaml

Step = str | int


@dataclass(frozen=True, slots=True)
class FileFault:
    """One fault of a référentiel file: the line that an editor shows, and a French sentence."""

    line: int
    sentence: str


class YamlTree:
    """One YAML document: its plain `content`, its own `faults`, and the line of any place in it."""

    def __init__(self, root: yaml.Node | None) -> None:
        self._root = root
        self._met: set[int] = set()
        self.faults: list[FileFault] = []
        self.content = None if root is None else self._plain(root)

    def line_of(self, place: tuple[Step, ...]) -> int:
        """The line, from 1, of the deepest entry of `place` that the document has."""
        node, line = self._root, 1
        for step in place:
            found = _child(step, node)
            if found is None:
                break
            line, node = found
        return line

    def _plain(self, node: yaml.Node) -> object:
        if id(node) in self._met:
            self._blame(node, "les alias YAML (*nom) ne sont pas admis ; recopiez les lignes.")
            return None
        self._met.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._plain_mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item) for item in node.value]
        if isinstance(node, yaml.ScalarNode) and node.style is None and node.value in ("", "~", "null"):
            return None
        return str(node.value)

    def _plain_mapping(self, node: yaml.MappingNode) -> dict[str, object]:
        mapping: dict[str, object] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if not name:
                self._blame(key, "une clé est un mot, suivi de deux-points et d’une espace.")
            elif name in mapping:
                self._blame(key, f"la clé « {name} » est donnée deux fois ici ; gardez-en une.")
            mapping[name] = self._plain(value)
        return mapping

    def _blame(self, node: yaml.Node, sentence: str) -> None:
        self.faults.append(FileFault(node.start_mark.line + 1, sentence))


def read_tree(text: str) -> YamlTree | FileFault:
    """Read one YAML document, or say on which line its writing breaks."""
    unprintable = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if unprintable:
        line = text.count("\n", 0, unprintable.start()) + 1
        return FileFault(line, "un caractère invisible est interdit ici. Retapez la ligne.")
    try:
        return YamlTree(yaml.compose(text, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return FileFault(line, _broken_writing(text, line))
    except RecursionError:
        return FileFault(1, "les listes sont trop emboîtées pour être lues.")


def _broken_writing(text: str, line: int) -> str:
    lines = text.split("\n")
    faulty = lines[line - 1] if line <= len(lines) else ""
    indent = faulty[: len(faulty) - len(faulty.lstrip())]
    if "\t" in indent:
        return "le retrait contient une tabulation. Remplacez-la par des espaces."
    return "l’écriture YAML est rompue ici : retrait, guillemet ou deux-points en trop."


def _child(step: Step, node: yaml.Node | None) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        value = node.value[step]
        return value.start_mark.line + 1, value
    return None
