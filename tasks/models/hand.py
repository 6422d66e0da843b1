"""Hand: what one person holds in a meeting: which of their week’s answers to share, and being ready to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from household.models import Household, Member, Row
from household.models.helping import only_adults
from tasks.meeting_steps import HEADS, HOW

from .pulse import ITEMS, Pulse, week_of

if TYPE_CHECKING:
    from household.change import Change, Items

    from .meeting import Meeting


class Hand(Row):
    """Sealed: in its person's own stream, kept as ticked. Being ready means having decided, not sharing."""

    kind = "hand"
    own = "member_id"
    of_one_meeting = True
    columns: ClassVar = ("meeting_id", "shows", "how_ready", "heads_ready", "reopened", "lines")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    meeting = models.ForeignKey("tasks.Meeting", models.CASCADE, related_name="hands")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    shows = models.JSONField(default=list)  # items of the pulse
    how_ready = models.BooleanField(default=False)
    heads_ready = models.BooleanField(default=False)
    reopened = models.JSONField(default=list)  # steps they were ready in when somebody left the table
    lines = models.JSONField(default=list)  # typed for our list on somebody else's phone
    handed = models.JSONField(default=dict)  # id of a handing in -> the lines that came with it; on no screen

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="one_hand_each")]
        indexes = [models.Index(fields=["member", "stamp"], name="hand_news")]

    def __str__(self) -> str:
        return "a hand"  # it may stand in a log

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"kind": cls.kind, "meeting": values.pop("meeting_id"), **values}

    @classmethod
    def hold(cls, by: Member, meeting: Meeting, **fields: Any) -> Items:
        """Ticks and being ready, as they are now. Once everybody at the table is ready, all is shown in that change;
        what was shown stays, so from then on the hand changes nothing."""
        if "shows" in fields:
            fields["shows"] = [item for item in ITEMS if item in fields["shows"]]
        reveals = fields.get("how_ready") or fields.get("heads_ready")
        with by.household.change(by) if reveals else by.change() as change:
            only_adults(by)
            change.open([by.pk])  # before it is read: another device of theirs may be ticking
            mine = cls.objects.filter(meeting=meeting, member=by).first()
            if mine:
                change.again(mine)
            meeting.read_anew()
            meeting.not_over()
            meeting.check_table(by)
            hand = mine or cls(household_id=by.household_id, meeting=meeting, member=by)
            if meeting.how_shown:
                fields = {name: value for name, value in fields.items() if name not in ("shows", "how_ready")}
            if meeting.heads_shown:
                fields.pop("heads_ready", None)
            fields["reopened"] = [step for step in hand.reopened if f"{step}_ready" not in fields]
            if change.put(hand, **fields):
                if reveals:
                    meeting.reveal(change)
            elif mine is None:
                change.save(hand)
        return change.items

    @classmethod
    def take_seals_off(cls, meeting: Meeting, change: Change) -> None:
        """They are not ready any more for what is not shown yet; ticks and lines stay. See `AtTable`."""
        waiting = {HOW: not meeting.how_shown, HEADS: not meeting.heads_shown}
        ready = cls.objects.filter(models.Q(how_ready=True) | models.Q(heads_ready=True), meeting=meeting)
        change.open(ready.values_list("member_id", flat=True))
        for hand in ready.order_by("pk"):
            steps = [step for step, waits in waiting.items() if waits and getattr(hand, f"{step}_ready")]
            for step in steps:
                setattr(hand, f"{step}_ready", False)
            if steps:
                hand.reopened = [*hand.reopened, *steps]
                change.save(hand, "how_ready", "heads_ready", "reopened")

    @classmethod
    def reveal(cls, meeting: Meeting, there: list[str], change: Change) -> None:
        """Shows what those at the table hold, where all of them are ready for it. How it was is shown to those who said
        that they are ready on a device of their own; on somebody else’s phone nothing is said of it, or waited for."""
        from .heads import bring
        from .seat import Seat

        hands = {hand.member_id: hand for hand in cls.objects.filter(meeting=meeting, member_id__in=there)}
        lent = Seat.lent_on(meeting)
        decided = {who for who, hand in hands.items() if hand.how_ready and who not in lent}
        if not meeting.how_shown and meeting.may_open(there, decided | lent.keys()):
            meeting.how_shown = True
            change.save(meeting, "how_shown")
            for who in sorted(there):
                Shown.show(who, decided, hands[who].shows if who in decided else [], meeting, change)
        emptied = (who for who, hand in hands.items() if hand.heads_ready)
        if not meeting.heads_shown and meeting.may_open(there, emptied):
            bring(meeting, there, change)

    def put_in(self, lines: list[str], pk: str | None) -> None:
        """Lines that are handed in on somebody else's phone. The connection broke and they come once more (`pk`),
        another one among them perhaps: they stand instead of those that came before, and what of those is on our list
        or in their author's head by now is not written twice."""
        wait, gone = list(self.lines), []
        for line in self.handed.get(pk or "", ()):
            if line in wait:
                wait.remove(line)
            else:
                gone.append(line)
        taken = list(gone)
        for line in lines:
            if line in gone:
                gone.remove(line)
            else:
                wait.append(line)
                taken.append(line)
        self.lines = wait
        if pk:
            self.handed = {**self.handed, pk: taken}

    def keep_lines(self, change: Change) -> None:
        """What was typed on somebody else's phone and did not come on our list is in its author's head."""
        from .borrowed import Borrowed
        from .seat import Seat
        from .task import Task

        if self.lines:
            author, lines = Member.objects.select_related("household").get(pk=self.member_id), self.lines
            self.lines = []
            change.save(self, "lines")
            on = Seat.objects.filter(meeting=self.meeting, member=author).values_list("on_id", flat=True).first()
            told = {"on": on} if on else {}
            with change.on_behalf_of(author):
                kept = [
                    Task._add_one(author, {"title": title, "bring": True}, change, private=True, **told)
                    for title in reversed(lines)
                ]
            if on:
                Borrowed.note(self.meeting, author.pk, on, change, kept=reversed(kept))


