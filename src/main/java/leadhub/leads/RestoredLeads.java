package leadhub.leads;

import java.time.Instant;
import java.util.List;
import leadhub.base.Caller;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts deleted leads back: as they were, in today's spelling, with the score of today, and written down. */
@Component
public class RestoredLeads {
    private final LeadDeletionSql deletion;
    private final LeadSql leads;
    private final LeadTexts texts;
    private final LeadScores scores;
    private final LeadRecord record;

    RestoredLeads(LeadDeletionSql deletion, LeadSql leads, LeadTexts texts, LeadScores scores, LeadRecord record) {
        this.deletion = deletion;
        this.leads = leads;
        this.texts = texts;
        this.scores = scores;
        this.record = record;
    }

    /** Takes back those that were deleted since then and that the caller would see. */
    public List<Lead> take(Caller caller, @Nullable Owners visible, long[] ids, Instant since, Instant now) {
        var back = deletion.restore(caller.workspaceId(), visible, ids, since, now);
        if (back.isEmpty()) {
            return List.of();
        }
        // What was deleted before an upgrade comes back as it was then.
        var found = leads.find(
                caller.workspaceId(), back.stream().mapToLong(id -> id).toArray());
        texts.renew(caller.workspaceId(), found);
        var composed = found.stream().map(LeadTexts::composed).toList();
        // What is remembered of them has the score of today, which is a change of its own.
        var today = scores.today(caller, composed);
        record.restored(caller, today);
        return scores.write(caller, composed, today);
    }
}
