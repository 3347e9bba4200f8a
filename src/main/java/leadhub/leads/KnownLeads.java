package leadhub.leads;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.leads.texts.Identity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds the leads that are the same person, and adds to one what else came in about it. */
@Service
public class KnownLeads {
    private static final int MOST_ATTEMPTS = 5;

    private final SamePersonSql sql;
    private final LeadRules rules;
    private final LeadWrites writes;
    private final Visibility visibility;
    private final Clock clock;

    KnownLeads(SamePersonSql sql, LeadRules rules, LeadWrites writes, Visibility visibility, Clock clock) {
        this.sql = sql;
        this.rules = rules;
        this.writes = writes;
        this.visibility = visibility;
        this.clock = clock;
    }

    /** Other leads with the same e-mail or phone, the oldest first. */
    public List<Lead> like(Caller caller, Lead lead) {
        return sql.like(caller.workspaceId(), lead.id(), Identity.emailKey(lead.email()), lead.phoneE164()).stream()
                .filter(other -> visibility.sees(caller, other))
                .toList();
    }

    /**
     * The lead with the external id, else the oldest with the e-mail, else with the phone. Called inside a verb's
     * transaction: until it ends, nobody else gets an answer for one of them, so of many who ask and then create, one does.
     */
    public Optional<Lead> find(Caller caller, LeadChange facts) {
        var marks = marks(caller, facts);
        sql.lockIdentity(caller.workspaceId(), marks);
        // Whoever is found may be merged into another one before they are held: then that one is found next.
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var id = sql.find(caller.workspaceId(), marks);
            if (id.isEmpty()) {
                return Optional.empty();
            }
            var held = writes.lockAnybodys(caller, id.get());
            if (held.isPresent()) {
                return held;
            }
        }
        return Optional.empty();
    }

    private static SamePersonSql.Marks marks(Caller caller, LeadChange facts) {
        return new SamePersonSql.Marks(
                facts.of(LeadFields.EXTERNAL_ID).over(null),
                Identity.emailKey(facts.of(LeadFields.EMAIL).over(null)),
                Identity.phoneE164(facts.of(LeadFields.PHONE).over(null), caller.defaultCountry()));
    }

    /** A lead's e-mail as e-mails are matched. */
    public static @Nullable String emailKey(Lead lead) {
        return Identity.emailKey(lead.email());
    }

    /**
     * What one of many is recognized by, and who bears that.
     *
     * @param externalId what another system calls it
     * @param email as e-mails are matched
     * @param phone as phones are matched
     * @param byExternalId the lead with it; 0 for none
     * @param byEmail the oldest lead with it; 0 for none
     * @param byPhone the oldest lead with it; 0 for none
     */
    public record Recognized(
            @Nullable String externalId,
            @Nullable String email,
            @Nullable String phone,
            long byExternalId,
            long byEmail,
            long byPhone) {}

    /**
     * The same of many, in their order, by one statement.
     *
     * @param isHeld whether nobody else in the workspace gets an answer until the transaction ends, as whoever makes leads of
     *     those that aren't there needs it
     */
    public List<Recognized> findAll(Caller caller, List<LeadChange> facts, boolean isHeld) {
        if (isHeld) {
            sql.lockEverybody(caller.workspaceId());
        }
        var marks = facts.stream().map(one -> marks(caller, one)).toList();
        var found = sql.findAll(caller.workspaceId(), marks).iterator();
        return marks.stream()
                .map(mark -> {
                    var by = found.next();
                    return new Recognized(
                            mark.externalId(),
                            mark.emailKey(),
                            mark.phoneE164(),
                            by.byExternalId(),
                            by.byEmail(),
                            by.byPhone());
                })
                .toList();
    }

    /** The lead with each of some external ids, in their order, 0 for none; held as by {@link #findAll}. */
    List<Long> byExternalIds(Caller caller, List<@Nullable String> externalIds) {
        if (externalIds.stream().allMatch(Objects::isNull)) {
            return externalIds.stream().map(id -> 0L).toList();
        }
        sql.lockEverybody(caller.workspaceId());
        var marks = externalIds.stream()
                .map(id -> new SamePersonSql.Marks(id, null, null))
                .toList();
        return sql.findAll(caller.workspaceId(), marks).stream()
                .map(SamePersonSql.Found::byExternalId)
                .toList();
    }

    /**
     * Adds to a lead: sets what is missing, and of tags and fields takes what it doesn't have yet. What doesn't fit
     * (tags beyond the most it can wear, fields beyond 64 KiB or of a wrong kind) is left off.
     */
    @Transactional
    public Lead enrich(Caller caller, long id, LeadChange missing, LeadChange sent) {
        var before = writes.lock(caller, id);
        var filled = rules.change(caller, before, missing, Times.now(clock));
        var withFields = rules.withNewFields(caller, filled, sent.customFields().over(null), Times.now(clock));
        var names = sent.tags().over(null);
        return writes.change(
                caller, before, names == null ? withFields : rules.tagged(caller, withFields, names, Times.now(clock)));
    }
}