class Shown(Row):
    """What one person shares of their week with one reader at the table, until the meeting closes.

    Everybody has one, of five items. Nothing is shared for an item: null, whether it was not ticked or not answered.
    It is in the reader’s own stream: whoever was not ready when it was shown never has it.
    """

    kind = "shown"
    own = "reader_id"
    in_copies = False
    of_one_meeting = True
    columns: ClassVar = ("meeting_id", "member_id", "said")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    meeting = models.ForeignKey("tasks.Meeting", models.CASCADE, related_name="shown")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    reader = models.ForeignKey(Member, models.CASCADE, related_name="+")
    said = models.JSONField(default=dict)  # item -> 1 to 5, "nothing_brought", or null

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member", "reader"], name="shown_once_to_each")]
        indexes = [models.Index(fields=["reader", "stamp"], name="shown_own_news")]

    def __str__(self) -> str:
        return "what somebody shares"  # it may stand in a log

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        meeting, member = values.pop("meeting_id"), values.pop("member_id")
        return {"kind": cls.kind, **values, "meeting": meeting, "member": member}

    @classmethod
    def show(cls, who: str, readers: Iterable[str], shows: list[str], meeting: Meeting, change: Change) -> None:
        """What is ticked in somebody’s hand, of the week that one speaks of now."""
        assert change.household
        week = week_of(change.household, change.now)
        pulse = Pulse.objects.filter(member_id=who, week=week).first()
        said: dict[str, int | str | None] = dict.fromkeys(ITEMS)
        if pulse:
            said |= {item: pulse.said(item) for item in shows}
        for reader in sorted(readers):
            change.save(
                cls(household_id=meeting.household_id, meeting=meeting, member_id=who, reader_id=reader, said=said)
            )

    @classmethod
    def part_with(cls, member: Member, change: Change) -> None:
        for shown in cls.objects.filter(member=member).order_by("pk"):
            change.gone(shown)
