"""Pages, keywords, pictures, a library's corner, and who moderates."""

from .addresses import FormerAddress
from .concepts import ConceptPage, Edition, IndexPage
from .corners import CornerPicture, LibraryCorner
from .fronts import AreaPage, HomePage
from .keywords import Keyword, PageKeyword
from .moderation import Moderation
from .pages import SitePage
from .pictures import Picture, SizedPicture

__all__ = [
    "AreaPage",
    "ConceptPage",
    "CornerPicture",
    "Edition",
    "FormerAddress",
    "HomePage",
    "IndexPage",
    "Keyword",
    "LibraryCorner",
    "Moderation",
    "PageKeyword",
    "Picture",
    "SitePage",
    "SizedPicture",
]
