"""What the clock does here."""

from django.urls import reverse
from django.utils.translation import gettext_noop, override

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.search.models import IndexCopy
from ramo.tasks.actions import TaskData, file_task, settle

from .register_uploads import forget_old

INDEX = "search:index"
_INDEX = gettext_noop("Search is slower than usual: the index on %(host)s is not in use. Tell whoever runs the server")


def forget_uploads() -> None:
    """Registers that were brought and not written go after a day."""
    forget_old()


def file_index_task() -> None:
    """One task while a host's search index is out of use for long; it settles itself."""
    copy = IndexCopy.objects.in_trouble().first()
    if copy is None:
        settle(key=INDEX)
        return
    with override(SOURCE_LANGUAGE):
        link = reverse("desk:desk")
    file_task(
        TaskData(key=INDEX, scope="network", message=_INDEX, params={"host": copy.host}, link=link, icon="search")
    )
