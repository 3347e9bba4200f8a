package leadhub.api;

import leadhub.base.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote something, as LeadHub's answers say it.
 *
 * @param type {@code user}, {@code api_key}, {@code automation} …
 * @param id of the user, key, automation …; null for the program itself
 * @param name what it was called then
 */
public record AuthorView(String type, @Nullable Long id, String name) {
    public static AuthorView of(Actor actor) {
        var cause = actor.causedBy();
        return new AuthorView(cause.type(), cause.id(), actor.name());
    }
}
