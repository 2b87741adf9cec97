"""What search keeps in the database: jobs for the index, and what is derived from it and from files. All of it may be emptied.

Empty the four tables and the index folder, run `manage.py rebuild_search`, and nothing is lost.
"""

from django.db import models


class IndexJob(models.Model):
    """Something happened to a thing that may be indexed: written in the same transaction, done by the worker.

    A job does not say what the document is to be: that is read from the database when the job is done. So a job may be
    done twice, late, or together with others of the same key, and the index is right.
    """

    class Action(models.TextChoices):
        PUT = "put", "look at it again, and at all that names it"
        REMOVE = "remove", "it is gone"
        ALL = "all", "look at everything again"

    key = models.CharField(max_length=60, blank=True, help_text="kind:uid; empty for everything.")
    action = models.CharField(max_length=10, choices=Action.choices)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.action} {self.key}".strip()


class Word(models.Model):
    """A word of the archive as it is written, and in how many documents it stands; for *did you mean*."""

    surface = models.CharField(max_length=64, unique=True)
    folded = models.CharField(max_length=64, db_index=True)
    length = models.PositiveSmallIntegerField(help_text="Of the folded word.")
    documents = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["length", "folded"], name="search_word_length_folded")]

    def __str__(self) -> str:
        return self.surface


class Suggestion(models.Model):
    """A name that is offered while somebody types, and the thing it leads to."""

    key = models.CharField(max_length=60, db_index=True, help_text="kind:uid of the thing.")
    text = models.CharField(max_length=255)
    folded = models.CharField(max_length=300, help_text="A space before each word: ' wo' finds beginnings.")
    kind = models.CharField(max_length=20)
    url = models.CharField(max_length=400)
    weight = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-weight", "text"]

    def __str__(self) -> str:
        return self.text


class FileText(models.Model):
    """The words of an uploaded file, by its content's digest, so that a rebuild need not read every file again."""

    digest = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    problem = models.CharField(max_length=500, blank=True, help_text="Why it could not be read, and the remedy.")

    def __str__(self) -> str:
        return self.name
