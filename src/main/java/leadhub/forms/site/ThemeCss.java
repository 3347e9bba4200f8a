package leadhub.forms.site;

import leadhub.forms.FormSettings;

/** A form's theme as a style sheet: variables that ours goes by. Each was checked when it was saved. */
final class ThemeCss {
    private ThemeCss() {}

    static String of(FormSettings settings) {
        var css = new StringBuilder(":root,:host{");
        add(css, "--form-accent", settings.theme("accent"), "");
        add(css, "--form-background", settings.theme("background"), "");
        add(css, "--form-radius", settings.theme("radius"), "px");
        add(css, "--form-font", settings.theme("font"), "");
        var accent = settings.theme("accent");
        var background = settings.theme("background");
        if (accent != null) {
            add(css, "--form-on-accent", isLight(accent) ? "#000" : "#fff", "");
        }
        if (background != null) {
            add(css, "color-scheme", isLight(background) ? "light" : "dark", "");
            add(css, "--form-text", text(background), "");
            // Red, as far as it can be read.
            add(css, "--form-bad", readable(background, 4.5, "#b42318", "#ff9c90", text(background)), "");
        }
        if (accent != null) {
            // The mark of the focus is seen, whatever the accent.
            var around = background == null ? "#ffffff" : background;
            add(css, "--form-focus", contrast(accent, around) >= 3 ? accent : "currentcolor", "");
        }
        return css.append("}").toString();
    }

    private static void add(
            StringBuilder css, String name, @org.jspecify.annotations.Nullable String value, String unit) {
        if (value != null) {
            css.append(name).append(':').append(value).append(unit).append(';');
        }
    }

    private static String text(String background) {
        return isLight(background)
                ? readable(background, 4.5, "#182433", "#000000")
                : readable(background, 4.5, "#f6f8fb", "#ffffff");
    }

    /** The first one with enough contrast; else the last one. */
    private static String readable(String background, double least, String... colors) {
        for (var color : colors) {
            if (contrast(color, background) >= least) {
                return color;
            }
        }
        return colors[colors.length - 1];
    }

    /** As WCAG 2 computes it: from 1 to 21. */
    static double contrast(String one, String other) {
        var lighter = Math.max(luminance(one), luminance(other));
        var darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    /** Whether black is read better on it than white. */
    private static boolean isLight(String color) {
        return luminance(color) > 0.179;
    }

    private static double luminance(String color) {
        var rgb = Integer.parseInt(color.substring(1), 16);
        return 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        var part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
