"""What a list of booked hours prints."""

from django import template

from ramo.seats.keys import spaced

register = template.Library()
register.filter("spaced", spaced)
