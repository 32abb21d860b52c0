"""What may be refused while starting or saving the house; each message is one sentence for whoever sits there."""

from __future__ import annotations


class LaunchRefused(Exception):
    """Shown as it stands, without a traceback; the process ends with code 1."""


class NoBinaries(LaunchRefused):
    """No PostgreSQL programs were found on this machine."""


class ClusterRefused(LaunchRefused):
    """The data folder cannot be used as it is: other version, other owner, or already in use."""


class ServerFailed(LaunchRefused):
    """PostgreSQL itself would not start or stop."""


class DatabaseUnfit(LaunchRefused):
    """A database answers but would mistreat Bulgarian text, or cannot be reached at all."""


class AlreadyRunning(LaunchRefused):
    """Another process of ours holds the data folder."""


class PortTaken(LaunchRefused):
    """Another program listens on the wanted port."""


class BackupRefused(LaunchRefused):
    """The file cannot be written, is not a backup, or is damaged."""


class RestoreRefused(LaunchRefused):
    """The place to restore into is not empty."""


class StepFailed(LaunchRefused):
    """A step of the start (migration, content, static files) ended with an error."""
