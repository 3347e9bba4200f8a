package leadhub.api;

import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import leadhub.web.RouteTable;
import leadhub.web.input.Query;
import leadhub.web.intake.UploadLimits;
import org.jspecify.annotations.Nullable;

/**
 * One method of one path of a dialect.
 *
 * @param template the path with {@code {names}} in place of values
 * @param scope the scope that a key needs; null if any valid key will do
 * @param alsoScope a second scope that it needs; null for none
 * @param open whether it needs no key
 * @param readsForms whether it accepts form-encoded bodies as well as JSON
 * @param files what a multipart body may hold whose files are wanted; null where none are
 * @param guard refuses a key for this request before its body is looked at; null where the scope is all it needs
 * @param outside asks the world outside what the endpoint needs to know, before the endpoint's transaction; null for nothing
 * @param current answers the record that the endpoint writes as it is, and holds on to it until the transaction ends, for
 *     {@code If-Match}; null where no single record is written
 * @param mostBytes how long a JSON body may be
 * @param calls how many calls the work of a request counts as
 */
public record Route(
        String method,
        String template,
        @Nullable Scope scope,
        @Nullable Scope alsoScope,
        boolean open,
        boolean readsForms,
        @Nullable UploadLimits files,
        @Nullable Guard guard,
        Endpoint endpoint,
        @Nullable Consumer<Exchange> outside,
        @Nullable Endpoint current,
        int mostBytes,
        ToIntFunction<Exchange> calls)
        implements RouteTable.Line {

    /** What counts as the one call that it is. */
    static final ToIntFunction<Exchange> ONE_CALL = exchange -> 1;

    /** Says which keys may make a request, beyond their scope. */
    @FunctionalInterface
    public interface Guard {
        /** Throws a refusal if the key may not. */
        void check(Credential key, Query query);
    }
}
