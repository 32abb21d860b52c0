"""What people type about their place."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import Form

# For whoever tried too many codes; nobody is kept out longer than the count of tries lasts.
WAIT_OR_ASK = _("Too many numbers that we do not know. Wait ten minutes, or ask in the library: they see the list.")


class CodeForm(Form):
    code = forms.CharField(
        label=_("The number on your slip"),
        help_text=_("Nine letters and digits, such as K47R-2M9XQ."),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
