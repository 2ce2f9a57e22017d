"""Addresses for those who are not in yet: an invitation, a request for a first account."""

from django.urls import path

from usecases.portal import single_sign_on
from usecases.portal.views import invitation, request, sessions

app_name = "entrance"

urlpatterns = [
    path("invitation/<str:key>/", invitation.invitation, name="invitation"),
    path("request/", request.request_account, name="request"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("oidc/<str:provider_id>/login/", single_sign_on.begin, name="sign-on"),
]
