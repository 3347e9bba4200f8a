package leadhub.leads.pages;

import java.time.LocalDate;
import java.util.List;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;

/**
 * What happened to several leads together, the latest first.
 *
 * @param older the event to go on from; null if there is nothing older
 * @param since the day under which what came before it stands; {@code ""} at the beginning
 */
public record JoinedTimeline(List<Line> lines, @Nullable Long older, String since, LocalDate today) {
    /** One thing that happened, and to whom. */
    public record Line(Lead lead, Timeline.Entry entry) {}

    public boolean isToday(String day) {
        return today.toString().equals(day);
    }
}
