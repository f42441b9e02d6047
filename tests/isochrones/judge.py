"""Judges written areas by GEOS.

Reads the names of GeoJSON files from standard input, one a line, and answers each with a line: the
number of areas it holds if all is well, else what is wrong. Areas of one id are valid, and each
larger budget's covers the smaller one's; those of a file with `"bands": "rings"` do not overlap
instead. In a file with `"sharing": "nearest"` areas of one budget do not overlap.
"""

import itertools
import json
import sys

from shapely.geometry import shape
from shapely.ops import transform
from shapely.validation import explain_validity

# What rounding may leave of no area at all, in square units.
NOTHING = 0.5


def exact(area):
    """The same in whole units of 1e-7 degrees, so that a vertex on a line lies on it."""
    return transform(lambda x, y: (round(x * 1e7), round(y * 1e7)), area)


def overlap(first, second):
    return first.intersects(second) and first.intersection(second).area > NOTHING


def faults(collection):
    by_place, by_budget = {}, {}
    for feature in collection["features"]:
        if feature["geometry"] is None:
            continue
        area, properties = shape(feature["geometry"]), feature["properties"]
        if not area.is_valid:
            yield f"{feature['id']}: {explain_validity(area)}"
            return
        area = exact(area)
        by_place.setdefault(properties["id"], []).append((properties["minutes"], area))
        by_budget.setdefault(properties["minutes"], []).append((properties["id"], area))
    rings = collection["bands"] == "rings"
    for place, areas in by_place.items():
        areas.sort(key=lambda budget_and_area: budget_and_area[0])
        for (less, small), (more, large) in itertools.combinations(areas, 2):
            if rings and overlap(small, large):
                yield f"{place}: the ring of {more} minutes overlaps that of {less}"
            if not rings and not large.covers(small):
                yield f"{place}: {more} minutes do not cover {less}"
    if collection["sharing"] == "nearest":
        for minutes, areas in by_budget.items():
            for (one, first), (other, second) in itertools.combinations(areas, 2):
                if overlap(first, second):
                    yield f"{minutes} minutes: {one} and {other} overlap"


for name in sys.stdin:
    with open(name.rstrip("\n"), encoding="utf-8") as file:
        judged = json.load(file)
    found = "; ".join(faults(judged))
    areas = sum(feature["geometry"] is not None for feature in judged["features"])
    print(found or areas, flush=True)
