package leadhub.leads;

import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;

/** A lead on its way to what it is to become, in memory; {@link LeadDrafts} changes and writes it. */
public final class LeadDraft {
    private final @Nullable Lead before;
    private Lead lead;

    LeadDraft(@Nullable Lead before, Lead lead) {
        this.before = before;
        this.lead = lead;
    }

    /** What it was when it was read; null for a new one. */
    public @Nullable Lead before() {
        return before;
    }

    /** What it has become. A new one has no id, and new tags have none, before they are written. */
    public Lead lead() {
        return lead;
    }

    public boolean isNew() {
        return before == null;
    }

    /** Whether there is anything to be written. */
    public boolean isChanged() {
        return !lead.equals(before);
    }

    void become(Lead other) {
        lead = other;
    }
}
