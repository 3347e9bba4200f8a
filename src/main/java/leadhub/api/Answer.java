package leadhub.api;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import leadhub.base.AnswerBudget;
import leadhub.base.Listing;
import leadhub.base.Page;
import org.jspecify.annotations.Nullable;

/**
 * The answer of an endpoint.
 *
 * @param body written as JSON in the dialect's way; a byte array is sent as it is, and what is {@link Streamed}
 *     or a {@link leadhub.web.StreamedBody} as it comes; null for none
 * @param isSecret whether it says something that is kept nowhere in clear
 */
public record Answer(
        int status, Map<String, String> headers, @Nullable Object body, boolean isSecret) {
    public Answer(int status, Map<String, String> headers, @Nullable Object body) {
        this(status, headers, body, false);
    }

    /** The same, saying a secret. */
    public Answer secret() {
        return new Answer(status, headers, body, true);
    }

    /** The same in another form. */
    Answer with(Map<String, String> otherHeaders, @Nullable Object otherBody) {
        return new Answer(status, otherHeaders, otherBody, isSecret);
    }

    /** A body that is too large to be held: it hands over what is to be written as JSON, which is read meanwhile. */
    @FunctionalInterface
    public interface Streamed {
        void write(AnswerBudget.Lease lease, Consumer<Object> json);
    }

    public static Answer ok(Object body) {
        return new Answer(200, Map.of(), body);
    }

    /**
     * A page of a list; one that is too large to be held is read while it is written.
     *
     * @param body puts a page into what is answered; goes through the records once
     */
    public static <T> Answer page(Listing<T> listing, Function<Page<T>, Object> body) {
        return switch (listing) {
            case Page<T> page -> ok(body.apply(page));
            case Listing.Large<T> large ->
                ok((Streamed) (lease, json) -> large.read(lease, page -> json.accept(body.apply(page))));
        };
    }

    /** A new record, found at a path. */
    public static Answer created(String location, Object body) {
        return new Answer(201, Map.of("Location", location), body);
    }

    public static Answer created(Object body) {
        return new Answer(201, Map.of(), body);
    }

    public static Answer noContent() {
        return new Answer(204, Map.of(), null);
    }
}
