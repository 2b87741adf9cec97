"""Images as they arrive: one that cannot be read whole is refused at the form, before a reader's page tries to show it."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

UNREADABLE = (
    "This image cannot be read: the file is damaged or cut off. Open it in an image program, save it again, and choose "
    "the new file."
)


class WholeImageField(WagtailImageField):
    """Wagtail's field, which looks at the head of a file; this one also draws it once."""

    def to_python(self, data):
        try:
            found = super().to_python(data)
            if found is not None:
                _draw(found)
        except ValidationError:
            raise
        except Exception as error:  # each format's decoder raises what it likes
            raise ValidationError(UNREADABLE, code="invalid_image") from error
        return found


def _draw(file) -> None:
    file.seek(0)
    with Image.open(file) as image:
        image.load()
    file.seek(0)


class ImageForm(BaseImageForm):
    """The form of an image, with the field that reads it whole and a name for a file that has none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):
            self.fields["file"] = WholeImageField(label=given.label, required=given.required, widget=given.widget)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            name = PurePath(file.name)
            if not any(letter.isalnum() for letter in name.stem):
                file.name = f"image-{self.instance.uid}{name.suffix}"
        return file
