from django.urls import path

from . import feeds, views

app_name = "partnerships"

urlpatterns = [
    path("partnerships/", views.partnership_list, name="list"),
    path("partnerships/commitments/", views.commitment_board, name="commitments"),
    path("partnerships/between/<ascii_slug:first>/<ascii_slug:second>/", views.pair_timeline, name="pair"),
    path("feeds/partnerships.<str:format>", feeds.PartnershipsFeed.as_view(), name="feed"),
    path("partnerships/network/", views.partnership_network, name="network"),
    path("partnerships/<ascii_slug:slug>/", views.partnership_detail, name="detail"),
    path("partnerships/<ascii_slug:slug>/card.png", views.partnership_card, name="card"),
]
