package leadhub.imports.rows;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import leadhub.leads.KnownLeads.Recognized;
import leadhub.leads.LeadDraft;
import leadhub.leads.record.LeadFields;
import org.jspecify.annotations.Nullable;

/**
 * The leads that rows of one file have made and changed so far, so that a later row of the same person finds them, and by
 * what they are recognized now: what one has given up finds it no more, as it wouldn't in the database.
 */
public final class ImportMemory {
    private final Map<Long, LeadDraft> byId = new HashMap<>();
    private final Map<Mark, LeadDraft> made = new HashMap<>();

    private long size;

    private record Mark(MatchOn kind, String value) {}

    /** How many characters there may be in its leads, more or less. */
    public long size() {
        return size;
    }

    /** Keeps leads as they were read, unless they have been changed since. */
    void read(Map<Long, LeadDraft> drafts) {
        drafts.forEach((id, draft) -> {
            byId.putIfAbsent(id, draft);
            size += size(draft);
        });
    }

    boolean knows(long id) {
        return byId.containsKey(id);
    }

    /** The lead that bore a row's mark when it was read, unless an earlier row has given it another. */
    @Nullable
    LeadDraft findRead(MatchOn kind, Recognized who) {
        var draft = byId.get(kind.leadId(who));
        var before = draft == null ? null : draft.before();
        return draft == null
                        || before == null
                        || bears(kind, who, draft)
                        || Objects.equals(kind.value(before), kind.value(draft.lead()))
                ? draft
                : null;
    }

    /** The lead that an earlier row has given a row's mark, unless it bears another one now. */
    @Nullable
    LeadDraft findMade(MatchOn kind, Recognized who) {
        var value = kind.value(who);
        var draft = value == null ? null : made.get(new Mark(kind, value));
        return draft != null && bears(kind, who, draft) ? draft : null;
    }

    private static boolean bears(MatchOn kind, Recognized who, LeadDraft draft) {
        return Objects.equals(kind.value(who), kind.value(draft.lead()));
    }

    /** A row's lead by what it has become; the first with a mark stays the one that is found, as long as it bears it. */
    void remember(Recognized who, LeadDraft draft) {
        size += size(draft);
        for (var kind : MatchOn.values()) {
            var value = kind.value(who);
            if (value != null && bears(kind, who, draft) && findMade(kind, who) == null) {
                made.put(new Mark(kind, value), draft);
            }
        }
    }

    private static int size(LeadDraft draft) {
        var lead = draft.lead();
        var size = lead.customFields().length();
        for (var field : LeadFields.SENT_BY_PROGRAMS) {
            if (lead.get(field) instanceof String text) {
                size += text.length();
            }
        }
        return size;
    }
}
