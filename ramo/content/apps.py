"""Pages that editors compose: home, areas, concepts, a library's own corner; and the editor itself."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "ramo.content"
    label = "content"

    def ready(self) -> None:
        """Before the editor's own views load: they take the picture policy by value."""
        from ramo.trust.links import keep

        from . import filing, links, moderation_tasks, policies

        keep(links.PAGES)
        policies.put_in_place()
        filing.listen()
        moderation_tasks.listen()
