package leadhub.cli;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.PlatformManagedObject;
import java.util.List;
import javax.management.NotificationEmitter;

/**
 * Has the heap collected before it is full. The serial collector looks at old objects only once they fill all that they may, so that a server
 * would sooner or later take the whole of {@code -Xmx} for what nobody needs. Here a third of it may be garbage: little enough to stay small,
 * and enough to collect rarely. Where another collector is chosen there is nothing to do.
 */
final class EarlyCollection {
    private static final String OLD_OBJECTS = "Tenured Gen";

    private final MemoryPoolMXBean pool;

    private EarlyCollection(MemoryPoolMXBean pool) {
        this.pool = pool;
    }

    static void begin() {
        for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals(OLD_OBJECTS) && pool.isUsageThresholdSupported()) {
                new EarlyCollection(pool).watch();
            }
        }
    }

    private void watch() {
        listen(ManagementFactory.getMemoryMXBean(), MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED, System::gc);
        // Whoever had it collected: where most of the heap was needed, this is how we learn that it no longer is.
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (List.of(collector.getMemoryPoolNames()).contains(OLD_OBJECTS)) {
                listen(
                        collector,
                        GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION,
                        this::waitForTheNextThird);
            }
        }
        System.gc();
    }

    private static void listen(PlatformManagedObject bean, String type, Runnable listener) {
        ((NotificationEmitter) bean)
                .addNotificationListener(
                        (_, _) -> listener.run(),
                        notification -> notification.getType().equals(type),
                        null);
    }

    private void waitForTheNextThird() {
        var usage = pool.getCollectionUsage();
        pool.setUsageThreshold(Math.min(usage.getMax(), usage.getUsed() + usage.getMax() / 3));
    }
}
