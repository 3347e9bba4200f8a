package leadhub.bulk;

import java.time.Instant;
import java.util.List;

/** What the page of leads tells of changes to many. */
public record BulkPanel(List<BulkLine> lines) {

    /** Whether any isn't over. */
    public boolean isOpen() {
        return lines.stream().anyMatch(line -> line.change().isOpen());
    }

    /** Whether any has come to its end since. */
    boolean isOverSince(Instant instant) {
        return lines.stream()
                .map(line -> line.change().finishedAt())
                .anyMatch(end -> end != null && !end.isBefore(instant));
    }
}
