"""Which faults are seeded: every place of a module that can say something else, and what it would say.

Here live the kinds of faults, each a small edit of the syntax tree. Nothing is run here.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Edit = tuple[ast.AST, str, Any]  # a node, one of its fields, and what stands there instead

_ENDS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_WORDS = {
    "min": "max", "minimum": "maximum", "any": "all", "floor": "ceil", "left": "right", "argmin": "argmax",
}  # fmt: skip
_OTHER = _WORDS | {other: word for word, other in _WORDS.items()}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a module: where it is, the number of its edit, and what is said before and after."""

    module: Path
    number: int
    lines: tuple[int, ...]
    function: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """Tell the fault, whatever line it stands in: what a named equivalent is found by."""
        return f"{self.module.as_posix()} {self.function}: {self.before} → {self.after}"


def faults_of(module: Path, source: str) -> tuple[Fault, ...]:
    """Return every fault that can be seeded into a module, in the order of its text."""
    found = []
    for number, (function, statement, edit) in enumerate(_edits(ast.parse(source))):
        node, field, new = edit
        before = _shown(node)
        old = getattr(node, field)
        setattr(node, field, new)
        after = _shown(node)
        setattr(node, field, old)
        found.append(Fault(module, number, _lines(statement), function, before, after))
    return tuple(found)


def seeded(source: str, number: int) -> ast.Module:
    """Return the tree of a module with one of its faults in it."""
    tree = ast.parse(source)
    edits = [edit for _, _, edit in _edits(tree)]
    node, field, new = edits[number]
    setattr(node, field, new)
    return ast.fix_missing_locations(tree)


def _shown(node: ast.AST) -> str:
    text = ast.unparse(node)
    return f"if {ast.unparse(node.test)}" if isinstance(node, ast.If | ast.While) else " ".join(text.split())


def _lines(statement: ast.stmt) -> tuple[int, ...]:
    """Return the lines that a statement runs: of one that holds others, only its own head."""
    inner = [child for child in ast.iter_child_nodes(statement) if isinstance(child, ast.stmt)]
    end = min((child.lineno for child in inner), default=(statement.end_lineno or statement.lineno) + 1)
    return tuple(range(statement.lineno, max(end, statement.lineno + 1)))


def _edits(tree: ast.Module) -> Iterator[tuple[str, ast.stmt, Edit]]:
    yield from _within(tree, "the module", None)


def _within(node: ast.AST, function: str, statement: ast.stmt | None) -> Iterator[tuple[str, ast.stmt, Edit]]:
    if statement is not None:
        for edit in _of(node, outside=function == "the module"):
            yield function, statement, edit
    for child in _children(node):
        inside = child.name if isinstance(child, ast.FunctionDef) else function
        yield from _within(child, inside, child if isinstance(child, ast.stmt) else statement)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Walk on, but not into what is only for readers: annotations, decorators, docstrings, words."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _only_said(child):
                yield child


def _only_said(node: ast.AST) -> bool:
    """Tell whether a node is a text, an import, for type checkers alone, or a guard that no right caller meets."""
    if isinstance(node, ast.keyword):
        return node.arg == "strict" and isinstance(node.value, ast.Constant) and node.value.value is True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return True
    return isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom | ast.Raise | ast.Assert)


def _of(node: ast.AST, *, outside: bool) -> Iterator[Edit]:
    """Yield the faults of one node; outside of functions unions of types are left alone."""
    match node:
        case ast.Compare():
            for place, one in enumerate(node.ops):
                yield node, "ops", [*node.ops[:place], _ENDS[type(one)](), *node.ops[place + 1 :]]
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _SUMS and not (
            outside and isinstance(op, ast.BitOr)
        ):
            yield node, "op", _SUMS[type(op)]()
        case ast.BoolOp():
            yield node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And()
        case ast.UnaryOp(op=ast.Not() | ast.Invert() | ast.USub()):
            yield node, "operand", ast.UnaryOp(node.op, node.operand)
        case ast.If() | ast.IfExp() | ast.While():
            yield node, "test", ast.UnaryOp(ast.Not(), node.test)
        case ast.comprehension(ifs=[_, *_]):
            yield node, "ifs", []
        case ast.Return(value=ast.expr()) if not isinstance(node.value, ast.Constant):
            yield node, "value", ast.Constant(None)
        case ast.Expr(value=ast.Call()):
            yield node, "value", ast.Constant(None)
        case _:
            yield from _of_leaf(node)


def _of_leaf(node: ast.AST) -> Iterator[Edit]:
    match node:
        case ast.Constant(value=bool(value)):
            yield node, "value", not value
        case ast.Constant(value=int(value)):
            yield node, "value", value + 1
        case ast.Constant(value=float(value)):
            yield node, "value", value * 1.25 if value else 1.0
        case ast.Constant(value="left" | "right" as word):
            yield node, "value", _OTHER[word]
        case ast.Name(id=word) if word in _OTHER and isinstance(node.ctx, ast.Load):
            yield node, "id", _OTHER[word]
        case ast.Attribute(attr=word) if word in _OTHER:
            yield node, "attr", _OTHER[word]
