package leadhub.intake;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which headers are kept: those that say what came and with which id and signature, within bounds. Any other one may say a secret
 * or an address, such as those that proxies add.
 */
final class KeptHeaders {
    private static final int MOST = 60;
    private static final int MOST_CHARACTERS = 500;

    private static final Pattern KNOWN =
            Pattern.compile("user-agent|date|origin|referer|content-.*|accept(-.*)?|traceparent");

    /** What webhooks say of themselves. A signature is no secret: it tells nobody how to make another. */
    private static final Pattern OF_WEBHOOKS = Pattern.compile(
            ".*(signature|hmac|webhook|delivery|event|topic|timestamp|(request|message|correlation|channel|resource)-id).*");

    private static final Pattern SECRET =
            Pattern.compile("auth|cookie|token|secret|passw|key|credential|session|assertion|jwt"
                    + "|forwarded|client|(^|-)(ip|address)($|-)");

    private static final Pattern QUERY_OR_PASSWORD = Pattern.compile("[?#].*|(?<=://)[^/@]*@");

    private KeptHeaders() {}

    static Map<String, String> of(Map<String, String> sent) {
        var kept = new LinkedHashMap<String, String>();
        for (var header : sent.entrySet()) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (kept.size() < MOST
                    && (KNOWN.matcher(name).matches()
                            || OF_WEBHOOKS.matcher(name).matches())
                    && !SECRET.matcher(name).find()) {
                kept.put(name, cut(name.equals("referer") ? address(header.getValue()) : header.getValue()));
            }
        }
        return kept;
    }

    /** The page alone: people's data and secrets stand in queries. */
    private static String address(String url) {
        return QUERY_OR_PASSWORD.matcher(url).replaceAll("");
    }

    private static String cut(String value) {
        var clean = value.replace('\0', ' ');
        return clean.length() <= MOST_CHARACTERS ? clean : clean.substring(0, MOST_CHARACTERS) + "…";
    }
}
