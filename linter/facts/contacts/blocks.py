"""Lines with contact traits -> contact blocks: which lines together speak of one person or unit.

Mark-up decides where there is some (hCard, schema.org, h-card, staff tables); elsewhere the smallest box that holds one
name with its numbers, or a run of lines from a name to the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from linter.facts.contacts import events, footers, identity, line_kinds, markup, tables
from linter.facts.contacts.names import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linter.facts.contacts.lines import Traits
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_STOP_TAGS = frozenset({"main", "body", "html", "form"})
_MAX_LINES = 26
_MAX_BACK = 6
_MAX_BETWEEN = 12
_MOST_AROUND = 100
"""Lines before and after a number or an address in which its contact stands."""


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one contact; `element` is what an editor would change, `marked` says that mark-up names it a contact."""

    lines: tuple[Line, ...]
    element: Element | None
    region: str | None
    marked: bool = False
    row: tables.Row | None = None
    heading: Line | None = None
    around: tuple[Line, ...] = ()
    """What else the region holds of the same organisation, before and after the lines."""
    event: bool = False
    """Whether it is the card of an event, whose heading says what happens."""


def _is_in_other_table(line: Line, of: Line) -> bool:
    """Return whether a line stands in a table that another line is no part of: what its rows say is about something else."""
    table = line.block.closest("table")
    return table is not None and not of.block.within(table)


