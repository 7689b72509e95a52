from django.urls import path, register_converter

from feeds import channels, listed
from feeds.writing import FormatConverter

register_converter(FormatConverter, "form")

app_name = "feeds"
urlpatterns = [
    path("", listed.FeedList.as_view(), name="list"),
    path("opml.xml", listed.opml, name="opml"),
    path("<form:form>", channels.Everything.as_view(), name="all"),
    path("agencies/<slug:slug>/<form:form>", channels.OfAgency.as_view(), name="agency"),
    path("topics/<slug:slug>/<form:form>", channels.OfTopic.as_view(), name="topic"),
    path("kinds/<slug:genre>/<form:form>", channels.OfKind.as_view(), name="kind"),
    path("languages/<slug:code>/<form:form>", channels.InLanguage.as_view(), name="language"),
    path("corrections/<form:form>", channels.Corrections.as_view(), name="corrections"),
]
