package leadhub.site;

import java.util.Map;
import leadhub.web.EventSource;
import leadhub.web.StreamedBody;
import org.jspecify.annotations.Nullable;

/** An answer to a stranger. */
public sealed interface SiteAnswer {
    /**
     * A template filled with a model.
     *
     * @param language null for the one that the browser asks for
     */
    record Page(int status, @Nullable String language, String template, Object model) implements SiteAnswer {}

    /** A record as JSON, in the words of the LeadHub dialect. */
    record Json(int status, Object body) implements SiteAnswer {}

    /** Bytes as they are. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Content(int status, String type, byte[] bytes) implements SiteAnswer {}

    /** A status without a body. */
    record Empty(int status) implements SiteAnswer {}

    /** Somewhere else, another site among them, to be fetched with GET. */
    record Redirect(String url) implements SiteAnswer {}

    /** What is too large for memory: written while it is sent. */
    record Streamed(String type, StreamedBody body) implements SiteAnswer {}

    /** Server-sent events, for as long as there are some and somebody listens. */
    record Events(EventSource source) implements SiteAnswer {}

    /** Whatever it is, with a header. */
    record WithHeaders(Map<String, String> headers, SiteAnswer answer) implements SiteAnswer {
        public WithHeaders {
            if (headers.keySet().stream().anyMatch("Set-Cookie"::equalsIgnoreCase)) {
                throw new IllegalArgumentException("Strangers get no cookies");
            }
        }
    }

    static SiteAnswer page(String template, Object model) {
        return new Page(200, null, template, model);
    }

    static SiteAnswer pageIn(String language, String template, Object model) {
        return new Page(200, language, template, model);
    }

    static SiteAnswer json(int status, Object body) {
        return new Json(status, body);
    }

    static SiteAnswer redirect(String url) {
        return new Redirect(url);
    }

    default SiteAnswer with(String header, String value) {
        return new WithHeaders(Map.of(header, value), this);
    }
}
