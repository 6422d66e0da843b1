"""The people: a household, who is in it, and how they come in."""

from .clock import Clock
from .device import Device, SignInLink
from .household import Household
from .invitation import Invitation
from .keepsake import Keepsake
from .member import HELPERS, Colour, Member, Role
from .naming import EarlierName
from .notice import Notice
from .receipt import Receipt
from .row import KINDS, Gone, Row
from .tablet import Tablet, TabletLink
from .token import Token
from .user import User

__all__ = [
    "HELPERS",
    "KINDS",
    "Clock",
    "Colour",
    "Device",
    "EarlierName",
    "Gone",
    "Household",
    "Invitation",
    "Keepsake",
    "Member",
    "Notice",
    "Receipt",
    "Role",
    "Row",
    "SignInLink",
    "Tablet",
    "TabletLink",
    "Token",
    "User",
]
