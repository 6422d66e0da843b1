"""Every address of Tandem: pages first, then the API."""

from django.urls import include, path, re_path

import household.ids  # noqa: F401
from household.api import helpers, homes, sign_in
from household.api.document import schema_document
from household.views import board, first, goodbye, health, help, join, manifest, problem, reference, tablet
from tasks import urls as tasks

home_api = [
    path("news/", homes.HomeNews.as_view()),
    path("home/", homes.HomeItself.as_view()),
    path("me/", homes.Me.as_view()),
    path("left/", homes.Left.as_view()),
    path("invitations/", sign_in.Invitations.as_view()),
    path("invitations/<id:pk>/withdrawn/", sign_in.InvitationWithdrawn.as_view()),
    path("devices/", sign_in.Devices.as_view()),
    path("devices/link/", sign_in.DeviceLink.as_view()),
    path("devices/link/withdrawn/", sign_in.DeviceLinkWithdrawn.as_view()),
    path("devices/signed-out/", sign_in.DevicesSignedOut.as_view()),
    path("devices/<id:pk>/signed-out/", sign_in.DeviceSignedOut.as_view()),
    path("tokens/", sign_in.Tokens.as_view()),
    path("tokens/<id:pk>/revoked/", sign_in.TokenRevoked.as_view()),
    path("notices/<id:pk>/dismissed/", sign_in.NoticeDismissed.as_view()),
    path("helpers/", helpers.Helpers.as_view()),
    path("helpers/<id:pk>/", helpers.OneHelper.as_view()),
    path("helpers/<id:pk>/left/", helpers.HelperLeft.as_view()),
    path("helpers/<id:pk>/device-link/", helpers.HelperDeviceLink.as_view()),
    path("helpers/<id:pk>/device-link/withdrawn/", helpers.HelperDeviceLinkWithdrawn.as_view()),
    path("helpers/<id:pk>/signed-out/", helpers.HelperSignedOut.as_view()),
    path("tablets/", helpers.Tablets.as_view()),
    path("tablets/link/", helpers.TabletLinks.as_view()),
    path("tablets/link/withdrawn/", helpers.TabletLinkWithdrawn.as_view()),
    path("tablets/<id:pk>/taken-off/", helpers.TabletTakenOff.as_view()),
    *tasks.api,
]

urlpatterns = [
    path("", first.first, name="first"),
    path("homes/new/", first.another, name="another"),
    path("in/<str:secret>/", join.join, name="join"),
    path("device/<str:secret>/", join.device, name="device"),
    path("tablet/<str:secret>/", tablet.tablet, name="tablet"),
    path("h/<id:home>/kitchen/", tablet.kitchen, name="kitchen"),
    path("goodbye/", goodbye.copy_here, name="copy_here"),
    path("goodbye/copy.json", goodbye.copy, name="copy"),
    path("goodbye/deleted/", goodbye.delete, name="copy_deleted"),
    path("goodbye/<str:secret>/", goodbye.goodbye, name="goodbye"),
    path("h/<id:home>/", board.board, name="board"),
    path("h/<id:home>/tasks/<id:task>/", board.board, name="card"),
    path("h/<id:home>/areas/", board.board, name="areas"),
    path("h/<id:home>/areas/<id:area>/", board.board, name="area"),
    path("h/<id:home>/settings/", include("household.views.settings.urls")),
    path("h/<id:home>/", include(tasks.pages)),
    path("help/", help.page, name="help"),
    path("manifest.webmanifest", manifest.manifest, name="manifest"),
    path("healthz", health.healthy),
    path("api/", reference.reference, {"more_codes": tasks.problem_codes}, name="reference"),
    path("api/schema/", schema_document, name="schema"),
    path("api/homes/", homes.Homes.as_view()),
    path("api/homes/<id:home>/", include(home_api)),
    re_path(r"^api/.*$", homes.not_an_endpoint),
]

handler404 = problem.not_found
handler500 = problem.our_fault
handler400 = problem.bad_request
