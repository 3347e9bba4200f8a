package leadhub.leads.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a lead, the latest first.
 *
 * @param latest the latest event, whether or not it is shown; 0 for none
 * @param older the id to go on from; null if there is nothing older
 * @param since the day under which what came before it stands; {@code ""} at the beginning
 */
public record Timeline(
        long leadId,
        TimelineFilter filter,
        List<Entry> entries,
        long latest,
        @Nullable Long older,
        String since,
        LocalDate today) {

    public boolean isToday(String day) {
        return today.toString().equals(day);
    }

    /** Who did the latest; {@code ""} if that isn't shown. */
    String latestBy() {
        return entries.isEmpty() || entries.getFirst().id() != latest
                ? ""
                : entries.getFirst().who();
    }

    /** Where what is older is asked for. @param day under which the last one stands */
    public String olderPath(String day) {
        return "/leads/" + leadId + "/timeline?before=" + older + "&only=" + filter.word() + "&since=" + day;
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
     * @param note what was written, while it is there
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
            String conversation,
            TimelineNotes.@Nullable Shown note) {

        /** The key of the words about it. */
        public String message() {
            return note == null ? "event." + kind : note.event();
        }

        public String icon() {
            return note == null ? TimelineIcons.of(kind) : note.icon();
        }
    }

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
