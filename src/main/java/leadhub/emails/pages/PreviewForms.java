package leadhub.emails.pages;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Slice;
import leadhub.emails.DraftRules;
import leadhub.emails.EmailDraft;
import leadhub.emails.sending.EmailPreviews;
import leadhub.leads.Leads;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.lists.LeadSort;
import leadhub.leads.record.Lead;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;

/** Shows what somebody writes as a lead would get it, while it is written. */
@Component
class PreviewForms {
    /** So many leads there are to choose from, the latest. */
    private static final int MOST_LEADS = 50;

    private final DraftRules rules;
    private final EmailPreviews emails;
    private final Leads leads;
    private final LeadLists lists;

    PreviewForms(DraftRules rules, EmailPreviews emails, Leads leads, LeadLists lists) {
        this.rules = rules;
        this.emails = emails;
        this.leads = leads;
        this.lists = lists;
    }

    /** The leads to choose from. */
    List<Lead> leads(Caller caller) {
        var latest =
                new LeadList(LeadFilter.ALL, LeadSort.CREATED_AT, LeadSort.Direction.DESC, new Slice(0, MOST_LEADS));
        return lists.previews(caller, latest, Set.of()).items();
    }

    /** What stands in a form, for the lead that was chosen there. */
    PreviewShown of(Caller caller, Input form) {
        var chosen = form.integer("lead").over(null);
        return of(caller, EmailForm.draft(form), Objects.requireNonNullElse(chosen, 0L), form);
    }

    /** What stands in a form, for one lead. */
    PreviewShown of(Caller caller, EmailDraft draft, long leadId, Input form) {
        if (form.errors().any()) {
            return new PreviewShown(null, form.errors().all());
        }
        if (leadId == 0) {
            return PreviewShown.NOTHING;
        }
        return of(caller, draft, leads.get(caller, leadId));
    }

    PreviewShown of(Caller caller, EmailDraft draft, Lead lead) {
        try {
            rules.check(caller, draft);
            return new PreviewShown(emails.of(caller, lead, draft), List.of());
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var errors)) {
                return new PreviewShown(
                        null, errors.values().stream().flatMap(List::stream).toList());
            }
            throw e;
        }
    }
}
