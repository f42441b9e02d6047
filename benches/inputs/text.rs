//! Areas as GeoJSON text, the way a server would send them.

use geo::{LineString, MultiPolygon};
use walkshed::network::isochrone::Area;

/// Appends an area as a feature with its station and limit; nothing where it has none.
pub fn feature(text: &mut Vec<u8>, area: &Area) {
    let Ok(shape) = &area.shape else { return };
    text.extend(br#"{"type":"Feature","properties":{"station":"#);
    match area.station {
        Some(station) => whole(text, i64::from(station)),
        None => text.extend(b"null"),
    }
    text.extend(br#","limit":"#);
    whole(text, i64::from(area.limit));
    text.extend(br#"},"geometry":{"type":"MultiPolygon","coordinates":["#);
    polygons(text, shape);
    text.extend(b"]}},\n");
}

fn polygons(text: &mut Vec<u8>, shape: &MultiPolygon) {
    for (i, polygon) in shape.iter().enumerate() {
        text.extend(if i == 0 { &b"["[..] } else { b",[" });
        ring(text, polygon.exterior());
        for hole in polygon.interiors() {
            text.push(b',');
            ring(text, hole);
        }
        text.push(b']');
    }
}

fn ring(text: &mut Vec<u8>, ring: &LineString) {
    for (i, at) in ring.coords().enumerate() {
        text.extend(if i == 0 { b"[[" } else { b",[" });
        degrees(text, at.x);
        text.push(b',');
        degrees(text, at.y);
        text.push(b']');
    }
    text.push(b']');
}

/// Seven decimals, which is what areas are drawn with.
fn degrees(text: &mut Vec<u8>, degrees: f64) {
    let units = (degrees * 1e7).round() as i64;
    if units < 0 {
        text.push(b'-');
    }
    let units = units.abs();
    whole(text, units / 10_000_000);
    let mut digits = *b".0000000";
    let mut rest = units % 10_000_000;
    for digit in digits[1..].iter_mut().rev() {
        *digit += (rest % 10) as u8;
        rest /= 10;
    }
    text.extend(digits);
}

fn whole(text: &mut Vec<u8>, number: i64) {
    let mut digits = [0_u8; 20];
    let mut from = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        from -= 1;
        digits[from] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    text.extend(&digits[from..]);
}
