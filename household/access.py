"""Access: who is asking, found in one query. Access is the lookup: what is not yours is not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar
from urllib.parse import parse_qs

from django.conf import settings
from django.db import connection
from django.db.models import Model, QuerySet
from django.http import HttpRequest, parse_cookie
from django.http.request import validate_host

from household.errors import NotHere, NotSignedIn
from household.host_cookies import plain
from household.models.device import Device
from household.models.household import Household
from household.models.member import Member
from household.models.row import one_of
from household.models.tablet import Tablet
from household.models.token import Token
from household.models.user import User
from household.news import News, news_at_tablet, news_for
from household.scopes import scope_name
from household.screen import NOT_HERE, NOT_SIGNED_IN
from household.secrets import hashed
from household.statements import quoted, statements
from household.streams import Cursor, Malformed

COOKIE = "tandem"
AS = "Tandem-As"  # at the family tablet: the member who tapped their name

Found = TypeVar("Found", bound=Model)
Key = tuple[str | None, str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Visit:
    """A member, and the device, token or family tablet they came by. At a tablet they may not have said who they are:
    then `member` is nobody's, with no id."""

    member: Member
    device: str | None
    token: str | None
    tablet: str | None = None

    def came_by(self, what: str) -> str | None:
        """The id of the device, token, tablet or member."""
        member = None if self.tablet else self.member.pk
        ids: dict[str, str | None] = {"member": member, "device": self.device, "token": self.token}
        return ids.get(what, self.tablet)

    @property
    def key(self) -> Key:
        """Names this visit among others."""
        return self.member.pk, self.device, self.token, self.tablet

    def news(self, since: str) -> News:
        """Everything that changed after a cursor, as far as it may be read here."""
        if self.tablet:
            return news_at_tablet(self.member, since)
        return news_for(self.member.pk, since)


def visit(home: str, *, cookie: str = "", bearer: str = "", scope: str = "") -> Visit:
    """The member of this home whose device or token that is. `scope`: the name of the one the asking page was made for.
    Raises `NotSignedIn`, also where another person is signed in by now; `NotHere` for a stranger."""
    if not bearer and not cookie:
        raise NotSignedIn
    with connection.cursor() as cursor:
        cursor.execute(by_secret(Token if bearer else Device), [hashed(bearer or cookie), home])
        row = cursor.fetchone()
    if row is not None:
        came_by, *columns = row
        mine = statements(Member)
        member: Member = mine.instance(columns[: len(mine.fields)])
        member.household = statements(Household).instance(columns[len(mine.fields) :])
        if not bearer:
            check_scope(scope, str(member.user_id))
        return Visit(member, None if bearer else came_by, came_by if bearer else None)
    if bearer:
        raise NotHere if Token.objects.filter(secret_hash=hashed(bearer)).exists() else NotSignedIn
    user = Device.objects.filter(secret_hash=hashed(cookie)).values_list("user_id", flat=True).first()
    if user is None:
        raise NotSignedIn
    check_scope(scope, user)
    raise NotHere


def check_scope(scope: str, person_or_tablet: str) -> None:
    """Raises `NotSignedIn` when a page was made for somebody other than the person or tablet now signed in: nothing of
    theirs may reach it, and it must not take the home for one it has lost."""
    if scope and scope != scope_name(person_or_tablet):
        raise NotSignedIn


def visit_of_tablet(home: str, cookie: str, member_id: str = "", scope: str = "") -> Visit:
    """Whoever stands at the family's tablet; with `member_id` whoever tapped that name. Raises `NotSignedIn` where the
    cookie is no tablet's or the page was not made for it, `NotHere` for another home or member."""
    tablet = Tablet.of(cookie) if cookie else None
    if tablet is None:
        raise NotSignedIn
    check_scope(scope, tablet.pk)
    who = tablet.tapped(member_id) if member_id else tablet.somebody()
    if tablet.household_id != home or who is None:
        raise NotHere
    return Visit(who, None, None, tablet.pk)


@cache
def by_secret(model: type[Device] | type[Token]) -> str:
    """The one statement that finds the device or token of a secret, with its member in a home and that home."""
    belongs = "m.id = s.member_id" if model is Token else "m.user_id = s.user_id"
    member, home = statements(Member), statements(Household)
    return (
        f"SELECT s.id, {member.columns('m')}, {home.columns('h')} "  # noqa: S608
        f"FROM {quoted(model._meta.db_table)} s JOIN {member.table} m ON {belongs} JOIN {home.table} h "
        f"ON h.id = m.household_id WHERE s.secret_hash = %s AND m.household_id = %s AND m.left_on IS NULL"
    )


