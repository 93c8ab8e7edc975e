from django.urls import path

from . import card_page, feeds, views

app_name = "articles"

urlpatterns = [
    path("articles/", views.article_list, name="list"),
    path("articles/<id:pk>/", views.article_detail, name="detail_without_slug"),
    path("articles/<id:pk>/<unicode_slug:slug>/", views.article_detail, name="detail"),
    path("articles/<id:pk>/card-<ascii_slug:version>.png", card_page.article_card, name="card"),
    path("topics/", views.topic_list, name="topic_list"),
    path("topics/<ascii_slug:slug>/", views.topic_detail, name="topic"),
    path("authors/<ascii_slug:slug>/", views.author_detail, name="author"),
    path("corrections/", views.corrections, name="corrections"),
    path("feeds/corrections.<str:format>", feeds.CorrectionsFeed.as_view(), name="corrections_feed"),
    path("feeds/latest.<str:format>", feeds.LatestFeed.as_view(), name="latest_feed"),
    path("feeds/topics/<ascii_slug:slug>.<str:format>", feeds.TopicFeed.as_view(), name="topic_feed"),
    path("feeds/authors/<ascii_slug:slug>.<str:format>", feeds.AuthorFeed.as_view(), name="author_feed"),
    path(
        "feeds/organizations/<ascii_slug:slug>.<str:format>",
        feeds.OrganizationFeed.as_view(),
        name="organization_feed",
    ),
    path("archive/", views.archive, name="archive"),
    path("archive/<year:year>/<month:month>/", views.archive_month, name="archive_month"),
]