class Blocks:
    """Finds the blocks of one page."""

    def __init__(
        self, page: Page, traits: Callable[[Line], Traits], known: dict[int, Traits], staff: Sequence[tables.Table]
    ) -> None:
        self.page = page
        self.staff = staff
        self.traits_of = traits
        self.known = known
        self.taken: set[int] = set()
        self._begins: dict[int, bool] = {}

    def found(self) -> list[Block]:
        """Return the blocks in document order."""
        found = list(self._tables())
        groups = footers.groups(self.page, self.traits_of, self.taken)
        found.extend(Block(lines, self._holder(lines), "footer", around=around) for lines, around in groups)
        anchors = sorted(index for index, traits in self.known.items() if traits.has_channel)
        for index in anchors:
            line = self.page.lines[index]
            if index in self.taken or line.region in ("header", "navigation", "footer"):
                continue
            if line_kinds.is_row_of_links(line) and not self.known[index].phones:
                continue
            block = self._block(line)
            if block is not None:
                self.taken.update(other.index for other in block.lines)
                found.append(block)
        return sorted(found, key=lambda block: block.lines[0].index)

    # -- tables -------------------------------------------------------------------------------------------------------

    def _tables(self) -> Iterator[Block]:
        self.taken.update(line.index for table in self.staff for row in table.heads for line in row.lines)
        for row in (row for table in self.staff if self._gives_channel(table) for row in table.rows):
            lines = tuple(row.element.lines)
            if lines and not self.taken & {line.index for line in lines} and row.element.region != "navigation":
                self.taken.update(line.index for line in lines)
                yield Block(lines, row.element, row.element.region, row=row)

    def _gives_channel(self, table: tables.Table) -> bool:
        """Return whether a row of a table says how to reach somebody: columns that are empty from top to bottom say nothing."""
        lines = (line for row in table.rows for line in row.element.lines)
        return any(self.known[line.index].kinds for line in lines if line.index in self.known)

    # -- boxes --------------------------------------------------------------------------------------------------------

    def _block(self, line: Line) -> Block | None:
        event = events.card(line)
        if event is not None:
            lines = tuple(other for other in event.lines if other.index not in self.taken)
            return Block(lines, event, event.region, event=True)
        card = self._card(line)
        if card is not None:
            lines = tuple(other for other in card.lines if other.index not in self.taken)
            return Block(lines, card, card.region, marked=True, heading=self._heading_before(lines[0]))
        box = self._climb(line)
        lines = tuple(other for other in self._lines_around(line, box) if other.index not in self.taken)
        if not lines:
            lines = (line,)
        lines = self._trimmed(self._part(lines, line), line, box)
        own = self._has_own_name(lines, box)
        lines = (*lines, *self._completing(lines)) if own else self._extend(lines)
        lines = (*lines, *self._form_after(lines))
        if all(
            self.traits_of(other).is_prose for other in lines if self.traits_of(other).has_channel
        ) and not self._is_named_box(box):
            return None
        return Block(lines, self._holder(lines), line.region, heading=self._heading_before(lines[0]))

    def _lines_around(self, line: Line, box: Element) -> Sequence[Line]:
        """Return the lines of a box that are near enough to be of the same contact."""
        first, end = box.line_range
        return self.page.lines[max(first, line.index - _MOST_AROUND) : min(end, line.index + _MOST_AROUND + 1)]

    def _card(self, line: Line) -> Element | None:
        """Return the marked-up card around a line, the innermost that has a channel."""
        for element in (line.block, *line.block.ancestors()):
            if element.tag in _STOP_TAGS:
                return None
            if markup.is_card(element):
                return element if element.line_count <= _MAX_LINES else None
        return None

    def _climb(self, line: Line) -> Element:
        """Return the largest element around a line that still speaks of one contact."""
        best = line.block
        for element in line.block.ancestors():
            if not self._is_one_contact(element):
                break
            best = element
        return best

    def _is_one_contact(self, element: Element) -> bool:
        if element.tag in _STOP_TAGS or element.get("role") == "main":
            return False
        if element.line_count > _MAX_LINES or any(
            h.p0 >= element.p0 and h.p0 < element.p1 for h in self.page.tags("h1")
        ):
            return False
        lines = element.lines
        if any(line.heading and not self._is_label_heading(line, lines[0]) for line in lines[1:]):
            return False
        prose = sum(self.traits_of(other).is_prose for other in lines)
        boxed = element.tag in ("address", "li", "dl", "aside") or markup.is_box(element)
        if prose > (3 if boxed else 0):
            return False
        if any(other.index in self.taken for other in lines):
            return False
        return len(self._groups(lines)) <= 1 and not self._repeats(element)

    def _is_label_heading(self, line: Line, first: Line) -> bool:
        """Return whether a heading in a box says nothing of whose contact it is, and begins no section of its own."""
        traits = self.traits_of(line)
        label = next((h for h in traits.labels if h.start == 0), None)
        is_label = label is not None and not line.text[label.end :].strip(" :")
        is_channel = line_kinds.heads_channel(line)
        if is_channel and (names.is_generic(first.text) or line_kinds.heads_channel(first)):
            return True
        return (is_label or is_channel or names.is_generic(line.text)) and not 0 < line.heading <= first.heading

    def _groups(self, lines: Sequence[Line]) -> list[list[Line]]:
        """Split lines where a name begins; keep the groups with a channel."""
        groups: list[list[Line]] = []
        group: list[Line] = []
        has_channel = False
        for line in lines:
            if has_channel and self._starts(self.traits_of(line)):
                groups.append(group)
                group, has_channel = [], False
            group.append(line)
            has_channel = has_channel or self.traits_of(line).has_channel
        return [*groups, group] if has_channel else groups

    def _starts(self, traits: Traits) -> bool:
        """Return whether a line begins the contact of somebody."""
        index = traits.line.index
        if index not in self._begins:
            self._begins[index] = self._names_somebody(traits)
        return self._begins[index]

    def _names_somebody(self, traits: Traits) -> bool:
        if identity.inline_identity(traits):
            return True
        if not identity.identity(traits):
            return traits.label == "name" and bool(traits.value) and not (traits.has_channel or traits.has_form)
        text = traits.line.text
        return not names.is_generic(text) and not (
            names.is_role(text)
            and not (identity.is_titled_person(text) or identity.name_and_title(traits.line))
            and not traits.line.heading
            and not line_kinds.is_strong(traits.line)
        )

    def _repeats(self, element: Element) -> bool:
        """Return whether two children each have a phone and an e-mail of their own: two contacts without names."""
        full = 0
        for child in element.node.children:
            inner = self.page.element(child)
            if inner is None or not inner.line_count or inner.p1 <= inner.p0:
                continue
            traits = [self.traits_of(line) for line in inner.lines if line.block.within(inner)]
            full += any(t.phones for t in traits) and any(t.slots for t in traits)
        return full > 1

    def _part(self, lines: tuple[Line, ...], anchor: Line) -> tuple[Line, ...]:
        """Of a block with several names in it (plain lines with `br`), return the part around the anchor."""
        groups = self._groups(lines)
        if len(groups) <= 1:
            return lines
        return (
            tuple(next(group for group in groups if anchor in group)) if any(anchor in g for g in groups) else (anchor,)
        )

    def _trimmed(self, lines: tuple[Line, ...], anchor: Line, box: Element) -> tuple[Line, ...]:
        """Of lines that stand in one box with an article's text, return those between its paragraphs."""
        if box is not anchor.block or self._is_named_box(box):
            return lines
        at = lines.index(anchor)
        start = next((i + 1 for i in range(at - 1, -1, -1) if self.traits_of(lines[i]).is_prose), 0)
        end = next((i for i in range(at + 1, len(lines)) if self.traits_of(lines[i]).is_prose), len(lines))
        return lines[start:end]

    def _has_own_name(self, lines: Sequence[Line], box: Element) -> bool:
        return any(self._starts(self.traits_of(line)) for line in lines) or (
            len(lines) > 1
            and not self.traits_of(lines[0]).has_channel
            and self.traits_of(lines[0]).label is None
            and not self.traits_of(lines[0]).has_address
            and bool(lines[0].text)
            and not self.traits_of(lines[0]).is_prose
            and box.tag not in ("dl", "table")
        )

    def _extend(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Add the lines before up to a name, and those after as long as they go on with the same contact."""
        before: list[Line] = []
        index, named = lines[0].index - 1, False
        while index >= 0 and len(before) < _MAX_BACK:
            line = self.page.lines[index]
            traits = self.traits_of(line)
            if index in self.taken or line.region != lines[0].region or traits.is_prose or (line.heading == 1):
                break
            if _is_in_other_table(line, lines[0]):
                break
            if traits.has_channel and identity.inline_identity(traits):
                break
            before.insert(0, line)
            if self._starts(traits) or line.heading:
                named = True
                break
            if traits.is_owner:
                before = []
                break
            index -= 1
        if not named and not any(self.traits_of(line).has_channel for line in before):
            before = []
        return (*before, *lines, *self._after(lines, before))

    def _form_after(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Return the line after a contact without an address to write to, where it leads to a form that sends a message.

        A web address that is only written out may stand between them.
        """
        last = lines[-1]
        below = (line for line in self.page.lines[last.index + 1 : last.index + 4] if line.text)
        following = next((line for line in below if not line.text.startswith(("http://", "https://"))), None)
        if following is None or following.index in self.taken or following.region != last.region or following.heading:
            return ()
        traits = self.traits_of(following)
        is_own = traits.has_form and not traits.is_prose and not self._starts(traits)
        return (following,) if is_own and not any("email" in self._kinds(line) for line in lines) else ()

    def _after(self, lines: Sequence[Line], before: Sequence[Line]) -> list[Line]:
        after: list[Line] = []
        have = {kind for line in (*before, *lines) for kind in self._kinds(line)}
        for line in self.page.lines[lines[-1].index + 1 : lines[-1].index + 9]:
            traits = self.traits_of(line)
            if line.index in self.taken or line.region != lines[0].region or traits.is_prose or traits.is_owner:
                break
            if line.heading or self._starts(traits) or not self._near(line, lines[-1]):
                break
            kinds = self._kinds(line)
            if not kinds and not traits.has_address and traits.label is None and not self._is_map(line):
                break
            if kinds & have & {"email"} or (
                kinds & have and len(have) > 1 and self._kinds(line) == {"phone"} and "email" in have
            ):
                break
            have |= kinds
            after.append(line)
        return after

    def _completing(self, lines: tuple[Line, ...]) -> list[Line]:
        """Return the lines after a contact with a name that say how else to reach it, with the address before them."""
        have, told = {kind for line in lines for kind in self._kinds(line)}, 0
        after: list[Line] = []
        for line in self.page.lines[lines[-1].index + 1 : lines[-1].index + 9] if len(have) == 1 else ():
            traits, kinds = self.traits_of(line), self._kinds(line)
            is_own = identity.is_channel_alone(traits) if kinds else identity.is_address_alone(traits)
            is_near = line.index not in self.taken and line.region == lines[-1].region and self._near(line, lines[-1])
            if not (is_near and is_own) or kinds & have:
                break
            after.append(line)
            have |= kinds
            told = len(after) if kinds else told
        return after[:told]

    def _kinds(self, line: Line) -> set[str]:
        traits = self.traits_of(line)
        kinds = {h.kind for h in traits.empty}
        if any(not p.is_fax for p in traits.phones):
            kinds.add("phone")
        if traits.slots or traits.has_form:
            kinds.add("email")
        return kinds

    def _is_map(self, line: Line) -> bool:
        return len(line.text) < 40 and any(
            self.page.layout.part_element[p].closest("a") is not None for s, e, p in line.pieces if e > s
        )

    def _near(self, line: Line, last: Line) -> bool:
        """Return whether two lines stand in one box: their nearest common element is small or their direct parent."""
        common = next((a for a in (last.block, *last.block.ancestors()) if line.block.within(a)), None)
        if common is None:
            return False
        return (
            common is last.block.parent
            or common is last.block
            or common is line.block.parent
            or common.line_count <= _MAX_LINES
        )

    def _is_named_box(self, box: Element) -> bool:
        """Return whether running text stands in a card with a name or a heading of its own."""
        boxed = box.tag in ("address", "aside", "article", "li") or markup.is_box(box)
        first = next((line for line in box.lines if line.text), None)
        if not boxed or first is None or not (first.heading or line_kinds.is_strong(first)):
            return False
        return names.is_generic(first.text) or names.may_name(first.text)

    def _heading_before(self, first: Line) -> Line | None:
        """Return the heading that names a contact: nothing but its own lines between them, or it alone leads its section."""
        between: list[Line] = []
        if first.heading:
            return None
        for index in range(first.index - 1, max(-1, first.index - _MAX_BETWEEN), -1):
            line = self.page.lines[index]
            if line.region != first.region:
                return None
            if line.heading:
                return line if line.heading > 1 and self._leads(line, between, first) else None
            between.append(line)
        return None

    def _leads(self, heading: Line, between: Sequence[Line], first: Line) -> bool:
        if all(not line.text or self._is_own(self.traits_of(line)) for line in between):
            return True
        section = next((a for a in first.block.ancestors() if heading.block.within(a)), None)
        if section is None or section.tag in _STOP_TAGS or section.get("role") == "main":
            return False
        headings = [line for line in section.lines if line.heading]
        return headings == [heading] and next((line for line in section.lines if line.text), None) is heading

    def _is_own(self, traits: Traits) -> bool:
        """Return whether a line is one that contacts have beside names: numbers, addresses, hours, an introduction."""
        return (
            traits.label is not None
            or traits.has_address
            or traits.has_channel
            or names.is_generic(traits.line.text)
            or names.is_about_hours(traits.line.text)
        )

    def _holder(self, lines: Sequence[Line]) -> Element | None:
        """Return the smallest element around all lines if it holds nothing else that matters, else None."""
        first, last = lines[0], lines[-1]
        wanted = {line.index for line in lines}
        for element in (first.block, *first.block.ancestors()):
            if element.p1 >= last.p1 or last.block.within(element):
                most = max(2, len(lines) // 2)
                begin, end = element.line_range
                others = (line for line in islice(self.page.lines, begin, end) if line.index not in wanted)
                inside = sum(1 for _ in islice((line for line in others if line.text), most + 1))
                return element if inside <= most and element.tag not in _STOP_TAGS else None
        return None
