"""The plan that the database makes for a query, in words that a test can look through."""

from django.db import connection


def explain(queryset):
    if connection.vendor == "sqlite":
        return queryset.explain()
    with connection.cursor() as cursor:
        # Tables this small fit one page, which the planner would rather read whole and sort. So it is asked
        # to sort only where no index gives the order.
        for way in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    return queryset.explain(format="json")


def sorts(plan):
    return "TEMP B-TREE" in plan or '"Sort"' in plan


def reads_rows(plan):
    """Whether it looks at rows themselves, beside the indexes that it walks."""
    if connection.vendor == "sqlite":
        reads = [line for line in plan.splitlines() if "SCAN" in line or "SEARCH" in line]
        return any("COVERING INDEX" not in line for line in reads)
    return any(f'"{node}"' in plan for node in ("Seq Scan", "Index Scan", "Bitmap Heap Scan"))
