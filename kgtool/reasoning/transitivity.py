"""Transitive closure of one property: short ones by joins, deep ones over components and bit sets."""

from __future__ import annotations

import numpy as np

from kgtool.errors import LimitExceeded
from kgtool.reasoning.columns import EMPTY, LOW, Column, Ints, expand, merged, pack, sorted_unique, without

FEW = 200
"""Pairs up to which plain Python is quicker than arrays, as for most hierarchies of classes."""
VERY_FEW = 4
"""New pairs up to which they are taken one by one, where each joins no more than so many:"""
MOST_JOINED = 1000
SHALLOW = 3
"""Rounds of joins tried before the whole closure is computed over components."""
MOST_NODES = 20_000
"""Nodes up to which reachability is held as a square of bits (20,000 nodes take 50 MB)."""


def extend(column: Column, new: Ints, limit: int) -> Ints:
    """What becomes reachable when ``new`` pairs join a transitive property.

    ``column`` already holds the new pairs; without them it was transitively closed. Gives packed pairs, sorted, none of
    which the column holds. Raises LimitExceeded where that are more than ``limit``.
    """
    if len(new) <= VERY_FEW:
        extra = _by_pairs(column, new)
        if extra is not None:
            return extra
    if len(column) <= FEW:
        return _by_walking(column, new, limit)
    everything = len(new) == len(column)
    found, frontier, rounds = EMPTY, new, 0
    edges = column
    while len(frontier):
        rounds += 1
        if rounds > SHALLOW and (everything or len(new) > 64):
            return _by_components(column, limit)
        known = column.pairs if not len(found) else merged(column.pairs, found)
        forward, ends = expand(frontier & LOW, edges.pairs)
        parts = [pack(frontier[forward] >> 32, ends)]
        if not everything:
            whole = Column(known)
            backward, starts = expand(frontier >> 32, whole.by_object)
            parts.append(pack(starts, frontier[backward] & LOW))
            forward, ends = expand(frontier & LOW, known)
            parts.append(pack(frontier[forward] >> 32, ends))
        frontier = without(sorted_unique(np.concatenate(parts)), known)
        found = merged(found, frontier)
        if len(found) > limit:
            raise _too_many(limit)
    return found


def _by_walking(column: Column, new: Ints, limit: int) -> Ints:
    """From each term that new pairs let reach further along all pairs, one after the other."""
    fresh = {pair >> 32 for pair in new.tolist() if pair >> 32 != pair & 0xFFFFFFFF}
    following: dict[int, set[int]] = {}
    for pair in column.pairs.tolist():
        source, target = pair >> 32, pair & 0xFFFFFFFF
        if source != target:
            following.setdefault(source, set()).add(target)
    closed: set[int] = set()
    found: list[int] = []
    for source, direct in following.items():
        if (source in fresh or not fresh.isdisjoint(direct)) and not following.keys().isdisjoint(direct):
            reached, walk = direct.copy(), [*direct]
            while walk:
                node = walk.pop()
                beyond = following.get(node, reached) - reached
                if beyond:
                    reached |= beyond
                    if node not in closed:
                        walk += beyond
            if len(reached) > len(direct):
                found += [source << 32 | node for node in reached - direct]
                following[source] = reached
        closed.add(source)
        if len(found) > limit:
            raise _too_many(limit)
    return without(np.array(sorted(found), np.int64), column.pairs)


def _by_pairs(column: Column, new: Ints) -> Ints | None:
    """One new pair after the other: what leads to it joined with what it leads to. None where that is much."""
    found: set[int] = set()
    for pair in new.tolist():
        source, target = pair >> 32, pair & 0xFFFFFFFF
        sources, targets = column.subjects(source).tolist(), column.objects(target).tolist()
        sources += [source, *(other >> 32 for other in found if other & 0xFFFFFFFF == source)]
        targets += [target, *(other & 0xFFFFFFFF for other in found if other >> 32 == target)]
        if len(sources) * len(targets) > MOST_JOINED:
            return None
        found.update(one << 32 | other for one in sources for other in targets)
    return without(np.array(sorted(found), np.int64), column.pairs)


