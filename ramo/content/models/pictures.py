"""Pictures: made anew at the door, said in words for who cannot see them."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from ramo.content.errors import PictureRefused
from ramo.content.photographs import MOST_BYTES, made_anew
from ramo.kit.retention import Kept, Retention


class PictureFile(WagtailImageFieldFile):
    """The one door by which a file is kept, whichever page of the editor it came from."""

    def save(self, name: str, content: "File[bytes]", save: bool = True) -> None:
        try:
            made, ending = made_anew(content.open().read(MOST_BYTES + 1))
        except PictureRefused as refusal:
            raise ValidationError({"file": str(refusal)}) from refusal
        super().save(f"{name.rpartition('.')[0] or name}.{ending}", ContentFile(made), save)


class PictureField(WagtailImageField):
    attr_class = PictureFile


class Picture(AbstractImage):
    """Without words for who cannot see it, a picture is not kept."""

    RETENTION: ClassVar[Retention] = Kept("while somebody keeps it in the picture library")

    file = PictureField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    description = None
    alt_bg = models.CharField(
        _("what is on it"), max_length=200, help_text=_("In one sentence, for people who cannot see it.")
    )
    alt_en = models.CharField(_("what is on it, in English"), max_length=200, blank=True)

    admin_form_fields = ("title", "file", "alt_bg", "alt_en", "tags")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions: ClassVar[list[tuple[str, str]]] = []

    def __str__(self) -> str:
        return str(self.title)

    @property
    def default_alt_text(self) -> str:
        return self.alt_bg


class SizedPicture(AbstractRendition):
    """A picture at the size of a page."""

    RETENTION: ClassVar[Retention] = Kept("a part of its picture")

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="picture_once_in_each_size"
            )
        ]

    def __str__(self) -> str:
        return f"{self.image_id}: {self.filter_spec}"
