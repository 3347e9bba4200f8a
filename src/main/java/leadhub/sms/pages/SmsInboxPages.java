package leadhub.sms.pages;

import java.util.List;
import java.util.stream.Stream;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.leads.Leads;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.record.Lead;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.sms.SmsFiles;
import leadhub.sms.SmsInbox;
import leadhub.sms.SmsMessages;
import leadhub.sms.SmsReceivers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** SMS in the inbox: each lead's as a conversation, and where it is answered. */
@Component
class SmsInboxPages implements PageRoutes.Provider {
    private static final String ALL = "/inbox/sms";
    private static final String ONE = ALL + "/{id}";
    private static final int PER_PAGE = 50;
    /** Older ones are on the lead's page. */
    private static final int SHOWN = 100;

    private final SmsInbox inbox;
    private final SmsMessages messages;
    private final SmsFiles files;
    private final SmsReceivers receivers;
    private final Leads leads;
    private final LeadLists lists;

    // Six: what was written and what came with it, to whom it may be answered, and who that is.
    SmsInboxPages(
            SmsInbox inbox,
            SmsMessages messages,
            SmsFiles files,
            SmsReceivers receivers,
            Leads leads,
            LeadLists lists) {
        this.inbox = inbox;
        this.messages = messages;
        this.files = files;
        this.receivers = receivers;
        this.leads = leads;
        this.lists = lists;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.READ_ONLY, visit -> Reply.page("sms/inbox.jte", list(visit, 0)))
                .get(ONE, Role.READ_ONLY, visit -> Reply.page("sms/talk.jte", talk(visit, List.of(), "")))
                .getPart(ONE + "/news", Role.READ_ONLY, this::news)
                .post(ONE, Role.AGENT, this::send);
    }

    private SmsTalks list(Visit visit, long open) {
        var caller = visit.caller();
        var view = visit.asked("view").flatMap(SmsTalks.View::ofWord).orElse(SmsTalks.View.ALL);
        var number = visit.asked("page")
                .filter(text -> text.matches("[1-9][0-9]{0,3}"))
                .map(Long::parseLong)
                .orElse(1L);
        var slice = Slice.ofPage(number, PER_PAGE);
        // One more tells whether there is a next page.
        var found = inbox.list(caller, view == SmsTalks.View.UNANSWERED, new Slice(slice.offset(), PER_PAGE + 1));
        var shown = found.subList(0, Math.min(PER_PAGE, found.size()));
        var known = lists.previews(
                caller, shown.stream().map(talk -> talk.latest().leadId()).toList());
        var lines = shown.stream()
                // One whose lead is deleted at this moment has no line.
                .flatMap(talk -> Stream.ofNullable(known.get(talk.latest().leadId()))
                        .map(lead -> new SmsTalks.Line(lead, talk.latest(), talk.isUnanswered())))
                .toList();
        return new SmsTalks(view, lines, number, found.size() > PER_PAGE, open);
    }

    private SmsTalk talk(Visit visit, List<Refusal> refusals, String typed) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var against = refusals.isEmpty()
                ? receivers.refusal(visit.caller(), lead).stream().toList()
                : refusals;
        return talk(visit, list(visit, lead.id()), lead, against, typed);
    }

    private SmsTalk talk(Visit visit, @Nullable SmsTalks list, Lead lead, List<Refusal> refusals, String typed) {
        var lines = messages.list(visit.caller(), lead, Long.MAX_VALUE, SHOWN).reversed();
        return new SmsTalk(list, lead, lines, files.of(visit.caller(), lines), refusals, typed);
    }

    /** Nothing where it is as the page shows it. */
    private Reply news(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var now = talk(visit, null, lead, List.of(), "");
        return visit.asked("shown").orElse("").equals(now.mark()) ? Reply.nothing() : Reply.page("sms/thread.jte", now);
    }

    /** What couldn't be sent stays typed, with the reason. */
    private Reply send(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var sent = visit.form().text("message", 2 * SmsMessages.MOST_TEXT).over(null);
        visit.form().require("message");
        // Browsers send a line break as two characters, but it counts as one.
        var text = sent == null ? "" : sent.replace("\r\n", "\n");
        try {
            visit.form().errors().check();
            messages.send(visit.caller(), lead.id(), text);
            return Reply.redirect(ALL + "/" + lead.id()).saying("sms.queued");
        } catch (ProblemException e) {
            return Reply.refused("sms/talk.jte", talk(visit, refusals(e), text));
        }
    }

    private static List<Refusal> refusals(ProblemException e) {
        return switch (e.problem()) {
            case Problem.Conflict(var refusal) -> List.of(refusal);
            case Problem.Invalid(var errors) ->
                errors.values().stream().flatMap(List::stream).toList();
            default -> throw e;
        };
    }
}
