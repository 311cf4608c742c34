//! Coverage over time.

use plotters::coord::types::{RangedCoordf64, RangedCoordu64};
use plotters::prelude::{
    BLACK, Cartesian2d, ChartBuilder, IntoDrawingArea as _, IntoFont as _, LineSeries, RGBColor, SVGBackend,
};
use plotters::style::Color as _;

use crate::cli::clock;
use crate::series::Series;

const SIZE: (u32, u32) = (320, 160);
/// Known to the style sheet, which has another for the dark.
const LINE: RGBColor = RGBColor(0x0b, 0x68, 0xcb);
/// More would not be seen.
const POINTS: usize = 300;

/// A drawing for inside a page; empty where there is nothing to draw.
pub(super) fn svg(series: &Series) -> String {
    let mut text = String::new();
    if draw(series, SVGBackend::with_string(&mut text, SIZE)).is_none() {
        return String::new();
    }
    text
}

fn draw(series: &Series, backend: SVGBackend<'_>) -> Option<()> {
    let (least, most) = series
        .points
        .iter()
        .fold((u64::MAX, 0), |(least, most), point| (least.min(point.coverage), most.max(point.coverage)));
    let end = series.time.as_secs_f64().max(1.0);
    let area = backend.into_drawing_area();
    let font = ("sans-serif", 11).into_font();
    // A tenth above and below, so that a flat line is not on an axis.
    let room = (most - least) / 10 + 1;
    let mut chart = ChartBuilder::on(&area)
        .margin_right(14)
        .margin_top(8)
        .x_label_area_size(22)
        .y_label_area_size(44)
        .build_cartesian_2d(0.0..end, least.saturating_sub(room)..most + room)
        .ok()?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(plotters::style::TRANSPARENT)
        .bold_line_style(BLACK.mix(0.15))
        .x_labels(4)
        .y_labels(4)
        .x_label_formatter(&|seconds| clock(core::time::Duration::try_from_secs_f64(*seconds).unwrap_or_default()))
        .label_style(font)
        .draw()
        .ok()?;
    line(&mut chart, series)?;
    drop(chart);
    area.present().ok()
}

type Chart<'a, 'b> = plotters::chart::ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordu64>>;

fn line(chart: &mut Chart<'_, '_>, series: &Series) -> Option<()> {
    let step = series.points.len() / POINTS + 1;
    // The last one always, whatever the step.
    let points = series.points.iter().step_by(step).chain(series.points.last());
    let points = points.map(|point| (point.time.as_secs_f64(), point.coverage));
    chart.draw_series(LineSeries::new(points, LINE.stroke_width(2))).ok().map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(lines: usize) -> String {
        let line = |at: usize| {
            let cov = 100 + at / 7;
            format!("#{at}: cov: {cov} ft: 60 corp: 5 exec/s: 100 oom/timeout/crash: 0/0/0 time: {at}s job: 1\n")
        };
        (1..=lines).map(line).collect()
    }

    #[test]
    fn a_long_night_is_a_short_line() {
        let svg = svg(&Series::parse(&log(100_000)));
        let line = svg.lines().find(|line| line.contains("#0B68CB")).unwrap();
        let points = line.split("points=\"").nth(1).unwrap().split('"').next().unwrap().split_whitespace().count();
        assert!((250..=POINTS + 2).contains(&points), "{points}");
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
    }

    #[test]
    fn one_point_is_no_reason_to_fail() {
        assert!(svg(&Series::parse(&log(1))).contains("<svg"));
    }
}
