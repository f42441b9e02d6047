"""Walkshed beside Valhalla: the same extract, the same places, the same speed.

    valhalla.py build EXTRACT WORK
    valhalla.py times EXTRACT WORK --walkshed PROGRAM
    valhalla.py worst EXTRACT WORK --walkshed PROGRAM
    valhalla.py areas EXTRACT WORK --walkshed PROGRAM

WORK is a folder for everything written, one for each extract. Everything random has a fixed seed,
so two runs with the same versions give the same figures. See README.md beside this file.
"""

import argparse
import csv
import json
import math
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

sys.path.pop(0)  # this folder, or `import valhalla` would find this file

import numpy as np
import osmium
import shapely
import valhalla
from shapely.geometry import shape

SPEED_M_S = 1.2
QUARTER_S = 900.0
# Valhalla ranks walks by a cost that is more than their time. These settings leave time alone in
# it, except on roundabouts (twice the cost, no setting).
NEUTRAL = {
    "walking_speed": SPEED_M_S * 3.6,
    "walkway_factor": 1,
    "sidewalk_factor": 1,
    "alley_factor": 1,
    "driveway_factor": 1,
    "service_factor": 1,
    "service_penalty": 0,
    "step_penalty": 0,
    "elevator_penalty": 0,
    "maneuver_penalty": 0,
    "alley_penalty": 0,
    "gate_cost": 0,
    "gate_penalty": 0,
    "use_ferry": 0,
    "use_hills": 1,
    "use_living_streets": 0.5,
    "use_tracks": 0.5,
    "private_access_penalty": 0,
    "destination_only_penalty": 0,
    "max_hiking_difficulty": 6,
}
COSTINGS = {
    "neutral": NEUTRAL,
    "default": {"walking_speed": SPEED_M_S * 3.6},
    "private dear": NEUTRAL | {"private_access_penalty": 600, "destination_only_penalty": 600},
}
MID_OCEAN = {"lon": -35.0, "lat": 35.0}


# --- the earth, the network, both programs -------------------------------------------------------


def meters(lon_a, lat_a, lon_b, lat_b):
    """Straight distance over a few kilometers, by the radii of curvature of WGS 84."""
    lat = np.radians((np.asarray(lat_a) + lat_b) / 2)
    a, e2 = 6378137.0, 6.69437999014e-3
    w = 1 - e2 * np.sin(lat) ** 2
    east = np.radians(np.asarray(lon_b) - lon_a) * a / np.sqrt(w) * np.cos(lat)
    north = np.radians(np.asarray(lat_b) - lat_a) * a * (1 - e2) / w**1.5
    return np.hypot(east, north)


def area_km2(polygon):
    lat = polygon.centroid.y
    per_lon, per_lat = meters(0, lat, 0.001, lat) * 1000, meters(0, lat, 0, lat + 0.001) * 1000
    return polygon.area * per_lon * per_lat / 1e6


def street_box(extract):
    """Where the streets are: the box of their nodes without the outermost 1 % on each side."""
    lons, lats = [], []
    for way in osmium.FileProcessor(
        str(extract), osmium.osm.NODE | osmium.osm.WAY
    ).with_locations():
        if way.is_way() and "highway" in way.tags:
            for node in way.nodes:
                if node.location.valid():
                    lons.append(node.location.lon)
                    lats.append(node.location.lat)
    west, east = np.quantile(lons, [0.01, 0.99])
    south, north = np.quantile(lats, [0.01, 0.99])
    return west, south, east, north


