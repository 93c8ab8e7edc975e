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
