package leadhub.integrations.twilio;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import leadhub.integrations.provider.HookSignatures;
import org.jspecify.annotations.Nullable;

/**
 * Whether a form was signed by whoever knows an auth token: the URL as it was called, and behind it each field by its name, the name
 * and the value, without anything between them.
 *
 * @see <a href="https://www.twilio.com/docs/usage/security#validating-requests">Twilio's description</a>
 */
final class TwilioSignature {
    private TwilioSignature() {}

    /** @param urls under which we may have been called; with and without the usual port, for either may have been signed */
    static boolean isRight(@Nullable String given, String token, List<String> urls, byte[] form) {
        var fields = fields(form);
        return urls.stream().flatMap(TwilioSignature::spellings).anyMatch(url -> {
            var signed = (url + fields).getBytes(StandardCharsets.UTF_8);
            return HookSignatures.is(given, "", "base64", HookSignatures.expected("sha1", token, signed));
        });
    }

    /** A name that comes more than once has each of its values once, in their order. */
    private static String fields(byte[] form) {
        var all = new TreeMap<String, TreeSet<String>>();
        for (var pair : new String(form, StandardCharsets.UTF_8).split("&", -1)) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                all.computeIfAbsent(decoded(name), one -> new TreeSet<>())
                        .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        var text = new StringBuilder();
        for (Map.Entry<String, TreeSet<String>> field : all.entrySet()) {
            field.getValue().forEach(value -> text.append(field.getKey()).append(value));
        }
        return text.toString();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static Stream<String> spellings(String url) {
        try {
            var parsed = URI.create(url);
            var authority = parsed.getRawAuthority();
            if (authority == null) {
                return Stream.of(url);
            }
            var begin = url.indexOf(authority);
            var rest = url.substring(begin + authority.length());
            var before = url.substring(0, begin);
            var host = parsed.getPort() < 0 ? authority : authority.substring(0, authority.lastIndexOf(':'));
            var usual = before.startsWith("https") ? 443 : 80;
            var port = parsed.getPort() < 0 ? usual : parsed.getPort();
            return Stream.of(before + host + rest, before + host + ":" + port + rest);
        } catch (IllegalArgumentException e) {
            return Stream.of(url);
        }
    }
}
