package leadhub.conversations;

import org.jspecify.annotations.Nullable;

/**
 * What somebody of the team says to a visitor.
 *
 * @param clientId by which whoever sends it knows it: the same again is the same message; null for none
 * @param version of the owner as the writer saw it; null for a program that hasn't looked
 */
public record NewReply(
        String content, @Nullable String clientId, @Nullable Long version) {
    @Override
    public String toString() {
        return "NewReply[" + clientId + "]";
    }
}
