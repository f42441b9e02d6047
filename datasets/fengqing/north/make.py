"""Draws the north district of the reference town: plots, roads, stations and its boundary.

Plane coordinates are meters in EPSG:4542, x easting, y northing, as those of the town. No road shares
a vertex with a street of the town: they cross its northernmost street between its vertices, or end
within a meter of it. Needs pyproj. Run it in this folder: python3 make.py
"""
import json

from pyproj import Transformer

LNG_LAT = Transformer.from_crs(4542, 4490, always_xy=True)
EDGE = 2722000  # the town's northernmost street


def at(x, y):
    lng, lat = LNG_LAT.transform(x, y)
    return [round(lng, 9), round(lat, 9)]


def feature(properties, kind, coordinates):
    return {"type": "Feature", "properties": properties,
            "geometry": {"type": kind, "coordinates": coordinates}}


def write(name, features):
    with open(name, "w", encoding="utf-8", newline="\n") as out:
        rows = ",\n".join(json.dumps(f, ensure_ascii=False) for f in features)
        out.write('{"type": "FeatureCollection", "features": [\n' + rows + "\n]}\n")


def roads():
    lines = []
    # across the town's edge, or up to it by less than a meter
    for x, south in [(593070, EDGE - 15), (593290, EDGE + 0.6), (593510, EDGE - 15),
                     (593730, EDGE + 0.4), (594090, EDGE - 15), (594310, EDGE + 0.8),
                     (594530, EDGE - 15), (594750, EDGE + 0.5), (594930, EDGE - 15)]:
        lines.append([(x, south), (x + 6, 2722430), (x - 4, 2722810), (x, 2723100)])
    # from west to east, each in two halves that meet in the middle
    for y in [2722160, 2722340, 2722520, 2722700, 2722880, 2723060]:
        lines.append([(593020, y), (593470, y + 8), (593910, y)])
        lines.append([(593910, y), (594430, y - 7), (594980, y + 3)])
    # lanes across the plots, a little beyond the roads that they cross
    lines.append([(593060, 2722250), (593180, 2722300), (593300, 2722250)])
    lines.append([(593500, 2722430), (593620, 2722470), (593746, 2722430)])
    lines.append([(594080, 2722610), (594200, 2722640), (594320, 2722610)])
    lines.append([(594520, 2722790), (594640, 2722820), (594760, 2722790)])
    lines.append([(593278, 2722970), (593400, 2722990), (593520, 2722970)])
    # cul-de-sacs
    for x, y in [(593620, 2722700), (594420, 2722340), (594840, 2722520), (593180, 2722880)]:
        lines.append([(x, y - 15), (x + 5, y + 60), (x, y + 110)])
    return [[at(x, y) for x, y in line] for line in lines]


# west, south, width, height, land use, people, of these 60 and older, households
PLOTS = [
    (593090, 2722180, 180, 140, "R2", 1180, 212, 410),
    (593310, 2722180, 180, 140, "R2", 960, 150, 335),
    (593530, 2722360, 180, 140, "R2", 1040, 176, 362),
    (593750, 2722540, 320, 140, "R2", 1420, 240, 494),
    (594110, 2722180, 180, 140, "R2", 720, 118, 250),
    (594330, 2722360, 180, 140, "R2", 880, 131, 306),
    (594550, 2722540, 180, 140, "R21", 640, 96, 222),
    (594770, 2722720, 150, 140, "R2", 700, 105, 243),
    (593310, 2722900, 180, 140, "R2/B1", 460, 69, 160),
    (594110, 2722900, 400, 140, "B1", 0, 0, 0),
]


def plot(number, row):
    x, y, width, height, use, people, elderly, households = row
    ring = [(x, y), (x + width, y + 5), (x + width - 8, y + height), (x + 3, y + height), (x, y)]
    properties = {"地块编号": f"N-{number:02}", "用地性质": use, "规划人口": people,
                  "60岁以上": elderly, "户数": households}
    return feature(properties, "Polygon", [[at(*corner) for corner in ring]])


def main():
    ids = (f"NR{number:02}" for number in range(1, 100))
    write("roads.geojson", [feature({"id": next(ids), "highway": "residential"}, "LineString", line)
                            for line in roads()])
    plots = [plot(i + 1, row) for i, row in enumerate(PLOTS)]
    write("plots.geojson", plots)
    corners = [(593000, EDGE), (595000, EDGE), (595000, 2723150), (593000, 2723150), (593000, EDGE)]
    write("boundary.geojson",
          [feature({"name": "北部新区"}, "Polygon", [[at(*corner) for corner in corners]])])
    with open("stations.csv", "w", encoding="utf-8", newline="\n") as out:
        out.write("站点编号,站点名称,级别,经度,纬度,service_area_m2,parent\n")
        for row, (x, y) in [("N1,北部新区党群服务站,三级,{},{},420,T1", (593700, 2722348)),
                            ("N2,北部新区党群服务点,四级,{},{},120,N1", (594560, 2722700))]:
            out.write(row.format(*at(x, y)) + "\n")


main()
