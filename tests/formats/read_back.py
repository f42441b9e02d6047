"""Reads a file with software that no one here wrote, and tells how it differs from GeoJSON.

    python3 read_back.py REFERENCE.geojson FILE [LAYER]

GDAL (by pyogrio) reads GeoPackage, FlatGeobuf, Shapefile, GeoJSON and its sequences; pyarrow reads
GeoParquet, openpyxl workbooks, and Python itself CSV. Prints one line a difference, then the
number of features. What a format cannot say is not asked of it: a Shapefile has no null of text
and shortens names (FILE.fields.csv says how), FlatGeobuf sorts, CSV and workbooks have cells.
"""

import csv
import json
import math
import os
import sys

import shapely
from shapely.geometry import shape

DEGREES = 1e-7


def reference(path):
    with open(path, encoding="utf-8") as file:
        features = json.load(file)["features"]
    names = {name: None for f in features for name in f["properties"]}
    return [
        (
            f.get("id"),
            {**names, **f["properties"]},
            shape(f["geometry"]) if f["geometry"] else None,
        )
        for f in features
    ]


def by_gdal(path, layer):
    import pyogrio.raw

    if os.path.getsize(path) == 0:
        # no feature has no line
        return
    meta, table = pyogrio.raw.read_arrow(path, layer=layer)
    if meta["crs"] not in ("EPSG:4326", "OGC:CRS84"):
        print("crs is", meta["crs"])
    place = meta["geometry_name"] or "wkb_geometry"
    for row in table.to_pylist():
        wkb = row.pop(place, None)
        yield row, None if wkb is None else shapely.from_wkb(wkb)


def by_arrow(path, _layer):
    import pyarrow.parquet

    file = pyarrow.parquet.ParquetFile(path)
    geo = json.loads(file.schema_arrow.metadata[b"geo"])
    if geo["version"] != "1.1.0":
        print("version is", geo["version"])
    place = geo["primary_column"]
    for row in file.read().to_pylist():
        wkb = row.pop(place)
        geometry = None if wkb is None else shapely.from_wkb(wkb)
        if geometry is not None and geometry.geom_type not in geo["columns"][place]["geometry_types"]:
            print("undeclared", geometry.geom_type)
        yield row, geometry


def by_table(rows):
    rows = list(rows)
    if not rows:
        return
    names = [str(name) for name in rows[0]]
    for row in rows[1:]:
        values = dict(zip(names, row))
        geometry = None
        if "wkt" in values:
            text = values.pop("wkt")
            geometry = shapely.from_wkt(text) if text else None
        elif "lon" in values:
            lon, lat = values.pop("lon"), values.pop("lat")
            if lon not in (None, ""):
                geometry = shapely.Point(float(lon), float(lat))
        yield values, geometry


def by_csv(path, _layer):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from by_table(csv.reader(file))


def by_openpyxl(path, layer):
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book[layer] if layer else book.worksheets[0]
    yield from by_table(list(cell.value for cell in row) for row in sheet.iter_rows())


def text(value):
    """A value as a cell of text holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else repr(value)


def same(kind, expected, found):
    if kind == "csv":
        if isinstance(expected, (int, float)) and not isinstance(expected, bool) and found:
            return float(found) == float(expected)
        return found == text(expected)
    if kind in ("shp", "xlsx") and expected in (None, ""):
        return found in (None, "")
    if kind == "shp" and isinstance(expected, str):
        # blanks fill a cell; what is longer than one is cut
        return found == expected.encode()[:254].decode(errors="ignore").rstrip(" ")
    if isinstance(found, float) and isinstance(expected, int) and not isinstance(expected, bool):
        return found == expected
    if isinstance(expected, (int, float)) and isinstance(found, str):
        # a column with text among its numbers, or whole numbers too long for a cell
        return found in (text(expected), str(expected))
    if isinstance(expected, float) and isinstance(found, int):
        return float(found) == expected
    if isinstance(expected, float) and kind == "xlsx":
        # sixteen digits
        return math.isclose(found, expected, rel_tol=1e-15)
    return type(expected) is type(found) and expected == found


def near(expected, found):
    if found is not None and found.is_empty:
        # FlatGeobuf has no feature without a geometry, only empty ones
        found = None
    if expected is None or found is None:
        return expected is found
    parts = lambda g: list(getattr(g, "geoms", [g]))
    if len(parts(expected)) != len(parts(found)):
        return False
    for a, b in zip(parts(expected), parts(found)):
        if hasattr(a, "geoms"):
            if not near(a, b):
                return False
            continue
        if a.geom_type != b.geom_type:
            return False
        # a ring may start elsewhere and turn the other way
        a, b = a.normalize(), b.normalize()
        if shapely.get_num_coordinates(a) != shapely.get_num_coordinates(b):
            return False
        if shapely.hausdorff_distance(a, b) > DEGREES:
            return False
    return True


def main(reference_path, path, layer=None):
    kind = os.path.splitext(path)[1][1:]
    readers = {"csv": by_csv, "xlsx": by_openpyxl, "parquet": by_arrow}
    found = list(readers.get(kind, by_gdal)(path, layer))
    expected = reference(reference_path)
    long = {}
    fields = os.path.splitext(path)[0] + ".fields.csv"
    if kind == "shp" and os.path.exists(fields):
        with open(fields, encoding="utf-8", newline="") as file:
            long = {row["field"]: row["name"] for row in csv.DictReader(file)}
    found = [({long.get(k, k): v for k, v in row.items()}, g) for row, g in found]
    if len(found) != len(expected):
        print(f"{len(found)} features, expected {len(expected)}")
    if kind == "fgb":
        key = lambda row: (str(row[0].get("id")), str(row[1]))
        found.sort(key=key)
        expected.sort(key=lambda e: (str(e[1].get("id", e[0])), str(e[2])))
    for nth, ((id, properties, geometry), (values, place)) in enumerate(zip(expected, found)):
        for name, value in properties.items():
            if name not in values:
                print(f"feature {nth}: no column {name}")
            elif not same(kind, value, values[name]):
                print(f"feature {nth}, {name}: {values[name]!r}, expected {value!r}")
        more = set(values) - set(properties) - {"id"}
        if more:
            print(f"feature {nth}: more columns {sorted(more)}")
        if id is not None and "id" not in properties and kind not in ("geojson", "geojsonl"):
            if str(values.get("id")) != id:
                print(f"feature {nth}: id {values.get('id')!r}, expected {id!r}")
        if not near(geometry, place):
            print(f"feature {nth}: {place}, expected {geometry}")
    print(len(found), "features")


main(*sys.argv[1:])
