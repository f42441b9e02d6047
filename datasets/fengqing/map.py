"""Draws map.svg, the picture in the README, from the layers of the main job (standard library only).

    walkshed coverage datasets/fengqing --out layers
    python3 datasets/fengqing/map.py layers datasets/fengqing/streets.geojson \
        datasets/fengqing/barriers.geojson > datasets/fengqing/map.svg
"""
import json
import math
import sys

LAYERS, STREETS, BARRIERS = sys.argv[1:4]
WIDTH, MARGIN = 560, 12
COVERED, UNCOVERED = ["#1b7837", "#5aae61", "#a6dba0", "#d9f0d3"], "#d7301f"


def features(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["features"]


demand = features(f"{LAYERS}/demand.geojson")
stations = features(f"{LAYERS}/stations.geojson")
grids = [f for f in features(f"{LAYERS}/grids.geojson") if f["geometry"]]
town = [p for ring in grids[0]["geometry"]["coordinates"] for p in ring]
west, east = min(p[0] for p in town), max(p[0] for p in town)
south, north = min(p[1] for p in town), max(p[1] for p in town)
squeeze = math.cos(math.radians((south + north) / 2))
scale = (WIDTH - 2 * MARGIN) / ((east - west) * squeeze)
height = (north - south) * scale + 2 * MARGIN


def at(p):
    return f"{MARGIN + (p[0] - west) * squeeze * scale:.1f},{MARGIN + (north - p[1]) * scale:.1f}"


def rings(geometry):
    if geometry["type"] == "Polygon":
        return geometry["coordinates"]
    return [ring for polygon in geometry["coordinates"] for ring in polygon]


def area(geometry, style):
    path = " ".join("M" + " L".join(at(p) for p in ring) + "Z" for ring in rings(geometry))
    print(f'<path d="{path}" {style}/>')


print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH + 150} {height:.0f}" '
      f'width="{WIDTH + 150}" font-family="sans-serif" font-size="12">')
print(f'<rect width="{WIDTH + 150}" height="{height:.0f}" fill="#fff"/>')
for f in features(BARRIERS):
    area(f["geometry"], 'fill="#c6dbef"')
for f in features(STREETS):
    line = " ".join(at(p) for p in f["geometry"]["coordinates"])
    print(f'<polyline points="{line}" fill="none" stroke="#bbb" stroke-width="1.2"/>')
for f in demand:
    level = next((k for k in range(1, 5) if f["properties"][f"status_{k}"] == "covered"), None)
    color = COVERED[level - 1] if level else UNCOVERED
    area(f["geometry"], f'fill="{color}" fill-opacity="0.85"')
for f in grids[1:]:
    area(f["geometry"], 'fill="none" stroke="#444" stroke-dasharray="5 4"')
for f in sorted(stations, key=lambda f: -f["properties"]["level"]):
    x, y = at(f["geometry"]["coordinates"]).split(",")
    radius = 8 - 1.3 * f["properties"]["level"]
    print(f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="#fff" stroke="#000" stroke-width="1.6"/>')
legend = [(COVERED[0], "level 1 in 15 min"), (COVERED[1], "level 2"), (COVERED[2], "level 3"),
          (COVERED[3], "level 4"), (UNCOVERED, "uncovered"), ("#c6dbef", "river")]
for i, (color, text) in enumerate(legend):
    print(f'<rect x="{WIDTH + 8}" y="{20 + 22 * i}" width="14" height="14" fill="{color}"/>'
          f'<text x="{WIDTH + 28}" y="{32 + 22 * i}">{text}</text>')
print(f'<circle cx="{WIDTH + 15}" cy="160" r="5" fill="#fff" stroke="#000" stroke-width="1.6"/>'
      f'<text x="{WIDTH + 28}" y="164">station</text>')
print("</svg>")
