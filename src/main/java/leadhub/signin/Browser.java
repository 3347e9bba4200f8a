package leadhub.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people call the program that a session runs in: {@code Firefox · Windows}. */
public final class Browser {
    /** What a user agent says of itself, and what that means; the first that fits, for they all name each other. */
    private static final List<String[]> PROGRAMS = List.of(
            new String[] {"Edg", "Edge"},
            new String[] {"OPR/", "Opera"},
            new String[] {"SamsungBrowser", "Samsung Internet"},
            new String[] {"Firefox/", "Firefox"},
            new String[] {"FxiOS", "Firefox"},
            new String[] {"CriOS", "Chrome"},
            new String[] {"Chrome/", "Chrome"},
            new String[] {"Safari/", "Safari"},
            new String[] {"curl/", "curl"});

    private static final List<String[]> SYSTEMS = List.of(
            new String[] {"iPhone", "iPhone"},
            new String[] {"iPad", "iPad"},
            new String[] {"Android", "Android"},
            new String[] {"Windows", "Windows"},
            new String[] {"Mac OS", "macOS"},
            new String[] {"CrOS", "ChromeOS"},
            new String[] {"Linux", "Linux"});

    private Browser() {}

    /** {@code ""} for one that nobody knows. */
    public static String name(@Nullable String userAgent) {
        var said = userAgent == null ? "" : userAgent;
        var program = find(PROGRAMS, said);
        var system = find(SYSTEMS, said);
        return program + (program.isEmpty() || system.isEmpty() ? "" : " · ") + system;
    }

    private static String find(List<String[]> known, String said) {
        return known.stream()
                .filter(one -> said.contains(one[0]))
                .map(one -> one[1])
                .findFirst()
                .orElse("");
    }
}
