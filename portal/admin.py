"""What the libraries bring to the admin and editors have no use for."""

from django.contrib import admin
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_tasks_db.models import DBTaskResult

# The worker's queue: in English, and nothing in it can be acted on. What fails is in the log, and
# ``make_renditions`` names it.
admin.site.unregister(DBTaskResult)

# Keys and recovery codes are nobody's to see; the page of an account leads to what may be done about them.
admin.site.unregister([TOTPDevice, StaticDevice])
