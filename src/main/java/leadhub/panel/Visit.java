package leadhub.panel;

import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.web.Call;
import leadhub.web.input.Input;
import leadhub.web.input.Query;
import leadhub.web.input.Texts;
import leadhub.web.intake.UploadedFile;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a screen.
 *
 * @param call what it asks for, and where it comes from
 * @param form what was sent, to be read like a body of the API
 * @param token what the cookie of the session holds, whether or not the session is still good
 * @param browser by what the browser is known, if somebody signed in with it before
 * @param files what was sent beside the form, until it is answered
 * @param isPart asked for by htmx to replace a part of a page
 */
public record Visit(
        Page page,
        Call call,
        Input form,
        @Nullable String userAgent,
        @Nullable String token,
        @Nullable String browser,
        List<UploadedFile> files,
        boolean isPart) {
    public Query query() {
        return call.query();
    }

    /** What stands in the path's places, still percent-encoded. */
    public List<String> values() {
        return call.values();
    }

    /** Scheme, host and port under which the visitor sees us. */
    public String origin() {
        return call.origin();
    }

    public String address() {
        return call.address();
    }

    public @Nullable String requestId() {
        return call.requestId();
    }

    /** Who acts, and in which workspace. */
    public Caller caller() {
        return page.visitor().caller(call.address(), call.requestId());
    }

    public Visitor visitor() {
        return page.visitor();
    }

    /** The numeric id at a place of the path. Anything else is a record that doesn't exist. */
    public long id(int place) {
        return call.id(place).orElseThrow(() -> new Problem.NotFound(Refusal.of("record.not_found")).exception());
    }

    /** A field of the form as it was sent, {@code ""} where it wasn't; nothing is trimmed. */
    public String field(String name) {
        var value = form.node().get(name);
        return value == null || !value.isString() ? "" : value.stringValue();
    }

    /** A value of the query that isn't empty, and that can be kept as text. */
    public Optional<String> asked(String name) {
        return query().value(name).filter(Texts::isSound);
    }
}