def _by_components(column: Column, limit: int) -> Ints:
    nodes = sorted_unique(np.concatenate((column.pairs >> 32, column.pairs & LOW)))
    if len(nodes) > MOST_NODES:
        return _by_rounds(column, limit)
    source, target = nodes.searchsorted(column.pairs >> 32), nodes.searchsorted(column.pairs & LOW)
    component, count, cyclic = components(len(nodes), source, target)
    # A component is numbered after every component that it reaches, so that rows can be filled in ascending order.
    reach = np.zeros((count, (count + 63) // 64), np.uint64)
    bit = np.left_shift(np.uint64(1), (np.arange(count) & 63).astype(np.uint64))
    one, other = component[source], component[target]
    edges = sorted_unique(pack(one[one != other], other[one != other]))
    starts = edges.searchsorted(np.arange(count + 1) << 32)
    targets = edges & LOW
    for number in range(count):
        below = targets[starts[number] : starts[number + 1]]
        row = reach[number]
        if len(below):
            np.bitwise_or.reduce(reach[below], axis=0, out=row)
            np.bitwise_or.at(row, below >> 6, bit[below])
        if cyclic[number]:
            row[number >> 6] |= bit[number]
    size_of = np.bincount(component, minlength=count)
    bits = np.unpackbits(reach.view(np.uint8), axis=1, bitorder="little")[:, :count]
    total = int((size_of * (bits @ size_of)).sum())
    if total - len(column) > limit:
        raise _too_many(limit)
    first, second = np.nonzero(bits)
    if count < len(nodes):
        order = np.argsort(component, kind="stable")
        offsets = np.concatenate(([0], size_of.cumsum()))
        first, second = _spread(first, second, order, offsets)
    else:
        place = np.empty(count, np.int64)
        place[component] = np.arange(count)
        first, second = place[first], place[second]
    closure = np.sort(pack(nodes[first], nodes[second]))
    return without(closure, column.pairs)


def _spread(first: Ints, second: Ints, order: Ints, offsets: Ints) -> tuple[Ints, Ints]:
    """Pairs of components as pairs of their members."""
    for _ in range(2):
        sizes = offsets[second + 1] - offsets[second]
        starts = np.repeat(offsets[second] - (sizes.cumsum() - sizes), sizes)
        members = order[starts + np.arange(int(sizes.sum()))]
        first, second = members, np.repeat(first, sizes)
    return first, second


def _by_rounds(column: Column, limit: int) -> Ints:
    """Semi-naive rounds over the edges alone: for wide and shallow properties with many nodes."""
    known, frontier = column.pairs, column.pairs
    while len(frontier):
        forward, ends = expand(frontier & LOW, column.pairs)
        frontier = without(sorted_unique(pack(frontier[forward] >> 32, ends)), known)
        known = merged(known, frontier)
        if len(known) - len(column) > limit:
            raise _too_many(limit)
    return without(known, column.pairs)


def _too_many(limit: int) -> LimitExceeded:
    return LimitExceeded(
        f"a transitive property has more than {limit:,} derived pairs",
        hint="raise the limit, or check the property's data for a cycle",
    )


def components(count: int, source: Ints, target: Ints) -> tuple[Ints, int, list[bool]]:
    """Strongly connected components (Tarjan 1972, without recursion).

    Gives each node's component, the number of components, and for each whether it holds a cycle. Components are
    numbered such that each comes after all that it reaches.
    """
    order = np.argsort(source, kind="stable")
    targets = target[order].tolist()
    starts = source[order].searchsorted(np.arange(count + 1)).tolist()
    index, low, component = [-1] * count, [0] * count, [-1] * count
    cyclic: list[bool] = []
    loops = set(source[source == target].tolist())
    stack: list[int] = []
    clock = 0
    for root in range(count):
        if index[root] >= 0:
            continue
        index[root] = low[root] = clock
        clock += 1
        stack.append(root)
        work = [(root, starts[root])]
        while work:
            node, position = work.pop()
            end = starts[node + 1]
            while position < end:
                other = targets[position]
                position += 1
                if index[other] < 0:
                    work.append((node, position))
                    index[other] = low[other] = clock
                    clock += 1
                    stack.append(other)
                    work.append((other, starts[other]))
                    break
                if component[other] < 0:
                    low[node] = min(low[node], index[other])
            else:
                if low[node] == index[node]:
                    size = 0
                    while True:
                        member = stack.pop()
                        component[member] = len(cyclic)
                        size += 1
                        if member == node:
                            break
                    cyclic.append(size > 1 or node in loops)
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])
    return np.array(component, np.int64), len(cyclic), cyclic
