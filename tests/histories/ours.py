"""What everybody sees of tasks, areas, intentions and people; and what crosses from a head to all and back."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from household.errors import Refused
from household.models import Gone, Invitation, Member
from household.tidy import days_passing
from tasks.models import (
    Area,
    Intention,
    PutAway,
    Task,
    Thanks,
)
from tests.histories.life import PLACES, Life, name_of

FIELDS = ("title", "notes", "done_means", "feel", "size", "due", "area")


class Ours(Life):
    """Acts on what is everybody's."""

    def add(self, by: Member, a: int, b: int) -> Any:
        pk = name_of(self.label, "task", len(self.tasks))
        self.tasks.append(pk)
        draft = {"id": pk, "title": f"Task {a}", "place": PLACES[a % 3]}
        if b % 3 == 0:
            draft["after"] = self.after(by, a)
        if b % 5 == 0:
            area = self.area_of(b)
            draft["area"] = area if area and Area.objects.filter(pk=area).exists() else None
        return Task.add(by, [draft])

    def add_many(self, by: Member, a: int, b: int) -> Any:
        pks = [name_of(self.label, "task", len(self.tasks) + n) for n in range(2 + b % 2)]
        self.tasks.extend(pks)
        return Task.add(by, [{"id": pk, "title": f"Line {a}"} for pk in pks])

    def add_again(self, by: Member, a: int, b: int) -> Any:
        """The same id once more: a program that never got its answer, or one that takes ids it has seen."""
        if not self.tasks:
            return None
        return Task.add(by, [{"id": self.tasks[a % len(self.tasks)], "title": "Again"}])

    def edit(self, by: Member, a: int, b: int) -> Any:
        field = FIELDS[b % len(FIELDS)]
        values: dict[str, Any] = {
            "size": ("", "s", "m", "l")[a % 4],
            "due": None if a % 3 else datetime.date(2026, 12, 1 + a % 28),
            "area": self.area_of(a),
        }
        was = {"title": f"Task {b}"} if b % 4 == 0 else None
        return self.task(by, a).edit(by, {field: values.get(field, f"words {a} {b}")}, was)

    def done(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).complete(by)

    def reopen(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).reopen(by)

    def let_go(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).let_go(by)

    def take(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).take(by)

    def release(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).release(by)

    def move(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).move(by, PLACES[b % 3], self.after(by, b))

    def add_area(self, by: Member, a: int, b: int) -> Any:
        pk = name_of(self.label, "area", len(self.areas))
        self.areas.append(pk)
        return Area.add(by, f"Area {a % 4}", pk)

    def rename_area(self, by: Member, a: int, b: int) -> Any:
        return self._area(a).edit(by, {"name": f"Area {b % 5}"})

    def put_away(self, by: Member, a: int, b: int) -> Any:
        """An area; or what was put or taken away comes back, by whoever may."""
        away = list(PutAway.objects.filter(household_id=by.household_id).order_by("at", "pk"))
        if b % 2 == 0 or not away:
            return self._area(a).put_away(by)
        kinds: dict[str, Any] = {"area": Area, "intention": Intention, "thanks": Thanks}
        one = away[a % len(away)]
        return kinds[one.kind].bring_back(by, one.row_id)

    def _area(self, a: int) -> Area:
        area = Area.objects.filter(pk=self.areas[a % len(self.areas)]).first() if self.areas else None
        if area is None:
            raise Refused(code="not_there")
        return area

    def keep(self, by: Member, a: int, b: int) -> Any:
        task = self.task(by, a)
        return task.keep(by) if b % 2 else task.bring_back(by)

    def days_pass(self, by: Member, a: int, b: int) -> Any:
        """Nobody does it: what nobody touched for so long is announced, and what was announced rests."""
        late = by.household.today() - datetime.timedelta(days=100)
        shared = Task.objects.filter(pk=self.tasks[a % len(self.tasks)] if self.tasks else "", private_to=None)
        if by.is_adult and shared.exists():  # as if long had passed, for one
            day = {} if b % 2 else {"rests_on": late}
            shared.filter(place="list", owner=None, due=None).update(touched_on=late, **day)
        for _step in days_passing(timezone.now()):
            pass

    def intend(self, by: Member, a: int, b: int) -> Any:
        """One more intention, or other words, or away with it; and an area that serves it."""
        pk = name_of(self.label, "intention", a % 4, len(self.areas))
        found = Intention.objects.filter(household_id=by.household_id).order_by("position").first()
        if found is None or b % 4 == 0:
            if Gone.objects.filter(row_id=pk).exists():
                raise Refused(code="not_there")
            return Intention.add(by, f"We want {a}", pk)
        if b % 4 == 1:
            return found.put_away(by)
        if b % 4 == 2 and a % 2:
            last = Intention.objects.filter(household_id=by.household_id).order_by("-position").first()
            return found.move(by, last.pk if last and last != found else None)
        if b % 4 == 2:
            return found.reword(by, f"We want {a}")
        return self._area(a).edit(by, {"feel": f"like {b}", "intention": found.pk})

    def introduce(self, by: Member, a: int, b: int) -> Any:
        return by.introduce(name=f"{self.name(by)} {a % 2}", colour=("sea", "moss", "plum")[b % 3])

    def rename_home(self, by: Member, a: int, b: int) -> Any:
        return by.household.rename(by, name=f"Home {a % 2}")

    def invite(self, by: Member, a: int, b: int) -> Any:
        if not by.is_adult:
            raise Refused(code="not_there")
        items, _secret = Invitation.make(by, 1 + a % 2)
        return items

    def withdraw(self, by: Member, a: int, b: int) -> Any:
        links = list(Invitation.objects.filter(household_id=by.household_id).order_by("stamp", "pk"))
        if not links or not by.is_adult:
            raise Refused(code="not_there")
        return links[a % len(links)].withdraw(by)

    def leave(self, by: Member, a: int, b: int) -> Any:
        self.left.add(self.name(by))
        by.leave()
        return None

    def share(self, by: Member, a: int, b: int) -> Any:
        """Brings something from the head; from then on everybody may know its id."""
        heads = self.heads[self.name(by)]
        if not heads:
            raise Refused(code="not_there")
        task = Task.objects.filter(pk=heads[a % len(heads)]).first()
        if task is None or not by.sees(task.stream):
            raise Refused(code="not_there")
        items = task.share(by, PLACES[b % 3] if b % 2 else None)
        heads.remove(task.pk)
        self.tasks.append(task.pk)
        return items

    def take_back(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).take_back(by)

    def there_and_back(self, by: Member, a: int, b: int) -> Any:
        """With what is in the head, and it is as before: edited twice, ticked and opened, moved, taken and given."""
        heads = self.heads[self.name(by)]
        task = Task.objects.filter(pk=heads[a % len(heads)]).first() if heads else None
        if task is None or task.private_to_id != by.pk or not task.is_open:
            return None
        if b % 3 == 0:
            notes = task.notes
            task.edit(by, {"notes": "secret thought"})
            task.edit(by, {"notes": notes})
        elif b % 3 == 1:
            task.complete(by)
            task.reopen(by)
        else:
            task.take(by)
            task.release(by)
        return None

    def in_vain(self, by: Member, a: int, b: int) -> Any:
        """What is refused, or changes nothing, with what is everybody's."""
        task = self.task(by, a)
        if task.private_to_id:
            return None
        match b % 4:
            case 0:
                return task.erase(by)
            case 1:
                return task.edit(by, {"title": "secret wish"}, {"title": "never said"})
            case 2:
                return task.edit(by, {"title": task.title})
            case _:
                return task.complete(by) if task.place == "done" else task.reopen(by) if task.is_open else None

    def forget(self, by: Member, a: int, b: int) -> Any:
        """Deletes for good what they brought and took back."""
        back = Task.objects.filter(pk__in=self.tasks, private_to=by).order_by("pk").first()
        return back.erase(by) if back else None
