package leadhub.base;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL URL as psql and hosting services write it.
 *
 * @param host an IPv6 address without brackets
 * @param password null where there is none
 * @param options the JDBC driver's own, by its names
 */
public record DatabaseUrl(
        String host,
        int port,
        String database,
        String user,
        @Nullable String password,
        Map<String, String> options) {

    static final String FORM = "postgresql://user:password@host:port/database";

    private static final Pattern SERVER = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:,\\[\\]]+)(?::(\\d{1,5}))?");

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
            "options", "options");

    /** @throws IllegalArgumentException with a message that doesn't show the URL, for it may hold a password */
    public static DatabaseUrl parse(String text) {
        var url = read(text);
        if (!"postgresql".equals(url.getScheme()) && !"postgres".equals(url.getScheme())) {
            throw new IllegalArgumentException("the URL doesn't begin with postgresql://");
        }
        // Not URI's own host: it knows no underscores, which Compose services have.
        var authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        var at = authority.lastIndexOf('@');
        var server = SERVER.matcher(authority.substring(at + 1));
        if (!server.matches()) {
            throw new IllegalArgumentException("the URL names no single host");
        }
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
                server.group(1).replaceAll("[\\[\\]]", ""),
                server.group(2) == null ? 5432 : Integer.parseInt(server.group(2)),
                database,
                user,
                colon < 0 || colon == login.length() - 1 ? null : decode(login.substring(colon + 1)),
                options(url.getRawQuery()));
    }

    public String jdbcUrl() {
        var jdbc = new StringBuilder("jdbc:postgresql://")
                .append(host.contains(":") ? "[" + host + "]" : host)
                .append(':')
                .append(port)
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
        return "postgresql://" + user + "@" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/"
                + database;
    }

    private static URI read(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "the URL has characters that must be percent-encoded, such as %40 for @");
        }
    }

    private static Map<String, String> options(@Nullable String query) {
        var options = new TreeMap<String, String>();
        options.put("ApplicationName", "leadhub");
        if (query == null || query.isEmpty()) {
            return options;
        }
        for (var pair : query.split("&")) {
            var equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            var known = OPTIONS.get(name);
            if (known == null || equals < 0) {
                throw new IllegalArgumentException("the URL's option " + name + " is not one of "
                        + String.join(", ", new TreeMap<>(OPTIONS).keySet()));
            }
            options.put(known, decode(pair.substring(equals + 1)));
        }
        return options;
    }

    /** A plus sign stands for itself here, unlike in a form. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
