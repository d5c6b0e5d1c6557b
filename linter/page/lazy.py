"""What is worked out when first asked for, and then stands in the object itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property as lazy
else:

    class lazy:  # noqa: N801  it stands in the place of a function
        """A `cached_property` without a lock: that of Python 3.11 takes one each time, and a page is read by one thread."""

        def __init__(self, work: Any) -> None:  # noqa: ANN401  any method
            self.work, self.__doc__ = work, work.__doc__
            self.name = work.__name__

        def __get__(self, one: Any, owner: type | None = None) -> Any:  # noqa: ANN401  whatever it is of
            if one is None:
                return self
            value = one.__dict__[self.name] = self.work(one)
            return value


__all__ = ["lazy"]
