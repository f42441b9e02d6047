//! Coordinate systems, judged by pyproj.
