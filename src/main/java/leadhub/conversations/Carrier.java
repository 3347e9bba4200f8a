package leadhub.conversations;

import java.util.List;
import leadhub.base.Caller;

/** Brings what the team says to people who aren't on our pages. Called within the transaction in which it is said. */
public interface Carrier {
    /** Refuses what can't be brought there: too long, or too late. */
    void check(Caller caller, Conversation locked, NewReply reply);

    /** What stands in the conversation for it: the text of a template, where that is known. */
    String wording(Caller caller, Conversation conversation, NewReply reply);

    /** How somebody can be written to at this moment. */
    Means means(Caller caller, Conversation conversation);

    /**
     * How a conversation's person can be written to.
     *
     * @param takesText false where they wrote too long ago
     * @param isStopped whether they want nothing more of us
     * @param takesTemplates whether texts that the provider has approved can be sent
     * @param most characters of a text
     */
    record Means(boolean takesText, boolean isStopped, boolean takesTemplates, int most) {
        /** On our own pages. */
        public static final Means CHAT = new Means(true, false, false, Message.MOST_CHARACTERS);
    }

    /** By what somebody can be written to first who has a phone number: the integrations that aren't paused, by id. */
    List<Way> ways(Caller caller);

    /** One of them. */
    record Way(long integrationId, String name, Channel channel) {}

    /** The texts that the provider of an integration has approved, by name; what is old is fetched anew meanwhile. */
    List<ApprovedTemplate> templates(Caller caller, long integrationId);

    /** Has them fetched anew. */
    void refresh(Caller caller, long integrationId);

    /** Who a lead is there; refuses whoever has no number there, or wants no messages. */
    Receiver receiver(Caller caller, long leadId, long integrationId);

    /** @param contact who hasn't written yet */
    record Receiver(Channel channel, Contact contact) {}

    /** Something of the conversation is queued. */
    void carry(Caller caller, Conversation conversation);
}
