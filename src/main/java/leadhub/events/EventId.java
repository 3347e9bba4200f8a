package leadhub.events;

/**
 * Which public event it is: the first of lead 7, the second … Known before the event is written, and its own for ever.
 *
 * @param sequence its number among the public events of its lead, from 1 on without gaps
 */
public record EventId(long leadId, long sequence) {}
