"""Draws a made-up township with a courtyard of five plates. Run it in this folder: python3 make.py

Its shape follows what is published of such a courtyard in Yunyang county: one party-building
courtyard (党建小院) with five stations in one house, services of the township's office brought there
on market days, and a former township seat that lost people between 2010 and 2020. Every place and
every number here is fictional. Coordinates are meters east and north of an origin, written as degrees
on WGS 84 with the lengths of a degree at that latitude.
"""
import csv
import json
import math

LNG, LAT = 108.8700, 31.0900
PER_LAT = 110_870.0
PER_LNG = 111_320.0 * math.cos(math.radians(LAT))


def at(x, y):
    return [round(LNG + x / PER_LNG, 7), round(LAT + y / PER_LAT, 7)]


def write(name, features):
    with open(name, "w", encoding="utf-8", newline="\n") as out:
        rows = ",\n".join(json.dumps(f, ensure_ascii=False) for f in features)
        out.write('{"type": "FeatureCollection", "features": [\n' + rows + "\n]}\n")


def feature(properties, kind, coordinates):
    return {"type": "Feature", "properties": properties,
            "geometry": {"type": kind, "coordinates": coordinates}}


# one street along the river, lanes up the hill, and the road to the township's office
LINES = [
    ("老街", [(0, 0), (250, 20), (500, 10), (750, 40), (1000, 30)]),
    ("上街", [(0, 260), (250, 280), (500, 270), (750, 300), (1000, 290)]),
    ("半山路", [(0, 520), (500, 540), (1000, 550)]),
    ("西巷", [(0, 0), (0, 260), (0, 520)]),
    ("学校巷", [(250, 20), (250, 280)]),
    ("市场巷", [(500, 10), (500, 270), (500, 540)]),
    ("卫生院巷", [(750, 40), (750, 300)]),
    ("东巷", [(1000, 30), (1000, 290), (1000, 550)]),
    ("镇区公路", [(1000, 290), (1400, 330), (1900, 300), (2400, 340)]),
]

# x, y of the south-west corner, name, people in 2010 and 2020, of these 60 and older in 2020; in 2010
# a sixth was
BLOCKS = [
    (30, 40, "老街一组", 310, 168, 71), (280, 50, "老街二组", 402, 205, 88),
    (530, 50, "老街三组", 451, 262, 96), (780, 70, "老街四组", 288, 150, 67),
    (30, 300, "上街一组", 240, 131, 52), (280, 310, "上街二组", 265, 149, 60),
    (530, 310, "上街三组", 301, 170, 63), (780, 330, "上街四组", 198, 99, 44),
    (30, 560, "半山一组", 120, 41, 25), (530, 570, "半山二组", 134, 52, 30),
    (1150, 340, "公路一组", 90, 74, 21), (1600, 340, "公路二组", 85, 92, 19),
    (2200, 370, "镇区一组", 520, 688, 141), (2420, 370, "镇区二组", 610, 842, 160),
]

STATIONS = [
    ("G1", "镇便民服务中心", 1, 2400, 355, "", "", "",
     "周一至周五 9:00-12:00,14:00-17:30,法定节假日闭馆", "社保、低保、残疾认证、户籍", "镇人民政府", "约600平米"),
    ("Y0", "党建小院", 2, 480, 30, "小院", "G1", "老街社区",
     "每天 8:30-18:00", "社保(@赶场日 8:30-12:00)、低保(@赶场日 8:30-12:00)、残疾认证(@赶场日 8:30-12:00)、议事", "老街社区", "100多平米"),
    ("Y1", "清风驿站", 3, 480, 30, "小院", "Y0", "老街社区", "每天 8:30-18:00", "廉政宣传", "老街社区", ""),
    ("Y2", "红旗小站", 3, 480, 30, "小院", "Y0", "老街社区", "每天 8:30-18:00", "志愿服务、积分兑换", "老街社区", ""),
    ("Y3", "新时代文明实践站", 3, 480, 30, "小院", "Y0", "老街社区", "周一至周日 9:00-11:30,14:00-17:00", "学习宣传、阅读", "老街社区", ""),
    ("Y4", "服务工作站", 3, 480, 30, "小院", "Y0", "老街社区", "赶场日 8:30-12:00", "代办、政策咨询", "老街社区", ""),
    ("Y5", "综治信访工作站", 3, 480, 30, "小院", "Y0", "老街社区", "工作日 9:00-12:00,14:00-17:00", "调解、信访", "综治中心", ""),
]


def main():
    write("streets.geojson",
          [feature({"name": name}, "LineString", [at(x, y) for x, y in line]) for name, line in LINES])
    blocks = []
    for nth, (x, y, name, before, after, old) in enumerate(BLOCKS, 1):
        ring = [at(a, b) for a, b in [(x, y), (x + 190, y), (x + 190, y + 150), (x, y + 150), (x, y)]]
        blocks.append(feature({"id": f"K{nth:02}", "名称": name, "人口2010": before, "人口2020": after,
                               "60岁以上2010": before // 6, "60岁以上2020": old}, "Polygon", [ring]))
    write("blocks.geojson", blocks)
    with open("stations.csv", "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["编号", "名称", "级别", "经度", "纬度", "site", "上级编号", "所属社区", "开放时间",
                       "服务事项", "牵头单位", "面积"])
        for id_, name, level, x, y, *rest in STATIONS:
            rows.writerow([id_, name, level, *at(x, y), *rest])


main()
