"""Which parameters of its address a page takes. It sees no others: none can split or poison a cache."""

from django.http import QueryDict

#: Where in a list a page begins (portal.paging).
CURSOR = ("before", "after")


def takes(*names: str):
    """Let a view see these parameters; of a class, ``parameters`` names them."""

    def mark(view):
        view.parameters = frozenset(names)
        return view

    return mark


def parameters_of(view) -> frozenset:
    """What a view takes; nothing unless it says so."""
    return getattr(getattr(view, "view_class", view), "parameters", frozenset())


def only(parameters: QueryDict, names) -> QueryDict:
    """These of the parameters, as and in the order in which they were sent."""
    kept = QueryDict(mutable=True)
    for name, values in parameters.lists():
        if name in names:
            kept.setlist(name, values)
    kept._mutable = False
    return kept
