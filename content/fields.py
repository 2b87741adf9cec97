"""Model fields of the archive: uid, EDTF date, list of choices, lines, grid, and a body that stays out of migrations."""

import csv
import io

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.fields import RichTextField, StreamField

from content import dates, text

PROSE_FEATURES = ["h2", "h3", "ol", "ul", "bold", "italic", "link", "thing", "citation"]
INLINE_FEATURES = ["bold", "italic", "link", "thing", "citation"]


class UidField(models.CharField):
    """Ten characters that name a row for ever: never changed, never copied; keys the index, anchors, links and exports."""

    def __init__(self, **kwargs):
        kwargs.update(max_length=10, unique=True, editable=False, default=text.new_uid)
        super().__init__(**kwargs)


def validate_edtf(value: str) -> None:
    try:
        dates.parse(value)
    except dates.DateError as error:
        raise ValidationError(str(error), code="edtf") from error


class EDTFField(models.CharField):
    """A date in the Extended Date/Time Format (ISO 8601-2), kept as typed.

    Where the model has them, `<name>_earliest` and `<name>_latest` (days as yyyymmdd) and `<name>_parts` are written
    from it when the row is saved, so that a date is parsed once and never when somebody reads.
    """

    default_validators = [validate_edtf]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 100)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        value = (super().pre_save(model_instance, add) or "").strip()
        setattr(model_instance, self.attname, value)
        if hasattr(model_instance, f"{self.attname}_parts"):
            self.derive(model_instance, value)
        return value

    def derive(self, instance, value: str) -> None:
        """Write the bounds and parts beside the date; raises ValidationError when it cannot be read."""
        earliest = latest = None
        parts: dict = {}
        if value:
            try:
                date = dates.parse(value)
            except dates.DateError as error:
                raise ValidationError({self.attname: str(error)}) from error
            earliest, latest, parts = date.earliest, date.latest, date.parts
        setattr(instance, f"{self.attname}_earliest", earliest)
        setattr(instance, f"{self.attname}_latest", latest)
        setattr(instance, f"{self.attname}_parts", parts)


class _ChoicesFormField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value):
        return value or []


class ChoicesField(models.JSONField):
    """Some of a fixed list of words, kept as a list in the order of the list."""

    def __init__(self, *args, words=(), **kwargs):
        self.words = tuple(words)
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value, model_instance):
        allowed = [word for word, _ in self.words]
        unknown = [word for word in value or [] if word not in allowed]
        if unknown and allowed:
            raise ValidationError(
                f"{', '.join(map(str, unknown))}: not in the list. Choose among {', '.join(allowed)}."
            )
        super().validate(value, model_instance)

    def formfield(self, **kwargs):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return _ChoicesFormField(
            choices=self.words, required=False, label=self.verbose_name.capitalize(), help_text=self.help_text
        )


class _LinesFormField(forms.CharField):
    widget = forms.Textarea

    def prepare_value(self, value):
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class LinesField(models.JSONField):
    """A list of short texts, edited one a line."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return _LinesFormField(
            required=False,
            label=self.verbose_name.capitalize(),
            help_text=self.help_text or "One a line.",
            widget=forms.Textarea(attrs={"rows": 4}),
        )


class _GridFormField(forms.CharField):
    widget = forms.Textarea

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(value)
        return out.getvalue()

    def to_python(self, value):
        lines = (super().to_python(value) or "").splitlines()
        try:
            return [row for row in csv.reader(lines, delimiter="\t" if "\t" in "".join(lines) else ",") if any(row)]
        except csv.Error as error:
            raise ValidationError(
                f"The rows cannot be read as a table: {error}. Separate cells by commas or tabs."
            ) from error

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class GridField(models.JSONField):
    """Rows of cells, edited as comma- or tab-separated lines, as they come out of a spreadsheet."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return _GridFormField(
            required=False,
            label=self.verbose_name.capitalize(),
            help_text=self.help_text,
            widget=forms.Textarea(attrs={"rows": 10}),
        )


class BodyField(StreamField):
    """A body of blocks whose definition is kept out of migrations, so that a block may change without one."""

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


class ProseField(RichTextField):
    """Rich text with headings, lists, links into the archive and notes."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("features", PROSE_FEATURES)
        kwargs.setdefault("editor", "prose")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
