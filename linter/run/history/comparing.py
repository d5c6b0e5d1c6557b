"""Two runs of a site -> what is new, what was fixed, what is still there, and what cannot be compared and why.

A fault is known by rule and content on its page; a page that has moved is followed by where it redirects to, by its
content, and by its text where its dates are others. Pages on which the same was found in both runs are looked into only
where what is still there is listed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from linter.run.history.accounts import read_account, reason_of, why_not
from linter.run.moves import Met, find_moves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.model.history import Account, KeptFault, KeptRun, PageMark
    from linter.model.reason import Reason
    from linter.run.history.accounts import Why
    from linter.store.runs import Runs

_BATCH = 500
"""So many pages are read at once whose faults are listed one after the other."""
_HALF = 2
"""With so many changed pages of all, one look at the whole run is cheaper than one at each."""
State = Literal["new", "fixed", "still", "not_comparable"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one fault, or of all `count` faults of a page that the other run does not have: `rule` is "" then.

    `page` is what its page is called in the later run, where that has it; `was` what it was called before it moved.
    """

    state: State
    page: str
    count: int
    rule: str = ""
    severity: str = ""
    outcome: str = ""
    says: str = ""
    line: int | None = None
    was: str | None = None
    why: Why | None = None
    reason: Reason | None = None
    """Why the rule was not examined, where that is why they cannot be compared."""
    is_in: Literal["earlier", "later", "both"] = "both"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the faults from one run to another: how many, on how many pages, and some of them."""

    earlier: KeptRun
    later: KeptRun
    counts: Mapping[State, int]
    why: Mapping[Why, int]
    by_rule: Mapping[str, Mapping[State, int]]
    """Of faults that were looked at one by one: what is still there on pages that are as they were is not in it."""
    pages: int
    moved: Mapping[str, str]
    """Pages that have moved, as they are called now, with what they were called before."""
    shown: tuple[Difference, ...]
    more: int | None
    """Where the next of them begin; None where there are no more."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which differences are listed: of these states, so many at most, after the first `start`."""

    states: tuple[State, ...] = ("new", "fixed", "not_comparable")
    most: int | None = 200
    start: int = 0


def compare(runs: Runs, earlier: KeptRun, later: KeptRun, wanted: Wanted | None = None) -> Comparison:
    """Return what became of the faults of the earlier run in the later one."""
    return _Comparing(runs, earlier, later, wanted or Wanted()).compared()


@dataclass(frozen=True, slots=True)
class _Pair:
    """A page as both runs have it, or one of them alone."""

    before: PageMark | None
    after: PageMark | None

    @property
    def name(self) -> str:
        one = self.after or self.before
        assert one is not None  # noqa: S101  one of them is there
        return one.page

    @property
    def is_same(self) -> bool:
        return self.before is not None and self.after is not None and self.before.state == self.after.state

    @property
    def was(self) -> str | None:
        moved = self.before is not None and self.after is not None and self.before.page != self.after.page
        return self.before.page if moved and self.before is not None else None


