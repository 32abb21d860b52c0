"""What loading did, kind by kind."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Brought:
    """`kept` rows ship changed, but somebody edited, confirmed or withdrew them; `unshipped` no longer ship."""

    kind: str
    created: int = 0
    updated: int = 0
    same: int = 0
    kept: list[str] = field(default_factory=list)
    unshipped: list[str] = field(default_factory=list)

    @property
    def changed(self) -> int:
        return self.created + self.updated
