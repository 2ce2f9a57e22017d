"""Answers of the kind a load balancer asks for: alive, and ready to serve."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from usecases.models.phases import Programme


@never_cache
@require_safe
def live(_request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the process answers at all."""
    return JsonResponse({"live": True})


@never_cache
@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database is reached and holds what it should, else 503."""
    try:
        checks = _checks()
    except DatabaseError:
        checks = {"database": False}
    good = all(checks.values())
    return JsonResponse({"ready": good, "checks": checks}, status=200 if good else 503)


def _checks() -> dict[str, bool]:
    """Name each condition; records are looked for only once their tables exist."""
    checks = {"database": True, "migrations": _migrated()}
    if settings.DEMONSTRATION and checks["migrations"]:
        checks["public_record"] = Programme.objects.filter(code="GS").exists()
        checks["demonstration"] = Programme.objects.filter(invented=True).exists()
    return checks


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
