package leadhub.conversations.api;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Refusal;
import leadhub.conversations.Channel;
import leadhub.conversations.Conversation;
import leadhub.conversations.ConversationFilter;
import leadhub.conversations.ConversationNote;
import leadhub.conversations.ConversationNotes;
import leadhub.conversations.ConversationOwners;
import leadhub.conversations.ConversationReplies;
import leadhub.conversations.ConversationSort;
import leadhub.conversations.ConversationStatus;
import leadhub.conversations.Conversations;
import leadhub.conversations.Message;
import leadhub.conversations.MessageDeliveries;
import leadhub.conversations.NewReply;
import leadhub.conversations.Owner;
import leadhub.conversations.files.MessageFiles;
import leadhub.conversations.team.Removal;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Conversations in the LeadHub dialect. */
@Component
class ConversationApi implements Routes.Provider {
    private static final String ALL = "/api/v1/conversations";
    private static final String ONE = ALL + "/{conversation}";

    private final Conversations conversations;
    private final Answering answering;
    private final MessageDeliveries deliveries;
    private final MessageFiles files;
    private final Removal removal;

    /** What the team does in a conversation. */
    @Component
    record Answering(ConversationOwners owners, ConversationReplies replies, ConversationNotes notes) {}

    ConversationApi(
            Conversations conversations,
            Answering answering,
            MessageDeliveries deliveries,
            MessageFiles files,
            Removal removal) {
        this.conversations = conversations;
        this.answering = answering;
        this.deliveries = deliveries;
        this.files = files;
        this.removal = removal;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.alsoNeeding(
                Scope.READ_LEADS,
                both -> both.get(ALL, Scope.READ_INTEGRATIONS, this::list)
                        .get(ONE, Scope.READ_INTEGRATIONS, this::show)
                        .get(ONE + "/messages", Scope.READ_INTEGRATIONS, this::messages)
                        .post(ONE + "/messages", Scope.WRITE_INTEGRATIONS, this::reply)
                        .post(ONE + "/retry", Scope.WRITE_INTEGRATIONS, this::retry)
                        .get(ONE + "/notes", Scope.READ_INTEGRATIONS, this::notes)
                        .post(ONE + "/notes", Scope.WRITE_INTEGRATIONS, this::note)
                        .post(ONE + "/claim", Scope.WRITE_INTEGRATIONS, this::claim)
                        .post(ONE + "/release", Scope.WRITE_INTEGRATIONS, this::release)
                        .post(ONE + "/resolve", Scope.WRITE_INTEGRATIONS, this::resolve)
                        .delete(ONE, Scope.WRITE_INTEGRATIONS, this::erase, this::show));
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        var botId = query.text("bot_id");
        var leadId = query.id("lead_id");
        var status = status(query);
        var owner = owner(query);
        var channel = channel(query);
        var userId = query.id("user_id");
        var from = query.time("started_after");
        var until = query.time("started_before");
        query.errors().check();
        var filter = ConversationFilter.ALL
                .of(botId == null ? null : botId.toLowerCase(Locale.ROOT))
                .in(status == null ? Set.of() : Set.of(status))
                .ofLead(leadId)
                .by(channel)
                .ownedBy(owner, userId)
                // Strict, as with leads.
                .begun(from == null ? null : from.plusNanos(1000), until);
        var page = conversations.list(exchange.caller(), filter, ConversationSort.NEWEST, paging.slice());
        return Envelope.page(exchange, paging, page.map(ConversationView::of));
    }

    private static @Nullable ConversationStatus status(QueryInput query) {
        var word = query.text("status");
        var status = word == null ? null : ConversationStatus.ofWord(word).orElse(null);
        if (word != null && status == null) {
            query.reject("status", Refusal.of("in"));
        }
        return status;
    }

    private static Owner.@Nullable Kind owner(QueryInput query) {
        var word = query.text("owner");
        var owner = word == null ? null : Owner.Kind.ofWord(word).orElse(null);
        if (word != null && owner == null) {
            query.reject("owner", Refusal.of("in"));
        }
        return owner;
    }

    private static @Nullable Channel channel(QueryInput query) {
        var word = query.text("channel");
        var channel = word == null ? null : Channel.ofWord(word).orElse(null);
        if (word != null && channel == null) {
            query.reject("channel", Refusal.of("in"));
        }
        return channel;
    }

    private Answer show(Exchange exchange) {
        return one(conversations.get(exchange.caller(), exchange.text(0)));
    }

