package leadhub.forms.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import leadhub.web.Attachment;
import leadhub.web.StreamedBody;

/**
 * A file to be downloaded. It is opened when it is sent; whoever reads it then reads it to its end, even if it is deleted meanwhile.
 *
 * @param name as its sender calls it
 */
public record KeptFile(String name, Content content) {
    /** What is in it. */
    interface Content {
        InputStream open() throws IOException;
    }

    /** It is saved and never shown: neither its type nor what is in it is ours. */
    public static final String TYPE = "application/octet-stream";

    private static final String POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

    public StreamedBody body() {
        return out -> {
            try (var in = content.open()) {
                in.transferTo(out);
            }
        };
    }

    /** Has it saved under its name, and run by nobody. */
    public Map<String, String> headers() {
        return Map.of(
                "Content-Type",
                TYPE,
                "Content-Disposition",
                Attachment.header(name),
                "Content-Security-Policy",
                POLICY,
                "X-Content-Type-Options",
                "nosniff",
                "Cross-Origin-Resource-Policy",
                "same-origin");
    }
}
