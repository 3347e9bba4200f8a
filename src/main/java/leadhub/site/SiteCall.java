package leadhub.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.web.Call;
import leadhub.web.SentRequest;
import leadhub.web.input.Query;
import leadhub.web.intake.SentBody;
import leadhub.web.intake.Upload;
import leadhub.web.intake.UploadedFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One request of a stranger on its way to an endpoint. */
public final class SiteCall {
    private final Call call;
    private final HttpServletRequest request;
    private final @Nullable Object sender;
    private final @Nullable SentBody body;
    private final @Nullable Upload upload;
    private final @Nullable SiteTurns turns;

    /** What came: bytes, or a form with files. */
    record Sent(@Nullable SentBody body, @Nullable Upload upload) {}

    /** @param turns for who takes some as they are needed; null where the whole call is one */
    SiteCall(Call call, @Nullable Object sender, HttpServletRequest request, Sent sent, @Nullable SiteTurns turns) {
        this.call = call;
        this.request = request;
        this.sender = sender;
        this.body = sent.body();
        this.upload = sent.upload();
        this.turns = turns;
    }

    /** Whom the terms found by the secret in the path, so that it needn't be looked for again; empty if they found nobody. */
    public <T> Optional<T> sender(Class<T> type) {
        return Optional.ofNullable(sender).map(type::cast);
    }

    /**
     * Does something that needs the database, of what may come with files: their store may be slow, and nobody keeps a connection from
     * others while waiting for it. Other calls have it all the time.
     */
    public <T> T inTurn(Supplier<T> work) {
        return turns == null ? work.get() : turns.in(work);
    }

    /** What it asks for, and where it comes from. */
    public Call call() {
        return call;
    }

    public Query query() {
        return call.query();
    }

    /** The text in a placeholder of the path. */
    public String text(int place) {
        return call.text(place);
    }

    /** The only value of a header; empty if it wasn't sent, or more than once. Cookies are nobody's business here. */
    public Optional<String> header(String name) {
        var values = name.equalsIgnoreCase("Cookie") ? List.<String>of() : Collections.list(request.getHeaders(name));
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** The body as it came, byte for byte; of a form with files all but what is in them. */
    public byte[] bytes() {
        if (upload != null) {
            return upload.envelope();
        }
        return body == null ? new byte[0] : body.bytes();
    }

    /** The request as it came, for whoever keeps it. */
    public SentRequest raw() {
        return new SentRequest(request, bytes());
    }

    /** What the body means, as JSON or as the fields of a form; parsed when it is asked for. */
    public JsonNode fields() {
        if (upload != null) {
            return upload.fields();
        }
        return sent().parse();
    }

    /** What the body means as JSON, whatever its content type says. */
    public JsonNode json() {
        return sent().parseJson();
    }

    private SentBody sent() {
        if (body == null) {
            throw new Problem.BadRequest(Refusal.of("body.incomplete")).exception();
        }
        return body;
    }

    /** The files of a form; they are there until the request is answered. */
    public List<UploadedFile> files() {
        return upload == null ? List.of() : upload.files();
    }

    /** Whether a person's browser wants a page, rather than a program JSON. */
    public boolean wantsPage() {
        return wantsPage(request);
    }

    static boolean wantsPage(HttpServletRequest request) {
        var accepted = request.getHeader("Accept");
        return accepted != null && accepted.contains("text/html");
    }
}
