package leadhub.intake;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which headers are kept: those that say no secret and no address, within bounds. */
final class KeptHeaders {
    private static final int MOST = 60;
    private static final int MOST_CHARACTERS = 500;

    /** A signature is none: it tells nobody how to make another. */
    private static final Pattern SECRET = Pattern.compile(
            "authorization|cookie|token|secret|passw|api-?key|access-?key|credential|session|auth-?key|x-auth");

    private static final Pattern ADDRESS =
            Pattern.compile("forwarded.*|x-forwarded-.*|x-real-ip|.*client-ip|cf-connecting-ip|via");

    private KeptHeaders() {}

    static Map<String, String> of(Map<String, String> sent) {
        var kept = new LinkedHashMap<String, String>();
        for (var header : sent.entrySet()) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (kept.size() < MOST
                    && !SECRET.matcher(name).find()
                    && !ADDRESS.matcher(name).matches()) {
                kept.put(name, cut(header.getValue()));
            }
        }
        return kept;
    }

    private static String cut(String value) {
        var clean = value.replace('\0', ' ');
        return clean.length() <= MOST_CHARACTERS ? clean : clean.substring(0, MOST_CHARACTERS) + "…";
    }
}
