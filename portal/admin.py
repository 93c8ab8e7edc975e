"""What the libraries bring to the admin and editors have no use for."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

# The worker's queue: in English, and nothing in it can be acted on. What fails is in the log, and
# ``make_renditions`` names it.
admin.site.unregister(DBTaskResult)
