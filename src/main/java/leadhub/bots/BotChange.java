package leadhub.bots;

import java.util.List;
import java.util.Map;
import leadhub.base.Change;
import org.jspecify.annotations.Nullable;

/** What is to be changed about a bot. */
public record BotChange(
        Change<String> name,
        Change<String> language,
        Texts texts,
        Change<Map<String, BotTexts>> translations,
        Change<String> primaryColor,
        Change<@Nullable String> avatarUrl,
        Change<List<String>> allowedHosts,
        Change<Boolean> isActive,
        Change<Boolean> asksEmail,
        Change<Boolean> asksPhone,
        Change<@Nullable Integer> retentionDays) {

    /** Its texts in its own language. */
    public record Texts(
            Change<@Nullable String> greeting, Change<@Nullable String> answer, Change<@Nullable String> consent) {
        BotTexts over(BotTexts before) {
            return new BotTexts(
                    greeting.over(before.greeting()), answer.over(before.answer()), consent.over(before.consent()));
        }
    }

    BotTerms over(BotTerms before) {
        return new BotTerms(
                name.over(before.name()),
                language.over(before.language()),
                texts.over(before.texts()),
                translations.over(before.translations()),
                primaryColor.over(before.primaryColor()),
                avatarUrl.over(before.avatarUrl()),
                allowedHosts.over(before.allowedHosts()),
                isActive.over(before.isActive()),
                asksEmail.over(before.asksEmail()),
                asksPhone.over(before.asksPhone()),
                retentionDays.over(before.retentionDays()));
    }
}
