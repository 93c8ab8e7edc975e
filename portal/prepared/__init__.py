"""Queries that are worked out once: Django takes longer to write a page's SQL than the database to answer it.

    @prepared
    def page_row(language, *, pk):
        return Article.objects.for_page().filter(pk=pk)

    page_row("ar", pk=5)

The function returns a queryset of rows of a model. Its positional arguments shape the query: it is built once
for each of them, with stand-ins for the keyword arguments and for the present (``portal.clock``). A call puts
the real values into the finished SQL. Rows are what the queryset would have made of them (``select_related``,
annotations, deferred columns); the answer is a list, since there is nothing left to narrow.

Rows of other tables that lead to these (``Prefetch`` of a reverse foreign key) are prepared with them.
Values are keys, texts, times, days, and sequences of keys. A value that the SQL doesn't hold, and a time in
it that is neither a value nor the present, raise ``Unprepared``: the function worked it into something else.
"""

from .loaded import give
from .queries import prepared
from .stand_ins import Unprepared

__all__ = ["Unprepared", "give", "prepared"]
