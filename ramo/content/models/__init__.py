"""Pages, keywords, pictures, a library's corner, and who moderates."""

from .corners import CornerPicture, LibraryCorner
from .keywords import Keyword, PageKeyword
from .moderation import Moderation
from .pages import AreaPage, ConceptPage, Edition, HomePage, IndexPage, SitePage
from .pictures import Picture, SizedPicture

__all__ = [
    "AreaPage",
    "ConceptPage",
    "CornerPicture",
    "Edition",
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
