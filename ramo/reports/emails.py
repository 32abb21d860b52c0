"""The one letter of a proof: to the partner, when it is ready."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.mailing.data import Letter

from .models import Proof
from .paper import check_address, territory_name

TOPIC = "proof"


def ready(proof: Proof) -> Letter:
    """Without a single figure: whoever may read them signs in, whoever doubts the number checks it."""
    with override(SOURCE_LANGUAGE):
        facts = {
            "proof": proof,
            "territory": territory_name(proof.content),
            "page": f"{settings.PUBLIC_ADDRESS}{reverse('reports:proof', args=[proof.number.slug])}",
            "check": check_address(proof.number),
            "address": settings.PUBLIC_ADDRESS,
        }
        subject = _("Proof of delivery № %(number)s is ready") % {"number": proof.number}
        text, html = (render_to_string(f"reports/letters/ready.{kind}", facts) for kind in ("txt", "html"))
    return Letter(TOPIC, proof.institution.contact_email, subject, text, html)
