package leadhub.bench;

import java.util.concurrent.TimeUnit;

/**
 * How much is said in how many open conversations. Each message has a number, which says when it is due, in which conversation and by
 * which side.
 *
 * @param warmUp seconds before those that count, as a server that has just been started is slow; told apart
 * @param seconds that count
 */
record ChatPlan(int conversations, int aSecond, int warmUp, int seconds) {
    static final ChatPlan WHOLE = new ChatPlan(2_000, 200, 60, 60);
    static final ChatPlan SMALL = new ChatPlan(200, 20, 20, 10);

    /** They take turns. */
    static final int SENDERS = 16;

    int messages() {
        return (warmUp + seconds) * aSecond;
    }

    boolean counts(int message) {
        return message >= warmUp * aSecond;
    }

    /** After the first one was. */
    long dueNanos(int message) {
        return message * TimeUnit.SECONDS.toNanos(1) / aSecond;
    }

    /** So that those of one conversation are far from each other. */
    int conversation(int message) {
        return message * 7 % conversations;
    }

    /** One half, and of each sender every other one. */
    boolean isVisitors(int message) {
        return message / SENDERS % 2 == 0;
    }
}
