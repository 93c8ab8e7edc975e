from django.urls import path, register_converter

from .models import StandingPage
from .views import page_detail


class StandingPageConverter:
    regex = "|".join(StandingPage.Slug.values)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(StandingPageConverter, "standing_page")

app_name = "pages"

urlpatterns = [path("<standing_page:slug>/", page_detail, name="detail")]
