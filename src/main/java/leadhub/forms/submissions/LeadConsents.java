package leadhub.forms.submissions;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import leadhub.api.LeadHubDialect;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.forms.Forms;
import leadhub.forms.partials.Partial;
import leadhub.forms.partials.Partials;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person agreed to in forms, and all that they sent or typed there, for whoever has to show it.
 *
 * <p>Limits: the latest 200 submissions, and 200 of what was typed and not sent.
 */
@Service
public class LeadConsents {
    static final String WITHDRAWN_AT = "withdrawn_at";
    static final String WITHDRAWN_BY = "withdrawn_by";
    private static final int MOST = 200;

    private final SubmissionSql sql;
    private final Forms forms;
    private final Leads leads;
    private final Records records;
    private final Clock clock;

    LeadConsents(SubmissionSql sql, Forms forms, Leads leads, Records records, Clock clock) {
        this.sql = sql;
        this.forms = forms;
        this.leads = leads;
        this.records = records;
        this.clock = clock;
    }

    /** What stands beside submissions. */
    @Component
    record Records(Partials partials, Audit audit) {}

    /** What a lead agreed to, the latest first. */
    public List<GivenConsent> of(Caller caller, long leadId) {
        if (!forms.haveAskedForConsents(caller.workspaceId())) {
            return List.of();
        }
        leads.get(caller, leadId);
        return sql.ofLead(caller.workspaceId(), leadId, MOST).stream()
                .flatMap(sent -> GivenConsent.of(sent.submission(), sent.form()).stream())
                .toList();
    }

    /** Writes down that a consent no longer holds. What was agreed to, and when, stays beside it; a second time changes nothing. */
    @Transactional
    public void withdraw(Caller caller, long leadId, long formId, long id, String key) {
        caller.require(Permission.WRITE_LEADS);
        leads.get(caller, leadId);
        var submission = sql.lock(caller.workspaceId(), formId, id)
                .filter(found -> Objects.equals(found.leadId(), leadId))
                .orElseThrow(LeadConsents::unknown);
        var consents = submission.evidence().path("consents").deepCopy();
        var consent = consents.valueStream()
                .filter(one -> one.path("key").asString("").equals(key))
                .findFirst()
                .map(ObjectNode.class::cast)
                .orElseThrow(LeadConsents::unknown);
        if (consent.has(WITHDRAWN_AT)) {
            return;
        }
        consent.put(WITHDRAWN_AT, LeadHubDialect.print(Times.now(clock)));
        consent.put(WITHDRAWN_BY, caller.actor().name());
        var changed = submission.evidence().objectNode();
        changed.set("consents", consents);
        sql.addEvidence(caller.workspaceId(), formId, id, changed);
        records.audit().record(caller, "form_consent.withdrawn", id, Map.of("lead_id", leadId, "key", key), null);
    }

    /** All that a lead sent by forms, what it agreed to, and what was typed under its email or phone and not sent. */
    public ObjectNode export(Caller caller, long leadId) {
        caller.require(Permission.WRITE_FORMS);
        var lead = leads.get(caller, leadId);
        var all = Json.MAPPER.createObjectNode().put("lead_id", leadId);
        var submissions = all.putArray("submissions");
        sql.ofLead(caller.workspaceId(), leadId, MOST).forEach(sent -> {
            var submission = sent.submission();
            submissions
                    .addObject()
                    .put("id", submission.id())
                    .put("form", sent.form())
                    .put("form_version", submission.formVersion())
                    .put("created_at", LeadHubDialect.print(submission.createdAt()))
                    .set("values", submission.values())
                    .set("attribution", submission.attribution())
                    .set("evidence", submission.evidence());
        });
        var unsent = all.putArray("not_sent");
        for (var partial : records.partials().ofPerson(caller, contacts(lead), MOST)) {
            unsent.add(json(partial));
        }
        return all;
    }

    private static ObjectNode json(Partial partial) {
        var json = Json.MAPPER
                .createObjectNode()
                .put("form_id", partial.formId())
                .put("form_version", partial.formVersion())
                .put("updated_at", LeadHubDialect.print(partial.updatedAt()));
        json.set("values", partial.values());
        json.set("evidence", partial.evidence());
        return json;
    }

    /** Deletes what was typed under a lead's email or phone, in all forms, and not sent; how much it was. */
    @Transactional
    public int forgetUnsent(Caller caller, long leadId) {
        caller.require(Permission.WRITE_FORMS);
        var gone = records.partials().forgetPerson(caller, contacts(leads.get(caller, leadId)));
        records.audit()
                .record(caller, "form_partial.person_deleted", leadId, Map.of("lead_id", leadId, "count", gone), null);
        return gone;
    }

    private static List<String> contacts(Lead lead) {
        return Stream.of(lead.email(), lead.phone(), lead.phoneE164())
                .filter(Objects::nonNull)
                .toList();
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("submission.not_found")).exception();
    }
}
