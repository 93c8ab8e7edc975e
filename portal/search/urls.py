from django.urls import path

from portal.search import browser, views

app_name = "search"

urlpatterns = [
    path("opensearch.xml", browser.description, name="browser"),
    path("search/", views.results, name="results"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
]
