package leadhub.bots;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Exchange;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Slice;
import leadhub.lymbe.LymbeDialect;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Bots in the Lymbe dialect, to be read. Its list has no pages, and a workspace has no more bots than fit. */
@Component
class LymbeBotApi implements Routes.Provider {
    private final Bots bots;
    private final BotKnowledge knowledge;

    LymbeBotApi(Bots bots, BotKnowledge knowledge) {
        this.bots = bots;
        this.knowledge = knowledge;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LymbeDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/bots", Scope.READ_BOTS, this::list).get("/api/v1/bots/{uuid}", Scope.READ_BOTS, this::show);
    }

    /** A bot as Lymbe's documentation spells it, in its order. */
    record LymbeBot(
            String id,
            String name,
            boolean isActive,
            @Nullable String avatarUrl,
            String primaryColor,
            String language,
            long messageCount,
            long conversationCount,
            long knowledgeBaseSize,
            Instant createdAt,
            Instant updatedAt) {
        static LymbeBot of(Bot bot, Map<String, Long> documents) {
            return new LymbeBot(
                    bot.id(),
                    bot.name(),
                    bot.terms().isActive(),
                    bot.terms().avatarUrl(),
                    bot.terms().primaryColor(),
                    bot.terms().language(),
                    bot.counts().messages(),
                    bot.counts().conversations(),
                    documents.getOrDefault(bot.id(), 0L),
                    bot.createdAt(),
                    bot.updatedAt());
        }
    }

    private Answer list(Exchange exchange) {
        var page = bots.list(exchange.caller(), new Slice(0, Bot.MOST));
        var documents = knowledge.documents(
                exchange.caller(), page.items().stream().map(Bot::id).toList());
        return Answer.ok(new Listed(
                page.items().stream().map(bot -> LymbeBot.of(bot, documents)).toList()));
    }

    private Answer show(Exchange exchange) {
        var bot = bots.get(exchange.caller(), exchange.text(0));
        return Answer.ok(new One(LymbeBot.of(bot, knowledge.documents(exchange.caller(), List.of(bot.id())))));
    }

    record Listed(List<LymbeBot> bots) {}

    record One(LymbeBot bot) {}
}
