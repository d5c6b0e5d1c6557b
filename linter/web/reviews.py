"""The folder of a review -> its questions, as the file says that people answer in, with what the store knows of them."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from linter.model.errors import UsageError
from linter.model.outline import TYPES
from linter.model.system_error import of_system
from linter.run import answers_file
from linter.run.answers import Reach, Stored, match

if TYPE_CHECKING:
    from pathlib import Path

    from linter.model.audit import PageType, Question, Together
    from linter.run.answers_file import Told


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one criterion, "" for those of rules that rest on none; those that are open come first."""

    criterion: str
    questions: tuple[Question, ...]

    @property
    def open(self) -> int:
        """How many nobody has answered."""
        return sum(one.answer is None for one in self.questions)


class ReviewFolder:
    """The review in one folder; its file is read again when it has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._lock = folder.absolute(), Lock()
        self._changed: tuple[int, int] | None = None
        self._told: Told | None = None

    def told(self) -> Told:
        """Return what the file says; a `UsageError` where it cannot be read."""
        path = self._folder / answers_file.NAME
        try:
            status = path.stat()
        except OSError as error:
            raise UsageError(of_system(error), str(path)) from error
        with self._lock:
            changed = (status.st_mtime_ns, status.st_size)
            if self._told is None or changed != self._changed:
                self._told, self._changed = answers_file.read(path), changed
            return self._told

    def groups(self, stored: Stored) -> list[Group]:
        """Return the questions by criterion, in the order of the file."""
        told = self.told()
        found: dict[str, list[Question]] = {}
        for one in match(told.asked, told.all, stored, told.together, told.pages).questions:
            found.setdefault(one.criterion, []).append(one)
        return [
            Group(criterion, tuple(sorted(some, key=lambda one: one.answer is not None)))
            for criterion, some in found.items()
        ]

    def reached(self, stored: Stored, said: Together) -> list[Question]:
        """Return the open questions that an answer about many pages is about."""
        reach = Reach(self.told().pages)
        return [
            one
            for group in self.groups(stored)
            for one in group.questions
            if one.answer is None and reach.covers(said, one)
        ]

    def addresses(self) -> dict[str, str]:
        """Return what people know the pages by, by source."""
        return {one.source: one.address for one in self.told().pages}

    def types(self) -> list[PageType]:
        """Return the types that the pages of the sample are of, in their order."""
        met = {kind for one in self.told().pages for kind in one.types} - {"document"}  # nothing is asked of those
        return [kind for kind in TYPES if kind in met]

    def find(self, name: str) -> Question | None:
        """Return a question by its id."""
        return next((one for one in self.told().asked if one.id == name), None)

    def picture(self, question: Question) -> Path | None:
        """Return the picture of a question's element: a PNG inside the folder, None for anything else."""
        if not question.picture:
            return None
        path = (self._folder / question.picture).resolve()
        is_ours = path.is_relative_to(self._folder.resolve()) and path.suffix == ".png"
        return path if is_ours and path.is_file() else None
