package leadhub.conversations;

import org.jspecify.annotations.Nullable;

/**
 * What somebody of the team says to a visitor.
 *
 * @param clientId by which whoever sends it knows it: the same again is the same message; null for none
 * @param version of the owner as the writer saw it; null for a program that hasn't looked
 * @param template sent instead of the content; null for none
 */
public record NewReply(
        String content,
        @Nullable String clientId,
        @Nullable Long version,
        @Nullable MessageTemplate template) {
    /** A text. */
    public NewReply(String content, @Nullable String clientId, @Nullable Long version) {
        this(content, clientId, version, null);
    }

    /** A template that the provider has approved. */
    public static NewReply of(MessageTemplate template, @Nullable String clientId, @Nullable Long version) {
        return new NewReply(template.shown(), clientId, version, template);
    }

    @Override
    public String toString() {
        return "NewReply[" + clientId + "]";
    }
}
