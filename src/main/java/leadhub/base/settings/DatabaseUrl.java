package leadhub.base.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leadhub.base.database.DatabaseLogin;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL URL as psql and hosting services write it. Of several hosts the one that takes writes is used, whichever
 * it is at the time.
 *
 * @param hosts in the order in which they are tried
 * @param password null where there is none
 * @param options the JDBC driver's own, by its names
 */
public record DatabaseUrl(
        List<Host> hosts,
        String database,
        String user,
        @Nullable String password,
        Map<String, String> options) {

    static final String FORM = "postgresql://user:password@host:port/database";

    /** What comes before the hosts, the hosts, and what comes after. */
    private static final Pattern SHAPE = Pattern.compile("([a-z]+://(?:[^/?#]*@)?)([^/?#@]*)(.*)");

    private static final Pattern SERVER = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:,\\[\\]]+)(?::(\\d{1,5}))?");

    /**
     * A machine that PostgreSQL runs on.
     *
     * @param name an IPv6 address without brackets
     */
    public record Host(String name, int port) {
        @Override
        public String toString() {
            return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
        }
    }

    private static final String TARGET = "targetServerType";

    /** How libpq names what the JDBC driver knows under its own name. */
    private static final Map<String, String> OPTIONS = Map.of(
            "sslmode", "sslmode",
            "sslrootcert", "sslrootcert",
            "sslcert", "sslcert",
            "sslkey", "sslkey",
            "sslnegotiation", "sslNegotiation",
            "channel_binding", "channelBinding",
            "connect_timeout", "connectTimeout",
            "application_name", "ApplicationName",
            "options", "options",
            "target_session_attrs", TARGET);

    /** What JDBC itself calls them, where it is usual. */
    private static final Map<String, String> JDBC_OPTIONS = Map.of("connectTimeout", "connectTimeout", TARGET, TARGET);

    /** The servers to choose from, as the driver says it and as libpq does; one that takes no writes is of no use. */
    private static final Map<String, String> TARGETS =
            Map.of("primary", "primary", "read-write", "primary", "any", "any", "master", "primary");

    /** @throws IllegalArgumentException with a message that doesn't show the URL, for it may hold a password */
    public static DatabaseUrl parse(String text) {
        // Not URI's own host: it knows no underscores, which Compose services have, and no second host.
        var parts = SHAPE.matcher(text);
        var servers = parts.matches() ? parts.group(2) : "";
        var url = read(parts.matches() ? parts.group(1) + "host" + parts.group(3) : text);
        if (!"postgresql".equals(url.getScheme()) && !"postgres".equals(url.getScheme())) {
            throw new IllegalArgumentException("the URL doesn't begin with postgresql://");
        }
        var authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        var at = authority.lastIndexOf('@');
        var hosts = hosts(servers);
        var login = at < 0 ? "" : authority.substring(0, at);
        var colon = login.indexOf(':');
        var user = decode(colon < 0 ? login : login.substring(0, colon));
        if (user.isEmpty()) {
            throw new IllegalArgumentException("the URL names no user");
        }
        var database = decode(url.getRawPath().replaceFirst("^/", ""));
        if (database.isEmpty() || database.contains("/")) {
            throw new IllegalArgumentException("the URL names no database");
        }
        return new DatabaseUrl(
                hosts,
                database,
                user,
                colon < 0 || colon == login.length() - 1 ? null : decode(login.substring(colon + 1)),
                options(url.getRawQuery(), hosts.size() > 1));
    }

    public String jdbcUrl() {
        var jdbc = new StringBuilder("jdbc:postgresql://")
                .append(shown())
                .append('/')
                .append(encode(database));
        var separator = '?';
        for (var option : options.entrySet()) {
            jdbc.append(separator).append(option.getKey()).append('=').append(encode(option.getValue()));
            separator = '&';
        }
        return jdbc.toString();
    }

    public DatabaseLogin login() {
        return new DatabaseLogin(jdbcUrl(), user, password, null);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "postgresql://" + user + "@" + shown() + "/" + database;
    }

    private String shown() {
        return hosts.stream().map(Host::toString).collect(Collectors.joining(","));
    }

    private static List<Host> hosts(String text) {
        return Arrays.stream(text.split(",", -1)).map(DatabaseUrl::host).toList();
    }

    private static Host host(String text) {
        var server = SERVER.matcher(text);
        if (!server.matches()) {
            throw new IllegalArgumentException("the URL names no host, or one that can't be read");
        }
        var port = server.group(2) == null ? 5432 : Integer.parseInt(server.group(2));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("the URL has a port that is not between 1 and 65535");
        }
        return new Host(server.group(1).replaceAll("[\\[\\]]", ""), port);
    }

    private static URI read(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "the URL has characters that must be percent-encoded, such as %40 for @");
        }
    }

    private static Map<String, String> options(@Nullable String query, boolean severalHosts) {
        var options = new TreeMap<String, String>();
        options.put("ApplicationName", "leadhub");
        if (severalHosts) {
            options.put(TARGET, "primary");
        }
        if (query == null || query.isEmpty()) {
            return options;
        }
        for (var pair : query.split("&")) {
            var equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            var known = OPTIONS.getOrDefault(name, JDBC_OPTIONS.get(name));
            if (known == null || equals < 0) {
                throw new IllegalArgumentException("the URL's option " + name + " is not one of "
                        + String.join(", ", new TreeMap<>(OPTIONS).keySet()));
            }
            options.put(known, value(known, decode(pair.substring(equals + 1))));
        }
        return options;
    }

    private static String value(String option, String text) {
        if (option.equals("connectTimeout") && !text.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("the URL's option connect_timeout is not a number of seconds, 1 to 999");
        }
        if (!option.equals(TARGET)) {
            return text;
        }
        var target = TARGETS.get(text);
        if (target == null) {
            throw new IllegalArgumentException("the URL's option targetServerType is neither primary nor any");
        }
        return target;
    }

    /** A plus sign stands for itself here, unlike in a form. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
