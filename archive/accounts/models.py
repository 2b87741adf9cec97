"""The archive's own user, from the first migration on; only people who edit have one."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody who signs in to curate. Readers, pupils and teachers who only read have no account."""

    display_name = models.CharField(
        max_length=120, blank=True, help_text="The name shown beside a check or a review, as you want it in public."
    )

    class Meta(AbstractUser.Meta):
        ordering = ["username"]

    def get_full_name(self) -> str:
        return self.display_name or super().get_full_name()
