#!/bin/sh
# Makes the files beside it from communities.geojson, with GDAL's ogr2ogr, zip, and Python with
# geopandas and pyarrow.
set -eu
cd "$(dirname "$0")"
town=communities.geojson
rm -f ./*.gpkg ./*.fgb ./*.shp ./*.shx ./*.dbf ./*.prj ./*.cpg ./*.zip ./*.parquet ./*.geojsonl
ogr2ogr -f GPKG communities.gpkg $town -nln 社区 -t_srs EPSG:4490 -lco SPATIAL_INDEX=NO
ogr2ogr -f GPKG communities.gpkg $town -nln 人口表 -update -nlt NONE
ogr2ogr -f FlatGeobuf communities.fgb $town -t_srs EPSG:4542
ogr2ogr -f FlatGeobuf plain.fgb $town -lco SPATIAL_INDEX=NO -nlt GEOMETRY
echo '{"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [5, 6]},
    {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}]}' > collection.json
ogr2ogr -f FlatGeobuf collection.fgb collection.json && rm collection.json
ogr2ogr -f "ESRI Shapefile" gbk.shp $town -lco ENCODING=GBK -t_srs EPSG:4542
ogr2ogr -f "ESRI Shapefile" utf8.shp $town -lco ENCODING=UTF-8
ogr2ogr -f GeoJSONSeq communities.geojsonl $town
ogr2ogr -f GeoJSONSeq -lco RS=YES communities.geojsons $town
rm -f ./*.shx
mkdir -p town && cp gbk.shp town/社区.shp && cp gbk.dbf town/社区.dbf && cp gbk.prj town/社区.prj
cp gbk.cpg town/社区.cpg && zip -q -r communities.zip town && rm -r town
"${PYTHON:-python3}" - <<'PYTHON'
import geopandas, sqlite3
package = sqlite3.connect("communities.gpkg", isolation_level=None)
package.execute("PRAGMA page_size = 512")
package.execute("VACUUM")
package.close()
town = geopandas.read_file("communities.geojson")
town["建成"] = town["建成"].dt.date if hasattr(town["建成"], "dt") else town["建成"]
town.to_parquet("communities.parquet", compression="zstd", index=False)
town.to_crs(4542).to_parquet("projected.parquet", compression="snappy", index=False)
PYTHON
