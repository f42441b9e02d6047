"""Draws the sample of Tongguan: blocks, streets, communities; stations.csv is written by hand.

The article names the station of the tobacco bureau, its rooms and services, and no coordinates: places,
blocks and people are fictional. Plane coordinates are meters east and north of 110.246 E, 34.544 N, on a
plane that is true there. Run it in this folder: python3 make.py
"""
import json
import math

LNG, LAT = 110.246, 34.544
NORTH_M = 110_925.0  # meters a degree of latitude here
EAST_M = 111_412.84 * math.cos(math.radians(LAT)) - 93.5 * math.cos(3 * math.radians(LAT))
COMMUNITIES = [("A", "城北社区", -1000, 300, 1000, 1100), ("B", "城中社区", -1000, -300, 1000, 300),
               ("C", "城南社区", -1000, -1100, 1000, -300)]


def at(x, y):
    return [round(LNG + x / EAST_M, 7), round(LAT + y / NORTH_M, 7)]


def ring(x0, y0, x1, y1):
    return [[at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1), at(x0, y0)]]


def feature(properties, kind, coordinates):
    return {"type": "Feature", "properties": properties,
            "geometry": {"type": kind, "coordinates": coordinates}}


def write(name, features):
    with open(name, "w", encoding="utf-8", newline="\n") as out:
        rows = ",\n".join(json.dumps(f, ensure_ascii=False) for f in features)
        out.write('{"type": "FeatureCollection", "features": [\n' + rows + "\n]}\n")


def blocks():
    made = []
    for row in range(11):
        for column in range(10):
            x, y = -1000 + 200 * column, -1100 + 200 * row
            people = 120 + (row * 37 + column * 53) % 90 + (100 if abs(row - 5) < 2 else 0)
            community = next(c for c, _, _, y0, _, y1 in COMMUNITIES if y0 <= y + 100 <= y1)
            made.append(feature({"id": f"TG{len(made) + 1:03}", "population": people,
                                 "elderly": people * (15 + column % 5) // 100, "community": community},
                                "Polygon", ring(x + 12, y + 12, x + 188, y + 188)))
    return made


def streets():
    lines = []
    for column in range(11):
        x = -1000 + 200 * column
        lines.append([at(x, -1100 + 200 * k) for k in range(12)])
    for row in range(12):
        y = -1100 + 200 * row
        lines.append([at(-1000 + 200 * k, y) for k in range(11)])
    return [feature({"id": f"R{n + 1}"}, "LineString", line) for n, line in enumerate(lines)]


def grids():
    town = feature({"id": "town", "name": "潼关县城(示例)", "level": 1, "parent": None},
                   "Polygon", ring(-1000, -1100, 1000, 1100))
    return [town] + [feature({"id": c, "name": name, "level": 2, "parent": "town"},
                             "Polygon", ring(x0, y0, x1, y1))
                     for c, name, x0, y0, x1, y1 in COMMUNITIES]


write("blocks.geojson", blocks())
write("streets.geojson", streets())
write("grids.geojson", grids())
