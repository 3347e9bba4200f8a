package leadhub.integrations.messengers;

import java.time.Clock;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.conversations.ApprovedTemplate;
import leadhub.conversations.Carrier;
import leadhub.conversations.Contact;
import leadhub.conversations.Conversation;
import leadhub.conversations.MessageTemplate;
import leadhub.conversations.NewReply;
import leadhub.integrations.ConnectedIntegrations;
import leadhub.jobs.JobQueue;
import leadhub.web.input.Texts;
import org.springframework.stereotype.Component;

/** Has what the team says in a conversation by a messenger sent there. */
@Component
class MessengerCarrier implements Carrier {
    static final String JOB = "message-to-person";

    private final ConnectedIntegrations connected;
    private final FirstContacts first;
    private final MessengerTemplates templates;
    private final JobQueue jobs;
    private final Clock clock;

    MessengerCarrier(
            ConnectedIntegrations connected,
            FirstContacts first,
            MessengerTemplates templates,
            JobQueue jobs,
            Clock clock) {
        this.connected = connected;
        this.first = first;
        this.templates = templates;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** The job that sends what a conversation has queued. */
    record Wanted(long workspaceId, long conversationId) {}

    @Override
    public void check(Caller caller, Conversation locked, NewReply reply) {
        var contact = locked.contact();
        if (contact == null) {
            requireNoTemplate(reply);
            return;
        }
        var type = connected
                .find(caller.workspaceId(), contact.integrationId(), Messenger.class)
                .orElseThrow(() -> refused(Refusal.of("messenger.disconnected")))
                .type();
        if (!contact.takesReplies()) {
            throw refused(Refusal.of("messenger.stopped"));
        }
        if (reply.template() == null) {
            check(type, contact, reply.content());
        } else if (type.hasTemplates()) {
            check(caller, contact, reply.template());
        } else {
            requireNoTemplate(reply);
        }
    }

    private void check(Messenger type, Contact contact, String content) {
        if (Texts.length(content) > type.mostCharacters()) {
            throw Problem.invalid("content", Refusal.of("max.string").with("max", type.mostCharacters()))
                    .exception();
        }
        if (isTooLate(type, contact)) {
            throw refused(Refusal.of("messenger.window"));
        }
    }

    /** One that isn't known may be approved all the same: its provider says so when it is sent. */
    private void check(Caller caller, Contact contact, MessageTemplate template) {
        templates
                .find(caller.workspaceId(), contact.integrationId(), template)
                .filter(known ->
                        known.parameters().size() != template.parameters().size())
                .ifPresent(known -> {
                    var wanted = known.parameters().size();
                    throw Problem.invalid(
                                    "template.parameters",
                                    Refusal.of("messenger.parameters").with("count", wanted))
                            .exception();
                });
    }

    private boolean isTooLate(Messenger type, Contact contact) {
        var wroteAt = contact.wroteAt();
        return type.window()
                .filter(window -> wroteAt == null || wroteAt.plus(window).isBefore(Times.now(clock)))
                .isPresent();
    }

    @Override
    public String wording(Caller caller, Conversation conversation, NewReply reply) {
        var contact = conversation.contact();
        var template = reply.template();
        return contact == null || template == null
                ? reply.content()
                : templates
                        .find(caller.workspaceId(), contact.integrationId(), template)
                        .map(known -> known.filled(template.parameters()))
                        .orElse(reply.content());
    }

    /** Of one that isn't connected any more, nothing can be sent. */
    @Override
    public Means means(Caller caller, Conversation conversation) {
        var contact = conversation.contact();
        return contact == null
                ? Means.CHAT
                : connected
                        .find(caller.workspaceId(), contact.integrationId(), Messenger.class)
                        .map(found -> means(found.type(), contact))
                        .orElse(Means.CHAT);
    }

    private Means means(Messenger type, Contact contact) {
        return contact.takesReplies()
                ? new Means(!isTooLate(type, contact), false, type.hasTemplates(), type.mostCharacters())
                : new Means(false, true, false, type.mostCharacters());
    }

    private static void requireNoTemplate(NewReply reply) {
        if (reply.template() != null) {
            throw Problem.invalid("template", Refusal.of("messenger.no_templates"))
                    .exception();
        }
    }

    private static RuntimeException refused(Refusal why) {
        return new Problem.Conflict(why).exception();
    }

    @Override
    public List<Way> ways(Caller caller) {
        return first.ways(caller);
    }

    @Override
    public List<ApprovedTemplate> templates(Caller caller, long integrationId) {
        return templates.all(caller.workspaceId(), integrationId);
    }

    @Override
    public void refresh(Caller caller, long integrationId) {
        templates.askAnew(caller.workspaceId(), integrationId);
    }

    @Override
    public Receiver receiver(Caller caller, long leadId, long integrationId) {
        return first.receiver(caller, leadId, integrationId);
    }

    @Override
    public void carry(Caller caller, Conversation conversation) {
        jobs.add(JOB, new Wanted(caller.workspaceId(), conversation.id()));
    }
}
