"""Shares of land by shapely and pyproj, on the plane that the product names.

Reads one JSON object, writes one: the same sums, from the same outlines on WGS 84.
"""

import json
import sys

import pyproj
import shapely
from shapely.geometry import shape

case = json.load(sys.stdin)
plane = pyproj.Proj(
    f"+proj=cea +lon_0={case['meridian']!r} +lat_ts={case['parallel']!r} +datum=WGS84"
)
geod = pyproj.Geod(ellps="WGS84")


def flat(geometry):
    def project(points):
        x, y = plane(points[:, 0], points[:, 1])
        points[:, 0], points[:, 1] = x, y
        return points

    return shapely.transform(geometry, project)


def sound(geometry):
    """Every polygon even-odd, all of them united."""
    if geometry.is_valid:
        return geometry
    parts = getattr(geometry, "geoms", [geometry])
    mended = [shapely.make_valid(part) for part in parts]
    return shapely.union_all(mended)


plots = [None if plot is None else sound(flat(shape(plot))) for plot in case["plots"]]
members = [range(len(plots)), *case["members"]]
answers = {"radius_off_m": 0.0, "total": [], "inside": []}


def sums(area_of):
    areas = [0.0 if plot is None else area_of(plot) for plot in plots]
    residential = case["residential"]
    return [
        [sum(areas[i] for i in of), sum(areas[i] for i in of if residential[i])] for of in members
    ]


answers["total"] = sums(lambda plot: plot.area)
for reach in case["reaches"]:
    if "circles" in reach:
        for center, ring in zip(reach["centers"], reach["circles"]):
            lng, lat = zip(*ring)
            n = len(ring)
            _, _, meters = geod.inv([center[0]] * n, [center[1]] * n, lng, lat)
            off = max(abs(m - reach["radius_m"]) for m in meters)
            answers["radius_off_m"] = max(answers["radius_off_m"], off)
        discs = [flat(shapely.Polygon(ring)) for ring in reach["circles"]]
        area = shapely.union_all(discs)
    else:
        area = flat(shape(reach["area"]))
    assert area.is_valid, shapely.is_valid_reason(area)
    shapely.prepare(area)
    answers["inside"].append(sums(lambda plot: plot.intersection(area).area))
json.dump(answers, sys.stdout)
