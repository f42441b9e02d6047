"""Draws the sample of Xinzhou, Shangrao: blocks, streets, communities, and the table of stations.

The article tells of a programme that moved and enlarged sixteen community centers by more than 5,100 m2,
of a center of 118 m2 that moved to 350 m2, and of one whose two floors were 240 m2 together. It gives no
coordinates and no other areas: places, blocks, people and all other figures are fictional. Plane
coordinates are meters east and north of 117.967 E, 28.431 N, on a plane that is true there.
Run it in this folder: python3 make.py
"""
import csv
import json
import math

LNG, LAT = 117.967, 28.431
NORTH_M = 110_838.0  # meters a degree of latitude here
EAST_M = 111_412.84 * math.cos(math.radians(LAT)) - 93.5 * math.cos(3 * math.radians(LAT))
SIDE = 600  # of a community; four by four of them
NAMES = ["五三(二)", "水南", "书院路", "信州门", "茅家岭", "沙溪口", "东市", "西市",
         "带湖", "三江", "稼轩", "凤凰", "龙潭", "紫阳", "庆丰", "胜利"]
BEFORE = [118, 240, 150, 96, 180, 210, 130, 160, 90, 175, 140, 120, 200, 110, 155, 165]
AFTER = [350, 500, 480, 420, 510, 560, 430, 490, 400, 520, 470, 450, 540, 410, 480, 530]
ROOMS = "服务大厅、人大代表联系点、党员活动室、调处室、心理咨询室、大讲堂、阅览室、未成年人活动室、科普室、老年活动室"
HOURS = ["Mo-Su 08:30-20:30", "Mo-Fr 08:30-12:00,14:00-17:30"]


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


def corner(nth):
    return -1200 + SIDE * (nth % 4), -1200 + SIDE * (nth // 4)


def blocks():
    made = []
    for nth in range(16):
        x, y = corner(nth)
        for k in range(9):
            people = 300 + (nth * 71 + k * 43) % 260
            bx, by = x + 200 * (k % 3), y + 200 * (k // 3)
            made.append(feature({"id": f"XZ{len(made) + 1:03}", "population": people,
                                 "households": people * 100 // 262, "elderly": people * 18 // 100,
                                 "community": f"SQ{nth + 1:02}"},
                                "Polygon", ring(bx + 10, by + 10, bx + 190, by + 190)))
    return made


def streets():
    ticks = [-1200 + 200 * k for k in range(13)]
    lines = [[at(x, y) for y in ticks] for x in ticks] + [[at(x, y) for x in ticks] for y in ticks]
    return [feature({"id": f"R{n + 1}"}, "LineString", line) for n, line in enumerate(lines)]


def grids():
    made = [feature({"id": "XZ", "name": "信州区(示例)", "level": 1, "parent": None},
                    "Polygon", ring(-1200, -1200, 1200, 1200))]
    for nth, name in enumerate(NAMES):
        x, y = corner(nth)
        made.append(feature({"id": f"SQ{nth + 1:02}", "name": f"{name}社区", "level": 2, "parent": "XZ"},
                            "Polygon", ring(x, y, x + SIDE, y + SIDE)))
    return made


def stations():
    yield ["编号", "名称", "级别", "经度", "纬度", "社区", "服务面积", "原面积", "原址", "迁建时间", "层数",
           "建成年份", "功能室", "服务内容", "开放时间", "建设方式", "区级统筹", "财政奖补", "镇街配套", "社区自筹",
           "联系人", "用房性质"]
    for nth, name in enumerate(NAMES):
        x, y = corner(nth)
        # the odd ones lie at the edge of their community
        x, y = (x + 300, y + 290) if nth % 2 == 0 else (x + 15, y + 10)
        rooms = ROOMS if nth % 3 == 0 else "、".join(ROOMS.split("、")[:4 + nth % 3])
        shares = [40, 30, 20, 10] if nth != 5 else [40, 30, 0, 0]
        yield [f"C{nth + 1:02}", f"{name}社区党群服务中心", 2, *at(x, y), f"SQ{nth + 1:02}", AFTER[nth],
               BEFORE[nth], f"{name}社区旧址", f"2021-{nth % 12 + 1:02}", 1 if nth == 0 else 2,
               1996 if nth == 3 else 2005 + nth, rooms, "政务服务、助餐、日间照料" if nth % 4 else "政务服务、暑期托管",
               HOURS[0] if nth % 2 == 0 else HOURS[1], "改建" if nth % 2 else "新建", *shares, "", "公共用房"]


write("blocks.geojson", blocks())
write("streets.geojson", streets())
write("grids.geojson", grids())
with open("stations.csv", "w", encoding="utf-8", newline="") as out:
    csv.writer(out, lineterminator="\n").writerows(stations())
