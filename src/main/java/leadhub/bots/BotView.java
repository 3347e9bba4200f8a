package leadhub.bots;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import leadhub.api.Envelope;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A bot as the LeadHub dialect spells it. */
record BotView(
        String id,
        String name,
        String url,
        boolean isActive,
        String language,
        List<String> languages,
        @Nullable String greeting,
        @Nullable String answer,
        @Nullable String consentText,
        Map<String, JsonNode> translations,
        String primaryColor,
        @Nullable String avatarUrl,
        List<String> allowedHosts,
        boolean asksEmail,
        boolean asksPhone,
        @Nullable Integer retentionDays,
        long conversationsCount,
        long messagesCount,
        Instant createdAt,
        Instant updatedAt)
        implements Envelope.Edited {

    /** @param origin under which the caller sees us */
    static BotView of(Bot bot, String origin) {
        var terms = bot.terms();
        var translations = new TreeMap<String, JsonNode>();
        terms.translations().forEach((language, texts) -> translations.put(language, texts.json()));
        return new BotView(
                bot.id(),
                bot.name(),
                origin + "/c/" + bot.id(),
                terms.isActive(),
                terms.language(),
                terms.languages(),
                terms.texts().greeting(),
                terms.texts().answer(),
                terms.texts().consent(),
                translations,
                terms.primaryColor(),
                terms.avatarUrl(),
                terms.allowedHosts(),
                terms.asksEmail(),
                terms.asksPhone(),
                terms.retentionDays(),
                bot.counts().conversations(),
                bot.counts().messages(),
                bot.createdAt(),
                bot.updatedAt());
    }

    /** What is said with it is nobody's edit. */
    @Override
    public Object edited() {
        return new BotView(
                id,
                name,
                url,
                isActive,
                language,
                languages,
                greeting,
                answer,
                consentText,
                translations,
                primaryColor,
                avatarUrl,
                allowedHosts,
                asksEmail,
                asksPhone,
                retentionDays,
                0,
                0,
                createdAt,
                updatedAt);
    }
}
