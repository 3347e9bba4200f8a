package leadhub.leads.pages;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.Visit;

/** What the timeline shows of notes, which it tells of in full. */
public interface TimelineNotes {
    /** Those of the notes that are still there, by id. */
    Map<Long, Shown> shown(Visit visit, Lead lead, Collection<Long> ids, FormErrors mistake);

    /** Those of the notes that are still there and belong to one of the leads, which the visitor sees; to be read alone. */
    Map<Long, Shown> read(Visit visit, Collection<Lead> leads, Collection<Long> ids);

    /** The latest notes before another one. */
    List<Shown> latest(Visit visit, Lead lead, long before, int most, FormErrors mistake);

    /**
     * A note.
     *
     * @param who wrote it
     * @param event the key of the words about that
     * @param template of its text, whose model {@code content} is
     */
    record Shown(long id, Instant at, String who, String event, String icon, String template, Object content) {
        /** The same in another template. */
        public Shown in(String other) {
            return new Shown(id, at, who, event, icon, other, content);
        }
    }
}
