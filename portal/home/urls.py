from django.urls import path

from .feeds import feed_list
from .views import home

urlpatterns = [path("", home, name="home"), path("feeds/", feed_list, name="feeds")]
