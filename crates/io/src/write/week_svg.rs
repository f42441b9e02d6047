//! A week of coverage as a picture: levels above each other, days by hours, darker where more
//! people are covered, hatched where the hours of stations are not known.

use crate::Loaded;
use crate::hours::CoveredWeek;
use crate::lang::Lang;
use std::io::{self, Write};
use walkshed::week::{Hour, WeekLevel};

/// Sizes in pixels.
const CELL: (usize, usize) = (28, 20);
const LEFT: usize = 64;
const TOP: usize = 74;
const BETWEEN: usize = 58;
const BOTTOM: usize = 84;

/// Colors from nobody to everybody, dark enough apart to be told in gray.
const SHADES: [(u8, u8, u8); 5] = [
    (0xf6, 0xf7, 0xf4),
    (0xcf, 0xe4, 0xdc),
    (0x8c, 0xc0, 0xb4),
    (0x3f, 0x8f, 0x8b),
    (0x0b, 0x4f, 0x5a),
];

/// Writes the picture; no font but the viewer's own, nothing that is fetched.
///
/// The share is that of the first group of people.
///
/// # Errors
///
/// Whatever the output says.
pub fn write(
    out: &mut dyn Write,
    loaded: &Loaded,
    covered: &CoveredWeek,
    lang: Lang,
    names: &[String],
) -> io::Result<()> {
    let block = 7 * CELL.1 + BETWEEN;
    let width = LEFT + 24 * CELL.0 + 24;
    let height = TOP + covered.week.levels.len() * block + BOTTOM;
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <defs><pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><path d=\"M0 0V5\" stroke=\"#b3541e\" \
         stroke-width=\"1.6\"/></pattern></defs>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>"
    )?;
    let (title, subtitle) = titles(loaded, covered, lang);
    text(out, (LEFT, 30), "font-size=\"17\" font-weight=\"bold\"", &title)?;
    text(out, (LEFT, 50), "fill=\"#555\"", &subtitle)?;
    let group = loaded.district.demand.people_group();
    for (nth, level) in covered.week.levels.iter().enumerate() {
        let top = TOP + nth * block + 24;
        let name = names.get(nth).map_or("", String::as_str);
        text(out, (LEFT, top - 20), "font-size=\"13\" font-weight=\"bold\"", name)?;
        grid(out, covered, level, (top, group, lang))?;
    }
    legend(out, (TOP + covered.week.levels.len() * block, lang))?;
    writeln!(out, "</svg>")
}

fn titles(loaded: &Loaded, covered: &CoveredWeek, lang: Lang) -> (String, String) {
    let title = match lang {
        Lang::En => format!("{}: share covered, hour by hour", loaded.name),
        Lang::Zh => format!("{}:逐时覆盖率", loaded.name),
    };
    let subtitle = match (covered.monday, lang) {
        (Some(monday), Lang::En) => format!("week of Monday {monday}"),
        (Some(monday), Lang::Zh) => format!("{monday}(周一)起的一周"),
        (None, Lang::En) => "a standard week, without holidays".to_owned(),
        (None, Lang::Zh) => "标准周(不含节假日)".to_owned(),
    };
    (title, subtitle)
}

/// The seven days of one level.
fn grid(
    out: &mut dyn Write,
    covered: &CoveredWeek,
    level: &WeekLevel,
    (top, group, lang): (usize, usize, Lang),
) -> io::Result<()> {
    for hour in (0..=24).step_by(3) {
        let x = LEFT + hour * CELL.0;
        text(
            out,
            (x, top - 5),
            "text-anchor=\"middle\" fill=\"#555\"",
            &hour.to_string(),
        )?;
    }
    for (day, hours) in level.hours.chunks(24).enumerate() {
        let y = top + day * CELL.1;
        let mut name = weekday(day, lang).to_owned();
        if covered.holidays.contains(&day) {
            name.push_str(if lang == Lang::Zh { " 假" } else { " PH" });
        } else if covered.made_up.contains(&day) {
            name.push_str(if lang == Lang::Zh { " 班" } else { " work" });
        }
        text(out, (LEFT - 6, y + 14), "text-anchor=\"end\"", &name)?;
        for (nth, hour) in hours.iter().enumerate() {
            cell(out, (LEFT + nth * CELL.0, y), hour, group)?;
        }
    }
    Ok(())
}

