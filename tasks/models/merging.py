"""Merging: two tasks that turn out to be the same. One stays, the other is let go and says where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from household.errors import BadInput

if TYPE_CHECKING:
    from household.change import Items
    from household.models import Member
    from tasks.models.task import Task


class Merging(models.Model):
    """Nothing of either is lost: what is let go can be found and opened again."""

    class Meta:
        abstract = True

    def merge(self: Task, by: Member, into: str) -> Items:
        """It is the same as the task `into`, which stays as it is. Not open any more: nothing happens."""
        with by.household.change(by) as change:
            change.again(self)
            stays = type(self).objects.filter(pk=into, household_id=by.household_id, private_to=None).first()
            if stays is None or stays.pk == self.pk or self.private_to_id or not stays.is_open:
                raise BadInput(errors={"into": [_("Another open task of ours.")]})
            if self.is_open:
                self.carry_no_more(by, change, "merged", into=stays.pk)
        return change.items
