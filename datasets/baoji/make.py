"""Draws a made-up prefecture with the figures of Baoji's network: 352 red stations over 191 communities.

The article gives numbers and words, and no coordinates: every place here is fictional, drawn on a lattice
near the city. Meters are laid on degrees at 34.36° north; coordinates have five decimals (a meter). The
same seed gives the same files. Run it in this folder: python3 make.py
"""
import csv
import json
import math
import random

SEED = 352
WEST, SOUTH = 107.05, 34.30  # the south-western corner
LNG = 1 / (111_320 * math.cos(math.radians(34.36)))  # degrees a meter
LAT = 1 / 110_940
CELL = 1200  # a community, in meters
COLUMNS, ROWS = 16, 12
STREET = 300  # between two streets
RIVER = 7200  # a street runs on either bank; bridges cross every 1,200 m and some are missing
BRIDGES = {0, 1200, 3600, 6000, 8400, 9600, 13200, 15600, 18000}
COUNTIES = ["渭滨区", "金台区", "陈仓区", "高新区"]
SURNAMES = "东西南北中新老上下前后大小长永兴福平安和"
PLACES = ["岭", "关", "桥", "塬", "坊", "堡", "渠", "泉", "湾", "台"]
THEMES = ["爱心", "人才", "悦读", "创业", "清风", "金融", "企业家", "电商"]
MODES = ["综合建", "共建", "共建", "共建", "新建", "改建"]
OPERATORS = ["社区党组织", "区总工会", "市邮政分公司", "县城管局", "区民政局", "工商银行", "住建局物业科"]
FREE = ["充电", "饮水", "雨伞", "WiFi", "休息", "应急药箱", "工具箱", "微波炉", "打印传真", "图书", "取暖", "纳凉"]
ROOMS = ["卫生间", "阅览空间", "微波炉", "饮水机", "应急药箱", "雨伞", "心愿墙", "充电宝", "桌椅"]
RESOURCES = [("K", "银行网点", 150, ["金融"]), ("Z", "职工之家", 60, ["爱心"]), ("Y", "城市驿站", 90, []),
             ("D", "党建阵地", 60, ["清风", ""])]
BANKS = ["工商银行", "农业银行", "建设银行", "邮储银行", "长安银行"]
NEEDS = [("助餐", 15, 120), ("日间照料", 10, 70), ("暑期托管", 12, 90), ("读书", 5, 60), ("充电", 8, 50),
         ("打印传真", 3, 30), ("法律援助", 3, 20), ("健身", 10, 80)]
dice = random.Random(SEED)


def at(x, y):
    return [round(WEST + x * LNG, 5), round(SOUTH + y * LAT, 5)]


def collection(name, features):
    rows = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    with open(name, "w", encoding="utf-8", newline="\n") as out:
        out.write('{"type":"FeatureCollection","features":[\n' + rows + "\n]}\n")


def feature(properties, kind, coordinates):
    return {"type": "Feature", "properties": properties,
            "geometry": {"type": kind, "coordinates": coordinates}}


def table(name, header, rows):
    with open(name, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def box(x, y, width, height):
    return [[at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)]]


def on_street(x, y, reach):
    """A place beside a street, not far from here."""
    x, y = x + dice.uniform(-reach, reach), y + dice.uniform(-reach, reach)
    if dice.random() < 0.5:
        x = round(x / STREET) * STREET + dice.choice([-12, 12])
    else:
        y = round(y / STREET) * STREET + dice.choice([-12, 12])
    return [min(max(x, 15), COLUMNS * CELL - 15), min(max(y, 15), ROWS * CELL - 15)]


