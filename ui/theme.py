"""The look: calm, dense enough to work in, the system's own type, light and dark."""

from pathlib import Path
from typing import Any

FONT = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
FONT_MONO = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")

STYLE = Path(__file__).with_name("style.css")
SCRIPT = Path(__file__).with_name("script.js")


def theme() -> Any:
    """Gradio's plainest theme with one green, square corners and no fonts from elsewhere."""
    from gradio.themes import Base, Color, sizes

    green = Color(
        "#effaf6", "#d6f1e6", "#aee2ce", "#7dcbb0", "#4aad8d", "#2a8f70",
        "#17735a", "#125c49", "#114a3c", "#103d32", "#08231d", name="committee",
    )  # fmt: skip
    stone = Color(
        "#fafaf9", "#f4f4f2", "#e6e6e2", "#d3d3cd", "#a3a39b", "#73736c",
        "#55554f", "#42423d", "#2b2b28", "#1e1e1c", "#141413", name="paper",
    )  # fmt: skip
    look = Base(
        primary_hue=green,
        secondary_hue=green,
        neutral_hue=stone,
        text_size=sizes.text_md,
        spacing_size=sizes.spacing_md,
        radius_size=sizes.radius_sm,
        font=list(FONT),
        font_mono=list(FONT_MONO),
    )
    return look.set(
        body_background_fill="*neutral_50",
        body_background_fill_dark="*neutral_950",
        block_background_fill="white",
        block_background_fill_dark="*neutral_900",
        input_background_fill="white",
        input_background_fill_dark="*neutral_900",
        input_border_color="*neutral_500",
        input_border_color_dark="*neutral_400",
        input_border_width="1px",
        block_border_width="1px",
        block_shadow="none",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_600",
        button_primary_background_fill_hover_dark="*primary_700",
        button_primary_text_color="white",
        button_primary_text_color_dark="white",
        button_secondary_background_fill="white",
        button_secondary_background_fill_hover="*neutral_100",
        button_secondary_background_fill_dark="*neutral_800",
        button_secondary_background_fill_hover_dark="*neutral_700",
        button_secondary_border_color="*neutral_500",
        button_secondary_border_color_dark="*neutral_400",
        button_border_width="1px",
        checkbox_border_color="*neutral_600",
        checkbox_border_color_dark="*neutral_300",
        checkbox_background_color="white",
        checkbox_background_color_dark="*neutral_900",
        checkbox_background_color_selected="*primary_700",
        checkbox_background_color_selected_dark="*primary_600",
        checkbox_label_background_fill="white",
        checkbox_label_background_fill_dark="*neutral_900",
        checkbox_label_background_fill_selected="*primary_50",
        checkbox_label_background_fill_selected_dark="*primary_900",
        checkbox_label_text_color_selected="*body_text_color",
        border_color_primary_dark="*neutral_700",
        block_label_text_color="*neutral_800",
        block_label_text_color_dark="*neutral_100",
        block_title_text_color="*neutral_800",
        block_title_text_color_dark="*neutral_100",
        body_text_color="*neutral_900",
        body_text_color_dark="*neutral_100",
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_300",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_400",
    )
