"""What is one's own: thoughts, answers, notes, devices; and the first sitting."""

from __future__ import annotations

from typing import Any

from household.errors import Refused
from household.models import Device, Member, Notice, SignInLink, Token
from tasks.inventory import ENTRIES
from tasks.models import (
    Asking,
    CheckIn,
    Inventory,
    InventoryMark,
    InventoryWalk,
    Reminder,
    Responsibility,
    Task,
)
from tests.histories.life import PLACES, Life, name_of


class Own(Life):
    """Acts that lie in their person's own stream."""

    def think(self, by: Member, a: int, b: int) -> Any:
        """Writes down what is only in one's head."""
        heads = self.heads[self.name(by)]
        pk = name_of(self.label, self._where, by.pk, len(heads), len(self.tasks))
        heads.append(pk)
        return Task.add(by, [{"id": pk, "title": f"Secret {a}", "private": True, "place": PLACES[b % 3]}])

    def erase(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).erase(by)

    def _mine(self, by: Member, a: int) -> CheckIn:
        mine = list(CheckIn.objects.filter(member=by).order_by("stamp", "pk"))
        if not mine:
            raise Refused(code="not_there")
        return mine[a % len(mine)]

    def answer(self, by: Member, a: int, b: int) -> Any:
        return self._mine(by, a).answer(by, b % 6 or None)

    def skip(self, by: Member, a: int, b: int) -> Any:
        return self._mine(by, a).skip(by)

    def skip_all(self, by: Member, a: int, b: int) -> Any:
        return CheckIn.skip_all(by)

    def erase_answer(self, by: Member, a: int, b: int) -> Any:
        return self._mine(by, a).erase(by)

    def ask(self, by: Member, a: int, b: int) -> Any:
        asking = Asking.objects.filter(member=by).first()
        if asking is None:
            raise Refused(code="not_there")
        return asking.choose(by, on=bool(a % 2), introduced=bool(b % 2))

    def remind(self, by: Member, a: int, b: int) -> Any:
        """A note for our meeting: written, about a task or not, said differently, talked over, deleted."""
        mine = list(Reminder.objects.filter(member=by).order_by("stamp", "pk"))
        if not mine or b % 3 == 0:
            return Reminder.write(by, f"note {a}", self.task(by, a) if b % 2 and self.tasks else None)
        note = mine[a % len(mine)]
        return note.say(by, f"note {b}") if b % 3 == 1 else note.erase(by) if b % 4 == 2 else note.finish(by)

    def make_token(self, by: Member, a: int, b: int) -> Any:
        items, _text = Token.make(by, f"token {a}")
        return items

    def revoke(self, by: Member, a: int, b: int) -> Any:
        tokens = list(Token.objects.filter(member=by).order_by("stamp", "pk"))
        if not tokens:
            raise Refused(code="not_there")
        return tokens[a % len(tokens)].revoke(by)

    def device(self, by: Member, a: int, b: int) -> Any:
        """A link for the other device, made here or by whoever runs the server; used or not."""
        if by.user is None:
            raise Refused(code="no_person")
        link, _secret = SignInLink.make(by.user, None if a % 2 else by, rescue=bool(a % 2))
        if b % 2:
            link.use("Other browser")

    def sign_out(self, by: Member, a: int, b: int) -> Any:
        if by.user is None:
            raise Refused(code="no_person")
        Device.sign_out(by.user, Device.objects.filter(user=by.user), by)

    def dismiss(self, by: Member, a: int, b: int) -> Any:
        if not Notice.objects.filter(member=by).exists():
            self.device(by, 1, 1)  # else there is hardly ever one
        notices = list(Notice.objects.filter(member=by).order_by("stamp", "pk"))
        before = Device.objects.filter(user_id=by.user_id).order_by("made_at", "pk").first()  # an older device may
        return notices[a % len(notices)].dismiss(by, before.pk if before else None)

    def sit(self, by: Member, a: int, b: int) -> Any:
        """Walks through it: a mark, own words, where one is. For nobody else, until everyone is through."""
        round_, key = Inventory.walking(by.household_id), ENTRIES[a % 7].key
        match b % 4:
            case 0:
                pk = name_of(self.label, "words", by.pk, round_, a)
                return InventoryMark.add_words(by, round_, ENTRIES[b].area, f"Words {a}", bool(b % 8), pk)
            case 1:
                return InventoryWalk.look_at(by, round_, {"at": ENTRIES[a].area, "dismissed": bool(b % 8 == 1)})
            case _:
                said = {"key": key, "exists": bool(b % 3), "in_head": bool(a % 3)}
                return InventoryMark.mark(by, round_, [said])

    def through(self, by: Member, a: int, b: int) -> Any:
        """Says so, or takes it back. The last one opens it."""
        say = Inventory.not_through if b % 5 == 0 else Inventory.through
        return say(by, Inventory.walking(by.household_id))

    def bring(self, by: Member, a: int, b: int) -> Any:
        rows = list(Responsibility.objects.filter(household_id=by.household_id).order_by("pk"))
        if not rows:
            raise Refused(code="not_there")
        pk = name_of(self.label, "task", len(self.tasks))
        self.tasks.append(pk)
        if b % 3 == 0:
            return Responsibility.take_back(by, [row.pk for row in rows])
        return Responsibility.bring(by, [{"id": rows[a % len(rows)].pk, "task": pk}])

    def close(self, by: Member, a: int, b: int) -> Any:
        there = Inventory.of(by)
        return there.open_again(by) if b % 3 == 0 else there.close(by)