class Community:
    def __init__(self, number, column, row):
        self.id = f"C{number:03}"
        self.x, self.y = column * CELL, row * CELL
        self.county = column // 4
        self.street = self.county * 4 + row // 3
        first, second = divmod(number - 1, len(PLACES))
        self.name = SURNAMES[first % len(SURNAMES)] + PLACES[second] + "社区"
        near = math.hypot(column - 7.5, row - 5.5)
        self.density = max(0.15, 1.3 - near / 8) * dice.uniform(0.7, 1.3)

    def middle(self):
        return self.x + CELL / 2, self.y + CELL / 2


def communities():
    cells = [(c, r) for r in range(ROWS) for c in range(COLUMNS)][:-1]  # the last one is hills
    return [Community(i + 1, c, r) for i, (c, r) in enumerate(cells)]


def grids(all_communities):
    width, height = COLUMNS * CELL, ROWS * CELL
    areas = [feature({"id": "city", "name": "宝鸡市(示例)", "level": 1, "parent": None}, "Polygon",
                     box(0, 0, width, height))]
    for i, name in enumerate(COUNTIES):
        areas.append(feature({"id": f"X{i + 1}", "name": name, "level": 2, "parent": "city"}, "Polygon",
                             box(i * 4 * CELL, 0, 4 * CELL, height)))
    for i in range(16):
        county, row = divmod(i, 4)
        name = COUNTIES[county][0] + "一二三四"[row] + "街道"
        areas.append(feature({"id": f"J{i + 1:02}", "name": name, "level": 3, "parent": f"X{county + 1}"},
                             "Polygon", box(county * 4 * CELL, row * 3 * CELL, 4 * CELL, 3 * CELL)))
    for one in all_communities:
        areas.append(feature({"id": one.id, "name": one.name, "level": 4, "parent": f"J{one.street + 1:02}"},
                             "Polygon", box(one.x, one.y, CELL, CELL)))
    collection("grids.geojson", areas)


def streets():
    width, height = COLUMNS * CELL, ROWS * CELL
    lines = []
    for y in range(0, height + 1, STREET):
        lines.append([(x, y) for x in range(0, width + 1, STREET)])
    for x in range(0, width + 1, STREET):
        ys = range(0, height + 1, STREET)
        if x in BRIDGES:
            lines.append([(x, y) for y in ys])
        else:  # the river lies between the street on its southern bank and the next
            lines.append([(x, y) for y in ys if y <= RIVER - STREET])
            lines.append([(x, y) for y in ys if y >= RIVER])
    collection("streets.geojson", [feature({"highway": "residential"}, "LineString", [at(*p) for p in line])
                                   for line in lines])
    collection("river.geojson", [feature({"name": "渭河(示例)"}, "Polygon",
                                         box(x + 20, RIVER - STREET + 40, step - 40, STREET - 80))
                                 for x, step in spans(width)])


def spans(width):
    """The river from bridge to bridge."""
    ends = sorted(BRIDGES | {width})
    return [(a, b - a) for a, b in zip(ends, ends[1:])]