class Ours:
    """A project folder, and what the program says of it."""

    def __init__(self, program, extract, folder):
        self.program, self.extract, self.folder = program, Path(extract).resolve(), Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def project(self, stations, demand):
        """Stations and demand are lists of (id, lon, lat)."""
        (self.folder / "walkshed.toml").write_text(
            f'name = "rival"\n[inputs]\nstations = "stations.csv"\ndemand = "demand.csv"\n'
            f'streets = {json.dumps(str(self.extract))}\n[walking]\nbudget = "15min"\n'
        )
        for name, rows, extra in [
            ("stations", stations, "level"),
            ("demand", demand, "population"),
        ]:
            with open(self.folder / f"{name}.csv", "w", newline="") as file:
                out = csv.writer(file)
                out.writerow(["id", "lon", "lat", extra])
                out.writerows([i, f"{lon:.7f}", f"{lat:.7f}", 1] for i, lon, lat in rows)

    def run(self, command, *arguments):
        done = subprocess.run(
            [self.program, command, str(self.folder), "--quiet", *arguments],
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"walkshed {command}: {done.stderr[-500:]}")
        return done.stdout

    def legs(self):
        """Meters from each place and each station to its street, by id."""
        self.run("coverage", "--out", str(self.folder / "layers"))
        found = {}
        for layer in ["demand", "stations"]:
            text = (self.folder / "layers" / f"{layer}.geojson").read_text()
            for feature in json.loads(text)["features"]:
                found[feature["properties"]["id"]] = feature["properties"]["snap_m"]
        return found

    def matrix(self, budget):
        """(demand, station) to (seconds, meters), legs included."""
        rows = csv.DictReader(self.run("matrix", "--budget", budget).splitlines())
        return {
            (row["demand"], row["station"]): (float(row["seconds"]), float(row["walk_m"]))
            for row in rows
        }

    def explain(self, place):
        text = self.run("explain", f"--from={place[0]:.7f},{place[1]:.7f}", "--format", "json")
        return json.loads(text)


class Rival:
    """Valhalla over the tiles of a folder."""

    def __init__(self, work):
        self.folder = Path(work) / "tiles"
        self.settings = Path(work) / "valhalla.json"

    def build(self, extract):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        config = valhalla.get_config(tile_extract="", tile_dir=str(self.folder), verbose=False)
        absent = ["admin", "timezone", "landmarks", "transit_dir", "transit_feeds_dir"]
        for key in [*absent, "traffic_extract"]:
            config["mjolnir"].pop(key, None)
        config["service_limits"]["pedestrian"]["max_matrix_location_pairs"] = 10_000_000
        config["service_limits"]["pedestrian"]["max_locations"] = 20_000
        self.settings.write_text(json.dumps(config))
        # The program itself: its wrapper in Python fails without a word in a tile folder unless its
        # own folder is on PATH.
        program = Path(valhalla.PYVALHALLA_DIR) / "bin" / "valhalla_build_tiles"
        done = subprocess.run(
            [str(program), "-c", str(self.settings), str(extract)], capture_output=True, text=True
        )
        tiles = list(self.folder.rglob("*.gph"))
        if done.returncode or not tiles:
            raise SystemExit(f"no tiles: {done.returncode}, {done.stderr[-500:]}")
        size = sum(tile.stat().st_size for tile in tiles)
        print(f"{len(tiles)} tiles, {size} bytes")

    def open(self):
        if not any(self.folder.rglob("*.gph")):
            raise SystemExit(f"no tiles in {self.folder}: run build first")
        self.actor = valhalla.Actor(str(self.settings))
        return self

    def route(self, origin, destination, costing):
        """Seconds, meters, both legs in meters and the line, or None."""
        request = {
            "locations": [location(origin), location(destination)],
            "costing": "pedestrian",
            "costing_options": {"pedestrian": costing},
            "directions_type": "none",
        }
        try:
            trip = json.loads(self.actor.route(json.dumps(request)))["trip"]
        except (RuntimeError, valhalla.ValhallaError):
            return None
        line = decode(trip["legs"][0]["shape"])
        legs = meters(*origin, *line[0]), meters(*line[-1], *destination)
        return (
            trip["summary"]["time"],
            trip["summary"]["length"] * 1000,
            *legs,
            trip["legs"][0]["shape"],
        )

    def edges(self, encoded, costing):
        """What a route runs along: way, use, meters."""
        request = {
            "encoded_polyline": encoded,
            "costing": "pedestrian",
            "costing_options": {"pedestrian": costing},
            "shape_match": "edge_walk",
        }
        try:
            answer = json.loads(self.actor.trace_attributes(json.dumps(request)))
        except (RuntimeError, valhalla.ValhallaError):
            request["shape_match"] = "map_snap"
            answer = json.loads(self.actor.trace_attributes(json.dumps(request)))
        return answer["edges"]

    def matrix(self, origins, station, costing):
        """For each origin: seconds without legs (nan), its leg and the station's, in meters."""
        answers = []
        for start in range(0, len(origins), 500):
            part = origins[start : start + 500]
            request = {
                "sources": [location(at) for at in part],
                "targets": [location(station)],
                "costing": "pedestrian",
                "costing_options": {"pedestrian": costing},
            }
            answer = json.loads(self.actor.matrix(json.dumps(request)))
            end = answer["targets"][0]
            other = meters(*station, end["lon"], end["lat"]) if end else math.nan
            for at, foot_at, (row, *_) in zip(
                part, answer["sources"], answer["sources_to_targets"]
            ):
                found = foot_at and row["time"] is not None
                foot = meters(*at, foot_at["lon"], foot_at["lat"]) if found else math.nan
                answers.append((row["time"] if found else math.nan, foot, other))
        return np.array(answers, dtype=float)

    def isochrone(self, station, costing, **options):
        request = {
            "locations": [location(station)],
            "costing": "pedestrian",
            "costing_options": {"pedestrian": costing},
            "contours": [{"time": QUARTER_S / 60}],
            "polygons": True,
            "reverse": True,
            **options,
        }
        features = json.loads(self.actor.isochrone(json.dumps(request)))["features"]
        return shapely.union_all([shapely.make_valid(shape(f["geometry"])) for f in features])


