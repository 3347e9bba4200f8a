package leadhub.api;

import java.util.function.Consumer;
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
        int mostBytes)
        implements RouteTable.Line {

    /** Says which keys may make a request, beyond their scope. */
    @FunctionalInterface
    public interface Guard {
        /** Throws a refusal if the key may not. */
        void check(Credential key, Query query);
    }
}
