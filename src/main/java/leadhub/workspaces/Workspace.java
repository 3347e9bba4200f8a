package leadhub.workspaces;

import java.time.Instant;
import java.time.ZoneId;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Region;
import leadhub.base.Role;
import leadhub.panel.DateFormat;
import org.jspecify.annotations.Nullable;

/**
 * A workspace.
 *
 * @param timeZone an IANA zone
 * @param defaultCountry ISO 3166 country assumed for phone numbers without a country code
 * @param currency of deals, by its code of ISO 4217, unless a lead has another one
 * @param language for everybody who hasn't chosen their own; null follows the browser
 */
public record Workspace(
        long id,
        String slug,
        String name,
        String timeZone,
        String defaultCountry,
        String currency,
        @Nullable String language,
        DateFormat dateFormat,
        Instant createdAt) {

    /** The defaults for reading what a request doesn't specify. */
    public Region region() {
        return new Region(defaultCountry, ZoneId.of(timeZone), language);
    }

    /** A caller with all rights in this workspace: the program itself, or whatever it works for. */
    public Caller caller(Actor actor) {
        return new Caller(id, region(), Role.ADMIN, actor, null, null);
    }
}
