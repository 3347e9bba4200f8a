package leadhub.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The header by which a browser saves an answer instead of showing it (RFC 6266). */
public final class Attachment {
    private Attachment() {}

    /** @param name whatever a sender called it */
    public static String header(String name) {
        var plain = name.replaceAll("[^\\x20-\\x7e]|[\"\\\\/%]", "_");
        var header = "attachment; filename=\"" + plain + "\"";
        return plain.equals(name)
                ? header
                : header + "; filename*=UTF-8''"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                .replace("+", "%20")
                                .replace("*", "%2A");
    }
}
