package leadhub.leads.lists;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import leadhub.leads.Owners;

/**
 * What leads need from somebody, judged at a moment.
 *
 * @param before since before when they have needed it
 * @param removed who have leads and can't look after them
 */
public record LeadNeed(Kind kind, Instant before, Owners removed) {

    /** For what, how long it may wait, and by what a list of them is best ordered. */
    public enum Kind {
        /** New, and nobody has it. */
        OWNER(
                Duration.ofDays(1),
                LeadSort.CREATED_AT,
                "l.status = 'new' and " + Owners.condition("l.assigned_user_id") + " and l.created_at < ?"),
        /** Neither converted nor lost, and nothing happens to it. */
        ATTENTION(
                Duration.ofDays(14),
                LeadSort.UPDATED_AT,
                "l.status in ('new', 'contacted', 'qualified') and l.updated_at < ?");

        private final Duration patience;
        private final LeadSort sort;
        private final String condition;

        Kind(Duration patience, LeadSort sort, String condition) {
            this.patience = patience;
            this.sort = sort;
            this.condition = condition;
        }

        /** As it stands in the address of a list: {@code owner}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        LeadSort sort() {
            return sort;
        }

        /** Takes the values of the need. */
        String condition() {
            return condition;
        }
    }

    /** By the hour, so that the page that shows some and the list that shows all agree. */
    public static LeadNeed at(Instant now, Kind kind, Owners removed) {
        return new LeadNeed(kind, now.truncatedTo(ChronoUnit.HOURS).minus(kind.patience), removed);
    }

    /** What its condition takes, in order. */
    List<Object> values() {
        return kind == Kind.OWNER ? List.of(removed.array(), before) : List.of(before);
    }
}