def location(at):
    return {"lon": float(at[0]), "lat": float(at[1])}


def decode(text, precision=1e-6):
    """An encoded polyline as (lon, lat)."""
    numbers, value, shift = [], 0, 0
    for char in text:
        byte = ord(char) - 63
        value |= (byte & 31) << shift
        shift += 5
        if byte < 32:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value, shift = 0, 0
    lats, lons = np.cumsum(numbers[0::2]), np.cumsum(numbers[1::2])
    return [(lon * precision, lat * precision) for lon, lat in zip(lons, lats)]


# --- build ----------------------------------------------------------------------------------------


def build(args):
    args.work.mkdir(parents=True, exist_ok=True)
    rival = Rival(args.work)
    rival.build(args.extract)
    rival.open()
    try:
        there = location((MID_OCEAN["lon"] + 0.001, MID_OCEAN["lat"]))
        rival.actor.route(json.dumps({"locations": [MID_OCEAN, there], "costing": "pedestrian"}))
        print("mid-ocean route: an answer")
    except (RuntimeError, valhalla.ValhallaError) as error:
        print(f"mid-ocean route: error, {error}")
    try:
        polygon = rival.isochrone((MID_OCEAN["lon"], MID_OCEAN["lat"]), NEUTRAL)
        print(f"mid-ocean isochrone: a polygon of {area_km2(polygon):.3f} km2 and no error")
    except (RuntimeError, valhalla.ValhallaError) as error:
        print(f"mid-ocean isochrone: error, {error}")


# --- times ----------------------------------------------------------------------------------------


def places_near_streets(args, wanted, within_m, seed):
    """Even in the box of the streets, and no farther than that from one of ours."""
    box = street_box(args.extract)
    dice = np.random.default_rng(seed)
    ours = Ours(args.walkshed, args.extract, args.work / "places")
    found = []
    while len(found) < wanted:
        strewn = dice.uniform(box[:2], box[2:], (4 * wanted, 2)).round(7)
        rows = [(f"p{i}", *at) for i, at in enumerate(strewn)]
        ours.project([("s", *strewn[0])], rows)
        legs = ours.legs()
        near = [at for (i, *at) in rows if (legs[i] is not None and legs[i] <= within_m)]
        found += [tuple(map(float, at)) for at in near]
    return found[:wanted], dice


