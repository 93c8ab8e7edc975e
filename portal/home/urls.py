from django.urls import path

from .card import site_card
from .feeds import feed_list
from .views import home

urlpatterns = [
    path("", home, name="home"),
    path("card.png", site_card, name="site_card"),
    path("feeds/", feed_list, name="feeds"),
]