def blocks(all_communities):
    rows = []
    for one in all_communities:
        for k in range(9):
            x = one.x + 200 + 400 * (k % 3) + dice.randint(-120, 120)
            y = one.y + 200 + 400 * (k // 3) + dice.randint(-120, 120)
            if RIVER - STREET + 30 < y < RIVER - 30:
                continue  # water
            people = int(420 * one.density * dice.uniform(0.4, 1.6))
            rows.append([f"{one.id}-{k + 1}", one.id, people, int(people * dice.uniform(0.12, 0.28)), *at(x, y)])
    table("blocks.csv", ["id", "community", "population", "elderly", "lon", "lat"], rows)


class Stations:
    def __init__(self):
        self.rows = []

    def add(self, id, name, level, parent, one, place, theme):
        kind = "红色驿站" if level == 5 else "党群服务中心"
        center = ["党建阵地", "政务服务", "便民服务", "志愿服务"]
        services = dice.sample(FREE, dice.randint(5, 9)) if level == 5 else center + dice.sample(FREE, 4)
        if level == 4 and dice.random() < 0.12:
            services.append("助餐")
        if dice.random() < 0.15:
            services.append(dice.choice(["日间照料", "托管", "读书", "法律援助", "健身"]))
        area = {1: 2600, 2: 1200, 3: 700, 4: 300, 5: 70}[level] * dice.uniform(0.5, 1.6)
        hours = "Mo-Su 07:00-22:00" if level == 5 else "Mo-Fr 08:30-12:00,14:30-18:00"
        self.rows.append([
            id, name, level, parent, one.id, kind, theme, "运营", dice.choice(MODES), "、".join(services),
            "、".join(dice.sample(ROOMS, dice.randint(4, 9))), round(area), hours,
            dice.choice(OPERATORS) if dice.random() < 0.8 else "", dice.randint(1, 5), *at(*place)])


def stations(all_communities):
    made = Stations()
    by_street = {}
    for one in all_communities:
        by_street.setdefault(one.street, []).append(one)
    middle = all_communities[5 * COLUMNS + 7]
    made.add("S1", "市党群服务中心", 1, "", middle, on_street(*middle.middle(), 200), "人才")
    for i, name in enumerate(COUNTIES):
        one = by_street[i * 4 + 1][5]
        made.add(f"Q{i + 1}", name + "党群服务中心", 2, "S1", one, on_street(*one.middle(), 200), "创业")
    for i in range(16):
        one = by_street[i][4]
        name = COUNTIES[i // 4][0] + "一二三四"[i % 4] + "街道党群服务中心"
        made.add(f"T{i + 1:02}", name, 3, f"Q{i // 4 + 1}", one, on_street(*one.middle(), 250), "")
    for one in all_communities:
        place = on_street(*one.middle(), 330)
        made.add("P" + one.id[1:], one.name + "党群服务中心", 4, f"T{one.street + 1:02}", one, place, "爱心")
    crowded = sorted(all_communities, key=lambda one: -one.density)
    for i in range(140):
        one = crowded[int(len(crowded) * dice.random() ** 1.6)]
        theme = THEMES[i % len(THEMES)]
        name = f"{one.name[:2]}{theme}驿站{i + 1}"
        made.add(f"R{i + 1:03}", name, 5, "P" + one.id[1:], one, on_street(*one.middle(), 420), theme)
    rows = made.rows
    rows[-1][3] = ""  # one station that nobody is said to lead
    assert len(rows) == 352
    header = ["id", "name", "level", "parent", "community", "kind", "theme", "status", "build_mode", "services",
              "facilities", "service_area_m2", "opening_hours", "operator", "stars", "lon", "lat"]
    table("stations.csv", header, rows)


def resources(all_communities):
    rows = []
    for letter, kind, number, themes in RESOURCES:
        for i in range(number):
            one = all_communities[int(len(all_communities) * dice.random())]
            x, y = on_street(*one.middle(), 600)
            name = dice.choice(BANKS) + "网点" if letter == "K" else kind
            theme = dice.choice(themes) if themes and dice.random() < 0.5 else ""
            rows.append([f"{letter}{i + 1:03}", f"{one.name[:2]}{name}{i + 1}", kind, theme, *at(x, y)])
    table("resources.csv", ["id", "name", "kind", "theme", "lon", "lat"], rows)


def needs(all_communities):
    rows = []
    for one in all_communities:
        for item, least, most in dice.sample(NEEDS, dice.randint(0, 3)):
            day = f"2021-{dice.randint(3, 6):02}-{dice.randint(1, 28):02}"
            rows.append([one.name, item, dice.randint(least, most), dice.choice(["问卷", "入户"]), day])
    table("needs.csv", ["社区", "需求事项", "人数", "来源", "日期"], rows)


def main():
    made = communities()
    assert len(made) == 191 and len({one.name for one in made}) == 191
    grids(made)
    streets()
    blocks(made)
    stations(made)
    resources(made)
    needs(made)


main()
