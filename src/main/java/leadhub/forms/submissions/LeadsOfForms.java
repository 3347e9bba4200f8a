package leadhub.forms.submissions;

import java.util.List;
import java.util.Objects;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.forms.DuplicatePolicy;
import leadhub.forms.Form;
import leadhub.forms.fields.FormField;
import leadhub.leads.KnownLeads;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.NewLead;
import leadhub.users.Status;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Makes a lead of a submission, or adds it to the lead that its sender is already. */
@Component
class LeadsOfForms {
    private final SubmittedLead submitted;
    private final Leads leads;
    private final KnownLeads known;
    private final Users users;
    private final SubmissionCountSql sql;

    LeadsOfForms(SubmittedLead submitted, Leads leads, KnownLeads known, Users users, SubmissionCountSql sql) {
        this.submitted = submitted;
        this.leads = leads;
        this.known = known;
        this.users = users;
        this.sql = sql;
    }

    /** The lead, and whether it is new. */
    record Taken(long leadId, boolean isNew) {}

    /**
     * Within the transaction of a verb.
     *
     * @param fields those of the version by which it was sent
     * @param policy what becomes of a known person
     */
    Taken take(Caller caller, Form form, List<FormField> fields, Submission submission, DuplicatePolicy policy) {
        var facts = submitted.facts(caller, form, fields, submission.values());
        var taken = take(caller, form, facts, policy);
        leads.submitted(caller, taken.leadId(), Json.write(told(form, submission)));
        return taken;
    }

    /** Managers and programs see all that was sent, others that of the leads that they see. */
    boolean mayLookInto(Caller caller, Submission submission) {
        if (caller.actor().kind() != Actor.Kind.USER || caller.role().covers(Role.MANAGER)) {
            return true;
        }
        try {
            return submission.leadId() != null
                    && leads.get(caller, submission.leadId()).id() == submission.leadId();
        } catch (ProblemException e) {
            return false;
        }
    }

    private Taken take(Caller caller, Form form, LeadChange facts, DuplicatePolicy policy) {
        // Asked under any policy: it is what makes others with the same address wait.
        var same = known.find(caller, facts);
        if (same.isEmpty() || policy == DuplicatePolicy.CREATE) {
            var own = same.isEmpty() ? facts : withoutExternalIdOf(same.get(), facts);
            var placed = submitted.placed(caller, form, own, owner(caller, form));
            var made = leads.create(caller, new NewLead(placed, form.settings().source(), null));
            return new Taken(made.id(), true);
        }
        var lead = same.get();
        if (policy == DuplicatePolicy.FILL) {
            known.enrich(caller, lead.id(), facts.missingOf(lead), facts);
        } else {
            var names = Objects.requireNonNullElse(facts.tags().over(null), List.<String>of());
            leads.change(caller, lead.id(), withoutTags(facts));
            leads.tag(caller, lead.id(), names);
        }
        return new Taken(lead.id(), false);
    }

    /** A second lead of a person can't have the external id of the first. */
    private static LeadChange withoutExternalIdOf(Lead lead, LeadChange facts) {
        return Objects.equals(
                        lead.externalId(), facts.of(LeadFields.EXTERNAL_ID).over(null))
                ? facts.edit().put(LeadFields.EXTERNAL_ID, Change.keep()).build()
                : facts;
    }

    /** What overwrites; where the lead came from first is no news. */
    private static LeadChange withoutTags(LeadChange facts) {
        return facts.edit()
                .tags(Change.keep())
                .put(LeadFields.SOURCE, Change.keep())
                .build();
    }

    /** The one whose turn it is, among those who can be given leads; else the one who was named. */
    private @Nullable Long owner(Caller caller, Form form) {
        var wanted = form.settings().roundRobinUserIds();
        if (wanted.isEmpty()) {
            return form.settings().assignedUserId();
        }
        var active = wanted.stream()
                .filter(id -> users.find(caller, id)
                        .filter(user -> user.status() == Status.ACTIVE)
                        .isPresent())
                .toList();
        if (active.isEmpty()) {
            return form.settings().assignedUserId();
        }
        return active.get((int) (sql.takeTurn(caller.workspaceId(), form.id()) % active.size()));
    }

    /** What the timeline shows, and programs outside are told. */
    private static ObjectNode told(Form form, Submission submission) {
        var told = Json.MAPPER.createObjectNode();
        told.put("form", form.name()).put("form_id", form.id()).put("submission_id", submission.id());
        told.set("values", submission.values());
        told.set("attribution", submission.attribution());
        submission.evidence().properties().forEach(member -> told.set(member.getKey(), member.getValue()));
        return told;
    }
}
