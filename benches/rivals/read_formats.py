"""Pyogrio beside Walkshed: one layer in every format, and the seconds to read it.

    read_formats.py make SOURCE WORK
    read_formats.py times WORK

`make` writes the layer SOURCE, in whatever format GDAL or pyarrow reads, into WORK once for each
format; `times` reads each five times, attributes and geometry, and prints the least. The same files
are read by `WALKSHED_FORMATS=WORK cargo bench -p walkshed-benches --bench read_formats`.
"""

import argparse
import time
from pathlib import Path

import geopandas
import pyogrio

DRIVERS = {
    "layer.geojson": "GeoJSON",
    "layer.geojsonl": "GeoJSONSeq",
    "layer.gpkg": "GPKG",
    "layer.shp": "ESRI Shapefile",
    "layer.fgb": "FlatGeobuf",
}
RUNS = 5


def make(source: Path, work: Path) -> None:
    work.mkdir(parents=True, exist_ok=True)
    is_parquet = source.suffix == ".parquet"
    layer = geopandas.read_parquet(source) if is_parquet else geopandas.read_file(source)
    layer = layer.to_crs(4326)
    for name, driver in DRIVERS.items():
        pyogrio.write_dataframe(layer, work / name, driver=driver)
    layer.to_parquet(work / "layer.parquet", index=False)
    table = layer.drop(columns="geometry").assign(wkt=layer.geometry.to_wkt())
    table.to_csv(work / "layer.csv", index=False)
    print(f"{len(layer)} rows in {work}")


def read(path: Path) -> int:
    if path.suffix == ".parquet":
        return len(geopandas.read_parquet(path))
    return len(pyogrio.read_dataframe(path))


def times(work: Path) -> None:
    print(f"pyogrio {pyogrio.__version__}, GDAL {pyogrio.__gdal_version_string__}")
    print("| file | MB | rows | least s | rows/s |\n|---|---|---|---|---|")
    for path in sorted(work.glob("layer.*")):
        if path.suffix not in {".geojson", ".geojsonl", ".gpkg", ".shp", ".fgb", ".parquet", ".csv"}:
            continue
        least, rows = float("inf"), 0
        for _ in range(RUNS):
            start = time.perf_counter()
            rows = read(path)
            least = min(least, time.perf_counter() - start)
        size = path.stat().st_size / 1e6
        print(f"| {path.name} | {size:.1f} | {rows} | {least:.3f} | {rows / least:,.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    of_make = commands.add_parser("make")
    of_make.add_argument("source", type=Path)
    of_make.add_argument("work", type=Path)
    of_times = commands.add_parser("times")
    of_times.add_argument("work", type=Path)
    asked = parser.parse_args()
    if asked.command == "make":
        make(asked.source, asked.work)
    else:
        times(asked.work)


main()
