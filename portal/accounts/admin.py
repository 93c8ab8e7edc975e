from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from portal.careful_list import CarefulList

from .models import User


@admin.register(User)
class AccountAdmin(CarefulList, UserAdmin):
    """Django's own, behind a list that survives damaged input."""
