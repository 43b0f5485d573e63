//! QR codes as pictures that stand in the page itself.

use maud::{Markup, PreEscaped, html};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The code of a text as an SVG drawing, with what it is for those who cannot see it. `None` if the text is too long.
pub fn qr_svg(text: &str, label: &str) -> Option<Markup> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok()?;
    let drawing = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    let (_, drawing) = drawing.split_once("<svg")?;
    let (attributes, shapes) = drawing.split_once('>')?;
    let view = attributes.split("viewBox=\"").nth(1)?.split('"').next()?;
    Some(html! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label=(label) viewBox=(view) class="qr" shape-rendering="crispEdges" { (shapes_only(shapes)) }
    })
}

/// What stands inside the drawing: shapes of the library's own making, no text of ours.
fn shapes_only(shapes: &str) -> Markup {
    PreEscaped(shapes.trim_end().trim_end_matches("</svg>").to_string())
}