class _Comparing:
    """One comparison while it is made."""

    def __init__(self, runs: Runs, earlier: KeptRun, later: KeptRun, wanted: Wanted) -> None:
        self._runs, self._earlier, self._later, self._wanted = runs, earlier, later, wanted
        self._counts: Counter[State] = Counter(dict.fromkeys(STATES, 0))
        self._why: Counter[Why] = Counter()
        self._by_rule: dict[str, Counter[State]] = {}
        self._place = 0
        self._shown: list[tuple[_Pair, Difference, tuple[int, int] | None]] = []
        self._is_more = False
        self._same_numbers: list[int] = []
        self._read: dict[int, list[tuple[Any, ...]]] = {}

    def compared(self) -> Comparison:
        """Return the comparison."""
        pairs = self._pairs()
        self._same_numbers = [
            one.after.number for one in pairs if one.after is not None and one.is_same and one.after.findings
        ]
        changed = [one for one in pairs if one.before is not None and one.after is not None and not one.is_same]
        accounts = self._accounts(changed)
        is_most = len(changed) * _HALF >= len(pairs)
        olds = None if is_most else [one.before.number for one in changed if one.before is not None]
        news = None if is_most else [one.after.number for one in changed if one.after is not None]
        before, after = self._runs.prints(self._earlier.id, olds), self._runs.prints(self._later.id, news)
        for pair in pairs:
            if pair.before is None or pair.after is None:
                self._alone(pair)
            elif pair.is_same:
                self._same(pair, pair.after)
            else:
                both = (before.get(pair.before.number, []), after.get(pair.after.number, []))
                self._changed(pair, *both, (accounts[pair.before.account], accounts[pair.after.account]))
        wanted = self._wanted
        return Comparison(
            self._earlier,
            self._later,
            self._counts,
            self._why,
            self._by_rule,
            len(pairs),
            {one.name: one.was for one in pairs if one.was is not None},
            tuple(self._worded()),
            wanted.start + len(self._shown) if self._is_more else None,
        )

    def _pairs(self) -> list[_Pair]:
        before = {one.page: one for one in self._runs.marks(self._earlier.id)}
        after = {one.page: one for one in self._runs.marks(self._later.id)}
        names = {**_by_redirect(before, after), **_by_content(before, after)}
        names = {**_by_text(before, after, names), **names}
        taken = set(names.values())
        pairs = [_Pair(before.get(names.get(page, page)), one) for page, one in after.items() if page not in taken]
        pairs += [_Pair(None, one) for page, one in after.items() if page in taken and page not in names]
        met = {one.before.page for one in pairs if one.before is not None}
        pairs += [_Pair(one, None) for page, one in before.items() if page not in met]
        return sorted(pairs, key=lambda pair: (pair.name, pair.after is None))

    def _accounts(self, changed: Sequence[_Pair]) -> Mapping[str, Account]:
        digests = {one.account for pair in changed for one in (pair.before, pair.after) if one is not None}
        return {key: read_account(text) for key, text in self._runs.contents(digests).items()}

    def _alone(self, pair: _Pair) -> None:
        one = pair.before or pair.after
        if one is None or not one.findings:
            return
        self._why["page_not_examined"] += one.findings
        if self._is_shown("not_comparable", one.findings):
            side: Literal["earlier", "later"] = "later" if pair.before is None else "earlier"
            told = Difference("not_comparable", one.page, one.findings, why="page_not_examined", is_in=side)
            self._shown.append((pair, told, None))

    def _same(self, pair: _Pair, page: PageMark) -> None:
        """Tell of a page on which both runs found the same; its faults are read only where they are listed."""
        self._counts["still"] += page.findings
        if not page.findings or self._is_more or "still" not in self._wanted.states:
            return
        for key, (number, _, count, suppressed) in sorted(_by_key(self._faults_of_same(page.number)).items()):
            if count > suppressed and self._is_listed("still"):
                told = Difference("still", page.page, count - suppressed, key[0], outcome=key[2], was=pair.was)
                self._shown.append((pair, told, (1, number)))

    def _faults_of_same(self, number: int) -> Sequence[tuple[Any, ...]]:
        """Return the faults of a page that is the same in both runs, read for some pages at once."""
        if number not in self._read:
            at = self._same_numbers.index(number)
            wanted = self._same_numbers[at : at + _BATCH]
            self._read = {key: [] for key in wanted} | self._runs.prints(self._later.id, wanted)
        return self._read[number]

    def _changed(
        self,
        pair: _Pair,
        before: Sequence[tuple[Any, ...]],
        after: Sequence[tuple[Any, ...]],
        accounts: tuple[Account, Account],
    ) -> None:
        old, new = _by_key(before), _by_key(after)
        for key in sorted({*old, *new}):
            was, now_ = old.get(key, _NONE), new.get(key, _NONE)
            open_before, open_after = was[2] - was[3], now_[2] - now_[3]
            fixed, added = max(0, open_before - now_[2]), max(0, open_after - was[2])
            still = min(open_before, now_[2])
            if fixed:
                self._lone(pair, key, fixed, was, accounts[1])
            if added:
                self._lone(pair, key, added, now_, accounts[0], is_new=True)
            if still and self._is_shown("still", still, key[0]):
                told = Difference("still", pair.name, still, key[0], outcome=key[2], was=pair.was)
                self._shown.append((pair, told, (1, now_[0])))

    def _lone(
        self,
        pair: _Pair,
        key: tuple[str, str, str],
        count: int,
        fault: tuple[int, str, int, int],
        account: Account,
        *,
        is_new: bool = False,
    ) -> None:
        """Tell of faults that only one of the runs has; `account` is that of the page in the other run."""
        runs = (self._later, self._earlier) if is_new else (self._earlier, self._later)
        page = pair.before if is_new else pair.after
        assert page is not None  # noqa: S101  the other run has the page
        rule, _, outcome = key
        why = why_not(rule, fault[1], *runs, page, account)
        state: State = "not_comparable" if why is not None else "new" if is_new else "fixed"
        if why is not None:
            self._why[why] += count
        if not self._is_shown(state, count, rule):
            return
        partly = account.partly.get(rule) if why == "rule_not_examined" else None
        told = Difference(
            state,
            pair.name,
            count,
            rule,
            outcome=outcome,
            why=why,
            was=pair.was,
            reason=reason_of(partly) if partly is not None else None,
            is_in="later" if is_new else "earlier",
        )
        self._shown.append((pair, told, (int(is_new), fault[0])))

    def _is_shown(self, state: State, count: int, rule: str = "") -> bool:
        """Count faults, and return whether they are among those that are listed."""
        self._counts[state] += count
        if rule:
            self._by_rule.setdefault(rule, Counter())[state] += count
        return self._is_listed(state)

    def _is_listed(self, state: State) -> bool:
        """Return whether the next of a state is among those that are listed."""
        wanted = self._wanted
        if state not in wanted.states:
            return False
        self._place += 1
        if self._place <= wanted.start:
            return False
        self._is_more = wanted.most is not None and len(self._shown) >= wanted.most
        return not self._is_more

    def _worded(self) -> Iterator[Difference]:
        """Yield what is shown, with what the findings say: that is read for these alone."""
        faults = []
        for side, run in enumerate((self._earlier, self._later)):
            pages = [
                page.number
                for pair, _, place in self._shown
                if place is not None and place[0] == side and (page := (pair.before, pair.after)[side]) is not None
            ]
            faults.append(self._runs.faults(run.id, sorted({*pages})))
        for pair, one, place in self._shown:
            page = None if place is None else (pair.before, pair.after)[place[0]]
            if place is None or page is None:
                yield one
                continue
            fault: KeptFault = faults[place[0]][page.number][place[1]]
            yield replace(one, severity=fault.severity, says=fault.says, line=fault.line)


