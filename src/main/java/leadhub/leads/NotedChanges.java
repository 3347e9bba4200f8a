package leadhub.leads;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import leadhub.base.Caller;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes leads, and notes on them what there is to say of that. */
@Service
public class NotedChanges {
    private final Leads leads;
    private final ManyLeads many;
    private final LeadNoteWriter notes;

    NotedChanges(Leads leads, ManyLeads many, LeadNoteWriter notes) {
        this.leads = leads;
        this.many = many;
        this.notes = notes;
    }

    /** The lead as it becomes, with the note on it: both or nothing. */
    @Transactional
    public Lead change(Caller caller, long id, Function<Lead, LeadChange> wanted, String note) {
        var changed = leads.change(caller, id, wanted);
        notes.write(caller, id, note);
        return changed;
    }

    /** Changes a lead, with the note on it if it is lost by that. @param note null for none */
    @Transactional
    public Lead lose(Caller caller, long id, Function<Lead, LeadChange> wanted, @Nullable String note) {
        var before = new Lead[1];
        var changed = leads.change(caller, id, lead -> {
            before[0] = lead;
            return wanted.apply(lead);
        });
        if (note != null && isLost(before[0], changed)) {
            notes.write(caller, id, note);
        }
        return changed;
    }

    /** The same with many leads, as a part of a change; those that were changed. */
    @Transactional
    public List<ManyLeads.Changed> lose(
            Caller caller, Collection<Long> ids, ManyLeads.Wish wish, @Nullable String note, long changeId) {
        var changed = many.change(caller, ids, wish);
        if (note != null) {
            var lost = changed.stream()
                    .filter(one -> one.after() != null && isLost(one.before(), one.after()))
                    .map(one -> Objects.requireNonNull(one.after()))
                    .toList();
            if (!lost.isEmpty()) {
                notes.writeOnAll(caller, lost, note, changeId);
            }
        }
        return changed;
    }

    private static boolean isLost(Lead before, Lead after) {
        return before.status() != LeadStatus.LOST && after.status() == LeadStatus.LOST;
    }
}
