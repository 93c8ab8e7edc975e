"""What stands below the address of the admin beside it; the login page links to the first of these."""

from django.urls import path

from . import password_reset

urlpatterns = [
    path("password_reset/", password_reset.Ask.as_view(), name="admin_password_reset"),
    path("password_reset/asked/", password_reset.Asked.as_view(), name="password_reset_done"),
    path("password_reset/chosen/", password_reset.Chosen.as_view(), name="password_reset_complete"),
    path(
        "password_reset/<str:uidb64>/<str:token>/",
        password_reset.Choose.as_view(),
        name="password_reset_confirm",
    ),
]