    private Answer messages(Exchange exchange) {
        var conversation = conversations.get(exchange.caller(), exchange.text(0));
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = conversations.messages(exchange.caller(), conversation, paging.slice());
        var sent = deliveries.of(exchange.caller(), conversation, paging.slice().offset());
        var came = files.of(exchange.caller(), conversation, paging.slice().offset());
        return Envelope.page(
                exchange,
                paging,
                page.map(message ->
                        ConversationView.Spoken.of(message, came.get(message.number()), sent.get(message.number()))));
    }

    /** What the team says, by a program; 200 with the same message where it has said so before. */
    private Answer reply(Exchange exchange) {
        conversations.get(exchange.caller(), exchange.text(0));
        var input = new Input(exchange.body());
        var template = TemplateInput.read(input);
        if (template == null) {
            input.require("content");
        }
        var content = input.solidText("content", Message.MOST_CHARACTERS).over("");
        var clientId = input.text("client_id", Message.MOST_CLIENT_ID).over(null);
        var version = input.integer("owner_version").over(null);
        input.errors().check();
        var reply =
                template == null ? new NewReply(content, clientId, version) : NewReply.of(template, clientId, version);
        var said = answering.replies().reply(exchange.caller(), exchange.text(0), reply);
        var body = new Envelope.One<>(spoken(exchange, said.conversation(), said.message()));
        return said.isNew() ? Answer.created(body) : Answer.ok(body);
    }

    /** Sends what failed anew. */
    private Answer retry(Exchange exchange) {
        var conversation = conversations.get(exchange.caller(), exchange.text(0));
        var input = new Input(exchange.body());
        input.require("number");
        var number = Objects.requireNonNullElse(input.integer("number").over(null), 0L);
        input.errors().check();
        deliveries.retry(exchange.caller(), exchange.text(0), number);
        var message = conversations
                .messagesAfter(exchange.caller(), conversation, number - 1, 1)
                .getFirst();
        return Answer.ok(new Envelope.One<>(spoken(exchange, conversation, message)));
    }

    /** Of ours, with which no file comes. */
    private ConversationView.Spoken spoken(Exchange exchange, Conversation conversation, Message message) {
        var sent = deliveries.of(exchange.caller(), conversation, message.number());
        return ConversationView.Spoken.of(message, null, sent.get(message.number()));
    }

    private Answer notes(Exchange exchange) {
        conversations.get(exchange.caller(), exchange.text(0));
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = answering.notes().list(exchange.caller(), exchange.text(0), paging.slice());
        return Envelope.page(exchange, paging, page.map(ConversationView.Noted::of));
    }

    /** For the team alone; it takes the conversation from nobody. */
    private Answer note(Exchange exchange) {
        conversations.get(exchange.caller(), exchange.text(0));
        var input = new Input(exchange.body());
        input.require("content");
        var content =
                input.solidText("content", ConversationNote.MOST_CHARACTERS).over("");
        input.errors().check();
        var note = answering.notes().add(exchange.caller(), exchange.text(0), content);
        return Answer.created(new Envelope.One<>(ConversationView.Noted.of(note)));
    }

    /** For somebody of the team, as which a program acts. */
    private Answer claim(Exchange exchange) {
        conversations.get(exchange.caller(), exchange.text(0));
        var input = new Input(exchange.body());
        input.require("user_id");
        var userId = input.integer("user_id").over(null);
        var version = input.integer("owner_version").over(null);
        input.errors().check();
        return one(answering
                .owners()
                .assign(exchange.caller(), exchange.text(0), Objects.requireNonNullElse(userId, 0L), version));
    }

    private Answer release(Exchange exchange) {
        conversations.get(exchange.caller(), exchange.text(0));
        var input = new Input(exchange.body());
        var version = input.integer("owner_version").over(null);
        input.errors().check();
        return one(answering.owners().release(exchange.caller(), exchange.text(0), version));
    }

    private Answer resolve(Exchange exchange) {
        conversations.get(exchange.caller(), exchange.text(0));
        var input = new Input(exchange.body());
        var version = input.integer("owner_version").over(null);
        input.errors().check();
        return one(answering.owners().resolve(exchange.caller(), exchange.text(0), version));
    }

    /** For good: what was said, and who said it. */
    private Answer erase(Exchange exchange) {
        removal.erase(exchange.caller(), exchange.text(0));
        return Answer.noContent();
    }

    private static Answer one(Conversation conversation) {
        return Answer.ok(new Envelope.One<>(ConversationView.of(conversation)));
    }
}
