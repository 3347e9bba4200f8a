package leadhub.conversations.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.conversations.Conversation;
import leadhub.conversations.ConversationFilter;
import leadhub.conversations.ConversationReplies;
import leadhub.conversations.ConversationSort;
import leadhub.conversations.Conversations;
import leadhub.conversations.Message;
import leadhub.conversations.MessageDeliveries;
import leadhub.conversations.NewReply;
import leadhub.conversations.OpenedConversations;
import leadhub.conversations.files.MessageFiles;
import leadhub.leads.Leads;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadSection;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.users.User;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** What is talked about with a lead, on its page, and where it is answered. */
@Component
class ConversationsOnLead implements LeadSection, PageRoutes.Provider {
    private static final String ALL = "/leads/{id}/conversations";
    private static final String PART = "conversations/talks.jte";
    /** Older ones are in the inbox. */
    private static final int MOST = 5;
    /** What was said last in each. */
    private static final int MOST_MESSAGES = 50;

    private final Spoken spoken;
    private final ConversationReplies replies;
    private final OpenedConversations opened;
    private final Leads leads;
    private final Users users;

    /** What is said, and what became of it. */
    @Component
    record Spoken(Conversations conversations, MessageDeliveries deliveries, MessageFiles files) {}

    ConversationsOnLead(
            Spoken spoken, ConversationReplies replies, OpenedConversations opened, Leads leads, Users users) {
        this.spoken = spoken;
        this.replies = replies;
        this.opened = opened;
        this.leads = leads;
        this.users = users;
    }

    @Override
    public String name() {
        return "conversations";
    }

    @Override
    public int place() {
        return 33;
    }

    @Override
    public String template() {
        return "conversations/on-lead.jte";
    }

    /** Asked for once the page is there, so that a lead's page costs no more than without it. */
    @Override
    public Lead content(Visit visit, Lead lead, LeadChoices choices, FormErrors mistake) {
        return lead;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart(ALL, Role.READ_ONLY, this::talks)
                .post(ALL, Role.AGENT, this::reply)
                .getPart("/inbox/{conversation}/transcript", Role.READ_ONLY, this::talk);
    }

    private Reply talks(Visit visit) {
        return Reply.page(PART, read(visit, leads.get(visit.caller(), visit.id(0)), Talks.Unsaid.NOTHING));
    }

    /** What couldn't be said stays typed, with the reason. */
    private Reply reply(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var refusals = refusals(visit, lead);
        if (visit.isPart()) {
            var unsaid = new Talks.Unsaid(visit.field("conversation"), visit.field("content"), refusals);
            return refusals.isEmpty()
                    ? Reply.page(PART, read(visit, lead, Talks.Unsaid.NOTHING))
                    : Reply.refused(PART, read(visit, lead, unsaid));
        }
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict(refusals.getFirst()).exception();
        }
        return Reply.redirect("/leads/" + lead.id() + "#conversations");
    }

    private List<Refusal> refusals(Visit visit, Lead lead) {
        try {
            visit.form().require("conversation");
            var content = InboxPages.text(visit, Message.MOST_CHARACTERS);
            var conversation = spoken.conversations().get(visit.caller(), visit.field("conversation"));
            if (!Long.valueOf(lead.id()).equals(conversation.leadId())) {
                throw new Problem.NotFound(Refusal.of("record.not_found")).exception();
            }
            var clientId = visit.field("client_id");
            replies.reply(
                    visit.caller(),
                    conversation.publicId(),
                    new NewReply(content, clientId.isEmpty() ? null : clientId, InboxPages.version(visit)));
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

    /** One conversation, where the timeline tells of it. */
    private Reply talk(Visit visit) {
        var found = spoken.conversations().get(visit.caller(), visit.call().text(0));
        return Reply.page("conversations/talk.jte", read(visit, List.of(found), Map.of(), "", ""));
    }

    private Talks read(Visit visit, Lead lead, Talks.Unsaid unsaid) {
        var found = spoken.conversations()
                .list(
                        visit.caller(),
                        ConversationFilter.ALL.ofLead(lead.id()),
                        ConversationSort.LATEST,
                        new Slice(0, MOST))
                .items();
        return read(visit, found, answers(visit, found, unsaid), "/leads/" + lead.id(), firstPath(visit, lead));
    }

    /** How those that go on are answered, by their ids. */
    private Map<Long, Talks.Answer> answers(Visit visit, List<Conversation> found, Talks.Unsaid unsaid) {
        var answers = new HashMap<Long, Talks.Answer>();
        if (visit.page().may(Role.AGENT)) {
            for (var one : found) {
                if (!one.isOver()) {
                    answers.put(
                            one.id(),
                            new Talks.Answer(
                                    spoken.deliveries().means(visit.caller(), one),
                                    spoken.deliveries().of(visit.caller(), one, oldest(one)),
                                    unsaid.isOf(one) ? unsaid : Talks.Unsaid.NOTHING));
                }
            }
        }
        return answers;
    }

    private String firstPath(Visit visit, Lead lead) {
        var canBeWrittenTo = lead.phoneE164() != null
                && visit.page().may(Role.AGENT)
                && !opened.ways(visit.caller()).isEmpty();
        return canBeWrittenTo ? "/leads/" + lead.id() + "/messenger" : "";
    }

    private Talks read(
            Visit visit, List<Conversation> found, Map<Long, Talks.Answer> answers, String lead, String firstPath) {
        var caller = visit.caller();
        var messages = new HashMap<Long, List<Message>>();
        for (var one : found) {
            messages.put(one.id(), spoken.conversations().messagesAfter(caller, one, oldest(one), MOST_MESSAGES));
        }
        var names = new HashMap<Long, String>();
        for (User user : users.all(caller)) {
            names.put(user.id(), user.name());
        }
        return new Talks(lead, found, messages, spoken.files().of(caller, found), names, answers, firstPath);
    }

    /** The message before the first that is shown. */
    private static long oldest(Conversation conversation) {
        return Math.max(0, conversation.marks().last() - MOST_MESSAGES);
    }
}
