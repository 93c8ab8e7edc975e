from django.urls import path

from . import views

app_name = "organizations"

urlpatterns = [
    path("organizations/", views.organization_list, name="list"),
    path("organizations/<ascii_slug:slug>/", views.organization_detail, name="detail"),
    path("people/<ascii_slug:slug>/", views.person_detail, name="person"),
]
