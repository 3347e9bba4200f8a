package leadhub.integrations.pages;

import java.time.Instant;
import java.util.List;
import leadhub.base.Refusal;
import leadhub.intake.IntakeEntry;
import leadhub.intake.IntakeStatus;
import leadhub.intake.IntakeTotals;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationHealth;
import leadhub.integrations.IntegrationPreview;
import leadhub.integrations.IntegrationType;
import org.jspecify.annotations.Nullable;

/**
 * An integration's own page.
 *
 * @param overlap until when the URL from before is good; null where there is none
 * @param deliveries the latest ones
 * @param test null unless it was asked for
 */
public record ConnectionScreen(
        Integration integration,
        IntegrationType type,
        State state,
        MadeIntegration.ConnectSteps steps,
        @Nullable Instant overlap,
        List<IntakeEntry> deliveries,
        IntegrationPreview.@Nullable Test test) {

    /** @param total how much has come */
    public record State(IntegrationHealth health, IntakeTotals.Total total) {}

    public String path() {
        return IntegrationPages.path(integration);
    }

    /** Why it needs attention; empty where the reason is none that came in. */
    public List<Refusal> reasons() {
        var trouble = state.health().trouble();
        return trouble == null
                ? List.of()
                : trouble.reason().refusals().values().stream()
                        .flatMap(List::stream)
                        .toList();
    }

    /** Whether some of what is shown can be replayed. */
    public boolean has(IntakeStatus status) {
        return deliveries.stream().anyMatch(entry -> entry.outcome().status() == status);
    }

    /** Why something didn't become a lead. */
    public static List<Refusal> reasons(IntakeEntry entry) {
        var reason = entry.outcome().reason();
        return reason == null
                ? List.of()
                : reason.refusals().values().stream().flatMap(List::stream).toList();
    }

    /** The class of a chip. */
    public static String chip(IntakeStatus status) {
        return switch (status) {
            case RECEIVED -> "is-pending";
            case PROCESSED -> "is-delivered";
            case FAILED -> "is-failed";
            case DUPLICATE, SPAM, IGNORED -> "is-skipped";
            case TEST -> "plain";
        };
    }
}
