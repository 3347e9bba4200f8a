package leadhub.integrations.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import leadhub.base.Refusal;
import leadhub.intake.IntakeEntry;
import leadhub.intake.IntakeReason;
import leadhub.intake.IntakeStatus;
import leadhub.intake.IntakeTotals;
import leadhub.integrations.Backfill;
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
 * @param past null where the provider hands over no leads from before
 * @param test null unless it was asked for
 */
public record ConnectionScreen(
        Integration integration,
        IntegrationType type,
        State state,
        MadeIntegration.ConnectSteps steps,
        @Nullable Instant overlap,
        List<IntakeEntry> deliveries,
        @Nullable Past past,
        IntegrationPreview.@Nullable Test test) {

    /** @param total how much has come */
    public record State(IntegrationHealth health, IntakeTotals.Total total) {}

    /**
     * Leads from before.
     *
     * @param last the last time that they were fetched; null for never
     * @param since from which day on, as it was typed
     * @param today the last day that it can be
     * @param missing what it lacks to be asked; null for nothing
     * @param refusals why that was refused; empty if it wasn't
     */
    public record Past(
            @Nullable Backfill last,
            String since,
            LocalDate today,
            @Nullable Refusal missing,
            List<Refusal> refusals) {
        public boolean isRunning() {
            return last != null && last.finishedAt() == null;
        }

        /** What went wrong last; empty for nothing. */
        public List<Refusal> reasons() {
            return last == null || last.reason() == null ? List.of() : all(last.reason());
        }

        /** Of what is found, how much and what of it is new; by the state that it is in. */
        public String said() {
            return isRunning()
                    ? "integrations.past-running"
                    : reasons().isEmpty() ? "integrations.past-done" : "integrations.past-failed";
        }
    }

    private static List<Refusal> all(IntakeReason reason) {
        return reason.refusals().values().stream().flatMap(List::stream).toList();
    }

    public String path() {
        return IntegrationPages.path(integration);
    }

    /** Why it needs attention; empty where the reason is none that came in. */
    public List<Refusal> reasons() {
        var trouble = state.health().trouble();
        return trouble == null ? List.of() : all(trouble.reason());
    }

    /** Whether some of what is shown can be replayed. */
    public boolean has(IntakeStatus status) {
        return deliveries.stream().anyMatch(entry -> entry.outcome().status() == status);
    }

    /** Why something didn't become a lead. */
    public static List<Refusal> reasons(IntakeEntry entry) {
        var reason = entry.outcome().reason();
        return reason == null ? List.of() : all(reason);
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
