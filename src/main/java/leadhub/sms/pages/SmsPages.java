package leadhub.sms.pages;

import java.util.List;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.leads.Leads;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.sms.SmsMessages;
import org.springframework.stereotype.Component;

/** Writing an SMS to a lead, and reading what was written. */
@Component
class SmsPages implements PageRoutes.Provider {
    private static final String ALL = "/leads/{id}/sms";

    private final SmsMessages messages;
    private final SmsSection section;
    private final Leads leads;

    SmsPages(SmsMessages messages, SmsSection section, Leads leads) {
        this.messages = messages;
        this.section = section;
        this.leads = leads;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart(ALL, Role.READ_ONLY, this::list).post(ALL, Role.AGENT, this::send);
    }

    private Reply list(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var before = visit.asked("before")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(Long.MAX_VALUE);
        return Reply.page("sms/rows.jte", section.read(visit, lead, before, List.of(), ""));
    }

    /** What couldn't be sent stays typed, with the reason. */
    private Reply send(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var sent = visit.form().text("message", 2 * SmsMessages.MOST_TEXT).over(null);
        visit.form().require("message");
        // Browsers send a line break as two characters, but it counts as one.
        var text = sent == null ? "" : sent.replace("\r\n", "\n");
        var refusals = refusals(visit, lead.id(), text);
        var typed = refusals.isEmpty() ? "" : text;
        if (visit.isPart()) {
            var shown = section.read(visit, lead, Long.MAX_VALUE, refusals, typed);
            return refusals.isEmpty()
                    ? Reply.page("sms/section.jte", shown).saying("sms.queued")
                    : Reply.refused("sms/section.jte", shown);
        }
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict(refusals.getFirst()).exception();
        }
        return Reply.redirect("/leads/" + lead.id() + "#sms").saying("sms.queued");
    }

    private List<Refusal> refusals(Visit visit, long leadId, String text) {
        try {
            visit.form().errors().check();
            messages.send(visit.caller(), leadId, text);
            return List.of();
        } catch (ProblemException e) {
            return switch (e.problem()) {
                case Problem.Conflict(var refusal) -> List.of(refusal);
                case Problem.Invalid(var errors) ->
                    errors.values().stream().flatMap(List::stream).toList();
                default -> throw e;
            };
        }
    }
}