def pairs_of(args, stations=260, each=10, reach_m=2000):
    """Stations among the places, and others up to 2 km from each, straight."""
    places, dice = places_near_streets(args, args.places, 100, 20261122)
    lon, lat = np.array(places).T
    pairs = []
    for s in dice.permutation(len(places))[:stations]:
        apart = meters(lon[s], lat[s], lon, lat)
        near = np.flatnonzero((apart > 0) & (apart <= reach_m))
        pairs += [(int(d), int(s)) for d in dice.permutation(near)[:each]]
    return places, pairs


def measure(args):
    """Writes one row a pair: ours, and Valhalla's with each costing."""
    places, pairs = pairs_of(args)
    ours = Ours(args.walkshed, args.extract, args.work / "pairs")
    ours.project(
        [(f"s{s}", *places[s]) for s in sorted({s for _, s in pairs})],
        [(f"d{d}", *places[d]) for d in sorted({d for d, _ in pairs})],
    )
    legs, walks = ours.legs(), ours.matrix("600min")
    rival = Rival(args.work).open()
    rows = []
    for d, s in pairs:
        row = {"origin": places[d], "destination": places[s]}
        walk = walks.get((f"d{d}", f"s{s}"))
        row["ours"] = walk and [*walk, legs[f"d{d}"], legs[f"s{s}"]]
        for name, costing in COSTINGS.items():
            row[name] = rival.route(places[d], places[s], costing)
        rows.append(row)
    (args.work / "times.json").write_text(json.dumps(rows, default=float))
    return rows


def times(args):
    rows = measure(args)
    print(f"{len(rows)} pairs")
    for name in COSTINGS:
        both = [row for row in rows if row["ours"] and row[name]]
        only_ours = sum(1 for row in rows if row["ours"] and not row[name])
        only_theirs = sum(1 for row in rows if row[name] and not row["ours"])
        neither = len(rows) - len(both) - only_ours - only_theirs
        print(
            f"\n{name}: {len(both)} by both, {only_ours} ours only, "
            f"{only_theirs} Valhalla only, {neither} neither"
        )
        a = np.array([row["ours"] for row in both])
        b = np.array([row[name][:4] for row in both], dtype=float)
        legs_a, legs_b = (a[:, 2] + a[:, 3]) / SPEED_M_S, (b[:, 2] + b[:, 3]) / SPEED_M_S
        same = (np.abs(a[:, 2] - b[:, 2]) < 1) & (np.abs(a[:, 3] - b[:, 3]) < 1)
        distribution("both with legs", a[:, 0], b[:, 0] + legs_b)
        distribution("both without legs", a[:, 0] - legs_a, b[:, 0])
        distribution("as reported", a[:, 0], b[:, 0])
        distribution("both with legs, same legs", a[same, 0], (b[:, 0] + legs_b)[same])
        print(f"  same legs within 1 m at both ends: {same.mean():.1%}")
        off_a, off_b = a[:, 0] - a[:, 1] / SPEED_M_S, b[:, 0] - b[:, 1] / SPEED_M_S
        streets = (a[:, 1] - a[:, 2] - a[:, 3] - b[:, 1]) / SPEED_M_S
        parts = [
            ("street meters", streets),
            ("legs", legs_a - legs_b),
            ("steps and lifts, ours", off_a),
            ("crossings, theirs", -off_b),
        ]
        print(
            "  mean difference by part: "
            + ", ".join(f"{what} {part.mean():+.2f} s" for what, part in parts)
        )
        print(
            f"  walks with steps or lifts {np.mean(off_a > 0.5):.1%}; "
            f"with crossings {np.mean(off_b > 1.5):.1%}"
        )


