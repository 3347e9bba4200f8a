package leadhub.bulk;

import java.util.List;

/** What the page of leads tells of changes to many. */
public record BulkPanel(List<BulkLine> lines) {

    /** Whether any isn't over. */
    public boolean isOpen() {
        return lines.stream().anyMatch(line -> line.change().isOpen());
    }
}
