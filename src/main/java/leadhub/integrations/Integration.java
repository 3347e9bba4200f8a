package leadhub.integrations;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import leadhub.intake.IntakeReason;
import leadhub.integrations.mapping.Mapping;
import org.jspecify.annotations.Nullable;

/**
 * A connection by which leads come from elsewhere.
 *
 * @param token of its URL; null if it was sealed with a key that is lost
 * @param refusal what went wrong before anything could be written into the ledger; null where nothing did
 */
public record Integration(
        long workspaceId,
        long id,
        Terms terms,
        @Nullable String token,
        @Nullable Trouble refusal,
        Instant createdAt,
        Instant updatedAt) {
    /** What stops it from asking its provider, or posting to it, until somebody saves another secret. */
    private static final Set<String> DEAD = Set.of("integration.token", "integration.channel_gone");

    /** The most of a workspace. */
    public static final int MOST = 200;

    /** What people say of one. */
    public record Terms(
            String type, String name, boolean isPaused, IntegrationConfig config, Mapping mapping, Target target) {
        /** The same, paused or going on. */
        public Terms paused(boolean isPaused) {
            return new Terms(type, name, isPaused, config, mapping, target);
        }
    }

    public record Trouble(IntakeReason reason, Instant at) {}

    /** Where leads are posted to; null if its token can't be read. @param origin under which we are seen */
    public @Nullable String url(String origin) {
        return token == null ? null : url(origin, terms.type(), token);
    }

    static String url(String origin, String type, String token) {
        return origin + "/hooks/" + type + "/" + token;
    }

    /** Whether its provider has refused its token, and nobody has saved another one since. */
    public boolean isTokenDead() {
        return refusal != null
                && refusal.reason().refusals().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(why -> DEAD.contains(why.key()));
    }

    @Override
    public String toString() {
        return "Integration[" + id + "]";
    }
}
