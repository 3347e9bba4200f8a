package leadhub.leads.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import leadhub.base.Caller;
import leadhub.leads.KnownLeads;
import leadhub.leads.LeadDraft;
import leadhub.leads.LeadDrafts;
import leadhub.leads.api.BulkRequest.Mark;
import leadhub.leads.record.Lead;
import leadhub.leads.texts.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Which lead each of many is: those that are there, held until the transaction ends, and those that the same call has made
 * or changed before, so that of two rows of one person the second sees the first.
 */
final class BulkMatches {
    private static final int MOST_LOOKS = 5;

    private final List<KnownLeads.Recognized> recognized;
    private final Map<Long, LeadDraft> held;
    /** Drafts that got a mark in this call, the first one first. */
    private final Map<String, List<LeadDraft>> marked = new HashMap<>();

    private BulkMatches(List<KnownLeads.Recognized> recognized, Map<Long, LeadDraft> held) {
        this.recognized = recognized;
        this.held = held;
    }

    /**
     * Holds the leads. Where nobody else is kept out, one may be merged into another between the look and the hold: then that
     * one is looked for.
     *
     * @param look recognizes the rows' people
     * @param ids those that rows name themselves
     */
    static BulkMatches of(
            Caller caller, Supplier<List<KnownLeads.Recognized>> look, List<Long> ids, LeadDrafts drafts) {
        var recognized = look.get();
        var held = drafts.hold(caller, wanted(recognized, ids));
        for (var attempt = 1;
                attempt < MOST_LOOKS && !held.keySet().containsAll(wanted(recognized, List.of()));
                attempt++) {
            var again = look.get();
            if (again.equals(recognized)) {
                // Those that are missing aren't for the caller to see.
                break;
            }
            recognized = again;
            held = drafts.hold(caller, wanted(recognized, ids));
        }
        return new BulkMatches(recognized, held);
    }

    private static Set<Long> wanted(List<KnownLeads.Recognized> recognized, List<Long> ids) {
        var wanted = new LinkedHashSet<Long>(ids);
        for (var one : recognized) {
            wanted.addAll(List.of(one.byExternalId(), one.byEmail(), one.byPhone()));
        }
        wanted.remove(0L);
        return wanted;
    }

    /** The lead of a row; null if there is none. */
    @Nullable
    LeadDraft find(int row, @Nullable Long id, List<Mark> matchOn) {
        return matchOn.stream()
                .map(mark -> mark == Mark.ID ? held.get(id) : bearing(row, mark))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whether another lead has the external id of a row. */
    boolean isTaken(int row, @Nullable LeadDraft own) {
        var other = bearing(row, Mark.EXTERNAL_ID);
        return other != null && other != own;
    }

    /** Whether the external id of a row is one that a lead has from another, which has become part of it. */
    boolean isOfMerged(int row, LeadDraft found) {
        var own = found.lead().externalId();
        return own != null && !own.equals(recognized.get(row).externalId()) && found == bearing(row, Mark.EXTERNAL_ID);
    }

    /** What a row has made of a lead. */
    void became(LeadDraft draft) {
        for (var mark : List.of(Mark.EXTERNAL_ID, Mark.EMAIL, Mark.PHONE)) {
            var value = value(draft.lead(), mark);
            if (value != null) {
                var bearers = marked.computeIfAbsent(mark + value, key -> new ArrayList<>());
                if (!bearers.contains(draft)) {
                    bearers.add(draft);
                }
            }
        }
    }

    private @Nullable LeadDraft bearing(int row, Mark mark) {
        var one = recognized.get(row);
        var value = sought(one, mark);
        if (value == null) {
            return null;
        }
        var known = held.get(
                switch (mark) {
                    case EXTERNAL_ID -> one.byExternalId();
                    case EMAIL -> one.byEmail();
                    case PHONE -> one.byPhone();
                    case ID -> 0L;
                });
        if (known != null && !isLost(known, mark, value)) {
            return known;
        }
        return marked.getOrDefault(mark + value, List.of()).stream()
                .filter(draft -> value.equals(value(draft.lead(), mark)))
                .findFirst()
                .orElse(null);
    }

    /**
     * Whether an earlier row has given a lead another. One that it never had, it is known by all the same: a lead that has
     * become part of it had it.
     */
    private static boolean isLost(LeadDraft known, Mark mark, String value) {
        var before = known.before();
        return before != null && value.equals(value(before, mark)) && !value.equals(value(known.lead(), mark));
    }

    private static @Nullable String sought(KnownLeads.Recognized one, Mark mark) {
        return switch (mark) {
            case EXTERNAL_ID -> one.externalId();
            case EMAIL -> one.email();
            case PHONE -> one.phone();
            case ID -> null;
        };
    }

    private static @Nullable String value(Lead lead, Mark mark) {
        return switch (mark) {
            case EXTERNAL_ID -> lead.externalId();
            case EMAIL -> Identity.emailKey(lead.email());
            case PHONE -> lead.phoneE164();
            case ID -> null;
        };
    }
}
