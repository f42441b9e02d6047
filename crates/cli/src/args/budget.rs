//! A budget on the command line.

use walkshed::model::Budget;

/// Reads a budget; one that is none is told with the nearest that is.
pub(super) fn budget(text: &str) -> Result<Budget, String> {
    text.parse::<Budget>().map_err(|error| match nearest_budget(text) {
        Some(near) => format!("{error}; did you mean {near}?"),
        None => error.to_string(),
    })
}

/// What was meant by `15`, `15 minutes`, `15分钟`, `1km`, `1000米` or `gb20`.
fn nearest_budget(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let meant = if let Some(circle) = text.strip_prefix("gb") {
        let minutes: f64 = circle.trim().parse().ok()?;
        let circles = [("gb5", 5.0), ("gb10", 10.0), ("gb15", 15.0)];
        let off = |of: f64| (of - minutes).abs();
        circles.into_iter().min_by(|a, b| off(a.1).total_cmp(&off(b.1)))?.0.to_owned()
    } else {
        let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit() && c != '.');
        let unit = text.strip_prefix(digits)?.trim();
        let number: f64 = digits.parse().ok()?;
        match unit {
            "km" | "公里" | "千米" => format!("{}m", number * 1000.0),
            "h" | "hour" | "hours" | "小时" => format!("{}min", number * 60.0),
            "s" | "sec" | "seconds" | "秒" => format!("{}min", number / 60.0),
            "meter" | "meters" | "metres" | "米" => format!("{number}m"),
            _ if number >= 100.0 => format!("{number}m"),
            _ => format!("{number}min"),
        }
    };
    meant.parse::<Budget>().is_ok().then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_that_is_none_names_the_nearest() {
        let near = nearest_budget;
        for (text, meant) in [
            ("15", "15min"),
            ("15 minutes", "15min"),
            ("15分钟", "15min"),
            ("1km", "1000m"),
            ("800", "800m"),
            ("1000米", "1000m"),
            ("1h", "60min"),
            ("gb20", "gb15"),
        ] {
            assert_eq!(near(text).as_deref(), Some(meant), "{text}");
        }
        assert_eq!(near("soon"), None);
    }
}
