package leadhub.base;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What becomes of a request that is refused. Each surface answers it with one exhaustive switch; a {@link Refusal} says why. */
public sealed interface Problem {

    /** No key, or one that is unknown, revoked or expired. */
    record Unauthorized() implements Problem {}

    /** The key lacks a scope, or asks for what is not its own. */
    record Forbidden(Refusal refusal) implements Problem {}

    /** No such path, or no such record in this workspace. */
    record NotFound(Refusal refusal) implements Problem {}

    /** The path exists, this method does not. */
    record MethodNotAllowed(Set<String> allowed) implements Problem {}

    /** The lead has become part of another one. Whoever reads is sent there, whoever writes is refused. */
    record Merged(long leadId, long survivorId) implements Problem {
        public Refusal refusal() {
            return Refusal.of("lead.merged").with("id", survivorId);
        }
    }

    /** It contradicts what is there. */
    record Conflict(Refusal refusal) implements Problem {}

    /** The body is over 1 MiB, or over what its route takes. */
    record TooLarge() implements Problem {}

    /** The body is in a form that is not read here. */
    record UnsupportedMediaType(Refusal refusal) implements Problem {}

    /** The request can't be read at all. */
    record BadRequest(Refusal refusal) implements Problem {}

    /** The body did not come in time. */
    record TooSlow() implements Problem {}

    /** Somebody else changed the record since the caller read it. */
    record PreconditionFailed() implements Problem {}

    /** Nothing is wrong with the request: the database is away, or the process is full. */
    record Unavailable(Duration retryAfter) implements Problem {}

    /** The hour's calls are used up. */
    record RateLimited(Duration retryAfter) implements Problem {}

    /** Our own fault; the id is in the log. */
    record ServerError(String id) implements Problem {}

    /** Fields that can't be taken as they are: the request's own spelling of each, and what is wrong with it. */
    record Invalid(Map<String, List<Refusal>> errors) implements Problem {}

    /** One field that can't be taken as it is. */
    static Invalid invalid(String field, Refusal refusal) {
        var errors = new LinkedHashMap<String, List<Refusal>>();
        errors.put(field, List.of(refusal));
        return new Invalid(errors);
    }

    /** Refuses. */
    default ProblemException exception() {
        return new ProblemException(this);
    }
}
