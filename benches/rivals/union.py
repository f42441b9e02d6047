"""Shapely beside Walkshed: the union of circles, what it leaves of a district, and plots inside it.

    union.py make WORK
    union.py times WORK

`make` writes the centers of W5 into WORK, drawn as the performance notes draw them; `times` unites
the circles, takes the union from the district, and intersects 10,000 plots with it, and prints the
median of five. The same circles are united by
`WALKSHED_PROTOTYPE=WORK cargo bench -p walkshed-benches --bench union`; the plots are of the same
kind and number, but others.
"""

import statistics
import sys
import time
from pathlib import Path

import numpy as np
import shapely

SIDES = {1_000: 40_000, 10_000: 120_000}
RADIUS_M = 1000
RUNS = 5
PLOTS = 10_000


def make(work: Path) -> None:
    work.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(5)
    for n, side in SIDES.items():
        rng.uniform(0, side, (n, 2)).tofile(work / f"w5_c{n}.bin")


def district():
    t = np.linspace(0, 2 * np.pi, 2000, endpoint=False)
    r = 18_000 * (1 + 0.1 * np.sin(7 * t) + 0.03 * np.sin(53 * t))
    return shapely.polygons(np.c_[20_000 + r * np.cos(t), 20_000 + r * np.sin(t)])


def plots(side: float):
    rng = np.random.default_rng(6)
    made = []
    for center in rng.uniform(0, side, (PLOTS, 2)):
        corners, size = rng.integers(4, 13), rng.uniform(20, 400)
        turn = 2 * np.pi * np.arange(corners) / corners
        reach = size * rng.uniform(0.5, 1, corners)
        made.append(shapely.polygons(np.c_[center[0] + reach * np.cos(turn), center[1] + reach * np.sin(turn)]))
    return np.array(made)


def median(work) -> tuple[float, object]:
    seconds, answer = [], None
    for _ in range(RUNS):
        start = time.perf_counter()
        answer = work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), answer


def times(work: Path) -> None:
    print(f"shapely {shapely.__version__}, GEOS {shapely.geos_version_string}")
    whole = district()
    for n, side in SIDES.items():
        centers = np.fromfile(work / f"w5_c{n}.bin").reshape(-1, 2)
        circles = shapely.buffer(shapely.points(centers), RADIUS_M, quad_segs=16)

        def unite():
            union = shapely.union_all(circles)
            return union, shapely.difference(whole, union)

        seconds, (union, left) = median(unite)
        print(f"{n} circles: {seconds * 1e3:.1f} ms; {union.area / 1e6:.3f} km2, {left.area / 1e6:.3f} km2 left")
        few = plots(side)[:100]
        seconds, area = median(lambda: shapely.area(shapely.intersection(few, union)).sum())
        print(f"  100 plots, each against all: {seconds * 1e3:.0f} ms; {area:.3f} m2")
        parts = shapely.get_parts(shapely.union_all(circles))
        tree = shapely.STRtree(circles)
        several = plots(side)

        def by_circles():
            plot, circle = tree.query(several, predicate="intersects")
            total = 0.0
            for nth in np.unique(plot):
                near = shapely.union_all(circles[circle[plot == nth]])
                total += shapely.intersection(several[nth], near).area
            return total

        start = time.perf_counter()
        area = by_circles()
        seconds = time.perf_counter() - start
        print(f"  {PLOTS} plots, each against the circles around it: {seconds * 1e3:.0f} ms; "
              f"{area / 1e6:.6f} km2; {len(parts)} polygons")


{"make": make, "times": times}[sys.argv[1]](Path(sys.argv[2]))
