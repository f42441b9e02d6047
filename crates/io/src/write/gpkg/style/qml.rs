//! Styles as QGIS 3.22 and later read them.

use std::fmt::Write as _;

/// What a layer is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    Marker,
    Fill,
}

/// A color with its opacity, and the size of a sign in millimeters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Symbol {
    pub(super) color: [u8; 4],
    pub(super) size: f64,
}

/// Features by the values of a column, each with its sign.
pub(super) fn categorized(
    column: &str,
    drawn: Drawn,
    categories: &[(String, Symbol)],
) -> String {
    let (mut rows, mut symbols) = (String::new(), String::new());
    for (nth, (value, symbol)) in categories.iter().enumerate() {
        let value = escaped(value);
        // writing to a string cannot fail
        let _ = write!(
            rows,
            "<category symbol=\"{nth}\" value=\"{value}\" label=\"{value}\" render=\"true\"/>"
        );
        symbols.push_str(&symbol.xml(&nth.to_string(), drawn));
    }
    document(
        &format!(
            "<renderer-v2 type=\"categorizedSymbol\" attr=\"{}\" symbollevels=\"0\" \
             enableorderby=\"0\" forceraster=\"0\"><categories>{rows}</categories>\
             <symbols>{symbols}</symbols></renderer-v2>",
            escaped(column)
        ),
        "",
    )
}

/// Outlines with a name in each.
pub(super) fn outlines(column: &str) -> String {
    let options = options(&[
        ("style", "no"),
        ("outline_color", "60,60,60,255"),
        ("outline_style", "solid"),
        ("outline_width", "0.5"),
        ("outline_width_unit", "MM"),
    ]);
    let column = escaped(column);
    document(
        &format!(
            "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\" \
             forceraster=\"0\"><symbols><symbol type=\"fill\" name=\"0\" alpha=\"1\" \
             clip_to_extent=\"1\" force_rhr=\"0\"><layer class=\"SimpleFill\" enabled=\"1\" \
             locked=\"0\" pass=\"0\">{options}</layer></symbol></symbols></renderer-v2>"
        ),
        &format!(
            "<labeling type=\"simple\"><settings><text-style fieldName=\"{column}\" \
             isExpression=\"0\" fontSize=\"9\" fontSizeUnit=\"Point\" \
             textColor=\"40,40,40,255\"><text-buffer bufferDraw=\"1\" bufferSize=\"1\" \
             bufferSizeUnits=\"MM\" bufferColor=\"255,255,255,255\"/></text-style>\
             </settings></labeling>"
        ),
    )
}

impl Symbol {
    fn xml(&self, name: &str, drawn: Drawn) -> String {
        let [red, green, blue, opacity] = self.color;
        let color = format!("{red},{green},{blue},{opacity}");
        let size = self.size.to_string();
        let (kind, class, options) = match drawn {
            Drawn::Marker => (
                "marker",
                "SimpleMarker",
                options(&[
                    ("name", "circle"),
                    ("color", &color),
                    ("outline_color", "255,255,255,255"),
                    ("outline_width", "0.3"),
                    ("outline_width_unit", "MM"),
                    ("size", &size),
                    ("size_unit", "MM"),
                ]),
            ),
            Drawn::Fill => (
                "fill",
                "SimpleFill",
                options(&[
                    ("style", "solid"),
                    ("color", &color),
                    ("outline_color", "255,255,255,255"),
                    ("outline_style", "solid"),
                    ("outline_width", "0.1"),
                    ("outline_width_unit", "MM"),
                ]),
            ),
        };
        format!(
            "<symbol type=\"{kind}\" name=\"{name}\" alpha=\"1\" clip_to_extent=\"1\" \
             force_rhr=\"0\"><layer class=\"{class}\" enabled=\"1\" locked=\"0\" pass=\"0\">\
             {options}</layer></symbol>"
        )
    }
}

fn options(pairs: &[(&str, &str)]) -> String {
    let mut text = "<Option type=\"Map\">".to_owned();
    for (name, value) in pairs {
        let _ =
            write!(text, "<Option type=\"QString\" name=\"{name}\" value=\"{value}\"/>");
    }
    text + "</Option>"
}

fn document(renderer: &str, labeling: &str) -> String {
    let labels = u8::from(!labeling.is_empty());
    format!(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n\
         <qgis version=\"3.22.0\" styleCategories=\"Symbology|Labeling\" \
         labelsEnabled=\"{labels}\">{renderer}{labeling}<blendMode>0</blendMode>\
         <featureBlendMode>0</featureBlendMode></qgis>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
