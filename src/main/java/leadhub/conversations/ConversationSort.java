package leadhub.conversations;

/** In which order conversations come. */
public enum ConversationSort {
    OLDEST("started_at, id"),
    NEWEST("started_at desc, id desc"),
    /** Those first in which something was said last. */
    LATEST("last_message_at desc nulls last, id desc");

    private final String order;

    ConversationSort(String order) {
        this.order = order;
    }

    String order() {
        return order;
    }
}
