package leadhub.conversations.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Exchange;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.conversations.Conversation;
import leadhub.conversations.ConversationFilter;
import leadhub.conversations.ConversationSort;
import leadhub.conversations.ConversationStatus;
import leadhub.conversations.Conversations;
import leadhub.conversations.Message;
import leadhub.conversations.MessageRole;
import leadhub.conversations.Visitor;
import leadhub.lymbe.LymbeDialect;
import leadhub.lymbe.Pagination;
import leadhub.lymbe.ZodQuery;
import leadhub.web.input.Numbers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Conversations in the Lymbe dialect, to be read. */
@Component
class LymbeConversationApi implements Routes.Provider {
    private final Conversations conversations;

    LymbeConversationApi(Conversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LymbeDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/conversations", Scope.READ_CONVERSATIONS, this::list)
                .get("/api/v1/conversations/{conversation}/messages", Scope.READ_CONVERSATIONS, this::messages);
    }

    /** A conversation as Lymbe's documentation spells it, in its order. */
    record LymbeConversation(
            String id,
            @Nullable String botId,
            String status,
            long messageCount,
            boolean leadCaptured,
            VisitorInfo visitorInfo,
            Instant startedAt,
            @Nullable Instant endedAt,
            Instant createdAt) {
        static LymbeConversation of(Conversation conversation) {
            return new LymbeConversation(
                    conversation.publicId(),
                    conversation.botId(),
                    conversation.status().word(),
                    conversation.marks().last(),
                    conversation.leadId() != null,
                    VisitorInfo.of(conversation.visitor()),
                    conversation.moments().startedAt(),
                    conversation.moments().endedAt(),
                    conversation.moments().startedAt());
        }
    }

    record VisitorInfo(
            @Nullable String ip,
            @Nullable String userAgent,
            @Nullable String referrer,
            @Nullable String page) {
        static VisitorInfo of(Visitor visitor) {
            return new VisitorInfo(visitor.ip(), visitor.userAgent(), visitor.referrer(), visitor.page());
        }
    }

    /** Lymbe knows of no agents: what they say is the assistant's. */
    record LymbeMessage(String id, String role, String content, Instant createdAt) {
        static LymbeMessage of(Message message) {
            var role = message.role() == MessageRole.AGENT ? MessageRole.ASSISTANT : message.role();
            return new LymbeMessage(message.publicId(), role.word(), message.content(), message.createdAt());
        }
    }

    private Answer list(Exchange exchange) {
        var query = new ZodQuery(exchange.query());
        var limit = (int) query.number("limit", 20, 1, 100);
        var offset = query.number("offset", 0, 0, Numbers.LAST_OF_JAVASCRIPT);
        var botId = query.uuid("botId");
        var status = query.oneOf("status", List.of("active", "completed", "handover"));
        var from = query.time("from");
        var until = query.timeIncluded("to");
        var sort = query.oneOf("sort", List.of("asc", "desc"));
        query.check();
        var filter = ConversationFilter.ALL
                .of(botId == null ? null : botId.toLowerCase(Locale.ROOT))
                .in(
                        status == null
                                ? Set.of()
                                : Set.of(ConversationStatus.ofWord(status).orElseThrow()))
                .begun(from, until);
        var order = "asc".equals(sort) ? ConversationSort.OLDEST : ConversationSort.NEWEST;
        var page = conversations.list(exchange.caller(), filter, order, new Slice(offset, limit));
        return Answer.ok(new Listed(
                page.items().stream().map(LymbeConversation::of).toList(), Pagination.of(page, limit, offset)));
    }

    private Answer messages(Exchange exchange) {
        var conversation = conversations.get(exchange.caller(), exchange.text(0));
        var query = new ZodQuery(exchange.query());
        var limit = (int) query.number("limit", 20, 1, 100);
        var offset = query.number("offset", 0, 0, Numbers.LAST_OF_JAVASCRIPT);
        query.check();
        Page<Message> page = conversations.messages(exchange.caller(), conversation, new Slice(offset, limit));
        return Answer.ok(
                new Said(page.items().stream().map(LymbeMessage::of).toList(), Pagination.of(page, limit, offset)));
    }

    record Listed(List<LymbeConversation> conversations, Pagination pagination) {}

    record Said(List<LymbeMessage> messages, Pagination pagination) {}
}
