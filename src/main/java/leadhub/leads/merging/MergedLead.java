package leadhub.leads.merging;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import leadhub.base.Actor;

/**
 * A lead that can still be taken out of the one that it has become part of.
 *
 * @param name what people call it, by their language
 */
public record MergedLead(long id, Function<Locale, String> name, Instant mergedAt, Actor mergedBy) {}
