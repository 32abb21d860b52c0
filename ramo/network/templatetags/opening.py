"""What a list says of a library's day; free for libraries that came through `hours.with_hours`."""

from django import template

from ramo.network import hours
from ramo.network.models import Library

register = template.Library()


@register.simple_tag
def today_at(library: Library) -> hours.Today | None:
    return hours.today_at(library)
