"""Rules of all models: how long rows are kept, and which way relations may point."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from ramo.kit.retention import Forgotten, Kept

ROOT = Path(__file__).parents[2]
OURS = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("ramo.")]
# Made by libraries; each with who removes its rows.
FOREIGN = {
    "account.emailaddress": "goes with its account",
    "account.emailconfirmation": "never made: addresses are not confirmed by link",
    "auth.group": "never kept: roles are memberships",
    "auth.permission": "one for each model, made by migrations",
    "contenttypes.contenttype": "one for each model, made by migrations",
    "mfa.authenticator": "goes with its account",
    "procrastinate.procrastinateevent": "goes with its job",
    "procrastinate.procrastinatejob": "the schedule deletes old jobs",
    "procrastinate.procrastinateperiodicdefer": "goes with its job",
    "procrastinate.procrastinateworker": "pruned by the workers",
    "sessions.session": "accounts.forget_sessions, daily",
    "taggit.tag": "never made: keywords are ours",
    "taggit.taggeditem": "goes with its picture",
    "wagtailadmin.admin": "never made: names a permission",
    "wagtailadmin.formstate": "the editor removes those that nobody touched for a day",
    "wagtailadmin.editingsession": "the editor removes those older than an hour",
    "wagtailcore.collection": "one, made by migrations",
    "wagtailcore.collectionviewrestriction": "never made: everything is public",
    "wagtailcore.comment": "never made: comments are off",
    "wagtailcore.commentreply": "never made: comments are off",
    "wagtailcore.groupapprovaltask": "never kept: review is by membership",
    "wagtailcore.groupcollectionpermission": "never kept: goes with its group",
    "wagtailcore.grouppagepermission": "never kept: goes with its group",
    "wagtailcore.groupsitepermission": "never kept: goes with its group",
    "wagtailcore.locale": "one, made by migrations",
    "wagtailcore.modellogentry": "content.forget_traces, after two years",
    "wagtailcore.page": "the tree; a part of each page",
    "wagtailcore.pagelogentry": "content.forget_traces, after two years",
    "wagtailcore.pagesubscription": "goes with its account",
    "wagtailcore.pageviewrestriction": "never made: everything is public",
    "wagtailcore.referenceindex": "goes with what it points from",
    "wagtailcore.revision": "goes with its page: the history of what the public was told",
    "wagtailcore.site": "one",
    "wagtailcore.task": "the steps of review",
    "wagtailcore.taskstate": "goes with its revision",
    "wagtailcore.uploadedfile": "content.forget_traces, after a day",
    "wagtailcore.workflow": "one, made when the tree is set up",
    "wagtailcore.workflowcontenttype": "goes with its workflow",
    "wagtailcore.workflowpage": "goes with its workflow",
    "wagtailcore.workflowstate": "goes with its page",
    "wagtailcore.workflowtask": "goes with its workflow",
    "wagtailimages.image": "never made: pictures are ours",
    "wagtailimages.rendition": "never made: pictures are ours",
    "wagtailsearch.indexentry": "goes with what it finds",
    "wagtailusers.userprofile": "goes with its account",
}


def floors() -> dict[str, int]:
    """App → floor, the lowest 0, as the import contract draws them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["name"].startswith("The floors"))
    return {app.strip(): floor for floor, line in enumerate(reversed(layers)) for app in line.split("|")}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_model_says_how_long_its_rows_are_kept(model: type[models.Model]) -> None:
    if model._meta.auto_created:
        pytest.skip("a link table goes with its two ends")
    rule = getattr(model, "RETENTION", None)
    assert isinstance(rule, (Forgotten, Kept)), f"{model._meta.label} declares no RETENTION"
    while isinstance(rule, Forgotten):
        assert isinstance(model._meta.get_field(rule.since), (models.DateField, models.DateTimeField))
        rule = rule.also


def test_every_table_of_a_library_has_somebody_who_empties_it() -> None:
    foreign = {model._meta.label_lower for model in apps.get_models() if not model.__module__.startswith("ramo.")}
    assert foreign == set(FOREIGN)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_relations_point_down_the_floors(model: type[models.Model]) -> None:
    """Relations named by a string are unseen by the import contract."""
    floor = floors()
    own = model._meta.app_label
    for relation in model._meta.get_fields():
        target = relation.related_model
        if not relation.concrete or not isinstance(target, type) or not target.__module__.startswith("ramo."):
            continue
        theirs = target._meta.app_label
        assert theirs == own or floor[theirs] < floor[own], f"{model._meta.label}.{relation.name} points to {theirs}"


def test_an_app_that_is_installed_has_a_floor() -> None:
    installed = {config.label for config in apps.get_app_configs() if config.name.startswith("ramo.")}
    assert installed <= set(floors())
