"""What people type about their place."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import Form


class CodeForm(Form):
    code = forms.CharField(
        label=_("The number on your slip"),
        help_text=_("Nine letters and digits, such as K47R-2M9XQ."),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