fn cell(
    out: &mut dyn Write,
    (x, y): (usize, usize),
    hour: &Hour,
    group: usize,
) -> io::Result<()> {
    let Some((percent, most)) = percents(hour, group) else { return Ok(()) };
    let place =
        format!("x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\"", CELL.0 - 1, CELL.1 - 1);
    writeln!(out, "<rect {place} fill=\"{}\"/>", shade(percent))?;
    if most > percent {
        writeln!(out, "<rect {place} fill=\"url(#hatch)\" fill-opacity=\"0.55\"/>")?;
    }
    let ink = if percent >= 60 { "#ffffff" } else { "#333333" };
    let middle = (x + CELL.0 / 2, y + 14);
    let style = format!("text-anchor=\"middle\" font-size=\"10\" fill=\"{ink}\"");
    let said = if percent == 0 { "·".to_owned() } else { percent.to_string() };
    text(out, middle, &style, &said)
}

/// The share covered, and what it would be if all that is unknown were, in whole percent: only
/// everybody is 100, and only nobody 0. `None` where there is nobody to cover.
#[must_use]
pub fn percents(hour: &Hour, group: usize) -> Option<(u64, u64)> {
    // where no people are given, blocks stand for them
    let of = |count: &walkshed::coverage::Count| {
        count
            .weights
            .get(group)
            .map_or(count.blocks as u64, |weight| weight.thousandths())
    };
    let coverage = &hour.coverage;
    let [total, covered] = [&coverage.total, &coverage.covered].map(of);
    let most = covered + of(&coverage.unknown);
    if total == 0 {
        return None;
    }
    let percent = |part: u64| {
        let (part, total) = (u128::from(part), u128::from(total));
        let nearest = (part * 200 + total) / (2 * total);
        let percent = match nearest {
            0 if part > 0 => 1,
            100 if part < total => 99,
            other => other,
        };
        u64::try_from(percent).unwrap_or(100)
    };
    Some((percent(covered), percent(most)))
}

/// The color of a share, between the two shades next to it.
fn shade(percent: u64) -> String {
    let step = 100 / (SHADES.len() as u64 - 1);
    let below = (percent / step).min(SHADES.len() as u64 - 2);
    let (a, b) = (SHADES[below as usize], SHADES[below as usize + 1]);
    let share = percent - below * step;
    let mix =
        |a: u8, b: u8| (u64::from(a) * (step - share) + u64::from(b) * share) / step;
    format!("#{:02x}{:02x}{:02x}", mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2))
}

fn legend(out: &mut dyn Write, (y, lang): (usize, Lang)) -> io::Result<()> {
    let (covered, unknown) = match lang {
        Lang::En => (
            "% of people covered; each cell as it is when its hour begins",
            "more, were all stations of unknown hours open",
        ),
        Lang::Zh => (
            "被覆盖人口(%),每格为该小时开始时(整点)的状况",
            "部分站点时间不明,若开放则更高",
        ),
    };
    for nth in 0..=10_u64 {
        let x = LEFT + nth as usize * CELL.0;
        let color = shade(nth * 10);
        writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"14\" fill=\"{color}\" stroke=\"#ddd\" \
             stroke-width=\"0.5\"/>",
            CELL.0
        )?;
        let middle = (x + CELL.0 / 2, y + 27);
        text(
            out,
            middle,
            "text-anchor=\"middle\" fill=\"#555\"",
            &(nth * 10).to_string(),
        )?;
    }
    text(out, (LEFT + 12 * CELL.0, y + 12), "", covered)?;
    let y = y + 40;
    writeln!(
        out,
        "<rect x=\"{LEFT}\" y=\"{y}\" width=\"{}\" height=\"14\" fill=\"#f6f7f4\"/>\
         <rect x=\"{LEFT}\" y=\"{y}\" width=\"{}\" height=\"14\" fill=\"url(#hatch)\" \
         fill-opacity=\"0.55\"/>",
        CELL.0, CELL.0
    )?;
    text(out, (LEFT + CELL.0 + 8, y + 12), "", unknown)
}

fn weekday(day: usize, lang: Lang) -> &'static str {
    const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    match lang {
        Lang::En => EN[day % 7],
        Lang::Zh => ZH[day % 7],
    }
}

fn text(
    out: &mut dyn Write,
    (x, y): (usize, usize),
    style: &str,
    said: &str,
) -> io::Result<()> {
    let said = said.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let said: String = said.chars().filter(|c| !c.is_control()).collect();
    writeln!(out, "<text x=\"{x}\" y=\"{y}\" {style}>{said}</text>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_go_from_light_to_dark() {
        let light = |percent| {
            let color = shade(percent);
            u32::from_str_radix(color.trim_start_matches('#'), 16).unwrap() >> 16
        };
        assert_eq!(shade(0), "#f6f7f4");
        assert_eq!(shade(100), "#0b4f5a");
        assert!((0..100).all(|percent| light(percent) >= light(percent + 1)));
    }

    #[test]
    fn names_cannot_break_the_picture() {
        let mut out = Vec::new();
        text(&mut out, (1, 2), "", "<a & b>\u{7}").unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "<text x=\"1\" y=\"2\" >&lt;a &amp; b&gt;</text>\n"
        );
    }
}