def distribution(label, ours, theirs):
    difference = ours - theirs
    size = np.abs(difference)
    share = size / np.maximum(ours, 1e-9)
    low, five, half, ninetyfive, high = np.quantile(difference, [0.01, 0.05, 0.5, 0.95, 0.99])
    print(
        f"  {label}: n {len(ours)}, ours median {np.median(ours):.0f} s; "
        f"ours - theirs: median {half:+.2f}, "
        f"mean {difference.mean():+.2f}, p1 {low:+.1f}, p5 {five:+.1f}, p95 {ninetyfive:+.1f}, "
        f"p99 {high:+.1f} s; "
        f"|p99| {np.quantile(size, 0.99):.1f}; "
        f"within 1 % {np.mean(share <= 0.01):.1%}, 5 % {np.mean(share <= 0.05):.1%}, "
        f"30 s {np.mean(size <= 30):.1%}, 60 s {np.mean(size <= 60):.1%}"
    )


# --- worst ----------------------------------------------------------------------------------------


def worst(args):
    """The largest differences of each sign, pairs that only one finds, each with a reason."""
    rows = json.loads((args.work / "times.json").read_text())
    both = [row for row in rows if row["ours"] and row["neutral"]]
    for row in both:
        seconds, _, *legs, _ = row["neutral"]
        row["difference"] = row["ours"][0] - seconds - sum(legs) / SPEED_M_S
    both.sort(key=lambda row: row["difference"])
    lone = [row for row in rows if bool(row["ours"]) != bool(row["neutral"])]
    rival, streets = Rival(args.work).open(), Streets(args.extract)
    ours = Ours(args.walkshed, args.extract, args.work / "one")
    with open(args.work / "worst.txt", "w") as out:
        for title, part in [
            ("ours quicker", both[: args.n]),
            ("ours slower", both[: -args.n - 1 : -1]),
            ("one only", lone),
        ]:
            reasons = Counter(describe(out, row, ours, rival, streets) for row in part)
            print(f"{title}: " + ", ".join(f"{why} {n}" for why, n in reasons.most_common()))


SLOWED = ("hiking", "mountain_hiking", "demanding_mountain_hiking")
PRIVATE = ("private", "customers", "permit", "residents")


class Streets:
    """Tags and nodes of the ways of an extract."""

    def __init__(self, extract):
        self.tags, self.nodes, self.closed, self.shut, self.gates = {}, {}, set(), set(), set()
        for thing in osmium.FileProcessor(str(extract)):
            tags = dict(thing.tags)
            if thing.is_node():
                free = "barrier" not in tags and "entrance" not in tags and "door" not in tags
                if free and (tags.get("access") == "no" or tags.get("foot") == "no"):
                    self.shut.add(thing.id)
                if not free and tags.get("foot", tags.get("access")) in PRIVATE:
                    self.gates.add(thing.id)
                continue
            key = f"{'way' if thing.is_way() else 'relation'} {thing.id}"
            self.tags[key] = tags
            if thing.is_way() and "highway" in tags:
                self.nodes[key] = [node.ref for node in thing.nodes]
                if thing.is_closed():
                    self.closed.add(key)

    def refused(self, key):
        """Whether our rules keep walkers off: trunk roads, foot=no."""
        tags = self.tags.get(key, {})
        foot = tags.get("foot")
        sides = ["sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right"]
        walked = any(tags.get(side) in ("yes", "both", "left", "right") for side in sides)
        trunk = tags.get("highway") in ("trunk", "trunk_link") and not walked
        return foot in ("no", "use_sidepath") or (foot is None and trunk)

    def private(self, key):
        tags = self.tags.get(key, {})
        return tags.get("foot", tags.get("access")) in PRIVATE

    def farm(self, key):
        tags = self.tags.get(key, {})
        return "foot" not in tags and tags.get("access") in ("agricultural", "forestry")

    def square(self, key):
        tags = self.tags.get(key, {})
        plaza = tags.get("area") == "yes" or tags.get("highway") in ("pedestrian", "platform")
        return key.startswith("relation") or (key in self.closed and plaza)

    def has(self, key, tag, *values):
        return self.tags.get(key, {}).get(tag) in values

    def roundabout(self, key):
        return self.has(key, "junction", "roundabout", "circular")

    def meets(self, keys, nodes):
        return any(node in nodes for key in keys for node in self.nodes.get(key, []))

    def under_ground(self, key):
        tags = self.tags.get(key, {})
        return "tunnel" in tags or tags.get("layer", "").startswith("-")


