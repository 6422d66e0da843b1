"""What can stand in the way of a write: each says what happened, what was kept and what to do."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Refused(Exception):
    """A write that is refused, in words fit to be shown. Nothing was saved."""

    status = 409
    code = "refused"
    title: Text = _("That did not work.")
    detail: Text = _("Nothing was changed. Your words are kept.")

    def __init__(
        self,
        title: Text | None = None,
        detail: Text | None = None,
        *,
        code: str | None = None,
        errors: dict[str, list[Text]] | None = None,
        items: list[bytes] | None = None,
    ) -> None:
        super().__init__(code or self.code)
        self.title = title or self.title
        self.detail = detail or self.detail
        self.code = code or self.code
        self.errors, self.items = errors, items


class BadInput(Refused):
    status = 400
    code = "bad_input"
    title = _("Something in it could not be read.")
    detail = _("Nothing was changed. Mend the fields named here and send it again.")


class NotJSON(Refused):
    status = 415
    code = "media_type"
    title = _("This is not sent as JSON.")
    detail = _("Nothing was changed. Send it with the header “Content-Type: application/json”.")


class NotSignedIn(Refused):
    status = 401
    code = "not_signed_in"
    title = _("This device is not signed in.")
    detail = _("What you wrote is kept on this device. Open a sign-in link, or ask somebody at home to invite you.")


class NotHere(Refused):
    status = 404
    code = "not_here"
    title = _("That is not here.")
    detail = _("It may have been put away, or it is not yours to see. Go back to the board.")


class AdultsOnly(Refused):
    status = 403
    code = "adults_only"
    title = _("That is for the adults at home.")
    detail = _("Nothing was changed. You can write a line, tick, do steps and say “I’m in”.")


class NotAtTablet(Refused):
    status = 403
    code = "tablet"
    title = _("That is not for the family tablet.")
    detail = _("Nothing was changed. Use a device of your own.")


class NotByToken(Refused):
    status = 403
    code = "token"
    title = _("A token cannot do that.")
    detail = _("Nothing was changed. A token lets nobody in and signs nobody out. Do this on one of your devices.")


class NameTaken(Refused):
    code = "name_taken"
    hint = _("Add a letter or a nickname.")
    detail = _("Nothing was changed. Add a letter or a nickname.")

    def __init__(self, name: str) -> None:
        super().__init__(_("Somebody here is already called %(name)s.") % {"name": name})


class ColourTaken(Refused):
    code = "colour_taken"
    hint = _("Choose another one.")
    detail = _("Nothing was changed. Choose another one.")

    def __init__(self, name: str) -> None:
        super().__init__(_("That is the colour of %(name)s.") % {"name": name})


class TooLate(Refused):
    status = 410
    code = "too_late"
    title = _("That question has closed.")
    detail = _("Nothing is missing: a question that closes leaves no trace.")


class KeyReused(Refused):
    status = 422
    code = "key_reused"
    title = _("This idempotency key was used for something else.")
    detail = _("Nothing was changed. Send this write with a key of its own.")


class TooMany(Refused):
    status = 429
    code = "too_many"
    title = _("That was tried very often just now.")
    detail = _("Nothing was changed. Wait a few minutes and try again.")


class Replay(Exception):
    """Not an error: this key's write was done before. `rows` are its kinds and ids."""

    def __init__(self, status: int, rows: list[tuple[str, str]]) -> None:
        super().__init__(status)
        self.status, self.rows = status, rows


Problem = dict[str, Any]

CODES: dict[str, tuple[int, Text]] = {
    "bad_input": (400, _("Something in the body or the address could not be read; `errors` says which field.")),
    "not_signed_in": (401, _("No token or cookie came with it, or one that opens nothing any more.")),
    "csrf": (403, _("A write by cookie without the page’s X-CSRFToken. With a token none is needed.")),
    "cookies_off": (403, _("A write from a page whose browser keeps no cookies.")),
    "origin": (403, _("A write by cookie whose origin is not the address the server was reached at.")),
    "adults_only": (403, _("Children, teenagers and guests help: this is for the adults at home to do.")),
    "tablet": (403, _("The family tablet cannot do this, or not before somebody has tapped who they are.")),
    "token": (
        403,
        _("A token cannot make links, invitations or tokens, or change your devices: that would outlast the token."),
    ),
    "not_here": (404, _("There is no such thing for you: it is gone, or it is not yours to see.")),
    "method": (405, _("The address is there, the method is not; `Allow` says which are.")),
    "too_slow": (408, _("The body did not arrive within 30 seconds.")),
    "refused": (409, _("The rules of the household stand in the way; the title says which.")),
    "newer_device": (
        409,
        _("Only an older device can put that notice away; a token only where none is left."),
    ),
    "name_taken": (409, _("Somebody at home already has this name or one that looks like it.")),
    "colour_taken": (409, _("Another adult at home has this colour.")),
    "own_device": (409, _("Somebody who has a device of their own looks after that themselves.")),
    "no_person": (409, _("This member has no devices of their own.")),
    "too_late": (410, _("The question has closed.")),
    "too_big": (413, _("The body is larger than 512 KB.")),
    "media_type": (415, _("The body comes with a `Content-Type` other than application/json.")),
    "key_reused": (422, _("The same Idempotency-Key came with another body before.")),
    "too_many": (429, _("Tried very often; `Retry-After` says how many seconds to wait.")),
    "our_fault": (500, _("A fault of ours. Nothing was changed.")),
    "again": (503, _("Somebody was writing at the same moment; send it again after `Retry-After` seconds.")),
    "disk_full": (503, _("The server’s disk is full. Send it again later, at increasing intervals.")),
    "read_only": (503, _("The server may not write to its database. Send it again later, at increasing intervals.")),
    "unreadable": (503, _("The server’s database cannot be read or is damaged.")),
    "schema": (503, _("The server’s database lacks a table or column of this version.")),
    "no_database": (503, _("The server cannot reach its database. Send it again later, at increasing intervals.")),
}
"""What stands in `code` of a problem, with its status, for the reference. `tasks` has its own beside these."""
