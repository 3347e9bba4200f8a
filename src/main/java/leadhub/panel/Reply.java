package leadhub.panel;

import java.util.List;
import java.util.Map;
import leadhub.web.StreamedBody;

/** What a screen replies. */
public sealed interface Reply {
    /** A template filled with a model. */
    record Html(int status, String template, Object model) implements Reply {}

    /** Somewhere else in the panel, to be fetched with GET. */
    record Redirect(String path) implements Reply {}

    /**
     * Nothing but that leads have changed: the page that asked shows what it shows of them anew.
     *
     * @param path where a browser without script goes
     */
    record Refresh(String path) implements Reply {}

    /** A file to keep. */
    record Download(String name, String contentType, byte[] bytes) implements Reply {}

    /** A file to keep that is too large for memory: written while it is sent. */
    record Streamed(String name, String contentType, StreamedBody body) implements Reply {}

    /** Nothing to show. */
    record Nothing() implements Reply {}

    /** Whatever it is, with a cookie set beside it. */
    record WithCookie(Cookie cookie, Reply reply) implements Reply {}

    /**
     * Whatever it is, with a word to the visitor that fades after a while.
     *
     * @param undo the action that takes back what was done; {@code ""} where nothing does
     */
    record Saying(String message, List<Object> values, String undo, Reply reply) implements Reply {}

    /** Whatever it is, with headers for htmx. */
    record WithHeaders(Map<String, String> headers, Reply reply) implements Reply {}

    /** A cookie of the panel; an empty value takes it back. */
    record Cookie(String name, String value) {}

    static Reply page(String template, Object model) {
        return new Html(200, template, model);
    }

    /** The same form again, with what is wrong in it. */
    static Reply refused(String template, Object model) {
        return new Html(422, template, model);
    }

    static Reply redirect(String path) {
        return new Redirect(path);
    }

    static Reply refresh(String path) {
        return new Refresh(path);
    }

    static Reply nothing() {
        return new Nothing();
    }

    /**
     * Says something beside the reply.
     *
     * @param message the key of a message
     */
    default Reply saying(String message, Object... values) {
        return new Saying(message, List.of(values), "", this);
    }

    /**
     * Says something beside the reply, and offers to take it back.
     *
     * @param undo an action of the panel that needs nothing but its path
     * @param message the key of a message
     */
    default Reply sayingWithUndo(String undo, String message, Object... values) {
        return new Saying(message, List.of(values), undo, this);
    }

    default Reply with(String header, String value) {
        return new WithHeaders(Map.of(header, value), this);
    }

    default Reply with(Cookie cookie) {
        return new WithCookie(cookie, this);
    }
}
