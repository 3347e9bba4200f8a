package leadhub.base.settings;

import static java.util.stream.Collectors.joining;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leadhub.base.SecretKey;
import org.jspecify.annotations.Nullable;

/** The settings as they were typed, and how each kind of value is read. */
final class GivenSettings {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** Read by {@code bin/leadhub} itself, and by the commands for their error messages. */
    private static final Set<String> OTHER_VARIABLES = Set.of("LEADHUB_JAVA_OPTS", "LEADHUB_DEBUG");

    private final Map<String, String> flags;
    private final Map<String, String> environment;

    GivenSettings(Map<String, String> flags, Map<String, String> environment) {
        this.flags = flags;
        this.environment = environment;
        flags.keySet().forEach(flag -> requireKnown(flag, Setting::flag));
        environment.keySet().stream()
                .filter(variable -> variable.startsWith("LEADHUB_") && !OTHER_VARIABLES.contains(variable))
                .forEach(variable -> requireKnown(variable, Setting::variable));
    }

    int port(Setting setting) {
        var text = text(setting);
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
            throw bad(setting, "give a port from 0 to 65535");
        }
        return Integer.parseInt(text);
    }

    /** Null unless somebody chose one. */
    @Nullable
    Integer chosenPort(Setting setting) {
        var isChosen = flags.containsKey(setting.flag())
                || !environment.getOrDefault(setting.variable(), "").isBlank();
        return isChosen ? port(setting) : null;
    }

    /** A whole number between two others, both included. */
    int number(Setting setting, int least, int most) {
        var text = text(setting);
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw bad(setting, "give a number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }

    InetAddress address(Setting setting) {
        try {
            return AddressRange.literal(text(setting).replace("localhost", "127.0.0.1"));
        } catch (IllegalArgumentException e) {
            throw bad(setting, "give an IP address of this machine, such as 127.0.0.1 or 0.0.0.0");
        }
    }

    Path folder(Setting setting) {
        try {
            return Path.of(text(setting)).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw bad(setting, "give the path of a folder");
        }
    }

    @Nullable
    DatabaseUrl databaseUrl(Setting setting) {
        var text = text(setting);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return DatabaseUrl.parse(text);
        } catch (IllegalArgumentException e) {
            // The URL itself may hold a password, so it is not repeated.
            throw new SetupProblem(name(setting) + ": " + e.getMessage() + "; write it as " + DatabaseUrl.FORM + ".");
        }
    }

    @Nullable
    String baseUrl(Setting setting) {
        var text = text(setting);
        if (text.isEmpty()) {
            return null;
        }
        var url = webAddress(setting, text, "give an address such as https://leads.example.com");
        if (url.getRawQuery() != null) {
            throw bad(setting, "leave out the question mark and what follows");
        }
        return text.replaceAll("/+$", "");
    }

    String slug(Setting setting) {
        var text = text(setting);
        if (!SLUG.matcher(text).matches()) {
            throw bad(setting, "give 1 to 63 of a-z, 0-9 and -, such as acme");
        }
        return text;
    }

    List<AddressRange> addressRanges(Setting setting) {
        try {
            return list(setting).map(AddressRange::parse).toList();
        } catch (IllegalArgumentException e) {
            throw bad(setting, "give addresses or networks, such as 10.0.0.1,192.168.0.0/16");
        }
    }

    List<String> origins(Setting setting) {
        var hint = "give origins such as https://app.example.com, without a path, or *";
        return list(setting)
                .peek(origin -> {
                    var path = origin.equals("*")
                            ? ""
                            : webAddress(setting, origin, hint).getRawPath();
                    if (path == null || !path.isEmpty()) {
                        throw bad(setting, hint);
                    }
                })
                .toList();
    }

    @Nullable
    SecretKey secretKey(Setting setting) {
        var text = text(setting);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return SecretKey.of(text);
        } catch (IllegalArgumentException e) {
            // The key itself is not repeated.
            throw new SetupProblem(name(setting) + " is too short: give at least " + SecretKey.LEAST_CHARACTERS
                    + " characters, such as those of openssl rand -base64 32.");
        }
    }

    private Stream<String> list(Setting setting) {
        return Arrays.stream(text(setting).split(",")).map(String::strip).filter(item -> !item.isEmpty());
    }

    private URI webAddress(Setting setting, String text, String hint) {
        try {
            var url = new URI(text);
            var web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (!web || url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
                throw bad(setting, hint);
            }
            return url;
        } catch (URISyntaxException e) {
            throw bad(setting, hint);
        }
    }

    String text(Setting setting) {
        var flag = flags.get(setting.flag());
        if (flag != null) {
            return flag.strip();
        }
        // An empty variable is how Compose files say "not set".
        var variable = environment.getOrDefault(setting.variable(), "").strip();
        return variable.isEmpty() ? setting.fallback() : variable;
    }

    SetupProblem bad(Setting setting, String advice) {
        return new SetupProblem(name(setting) + " can't be \"" + text(setting) + "\": " + advice + ".");
    }

    String name(Setting setting) {
        return flags.containsKey(setting.flag()) ? setting.flag() : setting.variable();
    }

    private static void requireKnown(String given, Function<Setting, String> spelling) {
        var known = Arrays.stream(Setting.values()).map(spelling).toList();
        if (!known.contains(given)) {
            throw new SetupProblem("There is no setting " + given + ": use one of "
                    + known.stream().collect(joining(", ")) + ", or take it away.");
        }
    }
}
