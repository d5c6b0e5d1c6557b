"""Two runs of a site -> what is new, what was fixed, what is still there, and what cannot be compared and why.

A fault is known by rule and content on its page; a page that has moved is followed by where it redirects to and by its
content. Pages on which the same was found in both runs are not looked into.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from linter.run.history.accounts import read_account, reason_of, why_not
from linter.run.moves import Met, find_moves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.model.history import Account, KeptFault, KeptPage, KeptRun
    from linter.model.reason import Reason
    from linter.run.history.accounts import Why
    from linter.store.runs import Runs

State = Literal["new", "fixed", "still", "not_comparable"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one fault, or of all `count` faults of a page that the other run does not have: then `rule` is "".

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

    before: KeptPage | None
    after: KeptPage | None

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

    def compared(self) -> Comparison:
        """Return the comparison."""
        pairs = self._pairs()
        changed = [one for one in pairs if one.before is not None and one.after is not None and not one.is_same]
        accounts = self._accounts(changed)
        before = self._runs.prints(self._earlier.id, [one.before.number for one in changed if one.before is not None])
        after = self._runs.prints(self._later.id, [one.after.number for one in changed if one.after is not None])
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
        before = {one.page: one for one in self._runs.pages(self._earlier.id)}
        after = {one.page: one for one in self._runs.pages(self._later.id)}
        names = {**_by_redirect(before, after), **_by_content(before, after)}
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
        told = Difference(
            "not_comparable",
            one.page,
            one.findings,
            why="page_not_examined",
            is_in="later" if pair.before is None else "earlier",
        )
        self._tell(pair, told, None)

    def _same(self, pair: _Pair, page: KeptPage) -> None:
        if page.findings:
            self._tell(pair, Difference("still", page.page, page.findings, was=pair.was), None)

    def _changed(
        self,
        pair: _Pair,
        before: Sequence[tuple[Any, ...]],
        after: Sequence[tuple[Any, ...]],
        accounts: tuple[Account, Account],
    ) -> None:
        assert pair.before is not None  # noqa: S101  it is on both sides
        assert pair.after is not None  # noqa: S101  likewise
        old, new = _by_key(before), _by_key(after)
        for key in sorted({*old, *new}):
            was, now_ = old.get(key), new.get(key)
            open_before, open_after = _open(was), _open(now_)
            fixed = max(0, open_before - (now_[2] if now_ else 0))
            added = max(0, open_after - (was[2] if was else 0))
            still = min(open_before, (now_[2] if now_ else 0))
            if was and fixed:
                why = why_not(key[0], was[1], self._earlier, self._later, pair.after, accounts[1])
                self._lone(pair, key, fixed, ("fixed", why), accounts[1], (0, was[0]))
            if now_ and added:
                why = why_not(key[0], now_[1], self._later, self._earlier, pair.before, accounts[0])
                self._lone(pair, key, added, ("new", why), accounts[0], (1, now_[0]))
            if now_ and still:
                self._tell(pair, Difference("still", pair.name, still, key[0], outcome=key[2]), (1, now_[0]))

    def _lone(
        self,
        pair: _Pair,
        key: tuple[str, str, str],
        count: int,
        became: tuple[State, Why | None],
        account: Account,
        place: tuple[int, int],
    ) -> None:
        """Tell of faults that only one of the runs has."""
        state, why = became
        rule, _, outcome = key
        partly = account.partly.get(rule) if why == "rule_not_examined" else None
        if why is not None:
            self._why[why] += count
            state = "not_comparable"
        told = Difference(
            state,
            pair.name,
            count,
            rule,
            outcome=outcome,
            why=why,
            reason=reason_of(partly) if partly is not None else None,
            is_in="later" if place[0] else "earlier",
        )
        self._tell(pair, told, place)

    def _tell(self, pair: _Pair, one: Difference, place: tuple[int, int] | None) -> None:
        self._counts[one.state] += one.count
        if one.rule:
            self._by_rule.setdefault(one.rule, Counter())[one.state] += one.count
        wanted = self._wanted
        if one.state not in wanted.states:
            return
        self._place += 1
        if self._place <= wanted.start:
            return
        if wanted.most is not None and len(self._shown) >= wanted.most:
            self._is_more = True
            return
        self._shown.append((pair, replace(one, was=pair.was), place))

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


def _by_key(prints: Sequence[tuple[Any, ...]]) -> dict[tuple[str, str, str], tuple[int, str, int, int]]:
    """Return the faults of a page by what they are known by: the number and fingerprint of the first, how many, how many suppressed."""
    found: dict[tuple[str, str, str], tuple[int, str, int, int]] = {}
    for number, rule, known_by, outcome, fingerprint, count, suppressed in prints:
        key = (rule, known_by, outcome)
        first = found.get(key, (number, fingerprint, 0, 0))
        found[key] = (first[0], first[1], first[2] + count, first[3] + suppressed)
    return found


def _open(one: tuple[int, str, int, int] | None) -> int:
    return one[2] - one[3] if one is not None else 0


def _by_redirect(before: Mapping[str, KeptPage], after: Mapping[str, KeptPage]) -> dict[str, str]:
    """Return pages that are new and were reached through one that is no more there, with that one."""
    found: dict[str, str] = {}
    for page, one in after.items():
        if page not in before:
            old = next((was for was in one.redirects if was in before and was not in after), None)
            if old is not None:
                found.setdefault(old, page)
    return {page: old for old, page in found.items()}


def _by_content(before: Mapping[str, KeptPage], after: Mapping[str, KeptPage]) -> Mapping[str, str]:
    met = [Met(one.page, one.content, one.redirects) for one in after.values()]
    return find_moves(met, {page: one.content for page, one in before.items()}, lambda _: False).before
