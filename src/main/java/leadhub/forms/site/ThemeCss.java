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
        if (settings.theme("accent") instanceof String accent) {
            css.append("--form-on-accent:")
                    .append(isLight(accent) ? "#000" : "#fff")
                    .append(';');
        }
        if (settings.theme("background") instanceof String background) {
            css.append("color-scheme:")
                    .append(isLight(background) ? "light" : "dark")
                    .append(';');
            css.append("--form-text:")
                    .append(isLight(background) ? "#182433" : "#f6f8fb")
                    .append(';');
        }
        return css.append("}").toString();
    }

    private static void add(
            StringBuilder css, String name, @org.jspecify.annotations.Nullable String value, String unit) {
        if (value != null) {
            css.append(name).append(':').append(value).append(unit).append(';');
        }
    }

    /** Whether black is read better on it than white. */
    private static boolean isLight(String color) {
        var rgb = Integer.parseInt(color.substring(1), 16);
        var brightness =
                0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
        return brightness > 0.179;
    }

    private static double linear(int channel) {
        var part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
