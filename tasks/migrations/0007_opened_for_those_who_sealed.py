"""What was sealed is opened for those who sealed it: in their own streams, no longer in one that others read.

What lies open in a meeting while the server is upgraded goes to those who sealed. Screens of that home load everything
anew.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import household.models.household
import household.models.row


OPENED = ("order", "cut", "lifted", "differences", "same", "opposite", "places")
opened: dict[str, list[dict[str, Any]]] = {"Shown": [], "Strips": [], "Draft": []}
"""Rows for each reader, while their tables are made anew in one transaction."""


def take_up(apps: Any, schema_editor: Any) -> None:
    """Each row that all adults read becomes one for each of those who sealed."""
    model = lambda name: apps.get_model("tasks", name).objects  # noqa: E731
    for rows in opened.values():
        rows.clear()
    for row in model("Shown").values("household_id", "meeting_id", "member_id", "said"):
        ready = model("Hand").filter(meeting=row["meeting_id"], how_ready=True)
        opened["Shown"] += [{**row, "reader_id": reader} for reader in ready.values_list("member_id", flat=True)]
    for row in model("Strips").values("household_id", "meeting_id", "strips"):
        wishes = model("Wish").filter(meeting=row["meeting_id"])
        opened["Strips"] += [{**row, "member_id": member} for member in wishes.values_list("member_id", flat=True)]
    for ranking in model("Ranking").filter(shown=True):
        row = {"household_id": ranking.household_id, "meeting_id": ranking.meeting_id}
        row |= {"opened": {name: getattr(ranking, name) for name in OPENED}}
        adults = apps.get_model("household", "Member").objects.filter(pk__in=ranking.places, role="adult", left_on=None)
        opened["Draft"] += [{**row, "member_id": member} for member in adults.values_list("pk", flat=True)]


def lay_down(apps: Any, schema_editor: Any) -> None:
    """The rows of each reader, in their own stream."""
    for name, rows in opened.items():
        kind = apps.get_model("tasks", name)
        kind.objects.bulk_create(kind(rev=1, **row) for row in rows)


def load_anew(apps: Any, schema_editor: Any) -> None:
    """Screens of these homes hold rows that are not in that stream any more."""
    homes = {row["household_id"] for rows in opened.values() for row in rows}
    for home in apps.get_model("household", "Household").objects.filter(pk__in=homes):
        home.epoch = household.models.household.new_epoch()
        home.save(update_fields=["epoch"])


def own_row(name: str, index: str, fields: list[Any], unique: tuple[str, ...], constraint: str, own: str) -> Any:
    """A kind of one meeting in its reader's own stream."""
    person = {"on_delete": django.db.models.deletion.CASCADE, "related_name": "+"}
    return migrations.CreateModel(
        name=name,
        fields=[
            ("id", household.models.row.IdField(serialize=False)),
            ("rev", models.PositiveIntegerField(default=0)),
            ("stamp", models.PositiveBigIntegerField(default=0)),
            ("household", models.ForeignKey(to="household.household", **person)),
            *fields,
        ],
        options={
            "indexes": [models.Index(fields=[own, "stamp"], name=index)],
            "constraints": [models.UniqueConstraint(fields=unique, name=constraint)],
        },
    )


def of_meeting(related_name: str) -> tuple[str, Any]:
    cascade = django.db.models.deletion.CASCADE
    return "meeting", models.ForeignKey(on_delete=cascade, related_name=related_name, to="tasks.meeting")


def of_member(name: str) -> tuple[str, Any]:
    cascade = django.db.models.deletion.CASCADE
    return name, models.ForeignKey(on_delete=cascade, related_name="+", to="household.member")


class Migration(migrations.Migration):
    dependencies = [
        ("household", "0006_invitation_ends_with_a_day"),
        ("tasks", "0006_thanks_end_with_a_day"),
    ]

    operations = [
        migrations.RunPython(take_up, migrations.RunPython.noop),
        migrations.RunPython(load_anew, migrations.RunPython.noop),
        migrations.DeleteModel("Shown"),
        migrations.DeleteModel("Strips"),
        own_row(
            "Shown",
            "shown_own_news",
            [
                of_meeting("shown"),
                of_member("member"),
                of_member("reader"),
                ("said", models.JSONField(default=dict)),
            ],
            ("meeting", "member", "reader"),
            "shown_once_to_each",
            "reader",
        ),
        own_row(
            "Strips",
            "strips_own_news",
            [of_meeting("strips"), of_member("member"), ("strips", models.JSONField(null=True))],
            ("meeting", "member"),
            "strips_once_each",
            "member",
        ),
        own_row(
            "Draft",
            "draft_news",
            [of_meeting("drafts"), of_member("member"), ("opened", models.JSONField(default=dict))],
            ("meeting", "member"),
            "one_draft_each",
            "member",
        ),
        migrations.AddField("ballot", "reopened", models.BooleanField(default=False)),
        migrations.AddField("hand", "reopened", models.JSONField(default=list)),
        migrations.RemoveConstraint("familytable", "no_childs_order_before_all_are_shown"),
        migrations.RemoveField("familytable", "places"),
        migrations.AddConstraint(
            "familytable",
            models.CheckConstraint(
                condition=models.Q(("shown", True), ("order", []), _connector="OR"),
                name="no_childs_order_before_all_are_shown",
            ),
        ),
        migrations.RunPython(lay_down, migrations.RunPython.noop),
    ]
