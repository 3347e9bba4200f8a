package leadhub.integrations.leadmails;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.base.Unicode;
import leadhub.integrations.Integration;
import leadhub.integrations.mapping.Mapping;
import leadhub.web.input.Emails;
import leadhub.web.input.Input;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The senders whose emails tell of leads. */
@Service
public class LeadMailRules {
    private static final List<String> WHO = List.of("email", "phone", "first_name", "last_name");

    private final LeadMailRuleSql sql;
    private final Audit audit;
    private final Clock clock;

    LeadMailRules(LeadMailRuleSql sql, Audit audit, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    /** Those of an integration, by sender. */
    public List<LeadMailRule> all(Caller caller, long integrationId) {
        return sql.all(caller.workspaceId(), integrationId);
    }

    /** What is done with a sender's emails; empty for whatever is usual. */
    public Optional<LeadMailRule> find(Caller caller, long integrationId, String sender) {
        return sql.find(caller.workspaceId(), integrationId, Unicode.key(sender));
    }

    /** Has a sender's next emails make leads. @param integration that the caller was shown @param input {@code sender} and {@code mapping}, as an integration's is read */
    @Transactional
    public void save(Caller caller, Integration integration, Input input) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        input.require("sender");
        var address = Objects.requireNonNullElse(input.text("sender", 255).over(null), "")
                .strip();
        var mapping = Objects.requireNonNullElse(Mapping.read(input, "mapping"), new Mapping(List.of()));
        if (!address.isEmpty() && !Emails.isValid(address)) {
            input.reject("sender", Refusal.of("email"));
        }
        input.errors().check();
        if (mapping.entries().stream().noneMatch(entry -> WHO.contains(entry.to()))) {
            throw Problem.invalid("mapping", Refusal.of("lead_mail.nobody")).exception();
        }
        put(caller, integration.id(), Unicode.key(address), mapping);
    }

    private void put(Caller caller, long integrationId, String sender, Mapping mapping) {
        var all = sql.all(caller.workspaceId(), integrationId);
        if (all.size() >= LeadMailRule.MOST
                && all.stream().noneMatch(rule -> rule.sender().equals(sender))) {
            throw Problem.invalid("sender", Refusal.of("lead_mail.too_many").with("max", LeadMailRule.MOST))
                    .exception();
        }
        sql.put(caller.workspaceId(), integrationId, sender, mapping, Times.now(clock));
        audit.record(caller, "integration.lead_mail_saved", integrationId, null, Map.of("sender", sender));
    }

    /** Its emails are as anybody's again. */
    @Transactional
    public void delete(Caller caller, Integration integration, String sender) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        var integrationId = integration.id();
        if (sql.delete(caller.workspaceId(), integrationId, Unicode.key(sender))) {
            audit.record(
                    caller,
                    "integration.lead_mail_deleted",
                    integrationId,
                    Map.of("sender", Unicode.key(sender)),
                    null);
        }
    }

    /** Within the transaction in which their integration goes. */
    public void deleteAll(long workspaceId, long integrationId) {
        sql.deleteAll(workspaceId, integrationId);
    }
}