def one(rows: QuerySet[Found], pk: str) -> Found:
    """The row with that id among those one may see. Raises `NotHere`."""
    if row := one_of(rows.filter(pk=pk)):
        return row
    raise NotHere


def bearer_of(authorization: str) -> str:
    """The token in an Authorization header, or nothing."""
    scheme, _space, token = authorization.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def user_of(request: HttpRequest) -> tuple[User, Device] | None:
    """The person and device of a page's cookie, if it is signed in."""
    if cookie := request.COOKIES.get(COOKIE):
        device = Device.objects.select_related("user").filter(secret_hash=hashed(cookie)).first()
        if device:
            return device.user, device
    return None


def visit_of_socket(scope: Mapping[str, Any]) -> tuple[Visit, str]:
    """The visit and the cursor of a socket that opens: by cookie from our own page, or by bearer token."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    since = query.get("since", [""])[0]
    home = scope["url_route"]["kwargs"]["home"]
    if bearer := bearer_of(headers.get("authorization", "")):
        return visit(home, bearer=bearer), since
    if not same_origin(headers, secure=scope.get("scheme") == "wss"):
        raise Malformed("origin")
    cookies = parse_cookie(headers.get("cookie", ""))  # forgiving: localhost's go to every port
    cookie = plain(cookies, secure=scope.get("scheme") == "wss").get(COOKIE, "")
    made_for = query.get("scope", [""])[0]
    try:
        return visit(home, cookie=cookie, scope=made_for), since
    except NotSignedIn:
        return visit_of_tablet(home, cookie, scope=made_for), since


def same_origin(headers: Mapping[str, str], *, secure: bool) -> bool:
    """Whether the page that opens a socket is one of ours: its origin names the host asked, and the host is ours.

    A page that came without TLS may not open a socket with it, since somebody on the way could have written that page.
    The other way round is allowed for the names in `HOSTS` only: there a proxy may not have passed on the scheme.
    """
    origin, host = headers.get("origin", "").lower(), headers.get("host", "").lower()
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    if not validate_host(name, settings.ALLOWED_HOSTS):
        return False
    return origin == f"{'https' if secure else 'http'}://{host}" or (
        origin == f"https://{host}" and origin in settings.CSRF_TRUSTED_ORIGINS
    )


def still_there(visits: list[Visit]) -> dict[Key, Cursor | int]:
    """For each visit its member's cursor as it stands, or the code to close with. A few queries for all of them."""
    members = {
        pk: Member(pk=pk, household_id=home, role=role).cursor(epoch, everyone, adults, own)
        for pk, home, epoch, everyone, adults, own, role in Member.objects.filter(
            pk__in={v.member.pk for v in visits}, left_on=None
        ).values_list(
            "pk",
            "household_id",
            "household__epoch",
            "household__everyone_version",
            "household__adults_version",
            "own_version",
            "role",
        )
    }
    devices = Device.objects.filter(pk__in={v.device for v in visits if v.device})
    whose = set(devices.values_list("pk", "user__members"))  # a profile may have parted from the person of a device
    signed_in = {device for device, _member in whose}
    tokens = set(Token.objects.filter(pk__in={v.token for v in visits if v.token}).values_list("pk", flat=True))
    tablets = tablets_of(visits)
    found: dict[Key, Cursor | int] = {}
    for v in visits:
        if v.tablet:
            found[v.key] = tablets.get(v.tablet, NOT_SIGNED_IN)
        elif v.device not in signed_in and v.token not in tokens:
            found[v.key] = NOT_SIGNED_IN
        elif v.device and (v.device, v.member.pk) not in whose:
            found[v.key] = NOT_HERE
        else:
            found[v.key] = members.get(v.member.pk, NOT_HERE)
    return found


def tablets_of(visits: list[Visit]) -> dict[str, Cursor]:
    """Where the families' tablets stand, by id; without a query where none is among these visits."""
    ids = {v.tablet for v in visits if v.tablet}
    if not ids:
        return {}
    rows = Tablet.objects.filter(pk__in=ids).values_list("pk", "household__epoch", "household__everyone_version")
    return {pk: Cursor(epoch, everyone, None, 0) for pk, epoch, everyone in rows}
