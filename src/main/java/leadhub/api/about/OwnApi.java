package leadhub.api.about;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import leadhub.api.Answer;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Problem;
import leadhub.base.Times;
import leadhub.base.database.DatabaseHealth;
import org.jspecify.annotations.Nullable;

/** What a program asks about this server and its own key, in either dialect. */
public abstract class OwnApi implements Routes.Provider {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(3);
    private static final OpenApiDocument LEADHUB = new OpenApiDocument("leadhub");
    private static final OpenApiDocument LYMBE = new OpenApiDocument("lymbe");

    private final Clock clock;
    private final String version;
    private final DatabaseHealth database;

    protected OwnApi(Clock clock, Version version, DatabaseHealth database) {
        this.clock = clock;
        this.database = database;
        this.version = version.text();
    }

    @Override
    public void declare(Routes routes) {
        routes.getOpen("/api/v1/health", this::health)
                .getForAnyKey("/api/v1/me", this::me)
                .getOpen("/api/v1/openapi/leadhub.yaml", exchange -> yaml(exchange, LEADHUB))
                .getOpen("/api/v1/openapi/leadhub.json", exchange -> json(exchange, LEADHUB))
                .getOpen("/api/v1/openapi/lymbe.yaml", exchange -> yaml(exchange, LYMBE))
                .getOpen("/api/v1/openapi/lymbe.json", exchange -> json(exchange, LYMBE));
    }

    /** Without its database the API can do nothing, and whoever spreads calls over servers should know. */
    private Answer health(Exchange exchange) {
        if (!database.answers()) {
            throw new Problem.Unavailable(RETRY_AFTER).exception();
        }
        return Answer.ok(new Health("ok", version, LeadHubDialect.print(Times.now(clock))));
    }

    private Answer me(Exchange exchange) {
        var key = exchange.key();
        return Answer.ok(new Own(new Me(
                new Workspace(key.workspaceId(), key.workspaceSlug(), key.workspaceName()),
                new Key(key.keyName(), key.expiresAt()),
                key.scopes().stream().map(Scope::spelling).toList())));
    }

    private static Answer yaml(Exchange exchange, OpenApiDocument document) {
        return new Answer(
                200, Map.of("Content-Type", "application/yaml;charset=UTF-8"), document.yaml(exchange.origin()));
    }

    private static Answer json(Exchange exchange, OpenApiDocument document) {
        return new Answer(200, Map.of("Content-Type", "application/json"), document.json(exchange.origin()));
    }

    record Health(String status, String version, String timestamp) {}

    /** No record that could change under somebody's hands, so it is no {@link Envelope.One}. */
    record Own(Me data) {}

    record Me(Workspace workspace, Key key, List<String> scopes) {}

    record Workspace(long id, String slug, String name) {}

    /** In both dialects spelled in snake case, as the contract has it. */
    record Key(
            String name,

            @com.fasterxml.jackson.annotation.JsonProperty("expires_at") @Nullable
            Instant expiresAt) {}
}
