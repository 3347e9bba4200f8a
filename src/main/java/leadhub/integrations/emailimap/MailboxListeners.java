package leadhub.integrations.emailimap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.jobs.WorkThreads;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Listens to mailboxes, so that a message is read in a moment. They are read each minute anyway: listening is never relied on.
 *
 * <p>Limits: 100 connections of this process ({@code leadhub.mailboxes.listened}), which workspaces share: once all are taken, one that
 * has more than its share gives some up. One that ends soon is begun again after 1, 2, 4 minutes and so on, at most an hour.
 */
@Component
class MailboxListeners {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    /** What has listened for so long has done well. */
    private static final Duration WELL = Duration.ofMinutes(5);

    private static final int MOST_KNOWN = 10_000;
    private static final String NAME = "listening";

    private final Imap imap;
    private final ListeningClaims claims;
    private final int most;
    private final Map<Key, Listening> all = new HashMap<>();
    private final Cache<Key, Pause> pauses =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();
    private boolean isOpen;

    private record Key(long workspaceId, long integrationId) {}

    /** @param failures how often in a row it ended soon */
    private record Pause(int failures, Instant until) {}

    MailboxListeners(Imap imap, ListeningClaims claims, @Value("${leadhub.mailboxes.listened:100}") int most) {
        this.imap = imap;
        this.claims = claims;
        this.most = most;
    }

    /** Listens to a mailbox that was just read and whose server can say when a message comes, unless somebody does or there is no room. */
    synchronized void listen(long workspaceId, long integrationId, ImapServer server) {
        var key = new Key(workspaceId, integrationId);
        var before = all.get(key);
        if (before != null && !before.server().equals(server)) {
            before.end();
        }
        if (isOpen && before == null && !isPaused(key) && makeRoom(workspaceId)) {
            claims.take(workspaceId, integrationId).ifPresent(until -> begin(key, server, until));
        }
    }

    /** Whether there is room; one that was made is there at the next look. */
    private boolean makeRoom(long workspaceId) {
        if (all.size() < most) {
            return true;
        }
        var counts = all.keySet().stream().collect(Collectors.groupingBy(Key::workspaceId, Collectors.counting()));
        var largest =
                counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        if (largest.getValue() > counts.getOrDefault(workspaceId, 0L) + 1) {
            all.entrySet().stream()
                    .filter(one -> one.getKey().workspaceId() == largest.getKey())
                    .max(Map.Entry.comparingByValue(Comparator.comparing(Listening::begun)))
                    .ifPresent(this::giveUp);
        }
        return false;
    }

    /** For somebody who takes its place when their mailbox is read next. */
    private void giveUp(Map.Entry<Key, Listening> one) {
        pauses.put(one.getKey(), new Pause(1, claims.now().plus(PAUSE.multipliedBy(2))));
        one.getValue().end();
    }

    private void begin(Key key, ImapServer server, Instant until) {
        var listening = new Listening(server, claims, until, () -> wake(key));
        all.put(key, listening);
        Thread.ofVirtual().name("listening").start(() -> run(key, listening));
    }

    private void run(Key key, Listening listening) {
        try {
            listening.run(imap);
        } catch (ImapFailure e) {
            // The mailbox is read each minute, and what is wrong shows there.
            pause(key, listening);
        } catch (RuntimeException | Error e) {
            pause(key, listening);
            WorkThreads.say(NAME, e);
        } finally {
            forget(key, listening);
        }
    }

    /** What has ended by itself; one that has done well is begun again at once. */
    private void pause(Key key, Listening listening) {
        var now = claims.now();
        if (listening.isEnded() && listening.hasListened()) {
            return;
        }
        if (listening.hasListened() && !now.isBefore(listening.begun().plus(WELL))) {
            pauses.invalidate(key);
            return;
        }
        pauses.asMap().compute(key, (any, before) -> {
            var failures = before == null ? 0 : before.failures();
            var doubled = PAUSE.multipliedBy(1L << Math.min(failures, 6));
            return new Pause(failures + 1, now.plus(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled));
        });
    }

    private void forget(Key key, Listening listening) {
        try {
            listening.release(was -> claims.end(key.workspaceId(), key.integrationId(), was));
        } catch (RuntimeException e) {
            // It is free when its time is over.
            WorkThreads.say(NAME, e);
        }
        if (remove(key) && !isPaused(key)) {
            wake(key);
        }
    }

    private void wake(Key key) {
        try {
            claims.wake(key.workspaceId(), key.integrationId());
        } catch (RuntimeException e) {
            // It is read within a minute anyway.
            WorkThreads.say(NAME, e);
        }
    }

    /** Whether others may be begun. */
    private synchronized boolean remove(Key key) {
        all.remove(key);
        return isOpen;
    }

    private boolean isPaused(Key key) {
        var pause = pauses.getIfPresent(key);
        return pause != null && claims.now().isBefore(pause.until());
    }

    /** Now and then: what hangs is ended, and whoever listens says so again. */
    void look() {
        var now = copy();
        now.values().forEach(Listening::look);
        now.forEach((key, listening) -> listening.keep(
                was -> claims.keep(key.workspaceId(), key.integrationId(), was).orElse(null)));
    }

    private synchronized Map<Key, Listening> copy() {
        return Map.copyOf(all);
    }

    synchronized void open() {
        isOpen = true;
    }

    synchronized void close() {
        isOpen = false;
        List.copyOf(all.values()).forEach(Listening::end);
    }

    synchronized boolean isIdle() {
        return all.isEmpty();
    }
}
