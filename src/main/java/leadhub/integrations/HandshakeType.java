package leadhub.integrations;

import leadhub.web.input.Query;

/** A type whose provider asks by GET whether a URL is ours before it posts there. */
public interface HandshakeType extends HookType {
    /** Answers what was asked; refuses ({@code Problem.Forbidden}) whoever doesn't know what only the provider knows. */
    Greeting greet(Query query, IntegrationConfig config);

    /** @param contentType as the provider wants it */
    record Greeting(String contentType, String body) {}
}
