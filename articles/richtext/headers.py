"""Which cells of a table its header cells speak for."""

from .tree import Element


def with_scopes(head: list[Element], body: list[Element]) -> tuple[list[Element], list[Element]]:
    """The rows of a table with a ``scope`` on each header cell that has none.

    Rows of nothing but header cells, with which a table without a head begins, become its head.
    """
    if not head:
        count = next((number for number, row in enumerate(body) if not _is_header(row)), 0)
        head, body = body[:count], body[count:]
    return _scoped(head, "col"), _scoped(body, "row")


def _is_header(row):
    return bool(row.children) and all(cell.tag == "th" for cell in row.children)


def _scoped(rows, scope):
    return [Element("tr", {}, [_with_scope(cell, scope) for cell in row.children]) for row in rows]


def _with_scope(cell, scope):
    if cell.tag != "th":
        return cell
    spans = {"col": "colspan", "row": "rowspan"}[scope] in cell.attributes
    return Element("th", {"scope": f"{scope}group" if spans else scope, **cell.attributes}, cell.children)
