from django.urls import path

from subscriptions import views

app_name = "subscriptions"
urlpatterns = [
    path("subscribe/", views.subscribe, name="subscribe"),
    path("subscribe/<str:token>/", views.Confirming.as_view(), name="confirm"),
    path("subscriptions/<str:token>/", views.Preferences.as_view(), name="preferences"),
    path("subscriptions/<str:token>/end/", views.Ending.as_view(), name="end"),
]
