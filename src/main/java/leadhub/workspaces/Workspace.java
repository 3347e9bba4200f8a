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
 * @param defaultCountry ISO 3166 country that phone numbers without one are read in
 * @param language of those who haven't chosen one; null follows their browser
 */
public record Workspace(
        long id,
        String slug,
        String name,
        String timeZone,
        String defaultCountry,
        @Nullable String language,
        DateFormat dateFormat,
        Instant createdAt) {

    /** How what is left unsaid in it is to be read. */
    public Region region() {
        return new Region(defaultCountry, ZoneId.of(timeZone), language);
    }

    /** The program itself, or what it works for, in this workspace: it may do everything. */
    public Caller caller(Actor actor) {
        return new Caller(id, region(), Role.ADMIN, actor, null, null);
    }
}
