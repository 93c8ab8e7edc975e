"""Is the process up, and are the parts it needs ready? Never cached, no language, no versions."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from portal.page_cache.stores import shared_pages_work


@require_safe
def live(request):
    return JsonResponse({"status": "up"})


@require_safe
def ready(request):
    parts = {"database": _database, "migrations": migrations_are_applied, "cache": shared_pages_work}
    failing = [name for name, check in parts.items() if not check()]
    status = 503 if failing else 200
    return JsonResponse({"status": "failing" if failing else "ready", "failing": failing}, status=status)


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def migrations_are_applied() -> bool:
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return False
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