def reason(row, mine, theirs, streets):
    """What explains most of a difference, by the first of these that fits."""
    if not (mine and theirs):
        return "one walk only"
    difference = row["difference"]
    seconds, length, *legs, _ = row["neutral"]
    moved = [abs(a - b) > 1 for a, b in zip(row["ours"][2:], legs)]
    ends = [theirs[k][0] for k, is_moved in zip((0, -1), moved) if is_moved]
    used = {key for key, _ in theirs}
    own = {key for key, *_ in mine if key not in used}
    rides = sum(extra for *_, extra in mine)
    if any(streets.under_ground(key) for key in ends):
        return "theirs tied under ground"
    if any(streets.has(key, "route", "ferry") for key in used):
        return "theirs on a ferry"
    if any(streets.refused(key) for key in used):
        return "theirs on a trunk road or foot=no"
    if difference > 0 and any(streets.private(key) for key in used):
        return "theirs through private ways"
    if difference < 0 and any(streets.farm(key) for key in own):
        return "ours on access=agricultural"
    if difference < 0 and any(streets.square(key) for key in own):
        return "ours across a square"
    if difference < 0 and any(streets.roundabout(key) for key in own):
        return "ours along a roundabout"
    if difference > 0 and streets.meets(used, streets.gates):
        return "theirs through a private gate"
    stairs = any(streets.has(key, "highway", "steps") for key in used - {key for key, *_ in mine})
    if difference > 0 and (rides > difference / 2 or stairs):
        return "our steps, lifts, escalators"
    if any(moved):
        return "tied to another street"
    if difference < 0 and seconds - length / SPEED_M_S > -difference / 2:
        return "their crossings"
    if difference < 0 and any(streets.has(key, "sac_scale", *SLOWED) for key in own | used):
        return "sac_scale slows theirs"
    if streets.meets(own, streets.shut):
        return "ours past a node with access=no or foot=no"
    return "other"


def describe(out, row, ours, rival, streets):
    origin, destination = row["origin"], row["destination"]
    mine, theirs = [], []
    if row["ours"]:
        ours.project([("s", *destination)], [("d", *origin)])
        for stretch in ours.explain(origin)["levels"][0]["walk"]["stretches"]:
            if stretch["id"]:
                extra = stretch["minutes"] * 60 - stretch["walk_m"] / SPEED_M_S
                mine.append((stretch["id"], stretch["walk_m"], stretch["kind"], extra))
    if row["neutral"]:
        for edge in rival.edges(row["neutral"][4], NEUTRAL):
            key, length = f"way {edge['way_id']}", edge["length"] * 1000
            if theirs and theirs[-1][0] == key:
                length += theirs.pop()[1]
            theirs.append((key, length))
    why = reason(row, mine, theirs, streets)
    out.write(f"\n{row.get('difference', math.nan):+.1f} s, {why}: {origin} -> {destination}\n")
    for who, walk, stretches in [("ours", row["ours"], mine), ("theirs", row["neutral"], theirs)]:
        if walk:
            seconds, length, *legs = walk[:4]
            out.write(
                f"  {who}: {seconds:.0f} s, {length:.0f} m, "
                f"legs {legs[0]:.1f} and {legs[1]:.1f} m\n"
            )
        for key, length, *_ in stretches:
            out.write(f"    {key} {length:.0f} m {streets.tags.get(key, '')}\n")
    return why


# --- areas ----------------------------------------------------------------------------------------


