package leadhub.bulk;

import java.time.Instant;
import java.util.List;

/** The model of bulk changes above the table of leads. */
public record BulkPanel(List<BulkLine> lines) {

    /** Whether any change isn't finished. */
    public boolean isOpen() {
        return lines.stream().anyMatch(line -> line.change().isOpen());
    }

    /** Whether any has finished since. */
    boolean isOverSince(Instant instant) {
        return lines.stream()
                .map(line -> line.change().finishedAt())
                .anyMatch(end -> end != null && !end.isBefore(instant));
    }
}
