package leadhub.api;

/** Reads a request, calls one verb, and answers. */
@FunctionalInterface
public interface Endpoint {
    Answer handle(Exchange exchange);
}
