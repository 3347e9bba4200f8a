package leadhub.leads;

import java.time.Instant;
import leadhub.base.Actor;

/**
 * A lead that was deleted and can be brought back.
 *
 * @param name what people called it
 */
public record DeletedLead(long id, String name, Instant deletedAt, Actor deletedBy) {}
