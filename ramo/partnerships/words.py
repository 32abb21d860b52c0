"""How an agreement and its stage are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .data import Stage
from .models import Agreement

STAGES: dict[Stage, str | Promise] = {
    Stage.IN_FORCE: gettext_lazy("in force"),
    Stage.ENDING: gettext_lazy("ends within 90 days"),
    Stage.COMING: gettext_lazy("signed, not begun"),
    Stage.DRAFT: gettext_lazy("draft"),
    Stage.ENDED: gettext_lazy("ended"),
}


def title_of(agreement: Agreement) -> str:
    return _("Agreement with %(partner)s") % {"partner": agreement.partner}
