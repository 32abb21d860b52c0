"""Two people, one text: nobody writes over what the other saved meanwhile without having been told."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

if TYPE_CHECKING:
    Form = forms.ModelForm[Any]
else:
    Form = object


class OnTheLatest(Form):
    """A form opened before somebody else saved is refused once, with all that was typed still in it.

    The form comes back standing on the newer version, so that saving again is a choice; both stay in the history.
    """

    def clean(self) -> Any:
        cleaned = super().clean()
        latest = self.instance.latest_revision if self.instance.pk else None
        if latest and self._was_opened_before(latest):
            said_at = {"time": time_format(localtime(latest.created_at)), "who": latest.user or _("somebody else")}
            self.add_error(
                None,
                _(
                    "Meanwhile, at %(time)s, a newer version was saved by %(who)s. What you typed is still here and is "
                    "not saved. Look at the newer version in the history; saving again puts yours on top of it."
                )
                % said_at,
            )
        return cleaned

    def _was_opened_before(self, latest: Any) -> bool:
        """Who saved in the meantime by themselves stands on that; who says nothing came another way."""
        own = self.data.get("overwrite_revision_id")
        stood_on = own or self.data.get("loaded_revision_id")
        if not stood_on:
            return False
        opened_at = self.data.get("loaded_revision_created_at", "")
        return stood_on != str(latest.pk) or (not own and opened_at not in {"", latest.created_at.isoformat()})


class CornerForm(OnTheLatest, WagtailAdminModelForm):
    """Of a library's own text."""
