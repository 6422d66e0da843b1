"""What the household shares: tasks, areas, history; and what stays each person's: questions and answers."""

from .answering import But
from .area import Area
from .ask import Ask, Manner
from .asking import Asking
from .ballot import Ballot
from .borrowed import Borrowed
from .check_in import CheckIn
from .credit import Credit, CreditPart
from .draft import Draft
from .family_table import FamilyTable
from .guess import Guess
from .hand import Hand, Shown
from .holding import Status
from .intention import Intention
from .inventory_mark import InventoryMark
from .inventory_sitting import Inventory
from .inventory_union import Responsibility
from .inventory_walk import InventoryWalk
from .low import Low
from .meeting import Meeting
from .moment import Moment
from .part import How, Part
from .placing import Place
from .pulse import Pulse
from .put_away import PutAway
from .ranking import Ranking
from .reminder import Reminder
from .rhythm import Rhythm
from .seat import Seat
from .step import Step
from .strips import Strips, Wish
from .task import Task
from .thanks import Thanks
from .topic import Topic
from .worth import Worth
from .writing import Size

__all__ = [
    "Area",
    "Ask",
    "Asking",
    "Ballot",
    "Borrowed",
    "But",
    "CheckIn",
    "Credit",
    "CreditPart",
    "Draft",
    "FamilyTable",
    "Guess",
    "Hand",
    "How",
    "Intention",
    "Inventory",
    "InventoryMark",
    "InventoryWalk",
    "Low",
    "Manner",
    "Meeting",
    "Moment",
    "Part",
    "Place",
    "Pulse",
    "PutAway",
    "Ranking",
    "Reminder",
    "Responsibility",
    "Rhythm",
    "Seat",
    "Shown",
    "Size",
    "Status",
    "Step",
    "Strips",
    "Task",
    "Thanks",
    "Topic",
    "Wish",
    "Worth",
]
