"""Places in ten coordinate systems and the same in degrees, as pyproj converts them.

    python3 pyproj_judge.py COUNT > places.csv

Each line is system, easting, northing, longitude, latitude; places are the same in every run.
Systems based on CGCS2000 are converted to CGCS2000 (EPSG:4490), all others to WGS 84 (EPSG:4326);
a conversion that pyproj could only guess is an error.
"""

import random
import sys

import pyproj

# west, south, east, north of the places
SYSTEMS = {
    "EPSG:4490": (74, 19, 134, 53),
    "EPSG:4547": (112.5, 22, 115.5, 45),
    "EPSG:4526": (112.5, 22, 115.5, 45),
    "EPSG:4542": (97.5, 22, 100.5, 42),
    "EPSG:4521": (97.5, 22, 100.5, 42),
    "EPSG:4502": (74, 36, 78, 41),
    "EPSG:32650": (114, 1, 120, 50),
    "EPSG:3857": (-170, -70, 170, 70),
    "EPSG:2326": (113.8, 22.2, 114.4, 22.55),
    "EPSG:25832": (6, 45, 12, 60),
}
CHINESE = {"EPSG:4490", "EPSG:4547", "EPSG:4526", "EPSG:4542", "EPSG:4521", "EPSG:4502"}


def main(count):
    dice = random.Random(4)
    print(f"# pyproj {pyproj.__version__}, PROJ {pyproj.proj_version_str}")
    print("system,x,y,lng,lat")
    for system, (west, south, east, north) in SYSTEMS.items():
        degrees = "EPSG:4490" if system in CHINESE else "EPSG:4326"
        there = pyproj.Transformer.from_crs(
            degrees, system, always_xy=True, allow_ballpark=False
        )
        back = pyproj.Transformer.from_crs(
            system, degrees, always_xy=True, allow_ballpark=False
        )
        for _ in range(count):
            place = dice.uniform(west, east), dice.uniform(south, north)
            x, y = there.transform(*place)
            x, y = (round(v, 9 if abs(v) <= 180 else 4) for v in (x, y))
            lng, lat = back.transform(x, y)
            print(f"{system},{x!r},{y!r},{lng!r},{lat!r}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
