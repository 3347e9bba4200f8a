package leadhub.api;

/**
 * An endpoint that has something to do before its transaction, such as writing a file to the disk and reading it: also where an
 * {@code Idempotency-Key} or {@code If-Match} makes that transaction larger than the verb's own.
 */
public interface PreparedEndpoint extends Endpoint {
    /** Does that, in no transaction. */
    Prepared prepare(Exchange exchange);

    /** What is ready to be written. Closed, it goes unless it was committed. */
    interface Prepared extends AutoCloseable {
        /** Calls the verb, and answers. */
        Answer finish();

        @Override
        void close();
    }

    @Override
    default Answer handle(Exchange exchange) {
        try (var prepared = prepare(exchange)) {
            return prepared.finish();
        }
    }
}
