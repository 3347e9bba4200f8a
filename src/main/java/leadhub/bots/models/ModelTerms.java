package leadhub.bots.models;

/**
 * Which language model a bot asks, and how far.
 *
 * @param isActive off, nobody asks it, and what it says by then isn't heard
 * @param url of an API that is compatible with OpenAI's, up to {@code /v1} or whole
 * @param isStreamed whether its answers come as server-sent events
 * @param sendsLeadData whether addresses, names and answers of visitors are in what it is asked
 * @param deadlineSeconds after which the visitor is answered without it
 */
public record ModelTerms(
        boolean isActive,
        String url,
        String model,
        boolean isStreamed,
        boolean sendsLeadData,
        int deadlineSeconds,
        Budgets budgets) {
    public static final int MOST_URL = 2_000;
    public static final int MOST_MODEL = 200;
    public static final int MOST_KEY = 2_000;
    public static final int MOST_SECONDS = 60;
    public static final int MOST_REQUESTS = 1_000_000;

    /** What is there before anybody has said anything. */
    public static final ModelTerms USUAL = new ModelTerms(true, "", "", false, false, 20, new Budgets(20, 500, 10_000));

    /** How many requests there may be in one conversation, and for the bot on one day and in one month. */
    public record Budgets(int perConversation, int perDay, int perMonth) {}
}
