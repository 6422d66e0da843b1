"""manage.py sign_in_link: rescues somebody who lost every device, and cannot do so unseen."""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from household.models import Household, SignInLink, User
from tests.conftest import Person


def run(*args: str) -> str:
    out = io.StringIO()
    call_command("sign_in_link", *args, stdout=out)
    return out.getvalue()


def link_in(text: str) -> str:
    """The path of the link that was printed."""
    (path,) = re.findall(r"https?://[^/\s]+(/device/[\w-]{32}/)", text)
    found: str = path
    return found


def test_it_signs_one_device_in_as_that_person(sam: Person) -> None:
    out = run("sam")
    assert "Sam (Linden Street 7)" in out and "15 minutes" in out
    assert "▀" in out or "█" in out  # the code for a camera
    phone = Client()
    assert phone.get(link_in(out)).status_code == 200
    assert phone.post(link_in(out), follow=True).redirect_chain == [(f"/h/{sam.home}/", 302)]
    assert Client().get(link_in(out)).status_code == 410


def test_it_shows_on_all_devices_of_that_person_and_on_nobody_elses(sam: Person, robin: Person) -> None:
    before = robin.news()
    run("Sam")
    assert [notice["about"] for notice in sam.screen().all("notice")] == ["sign_in_link"]
    assert robin.news() == before


def test_it_lives_a_quarter_of_an_hour(sam: Person) -> None:
    path = link_in(run("Sam"))
    left = SignInLink.objects.get().until - timezone.now()
    assert datetime.timedelta(minutes=14) < left <= datetime.timedelta(minutes=15)
    SignInLink.objects.update(until=timezone.now() - datetime.timedelta(seconds=1))
    assert Client().get(path).status_code == 410


def test_a_name_that_is_not_there_is_refused_kindly(sam: Person, kim: Person) -> None:
    for name in ("Nobody", "Kim"):  # kim has no device of her own to sign in
        with pytest.raises(CommandError, match=f"nobody named {name}.* Nothing was made"):
            run(name)
    with pytest.raises(CommandError, match="in Castle"):
        run("Sam", "--home", "Castle")
    assert not SignInLink.objects.exists()


def test_a_name_that_two_people_have_needs_the_home(sam: Person) -> None:
    other = Household.start("Garden Lane 2", "UTC", User.objects.create(), "Sam", "moss")
    with pytest.raises(CommandError) as refused:
        run("Sam")
    said = str(refused.value)
    assert "2 people named Sam" in said and "--home" in said
    assert "Linden Street 7" in said and "Garden Lane 2" in said and other.pk in said
    assert not SignInLink.objects.exists()
    assert "Garden Lane 2" in run("Sam", "--home", "garden lane 2")
    assert "Linden Street 7" in run("Sam", "--home", sam.home)
    assert SignInLink.objects.get(user_id=other.user_id)
    assert "Garden Lane 2" in run(other.pk)


def test_one_person_in_two_homes_is_one_person(sam: Person) -> None:
    assert sam.member.user
    Household.start("Garden Lane 2", "UTC", sam.member.user, "Sam", "moss")
    out = run("Sam")
    assert "Linden Street 7" in out and "Garden Lane 2" in out


def test_the_link_names_an_address_a_phone_can_reach(sam: Person, settings: Any) -> None:
    settings.PUBLIC_ORIGIN = "https://tandem.example"
    assert "https://tandem.example/device/" in run("Sam")


def test_who_has_left_is_nobody_here(sam: Person) -> None:
    sam.fresh().leave()
    with pytest.raises(CommandError, match="nobody named Sam"):
        run("Sam")