_NONE = (0, "", 0, 0)


def _by_key(prints: Sequence[tuple[Any, ...]]) -> dict[tuple[str, str, str], tuple[int, str, int, int]]:
    """Return the faults of a page by what they are known by: the number and fingerprint of the first, how many, how many suppressed."""
    found: dict[tuple[str, str, str], tuple[int, str, int, int]] = {}
    for number, rule, known_by, outcome, fingerprint, count, suppressed in prints:
        key = (rule, known_by, outcome)
        first = found.get(key)
        if first is None:
            found[key] = (number, fingerprint, count, suppressed)
        else:
            found[key] = (first[0], first[1], first[2] + count, first[3] + suppressed)
    return found


def _by_redirect(before: Mapping[str, PageMark], after: Mapping[str, PageMark]) -> dict[str, str]:
    """Return pages that are new and were reached through one that is no more there, with that one."""
    found: dict[str, str] = {}
    for page, one in after.items():
        if page not in before:
            old = next((was for was in one.redirects if was in before and was not in after), None)
            if old is not None:
                found.setdefault(old, page)
    return {page: old for old, page in found.items()}


def _by_content(before: Mapping[str, PageMark], after: Mapping[str, PageMark]) -> Mapping[str, str]:
    met = [Met(one.page, one.content, one.redirects) for one in after.values()]
    return find_moves(met, {page: one.content for page, one in before.items()}, lambda _: False).before


def _by_text(
    before: Mapping[str, PageMark], after: Mapping[str, PageMark], known: Mapping[str, str]
) -> Mapping[str, str]:
    """Return the moves of pages that are not followed yet, where their dates alone are others."""
    followed = {*known.values()}
    met = [Met(page, one.text) for page, one in after.items() if page not in known]
    return find_moves(
        met, {page: one.text for page, one in before.items() if page not in followed}, lambda _: False
    ).before
