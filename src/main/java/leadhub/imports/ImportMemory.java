package leadhub.imports;

import java.util.HashMap;
import java.util.Map;
import leadhub.leads.KnownLeads.Recognized;
import leadhub.leads.LeadDraft;
import org.jspecify.annotations.Nullable;

/** The leads that rows of one file have made and changed so far, so that a later row of the same person finds them. */
final class ImportMemory {
    private final Map<Long, LeadDraft> byId = new HashMap<>();
    private final Map<Mark, LeadDraft> made = new HashMap<>();

    private record Mark(MatchOn kind, String value) {}

    /** Keeps leads as they were read, unless they have been changed since. */
    void read(Map<Long, LeadDraft> drafts) {
        drafts.forEach(byId::putIfAbsent);
    }

    boolean knows(long id) {
        return byId.containsKey(id);
    }

    @Nullable
    LeadDraft find(long id) {
        return byId.get(id);
    }

    @Nullable
    LeadDraft find(MatchOn kind, Recognized who) {
        var value = kind.value(who);
        return value == null ? null : made.get(new Mark(kind, value));
    }

    /** A row's lead; the first of a kind stays the one that is found. */
    void remember(Recognized who, LeadDraft draft) {
        for (var kind : MatchOn.values()) {
            var value = kind.value(who);
            if (value != null) {
                made.putIfAbsent(new Mark(kind, value), draft);
            }
        }
    }
}
