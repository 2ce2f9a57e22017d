"""What a program was answered, kept for a day so that it may ask again."""

from uuid import uuid4

from django.db import models


class Replay(models.Model):
    """The answer to one act of a program, under the key that the program gave it.

    No record of the domain: it has no trail, nobody reads it but its owner, and it may be cleaned.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    recorded_at = models.DateTimeField(db_index=True, editable=False)
    user = models.ForeignKey("usecases.User", models.PROTECT, related_name="replays")
    key = models.CharField(max_length=255)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField()

    class Meta:
        ordering = ("-recorded_at", "id")
        constraints = (models.UniqueConstraint(fields=["user", "key"], name="replay_key"),)

    def __str__(self) -> str:
        return self.key
