package leadhub.webhooks.delivery;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.base.Times;
import leadhub.webhooks.KnownWebhooks;
import leadhub.webhooks.Subscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes what is due in a workspace, as far as there is room, and has it sent. */
@Component
class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    /** In so long several attempts of a busy workspace end, and one statement takes as many others. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(4);

    private final DeliveryQueue queue;
    private final DeliveryDueSql due;
    private final Claims claims;
    private final Delivering delivering;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /** The workspace that was looked at last, if it had more due than there was room for; 0 if not. */
    private long shortOfRoom;

    private long lookedAt;

    Dispatcher(DeliveryQueue queue, DeliveryDueSql due, Claims claims, Delivering delivering, Clock clock) {
        this.queue = queue;
        this.due = due;
        this.claims = claims;
        this.delivering = delivering;
        this.clock = clock;
    }

    /** What sends a delivery and takes down what came of it. */
    @Component
    record Delivering(KnownWebhooks known, Slots slots, Pauses pauses, Sender sender, ResultWriter results) {
        boolean isIdle() {
            return slots.taken() == 0 && results.isIdle();
        }
    }

    boolean isIdle() {
        return delivering.isIdle();
    }

    List<Long> due(int most) {
        return due.due(Times.now(clock), most);
    }

    boolean awaitRoom(Duration patience) throws InterruptedException {
        return delivering.slots().await(patience);
    }

    /** Has what is due sent, as far as there is room. */
    void deliver(long workspaceId) {
        if (shortOfRoom == workspaceId) {
            LockSupport.parkNanos(lookedAt + BETWEEN_LOOKS.toNanos() - System.nanoTime());
        }
        var isShort = take(workspaceId);
        shortOfRoom = isShort ? workspaceId : 0;
        lookedAt = System.nanoTime();
    }

    /** Whether there was no room for something that may be due. */
    private boolean take(long workspaceId) {
        var subscribers = delivering.known().all(workspaceId);
        var targets = subscribers.stream()
                .map(one -> new Slots.Target(one.webhook().id(), host(workspaceId, one)))
                .toList();
        var now = Times.now(clock);
        var pauses = delivering.pauses().of(workspaceId);
        var rooms = delivering.slots().rooms(workspaceId, targets, host -> {
            var until = pauses.get(host.name());
            return until != null && now.isBefore(until);
        });
        var claimed = claims.claim(workspaceId, rooms.rooms(), rooms.most(), now);
        var byId = subscribers.stream()
                .collect(Collectors.toMap(one -> one.webhook().id(), Function.identity()));
        for (var delivery : claimed) {
            var subscriber = byId.get(delivery.webhookId());
            if (subscriber != null) {
                var host = host(workspaceId, subscriber);
                delivering.slots().take(host);
                var wasPaused = pauses.containsKey(host.name());
                threads.execute(() -> send(host, wasPaused, delivery, subscriber));
            }
        }
        var isShort = isShort(rooms, claimed);
        if (isShort) {
            if (delivering.slots().taken() < Slots.MOST && claimed.size() > 0 && claimed.size() >= rooms.most()) {
                queue.add(workspaceId);
            }
        } else {
            delivering.slots().stopWaiting(workspaceId);
        }
        return isShort;
    }

    private static boolean isShort(Slots.Rooms rooms, List<Claimed> claimed) {
        if (claimed.size() >= rooms.most()) {
            return true;
        }
        var hosts = rooms.rooms().stream().collect(Collectors.toMap(ClaimSql.Room::webhookId, ClaimSql.Room::host));
        var taken = new HashMap<Integer, Integer>();
        claimed.forEach(delivery -> taken.merge(hosts.getOrDefault(delivery.webhookId(), -1), 1, Integer::sum));
        return rooms.rooms().stream().anyMatch(room -> taken.getOrDefault(room.host(), 0) >= room.room());
    }

    private void send(Slots.Host host, boolean wasPaused, Claimed delivery, Subscriber subscriber) {
        var workspaceId = host.workspaceId();
        try {
            delivering.results().add(workspaceId, spare(host, wasPaused, attempt(delivery, subscriber)));
        } finally {
            if (delivering.slots().release(host)) {
                queue.add(workspaceId);
            }
        }
    }

    /** A fault of ours is an attempt too: otherwise it would come back whenever the lease ends, and hold up its lead. */
    private Sender.Sent attempt(Claimed delivery, Subscriber subscriber) {
        try {
            return delivering.sender().send(delivery, subscriber);
        } catch (RuntimeException | Error e) {
            log.error("A delivery of webhook {} failed for a fault of ours.", delivery.webhookId(), e);
            return delivering.sender().failed(delivery, "internal_error");
        }
    }

    private Result spare(Slots.Host host, boolean wasPaused, Sender.Sent sent) {
        try {
            return spared(host, wasPaused, sent);
        } catch (RuntimeException e) {
            // What came of the attempt matters more, and is written down as soon as the database answers again.
            log.warn("How long to leave a receiver alone couldn't be written down: {}", e.toString());
            return sent.result();
        }
    }

    /** Leaves a host alone that has too much to do, with this delivery too. */
    private Result spared(Slots.Host host, boolean wasPaused, Sender.Sent sent) {
        var now = Times.now(clock);
        if (sent.isBusy()) {
            return sent.result()
                    .notBefore(delivering.pauses().begin(host.workspaceId(), host.name(), sent.pauseUntil(), now));
        }
        if (wasPaused && sent.result().isSuccess()) {
            delivering.pauses().end(host.workspaceId(), host.name(), now);
        }
        return sent.result();
    }

    private static Slots.Host host(long workspaceId, Subscriber subscriber) {
        var url = URI.create(subscriber.webhook().terms().targetUrl());
        var usual = url.getScheme().equals("https") ? 443 : 80;
        return new Slots.Host(workspaceId, url.getHost() + ":" + (url.getPort() < 0 ? usual : url.getPort()));
    }
}
