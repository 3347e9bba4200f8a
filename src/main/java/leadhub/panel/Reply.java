package leadhub.panel;

import java.util.List;
import java.util.Map;
import leadhub.web.EventSource;
import leadhub.web.StreamedBody;

/** A reply to a visit. */
public sealed interface Reply {
    /** A template filled with a model. */
    record Html(int status, String template, Object model) implements Reply {}

    /** A redirect within the panel, to be fetched with GET. */
    record Redirect(String path) implements Reply {}

    /**
     * Only says that leads have changed, so that the page reloads what it shows of them.
     *
     * @param path where a browser without scripts goes
     */
    record Refresh(String path) implements Reply {}

    /** A download. */
    record Download(String name, String contentType, byte[] bytes) implements Reply {}

    /** A download that is too large for memory, written while it is sent. */
    record Streamed(String name, String contentType, StreamedBody body) implements Reply {}

    /** What happens, told on a connection that stays. */
    record Events(EventSource source) implements Reply {}

    /** Nothing to show. */
    record Nothing() implements Reply {}

    /** A reply that also sets a cookie. */
    record WithCookie(Cookie cookie, Reply reply) implements Reply {}

    /**
     * A reply that also shows the visitor a toast.
     *
     * @param undo the action that undoes it; {@code ""} if there is none
     */
    record Saying(String message, List<Object> values, String undo, Reply reply) implements Reply {}

    /** A reply with headers for htmx. */
    record WithHeaders(Map<String, String> headers, Reply reply) implements Reply {}

    /**
     * A reply that can't be given again, such as a secret: whoever sends the form again is led to where they see what to do.
     *
     * @param message the key of a toast that is shown there
     */
    record Once(String path, String message, Reply reply) implements Reply {}

    /** A cookie of the panel; an empty value deletes it. */
    record Cookie(String name, String value) {}

    static Reply page(String template, Object model) {
        return new Html(200, template, model);
    }

    /** The same form again, with its errors. */
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
     * Adds a toast to the reply.
     *
     * @param message a message key
     */
    default Reply saying(String message, Object... values) {
        return new Saying(message, List.of(values), "", this);
    }

    /**
     * Adds a toast with Undo to the reply.
     *
     * @param undo an action of the panel that needs nothing but its path
     * @param message a message key
     */
    default Reply sayingWithUndo(String undo, String message, Object... values) {
        return new Saying(message, List.of(values), undo, this);
    }

    /** Has the same form lead elsewhere when it is sent again. @param message a message key */
    default Reply once(String path, String message) {
        return new Once(path, message, this);
    }

    default Reply with(String header, String value) {
        return new WithHeaders(Map.of(header, value), this);
    }

    default Reply with(Cookie cookie) {
        return new WithCookie(cookie, this);
    }
}
