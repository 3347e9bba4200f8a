package leadhub.actions;

/**
 * Which leads of a change of many are taken at once.
 *
 * @param changeId the change
 * @param before how many of its leads came before these
 */
public record BulkPart(long changeId, int before) {}
