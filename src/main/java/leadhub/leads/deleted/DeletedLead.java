package leadhub.leads.deleted;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import leadhub.base.Actor;

/**
 * A lead that was deleted and can be brought back.
 *
 * @param name what people call it, by their language
 */
public record DeletedLead(long id, Function<Locale, String> name, Instant deletedAt, Actor deletedBy) {}