def areas(args):
    stations, dice = places_near_streets(args, 26, 30, 15)
    half = 1300.0
    demand = []
    for s, (lon, lat) in enumerate(stations):
        per_lon, per_lat = (
            meters(lon, lat, lon + 0.001, lat) / 0.001,
            meters(lon, lat, lon, lat + 0.001) / 0.001,
        )
        off = dice.uniform(-half, half, (args.strewn, 2)) / [per_lon, per_lat]
        demand += [
            (f"d{s}_{i}", round(lon + x, 7), round(lat + y, 7)) for i, (x, y) in enumerate(off)
        ]
    ours = Ours(args.walkshed, args.extract, args.work / "areas")
    ours.project([(f"s{s}", *at) for s, at in enumerate(stations)], demand)
    legs, walks = ours.legs(), ours.matrix("15min")
    rival = Rival(args.work).open()

    leg = np.array([np.nan if legs[i] is None else legs[i] for i, *_ in demand])
    within = np.array([(i, f"s{i[1:].split('_')[0]}") in walks for i, *_ in demand])
    measures = {"our times": (within & (leg <= 50), leg <= 30)}
    theirs = np.vstack(
        [
            rival.matrix([at for _, *at in part], station, NEUTRAL)
            for station, part in zip(stations, chunks(demand, args.strewn))
        ]
    )
    near = theirs[:, 1] <= 30
    measures["Valhalla's times"] = ((theirs[:, 0] <= QUARTER_S) & (theirs[:, 1] <= 50), near)
    measures["Valhalla's times, any leg"] = (theirs[:, 0] <= QUARTER_S, near)
    total = theirs[:, 0] + (theirs[:, 1] + theirs[:, 2]) / SPEED_M_S
    measures["Valhalla's times and legs"] = ((total <= QUARTER_S) & (theirs[:, 1] <= 50), near)

    judges = {
        "Valhalla, generalize 0, denoise 0": {"generalize": 0, "denoise": 0},
        "Valhalla, generalize 0": {"generalize": 0},
        "Valhalla, its defaults": {},
    }
    polygons = {
        name: [rival.isochrone(at, NEUTRAL, **options) for at in stations]
        for name, options in judges.items()
    }
    polygons |= our_areas(ours, stations)
    for name, shapes in polygons.items():
        sizes = [area_km2(polygon) for polygon in shapes]
        print(f"{name}: {sum(sizes):.2f} km2, smallest {min(sizes):.3f}, largest {max(sizes):.3f}")
        inside = np.concatenate(
            [
                shapely.contains_xy(polygon, *np.array([at for _, *at in part]).T)
                for polygon, part in zip(shapes, chunks(demand, args.strewn))
            ]
        )
        for measure_name, (truth, near_street) in measures.items():
            print(
                f"  by {measure_name}: {tally(truth, inside)}; within 30 m of a street "
                f"{tally(truth[near_street], inside[near_street])}"
            )


def tally(truth, judged):
    n, out, let_in = truth.sum(), (truth & ~judged).sum(), (judged & ~truth).sum()
    wrong = f"{(out + let_in) / n:.2%} wrong ({out / n:.2%} left out, {let_in / n:.2%} let in)"
    return f"of {n} inside {wrong}"


def chunks(rows, size):
    return [rows[i : i + size] for i in range(0, len(rows), size)]


def our_areas(ours, stations):
    found = {}
    for resolution in ["10", "5"]:
        text = ours.run("isochrone", "--budget", "15min", "--resolution", resolution)
        features = json.loads(text)["features"]
        assert len(features) == len(stations)
        found[f"ours, {resolution} m"] = [shape(feature["geometry"]) for feature in features]
    return found


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("work_to_do", choices=["build", "times", "worst", "areas"])
    parser.add_argument("extract", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--walkshed", default="walkshed", help="the program [walkshed]")
    parser.add_argument("--places", type=int, default=6000, help="places to draw pairs from")
    parser.add_argument("--strewn", type=int, default=4000, help="places judged around a station")
    parser.add_argument("-n", type=int, default=30, help="differences of each sign told one by one")
    args = parser.parse_args()
    {"build": build, "times": times, "worst": worst, "areas": areas}[args.work_to_do](args)


if __name__ == "__main__":
    main()
