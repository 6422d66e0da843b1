"""Addresses of the settings, below `/h/<home>/settings/`. As in the API, they name what is reached."""

from django.urls import path

import household.ids  # noqa: F401
from household.views.settings import devices, home, invitations, leaving, me, page, people, tablets, tokens

urlpatterns = [
    path("", page.settings, name="settings"),
    path("me/", me.me, name="settings_me"),
    path("language/", me.language, name="settings_language"),
    path("home/", home.home, name="settings_home"),
    path("devices/link/", devices.new_link, name="settings_device_link"),
    path("devices/link/withdrawn/", devices.withdraw_link, name="settings_device_link_withdrawn"),
    path("devices/signed-out/", devices.sign_out_others, name="settings_devices_signed_out"),
    path("devices/<id:pk>/signed-out/", devices.sign_out, name="settings_device_signed_out"),
    path("tokens/", tokens.make, name="settings_tokens"),
    path("tokens/<id:pk>/revoked/", tokens.revoke, name="settings_token_revoked"),
    path("invitations/", invitations.make, name="settings_invitations"),
    path("invitations/<id:pk>/withdrawn/", invitations.withdraw, name="settings_invitation_withdrawn"),
    path("people/", people.add, name="settings_people"),
    path("people/<id:pk>/", people.person, name="settings_person"),
    path("people/<id:pk>/saved/", people.save, name="settings_person_saved"),
    path("people/<id:pk>/device-link/", people.device_link, name="settings_person_device_link"),
    path("people/<id:pk>/device-link/withdrawn/", people.withdraw_link, name="settings_person_link_withdrawn"),
    path("people/<id:pk>/signed-out/", people.sign_out, name="settings_person_signed_out"),
    path("people/<id:pk>/goodbye/", people.goodbye, name="settings_person_goodbye"),
    path("tablets/link/", tablets.new_link, name="settings_tablet_link"),
    path("tablets/link/withdrawn/", tablets.withdraw_link, name="settings_tablet_link_withdrawn"),
    path("tablets/here/", tablets.here, name="settings_tablet_here"),
    path("tablets/<id:pk>/taken-off/", tablets.take_off, name="settings_tablet_taken_off"),
    path("leave/", leaving.leave, name="leave"),
    path("own-home/", leaving.own_home, name="own_home"),
    path("copy/", leaving.copy, name="copy_before"),
    path("copy/tandem.json", leaving.download, name="copy_before_file"),
]
