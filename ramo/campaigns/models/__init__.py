"""Tables of campaigns."""

from .answers import ClosingReport, ExitCard
from .editions import DistrictTarget, Edition, EditionTask, KeyDate, Stage
from .kits import Kit, KitTask
from .materials import Form, Material
from .participation import LibraryTask, Participation, Planned

__all__ = [
    "ClosingReport",
    "DistrictTarget",
    "Edition",
    "EditionTask",
    "ExitCard",
    "Form",
    "KeyDate",
    "Kit",
    "KitTask",
    "LibraryTask",
    "Material",
    "Participation",
    "Planned",
    "Stage",
]
