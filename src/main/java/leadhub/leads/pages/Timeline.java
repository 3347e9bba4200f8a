package leadhub.leads.pages;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a lead, the latest first.
 *
 * @param older the id to go on from; null if there is nothing older
 */
public record Timeline(
        long leadId, List<Entry> entries, @Nullable Long older) {

    /** The latest event; 0 for none. */
    public long latest() {
        return entries.isEmpty() ? 0 : entries.getFirst().id();
    }

    /** Whether something of these kinds has happened since an event, or so much that nobody knows. */
    boolean hasSince(long event, Predicate<String> kinds) {
        var since = entries.stream().takeWhile(entry -> entry.id() > event).toList();
        return since.size() == entries.size() && older != null
                || since.stream().map(Entry::kind).anyMatch(kinds);
    }

    /**
     * One thing that happened.
     *
     * @param kind {@code lead.created}, {@code lead.updated}, {@code lead.received}, {@code lead.noted} …
     * @param who the name of a user or key
     * @param title of the task that it is about; {@code ""} for none
     * @param detail what else was sent, from its beginning; {@code ""} for nothing
     * @param isCut whether there is more of that
     * @param conversation the public id of the one in which the lead came; {@code ""} for none
     */
    public record Entry(
            long id,
            String kind,
            Instant at,
            String who,
            List<Difference> differences,
            String title,
            String detail,
            boolean isCut,
            String conversation) {}

    /**
     * A field before and after; {@code ""} where it was empty.
     *
     * @param label what a workspace calls a field of its own; null where each language has its own word
     */
    public record Difference(String field, @Nullable String label, String before, String after) {
        /** Whether before and after are words that each language has its own for. */
        public boolean isStatus() {
            return field.equals("status");
        }
    }
}
