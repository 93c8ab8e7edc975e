from django.urls import path

from .card import site_card
from .views import home

urlpatterns = [
    path("", home, name="home"),
    path("card.png", site_card, name="site_card"),
]
