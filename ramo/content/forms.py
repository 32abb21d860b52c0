"""Shape of a picture as somebody sends it; refused while there is still a person to say it to."""

from typing import Any

from django.core.files.base import ContentFile
from django.forms import FileField, ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .errors import PictureRefused
from .photographs import MOST_BYTES, made_anew


class PictureFileField(WagtailImageField):
    """The editor's own field counts frames by unpacking them, so it is given only what was made anew."""

    def to_python(self, data: Any) -> Any:
        file = FileField.to_python(self, data)
        if file is None:
            return None
        try:
            made, ending = made_anew(file.open().read(MOST_BYTES + 1))
        except PictureRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return super().to_python(
            ContentFile(made, name=f"{(file.name or '').rpartition('.')[0] or 'picture'}.{ending}")
        )


class PictureForm(BaseImageForm):
    """The door of the model does the same for every other way in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = PictureFileField(label=given.label, required=given.required, widget=given.widget)
