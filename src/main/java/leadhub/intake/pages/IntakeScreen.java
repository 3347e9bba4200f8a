package leadhub.intake.pages;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.base.Refusal;
import leadhub.intake.IntakeEntry;
import leadhub.intake.IntakeSource;
import leadhub.intake.IntakeStatus;
import org.jspecify.annotations.Nullable;

/**
 * The model of Settings → Intake.
 *
 * @param source and status: by which it is filtered; null for all
 * @param number of the page, from 1
 */
public record IntakeScreen(
        @Nullable IntakeSource source,
        @Nullable IntakeStatus status,
        List<IntakeEntry> entries,
        long number,
        boolean isMore) {

    /** Whether what is shown can be replayed as a whole. */
    public boolean isReplayable() {
        return !entries.isEmpty() && (status == IntakeStatus.FAILED || status == IntakeStatus.IGNORED);
    }

    /** The same list, another page of it. */
    public String page(long other) {
        var parts = Stream.of(
                        source == null ? "" : "source=" + source.word(),
                        status == null ? "" : "status=" + status.word(),
                        "page=" + other)
                .filter(part -> !part.isEmpty());
        return "/settings/intake?" + parts.collect(Collectors.joining("&"));
    }

    /** Why something didn't become a lead. */
    public static List<Refusal> reasons(IntakeEntry entry) {
        var reason = entry.outcome().reason();
        return reason == null
                ? List.of()
                : reason.refusals().values().stream().flatMap(List::stream).toList();
    }

    /** One row with everything that came. */
    public record One(IntakeEntry.Whole whole) {
        private static final int MOST_BYTES = 64 * 1024;

        public IntakeEntry entry() {
            return whole.entry();
        }

        /** As far as it is text, and its beginning only: a body can have a mebibyte. */
        public String body() {
            return new String(whole.body(), 0, Math.min(whole.body().length, MOST_BYTES), StandardCharsets.UTF_8);
        }

        public boolean isCut() {
            return whole.body().length > MOST_BYTES;
        }

        public boolean isReplayable() {
            return switch (entry().outcome().status()) {
                case FAILED, IGNORED, DUPLICATE, SPAM -> true;
                case RECEIVED, PROCESSED, TEST -> false;
            };
        }

        public boolean isReplayableAsNew() {
            return entry().outcome().status() == IntakeStatus.PROCESSED && !entry().isTest();
        }
    }
}
