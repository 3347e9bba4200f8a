package leadhub.bots.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import leadhub.base.Problem;
import leadhub.web.intake.ClientAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How much strangers may say. An office behind one address gets through; of IPv6, a whole /64 is one address. Each process counts
 * for itself.
 *
 * <p>Limits: a visitor says 20 things in 10 seconds; from one address come 60 conversations an hour ({@code
 * leadhub.chat.conversations-per-address}) and 1,000 messages in ten minutes ({@code leadhub.chat.messages-per-address}), and it asks for 20 codes an hour and tries 60; a bot
 * begins 3,000 conversations an hour, and hears 3,000 messages in 10 seconds. One that begins more than 100 in ten minutes ({@code
 * leadhub.chat.flood}) is flooded: from then on pages have to prove that their browsers worked for it, and of pages that can't 20
 * are let in.
 */
@Component
public class ChatLimits {
    private static final int MOST_OF_VISITOR = 20;
    private static final int MOST_OF_BOT = 3_000;
    private static final int MOST_WITHOUT_WORK = 20;
    private static final int MOST_CODES = 20;
    private static final int MOST_TRIES = 60;
    private static final Duration MOMENT = Duration.ofSeconds(10);
    private static final Duration WHILE = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TYPING = Duration.ofSeconds(2);
    private static final int MOST_KNOWN = 50_000;

    private final Clock clock;
    private final int conversationsOfAddress;
    private final int messagesOfAddress;
    private final int flood;
    private final Cache<String, Window> windows =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    private record Window(Instant end, int count) {}

    ChatLimits(
            Clock clock,
            @Value("${leadhub.chat.conversations-per-address:60}") int conversationsOfAddress,
            @Value("${leadhub.chat.messages-per-address:1000}") int messagesOfAddress,
            @Value("${leadhub.chat.flood:100}") int flood) {
        this.clock = clock;
        this.conversationsOfAddress = conversationsOfAddress;
        this.messagesOfAddress = messagesOfAddress;
        this.flood = flood;
    }

    /** Counts a conversation that begins, or refuses it. */
    void begin(String botId, String address) {
        take("begin:" + ClientAddress.group(address), conversationsOfAddress, HOUR);
        take("begin:" + botId, MOST_OF_BOT, HOUR);
        add("crowd:" + botId, WHILE);
    }

    /** Whether so many conversations have begun lately that few of them can be people's. */
    boolean isFlooded(String botId) {
        var crowd = windows.getIfPresent("crowd:" + botId);
        return crowd != null && clock.instant().isBefore(crowd.end()) && crowd.count() >= flood;
    }

    /** Counts one that begins during a flood and proves nothing, or refuses it. */
    void beginWithoutWork(String botId) {
        take("plain:" + botId, MOST_WITHOUT_WORK, WHILE);
    }

    /** Counts a message, or refuses it. */
    void say(String botId, long conversationId, String address) {
        take("say:" + conversationId, MOST_OF_VISITOR, MOMENT);
        take("say:" + ClientAddress.group(address), messagesOfAddress, WHILE);
        take("say:" + botId, MOST_OF_BOT, MOMENT);
    }

    /** Counts that somebody asks for a code by email, or refuses it. */
    void askForCode(String address) {
        take("code:" + ClientAddress.group(address), MOST_CODES, HOUR);
    }

    /** Counts that somebody tries one, or refuses it. */
    void enterCode(String address) {
        take("enter:" + ClientAddress.group(address), MOST_TRIES, HOUR);
    }

    /** Whether others are told once more that somebody types. */
    boolean mayType(long conversationId) {
        return add("type:" + conversationId, TYPING).count() == 1;
    }

    private void take(String key, int most, Duration length) {
        var window = add(key, length);
        if (window.count() > most) {
            var left = Duration.between(clock.instant(), window.end());
            throw new Problem.RateLimited(Duration.ofSeconds(Math.max(1, left.toSeconds()))).exception();
        }
    }

    private Window add(String key, Duration length) {
        var now = clock.instant();
        return windows.asMap()
                .compute(
                        key,
                        (known, before) -> before == null || !now.isBefore(before.end())
                                ? new Window(now.plus(length), 1)
                                : new Window(before.end(), before.count() + 1));
    }
}
